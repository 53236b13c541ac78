"""A YAML file as a tree that preserves more than its values: comments, anchors, style.

Every comment of the file has exactly one place in the tree, and a walk
through the tree meets them in the order of the file.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import yaml

from article_briefings.models import Span

_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT = re.compile(r"#[^\r\n]*")
_COVERING = (yaml.ScalarToken, yaml.DirectiveToken, yaml.AnchorToken, yaml.AliasToken)
_BLANKS_AND_COMMENT = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_TO_FIRST_ITEM = re.compile(r"&\S++(?:\s|#[^\r\n]*+)*+")
_BESIDE = re.compile(r"[ \t]*+,?[ \t]*+\Z")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its `#`, and its place in the file."""

    text: str
    blank: bool
    """Whether an empty line precedes it."""
    at: int
    column: int
    own_line: bool
    opens_block: bool
    """Whether it follows the | or > of a block text."""


@dataclass(slots=True)
class Scalar:
    """A text; `style` is its quotation mark or its `|` or `>`, empty for plain."""

    text: str
    style: str = ""
    anchor: str = ""
    span: Span | None = None
    """Its place in the file."""


@dataclass(slots=True)
class Alias:
    """A reference to an anchored value."""

    name: str
    span: Span | None = None
    """Its place in the file."""


@dataclass(slots=True)
class Collection:
    """A mapping or list; `tail` holds the comments after its last member."""

    members: list["Member"] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)
    anchor: str = ""
    listing: bool = False
    flow: bool = False
    """Whether it may be on one line: it was in brackets, and holds no comment."""
    span: Span | None = None
    """Its place in the file."""


Node = Scalar | Alias | Collection


@dataclass(slots=True)
class Member:
    """A field (with its `key`) or an item, and the comments above and beside it."""

    key: str | None
    value: Node = field(default_factory=lambda: Scalar(""))
    above: list[Comment] = field(default_factory=list)
    beside: list[Comment] = field(default_factory=list)
    """At most one."""
    gap: bool = False
    """Whether an empty line separates the comments above from the member."""
    key_span: Span | None = None
    """The place of its key in the file."""


def read_nodes(text: str) -> Member:
    """The tree of a text that `read_yaml` accepts; its root is a member without a key."""
    return _Builder(text).root()


def member_of(node: Node, key: str) -> Member | None:
    """A field of a mapping; None if there is none."""
    members = node.members if isinstance(node, Collection) else []
    return next((member for member in members if member.key == key), None)


def text_of(node: Node, key: str) -> str:
    """The text of a field; empty if there is none."""
    member = member_of(node, key)
    return member.value.text if member and isinstance(member.value, Scalar) else ""


def comments_of(text: str) -> list[str]:
    """The comments of a text, in order."""
    return [comment.text for comment in _comments(text)]


def _comments(text: str) -> list[Comment]:
    found: list[Comment] = []
    end = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, _COVERING):
            start = token.start_mark.index
            found += _comments_between(text, end, start)
            end = token.end_mark.index
            if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                line = re.compile(r"[^\r\n]*").match(text, start)
                found += _comments_between(text, start, line.end() if line else start, True)
    return [*found, *_comments_between(text, end, len(text))]


def _comments_between(
    text: str, start: int, end: int, opens_block: bool = False
) -> Iterator[Comment]:
    for match in _COMMENT.finditer(text, start, end):
        line = _line_start(text, match.start())
        written, at = match[0].rstrip(" \t"), match.start()
        own_line = not text[line:at].strip(" \t")
        blank = _is_blank_above(text, line)
        yield Comment(written, blank, at, at - line, own_line, opens_block)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _is_blank_above(text: str, line: int) -> bool:
    """Whether the line above the one that begins at `line` is there and empty."""
    end = line - (2 if text.startswith("\r\n", line - 2) and line > 1 else 1)
    return line > 0 and not text[_line_start(text, end) : end].strip(" \t")


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.comments = _comments(text)
        self.next = 0

    def root(self) -> Member:
        next(self.events)  # the stream begins
        next(self.events)  # the document begins
        member = Member(None)
        self._value(member, next(self.events), -1)
        rest = self._until(len(self.text) + 1)
        if isinstance(member.value, Collection):
            member.value.tail += rest
        else:
            member.above += rest
        return member

    def _value(self, member: Member, event: yaml.Event, column: int) -> None:
        """Read a value into `member`; `column` is that of the block around it."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._collection(member, event, column)
            return
        member.above += self._until(_end(event), lambda comment: not comment.opens_block)
        member.beside += self._until(_end(event))[:1]
        member.value = _leaf(event)
        member.beside += self._same_line(_end(event))

    def _collection(self, owner: Member, event: yaml.CollectionStartEvent, column: int) -> None:
        listing = isinstance(event, yaml.SequenceStartEvent)
        node = Collection(anchor=event.anchor or "", listing=listing, flow=bool(event.flow_style))
        owner.value = node
        if node.flow:
            owner.above += self._until(_start(event))
        before = self.next
        anchor = _TO_FIRST_ITEM.match(self.text, _start(event))
        first = anchor.end() if anchor else _start(event)
        own_column = column if node.flow else first - _line_start(self.text, first)
        if node.flow and (blanks := _BLANKS_AND_COMMENT.match(self.text, first + 1)):
            first = blanks.end()
        comment = self._peek(first)
        if comment and not comment.own_line:  # `key: # one` and `[ # one` apply to all of it
            self.next += 1
            (owner.above if owner.key is None else owner.beside).append(comment)
        for inner in self.events:
            if isinstance(inner, yaml.CollectionEndEvent):
                node.span = Span(_start(event), _end(inner))
                break
            node.members.append(self._member(node, inner, own_column))
        if node.flow:
            self._close_flow(owner, node, inner, before)
        else:
            node.tail += self._until(
                _start(inner), lambda comment: column < comment.column >= own_column
            )

    def _member(self, node: Collection, event: yaml.Event, column: int) -> Member:
        member = Member(None, above=self._until(_start(event)))
        line = _line_start(self.text, _start(event))
        if not node.listing:
            member.key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            member.key_span = _span(event)
            member.above += self._until(_end(event))
            event = next(self.events)
        member.gap = bool(member.above) and _is_blank_above(self.text, line)
        self._value(member, event, column)
        return member

    def _close_flow(self, owner: Member, node: Collection, event: yaml.Event, before: int) -> None:
        node.tail += self._until(_start(event))
        commented = self.next > before
        if commented and not node.members:
            owner.above += [*owner.beside, *node.tail]
            owner.beside, node.tail = [], []
        closing = self._same_line(_end(event))
        if commented and node.members:
            node.flow = False
            node.tail += closing
        else:
            owner.beside += closing

    def _peek(self, end: int) -> Comment | None:
        if self.next < len(self.comments) and self.comments[self.next].at < end:
            return self.comments[self.next]
        return None

    def _until(self, end: int, wanted: Callable[[Comment], bool] = bool) -> list[Comment]:
        """The comments up to a place, or up to one that is not wanted here."""
        comments: list[Comment] = []
        while (comment := self._peek(end)) and wanted(comment):
            comments.append(comment)
            self.next += 1
        return comments

    def _same_line(self, end: int) -> list[Comment]:
        comment = self._peek(len(self.text) + 1)
        if comment and not comment.own_line and _BESIDE.match(self.text[end : comment.at]):
            self.next += 1
            return [comment]
        return []


def _leaf(event: yaml.Event) -> Scalar | Alias:
    if not isinstance(event, yaml.ScalarEvent):
        return Alias(str(getattr(event, "anchor", "")), _span(event))
    empty = not event.style and event.value in _NO_VALUE
    text = "" if empty else event.value
    return Scalar(text, event.style or "", event.anchor or "", _span(event))


def _span(event: yaml.Event) -> Span:
    return Span(_start(event), max(_start(event), _end(event)))


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
