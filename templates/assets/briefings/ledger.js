// Filters all claims on the first page of the ledger. Without this file the page has its lists.
(() => {
  const form = document.getElementById("ledger--form");
  if (!form) return;
  const lists = document.getElementById("ledger--lists");
  const place = document.getElementById("ledger--list");
  const status = document.getElementById("ledger--status");
  const plain = [...place.childNodes];
  // The words are the page’s.
  const { root, ledger, ...labels } = form.dataset;
  const { fill } = briefings;
  const { q, actor: actors, as: part } = form.elements;
  const selects = [...form.querySelectorAll("select")].filter((select) => select !== part);
  const ROWS = 50;

  const el = (name, className, ...children) => briefings.el(name, className && { className }, ...children);
  const link = (section, id, anchor, text) =>
    briefings.el("a", { href: `${root + section}/${encodeURIComponent(id)}/${anchor && `#${encodeURIComponent(anchor)}`}` }, text);
  // As ClaimViews.place has it: key claims have a page of their own.
  const claimLink = (slug, id, key) => key ? link(`claim/${encodeURIComponent(slug)}`, id, "", "") : link("briefings", slug, id, "");
  // A message with elements among its values.
  const parts = (message, values) => message.split(/%\((\w+)\)s/).map((part, at) => (at % 2 ? values[part] : part));
  // As texts are compared: without case and marks, ə as e and ı as i, Arabic letters as Persian ones.
  const LIKE = { ə: "e", ı: "i", ي: "ی", ى: "ی", ك: "ک", և: "եւ" };
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^ -z]/g, (letter) => LIKE[letter] ?? letter);

  // --- the claims ------------------------------------------------------------------------
  let claims;
  let index;
  let loading;
  const load = () => {
    loading ??= fetch(ledger).then((answer) => answer.json()).then(async (found) => {
      const parts = await Promise.all(found.parts.map(([name]) => briefings.unpacked(name)));
      index = { ...found.sides, ...found, actor: found.actors };
      claims = parts.flatMap(read);
      for (const [id, name] of index.actor) {
        const option = new Option(name, id);
        option.dataset.label = name;
        actors.append(option);
      }
      restore(actors);
    });
    loading.catch(() => (loading = null));
    return loading;
  };

  // A step's name is an actor's place in the index, or words for whom the article does not name.
  const actorOf = (name) => (typeof name === "string" ? ["", name] : index.actor[name]);

  const read = (data, part) => {
    const ways = data.chains.map(([by, steps, says, relays]) => ({
      by, steps, says, relays, named: [], "": [...says, ...relays],
      folded: fold([by, ...steps.map(([, name]) => actorOf(name)[1])].join(" ")),
    }));
    const found = [];
    for (const [slug, title, date, count, year, topic] of data.articles) {
      const folded = fold(title);
      for (const end = found.length + count; found.length < end;) {
        const i = found.length;
        const way = ways[data.chain[i]];
        const text = data.text[i];
        found.push({
          part, i, slug, title, date, text, way, topic, id: data.id[i], who: way, folded: `${fold(text)} ${way.folded} ${folded}`,
          kind: [data.kind[i]], form: [data.form[i]], said: data.said[i], so: [data.so[i]], hops: [data.hops[i]], year: [year],
          verdicts: data.verdicts[data.verdict[i]],
        });
      }
    }
    for (const [i, ...named] of data.about) {
      const { way } = found[i];
      found[i].who = { ...way, named, "": [...way[""], ...named] };
    }
    // What few claims have, with the project’s own fields.
    for (const name in data.more) for (const [i, value] of data.more[name]) found[i][name] = value;
    return found;
  };

  // The article's words, which are loaded with the first claim of a part that is shown.
  let quotes = [];
  const quoted = async (claim) => {
    const part = await (quotes[claim.part] ??= briefings.unpacked(index.quotes[claim.part]));
    const [look, ...parts] = part.quotes[claim.i];
    claim.quote = [...part.looks[look], parts];
  };

  // --- filtering -------------------------------------------------------------------------
  // The claims that fit, and for each side how many would with each of its values.
  const filter = () => {
    const words = fold(q.value).split(/\s+/).filter(Boolean);
    const sides = selects.map((select) => {
      const { name, value } = select;
      return {
        select, values: index[name], counts: index[name].map(() => 0),
        of: select === actors ? (claim) => claim.who[part.value] : (claim) => claim[name] || [],
        wanted: index[name].findIndex(([known]) => known === value),
      };
    });
    const set = sides.filter(({ wanted }) => wanted >= 0);
    const found = [];
    for (const claim of claims) {
      if (!words.every((word) => claim.folded.includes(word))) continue;
      const missed = set.filter((side) => !side.of(claim).includes(side.wanted));
      if (missed[1]) continue;
      if (!missed[0]) found.push(claim);
      for (const side of missed[0] ? missed : sides) for (const value of side.of(claim)) side.counts[value]++;
    }
    return { found, sides, chosen: [q.value.trim(), ...set.map(({ values, wanted }) => values[wanted][1])].filter(Boolean) };
  };

  // --- showing ---------------------------------------------------------------------------
  // Who says it comes first, in one element with what is said.
  const sentence = (place, who, text) => {
    place.replaceChildren(el("strong", "", fill(labels.who, { who })), ` ${text}`);
    return place;
  };
  // A part without words says that the rest is cut off.
  const words = ([language, dir, bare, parts]) => {
    const place = el("p", bare && "bare");
    if (language !== document.documentElement.lang) Object.assign(place, { lang: language, dir });
    for (const [at, part] of parts.entries()) {
      if (at) place.append(" ", el("span", "gap", "…"), part && " ");
      if (part) place.append(el("q", "", part));
    }
    return place;
  };
  // Both verdicts, each in an element of its own, and the finding.
  const judged = ({ verdicts, finding }) => {
    const place = el("div");
    for (const [about, sign, words] of verdicts) {
      place.append(place.firstChild ? " " : "", el("span", sign || about, (sign && " ") + words));
    }
    if (finding) place.append(" ", el("p", "", finding));
    return place;
  };

  const passedOn = ({ steps }) => {
    const way = steps.flatMap(([word, step], at) => {
      const [id, text] = actorOf(step);
      const name = id ? link("actors", id, "", text) : text;
      return !steps[1] ? parts(labels.article, { name }) : at ? [labels.comma, ...parts(index.words[word], { name })] : [name];
    });
    return el("i", "", ...way);
  };

  const relations = (slug, related) =>
    el("ul", "relations", ...related.map(([verb, id, key, who, text, other, title]) =>
      el("li", "", verb === labels.contradicts ? el("b", "", verb) : verb, " ", sentence(claimLink(other || slug, id, key), who, text),
        ...(other ? [" ", ...parts(labels.in, { article: link("briefings", other, "", title) })] : []))));

  const row = (claim) => {
    const { slug } = claim;
    const [[, kind], [how, form]] = ["kind", "form"].map((side) => index[side][claim[side][0]]);
    const facts = el("p", "", ...(claim.way.steps.length ? [passedOn(claim.way), " "] : []), el("i", "", kind));
    if (how !== "own-voice") facts.append(" ", el("i", "", form));
    if (claim.implied) facts.append(" ", el("i", "", labels.implied));
    if (claim.draft) facts.prepend(el("span", "tag tag-draft", labels.draft), " ");
    const heading = sentence(claimLink(slug, claim.id, claim.key), claim.way.by, claim.text);
    const item = el("li", "", heading, " ", words(claim.quote), " ", judged(claim), " ", facts);
    if (claim.related) {
      const folded = claim.related.slice(2);
      item.append(relations(slug, claim.related.slice(0, 2)));
      if (folded[0]) item.append(el("details", "relations-more", el("summary", "", fill(labels.folded, { num: folded.length })), relations(slug, folded)));
    }
    return item;
  };

  // Rows under the headings of their articles.
  const sections = (found) => {
    const made = [];
    let before;
    for (const claim of found) {
      const { slug, title, date } = claim;
      if (slug !== before) {
        const heading = el("h3", "", link("briefings", slug, "", title), " ", el("span", "muted", date));
        made.push(el("section", "ledger", heading, el("ul", "rows")));
      }
      made.at(-1).lastChild.append(row(claim));
      before = slug;
    }
    return made;
  };

  // The figure of whether claims are so, drawn as the server draws it: see `so_figure`.
  const figure = document.getElementById("figure--so");
  const caption = figure?.querySelector("figcaption").lastChild;
  const whole = caption?.data;
  const draw = (total, { values, counts, wanted }) => {
    if (!figure) return;
    // What stays keeps its place while filters change.
    figure.style.minHeight ||= figure.offsetHeight + "px";
    const named = new Map(values.map(([value, label], at) => [label, wanted < 0 || at === wanted ? counts[at] : 0]));
    const entries = [...figure.querySelectorAll(".key li")];
    const numbers = entries.map((entry) => named.get(entry.firstElementChild.textContent));
    // At most 16 signs.
    let step = 1;
    for (let n = 1; Math.max(...numbers) > 16 * step; n++) step = [1, 2, 5][n % 3] * 10 ** Math.floor(n / 3);
    for (const [at, entry] of entries.entries()) {
      entry.style.minWidth ||= entry.offsetWidth + "px";
      entry.querySelector("svg").setAttribute("width", 16 * Math.ceil(numbers[at] / step));
      entry.lastElementChild.textContent = fill("%(n)s", { n: numbers[at] });
    }
    caption.data = total === claims.length ? whole
      : ` ${fill(labels.answers, { n: total })}${step > 1 ? ` ${fill(labels.sign, { num: step })}` : ""}`;
    const num = numbers.reduce((rest, count) => rest - count, total);
    figure.lastElementChild.textContent = fill(labels.rest, { num, total });
    figure.hidden = !total;
  };

  const showCounts = ({ select, values, counts, wanted }) => {
    select.parentNode.classList.toggle("set", wanted >= 0);
    const places = new Map(values.map(([value], at) => [value, at]));
    for (const option of [...select.options].slice(1)) {
      const at = places.get(option.value);
      const text = fill(labels.option, { value: option.dataset.label, n: counts[at] || 0 });
      if (option.text !== text) option.text = text;
      option.disabled = !counts[at] && at !== wanted;
    }
  };

  const failed = () => {
    quotes = [];
    status.textContent = labels.failed;
    lists.hidden = false;
  };
  let last;
  const show = async () => {
    const { found, sides, chosen, chosen: [any] } = filter();
    const { length } = (last = found);
    sides.forEach(showCounts);
    draw(length, sides.find(({ select }) => select.name === "so"));
    const more = briefings.el("button", { className: "search-more", type: "button" });
    const list = el("div", "", more);
    const further = async () => {
      const next = found.splice(0, ROWS);
      await Promise.all(next.map(quoted));
      const made = sections(next);
      more.before(...made);
      more.hidden = !found[0];
      more.textContent = fill(labels.more, { n: Math.min(ROWS, found.length), rest: found.length });
      return made[0];
    };
    more.onclick = () => further().then((first) => first.querySelector(".rows a").focus()).catch(failed);
    if (any) await further();
    // Something else was chosen while words were loading.
    if (last !== found) return;
    place.replaceChildren(...(any ? list.childNodes : plain));
    status.textContent = any ? [fill(labels.status, { n: length }), ...chosen].join(labels.comma) : "";
  };

  const update = async () => {
    try {
      if (!claims) status.textContent = labels.loading;
      await load();
      part.disabled = !actors.value;
      await show();
      const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history.replaceState(history.state, "", chosen.size ? `?${chosen}` : location.pathname);
    } catch {
      failed();
    }
  };

  // --- the form --------------------------------------------------------------------------
  const asked = new URLSearchParams(location.search);
  const restore = (field) => {
    const value = asked.get(field.name) || "";
    field.value = value;
    // The search asks for values by their labels.
    if (field.selectedIndex < 0) field.value = [...field.options].find(({ dataset }) => dataset.label?.toLowerCase() === value.toLowerCase())?.value || "";
  };
  const ready = () => load().catch(() => {});
  const fields = [q, part, ...selects];
  for (const field of fields) {
    restore(field);
    Object.assign(field, { oninput: update, onfocus: ready, onpointerover: ready });
  }
  form.hidden = false;
  lists.hidden = true;
  // With room the filters are beside the claims, and after them for the ear and the keyboard, which have a link to them.
  if (matchMedia("(min-width: 60rem)").matches) place.after(form.querySelector("details"));
  form.onsubmit = () => false;
  form.onreset = () => setTimeout(update);
  if (asked.size) update();
})();
