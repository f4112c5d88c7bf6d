/** The code editor: CodeMirror over a textarea, which stays the form's field. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, Prec, StateEffect, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

import { modeOf } from "./modes";

export interface Editor {
  text(): string;
  replace(text: string): void;
  focus(): void;
}

export interface EditorOptions {
  nonce: string;
  label: string;
  /** The editor's own words in the reader's language. */
  phrases: Record<string, string>;
  /** As the judge names it. */
  language: string;
  onChange(): void;
  onRun(): void;
  onSubmit(): void;
}

export function createEditor(textarea: HTMLTextAreaElement, options: EditorOptions): Editor {
  const view = new EditorView({
    state: EditorState.create({ doc: textarea.value, extensions: extensions(textarea, options) }),
  });
  void modeOf(options.language).then((mode) => {
    if (mode) view.dispatch({ effects: StateEffect.appendConfig.of(mode) });
  });
  textarea.after(view.dom);
  textarea.hidden = true;
  return {
    text: () => view.state.doc.toString(),
    replace: (text) => replaceAll(view, text),
    focus: () => view.focus(),
  };
}

function extensions(textarea: HTMLTextAreaElement, options: EditorOptions): Extension[] {
  return [
    EditorView.cspNonce.of(options.nonce),
    EditorState.phrases.of(options.phrases),
    keys(options),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    EditorState.tabSize.of(4),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    syntaxHighlighting(classHighlighter),
    EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      textarea.value = update.state.doc.toString();
      options.onChange();
    }),
    scrollerFocus,
  ];
}

/** A scrolling box must be reachable by keyboard, else long lines cannot be read without a mouse. */
const scrollerFocus = EditorView.contentAttributes.of({ tabindex: "0" });

function keys({ onRun, onSubmit }: EditorOptions): Extension {
  const own = [
    { key: "Mod-Shift-Enter", run: () => (onSubmit(), true) },
    { key: "Mod-Enter", run: () => (onRun(), true) },
    { key: "Mod-f", run: openSearch },
  ];
  // Escape then Tab leaves the editor: CodeMirror's own tab focus mode.
  return [Prec.highest(keymap.of(own)), keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab])];
}

function openSearch(view: EditorView): boolean {
  void import("@codemirror/search").then(({ openSearchPanel, search, searchKeymap }) => {
    if (!searching.has(view)) {
      view.dispatch({ effects: StateEffect.appendConfig.of([search(), keymap.of(searchKeymap)]) });
      searching.add(view);
    }
    openSearchPanel(view);
  });
  return true;
}

const searching = new WeakSet<EditorView>();

/** Replace all text as one step, so that one undo brings it back. */
function replaceAll(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    userEvent: "input.replace",
  });
}
