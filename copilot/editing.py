"""A person's edits on a draft as it was written. Pure: what they mean for its blocks, and what has no place there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from copilot.draft import Block, Citation, CitationKind, Draft, DraftAction, Finding, Origin, Sentence, Severity
from copilot.drafts import citing
from copilot.edits import Addition, AskedEdits, Change, Edits, NewSentence
from copilot.errors import BriefError
from copilot.writing.composer import sentence_id

CHECK = "edit"
"""The check that tells of edits without a place."""
MOST_ADDED = 200
"""So many sentences may be added to one draft."""
_BEGINNING = 60
"""So many characters of what a change replaced are repeated to say which it was."""


@dataclass(frozen=True)
class Applied:
    """`edited` are the ids of the sentences with words of the person's own; `edits` say where each stands now."""

    blocks: list[Block]
    edits: Edits
    edited: frozenset[str]
    findings: list[Finding]


def resolved(asked: AskedEdits, draft: Draft, edits: Edits) -> Edits:
    """The edits with what is asked for, about this draft, in which `edits` are applied.

    A sentence is named by its id in the draft; one that was taken out, by the id it was written under.

    Raises:
        BriefError: a sentence or a block is not there.
    """
    for identifier, text in asked.sentences.items():
        edits = _said(edits, draft, identifier, text)
    beside: dict[tuple[int, str | None], str] = {}
    if len(edits.additions) + len(asked.added) > MOST_ADDED:
        raise BriefError(
            f"More than {MOST_ADDED} sentences were added to this draft.",
            location="edits.added",
            next_step="Take some out, or start another draft.",
        )
    for new in asked.added:
        if new.text:
            addition = _addition(edits, draft, new, beside.get((new.block, new.after)))
            beside[new.block, new.after] = addition.key
            edits = edits.model_copy(update={"additions": (*edits.additions, addition)})
    return edits


def applied(blocks: Sequence[Block], edits: Edits) -> Applied:
    """The blocks with the edits in them. An edited sentence's id is made from its new words.

    So whoever included a held-back sentence has not included what it says after a change. A sentence added or
    changed keeps what the one it replaced cited; review judges anew what that supports.
    """
    taken = {sentence.id for block in blocks for sentence in block.sentences}
    written = frozenset(taken)
    changes = {change.sentence: change for change in edits.changes}
    stands: dict[str, str] = {}

    def emitted(sentence: Sentence, slot: str, text: str) -> Sentence:
        identifier = sentence_id(text, taken)
        stands[slot] = identifier
        return sentence.model_copy(update={"id": identifier, "text": text}, deep=True)

    def beside(slot: str, *, before: bool) -> Iterator[Sentence]:
        for addition in reversed(edits.additions):  # what was put there last stands nearest
            if (addition.beside, addition.before) == (slot, before):
                new = Sentence(id="", text="", origin=Origin.BRIEF, citations=[citing.edit(addition.text)])
                yield from beside(addition.key, before=True)
                yield emitted(new, addition.key, addition.text)
                yield from beside(addition.key, before=False)

    def around(sentence: Sentence) -> Iterator[Sentence]:
        yield from beside(sentence.id, before=True)
        change = changes.get(sentence.id)
        if change is None:
            yield sentence
        elif change.text:
            yield emitted(sentence, sentence.id, change.text)
        yield from beside(sentence.id, before=False)

    made = [
        block.model_copy(update={"sentences": [one for sentence in block.sentences for one in around(sentence)]})
        for block in blocks
    ]
    left = Edits(
        changes=tuple(one.model_copy(update={"now": stands.get(one.sentence)}) for one in edits.changes),
        additions=tuple(one.model_copy(update={"now": stands.get(one.key)}) for one in edits.additions),
    )
    return Applied(
        blocks=[block for block in made if block.sentences],
        edits=left,
        edited=frozenset(stands.values()),
        findings=list(_without_place(left, written)),
    )


def actions_left(actions: Sequence[DraftAction], before: Sequence[Block], after: Sequence[Block]) -> list[DraftAction]:
    """The draft's actions without those that a sentence told which the person took out, and no other tells."""
    told, tell = _told(before), _told(after)
    return [one for one in actions if (place := _place(one.citation)) not in told or place in tell]


def with_sources(edits: Edits, draft: Draft) -> Edits:
    """The edits with what their sentences in the reviewed draft were found to rest on."""
    cited = {one.id: tuple(each for each in one.citations if not citing.is_edit(each)) for one in draft.sentences()}

    def rests(old: tuple[Citation, ...], now: str | None) -> tuple[Citation, ...]:
        return (*old, *(one for one in cited.get(now or "", ()) if one not in old))

    return Edits(
        changes=tuple(
            one.model_copy(update={"rests_on": rests(one.rests_on, one.now)}, deep=True) for one in edits.changes
        ),
        additions=tuple(
            one.model_copy(update={"rests_on": rests(one.rests_on, one.now)}, deep=True) for one in edits.additions
        ),
    )


def without(edits: Edits, lost: Callable[[Change | Addition], bool]) -> Edits:
    """The edits that are not lost; what was added beside a lost addition stands where that one stood."""
    for addition in [one for one in edits.additions if lost(one)]:
        edits = _taken_back(edits, addition)
    return edits.model_copy(update={"changes": tuple(one for one in edits.changes if not lost(one))})


def _said(edits: Edits, draft: Draft, identifier: str, text: str) -> Edits:
    """With that text for the sentence."""
    slot = _slot(edits, draft, identifier)
    addition = next((one for one in edits.additions if one.key == slot), None)
    if addition is not None:
        if not text:
            return _taken_back(edits, addition)
        return edits.model_copy(
            update={
                "additions": tuple(
                    one.model_copy(update={"text": text, "rests_on": ()}) if one is addition else one
                    for one in edits.additions
                )
            }
        )
    change = next((one for one in edits.changes if one.sentence == slot), None)
    others = tuple(one for one in edits.changes if one is not change)
    if change is None:
        sentence = next(one for one in draft.sentences() if one.id == slot)
        change = Change(
            sentence=slot, before=sentence.text, text=sentence.text, rests_on=tuple(sentence.citations), now=slot
        )
    nowhere = change.now is None and bool(change.text)
    if text == change.before or (nowhere and not text):
        return edits.model_copy(update={"changes": others})
    return edits.model_copy(update={"changes": (*others, change.model_copy(update={"text": text}))})


def _slot(edits: Edits, draft: Draft, identifier: str) -> str:
    """What is meant by a sentence's id: the id it was written under, or the key of an addition."""
    now = {one.now: one.sentence for one in edits.changes} | {one.now: one.key for one in edits.additions}
    if identifier in now:
        return now[identifier]
    if any(one.id == identifier for one in draft.sentences()):
        return identifier
    if identifier in {one.sentence for one in edits.changes} | {one.key for one in edits.additions}:
        return identifier
    raise BriefError(
        f"There is no sentence {identifier!r} in this draft.",
        location="edits",
        next_step="Use an id of the version you see: an edited sentence has a new one.",
    )


def _addition(edits: Edits, draft: Draft, new: NewSentence, follows: str | None) -> Addition:
    """The new sentence in its place: after `follows`, an addition of the same request, if there is one."""
    if new.block >= len(draft.blocks):
        raise BriefError(
            f"There is no block {new.block} in this draft.",
            location="edits.added",
            next_step=f"It has {len(draft.blocks)} blocks, counted from 0.",
        )
    sentences = [one.id for one in draft.blocks[new.block].sentences]
    if new.after is not None and new.after not in sentences:
        raise BriefError(
            f"There is no sentence {new.after!r} in block {new.block}.",
            location="edits.added",
            next_step="Name a sentence of that block, or none to put it first.",
        )
    number = 1 + max((int(one.key.rpartition("-")[2]) for one in edits.additions), default=0)
    first = new.after is None and follows is None
    beside = follows or _slot(edits, draft, new.after or sentences[0])
    return Addition(key=f"added-{number}", beside=beside, before=first, text=new.text)


def _taken_back(edits: Edits, gone: Addition) -> Edits:
    """Without the addition; what was added beside it stands where it stood."""
    moved = [
        one.model_copy(update={"beside": gone.beside, "before": gone.before}) if one.beside == gone.key else one
        for one in edits.additions
        if one.key != gone.key
    ]
    return edits.model_copy(update={"additions": tuple(moved)})


def _without_place(edits: Edits, written: Collection[str]) -> Iterator[Finding]:
    """A finding with the person's text for each edit that stands nowhere, so that nothing typed is lost."""
    for change in edits.changes:
        if change.text and change.sentence not in written:
            yield _unplaced(f"Your change to “{_shortened(change.before)}”", change.text)
    for addition in edits.additions:
        if addition.now is None:
            yield _unplaced("A sentence you added", addition.text)


def _unplaced(what: str, text: str) -> Finding:
    return Finding(
        check=CHECK,
        severity=Severity.WARN,
        message=f"{what} no longer has a place: the draft does not say that any more. Here is your text: “{text}”",
        source="our rule: nothing typed is lost",
        strength="our rule",
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING].rstrip()} …"


def _told(blocks: Sequence[Block]) -> frozenset[tuple[CitationKind, str, str] | None]:
    return frozenset(
        _place(citation) for block in blocks for sentence in block.sentences for citation in sentence.citations
    )


def _place(citation: Citation | None) -> tuple[CitationKind, str, str] | None:
    return (citation.kind, citation.id, citation.quote) if citation else None
