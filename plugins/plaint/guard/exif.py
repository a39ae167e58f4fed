"""What stands in a block of EXIF or in a TIFF file: whether anything in it is more than how to show the picture."""

from __future__ import annotations

from collections.abc import Iterator

_HARMLESS = {
    0x0112, 0x011A, 0x011B, 0x0128, 0x0213,  # which way up, how many dots an inch, where colours are sampled
    0x8769, 0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003, 0xA005, 0x0001, 0x0002,  # versions, colour space, size
}  # fmt: skip
"""Tags that say how to show a picture and nothing of who made it, with what, when or where."""

_OF_A_TIFF = {
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 284, 288, 289, 290, 291,
    292, 293, 296, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 334, 338, 339, 340, 341, 347, 512, 513,
    514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675,
}  # fmt: skip
"""What a TIFF file is made of: sizes, strips, compression, its colours and its colour profile."""

_EXIF, _GPS, _INTEROPERABILITY = 0x8769, 0x8825, 0xA005
_NAMED = {700: "XMP", 33723: "IPTC", 34377: "IPTC", _GPS: "a place (GPS)"}
_MOST_ENTRIES = 1_000
_MOST_TABLES = 100


def details_of(block: bytes, *, tiff: bool = False) -> tuple[str, ...]:
    """The kinds of details in a block of EXIF, or with `tiff` in a whole file; none if it only says how to show it.

    A block that cannot be read counts as one that holds some.
    """
    try:
        return tuple(sorted(set(_details(block, tiff))))
    except (IndexError, ValueError):
        return ("EXIF",)


def _details(block: bytes, tiff: bool) -> Iterator[str]:
    if block[:2] not in (b"II", b"MM"):
        yield "EXIF"
        return

    def number(at: int, size: int) -> int:
        if at + size > len(block):
            raise ValueError(at)
        return int.from_bytes(block[at : at + size], "little" if block[:2] == b"II" else "big")

    if number(2, 2) != 42:  # BigTIFF, or nothing that is known
        yield "EXIF"
        return
    allowed = _HARMLESS | _OF_A_TIFF if tiff else _HARMLESS
    open_tables, seen = [number(4, 4)], set[int]()
    while open_tables:
        table = open_tables.pop()
        if not table or table in seen:
            continue
        seen.add(table)
        many = number(table, 2)
        if many > _MOST_ENTRIES or len(seen) > _MOST_TABLES:
            raise ValueError(many)
        for at in range(table + 2, table + 2 + many * 12, 12):
            tag = number(at, 2)
            if tag in (_EXIF, _INTEROPERABILITY):
                open_tables.append(number(at + 8, 4))
            elif tag not in allowed:
                yield _NAMED.get(tag, "EXIF")
        following = number(table + 2 + many * 12, 4) if table + 6 + many * 12 <= len(block) else 0
        if following and tiff:
            open_tables.append(following)
        elif following:  # a small picture, perhaps from before a face was painted over
            yield "a small copy of the picture"
