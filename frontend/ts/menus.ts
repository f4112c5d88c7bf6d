/** Menus are `<details>`: they open and close by themselves; this closes those left behind. */

export function closeMenusOutside(): void {
  document.addEventListener("click", (event) => closeAllBut(event.target as Node));
  document.addEventListener("focusin", (event) => closeAllBut(event.target as Node));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeAndReturn();
  });
}

function openMenus(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}

function closeAllBut(target: Node): void {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
}

function closeAndReturn(): void {
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
}
