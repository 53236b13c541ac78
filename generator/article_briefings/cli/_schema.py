"""`briefings schema`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from article_briefings.cli._common import RootOption, count, usage
from article_briefings.cli._completion import KINDS, complete_kind


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            help=f"One of {', '.join(KINDS)}.", metavar="KIND", autocompletion=complete_kind
        ),
    ] = "briefing",
    write: Annotated[
        bool, typer.Option("--write", help="Write all schemas to generator/schema/ instead.")
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and explain YAML."""
    if kind not in KINDS:
        raise usage(f"there is no schema “{kind}”; choose one of {', '.join(KINDS)}")
    if not write:
        typer.echo(_json(kind))
        return
    folder = root / "generator" / "schema"
    if not folder.is_dir():
        raise usage(f"{folder} does not exist; run this in the project's folder")
    for name in KINDS:
        (folder / f"{name}.schema.json").write_text(f"{_json(name)}\n", "utf-8")
    typer.echo(f"Wrote {count(len(KINDS), 'schema')} to {folder}.")


def _json(kind: str) -> str:
    from article_briefings.schema import schema_of

    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False)
