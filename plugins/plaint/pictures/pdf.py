"""The first page of a PDF as a picture."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image

from plaint.pictures.facts import Size
from plaint.pictures.formats import Unreadable
from plaint.pictures.sized import encoded
from plaint.pictures.upright import bare

WIDTHS = (480, 960)
"""How wide a first page is drawn, in pixels: to be recognised, and to be read."""

_TALLEST = 2  # a page that is longer, such as a till receipt, is shown down to here
_drawing = threading.Lock()  # PDFium does one thing at a time


def page_sizes(data: bytes) -> tuple[Size, ...]:
    """The sizes in which the first page is shown. Raises Unreadable where there is none to be seen."""
    with _page(data) as (_, width, height):
        return tuple(Size(each, max(1, min(round(each * height / width), _TALLEST * each)), "webp") for each in WIDTHS)


def first_pages(data: bytes, sizes: tuple[Size, ...]) -> tuple[bytes, ...]:
    """The first page at each of these sizes, as WebP, on white. Raises Unreadable."""
    with _page(data) as (page, width, height):
        # Twice as fine, then made smaller, which reads better than what is drawn at the size itself.
        scale = 2 * max(each.width for each in sizes) / width
        below = max(0.0, height - _TALLEST * width)  # what is not shown of a long page is not drawn either
        image: Image.Image = page.render(scale=scale, crop=(0, below, 0, 0), may_draw_forms=False).to_pil()
        image = bare(image.convert("RGB"))
    return tuple(
        encoded(image.resize((each.width, each.height), Image.Resampling.LANCZOS, reducing_gap=3), "webp", sharp=True)
        for each in sizes
    )


@contextmanager
def _page(data: bytes) -> Iterator[tuple[Any, float, float]]:
    """The first page with its width and height in points. Raises Unreadable, whatever goes wrong inside too."""
    # Only a site with PDFs waits for this to load.
    from pypdfium2 import PdfDocument, PdfiumError

    with _drawing:
        try:
            document = PdfDocument(data)
        except PdfiumError as error:
            locked = "password" in str(error).lower()
            raise Unreadable("is locked with a password" if locked else "cannot be read as a PDF") from error
        try:
            page = document[0]
            width, height = page.get_size()
            if not (0 < width < 100_000 and 0 < height < 100_000 and height / width > 0.01):
                raise Unreadable("has no first page that can be shown")
            yield page, width, height
        except (PdfiumError, IndexError, ValueError, MemoryError) as error:
            raise Unreadable("has no first page that can be shown") from error
        finally:
            document.close()
