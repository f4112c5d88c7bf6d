/** Statement, hints, editorial and history change place without leaving the editor. */

export class Reading {
  private readonly body: HTMLElement | null;

  constructor(private readonly root: HTMLElement) {
    this.body = root.querySelector("[data-reading-body]");
    root.addEventListener("click", (event) => this.onClick(event));
    window.addEventListener("popstate", () => void this.open(location.href, false));
  }

  private onClick(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-reading-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void this.open(link.href, true);
  }

  private async open(url: string, remember: boolean): Promise<void> {
    try {
      const response = await fetch(url);
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      this.show(await response.text());
      if (remember) history.pushState(null, "", url);
    } catch {
      // The plain link still works, and says itself what is wrong; the draft is saved on the way out.
      location.assign(url);
    }
  }

  private show(html: string): void {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("[data-reading-body]");
    if (!fresh || !this.body) throw new Error("no reading pane in the answer");
    this.body.replaceChildren(...fresh.childNodes);
    this.body.scrollTop = 0;
    this.markCurrent(page);
    document.dispatchEvent(new CustomEvent("content:changed"));
  }

  private markCurrent(page: Document): void {
    for (const link of this.root.querySelectorAll<HTMLElement>("[data-reading-tab]")) {
      const same = page.querySelector(`[data-reading-tab="${link.dataset["readingTab"] ?? ""}"]`);
      if (same?.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
}
