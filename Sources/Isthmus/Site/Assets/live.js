"use strict";
/* A part of the page that changes while it is looked at; without script the page is loaded again by hand.
   [data-live]        the address of the server's events
     data-part        the address of the part's new content
     data-offline     said when the connection is lost
     [data-stamp]     within it: what was seen; an event with another stamp brings the new content */

for (const place of document.querySelectorAll("[data-live]")) {
  const status = document.querySelector(".live-status");
  let wanted = "";
  let isLoading = false;

  const seen = () => place.querySelector("[data-stamp]")?.dataset.stamp ?? "";

  /* What somebody is choosing just now is not taken from under their hands. */
  const isBusy = () => place.contains(document.activeElement)
    && /^(SELECT|INPUT|TEXTAREA)$/.test(document.activeElement.tagName);

  async function load() {
    if (isLoading || wanted === seen() || isBusy()) return;
    isLoading = true;
    try {
      const answer = await fetch(place.dataset.part, { headers: { accept: "text/html" }, credentials: "same-origin" });
      if (answer.ok) {
        const open = [...place.querySelectorAll("details")].map(one => one.open);
        const focused = document.activeElement?.closest("[data-live] li")?.id;
        place.innerHTML = await answer.text();
        place.querySelectorAll("details").forEach((one, index) => { one.open = open[index] ?? one.open; });
        if (focused) document.getElementById(focused)?.querySelector("a, button")?.focus();
        wanted = seen();
      }
    } catch { /* the next event tries again */ }
    isLoading = false;
  }

  place.addEventListener("focusout", () => setTimeout(load, 50));

  const events = new EventSource(place.dataset.live);
  events.addEventListener("open", () => { if (status) status.textContent = ""; });
  events.addEventListener("meetings", event => {
    wanted = event.data;
    load();
  });
  events.addEventListener("error", () => {
    if (status && events.readyState === EventSource.CLOSED) status.textContent = place.dataset.offline;
  });
  window.addEventListener("pagehide", () => events.close());
}
