export { cppLanguage as mode } from "@codemirror/lang-cpp";
