"use strict";
// Light or dark: as the system has it, until the reader decides.
(() => {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = "extractor-theme";

  const remembered = () => {
    try { return localStorage.getItem(kept); } catch { return null; }
  };
  const remember = (theme) => {
    try { localStorage.setItem(kept, theme); } catch { /* a page that may keep nothing */ }
  };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));

  const before = remembered();
  if (before === "dark" || before === "light") root.dataset.theme = before;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  button.hidden = false;
  show();
})();
