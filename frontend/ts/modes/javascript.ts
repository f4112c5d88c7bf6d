export { javascriptLanguage as mode } from "@codemirror/lang-javascript";
