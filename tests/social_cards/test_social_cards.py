"""Pictures for links: the order of the letters, the lines, the bytes, the pixels."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from article_briefings.social_cards import _card as card
from article_briefings.social_cards._card import HEIGHT, WIDTH, CardMaker
from article_briefings.social_cards._signs import TONES, sign_rows
from article_briefings.social_cards._text import Faces, is_rtl, set_paragraph, visual_runs
from tests.overlay import PROJECT

ASSETS = PROJECT / "templates" / "assets" / "briefings"
FONTS = ASSETS / "fonts"
TITLES = {
    "Latin": "Mayor says the new bridge of Examplestead is safe",
    "Azerbaijani": "Əliyev Gəncə şəhərində çıxış etdi",
    "Cyrillic": "Мэр: «Мост безопасен», — сообщает газета",
    "Armenian": "Քաղաքապետը ասում է, որ կամուրջն անվտանգ է",
    "Persian": "شهردار می‌گوید پل تازه (2031) با NATO امن است",
}


@pytest.fixture(scope="module")
def maker() -> CardMaker:
    return CardMaker(FONTS, "Article Briefings")


@pytest.fixture(scope="module")
def serif() -> Faces:
    return Faces(FONTS, serif=True, weight=650)


# --- direction -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rtl", "shown"),
    [
        ("abc", False, [("abc", False)]),
        ("abc شهر def", False, [("abc ", False), ("شهر", True), (" def", False)]),
        ("شهر", True, [("شهر", True)]),
        ("شهر NATO پل", True, [(" پل", True), ("NATO", False), ("شهر ", True)]),
        ("سال ۱۴۰۲ (2031) است", True,
         [(") است", True), ("2031", False), (" (", True), ("۱۴۰۲", False), ("سال ", True)]),
        ("12.5 درصد", True, [(" درصد", True), ("12.5", False)]),
        ("می\u200cگوید", True, [("می\u200cگوید", True)]),
        ("NATO 2031: شهر", False, [("NATO 2031: ", False), ("شهر", True)]),
        ("", False, []),
    ],
)  # fmt: skip
def test_a_line_is_drawn_in_the_order_of_its_directions(
    text: str, rtl: bool, shown: list[tuple[str, bool]]
) -> None:
    assert visual_runs(text, rtl) == shown
    assert sorted("".join(part for part, _ in visual_runs(text, rtl))) == sorted(text)


def test_the_first_letter_gives_the_direction() -> None:
    assert [is_rtl(text) for text in ("a شهر", "12 شهر a", "«شهر»", "12", "")] == [
        False, True, True, False, False,
    ]  # fmt: skip


# --- lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize("script", TITLES)
def test_no_line_is_wider_than_its_room_and_no_word_is_lost(serif: Faces, script: str) -> None:
    text = TITLES[script]
    assert serif.covers(text)
    paragraph = set_paragraph(text, serif, 60, 500, most=9)
    assert paragraph.complete
    assert len(paragraph.lines) > 1
    assert all(0 < line.width <= 500 for line in paragraph.lines)
    whole = set_paragraph(text, serif, 60, 10_000, most=1)
    spaces = len(paragraph.lines) - 1
    assert sum(len(line.glyphs) for line in paragraph.lines) == len(whole.lines[0].glyphs) - spaces


def test_what_has_no_room_ends_with_an_ellipsis(serif: Faces) -> None:
    paragraph = set_paragraph("word " * 50, serif, 60, 500, most=2)
    assert not paragraph.complete
    assert len(paragraph.lines) == 2
    assert paragraph.lines[1].width <= 500


def test_persian_letters_are_joined(serif: Faces) -> None:
    joined = set_paragraph("پلها", serif, 60, 900, 1).lines[0]
    apart = [set_paragraph(sign, serif, 60, 900, 1).lines[0].glyphs[0].number for sign in "پلها"]
    assert {glyph.number for glyph in joined.glyphs}.isdisjoint(apart[:2])


# --- the picture -----------------------------------------------------------------------------


def _pixels(data: bytes) -> tuple[list[bytes], list[bytes]]:
    """The rows, each pixel as a byte, and the palette of one of our pictures."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(name + content)
        chunks[name] = content
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (WIDTH, HEIGHT, 4, 3, 0, 0, 0)
    raw, step = zlib.decompress(chunks[b"IDAT"]), WIDTH // 2 + 1
    rows = [raw[at + 1 : at + step] for at in range(0, len(raw), step)]
    palette = [chunks[b"PLTE"][at : at + 3] for at in range(0, len(chunks[b"PLTE"]), 3)]
    return [bytes(half for pair in row for half in (pair >> 4, pair & 15)) for row in rows], palette


@pytest.mark.parametrize("script", TITLES)
def test_a_picture_holds_its_title_within_the_margins(maker: CardMaker, script: str) -> None:
    data = maker.picture(TITLES[script], "Gazette · 28 April 2031")
    assert data is not None
    assert len(data) < 20_000
    rows, palette = _pixels(data)
    assert len(rows) == HEIGHT
    assert max(map(max, rows)) < len(palette)
    drawn = [at for row in rows for at, pixel in enumerate(row) if pixel]
    assert 70 <= min(drawn) <= 85
    assert max(drawn) <= WIDTH - 75
    title = [at for row in rows[150:500] for at, pixel in enumerate(row) if pixel]
    assert len(title) > 5000
    # The title stands at the side where its reading begins.
    assert (min(title) < 90) == (script != "Persian")
    assert (max(title) > WIDTH - 90) >= (script == "Persian")


def test_the_same_words_give_the_same_bytes(maker: CardMaker) -> None:
    words = (TITLES["Persian"], "Gazette")
    assert maker.picture(*words) == CardMaker(FONTS, "Article Briefings").picture(*words)
    assert maker.picture(*words) != maker.picture(TITLES["Persian"], "Other")


def test_a_title_that_the_fonts_lack_has_no_picture(maker: CardMaker) -> None:
    assert maker.picture("橋は安全だ", "Gazette") is None


def test_a_very_long_title_has_a_picture(maker: CardMaker) -> None:
    data = maker.picture("a long title " * 70, "")
    assert data is not None
    assert len(data) < 40_000
    assert maker.picture("W" * 900, "") is not None


def test_the_colours_are_those_of_the_stylesheet() -> None:
    css = (ASSETS / "briefings.css").read_text("utf-8")
    for name in ("paper", "ink", "soft", "rule", "claim", "holds", "disputed", "wrong"):
        (light,) = re.findall(rf"--{name}: light-dark\(#(\w{{6}}),", css)
        assert getattr(card, name.upper()) == tuple(bytes.fromhex(light)), name


def test_the_bar_has_the_colour_of_the_owner() -> None:
    usual, own = (CardMaker(FONTS, "A site", brand).picture("A", "b") for brand in ("", "#1f4b73"))
    assert usual
    assert own
    assert own == usual.replace(*_bars(usual, own))


def _bars(*files: bytes) -> tuple[bytes, bytes]:
    """The chunk with the palette of each file."""
    one, other = (data[data.index(b"PLTE") : data.index(b"IDAT")] for data in files)
    assert one[4 : 4 + 12 * 3] == other[4 : 4 + 12 * 3]
    assert other[4 + 12 * 3 : 4 + 13 * 3] == bytes.fromhex("1f4b73")
    return one, other


def test_every_font_that_is_drawn_with_is_there() -> None:
    for serif in (True, False):
        faces = Faces(FONTS, serif=serif, weight=400)
        assert faces.covers("aəжիپ")
    assert list(Path(FONTS).glob("*.woff2"))


# --- claims ------------------------------------------------------------------------------------

_ANSWERS = [("said-ok", "Was it said? Yes."), ("so-disputed", "Is it so? Disputed.")]


def _drawn(rows: list[bytes], top: int, bottom: int) -> set[int]:
    """The colours, other than the paper, of some rows."""
    return set(b"".join(rows[top:bottom])) - {0}


def test_a_claims_picture_has_a_row_for_each_answer_in_its_colour(maker: CardMaker) -> None:
    data = maker.claim(
        "Ada Fable", "No attack is planned.", _ANSWERS, "Nobody heard it.", "Gazette"
    )
    assert data is not None
    assert len(data) < 25_000
    rows, palette = _pixels(data)
    assert len(rows) == HEIGHT
    assert len(palette) <= 16
    drawn = [at for row in rows for at, pixel in enumerate(row) if pixel]
    assert min(drawn) >= 78
    assert max(drawn) <= WIDTH - 75
    for colour in (card.HOLDS, card.DISPUTED):
        place = palette.index(bytes(colour))
        assert any(place in row for row in rows)
    holds, disputed = (palette.index(bytes(c)) for c in (card.HOLDS, card.DISPUTED))
    first = [n for n, row in enumerate(rows) if holds in row]
    second = [n for n, row in enumerate(rows) if disputed in row]
    assert max(first) < min(second)


def test_a_sign_is_where_the_line_begins(maker: CardMaker) -> None:
    for answer, rtl in (("Was it said? Yes.", False), ("آیا گفته شده؟ بله.", True)):
        data = maker.claim("A", "B", [("said-ok", answer)], "", "C")
        assert data is not None
        rows, palette = _pixels(data)
        holds = palette.index(bytes(card.HOLDS))
        places = [at for row in rows for at, pixel in enumerate(row) if pixel == holds]
        assert (min(places) > WIDTH // 2) is (max(places) > WIDTH // 2) is rtl
        sign = range(WIDTH - 80 - 44, WIDTH - 80) if rtl else range(80, 80 + 44)
        assert set(sign) & {*places}
        gap = range(WIDTH - 80 - 52, WIDTH - 80 - 44) if rtl else range(80 + 44, 80 + 52)
        assert not set(gap) & {*places}


@pytest.mark.parametrize("script", TITLES)
def test_the_longest_claim_is_above_the_rule(maker: CardMaker, script: str) -> None:
    long = " ".join([TITLES[script]] * 20)
    answers = [*_ANSWERS, ("so-wrong", f"By {long[:90]}: no.")]
    data = maker.claim(long[:90], long, answers, long[:300], long[:200])
    assert data is not None
    rows, _ = _pixels(data)
    assert _drawn(rows, 522, 530) == set()
    assert len(_drawn(rows, 530, 532)) == 1


def test_a_long_name_does_not_cut_off_the_verdict_behind_it(maker: CardMaker) -> None:
    by = "Was it said? By Ministry of Foreign Affairs of the Russian Federation:"
    said, other = (
        maker.claim("A", "B", [("said-wrong", f"{by} {verdict}.")], "", "C")
        for verdict in ("doubtful", "not like this")
    )
    assert said != other


def test_a_claim_that_the_fonts_lack_has_no_picture(maker: CardMaker) -> None:
    assert maker.claim("Ada Fable", "橋は安全だ", [], "", "Gazette") is None


def test_all_signs_differ() -> None:
    signs = {sign: sign_rows(sign, 44) for sign in TONES}
    assert len(set(signs.values())) == len(TONES) == 9
    assert all(max(map(max, rows)) == 255 for rows in signs.values())
    # Filled ones, which mean "take care", are darker than the others.
    ink = {sign: sum(map(sum, rows)) for sign, rows in signs.items()}
    filled = {sign for sign, tone in TONES.items() if tone in ("ne", "no")}
    assert min(ink[sign] for sign in filled) > 1.5 * max(ink[s] for s in TONES if s not in filled)
