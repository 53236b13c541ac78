"""What each diagnostic code means: one text for the terminal, the site's page and SARIF.

Each code has a Markdown file beside this module: why it matters, a wrong and a
right example, what to do. Its meaning comes from `diagnostics.CODES`.
"""

from article_briefings.explanations._explanations import explanation, messages_page

__all__ = ["explanation", "messages_page"]
