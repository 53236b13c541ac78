"""The page on which `briefings ci` shows a change to its reviewers."""

import re

LIMIT = 900_000
"""In bytes; GitHub drops a summary of more than 1,048,576."""
FAILED = "**This part could not be made. The log says why.**\n"
_FENCE = re.compile("`{3,}")


def summary(problems: str, built: bool, meaning: str, fixes: str, results: str) -> str:
    """Return the page, of Markdown that commands have printed; `results` is an address or empty."""
    page = problems
    if not built:
        page += "\n**The site could not be built.** The log says why.\n"
    page += f"\n## What changes in meaning\n\n{meaning}"
    if fixes:
        page += f"\n## Proposed fixes\n\n{fixes}"
    if results:
        page += f"\n## Preview\n\n[Download the review]({results}), unpack it and open "
        page += "`preview/index.html`.\n"
    return shortened(page)


def proposed(patch: str) -> str:
    """Return what to do with a patch, and the patch in a fence that no line of it can close."""
    fence = "`" * max(3, *(len(found) + 1 for found in re.findall("`+", f"{patch}`")))
    return (
        "The program proposes these changes. It has made none of them: read each, and take what "
        "you mean.\nIn the browser, edit the file and copy the lines with a `+`. On your computer, "
        "`briefings fix --write`\nmakes them all, as does `git apply` with `fixes.patch`, which is "
        f"beside the preview.\n\n{fence}diff\n{patch}{fence}\n"
    )


def shortened(text: str) -> str:
    """Return the beginning of a page that is too long, in whole lines, with every fence closed."""
    data = text.encode("utf-8", "backslashreplace")
    if len(data) <= LIMIT:
        return data.decode()
    lines, fence = data[:LIMIT].decode("utf-8", "ignore").split("\n")[:-1], ""
    for line in lines:
        if line == fence:
            fence = ""
        elif found := _FENCE.match(line):
            fence = fence or found[0]
    rest = "The rest is left out: GitHub shows no more than this. `briefings check` and "
    return "\n".join([*lines, fence, "", f"{rest}`briefings diff` show all of it.\n"])
