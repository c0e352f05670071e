"use strict";
/* The search box: "/" goes there, suggestions below it as one types. Without answers it is a plain form.
   form.find[data-suggestions]  the address that answers ?q= with [{"label", "detail", "href"}]
     data-count                 said to screen readers: "{n} suggestions"; data-none when there are none */

const box = document.querySelector("form.find input[type=search]");

document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box) return;
  const target = event.target;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  event.preventDefault();
  box.focus();
  box.select();
});

function suggest(form, number) {
  const input = form.querySelector("input[type=search]");
  if (!input) return;
  const address = form.dataset.suggestions;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label") || input.placeholder || "");
  list.hidden = true;
  const status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.after(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";

  const known = new Map();
  let found = [];
  let chosen = -1;
  let timer;
  let request;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    chosen = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function show(answer) {
    // only addresses of this site: an answer must not lead elsewhere
    found = answer.filter(one => typeof one.href === "string" && /^\/(?![/\\])/.test(one.href)).slice(0, 10);
    list.replaceChildren(...found.map((one, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = one.label;
      if (one.detail) {
        const detail = document.createElement("small");
        detail.textContent = one.detail;
        item.append(detail);
      }
      item.addEventListener("mousedown", event => { event.preventDefault(); location.assign(one.href); });
      return item;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const text = found.length ? form.dataset.count : form.dataset.none;
    status.textContent = (text || "").replace("{n}", found.length);
  }

  async function ask() {
    const words = input.value.trim();
    request?.abort();
    if (words.length < 2) return close();
    if (known.has(words)) return show(known.get(words));
    request = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`,
        { signal: request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return close();
      const all = await answer.json();
      if (!Array.isArray(all)) return close();
      known.set(words, all);
      if (input.value.trim() === words && document.activeElement === input) show(all);
    } catch { close(); }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      return close();
    }
    if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      return location.assign(found[chosen].href);
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (list.hidden) return ask();
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = chosen + step;
    choose(next >= found.length ? -1 : next < -1 ? found.length - 1 : next);
  });
}

document.querySelectorAll("form[data-suggestions]").forEach(suggest);
