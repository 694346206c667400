"""HTML files to Markdown."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from markitdown.converters import HtmlConverter

from ingest.reading.decoding import decode
from ingest.reading.markdown import without_data_images

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_FURNITURE = ["script", "style", "noscript", "template", "svg", "nav", "iframe", "object", "embed"]
_SELECTED_CONTENT = ("main", "article")


def html_file_to_markdown(raw: bytes) -> tuple[str, str | None]:
    """Markdown of the page's main content, and its title if it has one. Raises UnreadableFile."""
    declared = _CHARSET.search(raw[:_HEAD_BYTES])
    return html_to_markdown(decode(raw, declared[1].decode("ascii") if declared else None))


def html_to_markdown(text: str) -> tuple[str, str | None]:
    """Markdown of `<main>` (or the only `<article>`, or the body), and `<title>`.

    Scripts, styles and navigation are dropped. Nothing is fetched.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(text, "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title is not None else None
    for element in soup(_FURNITURE):
        element.decompose()
    body = soup.body or soup
    for name in _SELECTED_CONTENT:
        candidates = body.find_all(name)
        if len(candidates) == 1 and len(candidates[0].get_text()) > 0.3 * len(body.get_text()):
            body = candidates[0]
            break
    # Escapes are for people who go on to render the text; here the words are quoted as they stand.
    converted = HtmlConverter().convert_string(
        str(body), escape_asterisks=False, escape_underscores=False, table_infer_header=True
    )
    return without_data_images(converted.markdown), title or None
