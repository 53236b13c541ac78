// Enhancements only: every page is complete without this file.
"use strict";
(() => {
  const el = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };

  // --- colours ---------------------------------------------------------------------------
  const KEY = "briefings-theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const themeButton = document.getElementById("page--theme");
  const showTheme = () => themeButton.setAttribute("aria-pressed", String(isDark()));
  if (themeButton) {
    themeButton.hidden = false;
    themeButton.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem(KEY, root.dataset.theme);
      } catch {
        // The choice then lasts as long as the page.
      }
      showTheme();
    });
    system.addEventListener("change", showTheme);
    showTheme();
  }

  // On a phone the sections scroll sideways: the current one is in sight.
  const here = document.querySelector(".sections [aria-current], .sections .within");
  if (here) here.closest(".sections").scrollLeft = here.offsetLeft - 40;

  // --- print -----------------------------------------------------------------------------
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  // --- search ----------------------------------------------------------------------------
  const opener = document.getElementById("page--search");
  if (!opener) return;
  const base = new URL(opener.dataset.base.replace(/\/?$/, "/"), location.href);
  const PAGE = 10;
  let library;
  const load = () => {
    library ??= import(new URL("pagefind/pagefind.js", base).href).then(async (pagefind) => {
      await pagefind.options({ baseUrl: base.pathname, excerptLength: 24 });
      await pagefind.filters(); // loads what the counts need
      return pagefind;
    });
    library.catch(() => (library = undefined));
    return library;
  };

  /** The text and the <mark>s of an excerpt, and nothing else that it may hold. */
  const excerpt = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    return [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? el("mark", { textContent: node.textContent }) : node.textContent);
  };

  const resultItem = ({ url, meta, excerpt: html, filters }) => {
    const kind = meta.kind || (filters.kind || [])[0] || "Page";
    const link = el("a", { href: url }, el("span", { className: "kind", textContent: kind }),
      el("b", { textContent: meta.title || url }));
    if (meta.chain) link.append(el("span", { className: "way", textContent: meta.chain }));
    if (kind !== "Claim") link.append(el("span", { className: "excerpt" }, ...excerpt(html)));
    return el("li", {}, link);
  };

  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  /** A search field with its results, built into `place`; `changed` hears of query and kind. */
  const searchBox = (place, changed = () => {}) => {
    const input = el("input", { type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "search",
      placeholder: "A word, a name, a claim" });
    input.setAttribute("aria-label", "Search briefings, claims, actors and background");
    const kinds = el("div", { className: "search-kinds" });
    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", "Kind of result");
    const status = el("p", { className: "search-status" });
    status.setAttribute("role", "status");
    const list = el("ol", { className: "search-results" });
    const more = el("button", { className: "search-more", type: "button", hidden: true });
    const field = el("div", { className: "search-field" }, input);
    place.classList.add("search-box");
    place.append(el("div", { className: "search-head" }, field, kinds, status), list, more);

    let kind = "";
    let turn = 0;
    let waiting;
    let rest = [];

    const showMore = async (mine) => {
      const next = rest.slice(0, PAGE);
      const data = await Promise.all(next.map((result) => result.data()));
      if (mine !== turn) return null;
      rest = rest.slice(PAGE);
      const items = data.map(resultItem);
      list.append(...items);
      more.hidden = !rest.length;
      more.textContent = `Show ${Math.min(PAGE, rest.length)} more of ${rest.length}`;
      return items[0];
    };

    const showKinds = (counts) => {
      const held = kinds.contains(document.activeElement) ? document.activeElement.dataset.kind : null;
      const names = Object.keys(counts).filter((name) => counts[name] || name === kind).sort();
      const total = names.reduce((sum, name) => sum + counts[name], 0);
      kinds.replaceChildren(...(names.length ? ["", ...names] : []).map((name) => {
        const button = el("button", { type: "button", textContent: `${name || "All"} ${name ? counts[name] : total}` });
        button.dataset.kind = name;
        button.setAttribute("aria-pressed", String(name === kind));
        button.addEventListener("click", () => {
          kind = name;
          run();
        });
        return button;
      }));
      if (held !== null) [...kinds.children].find((button) => button.dataset.kind === held)?.focus();
    };

    const clear = (words = "") => {
      rest = [];
      list.replaceChildren();
      kinds.replaceChildren();
      more.hidden = true;
      status.textContent = words;
    };

    const run = async () => {
      const mine = ++turn;
      const query = input.value.trim();
      changed(query, kind);
      if (!query) return clear();
      try {
        const pagefind = await load();
        const found = await pagefind.search(query, kind ? { filters: { kind } } : {});
        if (mine !== turn) return;
        showKinds(found.totalFilters?.kind || {});
        list.replaceChildren();
        rest = found.results;
        status.textContent = found.results.length
          ? `${plural(found.results.length, "result")} for “${query}”`
          : `Nothing found for “${query}”`;
        await showMore(mine);
      } catch {
        if (mine === turn) clear("The search index could not be loaded. Try again in a moment.");
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(run, 120);
    });
    input.addEventListener("focus", () => load().catch(() => {}), { once: true });
    more.addEventListener("click", async () => (await showMore(turn))?.firstChild.focus());
    place.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Enter" && document.activeElement === input && links[0]) {
        event.preventDefault();
        links[0].click();
      } else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === input)) {
        event.preventDefault();
        (links[at + 1] || (more.hidden ? links[at] : more))?.focus();
      } else if (event.key === "ArrowUp" && (at >= 0 || document.activeElement === more)) {
        event.preventDefault();
        (at < 0 ? links.at(-1) : links[at - 1] || input).focus();
      }
    });
    return {
      input, field,
      start: (query, chosen) => {
        input.value = query;
        kind = chosen;
        return query ? run() : undefined;
      },
    };
  };

  // On the search page the box stands in the page and the address follows it.
  const place = document.getElementById("search-page");
  let pageBox;
  if (place) {
    const asked = new URLSearchParams(location.search);
    place.replaceChildren();
    pageBox = searchBox(place, (query, kind) => {
      const address = new URL(location.href);
      for (const [name, value] of [["q", query], ["kind", kind]]) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
    });
    pageBox.start(asked.get("q") || "", asked.get("kind") || "");
    if (!location.hash) pageBox.input.focus({ preventScroll: true });
  }

  // Everywhere else it opens in a dialog.
  let dialog;
  const open = () => {
    if (pageBox) return pageBox.input.focus();
    if (!dialog) {
      dialog = el("dialog", { className: "search-dialog" });
      dialog.setAttribute("aria-label", "Search");
      const box = searchBox(dialog);
      const close = el("button", { className: "search-close", type: "button", textContent: "Close" });
      close.addEventListener("click", () => dialog.close());
      box.field.append(close);
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
      dialog.input = box.input;
    }
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
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const combination = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !combination) return;
    event.preventDefault();
    open();
  });
})();
