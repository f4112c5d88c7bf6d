/** Times come from the server in UTC and are shown in the reader's own zone. */

export function localTimes(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[datetime]:not([data-local])")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.textContent = format().format(at);
    time.title = at.toISOString().replace("T", " ").replace(/\..*/, " UTC");
    time.dataset["local"] = "";
  }
}

function format(): Intl.DateTimeFormat {
  const lang = document.documentElement.lang;
  // British order for English: day before month, no AM and PM.
  const locale = lang.startsWith("zh") ? lang : "en-GB";
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
}
