"""The catalogues: current, complete, and checked."""

from pathlib import Path

import pytest

from article_briefings.language import Catalogues
from article_briefings.language._catalogues import (
    PACKAGED,
    _faults,
    catalogue_to_translate,
)
from tests.language.messages import POT, template, written

TRANSLATED = sorted(PACKAGED.glob("*.po"))


def test_the_template_has_the_messages_of_today() -> None:
    assert POT.read_bytes() == written(template()), "run: make messages"


def test_german_and_persian_are_complete() -> None:
    assert {path.stem for path in TRANSLATED} == {"de", "fa"}
    for path in TRANSLATED:
        done, total = Catalogues(Path("nowhere")).completeness(path.stem)
        assert done == total > 500, f"{path.name} lacks {total - done} messages"


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.stem)
def test_a_catalogue_is_current_and_has_no_fault(path: Path) -> None:
    assert path.read_bytes() == catalogue_to_translate(path, path.stem), "run: make messages"
    assert list(_faults(path.read_text("utf-8"), path.stem, path.name)) == []


def test_messages_are_whole(tmp_path: Path) -> None:
    """A placeholder has a name that says what it is, and nothing else is in its place."""
    assert Catalogues(tmp_path).tags() == ["en", "de", "fa"]
    for message in template():
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        for form in forms:
            assert "%s" not in form, form
            assert "{" not in form, form
            assert form == form.strip() or form.strip() in ",;" or message.context, form


def test_a_file_for_translators_keeps_what_is_translated(tmp_path: Path) -> None:
    path = tmp_path / "locale" / "fr.po"
    path.parent.mkdir()
    path.write_bytes(catalogue_to_translate(path, "fr"))
    catalogues = Catalogues(tmp_path)
    assert catalogues.completeness("fr") == (0, catalogues.completeness("en")[1])
    text = path.read_text("utf-8").replace(
        'msgid "Claims"\nmsgstr ""', 'msgid "Claims"\nmsgstr "A"'
    )
    path.write_text(text, "utf-8")
    assert catalogue_to_translate(path, "fr").decode() == text
    assert Catalogues(tmp_path).completeness("fr")[0] == 1
    assert Catalogues(tmp_path).tags() == ["en", "de", "fa", "fr"]


def test_an_owners_words_count_before_the_packages(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/de.po").write_text('msgid "Claims"\nmsgstr "Sätze"\n', "utf-8")
    language, problems = Catalogues(tmp_path).read("de-CH")
    assert problems == []
    assert len(language.catalogues) == 2
    assert "Sätze" in language.catalogues[0]


def _rule(plurals: str) -> str:
    """A catalogue with a rule for plurals, and a message that has them."""
    head = f'msgid ""\nmsgstr ""\n"Plural-Forms: {plurals}\\n"\n'
    return f'{head}\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('msgid "a"\nmsgstr "b"\nmsgs "c"\n', 3, "cannot be read"),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n;\\n"\n', 1, "cannot be read"),
        ("\0\0\0", 1, "cannot be read"),
        ('msgid "a"\nmsgstr "b\n', 2, "cannot be read"),
        ('msgid "a"\nmsgstr "say "b" now"\n', 2, "cannot be read"),
        (_rule("nplurals=2; plural=n%0;"), 1, "cannot be read"),
        (_rule("nplurals=2; plural=n==1 ? 5 : 9;"), 1, "cannot be read"),
        (_rule("nplurals=99999999; plural=n>1;"), 1, "cannot be read"),
        (_rule("nplurals*0=9999; nplurals*1=9999; plural=0;"), 1, "cannot be read"),
        (f'msgid "a"\nmsgstr "{"b" * 1_000_000}"', 1, "cannot be read"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 1, "a plural form is missing"),
        ('msgid "%(n)s"\nmsgstr "%(m)s"\n', 1, "the placeholders"),
        ('msgid "%(n)s"\nmsgstr "%(n)s %"\n', 1, "the placeholders"),
        ('msgid "%(n)s"\nmsgstr "x"\n', 1, "the placeholders"),
    ],
)
def test_a_bad_catalogue_is_a_problem_with_a_place(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/fr.po").write_text(text, "utf-8")
    language, [problem] = Catalogues(tmp_path).read("fr")
    assert (problem.code, problem.location.path) == ("bad-catalogue", "locale/fr.po")
    assert problem.location.line == line
    assert words in problem.message
    assert language.catalogues == ()


def test_marks_of_catalogues_that_babel_accepts_are_sound(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    text = '# a "note\nmsgid "a"\nmsgstr ""\n"say \\"b\\" and \\\\"\r\n'
    (tmp_path / "locale/fr.po").write_text(text, "utf-8", newline="")
    assert Catalogues(tmp_path).read("fr")[1] == []


def test_more_plural_forms_than_the_head_names_are_counted(tmp_path: Path) -> None:
    """Other editors of such files name two forms for French, and `briefings languages` three."""
    (tmp_path / "locale").mkdir()
    text = _rule("nplurals=2; plural=n>1;") + 'msgstr[2] "e"\n'
    (tmp_path / "locale/fr.po").write_text(text, "utf-8")
    [problem] = Catalogues(tmp_path).read("fr")[1]
    assert problem.found == "more forms than the 2 of Plural-Forms in the head"


def test_a_catalogue_is_a_file_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a password\n")
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/fr.po").symlink_to(tmp_path / "secret")
    language, [problem] = Catalogues(tmp_path).read("fr")
    assert (problem.found, problem.location.excerpt) == ("a symbolic link", ())
    assert language.catalogues == ()


def test_files_that_name_no_language_are_not_listed(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/notes.po").write_text("")
    assert Catalogues(tmp_path).tags() == ["en", "de", "fa"]
