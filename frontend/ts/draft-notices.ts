/** Tells in words how the draft stands, and offers both texts when two stand against each other. */

import type { Draft, DraftState, SavedDraft } from "./draft";
import type { Copy } from "./local-copy";
import { fill, type Texts } from "./texts";

export interface Typing {
  text(): string;
  replace(text: string): void;
}

export class DraftNotices {
  private readonly status: HTMLElement | null;
  private readonly notice: HTMLElement | null;
  private readonly conflict: HTMLElement | null;
  private undo: (() => void) | null = null;

  constructor(
    root: HTMLElement,
    private readonly texts: Texts,
    private readonly typing: Typing,
  ) {
    this.status = root.querySelector("[data-draft-status]");
    this.notice = root.querySelector("[data-notice]");
    this.conflict = root.querySelector("[data-conflict]");
    this.notice?.querySelector("[data-undo]")?.addEventListener("click", () => this.onUndo());
  }

  show(state: DraftState, draft: Draft): void {
    const message = this.sentence(state);
    if (this.status) {
      this.status.textContent = message;
      this.status.dataset["state"] = state.kind;
    }
    if (state.kind === "conflict") this.offerBoth(draft, state.theirs);
  }

  /** A line above the editor, with a way back. */
  say(message: string, undo: () => void): void {
    if (!this.notice) return;
    const sentence = this.notice.querySelector("[data-notice-text]");
    if (sentence) sentence.textContent = message;
    this.undo = undo;
    this.notice.hidden = false;
  }

  /** Put back what an earlier page could not save; if the server has moved on, offer both. */
  restore(copy: Copy, draft: Draft, saved: SavedDraft): void {
    const before = this.typing.text();
    this.typing.replace(copy.source);
    if (copy.revision !== saved.revision) {
      draft.conflict(saved);
      return;
    }
    this.say(this.texts["restored"] ?? "", () => this.typing.replace(before));
  }

  private sentence(state: DraftState): string {
    if (state.kind === "saved") return fill(this.texts["saved"], { time: clock(state.at) });
    if (state.kind === "refused") return state.message;
    return this.texts[state.kind] ?? "";
  }

  private offerBoth(draft: Draft, theirs: SavedDraft): void {
    if (!this.conflict) return;
    const other = this.conflict.querySelector("[data-other-text]");
    if (other) other.textContent = theirs.source;
    this.on("[data-keep-mine]", () => draft.resolve(theirs));
    this.on("[data-take-other]", () => {
      this.typing.replace(theirs.source);
      draft.resolve(theirs);
    });
    this.conflict.hidden = false;
  }

  private on(selector: string, act: () => void): void {
    const button = this.conflict?.querySelector<HTMLButtonElement>(selector);
    if (!button) return;
    button.onclick = () => {
      if (this.conflict) this.conflict.hidden = true;
      act();
    };
  }

  private onUndo(): void {
    this.undo?.();
    this.undo = null;
    if (this.notice) this.notice.hidden = true;
  }
}

export function clock(at: Date): string {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return format.format(at);
}
