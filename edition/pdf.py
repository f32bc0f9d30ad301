"""PDF files that hold text; scanned ones hold none."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from edition.documents import Document, Unreadable, clean
from edition.plain import of_text

_NUMBERED = re.compile(r"^\W*(?:page\s*)?\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?\W*$", re.IGNORECASE)


def read(content: bytes) -> Document:
    """The document of a PDF file, without the numbers of its pages and what stands on each of them."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # faults that it mends
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [
            page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True) for page in reader.pages
        ]
        metadata = reader.metadata
    except (PyPdfError, OSError, ValueError, KeyError) as error:
        raise Unreadable(f"ce PDF ne peut pas être lu ({error})") from None
    found = of_text("\n".join(_without_frame(pages)))
    title = clean(str(metadata.title or "")) if metadata else ""
    return Document(found.blocks, found.title or title)


def _without_frame(pages: list[str]) -> list[str]:
    """The pages without lines that stand on most of them."""
    seen = Counter(line for page in pages for line in {clean(line) for line in page.splitlines()} if line)
    everywhere = {line for line, times in seen.items() if len(pages) > 2 and times > len(pages) * 0.6}
    return [
        "\n".join(
            line
            for line in page.splitlines()
            if clean(line) not in everywhere and not _NUMBERED.match(clean(line) or "x")
        )
        for page in pages
    ]
