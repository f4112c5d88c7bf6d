/** Answering a question: a clock that starts with the first letter, and a copy of the text in this browser. */

import { LocalCopy } from "./local-copy";

const key = (name: string): string => `lossless:answer:${name}`;

export function answerForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-answer]")) new AnswerForm(form);
  for (const arrived of document.querySelectorAll<HTMLElement>("[data-answered]")) forget(arrived);
}

/** What has arrived need not be kept any more; another text, begun since or in another tab, is. */
function forget(arrived: HTMLElement): void {
  const copy = new LocalCopy(key(arrived.dataset["answered"] ?? ""));
  const shown = arrived.cloneNode(true) as HTMLElement;
  for (const number of shown.querySelectorAll("sup")) number.remove();
  if (letters(copy.read()?.source) === letters(shown.textContent)) copy.clear();
}

/** Without spaces and line ends, which change on the way. */
function letters(text: string | null | undefined): string {
  return (text ?? "").replace(/\s+/g, "");
}

class AnswerForm {
  private readonly text: HTMLTextAreaElement;
  private readonly copy: LocalCopy;
  private readonly seconds: HTMLInputElement | null;
  private started = 0;
  private isOver = false;

  constructor(private readonly form: HTMLFormElement) {
    this.text = form.querySelector<HTMLTextAreaElement>("[data-answer-text]")!;
    this.copy = new LocalCopy(key(form.dataset["answer"] ?? ""));
    this.seconds = form.querySelector("[data-seconds]");
    this.restore();
    this.text.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.show());
    form.addEventListener("submit", () => this.keepTime());
    this.show();
  }

  private restore(): void {
    const kept = this.copy.read();
    if (!kept || this.text.value) return;
    this.text.value = kept.source;
    this.form.querySelector<HTMLElement>("[data-kept]")?.removeAttribute("hidden");
  }

  private typed(): void {
    this.copy.write({ source: this.text.value, revision: 0 });
    if (this.started) return;
    this.started = Date.now();
    window.setInterval(() => this.show(), 1_000);
  }

  private get used(): number {
    return this.started ? Math.floor((Date.now() - this.started) / 1_000) : 0;
  }

  private get limit(): number {
    return Number(new FormData(this.form).get("timer") ?? 0);
  }

  private show(): void {
    const clock = this.form.querySelector<HTMLElement>("[data-clock]");
    if (!clock) return;
    const shown = this.limit ? this.limit - this.used : this.used;
    clock.hidden = false;
    clock.textContent = `${shown < 0 ? "+" : ""}${minutes(Math.abs(shown))}`;
    clock.classList.toggle("clock-over", shown < 0);
    if (this.limit && shown <= 0 && !this.isOver) this.sayOver();
  }

  /** Said once, so that a screen reader is not interrupted every second. */
  private sayOver(): void {
    this.isOver = true;
    const status = this.form.querySelector<HTMLElement>("[data-clock-status]");
    if (status) status.textContent = status.dataset["over"] ?? "";
  }

  private keepTime(): void {
    if (this.seconds) this.seconds.value = String(this.used);
  }
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
