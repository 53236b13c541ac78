// The marked article. An enhancement only: the page of a briefing is complete without this file.
"use strict";
(() => {
  const reading = document.querySelector(".reading");
  if (!reading) return;
  const { el, fill, keep: remember } = briefings;
  const byId = (id) => document.getElementById(id);
  const asides = reading.querySelector(".asides");
  const labels = asides.dataset;
  const legend = document.querySelector(".legend");
  const form = byId("article--layers");
  const { classList } = document.documentElement;
  const wide = matchMedia("screen and (min-width: 75rem)");

  // All that belongs to a mark has its key: its first piece and its note in the id, the other pieces as data, its
  // reference in the address. A mention’s is where its link leads.
  const ALL = ".words u, .m-ref, .aside";
  const keyOf = (one) => one.dataset.key
    || decodeURIComponent((one.matches(".m-mention") ? linkIn(one) : one).hash || `#${one.id}`).replace(/^#((aside|mark)--)?/, "");
  const noteOf = (key) => byId(`aside--${key}`);
  const cardOf = (key) => byId(key)?.closest(".claim");
  // The cues of a claim and its speaker, whom its card names.
  const marksOf = (note) => {
    const card = cardOf(keyOf(note));
    const cues = [...(card?.querySelectorAll("ol [href^='#cue']") || [])].map(({ hash }) => hash.slice(1));
    const speaker = card?.querySelector("ol > :not(.step-shown)")?.querySelector(":scope > a");
    return speaker ? [...cues, `actor--${decodeURIComponent(speaker.pathname.split("/").at(-2))}`] : cues;
  };
  // The first link of a note leads to its mark; a mention has one link.
  const linkIn = (note) => note.querySelector("a:last-of-type");
  const nameIn = (note) => linkIn(note).textContent;
  const notes = [...asides.querySelectorAll(".aside")];
  // Both answers and the finding are in the page once, on the card.
  for (const note of notes) {
    const found = byId(`${keyOf(note)}--v`);
    if (found) linkIn(note).after(" ", el("span", { className: "verdicts" }, ...found.cloneNode(true).childNodes));
  }
  // A paragraph comes before its translation, which stands in a text of its own.
  const paragraph = (mark) => +mark.closest("p").style.getPropertyValue("--p");
  const marks = [...reading.querySelectorAll("u")].sort((one, other) => paragraph(one) - paragraph(other));
  const references = new Map([...reading.querySelectorAll(".m-ref")].reverse().map((link) => [keyOf(link), link]));
  const parts = new Map();
  // A cue → the notes of the claims that it serves.
  const served = new Map();
  const add = (map, key, one) => map.set(key, [...(map.get(key) || []), one]);
  for (const one of [...marks, ...notes]) add(parts, keyOf(one), one);
  for (const note of notes) for (const key of marksOf(note)) add(served, key, note);

  // --- layers ----------------------------------------------------------------------------
  const boxes = [...form.querySelectorAll("input")];
  const isLayer = (box) => box.id.startsWith("layer");
  // What is off stands on the root, set before the first paint: the boxes follow.
  const nameOf = (box) => box.id.split("--")[1];
  const on = (name) => !classList.contains(`off-${name}`);
  const formOf = ({ className }) => /\bf-(\w+)/.exec(className)?.[1];
  const isShown = (one) => {
    const form = formOf(one);
    if (form) return on(form) && on(one.matches(".assessed") ? "assessed" : "open");
    return on(/event|background|cue|mention/.exec(one.className)[0]);
  };
  for (const box of boxes) box.checked = on(nameOf(box));
  legend.open = classList.contains("open-legend");
  classList.remove("open-legend");
  const keep = () => {
    const chosen = (which) => boxes.filter((box) => which(box) && box.checked).map(nameOf).join("-") || "none";
    const address = new URL(location);
    // The address has the choice only where it is not the usual one.
    address.searchParams.delete("layers");
    if (boxes.some((box) => isLayer(box) && box.checked !== box.defaultChecked)) address.searchParams.set("layers", chosen(isLayer));
    history.replaceState(history.state, "", address);
    remember("layers", chosen(() => true));
  };
  const change = () => {
    for (const box of boxes) classList.toggle(`off-${nameOf(box)}`, !box.checked);
    keep();
    lay(true);
  };
  form.onchange = change;
  form.onreset = () => setTimeout(change);
  // At once, not when it has been toggled: the reader may leave before that is told.
  legend.firstElementChild.onclick = () => remember("legend", legend.open ? "" : "open");

  // --- notes beside their lines ------------------------------------------------------------
  // Least squares under "in order and apart": neighbours that would overlap move as one block.
  const apart = (wanted, heights, weights, room) => {
    const blocks = [];
    let sum = 0;
    const offsets = heights.map((height) => (sum += height) - height);
    wanted.forEach((place, index) => {
      const block = { moment: (place - offsets[index]) * weights[index], weight: weights[index], count: 1 };
      while (blocks.length && blocks.at(-1).moment / blocks.at(-1).weight > block.moment / block.weight) {
        const last = blocks.pop();
        for (const name of ["moment", "weight", "count"]) block[name] += last[name];
      }
      blocks.push(block);
    });
    const starts = blocks.flatMap(({ moment, weight, count }) => Array(count).fill(moment / weight));
    return offsets.map((offset, index) => Math.round(offset + Math.max(0, Math.min(starts[index], room - sum))));
  };
  const NEAR = { full: 48, brief: 160, fit: Infinity, tight: Infinity };
  let selected;
  const lay = (anew) => {
    reading.classList.add("laid");
    if (!wide.matches) return;
    const shown = notes.filter((note) => note === selected || isShown(note));
    const box = asides.getBoundingClientRect();
    const wanted = shown.map((note) => {
      const line = byId(`mark--${keyOf(note)}`).getClientRects()[0];
      return line ? line.top + line.height / 2 - 12 - box.top : 0;
    });
    const weights = shown.map((note) => (note === selected ? 1e6 : 1));
    let places;
    for (const size of anew ? Object.keys(NEAR) : [reading.dataset.size]) {
      reading.dataset.size = size;
      const heights = shown.map((note) => note.offsetHeight + 4);
      places = apart(wanted, heights, weights, box.height);
      // Long notes only where they are near their lines; the shortest only where no others fit.
      const near = places.every((y, index) => Math.abs(y - wanted[index]) < NEAR[size]);
      if (near && heights.reduce((sum, height) => sum + height, 0) <= box.height) break;
    }
    places.forEach((y, index) => shown[index].style.setProperty("--y", `${y}px`));
  };
  new ResizeObserver(() => lay(true)).observe(reading);
  document.fonts?.ready.then(() => lay(true));

  // --- light: a quote with its cues, its note, and its speaker where the quote stands --------
  let lit = [];
  const related = (note) => {
    const all = [keyOf(note), ...marksOf(note)].flatMap((key) => parts.get(key) || []);
    const own = all.filter((one) => !one.matches(".m-mention"));
    const within = (place) => (one) => own.some((other) => other.closest(place) === one.closest(place));
    const named = all.filter((one) => one.matches(".m-mention")).filter(within("[dir]"));
    const near = named.filter(within("p"));
    return [...own, ...(near.length ? near : named.slice(0, 1))];
  };
  const light = (one) => {
    const key = one && keyOf(one);
    const owners = key ? (one.matches(".m-cue") && served.get(key)) || [noteOf(key)].filter(Boolean) : [];
    const now = new Set([...((key && parts.get(key)) || []), ...owners.flatMap(related)]);
    for (const part of lit) part.classList.remove("lit");
    for (const part of now) part.classList.add("lit");
    lit = [...now];
  };
  const pointed = (target) => {
    let found = target?.closest?.(ALL);
    while (found && !isShown(found)) found = found.parentElement.closest(ALL);
    return found;
  };
  const target = () => byId(decodeURIComponent(location.hash.slice(1)));
  const atAddress = () => noteOf(target()?.id) || target()?.closest(ALL);
  const rest = (event) =>
    light((event?.type === "pointerover" && pointed(event.target)) || pointed(document.activeElement) || selected || atAddress());
  reading.onpointerover = reading.onpointerleave = rest;
  reading.addEventListener("focusin", rest);
  reading.addEventListener("focusout", () => setTimeout(rest));

  // --- one mark at a time --------------------------------------------------------------------
  let back;
  const select = (note) => {
    selected?.classList.remove("open");
    selected = note;
    note?.classList.add("open");
    if (note) offer(note);
    lay();
    rest();
  };
  const go = (note, focus, sight, block) => {
    back ??= { focus: document.activeElement, top: scrollY };
    select(note);
    focus.focus({ preventScroll: true });
    sight.scrollIntoView({ block });
  };
  reading.addEventListener("click", (event) => {
    if (event.target.matches(".aside > :first-child")) select();
    const link = event.target.closest(".m-ref");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const note = noteOf(keyOf(link));
    go(note, linkIn(note), note, "nearest");
  });
  const step = (way) => {
    const stops = marks.filter((mark) => !mark.dataset.key && isShown(mark));
    const here = pointed(document.activeElement) || selected;
    let at = stops.findIndex((mark) => mark === here || (here?.matches(".m-ref, .aside") && keyOf(mark) === keyOf(here)));
    if (at < 0) {
      // From where the reader is: between the marks above the window and those in it.
      at = stops.findIndex((mark) => mark.getBoundingClientRect().bottom > 0);
      at = (at < 0 ? stops.length : at) - (way > 0);
    }
    const mark = stops[at + way];
    if (mark) go(noteOf(keyOf(mark)), references.get(keyOf(mark)) || mark.querySelector("a"), mark, "center");
  };
  const leave = () => {
    select();
    if (!back) return;
    document.activeElement.blur();
    back.focus.focus({ preventScroll: true });
    scrollTo(0, back.top);
    back = undefined;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
    if (event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, dialog, [contenteditable]")) return;
    if (event.key === "Escape" && (selected || back)) leave();
    else if (on("keys") && (event.key === "n" || event.key === "p")) step(event.key === "n" ? 1 : -1);
  });

  // --- the two readings ------------------------------------------------------------------------
  // Notes are between the paragraphs: who copies from the article gets its words and no more.
  document.addEventListener("copy", (event) => {
    const range = getSelection().rangeCount && getSelection().getRangeAt(0);
    const paragraphs = [...document.querySelectorAll("#article > p:not(.end)")];
    if (!paragraphs.some((one) => range && one.contains(range.startContainer))) return;
    const words = paragraphs.filter((one) => range.intersectsNode(one)).map((one) => {
      const part = range.cloneRange();
      if (!one.contains(range.startContainer)) part.setStart(one, 0);
      if (!one.contains(range.endContainer)) part.setEndAfter(one.lastChild);
      return part.toString();
    });
    event.clipboardData.setData("text/plain", words.join("\n"));
    event.preventDefault();
  });

  // --- copying -------------------------------------------------------------------------------
  const permalink = (key) => Object.assign(new URL(location), { search: "", hash: key }).href;
  const attribution = (key) => {
    const quote = [...cardOf(key).querySelectorAll("blockquote q")].map((part) => part.textContent).join(" … ");
    const note = noteOf(key);
    // Only a direct quote is the speaker's; the other words are the article's.
    return fill(labels[formOf(note)] || labels.retold, { ...labels, quote, who: nameIn(note), link: permalink(key) });
  };
  const toolsFor = (key, withQuote) => {
    const said = el("span", { role: "status" });
    const button = (textContent, text) => el("button", { type: "button", textContent, onclick: () =>
      navigator.clipboard.writeText(text(key)).then(
        () => (said.textContent = labels.copied), () => (said.textContent = labels.denied)) });
    return el("span", { className: "mark-tools" }, ...(navigator.clipboard ? [button(labels.link, permalink), withQuote ? button(labels.quote, attribution) : "", said] : []));
  };
  const offer = (note) => {
    const key = keyOf(note);
    const tools = toolsFor(key, note.matches("[class*=f-]"));
    const original = cardOf(key)?.querySelector(":scope > p > [href*=':~:']");
    if (original) tools.append(original.cloneNode(true));
    asides.querySelector(".mark-tools")?.remove();
    note.append(tools);
  };
  // A card has them when it opens, before it is painted: nothing in it moves later.
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const place = target.querySelector(":scope > p:not(:has(.mark-tools))");
      if (place) place.append(toolsFor(target.querySelector("h3").id, true));
    }
  }).observe(document.querySelector(".claims"), { attributeFilter: ["open"], subtree: true });

  // --- where the address leads -----------------------------------------------------------------
  const arrive = () => {
    const place = target();
    // On a narrow screen a note that nobody asked for would move the text.
    const note = place?.matches(wide.matches ? ALL : ".aside") && noteOf(keyOf(place));
    document.querySelectorAll(".readings a").forEach((link, at) => (link.ariaCurrent = at === +reading.checkVisibility()));
    const card = place?.closest(".claim");
    if (card) card.open = true;
    if (note) select(note);
    else rest();
  };
  // Chromium draws what the address is in only after this script.
  onload = onhashchange = arrive;
  // A second click on the same link changes no address.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a[href^='#']")) setTimeout(arrive);
  });
  lay(true);
  arrive();

  // --- the cards of claims -----------------------------------------------------------------------
  const cards = [...document.querySelectorAll(".claim")];
  const button = document.querySelector(".claims-all");
  // A style draws the label: without a script the page has the same words.
  const folded = () => cards.some((card) => !card.open);
  const showButton = () => (button.ariaLabel = button.dataset[folded() ? "open" : "close"]);
  button.hidden = !cards[1];
  button.onclick = () => {
    const all = folded();
    for (const card of cards) card.open = all;
  };
  document.querySelector(".claims").addEventListener("toggle", showButton, true);
  showButton();
})();
