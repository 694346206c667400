"""The studio: drafts that people work on, version by version. A working draft is its author's alone.

Every change is made to the version its caller saw last. If another was made since, nothing is written and a
Conflict carries both texts. A version is a whole draft, made anew from what there is on its day with all that its
author typed; earlier versions stay as they were, but for words that nobody may keep (`staleness`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from copilot import own_drafts
from copilot.as_typed import as_typed, brief_as_typed, still_answers
from copilot.comparing import Difference, compared
from copilot.content import StoredDraft, Version, WorkingDraft, WorkingStatus
from copilot.desk import Desk
from copilot.draft import CitationKind, Draft, DraftStatus
from copilot.drafting import Revised, revise, revise_as_wished
from copilot.drafts import ask
from copilot.editing import resolved
from copilot.edits import AskedEdits, parse_asked
from copilot.errors import BriefError, NotFound
from copilot.models import Viewer
from copilot.openness import open_to
from copilot.repository import drafts, working
from copilot.studio_asking import Asking, still_written, was_composed
from copilot.studio_conflicts import conflict_of, differing, parts_of, sentences_of, told_in
from copilot.typed import Typed
from copilot.writing.llm import Stop
from copilot.writing.writer import Watch
from ingest.database import Database

_TRIES = 3
"""So often a version is made anew because what it rests on went while it was made."""


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Studio:
    """`desk(viewer, day)` is what drafts are made with; `scrub` cleans the database's file after a deletion.

    `turns` says who makes a draft now.
    """

    database: Database
    desk: Callable[[Viewer, date], Desk]
    scrub: Callable[[], object]
    turns: AbstractContextManager[None]
    clock: Callable[[], datetime] = _now

    def start(
        self,
        viewer: Viewer,
        kind: str,
        brief: Mapping[str, object],
        as_of: date,
        seed: int = 0,
        *,
        watch: Watch | None = None,
        stop: Stop | None = None,
    ) -> WorkingDraft:
        """A new working draft, its first version drafted or with the questions to be answered first.

        `watch` hears each step and each sentence that a language model writes; `stop` ends the asking.

        Raises:
            BriefError: there is no such kind, or a field cannot be used.
            NotFound: the brief names somebody or something that is not there, or not the viewer's.
        """
        if kind == ask.KIND:
            raise BriefError(
                "An answer is nothing to work on.", location="kind", next_step="Ask it, and draft what you write."
            )
        moment = self.clock()
        typed = Typed(brief_as_typed(brief), seed=seed)
        first = WorkingDraft(
            id=f"w-{secrets.token_hex(8)}",
            author=viewer.person.id,
            kind=kind,
            as_of=as_of,
            created=moment,
            updated=moment,
            latest=StoredDraft("", viewer.person.id, _nothing(kind, viewer, as_of)),
            seed=seed,
            version=0,
            brief=typed.fields,
        )
        return self._next(viewer, first, first, "started", Asking(watch, stop))

    def listed(self, viewer: Viewer, status: WorkingStatus | str | None = None) -> tuple[WorkingDraft, ...]:
        """The viewer's own, the one changed last first."""
        with self.database.read() as session:
            own = working.of_author(session, viewer.programme, viewer.person.id)
        wanted = [one for one in own if status in (None, one.status)]
        return tuple(sorted(wanted, key=lambda one: (one.updated, one.id), reverse=True))

    def named(self, viewer: Viewer, identifier: str) -> WorkingDraft:
        """The viewer's of that id. Raises NotFound, also for somebody else's."""
        with self.database.read() as session:
            found = working.named(session, viewer.programme, viewer.person.id, identifier)
        if found is None:
            raise NotFound(
                f"There is no draft {identifier!r} here, or it is not yours to see.", next_step="See your drafts."
            )
        return found

    def answer(
        self,
        viewer: Viewer,
        identifier: str,
        answers: Mapping[str, str],
        version: int,
        *,
        watch: Watch | None = None,
        stop: Stop | None = None,
    ) -> WorkingDraft:
        """With these answers, beside those given before; an empty one takes its answer back.

        Raises:
            BriefError: nobody asked such a question.
            Conflict, NotFound.
        """
        said = {key: as_typed(text, key) for key, text in answers.items()}
        now = self._as_seen(viewer, identifier, version, said, lambda one: one.answers)
        kept = {key: text for key, text in {**now.answers, **said}.items() if text.strip()}
        return self._next(viewer, now, replace(now, answers=kept), "answered", Asking(watch, stop))

    def change_brief(
        self,
        viewer: Viewer,
        identifier: str,
        brief: Mapping[str, object],
        version: int,
        *,
        watch: Watch | None = None,
        stop: Stop | None = None,
    ) -> WorkingDraft:
        """With this brief in place of the one before. An answer to a field that the brief now says otherwise goes.

        The same brief again asks a language model again that did not write the draft before.

        Raises:
            BriefError: a field cannot be used.
            Conflict, NotFound.
        """
        typed = brief_as_typed(brief)
        now = self._as_seen(viewer, identifier, version, told_in(typed), lambda one: told_in(one.brief))
        answers = still_answers(now, typed)
        changed = replace(now, brief=typed, answers=answers)
        return self._next(viewer, now, changed, "brief changed", Asking(watch, stop, again=True))

    def revise(
        self,
        viewer: Viewer,
        identifier: str,
        wish: str,
        version: int,
        *,
        watch: Watch | None = None,
        stop: Stop | None = None,
    ) -> WorkingDraft:
        """With its sentences said as the wish says (“shorter”, “warmer”, or one's own words) by the language model.

        A sentence keeps its citations, or its former words where its sources do not say the new ones. What the person
        changed by hand stays. Where nothing comes out otherwise, there is no new version.

        Raises:
            BriefError: no model is set, or the wish cannot be used.
            ModelFailed: the model gave no answer. Nothing was changed.
            Conflict, NotFound.
        """
        said = " ".join(wish.split())
        now = self._as_seen(viewer, identifier, version, {"wish": said}, lambda _one: {})
        return self._next(viewer, now, now, f"revised: {said[:80]}", Asking(watch, stop, wish=said))

    def edit(
        self, viewer: Viewer, identifier: str, edits: AskedEdits | Mapping[str, object], version: int
    ) -> WorkingDraft:
        """With sentences that have other words, were taken out or added, and the whole draft reviewed again.

        Raises:
            BriefError: a sentence or block is not there, or the edits cannot be read.
            Conflict, NotFound.
        """
        asked = parse_asked(edits)
        yours = {**asked.sentences, **{f"added {n}": one.text for n, one in enumerate(asked.added, start=1)}}
        now = self._as_seen(viewer, identifier, version, yours, sentences_of)
        left = resolved(asked, now.draft, now.edits)
        return self._next(viewer, now, replace(now, edits=left), "edited")

    def include(self, viewer: Viewer, identifier: str, sentences: Collection[str], version: int) -> WorkingDraft:
        """With these private sentences included, and every other one held back.

        Raises:
            BriefError: one of them is no private sentence of the draft.
            Conflict, NotFound.
        """
        wanted = tuple(dict.fromkeys(sentences))
        yours = {"included": ", ".join(wanted)}
        now = self._as_seen(viewer, identifier, version, yours, lambda one: {"included": ", ".join(one.included)})
        private = [one.id for one in now.draft.sentences() if one.private]
        unknown = [one for one in wanted if one not in private]
        if unknown:
            raise BriefError(
                f"No private sentence {unknown[0]} is in this draft.",
                location="include",
                next_step=f"Private ones are: {', '.join(private) or 'none'}.",
            )
        return self._next(viewer, now, replace(now, included=wanted), "included")

    def accept(self, viewer: Viewer, identifier: str, version: int) -> WorkingDraft:
        """Accepted as it stands: the version its author saw.

        Raises:
            BriefError: it has no text yet, or lost some since it was made.
            Conflict, NotFound.
        """
        now = self._as_seen(viewer, identifier, version, {}, lambda _one: {})
        if not own_drafts.has_text(now.draft):
            raise BriefError(
                "This draft has no text yet.", location="accept", next_step="Answer its questions, or edit it first."
            )
        if now.stale:
            raise BriefError(
                "This draft has lost what is gone or no longer open to its readers.",
                location="accept",
                next_step="Look at it again: saving its brief makes it anew.",
            )
        return self._marked(viewer, now, WorkingStatus.ACCEPTED, "accepted")

    def reopen(self, viewer: Viewer, identifier: str, version: int) -> WorkingDraft:
        """Open again, to be changed. Raises Conflict, NotFound."""
        now = self._as_seen(viewer, identifier, version, {}, lambda _one: {}, also_accepted=True)
        return now if now.status is WorkingStatus.OPEN else self._marked(viewer, now, WorkingStatus.OPEN, "reopened")

    def versions(self, viewer: Viewer, identifier: str) -> tuple[StoredDraft, ...]:
        """Every version, oldest first; each has its `version`. Raises NotFound."""
        self.named(viewer, identifier)
        with self.database.read() as session:
            return drafts.versions(session, viewer.programme, identifier)

    def compare(self, viewer: Viewer, identifier: str, a: int, b: int) -> tuple[Difference, ...]:
        """What differs from version `a` to version `b`, sentence by sentence. Raises NotFound."""
        made = {one.version.number: one.draft for one in self.versions(viewer, identifier) if one.version}
        for number in (a, b):
            if number not in made:
                raise NotFound(
                    f"The draft {identifier!r} has no version {number}.",
                    next_step=f"Its versions are 1 to {max(made)}.",
                )
        return compared(made[a], made[b])

    def export(self, viewer: Viewer, identifier: str, suffix: str, sources: bool = False) -> bytes:
        """The latest version as a file of that suffix, for its readers. See `own_drafts.exported`."""
        latest = self.named(viewer, identifier).draft
        with self.database.read() as session:
            return own_drafts.exported(session, viewer, latest, suffix, sources=sources)

    def remove(self, viewer: Viewer, identifier: str) -> WorkingDraft:
        """Delete it for good, every version too. Returns what it was. Raises NotFound."""
        removed = self.named(viewer, identifier)
        with self.database.write() as session:
            drafts.remove(session, viewer.programme, [removed.id])
        self.scrub()
        return removed

    def _as_seen(
        self,
        viewer: Viewer,
        identifier: str,
        version: int,
        yours: Mapping[str, str],
        part: Callable[[WorkingDraft], Mapping[str, str]],
        *,
        also_accepted: bool = False,
    ) -> WorkingDraft:
        """The working draft, still at the version the caller saw. `part` is what `yours` would take the place of."""
        now = self.named(viewer, identifier)
        if now.version != version:
            raise conflict_of(now, yours, part(now))
        if now.status is WorkingStatus.ACCEPTED and not also_accepted:
            raise BriefError(
                "This draft is accepted.", location="status", next_step="Open it again first; it can be changed then."
            )
        return now

    def _next(
        self, viewer: Viewer, before: WorkingDraft, typed: WorkingDraft, change: str, asking: Asking | None = None
    ) -> WorkingDraft:
        """The next version, made of what is typed. Where nothing comes out otherwise, there is none."""
        for _ in range(_TRIES):
            revised = self._revised(viewer, before, typed, asking or Asking())
            draft = revised.draft
            made = replace(typed, included=revised.included, edits=revised.edits, written=revised.written)
            if before.version and not before.stale and _alike(before, made, draft):
                return before
            stored = self._stored(viewer, before, made, draft, change, rest=True)
            if stored is not None:
                return stored
        raise BriefError(
            "What this draft rests on is being changed.", location="draft", next_step="Try again in a moment."
        )

    def _revised(self, viewer: Viewer, before: WorkingDraft, typed: WorkingDraft, asking: Asking) -> Revised:
        desk = self.desk(viewer, typed.as_of)
        if was_composed(before, typed, asking):
            desk = replace(desk, model=None)
        said = Typed(
            typed.brief,
            typed.answers,
            included=typed.included,
            edits=typed.edits,
            answered=frozenset(before.answers),
            seed=typed.seed,
            written=still_written(before, typed, desk, asking),
        )
        if asking.wish:
            return revise_as_wished(
                desk, typed.kind, said, asking.wish, turns=self.turns, watch=asking.watch, stop=asking.stop
            )
        ask = partial(revise, desk, typed.kind, turns=self.turns, watch=asking.watch, stop=asking.stop)
        revised = ask(said)
        if before.version and set(revised.draft.audience) != set(before.draft.audience):
            # What was included was included for other readers.
            said = replace(said, included=(), written=revised.written)
            revised = ask(said)
        return revised

    def _marked(self, viewer: Viewer, now: WorkingDraft, status: WorkingStatus, change: str) -> WorkingDraft:
        """A version with the same draft, and that status."""
        stored = self._stored(viewer, now, replace(now, status=status), now.draft, change, rest=False)
        return stored or now

    def _stored(
        self, viewer: Viewer, before: WorkingDraft, typed: WorkingDraft, draft: Draft, change: str, *, rest: bool
    ) -> WorkingDraft | None:
        """Written as the version after `before`; None where, with `rest`, a note it cites went while it was made.

        Raises:
            Conflict: another version was made since.
        """
        moment, number = self.clock(), before.version + 1
        with self.database.write() as session:
            if before.version:
                now = working.named(session, viewer.programme, viewer.person.id, before.id)
                if now is None:
                    raise NotFound(
                        f"There is no draft {before.id!r} here, or it is not yours to see.",
                        next_step="See your drafts.",
                    )
                if now.version != before.version:
                    raise conflict_of(now, differing(typed, before), parts_of(now))
            if rest:
                seen = open_to(session, viewer, ())
                cited = [one for sentence in draft.sentences() for one in sentence.citations]
                if not all(seen(one) for one in cited if one.kind is CitationKind.NOTE):
                    return None
            stored = StoredDraft(
                f"{before.id}.{number}",
                viewer.person.id,
                draft,
                own_drafts.about(session, viewer, draft),
                stale=False if rest else before.stale,
                version=Version(before.id, number, moment, change),
            )
            created = before.created if before.version else moment
            made = replace(typed, latest=stored, version=number, created=created, updated=moment)
            drafts.save(session, viewer.programme, stored)
            working.save(session, viewer.programme, made)
        return made


def _alike(before: WorkingDraft, made: WorkingDraft, draft: Draft) -> bool:
    """Whether nothing typed and nothing drafted differs."""
    typed = (before.brief, before.answers, before.included, before.edits) == (
        made.brief,
        made.answers,
        made.included,
        made.edits,
    )
    usage = before.draft.usage
    return typed and draft.model_copy(update={"usage": usage}) == before.draft


def _nothing(kind: str, viewer: Viewer, as_of: date) -> Draft:
    """What a working draft is before its first version."""
    return Draft(kind=kind, status=DraftStatus.QUESTIONS, as_of=as_of, viewer=viewer.person.id, audience=[])
