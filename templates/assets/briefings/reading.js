// The marked article. An enhancement only: the page of a briefing is complete without this file.
"use strict";
(() => {
  // --- marks -----------------------------------------------------------------------------
  // A quote in several parts, or cut by another mark, is lit as one.
  const article = document.getElementById("article-text");
  const LIT = ".m-claim, .m-event, .m-background";
  const light = (mark) => {
    for (const lit of article.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!mark) return;
    const kind = ["m-claim", "m-event", "m-background"].find((name) => mark.classList.contains(name));
    for (const part of article.getElementsByClassName(kind)) {
      if (part.dataset.key === mark.dataset.key) part.classList.add("lit");
    }
  };
  const target = () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return mark && article.contains(mark) && mark.matches(LIT) ? mark : null;
  };
  if (article) {
    article.addEventListener("pointerover", (event) => light(event.target.closest(LIT) || target()));
    article.addEventListener("pointerleave", () => light(target()));
    addEventListener("hashchange", () => light(target()));
    light(target());
  }
})();
