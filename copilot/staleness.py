"""Kept drafts lose what they may not hold any more: words of notes that were deleted, or made private again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from copilot import access, editing
from copilot.content import StoredDraft, WorkingDraft
from copilot.draft import Block, Citation, CitationKind, Draft, DraftAction, Finding, Severity
from copilot.edits import Addition, Change, Edits
from copilot.openness import open_to
from copilot.repository import actions, drafts, goals, notes, working
from copilot.review.disclosure import telling_words
from copilot.writing.plain_text import text_of

Record = tuple[CitationKind, str]
"""A record that a citation can name: its kind and id."""
Lost = Callable[[Citation, str, bool], bool]
"""Whether a text may not stay for what it cites; the flag says that only the author reads the text."""
Erased = Callable[[Citation, str], bool]
"""Whether a text tells of what it cites something that nobody may keep."""

CHECK = "stale"


def standing(session: Session, programme: str) -> Mapping[Record, object]:
    """What drafts of the programme can rest on, each with its words and who may read it, to be compared later."""
    kept = {note.id: note for note in notes.everyones(session, programme)}
    found: dict[Record, object] = {(CitationKind.NOTE, one.id): (one.scope, one.text) for one in kept.values()}
    for goal in goals.everyones(session, programme):
        found[CitationKind.GOAL, goal.id] = (goal.scope, goal.text)
    for action in actions.everyones(session, programme):
        note = kept.get(action.note) if action.note else None
        scope = note.scope if note else (action.relationship, action.owner)
        found[CitationKind.ACTION, action.id] = (scope, action.text)
    return found


def settle(
    session: Session,
    programme: str,
    before: Mapping[Record, object],
    *,
    erased: Erased = lambda _citation, _text: False,
    renewed: Mapping[Record, str] | None = None,
) -> tuple[str, ...]:
    """Take out of every kept draft what rests on a changed record that is not open to its readers now.

    To be called in the transaction of the change, after it, with what `standing` told before it. A sentence its
    author reads alone, or included one by one, needs to be open to the author only. `erased` names further
    texts that must not stay; `renewed` is what citations of those records quote from now on. Returns the ids of
    the drafts that lost something; they are marked stale.
    """
    now = standing(session, programme)
    known = frozenset(record for record, stood in before.items() if now.get(record) != stood)
    stale: dict[str, str] = {}
    quotes = renewed or {}
    for stored in drafts.everyones(session, programme):
        cited = {_record(citation) for citation in _cited(stored.draft)}
        if not cited & {*known, *quotes}:
            continue
        viewer = access.viewer(session, programme, stored.author)
        to_author = open_to(session, viewer, ())
        to_readers = open_to(session, viewer, stored.draft.audience)

        def lost(
            citation: Citation,
            text: str,
            private: bool,
            to_author: Callable[[Citation], bool] = to_author,
            to_readers: Callable[[Citation], bool] = to_readers,
        ) -> bool:
            open_now = to_author if private else to_readers
            return erased(citation, text) or (_record(citation) in known and not open_now(citation))

        left = without_lost(stored, lost)
        if left is not None:
            stale[stored.id] = stored.known_as
        if left is not None or cited & {*quotes}:
            drafts.save(session, programme, _renewed(left or stored, quotes))
    for one in working.everyones(session, programme):
        _settle_typed(session, programme, one, known, erased, quotes, stale)
    return tuple(dict.fromkeys(stale.values()))


def _settle_typed(
    session: Session,
    programme: str,
    one: WorkingDraft,
    known: Collection[Record],
    erased: Erased,
    quotes: Mapping[Record, str],
    stale: Collection[str],
) -> None:
    """Take the edits away that stand in place of what is lost, or hold words of it, and what was said of them.

    An edit has no readers but its author until it is in a draft, where it is settled like any other sentence; it
    goes with that sentence all the same, so that no later version brings it back.
    """
    one = _without_written(session, programme, one, known, erased, quotes)
    every = drafts.versions(session, programme, one.id)
    rested_on = {_record(citation) for edit in _every(one.edits) for citation in edit.rests_on}
    lost_words = any(stored.id in stale for stored in every)
    if not lost_words and not rested_on & {*known, *quotes}:
        return
    viewer = access.viewer(session, programme, one.author)
    to_author, to_readers = open_to(session, viewer, ()), open_to(session, viewer, one.draft.audience)
    private = {sentence.id for stored in every for sentence in stored.draft.sentences() if sentence.private}

    def lost(edit: Change | Addition) -> bool:
        open_now = to_author if edit.now in private else to_readers
        text = f"{edit.text} {edit.before}" if isinstance(edit, Change) else edit.text
        return any(
            erased(citation, text) or (_record(citation) in known and not open_now(citation))
            for citation in edit.rests_on
        )

    left = editing.without(one.edits, lost)
    working.save(session, programme, replace(one, edits=_quoting(left, quotes)))
    if left == one.edits and not lost_words:
        return
    for stored in every:
        # What was said of an edit without a place repeats its words.
        kept = [each for each in stored.draft.findings if each.check != editing.CHECK]
        if len(kept) < len(stored.draft.findings):
            draft = stored.draft.model_copy(update={"findings": kept})
            drafts.save(session, programme, replace(stored, draft=draft))


def _without_written(
    session: Session,
    programme: str,
    one: WorkingDraft,
    known: Collection[Record],
    erased: Erased,
    quotes: Mapping[Record, str],
) -> WorkingDraft:
    """Without what a model wrote, where a record that it cites was changed: the next version is written anew."""
    if one.written is None:
        return one
    texts = [
        (each, sentence.text)
        for block in one.written.blocks
        for sentence in block.sentences
        for each in sentence.citations
    ]
    if not any(_record(each) in {*known, *quotes} or erased(each, text) for each, text in texts):
        return one
    left = replace(one, written=None)
    working.save(session, programme, left)
    return left


def _every(edits: Edits) -> tuple[Change | Addition, ...]:
    return (*edits.changes, *edits.additions)


def _quoting(edits: Edits, quotes: Mapping[Record, str]) -> Edits:
    """The edits with what they quote of records as they are told now."""
    copy = edits.model_copy(deep=True)
    for edit in _every(copy):
        for citation in edit.rests_on:
            citation.quote = quotes.get(_record(citation), citation.quote)
    return copy


def without_lost(stored: StoredDraft, lost: Lost) -> StoredDraft | None:
    """The draft without the sentences, questions and actions that rest on what is lost; None if none does.

    The words of a source stand in the sentences that cite it, and may stand in a heading or in what review
    said: those go with them. What is left is marked stale and says why.
    """
    draft = stored.draft
    gone = [
        (sentence, citation)
        for sentence in draft.sentences()
        for citation in sentence.citations
        if lost(citation, sentence.text, sentence.private)
    ]
    ids = {sentence.id for sentence, _ in gone}
    owed = [one for one in draft.actions if not lost(_source(one), one.text, False)]
    questions = [one for one in draft.questions if one.evidence is None or not lost(one.evidence, one.text, True)]
    if not ids and len(owed) == len(draft.actions) and len(questions) == len(draft.questions):
        return None
    sources = [citation for _, citation in gone]
    sources += [_source(one) for one in draft.actions if one not in owed]
    sources += [one.evidence for one in draft.questions if one not in questions and one.evidence]
    blocks = [left for block in draft.blocks if (left := _without(block, ids)) is not None]
    staying = {sentence.id for block in blocks for sentence in block.sentences}
    kept = [one for one in draft.findings if one.check == CHECK or one.sentence in staying]
    why = _why(len(ids), sources)
    changed = draft.model_copy(
        update={
            "blocks": blocks,
            "actions": owed,
            "questions": questions,
            "held_back": [one for one in draft.held_back if one in staying],
            "findings": [*kept, *([] if why in kept else [why])],
        },
        deep=True,
    )
    return replace(stored, draft=changed.model_copy(update={"text": text_of(changed)}), stale=True)


def reasons(stored: StoredDraft) -> tuple[str, ...]:
    """Why the draft is stale, a sentence each; () for one that is not."""
    if not stored.stale:
        return ()
    said = tuple(finding.message for finding in stored.draft.findings if finding.check == CHECK)
    return said or ("Something it rested on is gone or no longer open to its readers.",)


def _without(block: Block, gone: Collection[str]) -> Block | None:
    """The block without those sentences, and without a heading made of their words; None if it is empty then."""
    kept = [sentence for sentence in block.sentences if sentence.id not in gone]
    if not kept:
        return None
    closed = [one.quote for sentence in block.sentences if sentence.id in gone for one in sentence.citations]
    opened = [one.quote for sentence in kept for one in sentence.citations]
    heading = "" if telling_words(block.heading, closed, opened) else block.heading
    return block.model_copy(update={"heading": heading, "sentences": kept})


def _renewed(stored: StoredDraft, quotes: Mapping[Record, str]) -> StoredDraft:
    """The draft with what it quotes of records as they are told now."""
    draft = stored.draft.model_copy(deep=True)
    for sentence in draft.sentences():
        for citation in sentence.citations:
            citation.quote = quotes.get(_record(citation), citation.quote)
    return replace(stored, draft=draft)


def _article(kind: CitationKind) -> str:
    return "an" if kind.value[0] in "aeiou" else "a"


def _of_day(source: Citation) -> str:
    return f" of {source.date.isoformat()}" if source.date else ""


def _why(sentences: int, sources: Collection[Citation]) -> Finding:
    """Names kinds and days alone: whether a note was deleted or made private again is its author's to tell."""
    named = sorted({f"{_article(one.kind)} {one.kind.value}{_of_day(one)}" for one in sources})
    count = "One sentence was" if sentences == 1 else f"{sentences} sentences were"
    are = "is" if len(named) == 1 else "are"
    return Finding(
        check=CHECK,
        severity=Severity.WARN,
        message=f"{count} taken out: {' and '.join(named)} it rested on {are} gone or no longer open to its readers. "
        "Make the draft anew before you use it.",
        source="our rule: private by default",
        strength="our rule",
    )


def _cited(draft: Draft) -> Iterator[Citation]:
    for sentence in draft.sentences():
        yield from sentence.citations
    yield from map(_source, draft.actions)
    yield from (question.evidence for question in draft.questions if question.evidence)


def _source(action: DraftAction) -> Citation:
    """What an action of a draft rests on: the words cited for it, else its own record."""
    return action.citation or Citation(kind=CitationKind.ACTION, id=action.id, date=action.due, quote=action.text)


def _record(citation: Citation) -> Record:
    return citation.kind, citation.id
