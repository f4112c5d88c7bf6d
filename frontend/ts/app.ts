/** What every page does; each part attaches itself by a data- attribute or an element's name. */

import { answerForms } from "./answer";
import { countdowns } from "./countdown";
import { watchPanels } from "./live";
import { closeMenusOutside } from "./menus";
import { reviewLines } from "./review";
import { submitOnChange } from "./submit-on-change";
import { switchTheme } from "./theme";
import { localTimes } from "./times";

// Style sheets hide what only helps without scripts.
document.documentElement.classList.add("js");

answerForms();
closeMenusOutside();
countdowns();
reviewLines();
submitOnChange();
switchTheme();
localTimes();
document.addEventListener("content:changed", () => localTimes());

// The workspace watches its own panels: it replaces them when something new is run.
if (!document.querySelector("[data-workspace]")) watchPanels();
document.addEventListener("panel:changed", () => localTimes());
