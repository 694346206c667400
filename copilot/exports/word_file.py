"""A draft as a Word document (DOCX). The one door to python-docx."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from copilot.draft import Draft, Sentence
from copilot.exports.characters import legible, one_line
from copilot.exports.layout import Part, Shape, parts, title
from copilot.exports.sources import Sources, sources_of

_LONGEST_PROPERTY = 255
"""So many characters a property of an Office document may have."""


def word(draft: Draft) -> bytes:
    """The draft as DOCX, in Word's own styles, with the sources it carries at the end."""
    document = Document()
    _describe(document, draft)
    sources = sources_of(draft)
    for part in parts(draft):
        _add(document, part, sources)
    if sources.listed:
        document.add_heading("Sources", level=2)
        for source in sources.listed:
            document.add_paragraph(str(source), style="List Number")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _describe(document: WordDocument, draft: Draft) -> None:
    """The template names its own author and day; ours says what it is and nobody's name."""
    about = document.core_properties
    about.title = one_line(title(draft))[:_LONGEST_PROPERTY]
    about.author = about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime.combine(draft.as_of, time())


def _add(document: WordDocument, part: Part, sources: Sources) -> None:
    if part.shape is Shape.SUBJECT:
        paragraph = document.add_paragraph()
        paragraph.add_run("Subject: ").bold = True
        _say(paragraph, part.sentences[0], sources)
        return
    if part.title:
        document.add_heading(one_line(part.title), level=2)
    if part.shape is Shape.POINTS:
        for sentence in part.sentences:
            _say(document.add_paragraph(style=None if sentence.leads_in else "List Bullet"), sentence, sources)
        return
    paragraph = document.add_paragraph()
    for number, sentence in enumerate(part.sentences):
        if number:
            paragraph.add_run("\n" if part.shape is Shape.LINES else " ")
        _say(paragraph, sentence, sources)


def _say(paragraph: Paragraph, sentence: Sentence, sources: Sources) -> None:
    paragraph.add_run(legible(sentence.text) + sources.marks[sentence.id])
