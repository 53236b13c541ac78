// The search box, loaded when somebody searches: briefings.js asks for it.

const { el, fill } = briefings;
const wordsIn = (text) => text.match(/[\p{L}\p{N}]+/gu) || [];
/** What a word must share with another to be a form of it: in scripts from Thai on a sign is more than a letter. */
const startOf = (word) => word.slice(0, Math.max(word < "ก" ? 3 : 2, word.length * 0.6));
/** The words of a result: Pagefind puts a sign between those of languages without spaces. */
const tokens = (page) => (gap(page) ? page.content.split(/\s+/) : page.raw_content.split("\u200b"));
const gap = ({ raw_content: raw }) => raw.includes("\u200b") ? "" : " ";

/** How words of a language are folded, as `_forms.py` folds them for the index. */
const folding = ({ rules, letters }, language) => (text) => {
  let folded = text.normalize("NFKC").toLowerCase();
  for (const [pattern, by] of rules[language]) folded = folded.replace(new RegExp(pattern, "gu"), by);
  return folded.normalize("NFD").replace(/\p{M}/gu, "").replace(/./g, (letter) => letters[letter] ?? letter).normalize("NFC");
};

/** A word for each character of a text and the one that follows, as `_forms.py` spells them. */
const pairs = (run) => [...run].map((one, at) => `q${spelt(one)}${spelt(run[at + 1])}`);
const spelt = (sign = "\0") => (sign.charCodeAt() + 4096).toString(16);

// Pagefind would rank what is short above what says it: lists of briefings above the briefing. Names are those of actors.
const ranking = { pageLength: 0.3, metaWeights: { name: 25 } };
const engineAt = async (place) => {
  const engine = await import(`${place}pagefind.js`);
  await engine.options({ baseUrl: "/", ranking });
  await engine.filters();
  return engine;
};

/** The indexes, one for each language, that of the site first; the others have no engine until they are asked. */
const open = async (base) => {
  const place = `${base}pagefind/`;
  const [engine, file] = await Promise.all([engineAt(place), fetch(`${place}languages.json`, { cache: "no-cache" })]);
  const table = await file.json();
  return table.indexes.map((index, at) => ({ ...index, place: `${place + index.language}/`, engine: !at && engine,
    fold: folding(table, index.language), unspaced: new RegExp(table.unspaced, "gu") }));
};

/** The engine of an index, loaded if it has a word that begins as one of the query does. */
const engineOf = async (index, query) => index.engine ||= wordsIn(index.fold(query)).some((word) =>
  index.starts.some((start) => word.startsWith(start) || start.startsWith(word))) && await engineAt(index.place);

let library;
const indexesAt = (base) => (library ??= open(base));

/** The words of the search, which are on its page. */
let labels;
export const load = async (base) => {
  const innerHTML = await (await fetch(`${base}search/`)).text();
  labels = el("template", { innerHTML }).content.getElementById("search-page").dataset;
  return { searchBox, labels };
};

/**
 * How well the best results have the words, from 0 to 1: whole ones, or the longest beginnings that they have. Of a word
 * that it does not know Pagefind finds any beginning. From 0.5 on it is a result.
 */
const fit = async (results, words, fold) => {
  const pages = await Promise.all(results.slice(0, 3).map((result) => result.data()));
  return Math.max(0, ...pages.map((page) => {
    const all = tokens(page);
    const found = page.locations.map((at) => all[at]);
    const text = fold((found[0] ? found : Object.values(page.meta)).join(gap(page))).replace(/[^\p{L}\p{N} ]/gu, "") + " ";
    return words.reduce((sum, word) => {
      let part = `${word} `;
      while (!text.includes(part)) part = part.slice(0, -1);
      return sum + (part.length >= startOf(word).length && part.length / (word.length + 1));
    }, 0) / words.length;
  }));
};

/** What is found in an index as it is written, and as it is folded. */
const exactly = async ({ engine, fold }, query, chosen) => {
  const written = query.toLowerCase();
  const folded = wordsIn(fold(query));
  const found = [];
  for (const words of new Set([written, /^".*"$/.test(query) ? written : folded.join(" ")])) {
    const { results, filters } = await engine.search(words, { filters: chosen });
    const fits = await fit(results, folded, fold);
    if (fits) found.push({ results, filters, fits });
  }
  return found;
};

/** Whether all of `one` is at the beginning of `other`, but for `most` letters that are changed, left out, added or exchanged. */
const alike = (one, other, most) => {
  if (!most) return other.startsWith(one);
  const [rest, others] = [one.slice(1), other.slice(1)];
  return !one || (one[0] === other[0] ? alike(rest, others, most)
    : [[rest, others], [rest, other], [one, others], [rest.charAt() + one[0] + rest.slice(1), other]].some((pair) => alike(...pair, most - 1)));
};

/** What has a word that begins or ends alike, or most of its pairs of signs: in unspaced texts, and of names if `wide`; if there are exact results, in its title. */
const nearly = async ({ engine, fold, unspaced, near }, query, filters, wide, none) => {
  const titled = wide && !none;
  const words = wordsIn(fold(query));
  const terms = words.flatMap((word) => word.match(unspaced)?.flatMap((run) => pairs(run).slice(0, run.length - 1 || 1))
    || [startOf(word), `\u16a0${word}`, ...(wide ? pairs(word) : [])]);
  const isLike = async (result) => {
    const { content, meta } = await result.data();
    const found = wordsIn(fold(`${Object.values(meta)} ${titled || content}`));
    return words.every((word) => found.some((other) => alike(word, other, Math.min(word.length >> 2, 2))));
  };
  const found = {};
  // Where nothing was found a word counts three times as much as a pair, which has nine signs.
  // One after the other: results of two searches for the same page share what Pagefind says of it.
  for (const term of terms) {
    const { results } = await engine.search(term, { filters });
    if (await fit(results, [term], fold)) for (const result of results) (found[result.id] ??= { ...result, count: 0 }).count += wide && !term[8] ? 3 : 1;
  }
  const all = Object.values(found).sort((a, b) => b.count - a.count);
  const runs = query.match(unspaced);
  const fits = Math.max(runs && all[0]?.count / terms.length || 0, await fit(all, words, fold));
  const results = [];
  for (const result of all) if (result.count * 1.2 > all[0].count && (titled || wide && !runs && !near ? await isLike(result) : fits >= 0.4)) results.push(result);
  return { results, fits: titled ? 1 : fits, sure: near && results[0] };
};

/**
 * The pages in all indexes, those of each in turn; how many have each value of a filter; whether they only come near. If `only`,
 * no more than how many there are.
 */
const find = async (all, query, chosen, only) => {
  await Promise.all(all.map((index) => engineOf(index, query)));
  const indexes = all.filter((index) => index.engine);
  const counts = {};
  const pages = {};
  const add = ({ results, filters, fits }) => {
    const fresh = results.filter(({ id }) => !pages[id]).length / results.length;
    for (const name in filters) {
      const sums = (counts[name] ??= {});
      for (const value in filters[name]) {
        const more = Math.round(filters[name][value] * fresh);
        if (more) sums[value] = (sums[value] || 0) + more;
      }
    }
    results.forEach(({ id, score, data }, at) => {
      const page = (pages[id] ??= { data, rank: 1e9 });
      const rank = at - 1e4 * fits;
      if (rank < page.rank) Object.assign(page, { rank, score });
    });
  };
  const exact = await Promise.all(indexes.map((index) => exactly(index, query, chosen)));
  exact.flat().forEach(add);
  if (only) return counts;
  // The other values of a filter keep their counts.
  for (const name in chosen) {
    const { [name]: value, ...rest } = chosen;
    counts[name] = { [value]: 0, ...(await find(all, query, rest, 1))[name] };
  }
  const best = Math.max(0, ...exact.flat().map(({ fits }) => fits));
  let near = best < 0.5;
  // Where not all of several words are whole, a title may have them in another spelling.
  const wide = (near || best < 1 && query.includes(" ")) && !Object.keys(chosen)[0];
  const nearby = indexes.filter((index) => index.near || wide).map((index) => nearly(index, query, chosen, wide && (near || !index.near), near));
  for (const found of await Promise.all(nearby)) {
    add(found);
    if (found.sure) near = false;
  }
  return { near, counts, results: Object.values(pages).sort((a, b) => a.rank - b.rank || b.score - a.score) };
};

/** A page as a list of results: itself, and three claims on it that say what was found, the best first. */
const itemsOf = (base, isFound, page) => {
  const { url, meta, content, anchors, locations } = page;
  const words = tokens(page).slice(0, anchors.find(({ id }) => id === "pagefind--forms")?.location).map((word) => word.replace(/\p{Bidi_C}/gu, ""));
  let found = locations.filter((at) => at < words.length);
  if (!found.length) found = [...words.keys()].filter((at) => isFound(words[at]));
  const shown = (from, to) => words.slice(from, to).flatMap((word, at) =>
    [gap(page), found.includes(from + at) ? el("mark", { textContent: word }) : word]).slice(1);
  const span = (className, ...shown) => el("span", { className }, ...shown);
  /** Of the words between two places 24: eight before the first that was found, and what follows. */
  const excerpt = (start, end) => {
    const from = Math.max((found.find((at) => at >= start && at < end) ?? start) - 8, start);
    const to = Math.min(from + 24, end);
    return span("excerpt", from > start ? "… " : "", ...shown(from, to), to < end ? " …" : "");
  };
  const item = (address, kind, title, ...more) => el("li", {}, el("a", { href: base + address.slice(1) },
    span("kind", kind), " ", el("b", {}, ...title), ...more.flatMap((part) => [" ", part])));

  // The heading of a claim is its sentence; its verdicts and finding follow, then its way and words, up to the next id.
  const ending = (at) => Math.min(anchors[at]?.location ?? words.length, words.length);
  const claims = anchors.flatMap(({ id, location, text }, at) => {
    const heading = id.endsWith("--v") && anchors.find((anchor) => `${anchor.id}--v` === id);
    const count = heading && found.filter((place) => place >= heading.location && place < ending(at + 1)).length;
    if (!count) return [];
    const judged = location + text.split(/\s+/).length;
    const claim = item(`${url}#${heading.id}`, labels.claim, shown(heading.location, location), span("verdicts", ...shown(location, judged)), excerpt(judged, ending(at + 1)));
    return { count, claim };
  });
  const { title = url, kind } = meta;
  const start = content.startsWith(title) ? title.split(/\s+/).length : 0;
  const end = ending(anchors.findIndex(({ id }) => id.endsWith("--v")) - 1);
  return [item(url, kind, [title], excerpt(start, end)),
    ...claims.sort((a, b) => b.count - a.count).slice(0, 3).map(({ claim }) => claim)];
};

/** The lists of all filters, folded away where there is little room. */
const prepare = (fold, choose, clear) => {
  const none = fold.querySelector("button");
  const lists = fold.querySelectorAll("select");
  fold.open = matchMedia("(min-width: 60rem)").matches;
  for (const list of lists) list.onchange = () => choose(list.name, list.value);
  none.onclick = clear;
  return (counts, chosen) => {
    fold.hidden = !Object.keys(counts)[0];
    none.hidden = !Object.keys(chosen)[0];
    for (const list of lists) {
      const { name, parentNode } = list;
      const of = counts[name] || {};
      // The most frequent first; years from the newest.
      const values = Object.keys(of).sort((a, b) => name === "year" ? b - a : of[b] - of[a] || a.localeCompare(b));
      parentNode.hidden = !values[0];
      parentNode.classList.toggle("set", name in chosen);
      list.replaceChildren(new Option(labels.any, ""), ...values.map((value) => new Option(fill(labels.option, { value, n: of[value] }), value)));
      list.value = chosen[name] || "";
    }
  };
};

const wording = (num, near, query, chosen) => {
  const all = fill(near ? labels.none : labels.found, { num, query });
  const found = chosen[0] ? fill(labels.only, { found: all, filters: chosen.join(labels.comma) }) : all;
  return near && num ? fill(labels.near, { found }) : found;
};

// The filters that the ledger has too, by what it calls them.
const sideOf = (name) => (name === "claim" ? "kind" : /^(actor|topic|said|so|year)$/.test(name) && name);
/** The ledger with the same words, and the filters that it has too: its address, and what it lists. */
const ledgerOf = (base, query, chosen) => {
  const asked = new URLSearchParams({ q: query });
  for (const name in chosen) if (sideOf(name)) asked.set(sideOf(name), chosen[name]);
  return { href: `${base}claims/?${asked}`, textContent: query ? fill(labels.with, { query }) : labels.claims };
};

/**
 * Makes the field in `place` search, with its results below it, and with the filters that are there. `changed` hears of the
 * query and of what is chosen.
 */
const searchBox = (place, base, changed = () => {}) => {
  const head = place.querySelector(".search-head");
  const input = head.querySelector("input");
  const status = el("p", { className: "search-status", role: "status" });
  const ledger = el("a", { className: "search-all" });
  const list = el("ol", { className: "search-results" });
  const more = el("button", { className: "search-more", type: "button", hidden: true, textContent: labels.more,
    onclick: async () => (await show(turn, rest))?.firstChild.focus() });
  let chosen = {};
  let turn = 0;
  let isFound, isName, waiting, running, rest;
  const choose = (facet, value) => {
    if (value) chosen[facet] = value;
    else delete chosen[facet];
    return run();
  };
  const clear = () => {
    chosen = {};
    input.focus();
    return run();
  };
  const [fold, listed] = place.querySelectorAll(".kept");
  const showFilters = fold && prepare(fold, choose, clear);
  head.append(status, fold || "", ledger);
  listed?.firstChild.remove();
  // With room the filters are beside the results.
  place.append(list, more, listed || "", fold?.open ? fold : "");

  /** Show the first of `results`, below what is shown or in its place. */
  const show = async (mine, results, words) => {
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    const items = pages.sort((a, b) => isName(b) - isName(a)).flatMap((page) => itemsOf(base, isFound, page));
    if (mine !== turn) return;
    rest = results.slice(10);
    if (words !== undefined) {
      list.replaceChildren();
      status.textContent = words;
    }
    list.append(...items);
    more.hidden = !rest[0];
    return items[0];
  };

  const run = () => (running = search());
  const search = async () => {
    clearTimeout(waiting);
    waiting = 0;
    const mine = ++turn;
    const words = input.value.trim();
    changed(words, chosen);
    if (!words && !listed) return show(turn, [], "");
    if (words && !list.firstChild) status.textContent = labels.searching;
    if (listed) listed.hidden = words;
    try {
      const indexes = await indexesAt(base);
      const [{ engine, fold }] = indexes;
      const { results, counts, near } = words ? await find(indexes, words, chosen) : { results: [], counts: await engine.filters() };
      if (mine !== turn) return;
      isFound = (word) => wordsIn(fold(words)).some((one) => fold(word).includes(startOf(one)));
      isName = ({ meta }) => fold(meta.title) === fold(words) ? 2 : near && !!meta.name;
      await show(mine, results, words ? wording(results.length, near, words, Object.values(chosen)) : labels.type);
      showFilters?.(counts, chosen);
      // Only with the part ledger.
      Object.assign(ledger, ledgerOf(base, words, chosen), { hidden: near });
      if (listed) listed.hidden = words && !near;
    } catch {
      library = null;
      show(mine, [], labels.failed);
    }
  };

  /** Open the first result of what is in the field now, not of what was found before. */
  const openFirst = async () => {
    await (waiting ? run() : running);
    list.querySelector("a")?.click();
  };

  input.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 120);
  };
  indexesAt(base).catch(() => {});
  place.onkeydown = (event) => {
    const stops = [input, ...list.querySelectorAll("a"), more].filter(({ hidden }) => !hidden);
    const at = stops.indexOf(document.activeElement);
    const next = { ArrowDown: at >= 0 && stops[at + 1], ArrowUp: stops[at - 1], Escape: at && listed && input, Enter: !at }[event.key];
    if (!next) return;
    event.preventDefault();
    if (next !== true) next.focus();
    // The key of a phone's keyboard says "Search": it shows the results.
    else if (matchMedia("(pointer: coarse)").matches) input.blur();
    else openFirst();
  };
  return {
    /** Search for the words of a lost address without its section; that of a page's file is not lost. */
    guess: (address) => {
      const words = wordsIn(decodeURIComponent(address).replace(/^(404|index)$|^[^/]+\/(?=.)/, ""));
      input.value ||= words.filter((word) => word[1]).join(" ");
      return run();
    },
    /** Search for the words and with the filters that an address asks for. */
    start: (asked) => {
      const query = input.value = asked.get("q") || "";
      for (const { name } of place.querySelectorAll("select")) if (asked.get(name)) chosen[name] = asked.get(name);
      const names = Object.keys(chosen);
      // Claims are no pages: the ledger finds them by filters. So it does where it has all that are asked for.
      // Only with the part ledger.
      if (!query && names[0] && names.every(sideOf)) return location.replace(ledgerOf(base, query, chosen).href);
      return run();
    },
  };
};
