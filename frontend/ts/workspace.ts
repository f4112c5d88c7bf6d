/** The workspace: ties editor, draft, run, submit and the reading pane together. */

import { Draft, type SavedDraft } from "./draft";
import { DraftNotices } from "./draft-notices";
import type { Editor } from "./editor";
import { InputChoice } from "./input-choice";
import { CHANGED, repeatStatus } from "./live";
import { readOnChoice } from "./open-file";
import { Panes } from "./panes";
import { Reading } from "./reading";
import { Sending } from "./sending";
import { fill, readTexts, type Texts } from "./texts";

class Workspace {
  private readonly form: HTMLFormElement;
  private readonly textarea: HTMLTextAreaElement;
  private readonly texts: Texts = readTexts("workspace-texts");
  private readonly panes: Panes;
  private readonly sending: Sending;
  private readonly input: InputChoice;
  private readonly notices: DraftNotices;
  private readonly draft: Draft;
  private editor: Editor | null = null;

  constructor(private readonly root: HTMLElement) {
    this.form = find(root, "form[data-workspace-form]", HTMLFormElement);
    this.textarea = find(root, "textarea[name=source]", HTMLTextAreaElement);
    this.panes = new Panes(root);
    new Reading(find(root, "[data-reading]", HTMLElement));
    this.sending = new Sending(this.form, find(root, "[data-result]", HTMLElement), this.texts);
    this.input = new InputChoice(this.form, this.texts);
    this.notices = new DraftNotices(root, this.texts, this);
    this.draft = this.makeDraft();
    this.listen();
  }

  text(): string {
    return this.editor ? this.editor.text() : this.textarea.value;
  }

  replace(text: string): void {
    if (this.editor) this.editor.replace(text);
    else this.textarea.value = text;
    this.draft.changed();
  }

  async start(): Promise<void> {
    this.settle();
    const { createEditor } = await import("./editor");
    this.editor = createEditor(this.textarea, {
      nonce: this.root.dataset["styleNonce"] ?? "",
      label: this.textarea.getAttribute("aria-label") ?? "",
      phrases: readTexts("editor-phrases"),
      language: this.form.querySelector<HTMLInputElement>("[name=language]")?.value ?? "",
      onChange: () => this.draft.changed(),
      onRun: () => this.press("[data-run]"),
      onSubmit: () => this.press("[data-submit]"),
    });
    this.root.toggleAttribute("data-ready", true);
  }

  /** Which text to go on with: one asked for by the address, one left unsaved, or the saved draft. */
  private settle(): void {
    const saved = this.savedDraft();
    const left = this.draft.leftBehind();
    if (this.textarea.value !== saved.source) {
      const before = left?.source ?? saved.source;
      this.draft.changed();
      this.notices.say(this.texts["loaded"] ?? "", () => this.replace(before));
    } else if (left) {
      this.notices.restore(left, this.draft, saved);
    } else {
      this.draft.settled();
    }
  }

  private makeDraft(): Draft {
    const saved = this.savedDraft();
    const draft: Draft = new Draft({
      url: this.form.dataset["draftUrl"] ?? "",
      storageKey: this.form.dataset["draftKey"] ?? "draft",
      revision: saved.revision,
      savedText: saved.source,
      savedAt: saved.saved_at,
      text: () => this.text(),
      fields: () => this.draftFields(),
      onState: (state) => this.notices.show(state, draft),
    });
    return draft;
  }

  private savedDraft(): SavedDraft {
    const holder = document.getElementById("saved-draft")?.textContent;
    const saved = JSON.parse(holder ?? "{}") as Omit<SavedDraft, "source"> & { source: string | null };
    return { ...saved, source: saved.source ?? this.textarea.defaultValue };
  }

  private draftFields(): FormData {
    const fields = new FormData();
    for (const name of ["csrfmiddlewaretoken", "language"]) {
      fields.set(name, this.form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? "");
    }
    return fields;
  }

  private listen(): void {
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.textarea.addEventListener("input", () => this.draft.changed());
    document.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("visibilitychange", () => void (document.hidden && this.draft.save()));
    this.root.addEventListener(CHANGED, () => {
      repeatStatus();
      document.dispatchEvent(new CustomEvent("content:changed"));
    });
    this.root.querySelector("[data-reset]")?.addEventListener("click", (event) => this.onReset(event));
    this.root.addEventListener("click", (event) => this.onLoadInput(event));
    const language = this.form.querySelector<HTMLSelectElement>("[data-language-choice]");
    language?.addEventListener("change", () => void this.switchTo(language.value));
    const file = this.root.querySelector<HTMLInputElement>("input[name=source_file]");
    if (file) readOnChoice(file, this.fileReading());
  }

  /** Each language has a draft of its own: this one is saved, and the page comes back with the other. */
  private async switchTo(language: string): Promise<void> {
    await this.draft.save();
    location.assign(`${location.pathname}?${new URLSearchParams({ language, switched: "1" })}`);
  }

  private fileReading(): Parameters<typeof readOnChoice>[1] {
    return {
      limit: Number(this.form.dataset["sourceLimit"]),
      texts: this.texts,
      onText: (text) => {
        this.sending.complain("");
        this.replaceWithUndo(text, "opened");
      },
      onComplaint: (message) => this.sending.complain(message),
    };
  }

  private onSubmit(event: SubmitEvent): void {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (button.matches("[data-save]")) void this.draft.save();
    else void this.sendWith(button);
  }

  private async sendWith(button: HTMLButtonElement): Promise<void> {
    const complaint = this.sourceComplaint() || (button.matches("[data-run]") ? this.input.complaint() : "");
    if (complaint) {
      this.sending.complain(complaint);
      return;
    }
    const sent = this.sending.send(button);
    void this.draft.save();
    if (await sent) this.panes.show("result");
  }

  private sourceComplaint(): string {
    const limit = Number(this.form.dataset["sourceLimit"]);
    const size = new Blob([this.text()]).size;
    if (size <= limit) return "";
    return fill(this.texts["codeTooLong"], { size: size.toLocaleString(), limit: limit.toLocaleString() });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    this.press(event.shiftKey ? "[data-submit]" : "[data-run]");
  }

  private press(selector: string): void {
    const button = this.root.querySelector<HTMLButtonElement>(selector);
    if (button && !button.disabled) this.form.requestSubmit(button);
  }

  private onReset(event: Event): void {
    event.preventDefault();
    const starter = document.getElementById("starter")?.textContent;
    if (starter) this.replaceWithUndo(JSON.parse(starter) as string, "reset");
  }

  /** A failing input that the result shows goes into the form at once; a long one comes with its own page. */
  private onLoadInput(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a[data-load-input]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.panes.show("code");
    this.input.load(link.dataset["loadInput"] ?? "");
  }

  private replaceWithUndo(text: string, sentence: string): void {
    const before = this.text();
    this.replace(text);
    this.notices.say(this.texts[sentence] ?? "", () => this.replace(before));
  }
}

function find<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`the workspace has no ${selector}`);
}

/** For readers who are not logged in: no editor, but the texts and the parts as tabs. */
function startReading(root: HTMLElement): void {
  new Panes(root);
  new Reading(find(root, "[data-reading]", HTMLElement));
}

const root = document.querySelector<HTMLElement>("[data-workspace]");
const readingRoot = document.querySelector<HTMLElement>("[data-workspace-reading]");
if (root) void new Workspace(root).start();
else if (readingRoot) startReading(readingRoot);
