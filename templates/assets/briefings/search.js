// The search box, loaded when somebody searches: briefings.js asks for it.
const PAGE = 10;
const FACETS = {
  actor: "Actor", outlet: "Outlet", story: "Story", topic: "Topic", said: "Was it said?", so: "Is it so?",
  claim: "Kind of claim", year: "Year of the article", language: "Language of the article",
};
const NAMES = ["kind", ...Object.keys(FACETS)];
// The filters that the ledger has too, by what it calls them.
const SIDES = { actor: "actor", topic: "topic", said: "said", so: "so", claim: "kind", year: "year" };
const byName = new Intl.Collator("en").compare;

const { el } = briefings;
/** Words with Persian letters in place of Arabic ones, and with the one sign that Armenian now writes for two. */
const respelt = (words) => words.replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/եւ/g, "և");
const number = (count) => count.toLocaleString("en");

// Pagefind would rank what is short above what says it: lists of briefings above the briefing.
const open = async (base) => {
  const pagefind = await import(`${base}pagefind/pagefind.js`);
  await pagefind.options({ baseUrl: "/", ranking: { pageLength: 0.3 } });
  await pagefind.filters();
  return pagefind;
};

let library;
const load = (base) => (library ??= open(base).catch((error) => {
  library = null;
  throw error;
}));

/** The pages with all words and filters; and how many have each value, with all other filters as they are. */
const find = async (pagefind, words, chosen) => {
  const found = await pagefind.search(words, { filters: chosen });
  for (const name in found.filters) {
    const { filters } = name in chosen ? await pagefind.search(words, { filters: { ...chosen, [name]: [] } }) : found;
    found.filters[name] = Object.fromEntries(Object.entries(filters[name]).filter(([value, count]) => count || value === chosen[name]));
  }
  return found;
};

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
    const fit = (fits[result.id] ??= { result, count: 0, score: 0 });
    fit.count++;
    fit.score += result.score;
  }
  const all = Object.values(fits);
  const most = Math.max(...all.map(({ count }) => count));
  return all.filter(({ count }) => count * 2 > most).sort((a, b) => b.score - a.score).map(({ result }) => result);
};

/** A page as a list of results: itself, and three claims on it that say what was found, the best first. */
const itemsOf = (base, { url, meta, content, anchors, locations, sub_results }) => {
  const words = content.replace(/[\u200b\p{Bidi_C}]/gu, "").split(/\s+/);
  const shown = (from, to) => words.slice(from, to).flatMap((word, at) =>
    [" ", locations.includes(from + at) ? el("mark", { textContent: word }) : word]).slice(1);
  const span = (className, ...shown) => el("span", { className }, ...shown);
  /** Of the words between two places 24: eight before the first that was found, and what follows. */
  const excerpt = (start, end) => {
    const first = locations.find((at) => at >= start && at < end) ?? start;
    const from = Math.max(first - 8, start);
    const to = Math.min(from + 24, end);
    return span("excerpt", from > start ? "… " : "", ...shown(from, to), to < end ? " …" : "");
  };
  const item = (address, kind, title, ...more) => el("li", {}, el("a", { href: base + address.slice(1) },
    span("kind", kind), " ", el("b", {}, ...title), ...more.flatMap((part) => [" ", part])));

  // The heading of a claim is its sentence; its verdicts and finding follow, then its way and words, up to the next id.
  const ending = (at) => anchors[at]?.location ?? words.length;
  const claims = sub_results.flatMap(({ anchor, url, locations }) => {
    const at = anchors.findIndex(({ id }) => id === `${anchor?.id}--verdicts`);
    const count = locations.filter((place) => place < ending(at + 1)).length;
    if (at < 0 || !count) return [];
    const { location, text } = anchors[at];
    const judged = location + text.split(/\s+/).length;
    const claim = item(url, "Claim", shown(anchor.location, location), span("verdicts", ...shown(location, judged)), excerpt(judged, ending(at + 1)));
    return { count, claim };
  });
  const title = meta.title || url;
  const start = content.startsWith(title) ? title.split(/\s+/).length : 0;
  const end = ending(anchors.findIndex(({ id }) => id.endsWith("--verdicts")) - 1);
  return [item(url, meta.kind || "Page", [title], excerpt(start, end)),
    ...claims.sort((a, b) => b.count - a.count).slice(0, 3).map(({ claim }) => claim)];
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
const facetLists = (choose, clear) => {
  const summary = el("summary", { textContent: "Filters" });
  const lists = Object.entries(FACETS).map(([facet, name]) => {
    const select = el("select", { name: facet, onchange: () => choose(facet, select.value) });
    return [facet, select, el("label", { hidden: true }, el("span", {}, name), " ", select)];
  });
  const none = el("button", { type: "button", className: "search-clear", textContent: "Clear filters", hidden: true, onclick: clear });
  const fold = el("details", { className: "search-filters", open: matchMedia("(min-width: 52rem)").matches }, summary,
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

const within = (chosen, names) => {
  const set = names.map((facet) => chosen[facet]).filter(Boolean);
  return set.length ? `, only ${set.join(", ")}` : "";
};
const wording = (count, query, chosen) =>
  `${count ? `${number(count)} result${count === 1 ? "" : "s"}` : "Nothing found"} for “${query}”${within(chosen, NAMES)}`;

/** The ledger with the same words, and the filters that it has too: its address, and what it lists. */
const ledgerOf = (base, query, chosen) => {
  const sides = Object.keys(SIDES).filter((name) => chosen[name]);
  const asked = new URLSearchParams({ q: query });
  for (const name of sides) asked.set(SIDES[name], chosen[name]);
  return { href: `${base}claims/?${asked}`, textContent: `All claims${query && ` with “${query}”`}${within(chosen, sides)}` };
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
  const facets = full ? facetLists(choose, clear) : null;
  const ledger = el("a", { className: "search-all" });
  head.append(kinds, facets || "", status, ledger);
  place.append(list, more);

  /** Show the first of `results`, below what is shown or in its place. */
  const show = async (mine, results, words) => {
    const pages = await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
    const items = pages.flatMap((found) => itemsOf(base, found));
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
    kinds.replaceChildren();
    return show(turn, [], words);
  };

  const run = () => (running = search());
  const search = async () => {
    clearTimeout(waiting);
    waiting = 0;
    const mine = ++turn;
    const words = input.value.trim();
    const wanted = words || Object.keys(chosen).length;
    changed(words, chosen);
    Object.assign(ledger, ledgerOf(base, words, chosen));
    if (!wanted && !full) return empty();
    if (wanted && !list.firstChild) status.textContent = "Searching …";
    try {
      const pagefind = await load(base);
      let found;
      // Of a word that it does not know Pagefind finds the beginning: the spelling that fits better counts.
      for (const query of new Set(words ? [words, respelt(words)] : [])) {
        const next = await find(pagefind, query, chosen);
        if (!found || next.results[0]?.score > (found.results[0]?.score || 0)) found = next;
      }
      // Without words nothing is found: what has a value is listed elsewhere.
      const { results, filters } = found || { results: [], filters: await pagefind.filters() };
      if (mine !== turn) return;
      kinds.show(filters.kind || {}, chosen.kind);
      facets?.show(filters, chosen);
      await show(mine, results, words ? wording(results.length, words, chosen) : wanted ? "Type a word" : "");
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
      const pagefind = await load(base);
      const found = await Promise.all(words.map(async (word) => (await pagefind.search(word)).results));
      if (mine !== turn) return;
      const results = fittingMost(found);
      await show(mine, results, results.length ? "Is it one of these?" : words.length ? wording(0, input.value, {}) : "");
    },
    /** Search for the words and with the filters that an address asks for. */
    start: (asked) => {
      const query = input.value = asked.get("q") || "";
      const names = NAMES.filter((name) => asked.get(name));
      chosen = Object.fromEntries(names.map((name) => [name, asked.get(name)]));
      // Claims are no pages: the ledger finds them by filters. So it does where it has all that are asked for.
      if (chosen.kind === "Claim" || !query && names.length && names.every((name) => SIDES[name])) return location.replace(ledgerOf(base, query, chosen).href);
      return run();
    },
  };
};
