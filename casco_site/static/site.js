/* The only script of the site, and optional: it keeps the count under a long text up to date while one types. */
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
