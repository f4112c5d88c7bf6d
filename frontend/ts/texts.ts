/** Sentences in the reader's language, rendered into the page by the server. */

export type Texts = Record<string, string>;

export function readTexts(id: string): Texts {
  const holder = document.getElementById(id);
  return holder?.textContent ? (JSON.parse(holder.textContent) as Texts) : {};
}

/** The sentence with its {names} filled in. */
export function fill(text: string | undefined, values: Record<string, string> = {}): string {
  return (text ?? "").replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
