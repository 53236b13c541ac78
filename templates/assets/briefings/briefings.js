// Enhancements only: every page is complete without this file.
"use strict";
(() => {
  const { el, keep } = briefings;

  // --- colours ---------------------------------------------------------------------------
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  // "light dark" is the system's choice.
  const isDark = () => {
    const { colorScheme } = getComputedStyle(root);
    return colorScheme[5] ? system.matches : colorScheme === "dark";
  };
  const themeButton = document.getElementById("page--theme");
  const showTheme = () => (themeButton.ariaPressed = isDark());
  if (themeButton) {
    themeButton.hidden = false;
    themeButton.onclick = () => {
      keep("theme", (root.dataset.theme = isDark() ? "light" : "dark"));
      showTheme();
    };
    system.onchange = showTheme;
    showTheme();
  }

  // The list beside the text says which part of the page is in sight.
  const entries = [...document.querySelectorAll(".rail-toc a")];
  const parts = entries.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const mark = () => {
    const at = parts.findLastIndex((part) => part?.getBoundingClientRect().top < 120);
    entries.forEach((link, index) => link.classList.toggle("here", index === at));
  };
  onscroll = mark;

  // --- what is past on the reader’s day ---------------------------------------------------
  // The pages themselves know no day: the same files give the same bytes.
  // In Swedish a day is written as in ISO 8601.
  const today = new Date().toLocaleDateString("sv");
  for (const time of document.querySelectorAll(".reviews time")) {
    if (time.dateTime < today) time.after(" ", el("b", { className: "past", textContent: time.closest(".reviews").dataset.past }));
  }

  // --- print -----------------------------------------------------------------------------
  let closed = [];
  onbeforeprint = () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  };
  onafterprint = () => {
    for (const details of closed) details.open = false;
  };

  // --- search ----------------------------------------------------------------------------
  // What searching needs is loaded when somebody searches.
  const opener = document.getElementById("page--search");
  if (!opener) return;
  const base = new URL(opener.dataset.base.replace(/\/?$/, "/"), location);
  const library = async () => (await import("./search.js")).load(base);

  /** Put an empty search field into `place`. */
  const fieldIn = (place) => {
    const input = el("input", { type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "search",
      placeholder: opener.dataset.hint, ariaLabel: opener.dataset.label });
    place.classList.add("search-box");
    place.replaceChildren(el("div", { className: "search-head" }, el("div", { className: "search-field" }, input)), ...place.querySelectorAll(".kept"));
    return input;
  };
  const parameters = (query, chosen) => new URLSearchParams({ ...(query && { q: query }), ...chosen });

  // On the search page the box stands in the page, and the address follows it.
  const place = document.getElementById("search-page");
  let pageInput;
  if (place) {
    library().then(({ searchBox }) => {
      pageInput = fieldIn(place);
      const changed = (query, chosen) => {
        const address = new URL(location);
        address.search = parameters(query, chosen);
        history.replaceState(history.state, "", address);
      };
      searchBox(place, base, changed).start(new URLSearchParams(location.search));
      if (!location.hash) pageInput.focus({ preventScroll: true });
    }).catch(() => {});
  }

  // A page that is not there is searched for by the words of its address.
  const lost = document.getElementById("not-found-search");
  if (lost) library().then(({ searchBox }) => searchBox(lost, base).guess(location.pathname.slice(base.pathname.length).replace(/\.\w+$/, ""))).catch(() => {});

  // Everywhere else it opens in a dialog. The field is there at once, for those who type ahead.
  let dialog;
  const build = () => {
    dialog = el("dialog", { className: "search-dialog", ariaLabel: opener.textContent });
    dialog.input = fieldIn(dialog);
    const all = el("a", { className: "search-all", href: opener.href });
    const close = el("button", { className: "search-close", type: "button", textContent: opener.dataset.close, onclick: () => dialog.close() });
    dialog.input.after(close);
    dialog.addEventListener("click", (event) => {
      // A click on the backdrop, or on a result on this very page, ends the search.
      if (event.target === dialog || event.target.closest(".search-results a")) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      // A search field would only empty itself.
      if (event.key !== "Escape") return;
      event.preventDefault();
      dialog.close();
    });
    document.body.append(dialog);
    const changed = (query, chosen) => {
      all.search = parameters(query, chosen);
    };
    library()
      .then(({ searchBox, labels }) => {
        all.textContent = labels.filters;
        searchBox(dialog, base, changed).start(parameters(dialog.input.value));
        dialog.querySelector(".search-all").after(" ", all);
      })
      // That page says where to look instead.
      .catch(() => location.assign(opener.href));
  };
  const open = () => {
    if (pageInput) return pageInput.focus();
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    dialog.input.focus();
    dialog.input.select();
  };
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const control = event.ctrlKey || event.metaKey;
    if (event.altKey || !(control ? !event.shiftKey && event.key.toLowerCase() === "k" : event.key === "/" && !typing)) return;
    event.preventDefault();
    open();
  });
})();
