/** Run and Submit: send the form, show the answer's panel and follow it live. */

import { post, type Answer } from "./http";
import { LivePanel, repeatStatus } from "./live";
import type { Texts } from "./texts";

export interface Started {
  url: string;
  html: string;
  next_key: string;
}

// A second click this soon after an answer still belongs to the same double click.
const DOUBLE_CLICK_MS = 1_000;

export class Sending {
  private panel: LivePanel | null = null;
  private busy = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly result: HTMLElement,
    private readonly texts: Texts,
  ) {
    this.follow();
  }

  /** True when the judge has taken the work. */
  async send(button: HTMLButtonElement): Promise<boolean> {
    if (this.busy) return false;
    this.setBusy(button, true);
    this.complain("");
    const answer = await post<Started>(button.formAction, new FormData(this.form));
    if (answer.kind === "done") this.show(answer.data);
    else this.complain(this.reason(answer));
    window.setTimeout(() => this.setBusy(button, false), answer.kind === "done" ? DOUBLE_CLICK_MS : 0);
    return answer.kind === "done";
  }

  complain(message: string): void {
    const place = this.form.querySelector<HTMLElement>("[data-complaint]");
    if (!place) return;
    place.textContent = message;
    place.hidden = !message;
  }

  private show(started: Started): void {
    const key = this.form.querySelector<HTMLInputElement>("[name=idempotency_key]");
    if (key) key.value = started.next_key;
    this.panel?.stop();
    const page = new DOMParser().parseFromString(started.html, "text/html");
    this.result.replaceChildren(...page.body.childNodes);
    history.replaceState(null, "", started.url);
    this.follow();
  }

  private follow(): void {
    const element = this.result.querySelector<HTMLElement>("[data-live]");
    if (!element) return;
    this.panel = new LivePanel(element);
    this.panel.start();
    repeatStatus();
    document.dispatchEvent(new CustomEvent("content:changed"));
  }

  private reason(answer: Exclude<Answer<Started>, { kind: "done" }>): string {
    if (answer.kind === "refused") return answer.data.message ?? this.texts["failed"] ?? "";
    return this.texts[answer.kind === "offline" ? "sendOffline" : "logged-out"] ?? "";
  }

  private setBusy(button: HTMLButtonElement, busy: boolean): void {
    this.busy = busy;
    button.setAttribute("aria-disabled", String(busy));
  }
}

