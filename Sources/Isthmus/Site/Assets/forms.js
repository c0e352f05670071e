"use strict";
/* Comfort for forms; without it everything still works. Texts come from the page:
   form[data-unsaved]     watched: warns before unsaved changes are lost, keeps a draft in this browser, offers it again
     data-restore         "There is an unsent draft of {time}."  data-restore-yes "Restore"  data-restore-no "Discard"
   [data-private]         a field that is never kept; passwords, files, hidden fields and autocomplete=off never are
   body[data-person]      whose drafts these are
   main > .notice         said after an action: the server has what was sent, so the sent draft goes
   .error-summary         gets the focus, and its links lead into the fields they name
   [data-limit]           a field with a limit of characters; how many are written stands in the .limit beside it
   button[data-busy]      its text while the form is on its way
   [data-when]            a part that is asked only under a condition on other answers, in JSON; hidden while it fails */

const storage = (() => { try { return window.localStorage; } catch { return null; } })();
const person = document.body.dataset.person || "";
const prefix = `draft:${person}:`;
const lifetime = 30 * 24 * 3600 * 1000;

function read(key) {
  try { return JSON.parse(storage.getItem(key)); } catch { return null; }
}

function write(key, draft) {
  try { storage.setItem(key, JSON.stringify(draft)); } catch { /* full or refused: the form works without */ }
}

function fields(form) {
  return [...form.elements].filter(field => field.name && !field.disabled && !("private" in field.dataset)
    && !["password", "file", "hidden", "submit", "button", "fieldset"].includes(field.type)
    && field.autocomplete !== "off");
}

function values(form) {
  return fields(form).map(field => {
    if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
    if (field.multiple && field.options) {
      return [field.name, [...field.selectedOptions].map(option => option.value)];
    }
    return [field.name, field.value];
  });
}

function restore(form, kept) {
  const open = fields(form);
  for (const [name, value, checked] of kept) {
    const isChoice = checked !== undefined;
    const index = open.findIndex(field => field.name === name && (!isChoice || field.value === value));
    if (index < 0) continue;
    const [field] = open.splice(index, 1);
    if (isChoice) field.checked = checked;
    else if (Array.isArray(value)) {
      for (const option of field.options || []) option.selected = value.includes(option.value);
    } else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function offer(form, draft, drop) {
  const box = document.createElement("div");
  box.className = "draft";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  const time = new Date(draft.time).toLocaleString(document.documentElement.lang || undefined,
    { dateStyle: "medium", timeStyle: "short" });
  text.textContent = (form.dataset.restore).replace("{time}", time);
  const button = (label, act) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "small";
    element.textContent = label;
    element.addEventListener("click", () => { act(); box.remove(); });
    return element;
  };
  box.append(text, button(form.dataset.restoreYes, () => restore(form, draft.values)),
    button(form.dataset.restoreNo, drop));
  form.prepend(box);
}

function keep(form, index) {
  const key = `${prefix}${location.pathname}:${form.id || index}`;
  const first = JSON.stringify(values(form));
  let isSending = false;
  let timer;
  const isChanged = () => JSON.stringify(values(form)) !== first;
  const save = () => {
    clearTimeout(timer);
    if (isChanged()) write(key, { time: Date.now(), values: values(form), sent: isSending });
  };
  if (storage && form.dataset.restore) {
    const draft = read(key);
    if (draft && JSON.stringify(draft.values) !== first) offer(form, draft, () => storage.removeItem(key));
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 800);
    });
    addEventListener("pagehide", save);
  }
  form.addEventListener("submit", () => { isSending = true; });
  addEventListener("pageshow", () => { isSending = false; });
  addEventListener("beforeunload", event => { if (!isSending && isChanged()) event.preventDefault(); });
}

function count(field) {
  const limit = Number(field.dataset.limit);
  let place = field.parentElement.querySelector(".limit");
  if (!place) {
    place = document.createElement("p");
    place.className = "limit";
    field.after(place);
  }
  const show = () => {
    const length = [...field.value].length;
    place.classList.toggle("over", length > limit);
    place.textContent = `${length} / ${limit}`;
  };
  field.addEventListener("input", show);
  show();
}

/* A second click must not send twice. The button is disabled after the browser has read its name and value. */
function sendOnce(form) {
  const buttons = [...form.querySelectorAll("button:not([type=button]), input[type=submit]")]
    .filter(button => !button.disabled);
  const labels = buttons.map(button => button.textContent);
  form.addEventListener("submit", event => setTimeout(() => {
    if (event.defaultPrevented) return;
    for (const button of buttons) button.disabled = true;
    const pressed = event.submitter;
    if (pressed?.dataset.busy) pressed.textContent = pressed.dataset.busy;
  }));
  addEventListener("pageshow", event => {
    if (event.persisted) buttons.forEach((button, i) => { button.disabled = false; button.textContent = labels[i]; });
  });
}

/* The conditions of docs/formats.md, on what the form holds now. Answers in hidden parts count as none; what stands in
   them is kept here, and the server leaves it out. */
function ask(form) {
  // A preview shows every question with its condition: nothing can be answered there.
  const asked = form.closest(".preview") ? [] : [...form.querySelectorAll("[data-when]")];
  const parts = asked.map(part => [part, JSON.parse(part.dataset.when)]);
  if (!parts.length) return;
  const written = (id, row) => [...form.elements].filter(field => {
    const name = `answer.${id}`;
    const isMeant = row ? field.name === `${name}.row-${row}` : field.name === name || field.name === `${name}.amount`
      || field.name.startsWith(`${name}.row-`);
    return isMeant && field.type !== "hidden" && !field.closest("[data-when][hidden]")
      && (field.checked || !["radio", "checkbox"].includes(field.type));
  }).map(field => field.value.trim()).filter(Boolean);
  const compare = { equals: (a, b) => a === b, at_least: (a, b) => a >= b, at_most: (a, b) => a <= b,
    above: (a, b) => a > b, below: (a, b) => a < b };
  const holds = when => {
    if (when.all) return when.all.every(holds);
    if (when.any) return when.any.some(holds);
    if (when.not) return !holds(when.not);
    if (when.answered) return written(when.answered).length > 0;
    const given = written(when.question, when.row);
    if (typeof when.equals === "string") return given.includes(when.equals);
    const [name] = Object.keys(compare).filter(name => name in when);
    return given.some(text => compare[name](Number(text.replace(/\s/g, "").replace(",", ".")), when[name]));
  };
  const show = () => {
    // Each round settles at least one more condition: there are no loops.
    for (let round = 0; round <= parts.length; round++) {
      let isChanged = false;
      for (const [part, when] of parts) {
        const isHidden = !holds(when);
        isChanged ||= part.hidden !== isHidden;
        part.hidden = isHidden;
      }
      if (!isChanged) break;
    }
  };
  form.addEventListener("input", show);
  show();
}

if (storage) {
  const isSaved = document.querySelector("main > .notice[role=status]");
  for (const key of Object.keys(storage).filter(key => key.startsWith("draft:"))) {
    const draft = read(key);
    const isOld = !draft || Date.now() - draft.time > lifetime;
    if (isOld || (isSaved && draft.sent && key.startsWith(prefix))) storage.removeItem(key);
  }
}
/* A form that came back: the reader begins at what is wrong, and a click there leads into the field. */
const summary = document.querySelector(".error-summary");
if (summary) {
  summary.focus();
  summary.addEventListener("click", event => {
    const place = event.target.closest("a") && document.getElementById(event.target.closest("a").hash.slice(1));
    const field = place?.matches("input, select, textarea") ? place : place?.querySelector("input, select, textarea");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
}
document.querySelectorAll("form").forEach(ask);
document.querySelectorAll("form[data-unsaved]").forEach(keep);
document.querySelectorAll("[data-limit]").forEach(count);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
