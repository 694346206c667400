"""PDF and DOCX files to Markdown."""

from __future__ import annotations

import io
import re
import zipfile

from markitdown import StreamInfo
from markitdown.converters import DocxConverter, PdfConverter
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError

from ingest.errors import FileTooLarge, UnreadableFile
from ingest.reading.decoding import clean
from ingest.reading.limits import ReadingLimits
from ingest.reading.markdown import without_data_images
from ingest.reading.pages import flowing

_PDF_HEADER_WITHIN = 1024
_OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RATIO_COUNTS_FROM = 1_000_000
"""Below this many unpacked bytes a high ratio harms nobody."""
_READ_BYTES = 1 << 16
_MAY_STAND_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
# As written in UTF-8 and, with a zero byte between, in UTF-16.
_DOCTYPE = re.compile(b"|".join(rb"\x00?".join(bytes([byte]) for byte in word) for word in (b"<!DOCTYPE", b"<!ENTITY")))


def pdf_to_markdown(raw: bytes) -> str:
    """The text layer of a PDF. Raises UnreadableFile if it is encrypted, broken or a scan."""
    if b"%PDF" not in raw[:_PDF_HEADER_WITHIN]:
        raise UnreadableFile("is not a PDF, whatever its name says", "Give it the suffix of its real format.")
    try:
        text = PdfConverter().convert(io.BytesIO(raw), StreamInfo(extension=".pdf")).markdown
    except PDFPasswordIncorrect:
        raise UnreadableFile("is protected by a password", "Save a copy without the password and add that.") from None
    except PDFSyntaxError as error:
        raise UnreadableFile(f"is a broken PDF ({error})", "Open it and save it again.") from None
    text = flowing(clean(text))
    if not re.search(r"\w", text):
        raise UnreadableFile(
            "has no text layer (it is a scan or pictures)",
            "Run text recognition (OCR) on it and add the result.",
        )
    return text


def docx_to_markdown(raw: bytes, limits: ReadingLimits) -> str:
    """The text of a Word file. Raises UnreadableFile or FileTooLarge."""
    if raw.startswith(_OLE_HEADER):
        raise UnreadableFile(
            "is protected by a password or in the old Word format", "Save it as .docx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise UnreadableFile("is not a Word document", "Give it the suffix of its real format.")
            _check_archive(archive, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(f"is a broken Word file ({error})", "Open it in Word and save it again.") from None
    converted = DocxConverter().convert(  # type: ignore[no-untyped-call]
        io.BytesIO(raw),
        StreamInfo(extension=".docx"),
        escape_asterisks=False,
        escape_underscores=False,
        table_infer_header=True,
    )
    text = without_data_images(clean(converted.markdown))
    if not text.strip():
        raise UnreadableFile("holds no text", "Check that it is the right file.")
    return text


def _check_archive(archive: zipfile.ZipFile, limits: ReadingLimits) -> None:
    """Refuse what would unpack to too much, by what it declares and then by what it really is.

    Also refuses document type definitions: OOXML forbids them, and entities are declared only there.
    """
    entries = archive.infolist()
    packed = sum(entry.compress_size for entry in entries)
    _check_size(sum(entry.file_size for entry in entries), packed, limits)
    unpacked = 0
    for entry in entries:
        is_xml = entry.filename.lower().endswith((".xml", ".rels"))
        with archive.open(entry) as member:
            tail = b""
            while block := member.read(_READ_BYTES):
                # A part may have any name: what the relations point at is parsed as XML all the same.
                is_xml = is_xml or (not tail and block.lstrip(_MAY_STAND_BEFORE_XML).startswith(b"<"))
                unpacked += len(block)
                _check_size(unpacked, packed, limits)
                if is_xml and _DOCTYPE.search(tail + block):
                    raise UnreadableFile(
                        "holds a document type definition, which Word files never do",
                        "Do not open it unless you trust where it comes from.",
                    )
                tail = block[-32:]


def _check_size(unpacked: int, packed: int, limits: ReadingLimits) -> None:
    if unpacked > limits.unpacked_bytes:
        raise FileTooLarge(f"unpacks to more than {limits.unpacked_bytes // 1_000_000} MB", "Split it and try again.")
    if unpacked > _RATIO_COUNTS_FROM and unpacked > limits.ratio * max(packed, 1):
        raise FileTooLarge(
            f"unpacks to more than {limits.ratio:g} times its size, which no document does",
            "Open it in Word and save it again.",
        )
