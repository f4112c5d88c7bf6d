/** What is left of a mock interview, and sending what was written when nothing is. */

export function countdowns(): void {
  for (const clock of document.querySelectorAll<HTMLElement>("[data-until]")) watch(clock);
}

function watch(clock: HTMLElement): void {
  const until = Date.parse(clock.dataset["until"] ?? "");
  const timer = window.setInterval(show, 1_000);
  show();

  function show(): void {
    const left = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("clock-over", left < 60);
    if (left > 0) return;
    window.clearInterval(timer);
    document.querySelector<HTMLFormElement>("form[data-answer]")?.requestSubmit();
  }
}
