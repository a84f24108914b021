/* Light or dark: as the system says, unless the reader chose otherwise here. Runs in the head, before anything is
   painted; the browser alone keeps the choice, under the name that Django's admin reads too. */
"use strict";

const root = document.documentElement;

const chosen = () => {
  try {
    const kept = localStorage.getItem("theme");
    return kept === "light" || kept === "dark" ? kept : "auto";
  } catch {
    return "auto"; // this browser keeps nothing
  }
};

const show = (theme) => {
  if (theme === "auto") delete root.dataset.bsTheme;
  else root.dataset.bsTheme = theme;
  for (const button of document.querySelectorAll("[data-theme-button]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeButton === theme));
  }
  /* the colour of the browser's own frame, light first */
  for (const [at, meta] of document.querySelectorAll('meta[name="theme-color"]').entries()) {
    const scheme = at === 0 ? "light" : "dark";
    if (theme === "auto") meta.media = `(prefers-color-scheme: ${scheme})`;
    else meta.media = theme === scheme ? "all" : "not all";
  }
};

root.dataset.scripted = "";
show(chosen());

document.addEventListener("DOMContentLoaded", () => {
  show(chosen());
  for (const button of document.querySelectorAll("[data-theme-button]")) {
    button.addEventListener("click", () => {
      show(button.dataset.themeButton);
      try {
        localStorage.setItem("theme", button.dataset.themeButton);
      } catch {
        // holds for this page, then
      }
    });
  }
});
/* Chosen in another window, or before the way back to a page that the browser had kept as it was. */
window.addEventListener("storage", () => show(chosen()));
window.addEventListener("pageshow", (event) => event.persisted && show(chosen()));
