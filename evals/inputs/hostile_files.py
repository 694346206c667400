"""Files that attack whoever reads them, made here so that none need be kept: and two plain ones to make them from."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

SECRET = "kettledrum-7731"
"""Stands in a file beside the hostile ones, which some of them try to have read. No error may tell it, either."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TOO_LARGE = 60_000_000
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def make_hostile_files(folder: Path) -> Mapping[Path, str]:
    """Write them into `folder`, with the file they are after. Returns each with words of its refusal.

    "" where it may be read instead, as long as that is done in time and in bounds.
    """
    secret = folder / "secret.cfg"
    secret.write_text(SECRET, encoding="utf-8")
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    laughs = f'<!DOCTYPE d [<!ENTITY l0 "lol">{_LAUGHS}]>'
    made: dict[str, tuple[bytes, str]] = {
        "bomb.docx": (docx(paragraph("x"), extra={"word/media/a": bytes(120_000_000)}), "times its size"),
        "external.docx": (docx(paragraph("&x;"), before=outside), "document type definition"),
        "external-elsewhere.docx": (_another_part(outside, "&x;"), "document type definition"),
        "laughs.docx": (docx(paragraph("&l9;"), before=laughs), "document type definition"),
        "deep.docx": (docx("<w:p>" * 100_000), ""),
        "encrypted.pdf": (encrypted_pdf(), "password"),
        "bomb.pdf": (_pdf_bomb(), ""),
        "pages.pdf": (pdf("x").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), ""),
        "cut.pdf": (pdf("Half of it is gone.")[:300], ""),
        "empty.md": (b"", "is empty"),
        "binary.md": (b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(256)) * 40, "binary"),
        "old-word.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word format"),
        "text.pdf": (b"Not a PDF at all.", "not a PDF"),
        "deep.html": (b"<div>" * 200_000 + b"words", ""),
        "deep.md": (b"> " * 100_000 + b"words", ""),
        "openings.md": (b"[![" * 100_000, ""),
        "wide.csv": (b"a," * 30_000 + b"\n" + b"1," * 30_000, ""),
        "quotes.csv": (b'"' * 1_000_001, ""),
        "line.txt": (b"x" * 300_000, ""),
        "anchors.md": (("---\n" + _anchors() + "---\nwords").encode(), ""),
    }
    written = {}
    for name, (content, words) in made.items():
        (folder / name).write_bytes(content)
        written[folder / name] = words
    with (folder / "large.txt").open("wb") as large:
        large.truncate(_TOO_LARGE)
    written[folder / "large.txt"] = "larger than the limit"
    return written


def _another_part(before: str, words: str) -> bytes:
    """A Word file whose text lies in a part of another suffix, beside an innocent one of the usual name."""
    hidden = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_W}"><w:body>{paragraph(words)}</w:body></w:document>'
    whole = docx(paragraph("innocent"), extra={"word/other.bin": hidden.encode()})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as read, zipfile.ZipFile(out, "w") as written:
        for entry in read.infolist():
            content = read.read(entry)
            if entry.filename == "_rels/.rels":
                content = content.replace(b"word/document.xml", b"word/other.bin")
            written.writestr(entry.filename, content)
    return out.getvalue()


def _pdf_bomb() -> bytes:
    """A page whose content unpacks to 800 MB of blanks."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * 2**24) for _ in range(48)) + packer.flush()
    plain = b"<< /Length 0 >>\nstream\n\nendstream"
    bomb = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return pdf("").replace(plain, bomb)


def _anchors() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(["a0: &a0 [lol, lol]", *levels, ""])


def encrypted_pdf() -> bytes:
    """A PDF that cannot be opened without a password."""
    locked = b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
    return pdf("x").replace(b"/Root 1 0 R", locked % (b"11" * 32, b"22" * 32))


def pdf(words: str) -> bytes:
    """A minimal one-page PDF that shows `words` (none: an empty page, like a scan)."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode() if words else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return out.getvalue()


def docx(body: str, *, before: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", document)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
