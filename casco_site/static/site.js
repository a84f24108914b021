/* The script of every page, and optional: it counts what is typed into a long text, shows how it will be read, takes
   words over into a field, and suggests standards. */
"use strict";

/* How many characters of a text count for its limit, as `counted` in clarifications/wording.py says it. */
const counted = (text) => {
  const plain = text
    .replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, "\n")
    .replace(/[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]|\p{Noncharacter_Code_Point}/gu, "");
  if (!/[^\p{C}\p{Z}]/u.test(plain)) return 0;
  return Array.from(plain.trimEnd().replace(/^(?:[^\S\n]*\n)+/, "")).length;
};

for (const line of document.querySelectorAll(".count[data-count]")) {
  const field = document.getElementById(line.dataset.count);
  const now = line.querySelector(".count__now");
  if (field && now) {
    field.addEventListener("input", () => {
      const length = counted(field.value);
      now.textContent = String(length).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
      line.classList.toggle("count--over", length > Number(line.dataset.limit));
    });
  }
}

/* A field with data-suggests="address" offers the standards that answer to what stands in it. */
for (const field of document.querySelectorAll("input[data-suggests]")) {
  let waiting = 0;
  const list = document.createElement("datalist");
  list.id = `${field.id}-offered`;
  field.after(list);
  field.setAttribute("list", list.id);
  const offer = async () => {
    const typed = field.value.trim();
    if (typed.length < 2) return;
    const answer = await fetch(`${field.dataset.suggests}?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || field.value.trim() !== typed) return;
    const { matches } = await answer.json();
    list.replaceChildren(...matches.map((match) => new Option(match.title, match.reference)));
  };
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => offer().catch(() => {}), 200);
  });
}

/* Below a field with data-preview="address" stands how its text will be read, as the server reads it. What is read
   aloud of it is said once, not at every letter. */
for (const field of document.querySelectorAll("textarea[data-preview]")) {
  const place = document.getElementById(`${field.id}_preview`);
  const token = field.form && field.form.elements.namedItem("csrfmiddlewaretoken");
  if (!place || !token) continue;
  const said = place.querySelector(".said");
  const status = place.querySelector("[role=status]");
  let waiting = 0;
  const show = (nodes, words) => {
    said.replaceChildren(...nodes);
    place.hidden = false;
    if (status.textContent !== words) status.textContent = words;
  };
  const read = async () => {
    const text = field.value;
    const body = new URLSearchParams({ text, csrfmiddlewaretoken: token.value });
    const answer = await fetch(field.dataset.preview, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(answer.statusText);
    const html = await answer.text();
    if (field.value !== text) return;
    show(new DOMParser().parseFromString(html, "text/html").body.childNodes, status.dataset.shown);
    place.hidden = html === "";
  };
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => read().catch(() => show([], status.dataset.failed)), 800);
  });
}

/* A button with data-fills="field" puts its data-words there, below what is typed already; else the server does it. */
for (const button of document.querySelectorAll("button[data-fills]")) {
  const field = document.getElementById(button.dataset.fills);
  if (!field) continue;
  button.addEventListener("click", (event) => {
    const typed = field.value.trimEnd();
    const { words } = button.dataset;
    event.preventDefault();
    if (!typed.includes(words)) field.value = typed ? `${typed}\n\n${words}` : words;
    field.dispatchEvent(new Event("input"));
    field.focus();
  });
}
