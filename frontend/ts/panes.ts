/** On a phone: statement, code and result as three tabs. Wide screens show all three. */

export type Pane = "statement" | "code" | "result";

export class Panes {
  private readonly links: HTMLAnchorElement[];

  constructor(private readonly root: HTMLElement) {
    this.links = [...root.querySelectorAll<HTMLAnchorElement>("[data-pane-link]")];
    for (const link of this.links) link.addEventListener("click", (event) => this.onClick(event, link));
    this.show((root.dataset["pane"] as Pane | undefined) ?? "statement");
  }

  show(pane: Pane): void {
    this.root.dataset["pane"] = pane;
    for (const link of this.links) {
      if (link.dataset["paneLink"] === pane) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  private onClick(event: Event, link: HTMLAnchorElement): void {
    event.preventDefault();
    this.show(link.dataset["paneLink"] as Pane);
    window.scrollTo(0, 0);
  }
}
