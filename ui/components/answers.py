"""An answer of `ask` as people read it: the quoted words, where they stand, what is older, what to know of them."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from copilot.app import Copilot
from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Finding, Sentence, Severity, Support
from copilot.drafts.ask import BEFORE
from copilot.errors import NotFound
from copilot.models import Viewer
from copilot.showing import FOR_YOU_TO_JUDGE, NEAREST, SourceNumbers, quoted_words, spent, without_stars, written_by
from copilot.writing.plain_text import place_of
from ui.components.paper import sentence_html

_BESIDE = 320
"""So many characters of a note are shown on either side of the words quoted from it."""
Places = Mapping[tuple[CitationKind, str, str], str]
"""A citation's kind, id and quote → the quote in its place, as HTML."""


def answer_html(draft: Draft, places: Places, near: Sequence[Citation] = ()) -> str:
    """The whole answer, with what came near where nothing answers; every word of a note or a document is escaped."""
    understood = [one for one in draft.findings if one.check == "understood"]
    parts = [f'<p class="mc-note">{html.escape(one.message)}</p>' for one in understood]
    if draft.status is DraftStatus.DECLINED:
        parts.append(_nothing(draft))
        parts += [_near(near, places)] if near else []
    elif draft.writer != "composer":
        parts.append(_prose(draft, places))
    else:
        parts += [f'<p class="mc-asked">{html.escape(one.text)}</p>' for one in draft.questions]
        parts += [_block(block, draft.held_back, places) for block in draft.blocks]
    if draft.fallback_reason:
        parts.append(f'<p class="mc-note">Quoted, not written: {html.escape(draft.fallback_reason)}</p>')
    parts += [_finding(one) for one in draft.findings if one.sentence is None and one not in understood]
    return f'<div class="mc-answer">{"".join(parts)}</div>'


def _prose(draft: Draft, places: Places) -> str:
    """What a language model made of the words that were found, and below it those words in their places."""
    numbers = SourceNumbers()
    blocks = [
        " ".join(sentence_html(one, draft, numbers) for one in block.sentences if one.id not in draft.held_back)
        for block in draft.blocks
    ]
    sources = "".join(
        _source(one, places.get(_key(one), ""), quoted=False, number=numbers.of(one)) for one in numbers.cited
    )
    by = " · ".join(part for part in (written_by(draft), spent(draft.usage)) if part)
    return (
        f'<div class="mc-prose">{"".join(f"<p>{block}</p>" for block in blocks if block)}</div>'
        f'<div class="mc-sources">{sources}</div><p class="mc-note mc-by">{html.escape(by)}</p>'
    )


def places_of(copilot: Copilot, viewer: Viewer, draft: Draft, near: Sequence[Citation] = ()) -> Places:
    """Where each quote stands, for those that stand in a note or in guidance the viewer may read."""
    found: dict[tuple[CitationKind, str, str], str] = {}
    for citation in (*(one for sentence in draft.sentences() for one in sentence.citations), *near):
        key = _key(citation)
        if key not in found and (place := _place(copilot, viewer, citation)):
            found[key] = place
    return found


def _key(citation: Citation) -> tuple[CitationKind, str, str]:
    return citation.kind, citation.id, citation.quote


def _place(copilot: Copilot, viewer: Viewer, citation: Citation) -> str:
    if citation.start is None or citation.end is None:
        return ""
    try:
        if citation.kind is CitationKind.NOTE:
            note = copilot.note(viewer, citation.id)
            link = _link("/notes", "Open the note", note=note.id)
            return marked(note.text, citation.start, citation.end) + link
        if citation.kind is CitationKind.GUIDANCE:
            passage = copilot.guidance_passage(viewer, citation.id).passage
            link = _link("/library", "Open it in the library", document=passage.document_id, passage=passage.id)
            return marked(passage.text, citation.start - passage.start, citation.end - passage.start) + link
    except NotFound:
        return ""  # removed since it was quoted: the quote stands, its place is gone
    return ""


def marked(text: str, start: int, end: int) -> str:
    """The text around those characters, which are marked; cut at white space, with dots where it goes on."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    first = 0 if start <= _BESIDE else text.rfind(" ", 0, start - _BESIDE) + 1
    last = len(text) if len(text) - end <= _BESIDE else text.find(" ", end + _BESIDE)
    last = len(text) if last < 0 else last
    before, said, after = text[first:start], text[start:end], text[end:last]
    dots = ("… " if first else "", " …" if last < len(text) else "")
    return (
        f'<div class="mc-spot" tabindex="0">{dots[0]}{html.escape(before.lstrip())}<mark>{html.escape(said)}</mark>'
        f"{html.escape(after.rstrip())}{dots[1]}</div>"
    )


def day(one: date) -> str:
    """As in `4 November 2026`."""
    return f"{one.day} {one:%B %Y}"


def _link(page: str, said: str, **query: str) -> str:
    # A tab of its own: following a link in this one would end the conversation, which no one keeps.
    address = html.escape(f"{page}?{urlencode(query)}")
    return f'<a class="mc-open" href="{address}" target="_blank" rel="noopener">{said} (new tab)</a>'


def _block(block: Block, held_back: Sequence[str], places: Places) -> str:
    shown = [one for one in block.sentences if one.id not in held_back]
    if not shown:
        return ""
    older = block.heading.startswith(BEFORE)
    chip = ' <span class="mc-chip late">older</span>' if older else ""
    head = f'<p class="mc-answer-head">{html.escape(block.heading)}{chip}</p>' if block.heading else ""
    said = "".join(_sentence(one, places) for one in shown)
    return f'<section class="mc-said{" older" if older else ""}">{head}{said}</section>'


def _sentence(sentence: Sentence, places: Places) -> str:
    people = {CitationKind.PERSON, CitationKind.RELATIONSHIP}
    cited = [one for one in sentence.citations if one.kind not in people] or sentence.citations[:1]
    alone = sentence.text.startswith("“") and len(cited) == 1
    sources = "".join(_source(one, places.get(_key(one), ""), quoted=alone) for one in cited)
    flag = '<p class="mc-unsupported">No source says this as it stands.</p>'
    return (
        f'<div class="mc-quote"><blockquote>{html.escape(without_stars(sentence.text))}</blockquote>{sources}'
        f"{flag if sentence.support is Support.UNSUPPORTED else ''}</div>"
    )


def _source(citation: Citation, place: str, *, quoted: bool, number: int = 0) -> str:
    where = (f"<sup>{number}</sup> " if number else "") + html.escape(place_of(citation))
    words = "" if quoted else f": “{html.escape(quoted_words(citation))}”"
    if not place:
        return f'<p class="mc-cite">{where}{words}</p>'
    return f'<details class="mc-cite"><summary>{where}{words}</summary>{place}</details>'


def _nothing(draft: Draft) -> str:
    said = html.escape(draft.text.strip())
    return (
        f'<p class="mc-answer-head">{said}</p><p class="mc-note">I looked through what you may read up to '
        f"{day(draft.as_of)}: your notes, what is shared with you, goals, actions and the guidance. Other words, a name "
        "or a month may find it. I answer only with words that stand somewhere.</p>"
    )


def _near(near: Sequence[Citation], places: Places) -> str:
    # Folded: private words need not stand on the screen below a question they do not answer.
    sources = "".join(_source(one, places.get(_key(one), ""), quoted=False) for one in near)
    return (
        f'<details class="mc-near"><summary>{NEAREST}</summary>'
        f'<div class="mc-said"><p class="mc-note">{FOR_YOU_TO_JUDGE}</p>{sources}</div></details>'
    )


def _finding(finding: Finding) -> str:
    trouble = finding.severity is Severity.WARN or finding.check == "trouble"
    return f'<p class="mc-heed{" strong" if trouble else ""}" role="note">{html.escape(finding.message)}</p>'
