"use strict";
/* Times in the reader's own zone, beside those of the place.
   [data-starts][data-ends]  moments in ISO 8601; the text becomes data-label and what the reader's clock shows */

for (const place of document.querySelectorAll("[data-starts]")) {
  const [start, end] = [new Date(place.dataset.starts), new Date(place.dataset.ends || place.dataset.starts)];
  if (isNaN(start) || isNaN(end)) continue;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === place.dataset.zone) {
    place.hidden = true;
    continue;
  }
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, {
    day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
  });
  place.textContent = `${place.dataset.label} ${format.formatRange(start, end)}`;
}
