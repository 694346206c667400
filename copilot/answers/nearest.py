"""What comes nearest to a question that nothing answers: for its reader to look through, never said to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from copilot.actions.statements import statements
from copilot.answers.candidates import in_paragraph, note_of, of_guidance
from copilot.coverage import coverage
from copilot.draft import Citation
from copilot.drafts import citing
from copilot.drafts.kind import Similarity
from copilot.models import Note
from copilot.records import Quote, Records
from copilot.retrieve import Piece, Searchable, diversify, nearest_within
from copilot.review.left_out import without_trouble
from ingest.models import DocumentKind, Filter, Hit

MOST = 5
_POOL = 60
_PER_DOCUMENT = 2
_WORDS = 0.1
"""So much is added to a passage's cosine, at most 1, where it holds all words of the question. Of 26 questions wrongly
answered by "nothing here says" the answering passage is one of five for 16, among the first three for 14
(docs/decisions/0028-why-a-question-was-declined.md)."""


def nearest_passages(corpus: Searchable, question: str, filter: Filter) -> list[Hit]:
    """What `filter` admits, nearest first, by meaning and by the words that few of the passages near it have.

    Nothing outside of `filter` counts, not even for how rare a word is, as it does in a search: what is shown beside
    "nothing here says" must not tell whether something there says it.
    """
    ranked = corpus.nearest(question, filter, _POOL)
    found = corpus.hits([one.passage_id for one in ranked], filter)
    hits = [found[one.passage_id] for one in ranked if one.passage_id in found]
    whole = {one.passage_id: one.score for one in ranked}
    said = nearest_within(corpus, question, hits, whole)
    held = coverage(question, [f"{hit.document_title} {hit.passage.text}" for hit in hits])
    scored = [
        replace(hit, score=max(said.get(hit.passage.id, 0.0), whole[hit.passage.id]) + _WORDS * share)
        for hit, share in zip(hits, held, strict=True)
    ]
    return diversify(sorted(scored, key=lambda hit: -hit.score), _PER_DOCUMENT)


def nearest(question: str, hits: Sequence[Hit], records: Records, similar: Similarity) -> tuple[Citation, ...]:
    """Of the first of these passages the sentence nearest to the question, with its paragraph where that is short.

    In the order of the passages. What a note says of trouble is left out, as it is of every answer.
    """
    spared = without_trouble(records.notes)
    notes = {note.id: note for note in spared.notes if note.id not in spared.empty}
    found: list[Citation] = []
    for hit in hits:
        if hit.passage.kind is DocumentKind.NOTE:
            note = notes.get(note_of(hit))
            cited = _of_note(question, hit, note, records, similar) if note is not None else None
        else:
            cited = _of_guidance(question, hit, similar)
        if cited is not None and all((one.id, one.start) != (cited.id, cited.start) for one in found):
            found.append(cited)
        if len(found) == MOST:
            break
    return tuple(found)


def _of_note(question: str, hit: Hit, note: Note, records: Records, similar: Similarity) -> Citation | None:
    passage = hit.passage
    within = [one for one in statements(note.text) if passage.start <= one.start and one.end <= passage.end]
    place = _best(question, [one.text for one in within], similar)
    if place is None:
        return None
    one = within[place]
    return citing.note(in_paragraph(note, Quote(note.id, note.date, one.text, one.start, one.end)), records)


def _of_guidance(question: str, hit: Hit, similar: Similarity) -> Citation | None:
    said = list(of_guidance([Piece("", hit)]))
    place = _best(question, [one.text for one in said], similar)
    return None if place is None else said[place].citation


def _best(question: str, texts: Sequence[str], similar: Similarity) -> int | None:
    """The place of the text nearest in meaning; None where there is no text."""
    return int(similar([question], texts)[0].argmax()) if texts else None
