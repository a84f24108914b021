/* A line with data-offers="address" offers what can be named in it while one types: a combobox with a list, as the
   ARIA Authoring Practices describe it. What is typed is sent as it stands; the server reads it, with this script or
   without it. */
"use strict";

const PAUSE_OF_TYPING = 200;

const element = (name, attributes, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
};

for (const field of document.querySelectorAll("input[data-offers]")) {
  const label = document.querySelector(`label[for="${field.id}"]`);
  const list = element("ul", { id: `${field.id}-offers`, class: "offers__list", role: "listbox", tabindex: "-1", hidden: "" });
  const status = element("p", { class: "visually-hidden", role: "status" });
  const place = element("div", { class: "offers" });
  let typed = ""; // what the list answers to
  let page = 0;
  let hasMore = false;
  let more = null; // what is being asked for
  let waiting = 0;
  let closed = 0; // how often: an answer that was asked for before opens nothing

  if (label) list.setAttribute("aria-label", label.firstChild.textContent.trim());
  const hasFocus = document.activeElement === field;
  field.replaceWith(place);
  place.append(field, list, status);
  if (hasFocus) field.focus();
  const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(states)) field.setAttribute(name, value);

  const options = () => Array.from(list.children);
  const active = () => list.querySelector("[aria-selected=true]");
  const isOpen = () => !list.hidden;
  const pointTo = (option) => {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    closed += 1;
    window.clearTimeout(waiting);
    status.className = "visually-hidden";
    pointTo(null);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };
  const choose = (option) => {
    field.value = option.dataset.text;
    close();
    status.textContent = "";
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "chosen" }));
  };
  const add = ({ text, note }) => {
    const option = element("li", { id: `${list.id}-${list.children.length}`, role: "option", "aria-selected": "false" }, text);
    option.dataset.text = text;
    if (note) option.append(" ", element("span", { class: "offers__note" }, note));
    option.addEventListener("click", () => choose(option));
    list.append(option);
  };
  const ask = async (text, number) => {
    const answer = await fetch(`${field.dataset.offers}?q=${encodeURIComponent(text)}&p=${number}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const found = await answer.json();
    if (field.value.trim() !== text || document.activeElement !== field) return false;
    if (number === 1) {
      list.replaceChildren();
      status.className = found.offers.length ? "visually-hidden" : "offers__note";
    }
    for (const one of found.offers) add(one);
    [typed, page, hasMore] = [text, number, found.more];
    if (status.textContent !== found.said) status.textContent = found.said;
    return true;
  };
  const open = async () => {
    const [text, before] = [field.value.trim(), closed];
    if (!(await ask(text, 1)) || closed !== before) return;
    pointTo(null);
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(isOpen()));
    list.scrollTop = 0;
  };
  const goOn = async () => {
    if (!hasMore) return;
    more ??= ask(typed, page + 1).finally(() => (more = null));
    await more;
  };
  const move = async (step) => {
    if (!isOpen()) await open();
    if (!isOpen()) return;
    const now = options().indexOf(active());
    if (step > 0 && now === options().length - 1) await goOn();
    const rows = options();
    const next = now < 0 && step < 0 ? rows.length - 1 : now + step;
    pointTo(rows[(next + rows.length) % rows.length]);
  };
  const quietly = (promise) => promise.catch(close);

  field.addEventListener("input", (event) => {
    window.clearTimeout(waiting);
    if (event.detail === "chosen") return;
    pointTo(null);
    waiting = window.setTimeout(() => (field.value.trim() ? quietly(open()) : close()), PAUSE_OF_TYPING);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      quietly(event.altKey && isOpen() ? Promise.resolve(close()) : move(event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active()) {
      event.preventDefault();
      choose(active());
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener("click", () => (isOpen() ? close() : quietly(open())));
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("scroll", () => {
    if (list.scrollTop + list.clientHeight > list.scrollHeight - 40) quietly(goOn());
  });
}
