export { goLanguage as mode } from "@codemirror/lang-go";
