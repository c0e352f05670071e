/* Comfort for forms; without it everything still works. Texts come from the page:
   form[data-keep]        watched: warns before unsaved changes are lost, keeps a draft in this browser, offers it again
     data-draft-offer     "There is an unsent draft of {time}."  data-draft-restore "Restore"  data-draft-drop "Discard"
   [data-private]         a field that is never kept; passwords, files, hidden fields and autocomplete=off never are
   body[data-person]      whose drafts these are
   .notice[data-saved]    the server has what was sent: the sent draft goes
   [data-limit]           a field with a limit of characters; its .limit has data-left and data-over: "{n} left"
   button[data-busy]      its text while the form is on its way */

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
  text.textContent = (form.dataset.draftOffer || "").replace("{time}", time);
  const button = (label, act) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "small";
    element.textContent = label;
    element.addEventListener("click", () => { act(); box.remove(); });
    return element;
  };
  box.append(text, button(form.dataset.draftRestore, () => restore(form, draft.values)),
    button(form.dataset.draftDrop, drop));
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
  if (storage && form.dataset.draftOffer) {
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
  const place = field.closest(".field")?.querySelector(".limit");
  if (!place) return;
  const show = () => {
    const left = Number(field.dataset.limit) - [...field.value].length;
    place.classList.toggle("over", left < 0);
    place.textContent = (left < 0 ? place.dataset.over : place.dataset.left || "").replace("{n}", Math.abs(left));
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

if (storage) {
  const isSaved = document.querySelector(".notice[data-saved]");
  for (const key of Object.keys(storage).filter(key => key.startsWith("draft:"))) {
    const draft = read(key);
    const isOld = !draft || Date.now() - draft.time > lifetime;
    if (isOld || (isSaved && draft.sent && key.startsWith(prefix))) storage.removeItem(key);
  }
}
document.querySelectorAll("form[data-keep]").forEach(keep);
document.querySelectorAll("[data-limit]").forEach(count);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
