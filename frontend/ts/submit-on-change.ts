/** Forms of one choice send themselves; without scripts they keep their button. */

export function submitOnChange(): void {
  document.addEventListener("change", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-submit-on-change]");
    form?.requestSubmit();
  });
}
