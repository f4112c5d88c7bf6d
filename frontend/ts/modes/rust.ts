export { rustLanguage as mode } from "@codemirror/lang-rust";
