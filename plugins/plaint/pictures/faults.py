"""What is wrong with a picture or a PDF that is to be published, found without drawing it."""

from __future__ import annotations

from plaint.pictures.formats import Unreadable, format_of, opened
from plaint.pictures.stripped import stripped
from plaint.pictures.svg import wrong_in_svg
from plaint.values import dataclass

ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".pdf")
"""How the names of files end that are looked into."""

_ENDS = {"jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82", "gif": b";"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what would be right, to follow the file's name; `stops` where it may not be published so."""

    what: str
    right: str
    stops: bool = False


def fault_in(data: bytes, name: str) -> Fault | None:
    """What is wrong with a file of this name; nothing where it can be shown."""
    match format_of(data):
        case "heic":
            what = "is a HEIC picture, which most browsers do not show"
            return Fault(what, "save it as JPEG, and give that file’s name", stops=True)
        case "svg":
            if wrong := wrong_in_svg(data):
                return Fault(wrong, "take that out, or save the drawing as PNG", stops=True)
            return None
        case "tiff" | "bmp" as format:
            what = f"is a {format.upper()} picture, which browsers do not show and hidden details are not taken out of"
            return Fault(what, "save it as PNG or JPEG, and give that file’s name")
        case "pdf":
            from plaint.pictures.pdf import page_sizes

            try:
                page_sizes(data)
            except Unreadable as unreadable:
                return Fault(
                    f"{unreadable}, so that its first page is not shown", "see whether it opens, and save it anew"
                )
            return None
        case "":
            if name.lower().endswith(ENDINGS):
                return Fault(
                    "is not what its name says, so that it cannot be shown", "see whether it opens, and save it anew"
                )
            return None
        case format:
            return _picture(data, format)


def _picture(data: bytes, format: str) -> Fault | None:
    right = "see whether it opens, and save it anew"
    try:
        with opened(data):
            pass
    except Unreadable as unreadable:
        return Fault(f"{unreadable}, so that it is not made smaller for phones", right)
    # Cameras put things behind a picture's end, and small pictures with ends of their own before it.
    cut = not stripped(data, format).endswith(_ENDS.get(format, b""))
    if format == "webp":
        cut = int.from_bytes(data[4:8], "little") + 8 > len(data)
    return Fault("breaks off before its end", "copy it once more from where it came from") if cut else None
