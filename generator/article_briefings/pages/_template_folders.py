"""Where templates and assets come from: the owner's folder, then the package's.

The owner's folder has only what it changes. Names that begin with `package/` always mean the
package's templates, so that a template can extend the one that it replaces.
"""

from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader

PACKAGE = "package"
"""The prefix of the names of the package's templates."""
_INSTALLED = Path(__file__).parents[1]
_OTHER = frozenset({"assets", "overrides"})
"""Folders that hold no templates of pages."""


def package_templates() -> Path:
    """The package's templates: inside the package, or in a checkout beside `generator/`."""
    inside = _INSTALLED / "templates"
    return inside if inside.is_dir() else _INSTALLED.parents[1] / "templates"


def packaged_name(path: Path) -> str:
    """The name of a file of the installed package in messages; empty for any other file."""
    inside = path.is_relative_to(_INSTALLED)
    return path.relative_to(_INSTALLED.parent).as_posix() if inside else ""


def template_folders(templates: Path) -> tuple[Path, ...]:
    """The folders in which templates are looked up when the owner's folder is `templates`."""
    package = package_templates()
    same = templates.resolve() == package.resolve()
    return (templates,) if same else (templates, package)


def template_files(templates: Path, below: str = "") -> dict[str, Path]:
    """Every file below a folder of the templates by its name there; the owner's come first."""
    found: dict[str, Path] = {}
    for folder in reversed(template_folders(templates)):
        top = folder / below
        files = (path for path in sorted(top.rglob("*")) if path.is_file())
        found |= {path.relative_to(top).as_posix(): path for path in files}
    return dict(sorted(found.items()))


def template_texts(templates: Path) -> dict[str, str]:
    """The text of every template of pages by the name that other templates use."""
    named = list(template_files(templates).items())
    if len(template_folders(templates)) > 1:
        package = package_templates()
        named += [(f"{PACKAGE}/{name}", path) for name, path in template_files(package).items()]
    return {
        name: path.read_text("utf-8", "replace")
        for name, path in named
        if name.removeprefix(f"{PACKAGE}/").partition("/")[0] not in _OTHER
    }


def template_loader(templates: Path) -> BaseLoader:
    """The loader of the templates of pages."""
    package = FileSystemLoader(package_templates())
    chain = FileSystemLoader(template_folders(templates))
    return ChoiceLoader([chain, PrefixLoader({PACKAGE: package})])
