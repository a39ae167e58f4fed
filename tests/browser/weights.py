"""What a page weighs at most with all it loads, in bytes: run by hand on a built site, it prints a line for each page.

Letters that no word of the page needs are left out, as far as their script says; slanted and bold ones are counted.

.venv/bin/python -m tests.browser.weights output
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from tests.browser.choosing import addresses, file

LOADED = "stylesheet icon apple-touch-icon mask-icon manifest preload modulepreload".split()
"""What a `link` has to be for a browser to load what it leads to."""


def loaded(site: Path, address: str) -> Iterator[str]:
    """The files that come with a page, by their paths in the site; the pictures in its main part are not among them.

    They are its own: how many a post has, and how large they are, is for its author to choose.
    """
    page = file(site, address).relative_to(site).as_posix()
    parsed = BeautifulSoup((site / page).read_bytes(), "html.parser")
    found = [str(each["href"]) for each in parsed.find_all("link", href=True) if set(each.get("rel", ())) & set(LOADED)]
    found += [str(each["src"]) for each in parsed.find_all(["script", "img"], src=True) if not each.find_parent("main")]
    found += [str(each["src"]) for each in parsed.select("main script[src]")]
    seen = {page}
    yield page
    text = frozenset(map(ord, parsed.get_text()))
    waiting = [beside(page, each) for each in found]
    while waiting:
        path = waiting.pop(0)
        if path in seen or not (site / path).is_file():
            continue
        seen.add(path)
        yield path
        waiting += [beside(path, each) for each in within(site / path, text)]


def within(path: Path, text: frozenset[int]) -> list[str]:
    """What a stylesheet or a script loads in its turn for a page with these characters: fonts, pictures, modules."""
    if path.suffix == ".css":
        rules = re.sub(r"@font-face\s*\{[^}]*\}", lambda face: needed(face[0], text), path.read_text(encoding="utf-8"))
        return re.findall(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", rules)
    if path.suffix in (".js", ".mjs"):
        return re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", path.read_text(encoding="utf-8"))
    return []


def needed(face: str, text: frozenset[int]) -> str:
    """The rule of a font, or nothing where it says for which characters it is and none of them is there."""
    if not (said := re.search(r"unicode-range:\s*([^;}]+)", face)):
        return face
    for start, end in re.findall(r"[Uu]\+([0-9A-Fa-f?]+)(?:-([0-9A-Fa-f]+))?", said[1]):
        first, last = int(start.replace("?", "0"), 16), int(end or start.replace("?", "F"), 16)
        if any(first <= each <= last for each in text):
            return face
    return ""


def beside(page: str, link: str) -> str:
    """The path in the site that a link of a page or file leads to."""
    path = unquote(urlsplit(link).path)
    return normpath(path.lstrip("/") if path.startswith("/") else join(dirname(page), path))


def weight(site: Path, address: str) -> tuple[int, int]:
    """What a page weighs with all it loads, in bytes: as it is, and with each file packed by gzip."""
    contents = [(site / path).read_bytes() for path in loaded(site, address)]
    return sum(map(len, contents)), sum(len(gzip.compress(each, 9, mtime=0)) for each in contents)


def main(arguments: list[str]) -> int:
    """Print the weight of every page of a site, the heaviest first; returns the exit status."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Name the folder of a site that has been built.", file=sys.stderr)
        return 2
    site = Path(arguments[0])
    weights = sorted(((*weight(site, address), address) for address in addresses(site)), reverse=True)
    print(" bytes  packed  page")
    for plain, packed, address in weights:
        print(f"{plain:>6}  {packed:>6}  /{address}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
