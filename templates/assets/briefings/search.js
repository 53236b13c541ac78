// The search box, loaded when somebody searches: briefings.js asks for it.
const PAGE = 10;
const EXCERPT = 24; // words of a result
const BEFORE = 8; // and how many of them before the first that was found
const MANY = 50000; // records from which on the lists of filters load only when they are opened
const FACETS = [
  ["actor", "Actor"], ["outlet", "Outlet"], ["story", "Story"], ["topic", "Topic"], ["status", "Assessment"],
  ["claim", "Kind of claim"], ["year", "Year of the article"], ["language", "Language of the article"],
];
const ROOMY = matchMedia("(min-width: 52rem)");
const TOUCHED = matchMedia("(pointer: coarse)");
const names = new Intl.Collator("en");

const el = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};
/** Words with Persian letters in place of Arabic ones, and with the one sign that Armenian now writes for two. */
const respelt = (words) => words.replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/եւ/g, "և");
const number = (count) => count.toLocaleString("en");
const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);

let library;
const load = (base) => {
  library ??= import(new URL("pagefind/pagefind.js", base).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: base.pathname });
    // Loads the counts of kinds, and of nothing else.
    await pagefind.preload(null, { filters: { kind: "Claim" } });
    return pagefind;
  });
  library.catch(() => (library = undefined));
  return library;
};

/** The names of all filters in an address, with their values. */
export const filtersOf = (parameters) => {
  const chosen = {};
  for (const name of ["kind", ...FACETS.map(([facet]) => facet)]) {
    const value = parameters.get(name);
    if (value) chosen[name] = value;
  }
  return chosen;
};

/** The words of an address; the first part is the section, where there is more. */
const wordsOf = (address) => {
  if (/^(404|index)?$/.test(address)) return []; // a page's own file, and no address that was lost
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
  const fits = new Map();
  for (const result of searches.flat()) {
    const fit = fits.get(result.id) || { result, count: 0, score: 0 };
    fits.set(result.id, { ...fit, count: fit.count + 1, score: fit.score + result.score });
  }
  const most = Math.max(0, ...[...fits.values()].map(({ count }) => count));
  return [...fits.values()].filter(({ count }) => count * 2 > most).sort((a, b) => b.score - a.score).map(({ result }) => result);
};

/** The words around the first that were found, marked; never those of the title, which stands above. */
const excerpt = ({ content, locations, meta }) => {
  const words = content.split(/\s+/);
  const start = content.startsWith(meta.title) ? meta.title.split(/\s+/).length : 0;
  const found = new Set(locations.filter((at) => at >= start));
  const first = Math.min(...found);
  const from = first < Infinity && first - start >= BEFORE ? first - BEFORE : start;
  const shown = words.slice(from, from + EXCERPT).flatMap((word, at) =>
    [" ", found.has(from + at) ? el("mark", { textContent: word }) : word]);
  return [from > start ? "… " : "", ...shown.slice(1), from + EXCERPT < words.length ? " …" : ""];
};

const resultItem = (result) => {
  const { url, meta } = result;
  const kind = meta.kind || "Page";
  const link = el("a", { href: url }, el("span", { className: "kind", textContent: kind }), " ",
    el("b", { textContent: meta.title || url }));
  if (meta.chain) link.append(" ", el("span", { className: "way", textContent: meta.chain }));
  if (meta.where) link.append(" ", el("span", { className: "excerpt", textContent: meta.where }));
  if (kind !== "Claim") link.append(" ", el("span", { className: "excerpt" }, ...excerpt(result)));
  return el("li", {}, link);
};

/** The values of a filter, the most frequent first; years from the newest. */
const inOrder = (facet, counts, chosen) => {
  const values = Object.keys(counts).filter((value) => counts[value] || value === chosen);
  if (chosen && !values.includes(chosen)) values.push(chosen);
  const byName = facet === "year" ? (a, b) => names.compare(b, a) : (a, b) => (counts[b] || 0) - (counts[a] || 0) || names.compare(a, b);
  return values.sort(byName);
};

/** A row of buttons, one for each kind of result. */
const kindRow = (choose) => {
  const row = el("div", { className: "search-kinds", role: "group", ariaLabel: "Kind of result" });
  row.show = (counts, chosen) => {
    const held = row.contains(document.activeElement) ? document.activeElement.value : null;
    const kinds = Object.keys(counts).filter((name) => counts[name] || name === chosen).sort(names.compare);
    row.replaceChildren(...(kinds.length ? ["", ...kinds] : []).map((name) => {
      return el("button", { type: "button", value: name, onclick: () => choose("kind", name),
        textContent: `${name || "All"} ${number(name ? counts[name] || 0 : sum(counts))}`,
        ariaPressed: String(name === (chosen || "")) });
    }));
    if (held !== null) [...row.children].find((button) => button.value === held)?.focus();
  };
  return row;
};

/** The lists of all other filters, folded away where there is little room. */
const facetLists = (choose, clear, opened) => {
  const summary = el("summary", { textContent: "Filters" });
  const lists = FACETS.map(([facet, name]) => {
    const select = el("select", { name: facet, onchange: () => choose(facet, select.value) });
    return [facet, select, el("label", { hidden: true }, el("span", { textContent: name }), " ", select)];
  });
  const none = el("button", { type: "button", className: "search-clear", textContent: "Clear filters", hidden: true, onclick: clear });
  const fold = el("details", { className: "search-filters" }, summary,
    el("div", { className: "search-facets" }, ...lists.map(([, , label]) => label), none));
  fold.addEventListener("toggle", () => fold.open && opened());
  fold.show = (counts, chosen) => {
    const active = FACETS.filter(([facet]) => chosen[facet]).length;
    summary.textContent = active ? `Filters (${active} set)` : "Filters";
    none.hidden = !active;
    for (const [facet, select, label] of lists) {
      const values = inOrder(facet, counts[facet] || {}, chosen[facet]);
      label.hidden = !values.length;
      label.classList.toggle("set", Boolean(chosen[facet]));
      select.replaceChildren(new Option("All", ""), ...values.map((value) =>
        new Option(`${value} (${number(counts[facet]?.[value] || 0)})`, value)));
      select.value = chosen[facet] || "";
    }
  };
  return fold;
};

const wording = (count, query, chosen) => {
  const words = query ? ` for “${query}”` : "";
  const set = ["kind", ...FACETS.map(([facet]) => facet)].map((facet) => chosen[facet]).filter(Boolean);
  const within = set.length ? `, only ${set.join(", ")}` : "";
  return count ? `${number(count)} result${count === 1 ? "" : "s"}${words}${within}` : `Nothing found${words}${within}`;
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
  const more = el("button", { className: "search-more", type: "button", hidden: true });
  let chosen = {};
  let turn = 0;
  let waiting;
  let running;
  let rest = [];
  let asked = false;
  let complete = false; // whether the index of every filter is there

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
  head.append(kinds, ...(facets ? [facets] : []), status);
  place.append(list, more);

  /** Show the first of `results`, below what is shown or in its place. */
  const show = async (mine, results, words) => {
    const data = await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
    if (mine !== turn) return null;
    rest = results.slice(PAGE);
    const items = data.map(resultItem);
    if (words === undefined) list.append(...items);
    else {
      list.replaceChildren(...items);
      status.textContent = words;
    }
    more.hidden = !rest.length;
    more.textContent = `Show ${Math.min(PAGE, rest.length)} more of ${number(rest.length)}`;
    return items[0];
  };

  const empty = (words = "") => {
    rest = [];
    list.replaceChildren();
    kinds.replaceChildren();
    more.hidden = true;
    status.textContent = words;
  };

  /** How many results each value has, with all other filters as they are. */
  const countAll = async (pagefind, query, found) => {
    const counts = { ...found.filters };
    for (const facet of Object.keys(chosen)) {
      const { [facet]: _, ...others } = chosen;
      counts[facet] = (await pagefind.search(query, { filters: others })).filters[facet];
    }
    return counts;
  };

  /** Whether the lists stand open from the beginning. */
  const opens = async (pagefind) => {
    if (Object.keys(chosen).some((name) => name !== "kind")) return true;
    return ROOMY.matches && (await pagefind.search(null)).results.length < MANY;
  };

  const run = () => (running = search());
  const search = async () => {
    clearTimeout(waiting);
    waiting = 0;
    const mine = ++turn;
    const words = input.value.trim();
    const set = Object.keys(chosen).length > 0;
    changed(words, chosen);
    if (!words && !set && !full) return empty();
    if ((words || set) && !list.firstChild) status.textContent = "Searching …";
    try {
      const pagefind = await load(base);
      if (facets && !asked) {
        asked = true;
        facets.open = await opens(pagefind);
      }
      if (facets?.open && !complete) {
        await pagefind.filters();
        complete = true;
      }
      let query = words || null;
      let found = await pagefind.search(query, { filters: chosen });
      if (!found.results.length && respelt(words) !== words) {
        query = respelt(words);
        found = await pagefind.search(query, { filters: chosen });
      }
      const counts = await countAll(pagefind, query, found);
      if (mine !== turn) return;
      kinds.show(counts.kind || {}, chosen.kind);
      facets?.show(complete ? counts : {}, chosen);
      const results = words || set ? found.results : [];
      await show(mine, results, words || set ? wording(results.length, words, chosen) : "");
    } catch {
      if (mine === turn) empty("The search index could not be loaded. Try again in a moment.");
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
  more.addEventListener("click", async () => (await show(turn, rest))?.firstChild.focus());
  place.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const active = document.activeElement;
    const at = links.indexOf(active);
    const above = active === input || kinds.contains(active);
    let next;
    if (event.key === "Enter" && active === input) {
      event.preventDefault();
      // The key of a phone's keyboard says "Search": it shows the results.
      if (TOUCHED.matches) input.blur();
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
      const pagefind = await load(base);
      const found = await Promise.all(words.map((word) => pagefind.search(word)));
      if (mine !== turn) return;
      const results = fittingMost(found.map(({ results }) => results));
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
