/* Keeps a draft while it is typed: after ten seconds without a key, and when the page is left. Only fields that changed
   are sent; what became of them is said in the page, and once. */
"use strict";

const PAUSE = 10_000;
const MOST_ON_LEAVING = 60_000; // bytes: browsers send no more for a page that is gone

for (const form of document.querySelectorAll("form[data-keeps]")) {
  const status = form.querySelector("[role=status]");
  const seen = form.elements.namedItem("seen");
  const token = form.elements.namedItem("csrfmiddlewaretoken");
  const isTyped = (field) => field.name && field.type !== "hidden" && field.type !== "submit";
  const text = (field) => (field.type === "checkbox" && !field.checked ? "" : field.value);
  const fields = Array.from(form.elements).filter(isTyped);
  const asOpened = (field) => {
    if ("defaultChecked" in field && ["checkbox", "radio"].includes(field.type)) {
      return field.defaultChecked ? field.value : "";
    }
    return field.options ? Array.from(field.options).find((one) => one.defaultSelected)?.value ?? "" : field.defaultValue;
  };
  const kept = new Map();
  for (const field of fields) {
    if (field.type !== "radio" || asOpened(field) || !kept.has(field.name)) kept.set(field.name, asOpened(field));
  }
  if ("unkept" in form.dataset) kept.clear();
  let waiting = 0;
  let isSent = false; // a button sends the whole page

  const changed = () =>
    fields.filter((field) => (field.type !== "radio" || field.checked) && kept.get(field.name) !== text(field));
  const body = (sent) => {
    const data = new URLSearchParams({ keep: "1", csrfmiddlewaretoken: token.value, seen: seen.value });
    for (const field of sent) data.set(field.name, text(field));
    return data;
  };
  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const keep = async () => {
    const sent = changed();
    if (isSent || !sent.length) return;
    const texts = new Map(sent.map((field) => [field.name, text(field)]));
    const answer = await fetch(form.dataset.keeps, { method: "POST", body: body(sent), redirect: "error" });
    const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    if (!isJson) throw new Error(answer.statusText);
    const { said, seen: now } = await answer.json();
    if (answer.ok) {
      seen.value = JSON.stringify({ ...JSON.parse(seen.value || "{}"), ...now });
      for (const [name, value] of texts) kept.set(name, value);
    }
    say(said);
  };

  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => keep().catch(() => say(status.dataset.failed)), PAUSE);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    window.clearTimeout(waiting);
  });
  // Back from the browser's own store the page knows nothing of what it sent on leaving: it is told at once, so that it
  // is no second window to itself.
  window.addEventListener("pageshow", (event) => {
    isSent = false;
    if (event.persisted) keep().catch(() => say(status.dataset.failed));
  });
  window.addEventListener("pagehide", () => {
    const sent = changed();
    if (!isSent && sent.length) navigator.sendBeacon(form.dataset.keeps, body(sent));
  });
  // More than a browser sends for a page that is gone: it asks whether to leave.
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && body(changed()).toString().length > MOST_ON_LEAVING) event.preventDefault();
  });
}
