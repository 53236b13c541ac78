"""The pieces of a marked article in short, and its text."""

from article_briefings.pages._article import ArticleView


def text_of(view: ArticleView) -> str:
    """The article's text, which must be the source's."""
    return (
        "".join(
            paragraph.gap + "".join(piece.text for piece in paragraph.pieces)
            for paragraph in view.paragraphs
        )
        + view.end
    )


def written(view: ArticleView) -> str:
    """The pieces in short: [kind] opens (with ! where it begins), ] closes, ^ is a reference."""
    signs = []
    for paragraph in view.paragraphs:
        for piece in paragraph.pieces:
            mark = piece.mark
            if piece.step == "open" and mark:
                signs.append(f"[{mark.kind}{'!' if piece.first else ''}:")
            elif piece.step == "reference" and mark:
                signs.append(f"^{mark.key}")
            else:
                signs.append(
                    {"close": "]", "text": f"<{piece.text}>" if piece.href else piece.text}[
                        piece.step
                    ]
                )
        signs.append("\n")
    return "".join(signs).strip()
