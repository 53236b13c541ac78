// The cards of claims. An enhancement only: they work without this file.
"use strict";
(() => {
  const cards = [...document.querySelectorAll(".claim")];
  const button = document.querySelector(".claims-all");
  if (!button) return;

  // --- open all, close all: remembered for the visit --------------------------------------
  const remembered = () => briefings.kept("claims", "sessionStorage") === "open";
  const openAll = (all) => {
    for (const card of cards) card.open = all;
  };
  // A style draws the label: without a script the page has the same words.
  const showButton = () => {
    button.ariaLabel = cards.every((card) => card.open) ? "Close all" : "Open all";
  };
  button.hidden = cards.length < 2;
  button.addEventListener("click", () => {
    const all = button.ariaLabel === "Open all";
    openAll(all);
    briefings.keep("claims", all ? "open" : "", "sessionStorage");
  });
  document.querySelector(".claims").addEventListener("toggle", showButton, true);
  if (remembered()) openAll(true);
  showButton();

  // --- the target of a link is open ---------------------------------------
  // Not by `:target`, which may not be set yet when this runs first.
  const targetOf = (hash) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null;
    }
  };
  const open = () => {
    const target = targetOf(location.hash);
    const card = target?.closest(".claim");
    if (card) card.open = true;
    return target;
  };
  addEventListener("hashchange", open);
  // A second click on the same link changes no address.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a[href^='#']")) setTimeout(open);
  });
  // The view is what the address says; the cards above may have grown.
  const first = open();
  if (remembered()) first?.scrollIntoView();
})();
