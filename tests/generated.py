"""Random projects: files of all kinds, every field, values at the edges of what is allowed.

Fields come from the schemas, so that a new one is covered without a change here. A kind of text or
a reference that is not known here fails loudly. What has to fit other files (a quote its text, an
id its file) is put in afterwards.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from random import Random
from typing import Any

from article_briefings.models import DIRECTION
from article_briefings.models._dates import DATE_PATTERN
from article_briefings.models._declarations import Declarations
from article_briefings.models._markdown import check_markdown
from article_briefings.models._scalars import can_be_seen, suggest_id
from article_briefings.schema._schema import schema_of
from tests.building import Fields, sha256
from tests.texts import HOSTILE, ODD

Files = dict[str, Fields | str]
"""The files of a project, by their path below `briefings/`."""

_TYPES = ("text", "markdown", "number", "date", "url", "choice", "list")
_CHOICE = {"choices": {"one": "&One", "two": {"de": "Zwei"}}, "filter": "true", "place": "head"}
_OWN_FIELDS = {
    f"a-{kind}": {"label": f"A <{kind}>", "type": kind} | (_CHOICE if kind == "choice" else {})
    for kind in _TYPES
}
DECLARED: Fields = {
    "format": "2",
    **dict.fromkeys(("briefings", "claims", "actors"), _OWN_FIELDS),
    "kinds": {
        "outlook": {"label": "<Outlook>", "so": "true"},
        "wish": {"label": "*Wish*", "so": "false"},
    },
    "types": {"court": {"label": "Courts|", "like": "outlet"}},
    "relations": {"updates": {"label": "<updates>", "inverse": "is `updated` by"}},
}
"""What every project declares: a field of each type for all that can have some."""
_DECLARED = Declarations.model_validate(DECLARED)
_MISSING: Any = object()
_WORDS = ["a", "bridge", "said", "no,", "1", "two", "мост", "漢字", "خبر", "é", "&", "<", "#", "*",
          "_", "|", "`", "[x](y)", "{{", "}}", "{%", "~", "-"]  # fmt: skip
_LANGUAGES = ["en", "fa", "he", "hy", "ru", "az-Latn", "zh-Hant-TW", "pt-BR", "und", "mul", "qaa",
              "es-419", "sl-rozaj", "xx"]  # fmt: skip
_URLS = ["https://a.example/", "http://a.example:8080/b?c=d&e[]=%20#f", "https://خبر.example/é|`'{}",
         "https://a.example/" + "x" * 980]  # fmt: skip
#: No YAML file may hold these two line ends.
_HOSTILE = [DIRECTION.sub("", text) for text in HOSTILE if "\u2028" not in text]
_DAYS = ["0001-01-01", "2024-02-29", "9999-12-01", "9999-12-31"]
_IDS = ["a", "1", "by", "page", "ada-fable", "мост-готов", "漢字", "خبر", "x" * 60, "é-2"]
_SIGNS = "".join(sign for sign in ODD if sign not in "\r\ufeff")
#: No field but those that copy the article may hold a control of direction.
_SHOWN = DIRECTION.sub("", _SIGNS)
#: Unicode's controls of direction and their abbreviations (UAX #9, section 2).
DIRECTIONS = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
#: No end of a line, and nothing that could be read as a quotation mark.
_IN_A_QUOTE = "".join(sign for sign in _SIGNS if sign not in "\n\t'\"“”‘’«»„′″`([{") + "ǆßſﬁ①"

#: Every form of a date, at the first and the last days that there are.
DATES = [
    *("0001", "0001-01", "0001-01-01", "0004-02-29", "0999", "1000-01-01", "1900-02", "2000-02-29"),
    *("2023-09-11", "2023-09", "2023", "2023-09-11~", "2023-09?", "2023%", "2024-02-29~"),
    *("9999", "9999-12", "9999-12-01", "9999-12-31", "9999-12-31?", "9999-12~", "9999%"),
    *("199X", "19XX", "1XXX", "999X", "2023-XX", "2023-XX-XX", "9999-12-XX", "0001-XX~"),
    *("0001-21", "2031-21~", "2031-22", "2031-23?", "9999-24", "2031-24/2032-01"),
    *("0001/9999", "0001-01-01/9999-12-31", "9999-12-30/9999-12-31", "0001-01-01/0001-01-02"),
    *("2023-09-11/..", "../2023-09-11", "2023/", "/2023", "9999-12-31/..", "../0001-01-01"),
    *("9999-12/..", "../9999-12", "0001/..", "2023~/2024-06?", "2023-09-11~/.."),
    *("[2023-09-11..2023-09-12]", "[2023-09-11,2023-09-14]", "[0001,9999]", "{0001,9999-12}"),
    *("[1667, 1668,1670..1672]", "[..1760-12-03]", "[9999-12..]", "{2023-21, 2024-24%}"),
    "[" + ",".join(str(year) for year in range(2001, 2012)) + "]",
]


class _Dice(Random):
    """What is drawn; the same from the same seed."""

    def yes(self, chance: float = 0.5) -> bool:
        return self.random() < chance

    def day(self) -> str:
        if self.yes(0.3):
            return self.choice(_DAYS)
        return dt.date.fromordinal(self.randint(1, dt.date.max.toordinal())).isoformat()

    def signs(self, among: str, most: int = 30) -> str:
        return "".join(self.choice(among) for _ in range(self.randint(1, most)))

    def identifier(self) -> str:
        found = self.choice(_IDS) if self.yes(0.3) else suggest_id(self.signs(_SHOWN))
        return found if found not in ("", "index") else "b-2"

    def words(self, most: int) -> str:
        return " ".join(self.choice(_WORDS) for _ in range(self.randint(1, most)))

    def text(self, limit: int) -> str:
        if self.yes(0.02):
            return self.choice(["word " * (limit // 5), "x" * limit, "漢" * limit])
        found = self.choice([self.choice(_HOSTILE), self.signs(_SHOWN), self.words(12)])
        return found if can_be_seen(found) else "."

    def markdown(self, limit: int) -> str:
        while True:
            try:
                return check_markdown(self.text(limit))
            except ValueError:
                continue

    def plain(self, depth: int = 0) -> Any:
        """What an extension may hold."""
        kind = self.choice(["text", "text", "json", "list", "fields"] if depth < 3 else ["text"])
        if kind == "json":
            return {"json": self.choice(["5", "[null, 1e3, {}]", '"\\ud800"'])}
        if kind == "list":
            return [self.plain(depth + 1) for _ in range(self.randint(0, 2))]
        if kind == "fields":
            return {self.identifier(): self.plain(depth + 1) for _ in range(self.randint(0, 2))}
        return self.text(100)

    def unique(self, most: int) -> list[str]:
        return list(dict.fromkeys(self.identifier() for _ in range(self.randint(1, most))))


#: The kinds of text that have a pattern, by a piece of it.
_PATTERNS = {
    DATE_PATTERN: lambda dice: dice.choice(DATES),
    r"^\d{4}-\d{2}-\d{2}$": _Dice.day,
    "^https?": lambda dice: dice.choice(_URLS),
    "^[a-z]{2,3}(": lambda dice: dice.choice(_LANGUAGES),
    "[0-9a-f]{64}": lambda _: "0" * 64,
    "^Q[1-9]": lambda dice: dice.choice(["Q1", "Q42", "Q" + "9" * 30]),
    "-?[0-9]{1,12}": lambda dice: dice.choice(["0", "-3", "2.5", "999999999999.999999"]),
    r"(\S+\s+){0,59}": lambda dice: dice.words(60),
}
_MARKDOWN = {("Said", "rationale"), ("So", "rationale"), ("BackgroundNote", "body")}
_MARKDOWN |= {(model, "a-markdown") for model in ("Briefing", "Claim", "Actor")}
_COUNTED = frozenset({"confirmed", "corroborated", "misreported", "refuted"})
#: The verdicts that need evidence that refutes, and one that needs some evidence.
_AGAINST = frozenset({"misreported", "refuted", "disputed", "doubtful"})
#: What a field names, by its model and itself.
_REFERENCES = {
    ("SourceInfo", "outlet"): "outlets",
    ("SourceInfo", "shown_by"): "evidence",
    ("Cast", "actor"): "actors",
    ("Hop", "actor"): "cast",
    ("Hop", "identified_as"): "actors",
    ("Hop", "shown_by"): "evidence",
    ("Said", "evidence"): "evidence",
    ("EvidenceUse", "item"): "evidence",
    ("Claim", "repeats"): "claims",
    ("Claim", "supports"): "claims",
    ("Claim", "qualifies"): "claims",
    ("Claim", "updates"): "claims",
    ("Claim", "contradicts"): "none",
    ("Correction", "claims"): "none",
    ("Via", "actor"): "actors",
    ("Via", "identified_as"): "none",
    ("Via", "shown_by"): "none",
    ("BackgroundUse", "note"): "notes",
    ("Event", "actors"): "actors",
    ("Event", "shown_by"): "evidence",
    ("Briefing", "topics"): "topics",
    ("Briefing", "story"): "stories",
    ("Actor", "part_of"): "wholes",
    ("BackgroundNote", "related"): "notes",
    ("Story", "topics"): "topics",
}


class _Maker:
    """Makes values of a schema; `pools` has the ids that may be named."""

    def __init__(self, dice: _Dice, kind: str, pools: dict[str, list[str]]) -> None:
        self.dice, self.pools = dice, pools
        self._schema = _schema(kind)
        self._used: set[str] = set()

    def file(self, name: str) -> Fields:
        """The content of a whole file, by its model's name."""
        made: Fields = self._object(name, self._schema)
        return made

    def new_id(self) -> str:
        """An id that nothing else in the file has."""
        found = self.dice.identifier()
        while found in self._used:
            found = f"{found[:50]}-{len(self._used)}"
        self._used.add(found)
        return found

    def record(self, name: str) -> Fields:
        """A value of one of the models that the file is made of."""
        made: Fields = self._object(name, self._schema["$defs"][name])
        return made

    def _object(self, model: str, schema: Fields) -> Any:
        made: Fields = {}
        required = schema.get("required", ())
        for name, part in sorted(schema["properties"].items(), key=lambda p: p[0] != "evidence"):
            chance = 0.9 if (model, name) == ("Briefing", "evidence") else 0.5
            if name not in required and not self.dice.yes(chance):
                continue
            found = self._value(model, name, part)
            if found is _MISSING and name in required:
                return _MISSING
            if found is not _MISSING:
                made[name] = found
            if (model, name) == ("Briefing", "evidence"):
                self.pools["evidence"] = [item["id"] for item in made[name]]
        return _fitted(model, made)

    def _value(self, model: str, name: str, schema: Fields) -> Any:
        if "$ref" in schema:
            return self.record(schema["$ref"].rpartition("/")[2])
        if (model, name) == ("Finding", "claims"):
            return []  # comes last, when there are articles
        if "const" in schema or "enum" in schema:
            return str(self.dice.choice(schema.get("enum") or [schema["const"]]))
        if "oneOf" in schema:  # the ways to write a quote, verdicts, evidence or references
            several = name in ("said", "evidence", "repeats", "supports", "qualifies")
            return self._value(model, name, self.dice.choice(schema["oneOf"][: 1 + several]))
        kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        if kind == "array":
            return self._array(model, name, schema)
        if kind == "object" and "properties" in schema:
            parts = [part for part in schema["properties"].items() if self.dice.yes()]
            found = {one: self._value(model, one, part) for one, part in parts}
            return {one: value for one, value in found.items() if value is not _MISSING}
        if kind == "object":
            return {
                self.dice.identifier(): self.dice.plain() for _ in range(self.dice.randint(0, 2))
            }
        if kind == "integer":
            return str(self.dice.choice([schema["minimum"], schema["maximum"]]))
        if kind == "boolean":
            return self.dice.choice(["true", "false"])
        return self._string(model, name, schema)

    def _array(self, model: str, name: str, schema: Fields) -> Any:
        least = schema.get("minItems", 0)
        size = max(least, self.dice.choice([0, 1, 1, 2, 3]))
        if schema["maxItems"] <= 50 and self.dice.yes(0.01):
            size = schema["maxItems"]
        found = [self._value(model, name, schema["items"]) for _ in range(size)]
        found = [item for item in found if item is not _MISSING]
        if (model, name) in _REFERENCES or schema.get("uniqueItems"):
            found = list({repr(item): item for item in found}.values())
        return found if len(found) >= least else _MISSING

    def _string(self, model: str, name: str, schema: Fields) -> Any:
        if (model, name) in _REFERENCES:
            pool = self.pools[_REFERENCES[model, name]]
            return self.dice.choice(pool) if pool else _MISSING
        if name == "id":
            return self.new_id()
        if name in ("formerly", "withdrawn"):
            return f"was-{self.dice.randint(0, 10**12)}"
        pattern, limit = schema["pattern"], schema.get("maxLength", 1000)
        if pattern == r"\S":
            is_markdown = (model, name) in _MARKDOWN
            return self.dice.markdown(limit) if is_markdown else self.dice.text(limit)
        (make,) = [make for piece, make in _PATTERNS.items() if piece in pattern]
        return make(self.dice)


@lru_cache
def _schema(kind: str) -> Fields:
    return schema_of(kind, declared=_DECLARED)


def _fitted(model: str, made: Fields) -> Fields:
    """The value, with what its own fields forbid each other put right."""
    for first, last in (("reviewed", "due"), ("as_of", "review_due")):
        if first in made and last in made:
            made[first], made[last] = sorted((made[first], made[last]))
    if model == "Role":
        if "from" in made:
            made.pop("to", None)
        if not made.keys() & {"from", "to", "as_of"}:
            made["as_of"] = "9999-12"
    if model == "Media" and not (made.get("basis") and made.get("sources")):
        made.pop("reliability", None)
    if model == "Actor" and made["type"] != "outlet":
        made.pop("media", None)
    return made


# --- texts and their marks -----------------------------------------------------------------------


class _Text:
    """An article's text and its translation, which grow by a paragraph for each mark."""

    def __init__(self, dice: _Dice) -> None:
        self._dice = dice
        self._paragraphs: dict[str, list[str]] = {"original": [], "translation": []}

    def add(self, text: str, other: str = "It goes on.", where: str = "original") -> None:
        """A paragraph in one of the texts, and one beside it."""
        for name, own in self._paragraphs.items():
            own.append(text if name == where else other)

    def quote(self, number: int, where: str, cues: Iterable[str], spoken: bool) -> Any:
        """Write a paragraph with words to quote; the selector of these words."""
        odd = " ".join(self._dice.signs(_IN_A_QUOTE).split())
        words = f"q{number}a {odd} q{number}b end"
        said = " ".join(cues)
        self.add(f"“{words},” {said}." if spoken else f"{said} {words}.", where=where)
        return self._dice.choice(
            [
                words,
                [f"q{number}a", f"q{number}b end"],
                {"exact": f"q{number}a", "nth": "1"},
                {"prefix": f"q{number}a {odd}".strip(), "exact": f"q{number}b"},
                [{"exact": f"q{number}b", "suffix": "end"}],
            ]
        )

    def written(self, name: str) -> str:
        """The whole text."""
        gap = self._dice.choice(["\n\n", "\r\n\r\n", "\n\n\n"])
        return gap.join(self._paragraphs[name]) + self._dice.choice(["", "\n"])


def _hop(maker: _Maker, generated: Fields, cast: list[str], cue: str, form: str) -> Fields:
    """A step as the article or the evidence shows it, with whatever other fields a step has."""
    fields = {"actor", "unnamed", "identified_as", "cue", "shown_by", "form"}
    more = {name: value for name, value in generated.items() if name not in fields}
    evidence = maker.pools["evidence"]
    ways: list[Fields] = [{"unnamed": "a resident", "cue": cue, "form": form}]
    if cast:
        actor = maker.dice.choice(cast)
        ways += [{"actor": actor, "cue": cue, "form": form}] * 2
        if evidence:
            shown_by = maker.dice.choice(evidence)
            ways += [{"actor": actor, "shown_by": shown_by}]
            ways += [{**ways[0], "identified_as": actor, "shown_by": shown_by}]
    way = maker.dice.choice(ways) | more
    return {name: value for name, value in way.items() if name != "form" or maker.dice.yes()}


def _mark(maker: _Maker, text: _Text, made: Fields, translated: bool) -> None:
    """Put quotes, cues and mentions in the place of generated ones, and their words in the text."""
    cast = list({member["actor"]: member for member in made.get("cast", ())}.values())
    made["cast"] = cast
    for number, member in enumerate(cast):
        if "mentions" in member:
            member["mentions"] = [f"Name{number}"]
            text.add(f"Name{number} came.")
    number = 0
    for group in ("claims", "background", "events"):
        for item in made.get(group, ()):
            number += 1
            if not translated:
                item.pop("quote_in", None)
            where = item.get("quote_in", "original")
            spoken = bool(item.get("attribution")) and maker.dice.yes()
            cues = [
                f"cue{number}{letter}"
                for letter in "abcdefghij"[: len(item.get("attribution", ()))]
            ]
            item["quote"] = text.quote(number, where, cues, spoken)
            if item.pop("counterpart", None) and translated:
                there = "original" if where == "translation" else "translation"
                item["counterpart"] = text.quote(number, there, (), spoken)
            form = "direct" if spoken else "indirect"
            names = [member["actor"] for member in cast]
            if group == "claims":
                item["attribution"] = [
                    _hop(maker, hop, names, cue, form)
                    for hop, cue in zip(item["attribution"], cues, strict=False)
                ]
                if made.get("draft") != "true":
                    item.pop("draft", None)
    _finish(maker, text, made)


def _finish(maker: _Maker, text: _Text, made: Fields) -> None:
    """Let everything beside the marks fit the claims."""
    _via(maker, text, made)
    source = made["source"]
    if source.get("extract") == "true":
        source |= {"url": "https://a.example/extract", "rights": "A licence"}
        if "shown_by" not in source:
            del source["extract"]
    items = _usable(made)
    for claim in made["claims"]:
        _judge(maker.dice, claim, items)
    made["judged"] = maker.dice.day()
    for correction in made.get("corrections", ()):
        correction["claims"] = [maker.dice.choice(made["claims"])["id"]]
    if made.get("draft") != "true":
        made["review"].setdefault("reviewed", made["review"]["due"])


def _via(maker: _Maker, text: _Text, made: Fields) -> None:
    """Let the shared steps be those of actors whose cues are in the text."""
    for number, via in enumerate(made.get("via", ())):
        step = _hop(maker, via, maker.pools["actors"], f"via {number} step", "indirect")
        via.clear()
        via |= step
        if "paragraphs" in via:
            via["paragraphs"] = maker.dice.choice(["1", "1-2", "2, 1"])
        text.add(f"The via {number} step has reported it.")


def _usable(made: Fields) -> list[str]:
    """The evidence that may decide a verdict: not the article itself."""
    url = made["source"].get("url")
    return [
        item["id"]
        for item in made.get("evidence", ())
        if item.get("article") != "true" and (url is None or item.get("url") != url)
    ]


def _judge(dice: _Dice, claim: Fields, items: list[str]) -> None:
    """Make verdicts that fit the claim out of generated ones."""
    steps, kind = claim["attribution"], claim["kind"]
    if not steps or claim.get("implied") == "true":
        claim.pop("said", None)
    if kind in _DECLARED.judgements:
        claim.pop("so", None)
    if "said" in claim:
        saids = claim["said"] if isinstance(claim["said"], list) else [claim["said"]]
        numbered = list(enumerate(saids[: len(steps)], 1))
        claim["said"] = [_fit(dice, said | {"of": str(n)}, kind, items) for n, said in numbered]
        if len(numbered) == 1 and dice.yes():
            claim["said"] = claim["said"][0]
    if "so" in claim:
        claim["so"] = _fit(dice, claim["so"], kind, items)
    if claim.keys() & {"said", "so", "key", "finding"}:
        claim["finding"] = dice.words(12)


def _fit(dice: _Dice, verdict: Fields, kind: str, items: list[str]) -> Fields:
    """A verdict with what it must have, and without what it may not have."""
    of_so = "of" not in verdict
    relation = "refutes" if verdict["verdict"] in _AGAINST else "supports"
    uses = [use if isinstance(use, dict) else {"item": use} for use in verdict.get("evidence", ())]
    if items:
        record = {"record": "true"} if verdict["verdict"] in _COUNTED else {}
        uses = [*uses[:19], {"item": dice.choice(items), "relation": relation, **record}]
    elif verdict["verdict"] in _COUNTED | _AGAINST:
        verdict["verdict"] = "unresolved" if of_so else "single-source"
    if verdict["verdict"] == "pending" and kind not in ("prediction", "commitment"):
        verdict["verdict"] = "unresolved"
    if verdict["verdict"] == "pending":
        verdict["due"] = dice.day()
    if verdict["verdict"] not in ("disputed", "unresolved", "pending"):
        verdict.pop("likelihood", None)
        verdict.pop("confidence", None)
    verdict["evidence"] = [use | {"shows": use.get("shows", dice.words(5))} for use in uses]
    verdict.setdefault("note", dice.words(5))
    return verdict


def _article(maker: _Maker, slug: str) -> Files:
    maker.pools |= {"evidence": [], "none": []}
    made, text = maker.file("Briefing"), _Text(maker.dice)
    translation = made["source"].get("translation")
    text.add(" ".join(maker.dice.signs(_IN_A_QUOTE).split()) + " begins.")
    _mark(maker, text, made, bool(translation))
    own = [claim["id"] for claim in made["claims"]]
    can_be_so = [claim for claim in made["claims"] if claim["kind"] not in _DECLARED.judgements]
    if len(can_be_so) > 1 and maker.dice.yes():
        can_be_so[0]["contradicts"] = can_be_so[1]["id"]
    folder = f"articles/{maker.dice.day()}-{slug}"
    files: Files = {
        f"{folder}/briefing.yml": made,
        f"{folder}/source.txt": text.written("original"),
    }
    made["source"]["sha256"] = sha256(files[f"{folder}/source.txt"])  # type: ignore[arg-type]
    if translation:
        files[f"{folder}/translation.txt"] = other = text.written("translation")
        translation["sha256"] = sha256(other)
    if made.get("draft") != "true":
        maker.pools["claims"] += [f"{slug}#{name}" for name in own]
    return files


# --- projects ------------------------------------------------------------------------------------


def project_of(seed: int) -> Files:
    """The files of a small project; now and then `check` still refuses one."""
    dice = _Dice(seed)
    names = dice.unique(4)
    pools: dict[str, list[str]] = {"claims": [], "evidence": [], "cast": [], "outlets": []}
    pools |= {"actors": names, "wholes": [], "notes": [], "topics": [], "stories": []}
    files: Files = {"fields.yml": DECLARED}
    for name in names:
        actor = _Maker(dice, "actor", pools).file("Actor")
        files[f"actors/{name}.yml"] = actor
        pools["wholes"].append(name)  # one that is there already, so that there is no circle
        if actor["type"] in ("outlet", "court"):
            pools["outlets"].append(name)
    pools["notes"] = dice.unique(2)
    for name in pools["notes"]:
        note = _Maker(dice, "background", pools).file("BackgroundNote")
        note["related"] = [other for other in note.get("related", ()) if other != name]
        files[f"background/{name}.yml"] = note
    for kind, model in (("topics", "Topic"), ("stories", "Story")):
        maker = _Maker(dice, kind, pools)
        entries = {name: maker.record(model) for name in dice.unique(2)}
        files[f"{kind}.yml"] = {"format": "2", **entries}
        pools[kind] = list(entries)
    for slug in dice.unique(2):
        files |= _article(_Maker(dice, "briefing", pools), slug)
    _compare(files)
    return files


def _compare(files: Files) -> None:
    """Let the findings of stories name claims of their own articles."""
    for name, story in files["stories.yml"].items():  # type: ignore[union-attr]
        claims = [
            f"{path.split('/')[1][11:]}#{claim['id']}"
            for path, made in files.items()
            if isinstance(made, dict) and made.get("story") == name and made.get("draft") != "true"
            for claim in made["claims"]
        ]
        for finding in story.get("findings", ()) if isinstance(story, dict) else ():
            finding["claims"] = claims[:20]
