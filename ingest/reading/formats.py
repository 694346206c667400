"""Which suffix is which format, and the parser of each. Runs inside the child process.

Parsers are imported when first needed: a folder of Markdown does not wait for the PDF libraries.
"""

from __future__ import annotations

from pathlib import Path

from ingest.errors import FileTooLarge, UnreadableFile, UnsupportedFile
from ingest.reading.decoding import clean, decode
from ingest.reading.limits import ReadingLimits, ReadText

FORMATS = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".qmd": "markdown",
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".csv": "csv", ".tsv": "csv",
    ".rst": "rst",
}  # fmt: skip
"""Suffix (lower case) to format."""


def parse(path: Path, limits: ReadingLimits) -> ReadText:
    """The file as Markdown. Messages of the errors raised go behind the file's name.

    Raises UnsupportedFile, FileTooLarge, UnreadableFile; a library may raise anything.
    """
    suffix = path.suffix.lower()
    kind = FORMATS.get(suffix)
    if kind is None:
        raise UnsupportedFile(
            f"is of a format that is not read ({suffix or 'no suffix'})",
            f"Use one of {', '.join(FORMATS)}.",
        )
    try:
        with path.open("rb") as stream:
            raw = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise UnreadableFile(f"cannot be opened ({error.strerror})", "Check its permissions.") from None
    if len(raw) > limits.file_bytes:
        raise FileTooLarge(f"is larger than {limits.file_bytes / 1e6:g} MB", "Split it, or leave out what is not text.")
    if not raw.strip():
        raise UnreadableFile("is empty", "Remove it, or write something in it.")
    front_matter: dict[str, object] = {}
    title: str | None = None
    if kind == "markdown":
        from ingest.reading.front_matter import split_front_matter
        from ingest.reading.markdown import words_of

        front_matter, body = split_front_matter(decode(raw))
        text = words_of(body, mdx=suffix == ".mdx")
    elif kind == "text":
        text = decode(raw)
    elif kind == "html":
        from ingest.reading.web import html_file_to_markdown

        text, title = html_file_to_markdown(raw)
    elif kind == "pdf":
        from ingest.reading.office import pdf_to_markdown

        text = pdf_to_markdown(raw)
    elif kind == "docx":
        from ingest.reading.office import docx_to_markdown

        text = docx_to_markdown(raw, limits)
    elif kind == "csv":
        from ingest.reading.tables import table_to_markdown

        text = table_to_markdown(decode(raw), tabs=suffix == ".tsv")
    else:
        from ingest.reading.restructured import rst_to_markdown

        text = rst_to_markdown(decode(raw))
    text = clean(text).replace("\x00", "")
    if not text.strip():
        what = "has front matter but no text below it" if front_matter else "holds no text"
        raise UnreadableFile(what, "Check that it is the right file.")
    return ReadText(text, _title(path, text, kind, front_matter, title), kind, front_matter)


def _title(path: Path, text: str, kind: str, front_matter: dict[str, object], found: str | None) -> str:
    """Front matter, else what the format gave, else the first level-one heading, else the file's stem."""
    from ingest.reading.markdown import plain_title, title_of

    stated = front_matter.get("title")
    if isinstance(stated, str | int | float) and not isinstance(stated, bool):
        found = plain_title(str(stated)) or found
    if not found and kind not in ("text", "csv"):
        found = title_of(text)
    return " ".join(clean(found or path.stem).split()) or path.name
