"""What of a draft leaves: the one place that decides it, whatever file it leaves in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from copilot.draft import Block, Citation, CitationKind, Draft, Sentence, Usage
from copilot.drafts import citing
from copilot.review.disclosure import contact_data, telling_words, typed_by_author
from copilot.writing.plain_text import text_of

Allowed = Callable[[Citation], bool]
"""Whether every reader of the draft may see a citation's source."""

TELLING = frozenset({CitationKind.NOTE, CitationKind.GUIDANCE, CitationKind.GOAL, CitationKind.ACTION})
"""Sources that tell a reader something. The brief is what its author typed and a record names people the readers
know; a comment in feedback is never quoted to anybody."""


def for_audience(draft: Draft, allowed: Allowed, *, sources: bool = False) -> Draft:
    """A copy that holds what the draft's readers may have, and nothing that is its author's alone.

    Left out are sentences that are held back, or rest on what not all readers may see any more and were not
    included one by one; contact data that the author did not type, be it included or not; actions from such
    places; headings made of private words; questions, findings and what review said. With `sources` the
    citations stay that all readers may see; without, none.
    """
    typed = [citation.quote for sentence in draft.sentences() for citation in _of_brief(sentence)]
    contacts = {finding.sentence for finding in draft.findings if finding.check == "contact"}

    def stays(sentence: Sentence) -> bool:
        if sentence.id in draft.held_back or sentence.id in contacts:
            return False
        return sentence.private or all(map(allowed, sentence.citations))

    def cited(sentence: Sentence) -> list[Citation]:
        if any(map(citing.is_edit, sentence.citations)):
            return []  # the author's own words: what the sentence cited before they changed it does not say them
        return [citation for citation in sentence.citations if allowed(citation) and not _contact(citation, typed)]

    blocks = []
    for block in draft.blocks:
        kept = [sentence for sentence in block.sentences if stays(sentence)]
        if kept:
            heading = "" if _tells(block, kept) or _untyped(block.heading, typed) else block.heading
            sentences = [one.model_copy(update={"citations": cited(one), "private": False}) for one in kept]
            blocks.append(Block(heading=heading, minutes=block.minutes, sentences=sentences))
    actions = [
        action.model_copy(update={"citation": None})
        for action in draft.actions
        if (action.citation is None or allowed(action.citation)) and not _untyped(action.text, typed)
    ]
    left = draft.model_copy(
        update={
            "blocks": blocks,
            "actions": actions,
            "themes": [theme.model_copy(update={"citations": []}) for theme in draft.themes],
            "held_back": [],
            "questions": [],
            "findings": [],
            "missing": [],
            "usage": Usage(),
        },
        deep=True,
    )
    left = left.model_copy(update={"text": text_of(left)})  # before citations go: an answer's text names its sources
    for sentence in left.sentences():
        sentence.citations = [one for one in sentence.citations if sources and one.kind in TELLING]
    return left


def _tells(block: Block, kept: list[Sentence]) -> bool:
    """Whether the heading is made of words that only what was left out of the block holds."""
    left_out = [one for sentence in block.sentences if sentence not in kept for one in sentence.citations]
    stayed = [one for sentence in kept for one in sentence.citations]
    return bool(telling_words(block.heading, (one.quote for one in left_out), (one.quote for one in stayed)))


def _contact(citation: Citation, typed: Iterable[str]) -> bool:
    return _untyped(" ".join((citation.document, citation.heading, citation.quote)), typed)


def _untyped(text: str, typed: Iterable[str]) -> bool:
    """Whether the text holds contact data that the author did not type."""
    return any(not typed_by_author(item, typed) for item in contact_data(text))


def _of_brief(sentence: Sentence) -> list[Citation]:
    return [citation for citation in sentence.citations if citation.kind is CitationKind.BRIEF]
