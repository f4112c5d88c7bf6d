/**
 * A panel that shows something going on: filled by an event stream while it is pending and seen,
 * by polling where the stream does not come through.
 */

const POLL_MS = 2_000;
const POLL_SLOWEST_MS = 15_000;
// A stream that fails this often in a row is given up for polling.
const STREAM_TRIES = 3;

export const CHANGED = "panel:changed";

export class LivePanel {
  private stream: EventSource | null = null;
  private timer = 0;
  private failures = 0;
  private wait = POLL_MS;

  constructor(readonly element: HTMLElement) {
    document.addEventListener("visibilitychange", this.onVisibility);
  }

  start(): void {
    if (!this.pending) return;
    if (document.hidden) return;
    if (this.failures < STREAM_TRIES) this.listen();
    else this.poll();
  }

  stop(): void {
    this.pause();
    document.removeEventListener("visibilitychange", this.onVisibility);
  }

  private get pending(): boolean {
    return this.element.dataset["state"] === "pending";
  }

  private readonly onVisibility = (): void => {
    this.pause();
    this.start();
  };

  private pause(): void {
    this.stream?.close();
    this.stream = null;
    window.clearTimeout(this.timer);
  }

  private listen(): void {
    const stream = new EventSource(this.element.dataset["events"] ?? "");
    this.stream = stream;
    stream.addEventListener("panel", (event: MessageEvent<string>) => {
      this.failures = 0;
      this.show(event.data);
    });
    stream.addEventListener("error", () => this.onStreamError(stream));
  }

  private onStreamError(stream: EventSource): void {
    this.failures += 1;
    this.setLost(true);
    if (this.failures < STREAM_TRIES && stream.readyState !== EventSource.CLOSED) return;
    this.failures = STREAM_TRIES;
    this.pause();
    this.poll();
  }

  private poll(): void {
    void this.fetchOnce().then((came) => {
      this.wait = came ? POLL_MS : Math.min(this.wait * 2, POLL_SLOWEST_MS);
      if (this.pending && !document.hidden) {
        this.timer = window.setTimeout(() => this.poll(), this.wait);
      }
    });
  }

  private async fetchOnce(): Promise<boolean> {
    try {
      const response = await fetch(this.element.dataset["url"] ?? "");
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      this.show(await response.text());
      return true;
    } catch {
      this.setLost(true);
      return false;
    }
  }

  private show(html: string): void {
    this.setLost(false);
    patch(this.element, html);
    if (!this.pending) this.pause();
    this.element.dispatchEvent(new CustomEvent(CHANGED, { bubbles: true }));
  }

  private setLost(lost: boolean): void {
    this.element.toggleAttribute("data-lost", lost);
  }
}

/** Bring a panel up to date, leaving alone every part that did not change. */
export function patch(panel: HTMLElement, html: string): void {
  const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  if (!(fresh instanceof HTMLElement)) return;
  panel.dataset["state"] = fresh.dataset["state"];
  const now = parts(panel);
  const next = parts(fresh);
  if ([...now.keys()].join() === [...next.keys()].join()) {
    for (const [name, part] of next) replaceIfChanged(now.get(name), part);
  } else {
    panel.replaceChildren(...fresh.children);
  }
}

function parts(panel: HTMLElement): Map<string, HTMLElement> {
  const found = panel.querySelectorAll<HTMLElement>("[data-part]");
  return new Map([...found].map((part) => [part.dataset["part"] ?? "", part]));
}

function replaceIfChanged(now: HTMLElement | undefined, next: HTMLElement): void {
  if (!now || now.isEqualNode(next)) return;
  const open = [...now.querySelectorAll<HTMLElement>("details[open][data-key]")];
  const focused = now.contains(document.activeElement) ? document.activeElement?.id : undefined;
  now.replaceWith(next);
  for (const each of open) {
    const same = next.querySelector(`details[data-key="${each.dataset["key"] ?? ""}"]`);
    same?.setAttribute("open", "");
  }
  if (focused) document.getElementById(focused)?.focus();
}

/** Copy the panel's one-line status to every place of the page that repeats it. */
export function repeatStatus(): void {
  const status = document.querySelector<HTMLElement>("[data-live] [data-status]");
  for (const place of document.querySelectorAll<HTMLElement>("[data-status-copy]")) {
    const text = status?.textContent?.trim().replace(/\s+/g, " ") ?? "";
    if (place.textContent !== text) place.textContent = text;
    place.dataset["tone"] = status?.dataset["tone"] ?? "";
  }
}

export function watchPanels(root: ParentNode = document): LivePanel[] {
  const panels = [...root.querySelectorAll<HTMLElement>("[data-live]")].map((each) => new LivePanel(each));
  for (const panel of panels) panel.start();
  repeatStatus();
  return panels;
}
