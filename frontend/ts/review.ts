/** Review page: a line's number brings the comment form to it; a note that was typed survives a reload. */

export function reviewLines(): void {
  const page = document.querySelector<HTMLElement>("[data-review]");
  const form = page?.querySelector<HTMLFormElement>("[data-comment-form]");
  if (!page || !form) return;
  page.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-comment-line]");
    // With a modifier key the browser opens the address behind the number, which works by itself.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    bringTo(form, link);
  });
  keepNote(page);
}

function bringTo(form: HTMLFormElement, link: HTMLAnchorElement): void {
  const line = form.elements.namedItem("line") as HTMLInputElement;
  line.value = link.dataset["commentLine"] ?? "";
  remarksBelow(link).append(form);
  (form.elements.namedItem("text") as HTMLTextAreaElement).focus();
}

/** The place for remarks below a line, made when it has none; one that the form left empty goes. */
function remarksBelow(link: HTMLAnchorElement): Element {
  document.querySelectorAll("[data-remarks-made]").forEach((made) => {
    if (!made.querySelector(".comment")) made.remove();
  });
  const row = link.closest("li")!;
  const next = row.nextElementSibling;
  if (next?.classList.contains("code-remarks")) return next;
  const made = document.createElement("li");
  made.className = "code-remarks";
  made.dataset["remarksMade"] = "";
  row.after(made);
  return made;
}

function keepNote(page: HTMLElement): void {
  const note = page.querySelector<HTMLTextAreaElement>("textarea[name=note]");
  if (!note) return;
  const key = `review-note:${page.dataset["review"]}`;
  const kept = sessionStorage.getItem(key);
  if (kept !== null && kept !== note.value) note.value = kept;
  note.addEventListener("input", () => sessionStorage.setItem(key, note.value));
  note.form?.addEventListener("submit", () => sessionStorage.removeItem(key));
}
