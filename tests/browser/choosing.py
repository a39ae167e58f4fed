"""Which pages of a site are opened: all of them, or one of each kind."""

from __future__ import annotations

from pathlib import Path


def addresses(site: Path) -> tuple[str, ...]:
    """The address of every page of the site, below its root."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return tuple(sorted(each.removesuffix("index.html") for each in found))


def kind(address: str) -> str:
    """What kind of page stands at an address: `posts/*/` for each post, and each register by itself."""
    first, _, rest = address.partition("/")
    return f"{first}/*" if rest else address


def one_of_each(site: Path) -> tuple[str, ...]:
    """The longest page of each kind, which has the most on it that can go wrong."""
    longest: dict[str, str] = {}
    for address in sorted(addresses(site), key=lambda each: file(site, each).stat().st_size):
        longest[kind(address)] = address
    return tuple(sorted(longest.values()))


def one_of_each_that_stays(site: Path) -> tuple[str, ...]:
    """The same, without a page that only leads on to where its post has moved."""
    return tuple(each for each in one_of_each(site) if not leads_on(site, each))


def leads_on(site: Path, address: str) -> bool:
    """Whether the page at an address is one that sends its reader to another."""
    return 'http-equiv="refresh"' in file(site, address).read_text(encoding="utf-8")


def file(site: Path, address: str) -> Path:
    """The file of the page at an address."""
    return site / (address + "index.html" if address.endswith("/") or not address else address)
