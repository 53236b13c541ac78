"""`briefings explain` and `briefings schema`: what the format and its messages are."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import RootOption, count, require_project, usage, writing
from article_briefings.cli._completion import KINDS, complete_code, complete_kind
from article_briefings.diagnostics import CODES, Explanation, Plugin

if TYPE_CHECKING:
    from article_briefings.models import Declarations


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            help="The code in brackets in a message. Without one, all codes are listed.",
            metavar="CODE",
            show_default=False,
            autocompletion=complete_code,
        ),
    ] = None,
    root: RootOption = Path(),
) -> None:
    """Explain a message by its code: what it means, why it matters, and how to fix it.

    Example: `briefings explain quote-not-found`. The site has the same texts
    under About → Messages of the checker.
    """
    if code is None:
        _list()
        return
    name = code.strip().strip("[]").lower()
    namespace, slash, _ = name.partition("/")
    if name not in CODES and not (slash and Plugin.named("rules", namespace)):
        from article_briefings.models import did_you_mean

        hint = did_you_mean(name, CODES) or "briefings explain lists all codes"
        raise usage(f"there is no code “{code}”; {hint}")
    _show(name, root)


def _show(code: str, root: Path) -> None:
    from article_briefings.input import explanations_page

    page = explanations_page(root)
    text = Explanation.of(code).plain(page).rstrip("\n")
    if page and code in CODES:
        text += f"\n\n{page}#{code}"
    if not sys.stdout.isatty():
        typer.echo(f"{code}\n\n{text}")
        return
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.text import Text

    console = Console(width=min(100, Console().width))
    console.print(Text(code, "bold"), end="\n\n")
    console.print(Markdown(text))


def _list() -> None:
    for number, (group, codes) in enumerate(Explanation.GROUPS.items()):
        typer.echo(f"{chr(10) * (number > 0)}{group}")
        for code, meaning in codes.items():
            typer.echo(f"  {code:<22} {meaning}")
    typer.echo("\nTo explain one of them: briefings explain CODE")


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            help=f"One of {', '.join(KINDS)}.", metavar="KIND", autocompletion=complete_kind
        ),
    ] = "briefing",
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help="Write all schemas to generator/schema/ instead, and settings of VS Code that "
            "name them, if the project has none.",
        ),
    ] = False,
    ids: Annotated[
        bool,
        typer.Option(
            "--ids",
            help="Let editors offer the ids of this project: its actors, notes, topics, stories "
            "and claims. Run it again after you add some.",
        ),
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and explain YAML.

    Example: `briefings schema --write`, once, and after each change of fields.yml.
    """
    if kind not in KINDS:
        raise usage(f"there is no schema “{kind}”; choose one of {', '.join(KINDS)}")
    if ids or write:
        require_project(root)
    from article_briefings.cli._writing import write_all

    offered, declared = _ids(root) if ids else {}, _declared(root)
    if not write:
        typer.echo(_json(kind, offered, declared))
        return
    folder = root / "generator" / "schema"
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in KINDS:
            text = f"{_json(name, offered, declared)}\n"
            (folder / f"{name}.schema.json").write_text(text, "utf-8")
    typer.echo(f"Wrote {count(len(KINDS), 'schema')} to {folder}.")
    if not (settings := root / ".vscode" / "settings.json").exists():
        schemas = {f"./generator/schema/{name}.schema.json": _place(name) for name in KINDS}
        text = json.dumps({"yaml.schemas": schemas}, indent=2)
        write_all(root, {".vscode/settings.json": f"{text}\n".encode()})
        typer.echo(f"Wrote {settings}: VS Code with the extension YAML uses them.")


def _place(kind: str) -> str:
    """Return where the files of a kind are, as a pattern for editors."""
    places = {"briefing": "articles/*/briefing", "actor": "actors/*", "background": "background/*"}
    return f"briefings/{places.get(kind, kind)}.yml"


def _ids(root: Path) -> Mapping[str, Sequence[str]]:
    """The ids of a project's records without problems, by what they are of."""
    from article_briefings.corpus import compile_corpus

    corpus = compile_corpus(root).corpus
    return {
        "actor": [*corpus.actors],
        "claim": [claim.key for claim in corpus.claims()],
        "note": [*corpus.notes],
        "story": [*corpus.stories],
        "topic": [*corpus.topics],
    }


def _declared(root: Path) -> "Declarations":
    """What a project declares, whose words are in its site's language from now on.

    Problems are for `briefings check`; without a site, words are in English.
    """
    from article_briefings.corpus import Surroundings
    from article_briefings.input import site_language
    from article_briefings.language import Catalogues
    from article_briefings.models import Declarations

    Catalogues(root).read(site_language(root))[0].use()

    return (
        (root / "briefings").is_dir() and Surroundings.at(root).declared
    ) or Declarations.NOTHING


def _json(kind: str, ids: Mapping[str, Sequence[str]], declared: "Declarations") -> str:
    from article_briefings.schema import schema_of

    return json.dumps(schema_of(kind, ids, declared), indent=2, ensure_ascii=False)
