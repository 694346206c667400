"""A programme into the database and the index: rows and documents in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from copilot.content import ProgrammeContent
from copilot.errors import InvalidInput
from copilot.library import cards
from copilot.repository import content as stored
from copilot.repository import guidance, notes
from copilot.staleness import settle, standing
from ingest.models import Document
from ingest.passages import list_documents
from ingest.preparing import Prepared
from ingest.sync import Corpus

Progress = Callable[[str, int, int], None]
"""Hears a step, how much of it is done, and of how much."""


def bring_in(
    corpus: Corpus, content: ProgrammeContent, *, replace: bool = False, progress: Progress | None = None
) -> None:
    """Write the programme with its documents and our library's cards: all of it, or nothing.

    With `replace` what the programme holds beside is deleted; our library and ingested files stay.

    Raises:
        InvalidInput: a relationship would pass to other people, with what was shared in it.
    """
    programme = content.programme.id
    with corpus.database.read() as session:
        _keep_in_their_hands(session, content, replace)  # before anything slow
    documents = [
        *(notes.document(programme, note) for note in content.notes),
        *(guidance.document(programme, each) for each in content.guidance),
    ]
    prepared = _prepare(corpus, [*documents, *cards(programme)], progress)
    kept = {each.id for each in content.guidance}
    with corpus.change() as change:
        _keep_in_their_hands(change.session, content, replace)
        before = standing(change.session, programme)
        dropped = [one for one in guidance.own(change.session, programme) if one.id not in kept]
        gone = stored.remove_others(change.session, content) if replace else ()
        stored.write(change.session, content)
        for each in prepared:
            change.put(each)
        for note in gone:
            change.delete(notes.document_id(programme, note))
        for one in dropped if replace else ():
            change.delete(guidance.document_id(programme, one.id))
        for card in _outdated(corpus, programme):
            change.delete(card)
        settle(change.session, programme, before)


def _keep_in_their_hands(session: Session, content: ProgrammeContent, replace: bool) -> None:
    for index, known in stored.changed_hands(session, content, replace=replace):
        now = content.relationships[index]
        raise InvalidInput(
            f"The relationship {known.id!r} is {known.mentor!r} with {known.mentee!r}; making it {now.mentor!r} with "
            f"{now.mentee!r} would hand its notes to somebody else.",
            location=f"relationships[{index}]",
            next_step="Give the new pair a new relationship id and import again; nothing was imported.",
        )


def put(corpus: Corpus, document: Document) -> None:
    """Write one document that has no row of its own, such as guidance."""
    prepared = corpus.prepare([document])
    with corpus.change() as change:
        for each in prepared:
            change.put(each)


def refresh_library(corpus: Corpus, programme: str) -> None:
    """Bring the programme's copy of our library to what this package holds; usually nothing to do."""
    prepared = _prepare(corpus, cards(programme), None)
    outdated = _outdated(corpus, programme)
    if not prepared and not outdated:
        return
    with corpus.change() as change:
        for each in prepared:
            change.put(each)
        for card in outdated:
            change.delete(card)


def _prepare(corpus: Corpus, documents: Sequence[Document], progress: Progress | None) -> list[Prepared]:
    """Those documents that are new or changed, cut and embedded. Nothing is embedded twice."""
    with corpus.database.read() as session:
        known = {
            one.id: (one.content_hash, one.recipe)
            for programme in {document.programme for document in documents}
            for one in list_documents(session, programme=programme)
        }
    recipes = {kind: corpus.preparer.recipe(kind) for kind in {document.kind for document in documents}}
    changed = [
        document for document in documents if known.get(document.id) != (document.content_hash, recipes[document.kind])
    ]
    cuts = [corpus.preparer.cut(document) for document in changed]
    total, done = sum(len(cut.passages) for cut in cuts), 0

    def heard(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress("passages", done, total)

    return corpus.preparer.embed(cuts, heard)


def _outdated(corpus: Corpus, programme: str) -> list[str]:
    """Cards that are in the programme and no longer in the package."""
    current = {card.id for card in cards(programme)}
    with corpus.database.read() as session:
        return [
            one.id
            for one in guidance.listed(session, programme)
            if one.source.startswith(guidance.LIBRARY) and one.id not in current
        ]
