/** Reads a source file into the editor, refusing what is not UTF-8 or too long. */

import { fill, type Texts } from "./texts";

export interface FileReading {
  limit: number;
  texts: Texts;
  onText(text: string): void;
  onComplaint(message: string): void;
}

export function readOnChoice(field: HTMLInputElement, reading: FileReading): void {
  field.addEventListener("change", () => {
    const file = field.files?.[0];
    if (file) void read(file, reading).finally(() => (field.value = ""));
  });
}

async function read(file: File, { limit, texts, onText, onComplaint }: FileReading): Promise<void> {
  if (file.size > limit) {
    const sizes = { size: file.size.toLocaleString(), limit: limit.toLocaleString() };
    onComplaint(fill(texts["sourceTooLong"], sizes));
    return;
  }
  try {
    onText(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    onComplaint(fill(texts["notUtf8"], { name: file.name }));
  }
}
