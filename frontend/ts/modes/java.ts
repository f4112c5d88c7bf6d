export { javaLanguage as mode } from "@codemirror/lang-java";
