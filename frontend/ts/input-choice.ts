/** Samples or an own input; checks an input's size before it is sent. */

import { fill, type Texts } from "./texts";

export class InputChoice {
  private readonly choice: HTMLSelectElement | null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly texts: Texts,
  ) {
    this.choice = form.querySelector("[data-input-choice]");
    this.choice?.addEventListener("change", () => this.showChosen());
    this.showChosen();
  }

  /** What is wrong with the input, or an empty string. */
  complaint(): string {
    const limit = Number(this.form.dataset["inputLimit"]);
    const bytes = this.size();
    if (bytes <= limit) return "";
    return fill(this.texts["inputTooLong"], { size: bytes.toLocaleString(), limit: limit.toLocaleString() });
  }

  /** Put bytes, as hex digits, in place of the own input, and go there. */
  load(hex: string): void {
    const field = this.field<HTMLTextAreaElement>("own_hex");
    if (!this.choice || !field) return;
    this.choice.value = "hex";
    field.value = hex;
    this.showChosen();
    field.focus();
  }

  private showChosen(): void {
    for (const field of this.form.querySelectorAll<HTMLElement>("[data-input-kind]")) {
      field.hidden = field.dataset["inputKind"] !== this.choice?.value;
    }
  }

  private size(): number {
    const kind = this.choice?.value;
    if (kind === "file") return this.field<HTMLInputElement>("own_file")?.files?.[0]?.size ?? 0;
    if (kind === "text") return new Blob([this.field<HTMLTextAreaElement>("own_text")?.value ?? ""]).size;
    if (kind !== "hex") return 0;
    return Math.ceil((this.field<HTMLTextAreaElement>("own_hex")?.value ?? "").replace(/\s/g, "").length / 2);
  }

  private field<T extends Element>(name: string): T | null {
    return this.form.querySelector<T>(`[name="${name}"]`);
  }
}
