"use strict";
/* Tables with rows to select, and addresses to copy.
   th.select input[data-all]   selects every row of its table; Shift selects from the last row clicked to this one
   [data-selected]             in the same form: says how many, its value is the text "{n} selected"
   [data-needs-rows]           buttons that wait for a selection
   button[data-copy]           copies its value, or the address of this page with its filters; data-done is said then */

function select(table) {
  const all = table.querySelector("th.select input[data-all]");
  const boxes = () => [...table.querySelectorAll("td.select input[type=checkbox]")];
  const around = table.closest("form") || document;
  let last = null;

  function show() {
    const rows = boxes();
    const count = rows.filter(box => box.checked).length;
    for (const box of rows) {
      if (box.checked) box.closest("tr").setAttribute("aria-selected", "true");
      else box.closest("tr").removeAttribute("aria-selected");
    }
    if (all) {
      all.checked = count > 0 && count === rows.length;
      all.indeterminate = count > 0 && count < rows.length;
    }
    for (const place of around.querySelectorAll("[data-selected]")) {
      place.textContent = place.dataset.selected.replace("{n}", count);
    }
    for (const button of around.querySelectorAll("[data-needs-rows]")) button.disabled = count === 0;
  }

  all?.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    show();
  });
  table.addEventListener("click", event => {
    const rows = boxes();
    const index = rows.indexOf(event.target);
    if (index < 0) return;
    const from = rows.indexOf(last);
    if (event.shiftKey && from >= 0) {
      const between = rows.slice(Math.min(from, index), Math.max(from, index) + 1);
      for (const box of between) box.checked = event.target.checked;
    }
    last = event.target;
    show();
  });
  addEventListener("pageshow", show);
  show();
}

function copy(button) {
  const label = button.textContent;
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy || location.href);
      button.textContent = button.dataset.done || label;
      setTimeout(() => { button.textContent = label; }, 2000);
    } catch { /* refused: the address can still be copied by hand */ }
  });
}

for (const table of document.querySelectorAll("table")) {
  if (table.querySelector("td.select")) select(table);
}
document.querySelectorAll("button[data-copy]").forEach(copy);
