"""What the hosts of static sites allow: the size of a site, and the number of its files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class HostName(StrEnum):
    """The values of `--host`."""

    GITHUB = "github"
    GITLAB = "gitlab"
    CLOUDFLARE = "cloudflare"


@dataclass(frozen=True)
class Host:
    """A host with its limits, 0 if it names none (as of November 2026)."""

    title: str
    domains: tuple[str, ...]
    """Its domains: those of the sites, then those of the repositories."""
    size: int = 0
    """Largest site in bytes."""
    files: int = 0


HOSTS = {
    HostName.GITHUB: Host("GitHub Pages", ("github.io", "github.com"), size=1_000_000_000),
    HostName.GITLAB: Host("GitLab Pages", ("gitlab.io", "gitlab.com"), size=1_000_000_000),
    HostName.CLOUDFLARE: Host("Cloudflare Pages", ("pages.dev",), files=20_000),
}


def likely_hosts(name: str, site_url: str, repo_url: str) -> list[Host]:
    """Return the host with a name, else that of the addresses of site and repository, else all.

    A host without limits, such as a web server of one's own, is none.
    """
    if name:
        return [HOSTS[HostName(name)]] if name in list(HostName) else []
    for address in (site_url, repo_url):
        domain = f".{urlsplit(address).hostname or ''}"
        for host in HOSTS.values():
            if domain.endswith(tuple(f".{one}" for one in host.domains)):
                return [host]
    return list(HOSTS.values())


def warnings(hosts: Sequence[Host], size: int, files: int, exports: int) -> Iterator[str]:
    """Yield a sentence for each limit that a site with this size in bytes and files exceeds."""
    for host in hosts:
        if host.size and size > host.size:
            advice = ""
            if size - exports <= host.size:
                advice = (
                    f"; without the exports ({size_words(exports)}) it is small enough: build with "
                    "exports: false, and publish the output of briefings export elsewhere"
                )
            limit = size_words(host.size)
            yield f"the site has {size_words(size)}; {host.title} allows {limit}{advice}"
        if host.files and files > host.files:
            yield f"the site has {files:,} files; {host.title} allows {host.files:,}"


def share(host: Host, size: int, files: int) -> str:
    """Return how much of a host's limit a site with this size in bytes and files takes."""
    if host.size:
        return f"{size / host.size:.1%} of the {size_words(host.size)} that {host.title} allows"
    return f"{files / host.files:.1%} of the {host.files:,} files that {host.title} allows"


def size_words(size: int) -> str:
    """Format a size in bytes, as in "56 kB"."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.{0 if size >= 10 * factor else 1}f} {unit}"
    return f"{size} B"
