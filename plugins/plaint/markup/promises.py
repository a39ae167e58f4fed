"""What a text may not contain, for the site's promises to hold: no scripts, nothing asked of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator

Wrong = tuple[str, str]  # what is wrong, what would be right

ALLOWED = frozenset(
    "a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col"
    " colgroup data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header"
    " hgroup hr i img ins kbd li mark nav ol p picture pre q rp rt ruby s samp section small source span"
    " strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr".split()
)
ADDRESSES = {"href": "href", "src": "src", "poster": "src"}

_SCRIPTS = frozenset("script noscript template".split())
_FRAMES = frozenset("iframe frame frameset object embed applet portal svg math canvas".split())
_FORMS = frozenset("form input button select option optgroup textarea fieldset label output datalist".split())
_THEME = frozenset("link meta base style html head body title main dialog".split())
_LEFT_ALONE = frozenset("http https mailto tel sms ftp geo xmpp matrix whatsapp signal".split())
_FETCHED_TOO = frozenset("background lowsrc dynsrc longdesc ping".split())
_DATA_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align: (?:left|center|right);")
"""What Markdown's tables are made with; pages have it in another way."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

PICTURE: Wrong = (
    "a picture on another host would tell it who reads the page",
    "save it in content/images/ and write ![what it shows](images/name.jpg)",
)
UNDESCRIBED: Wrong = (
    "this picture says nothing to those who cannot see it",
    "write what it shows in the square brackets: ![what it shows](images/name.jpg)",
)
RECORDING: Wrong = (
    "a recording on another host would tell it who reads the page",
    "save it beside the site's own files and give that address, or write a link to it: [words](https://…)",
)


def wrong_element(name: str) -> Wrong | None:
    """Why an element of this name, in lower case, may not stand in a text."""
    if name in ALLOWED:
        return None
    if name in _SCRIPTS:
        return f"<{name}> would run a script, and no page of this site needs one", "take it out"
    if name in _FRAMES:
        return (
            f"<{name}> would load something else inside the page",
            "take it out, and write a link to what it shows: [words](https://…)",
        )
    if name in _FORMS:
        return (
            f"<{name}> is for forms, and there is nobody here to send one to",
            "give an address to write to",
        )
    if name in _THEME:
        return f"<{name}> belongs to the page around the text", "take it out; how pages look is set in theme/"
    return (
        f"<{name}> is no HTML element that a text may contain, and would not be seen",
        f"write &lt;{name}> if that is what readers should see, or take it out",
    )


def local(address: str) -> bool:
    """Whether an address names something of this site, other than a place in the same text."""
    bare = _bare(address)
    return bool(bare) and not bare.startswith(("#", "//")) and not _SCHEME.match(bare)


def wrong_address(element: str, attribute: str, address: str) -> Wrong | None:
    """Why this address may not stand in this attribute (`href`, `src`, `poster`, `srcset`) of this
    element."""
    bare = _bare(address)
    scheme = _SCHEME.match(bare)
    name = scheme[1].lower() if scheme else ""
    if not bare:
        return (
            "this leads nowhere: its address is empty",
            "write the address in the round brackets: [words](address)",
        )
    if len(name) == 1 or name == "file":
        return (
            f"{address} is a place on your own computer, where nobody else can go",
            "copy the file into content/ and give its address there",
        )
    if name in ("javascript", "vbscript"):
        return f"this {name}: address would run a script", "give the address of a page"
    if attribute != "href":
        if _DATA_PICTURE.match(bare) or (not name and not bare.startswith("//")):
            return None
        return RECORDING if element in ("audio", "video", "track") and attribute == "src" else PICTURE
    if name in ("data", "blob"):
        return (
            f"this {name}: address would show readers a page that is not on this site",
            "give the address of a page",
        )
    return None


def wrong_attribute(name: str, value: str) -> Wrong | None:
    """Why an attribute that is no address, its name in lower case, may not stand in a tag."""
    if name.startswith("on"):
        return f"{name} would run a script, and no page of this site needs one", f"take {name}=… out"
    if name == "style" and not _ALIGNED.fullmatch(value):  # the pages' own policy has browsers leave it out
        return "a style in a text changes nothing", "take the style out; how pages look is set in theme/"
    if name in _FETCHED_TOO and not local(value):
        return f"{name} would tell another host who reads the page", f"take {name}=… out"
    return None


def candidates(srcset: str) -> Iterator[tuple[int, int]]:
    """Where the addresses stand in a `srcset`, as (start, end)."""
    for found in re.finditer(r"(?:^|,)\s*(\S*[^\s,])(?:\s[^,]*)?", srcset):
        yield found.span(1)


def _bare(address: str) -> str:
    # A browser leaves out white space before it looks for a scheme, and takes a backslash for a slash.
    return re.sub(r"[\x00-\x20\x7f]+", "", address).replace("\\", "/")
