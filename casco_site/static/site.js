/* The only script of the site, and optional: it counts what is typed into a long text, and suggests standards. */
"use strict";

for (const line of document.querySelectorAll(".count[data-count]")) {
  const field = document.getElementById(line.dataset.count);
  const now = line.querySelector(".count__now");
  if (field && now) {
    field.addEventListener("input", () => {
      const length = Array.from(field.value).length;
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
