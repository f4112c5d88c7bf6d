/** Saves the draft by itself: to this browser at once, to the server soon after. */

import { post } from "./http";
import { LocalCopy, type Copy } from "./local-copy";

const PAUSE_MS = 800;
const RETRY_MS = 3_000;
const RETRY_SLOWEST_MS = 30_000;

export interface SavedDraft {
  source: string;
  revision: number;
  saved_at: string;
}

export type DraftState =
  | { kind: "untouched" }
  | { kind: "typing" }
  | { kind: "saving" }
  | { kind: "saved"; at: Date }
  | { kind: "offline" }
  | { kind: "logged-out" }
  | { kind: "refused"; message: string }
  | { kind: "conflict"; theirs: SavedDraft };

export interface DraftOptions {
  url: string;
  storageKey: string;
  revision: number;
  savedText: string;
  savedAt: string;
  text(): string;
  fields(): FormData;
  onState(state: DraftState): void;
}

export class Draft {
  private readonly copy: LocalCopy;
  private revision: number;
  private savedText: string;
  private savedAt: string;
  private timer = 0;
  private retryMs = RETRY_MS;
  private saving: Promise<void> | null = null;
  private blocked = false;
  // Texts that left this browser, or were left in it, and may or may not have reached the server.
  private readonly unsure = new Set<string>();

  constructor(private readonly options: DraftOptions) {
    this.copy = new LocalCopy(options.storageKey);
    this.revision = options.revision;
    this.savedText = options.savedText;
    this.savedAt = options.savedAt;
    window.addEventListener("online", () => void this.save());
    window.addEventListener("pagehide", () => this.leave());
  }

  /** What an earlier page left unsaved, if it differs from what the server has. */
  leftBehind(): Copy | null {
    const copy = this.copy.read();
    if (copy && copy.source !== this.savedText) {
      // The page before this one may have saved it while it went away, after this page was asked for.
      this.unsure.add(copy.source);
      return copy;
    }
    this.copy.clear();
    return null;
  }

  changed(): void {
    this.copy.write({ source: this.options.text(), revision: this.revision });
    if (this.blocked) return;
    if (this.options.text() === this.savedText) this.settled();
    else this.saveSoon();
  }

  /** Save now what is not saved; never two requests at a time. */
  async save(): Promise<void> {
    window.clearTimeout(this.timer);
    await this.saving;
    if (this.blocked || this.options.text() === this.savedText) return;
    this.saving = this.send().finally(() => (this.saving = null));
    await this.saving;
  }

  /** Two texts stand against each other: stop saving until one is chosen. */
  conflict(theirs: SavedDraft): void {
    this.blocked = true;
    this.options.onState({ kind: "conflict", theirs });
  }

  /** Go on from the other text's revision, whichever text the editor now holds. */
  resolve(theirs: SavedDraft): void {
    this.blocked = false;
    this.revision = theirs.revision;
    this.savedText = theirs.source;
    this.savedAt = theirs.saved_at;
    this.changed();
  }

  private saveSoon(): void {
    this.options.onState({ kind: "typing" });
    this.saveIn(PAUSE_MS);
  }

  private saveIn(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  private async send(keepalive = false): Promise<void> {
    const source = this.options.text();
    this.unsure.add(source);
    this.options.onState({ kind: "saving" });
    const answer = await post<SavedDraft>(this.options.url, this.body(source), keepalive);
    if (answer.kind === "done") this.saved(source, answer.data);
    else if (answer.kind === "offline") this.retry();
    else if (answer.kind === "logged-out") this.options.onState(answer);
    else if (answer.data.draft) this.stale(source, answer.data.draft);
    else this.options.onState({ kind: "refused", message: answer.data.message ?? "" });
  }

  /** A save whose answer was lost comes back as stale with a text of our own: that is no conflict. */
  private stale(source: string, theirs: SavedDraft): void {
    if (theirs.source === source || this.unsure.has(theirs.source)) this.saved(theirs.source, theirs);
    else this.conflict(theirs);
  }

  private body(source: string): FormData {
    const body = this.options.fields();
    body.set("source", source);
    body.set("revision", String(this.revision));
    return body;
  }

  private saved(source: string, draft: SavedDraft): void {
    this.revision = draft.revision;
    this.savedText = source;
    this.retryMs = RETRY_MS;
    this.savedAt = draft.saved_at;
    this.unsure.clear();
    this.changed();
  }

  /** The editor holds what the server has: nothing to save, nothing to keep here. */
  settled(): void {
    window.clearTimeout(this.timer);
    this.copy.clear();
    this.options.onState(this.savedAt ? { kind: "saved", at: new Date(this.savedAt) } : { kind: "untouched" });
  }

  private retry(): void {
    this.options.onState({ kind: "offline" });
    this.saveIn(this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, RETRY_SLOWEST_MS);
  }

  /** The page goes away: one last try that outlives it; the local copy stands if it fails. */
  private leave(): void {
    if (!this.blocked && !this.saving && this.options.text() !== this.savedText) void this.send(true);
  }
}
