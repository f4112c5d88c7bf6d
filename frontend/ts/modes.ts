/** Colours and indentation by programming language; each comes in a chunk of its own, when it is needed. */

import type { Extension } from "@codemirror/state";

type Mode = { mode: Extension };

const python = (): Promise<Mode> => import("./modes/python");
const cpp = (): Promise<Mode> => import("./modes/cpp");

const MODES: Record<string, () => Promise<Mode>> = {
  python3: python,
  "python3-scientific": python,
  "python3-torch": python,
  c: cpp,
  cpp,
  rust: () => import("./modes/rust"),
  go: () => import("./modes/go"),
  java: () => import("./modes/java"),
  javascript: () => import("./modes/javascript"),
};

/** Null for a language that the editor has no colours for: it is still written in. */
export async function modeOf(language: string): Promise<Extension | null> {
  return (await MODES[language]?.())?.mode ?? null;
}
