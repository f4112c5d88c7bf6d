/** The theme changes at once and is saved behind; without scripts the form does both. */

export function switchTheme(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-theme-form]");
  form?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    show(form, button.value);
    void save(form, button.value);
  });
}

function show(form: HTMLFormElement, theme: string): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  for (const each of form.querySelectorAll<HTMLButtonElement>("button[name=theme]")) {
    each.setAttribute("aria-pressed", String(each.value === theme));
  }
}

async function save(form: HTMLFormElement, theme: string): Promise<void> {
  const body = new FormData(form);
  body.set("theme", theme);
  try {
    await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
  } catch {
    // The page keeps the theme; only the next one would not know of it.
  }
}
