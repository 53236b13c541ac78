// The search box, loaded when somebody searches: briefings.js asks for it.
const PAGE = 10;
// Words of a result, and how many of them stand before the first that was found.
const EXCERPT = 24;
const BEFORE = 8;
// Records from which on the lists of filters load only when they are opened.
const MANY = 50000;
const FACETS = {
  actor: "Actor", outlet: "Outlet", story: "Story", topic: "Topic", status: "Assessment",
  claim: "Kind of claim", year: "Year of the article", language: "Language of the article",
};
const NAMES = ["kind", ...Object.keys(FACETS)];
const byName = new Intl.Collator("en").compare;

const { el, unpacked } = briefings;
/** Words with Persian letters in place of Arabic ones, and with the one sign that Armenian now writes for two. */
const respelt = (words) => words.replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/եւ/g, "և");
const number = (count) => count.toLocaleString("en");

/** Pagefind, which finds words and ranks; and what is known of the documents, each called by its number. */
const open = async (base) => {
  const file = (path) => `${base}pagefind/${path}`;
  const read = (name) => unpacked(file(`data/${name}.pf_data`));
  const pagefind = await import(file("pagefind.js"));
  pagefind.init();
  const { units, filters } = await (await fetch(file(`pagefind-entry.json?ts=${Date.now()}`))).json();
  const table = await read(units);
  // The file of each document and its place there: all pages come before all claims.
  const places = [1, 2].flatMap((kind) => table.flatMap((unit) =>
    Array.from({ length: unit[kind] }, (_, at) => [unit[0], at + (kind > 1 && unit[1])])));
  const values = {};
  return {
    count: places.length,
    /** The documents with all words, the best first; without words, all documents. */
    find: async (words) => {
      if (!words) return places.map((_, id) => ({ id }));
      const { results } = await pagefind.search(words);
      for (const result of results) result.id = +[...result.id].reverse().join("");
      return results;
    },
    /** The values of each document by filter: the kinds, the chosen ones at least, `all` of all filters. */
    valuesOf: async (chosen, all) => {
      await Promise.all(Object.keys({ kind: 0, ...chosen, ...(all && filters) }).flatMap((name) => {
        const known = (values[name] ??= []);
        const parts = filters[name] || [];
        // Values are in order: one is in the last part that does not begin behind it.
        const at = parts.findLast(([first]) => first <= (chosen[name] || ""));
        return parts.map(async (part) => {
          if (known[part] || !all && part !== at) return;
          const table = await read(part[1]);
          if (known[part]) return;
          known[part] = part;
          for (const [value, steps] of table) {
            let id = 0;
            for (const step of steps) (known[id += step] ??= []).push(value);
          }
        });
      }));
      return values;
    },
    read: async (id) => {
      const [name, at] = places[id];
      return (await read(name))[at];
    },
  };
};

let library;
const load = (base) => (library ??= open(base).catch((error) => {
  library = null;
  throw error;
}));

/** Those that have all that is chosen; and how many have each value, with all other filters as they are. */
const narrowed = (found, values, chosen) => {
  const fits = ({ id }, but) =>
    Object.keys(chosen).every((name) => name === but || values[name][id]?.includes(chosen[name]));
  const counts = {};
  for (const name in values) {
    const count = (counts[name] = { __proto__: null });
    if (name in chosen) count[chosen[name]] = 0;
    for (const one of found.filter((one) => fits(one, name))) {
      for (const value of values[name][one.id] || []) count[value] = (count[value] || 0) + 1;
    }
  }
  return { results: found.filter((one) => fits(one)), counts };
};

/** The names of all filters in an address, with their values. */
export const filtersOf = (parameters) =>
  Object.fromEntries(NAMES.map((name) => [name, parameters.get(name)]).filter(([, value]) => value));

/** The words of an address; the first part is the section, where there is more. */
const wordsOf = (address) => {
  // A page's at file is no address that was lost.
  if (/^(404|index)?$/.test(address)) return [];
  let text = address;
  try {
    text = decodeURIComponent(address);
  } catch {
    // Not every address is well-formed.
  }
  const parts = text.split("/").filter(Boolean);
  return (parts.length > 1 ? parts.slice(1) : parts).join(" ").split(/[^\p{L}\p{M}\p{N}\u200c]+/u).filter((word) => word.length > 1);
};

/** The results that several searches share: those that many have in common, the best first. */
const fittingMost = (searches) => {
  const fits = {};
  for (const result of searches.flat()) {
    const fit = (fits[result.id] ??= { ...result, count: 0, score: 0 });
    fit.count += 1;
    fit.score += result.score;
  }
  const most = Math.max(...Object.values(fits).map(({ count }) => count));
  return Object.values(fits).filter(({ count }) => count * 2 > most).sort((a, b) => b.score - a.score);
};

/** The words around the first that were found, marked; never those of the title, which end at `start`. */
const excerpt = (content, start, locations = []) => {
  const words = content.split(/\s+/);
  const found = new Set(locations.filter((at) => at >= start));
  const first = Math.min(...found);
  const from = first < Infinity && first - start >= BEFORE ? first - BEFORE : start;
  const shown = words.slice(from, from + EXCERPT).flatMap((word, at) =>
    [" ", found.has(from + at) ? el("mark", { textContent: word }) : word]);
  return [from > start ? "… " : "", ...shown.slice(1), from + EXCERPT < words.length ? " …" : ""];
};

const resultItem = (base, [address, kind, title, content, start, chain, where], locations) => {
  const span = (className, ...words) => el("span", { className }, ...words);
  const link = el("a", { href: base + address }, span("kind", kind), " ", el("b", {}, title));
  if (chain) link.append(" ", span("way", chain));
  if (where) link.append(" ", span("excerpt", where));
  if (content) link.append(" ", span("excerpt", ...excerpt(content, start, locations)));
  return el("li", {}, link);
};

/** The values of a filter, the most frequent first; years from the newest. */
const inOrder = (facet, counts) => Object.keys(counts).sort((a, b) =>
  facet === "year" ? byName(b, a) : counts[b] - counts[a] || byName(a, b));

/** A row of buttons, one for each kind of result. */
const kindRow = (choose) => {
  const row = el("div", { className: "search-kinds", role: "group", ariaLabel: "Kind of result" });
  row.show = (counts, chosen) => {
    const held = row.contains(document.activeElement) ? document.activeElement.value : null;
    const kinds = Object.keys(counts).sort(byName);
    const sum = Object.values(counts).reduce((total, count) => total + count, 0);
    row.replaceChildren(...(kinds.length ? ["", ...kinds] : []).map((name) =>
      el("button", { type: "button", value: name, onclick: () => choose("kind", name),
        textContent: `${name || "All"} ${number(name ? counts[name] : sum)}`,
        ariaPressed: name === (chosen || "") })));
    if (held !== null) [...row.children].find((button) => button.value === held)?.focus();
  };
  return row;
};

/** The lists of all other filters, folded away where there is little room. */
const facetLists = (choose, clear, opened) => {
  const summary = el("summary", { textContent: "Filters" });
  const lists = Object.entries(FACETS).map(([facet, name]) => {
    const select = el("select", { name: facet, onchange: () => choose(facet, select.value) });
    return [facet, select, el("label", { hidden: true }, el("span", {}, name), " ", select)];
  });
  const none = el("button", { type: "button", className: "search-clear", textContent: "Clear filters", hidden: true, onclick: clear });
  const fold = el("details", { className: "search-filters", ontoggle: () => fold.open && opened() }, summary,
    el("div", { className: "search-facets" }, ...lists.map(([, , label]) => label), none));
  fold.show = (counts, chosen) => {
    const active = lists.filter(([facet]) => facet in chosen).length;
    summary.textContent = active ? `Filters (${active} set)` : "Filters";
    none.hidden = !active;
    for (const [facet, select, label] of lists) {
      const values = inOrder(facet, counts[facet] || {});
      label.hidden = !values.length;
      label.classList.toggle("set", facet in chosen);
      select.replaceChildren(new Option("All", ""), ...values.map((value) =>
        new Option(`${value} (${number(counts[facet][value])})`, value)));
      select.value = chosen[facet] || "";
    }
  };
  return fold;
};

const wording = (count, query, chosen) => {
  const words = query ? ` for “${query}”` : "";
  const set = NAMES.map((facet) => chosen[facet]).filter(Boolean);
  const within = set.length ? `, only ${set.join(", ")}` : "";
  return (count ? `${number(count)} result${count === 1 ? "" : "s"}` : "Nothing found") + words + within;
};

/**
 * Makes the field in `place` search, with its results below it. `full` has the lists of all filters
 * beside the kinds; `changed` hears of the query and of what is chosen.
 */
export const searchBox = (place, base, { full = false, changed = () => {} } = {}) => {
  const head = place.querySelector(".search-head");
  const input = head.querySelector("input");
  const status = el("p", { className: "search-status", role: "status" });
  const list = el("ol", { className: "search-results" });
  const more = el("button", { className: "search-more", type: "button", hidden: true,
    onclick: async () => (await show(turn, rest))?.firstChild.focus() });
  let chosen = {};
  let turn = 0;
  let waiting, running, rest;
  // Whether the lists have been opened, so that all filters are needed; nobody knows before the first search.
  let complete;

  const choose = (facet, value) => {
    chosen = { ...chosen, [facet]: value };
    if (!value) delete chosen[facet];
    return run();
  };
  const clear = () => {
    chosen = chosen.kind ? { kind: chosen.kind } : {};
    input.focus();
    return run();
  };
  const kinds = kindRow(choose);
  const facets = full ? facetLists(choose, clear, () => complete || run()) : null;
  head.append(kinds, facets || "", status);
  place.append(list, more);

  /** Show the first of `results`, below what is shown or in its place. */
  const show = async (mine, results, words) => {
    const index = await load(base);
    const items = await Promise.all(results.slice(0, PAGE).map(async ({ id, words: locations }) =>
      resultItem(base, await index.read(id), locations)));
    if (mine !== turn) return null;
    rest = results.slice(PAGE);
    if (words !== undefined) {
      list.replaceChildren();
      status.textContent = words;
    }
    list.append(...items);
    more.hidden = !rest.length;
    more.textContent = `Show ${Math.min(PAGE, rest.length)} more of ${number(rest.length)}`;
    return items[0];
  };

  const empty = (words = "") => {
    list.replaceChildren();
    kinds.replaceChildren();
    more.hidden = true;
    status.textContent = words;
  };

  const run = () => (running = search());
  const search = async () => {
    clearTimeout(waiting);
    waiting = 0;
    const mine = ++turn;
    const words = input.value.trim();
    const wanted = words || Object.keys(chosen).length;
    changed(words, chosen);
    if (!wanted && !full) return empty();
    if (wanted && !list.firstChild) status.textContent = "Searching …";
    try {
      const index = await load(base);
      if (facets && complete === undefined) {
        facets.open = index.count < MANY && (matchMedia("(min-width: 52rem)").matches || Object.keys(chosen).some((name) => name !== "kind"));
      }
      complete ||= facets?.open;
      const values = await index.valuesOf(chosen, complete);
      let found;
      for (const query of new Set([words, respelt(words)])) {
        const next = narrowed(await index.find(query), values, chosen);
        if (!found || next.results[0]?.score > (found.results[0]?.score || 0)) found = next;
      }
      if (mine !== turn) return;
      kinds.show(found.counts.kind, chosen.kind);
      facets?.show(found.counts, chosen);
      await show(mine, wanted ? found.results : [], wanted ? wording(found.results.length, words, chosen) : "");
    } catch {
      if (mine === turn) empty("The search could not be loaded. Try again.");
    }
  };

  /** Open the first result of what is in the field now, not of what was found before. */
  const openFirst = async () => {
    await (waiting ? run() : running);
    list.querySelector("a")?.click();
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 120);
  });
  input.addEventListener("focus", () => load(base).catch(() => {}), { once: true });
  place.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const active = document.activeElement;
    const at = links.indexOf(active);
    const above = active === input || kinds.contains(active);
    let next;
    if (event.key === "Enter" && active === input) {
      event.preventDefault();
      // The key of a phone's keyboard says "Search": it shows the results.
      if (matchMedia("(pointer: coarse)").matches) input.blur();
      else openFirst();
    } else if (event.key === "ArrowDown" && (at >= 0 || above)) next = links[at + 1] || (more.hidden ? links[at] : more);
    else if (event.key === "ArrowUp" && (at >= 0 || active === more)) next = at < 0 ? links.at(-1) : links[at - 1] || input;
    else if (event.key === "Escape" && active !== input && full) next = input;
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  return {
    /** Show what fits most of the words of a broken address. */
    guess: async (address) => {
      const mine = ++turn;
      const words = wordsOf(address);
      input.value = words.join(" ");
      const index = await load(base);
      const found = await Promise.all(words.map(index.find));
      if (mine !== turn) return;
      const results = fittingMost(found);
      await show(mine, results, results.length ? "Is it one of these?" : words.length ? wording(0, input.value, {}) : "");
    },
    /** Search for `query` with the filters of `wanted`. */
    start: (query, wanted = {}) => {
      input.value = query;
      chosen = { ...wanted };
      return run();
    },
  };
};
