"""Fix the recorded hash of a text that has changed, and find the text that was annotated."""

from article_briefings.anchoring import HASHES, is_of_translation
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, History, Path, SourceText, read_yaml
from article_briefings.models import TextName
from article_briefings.review.fixes._edits import insert_field, replace_scalar, value_at
from article_briefings.review.fixes._proposals import Proposal


def text_of_hash(problem: Diagnostic, document: Document) -> TextName:
    """The text whose hash a problem is about."""
    return "translation" if is_of_translation(problem, document) else "original"


def fix_hash(
    problem: Diagnostic, document: Document, source: SourceText | None, *, in_git: bool
) -> Proposal | None:
    """Record the hash of the present text; `in_git` says whether git has the annotated one."""
    if source is None:
        return None
    place = HASHES[text_of_hash(problem, document)]
    old = value_at(document, place)
    if problem.code == "missing-field" and problem.expected.startswith("sha256:"):
        old, edit = "", insert_field(document, place[:-1], "sha256", source.sha256)
        reason = "the hash of the text as it is"
    elif problem.code in ("source-changed", "not-frozen", "bad-hash"):
        edit = replace_scalar(document, place, source.sha256)
        reason = _reason(problem.code, in_git=in_git)
    else:
        return None
    if edit is None:
        return None
    return Proposal(
        problem.code, problem.location, place, str(old or ""), source.sha256, reason, (edit,)
    )


def _reason(code: str, *, in_git: bool) -> str:
    if code != "source-changed":
        return "the hash of the text as it is"
    return "for a text that was changed on purpose; " + (
        "every mark was compared with the text that was annotated, which git has"
        if in_git
        else "git does not have the text that was annotated, so look at every mark"
    )


def annotated_text(
    document: Document, source: SourceText, history: History, name: TextName
) -> SourceText | None:
    """The text that a briefing was made for, if git still has it and it differs."""
    for sha256 in _recorded(document, history, HASHES[name]):
        if sha256 == source.sha256:
            continue
        data = history.text_with_hash(source.path, sha256)
        if data is not None:
            try:
                text = data.decode("utf-8").removeprefix("\ufeff")
            except UnicodeDecodeError:
                return None
            return SourceText(source.path, text, sha256)
    return None


def _recorded(document: Document, history: History, place: Path) -> list[str]:
    """The hash in the file, and the one in its last committed version."""
    recorded = [value_at(document, place)]
    committed = history.read("HEAD", document.path)
    if committed is not None:
        text = committed.decode("utf-8", "replace").removeprefix("\ufeff")
        read, _ = read_yaml(document.path, text)
        recorded += [value_at(read, place)] if read else []
    return [sha256 for sha256 in recorded if isinstance(sha256, str)]
