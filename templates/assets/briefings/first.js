// What the other scripts share, and what a page must know before it is painted, or it would flash or move.
"use strict";
const briefings = {
  // What readers have chosen. Where a browser keeps nothing, it lasts as long as the page.
  kept(key) {
    try {
      return localStorage.getItem(`briefings-${key}`);
    } catch {}
  },
  keep(key, value) {
    try {
      localStorage.setItem(`briefings-${key}`, value);
    } catch {}
  },
  // The value in a file that is kept as gzip.
  unpacked: async (address) =>
    new Response((await fetch(address)).body.pipeThrough(new DecompressionStream("gzip"))).json(),
  // A message with its values. One that depends on a number has its forms by the categories of CLDR.
  fill(message, values) {
    const { lang } = document.documentElement;
    const forms = message[0] === "{" ? JSON.parse(message) : { other: message };
    return (forms[new Intl.PluralRules(lang).select(values.num)] || forms.other).replace(/%\((\w+)\)s/g, (_, name) => values[name].toLocaleString(lang));
  },
  el(name, properties = {}, ...children) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  },
};

(({ classList, dataset, style }, asked) => {
  const { kept } = briefings;
  const theme = kept("theme");
  if (theme) dataset.theme = theme;

  // What of an article is shown, from the address or the last visit. The names are those of the boxes in the legend,
  // `usual` those that begin checked.
  const usual = "direct-mixed-indirect-own-assessed-open-background-spoken-keys";
  const ways = kept("layers") || usual;
  const layers = asked.get("layers") || ways;
  for (const name of `${usual}-event-cue-mention`.split("-")) {
    classList.toggle(`off-${name}`, !(/spoken|keys/.test(name) ? ways : layers).split("-").includes(name));
  }
  classList.toggle("open-legend", kept("legend") === "open");
  // The sheet of earlier versions has a page of its own.
  // Only with the part worksheets.
  if (asked.get("view") === "sheet") location.replace(location.pathname.replace(/briefings\/(?=[^/]+\/$)/, "teach/"));
  classList.add("live");
  // What an address names is known after the last script. Drawn earlier, the Reader would move aside for the Analyst.
  if (location.hash) style.opacity = 0;
  addEventListener("DOMContentLoaded", () => setTimeout(() => style.opacity = ""));
})(document.documentElement, new URLSearchParams(location.search));
