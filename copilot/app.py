"""Copilot: the one façade. The command line, the API, the pages and the evals call it and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from copilot import (
    access,
    exchange,
    forgetting,
    leaving,
    own_actions,
    own_drafts,
    own_feedback,
    own_goals,
    own_guidance,
    own_notes,
    programme_file,
)
from copilot.actions.tracking import TrackedAction
from copilot.beginning import Beginning, Begun, begin
from copilot.content import Guidance, ProgrammeContent, StoredDraft
from copilot.draft import Draft
from copilot.drafting import Desk, make_draft
from copilot.drafts import lifting
from copilot.drafts.feedback import FeedbackBrief
from copilot.errors import BriefError, InvalidInput, NotFound
from copilot.folder import DataFolder, EmbedderFactory, back_up
from copilot.leaving import Belongings, Forgotten
from copilot.library import cards
from copilot.models import (
    Action,
    ActionStatus,
    Goal,
    GoalStatus,
    Note,
    NoteKind,
    Person,
    Programme,
    Relationship,
    Viewer,
    Visibility,
)
from copilot.own_feedback import FeedbackImported
from copilot.own_guidance import GuidanceListed
from copilot.records import Records
from copilot.repository import content, drafts, people
from copilot.retrieve import search
from copilot.settings import Settings
from copilot.similarity import Similarity
from copilot.themes.codebook import codebook
from copilot.themes.report import ThemeReport, make_report
from copilot.weak_hits import weak_hits
from copilot.whole_file import write_whole
from ingest.intake import IngestReport
from ingest.models import DocumentKind, Filter, Hit, Scope
from ingest.sync import Corpus


class Copilot:
    """An open data folder and all that can be done with it. Use it as a context manager."""

    def __init__(self, settings: Settings, folder: DataFolder) -> None:
        self.settings = settings
        self._folder = folder
        self._database = folder.database
        self._library_is_current: set[str] = set()
        self._similarity = Similarity(lambda texts: self.corpus.vectors(texts))

    @classmethod
    def open(cls, settings: Settings, embedder: EmbedderFactory | None = None) -> Copilot:
        """The copilot on the settings' folder, which is made if need be; its schema is brought up to date.

        Raises:
            FolderInUse: another process has the folder open.
            DatabaseUnavailable: it cannot be written, or a newer version wrote it.
        """
        return cls(settings, DataFolder(settings, embedder))

    def __enter__(self) -> Copilot:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close index and database cleanly. Closing twice does nothing."""
        self._folder.close()

    @property
    def corpus(self) -> Corpus:
        """What can be searched."""
        return self._folder.corpus

    # Programmes and people

    def programmes(self) -> tuple[Programme, ...]:
        with self._database.read() as session:
            return people.programmes(session)

    def programme(self, identifier: str | None = None) -> Programme:
        """The named programme, or the only one.

        Raises:
            NotFound: there is none, or none of that name.
            BriefError: none is named and there are several; the error names them.
        """
        if identifier is not None:
            with self._database.read() as session:
                return people.programme(session, identifier)
        known = self.programmes()
        if not known:
            raise NotFound(
                f"There is no programme in {self.settings.folder} yet.",
                next_step="Begin with `mentor init` or `mentor import FILE`.",
            )
        if len(known) > 1:
            names = ", ".join(one.id for one in known)
            raise BriefError(
                f"There are several programmes: {names}.",
                location="--programme",
                next_step="Name one with --programme.",
            )
        return known[0]

    def as_of(self, programme: str, today: date | None = None) -> date:
        """The day to look from: the one given, else the programme's own, else today."""
        return today or self.programme(programme).as_of or date.today()

    def me(self, programme: str) -> str | None:
        """Who is meant when nobody is named: whom `begin` set up, else the only person there is, or None."""
        with self._database.read() as session:
            everyone = people.people(session, programme)
            return people.me(session, programme) or (everyone[0].id if len(everyone) == 1 else None)

    def viewer(self, programme: str, person: str) -> Viewer:
        """The person as someone who asks. Raises NotFound."""
        with self._database.read() as session:
            return access.viewer(session, programme, person)

    def people(self, programme: str, viewer: Viewer | None = None) -> tuple[Person, ...]:
        """Whom the viewer may know of, by id, without others' contact data.

        Without a viewer everyone's name: the owner of the folder picks who they are (docs/architecture.md).
        """
        with self._database.read() as session:
            known = people.people(session, programme) if viewer is None else access.known_people(session, viewer)
        mine = None if viewer is None else viewer.person.id
        return tuple(one if one.id == mine else replace(one, email="", phone="") for one in known)

    def directory(self, viewer: Viewer) -> Mapping[str, Person]:
        """Whom the viewer may name, by id, without contact data."""
        with self._database.read() as session:
            return access.directory(session, viewer)

    def relationships(self, viewer: Viewer) -> tuple[Relationship, ...]:
        """The viewer's own."""
        with self._database.read() as session:
            return access.known_relationships(session, viewer)

    def begin(self, said: Beginning) -> Begun:
        """A programme for one person alone, or a further partner in it. See `beginning.begin`."""
        return begin(self.corpus, said)

    # Files

    def import_programme(
        self, path: Path, replace: bool = False, progress: exchange.Progress | None = None
    ) -> ProgrammeContent:
        """Bring in a programme file; with `replace`, delete what is not in it. Returns what it held.

        Raises:
            InvalidInput: naming every problem; nothing was imported.
        """
        loaded = programme_file.load(path)
        exchange.bring_in(self.corpus, loaded, replace=replace, progress=progress)
        if replace:
            self._scrub()
        return loaded

    def exported(self, programme: str, viewer: Viewer | None = None) -> str:
        """The programme as a programme file's text; for a viewer, only what is theirs."""
        with self._database.read() as session:
            if viewer is None:
                return programme_file.dump(content.read(session, programme))
            return programme_file.dump(content.read_own(session, viewer, access.partners(session, viewer)))

    def export_programme(self, programme: str, path: Path, viewer: Viewer | None = None) -> None:
        """Write `exported` to a file, whole or not at all. Raises InvalidInput when it cannot be written."""
        write_whole(path, self.exported(programme, viewer).encode())

    def ingest(self, programme: str, paths: Sequence[Path], progress: exchange.Progress | None = None) -> IngestReport:
        """Read files and folders as guidance for everyone in the programme."""
        missing = [path for path in paths if not path.exists()]
        if missing:
            raise InvalidInput(f"{missing[0]} does not exist.", location=str(missing[0]), next_step="Check the path.")
        exchange.refresh_library(self.corpus, self.programme(programme).id)
        return self.corpus.ingest(programme, paths, Scope.programme(programme), progress)

    def guidance_list(self, programme: str) -> list[GuidanceListed]:
        """All guidance of the programme, by title: its own, ingested files, our library."""
        return own_guidance.listed(self.corpus, programme)

    def guidance_add(
        self, programme: str, file: Path, *, identifier: str | None = None, title: str | None = None
    ) -> Guidance:
        """Add a file as the programme's own guidance, or update it. See `own_guidance.add`."""
        return own_guidance.add(self.corpus, programme, file, identifier=identifier, title=title)

    def guidance_remove(self, programme: str, identifier: str) -> None:
        """Remove guidance by the id that `guidance_list` shows. Raises NotFound."""
        own_guidance.remove(self.corpus, programme, identifier)

    # Notes and actions

    def add_note(
        self,
        viewer: Viewer,
        text: str,
        *,
        day: date,
        relationship: str | None = None,
        visibility: Visibility | None = None,
        title: str | None = None,
        kind: NoteKind = NoteKind.SESSION,
    ) -> Note:
        """Keep a note of the viewer's. See `own_notes.add`."""
        before = self.records(viewer, day).notes
        return own_notes.add(
            self.corpus,
            viewer,
            text,
            day=day,
            before=before,
            relationship=relationship,
            visibility=visibility,
            title=title,
            kind=kind,
        )

    def notes(self, viewer: Viewer, as_of: date, relationship: str | None = None) -> tuple[Note, ...]:
        """The notes the viewer may read on that day, oldest first. Raises NotFound for a foreign relationship."""
        if relationship is not None and relationship not in viewer.relationships:
            raise own_notes.no_relationship(relationship)
        return tuple(note for note in self.records(viewer, as_of).notes if relationship in (None, note.relationship))

    def note(self, viewer: Viewer, identifier: str) -> Note:
        """A note the viewer may read, whatever its day. Raises NotFound."""
        return own_notes.named(self.records(viewer, date.max).notes, identifier)

    def remove_note(self, viewer: Viewer, identifier: str) -> Note:
        """Delete a note of the viewer's own for good. See `own_notes.remove`."""
        removed = own_notes.remove(self.corpus, viewer, self.note(viewer, identifier))
        self._scrub()
        return removed

    def records(self, viewer: Viewer, as_of: date, scopes: Collection[Scope] | None = None) -> Records:
        """What the viewer may read on that day, in `scopes` (default: all of theirs)."""
        with self._database.read() as session:
            return access.records(session, viewer, as_of, viewer.scopes if scopes is None else scopes)

    def reach(self, viewer: Viewer, audience: Collection[str]) -> frozenset[Scope]:
        """The scopes that the viewer and all these readers share."""
        with self._database.read() as session:
            return access.audience_scopes(session, viewer, audience)

    def actions(self, viewer: Viewer, as_of: date, relationship: str | None = None) -> list[TrackedAction]:
        """What is owed and what became of it: open, then proposed, each by due date; closed ones last.

        Raises NotFound for a relationship that is not the viewer's.
        """
        return own_actions.listed(self.records(viewer, as_of), self.directory(viewer), relationship)

    def decide(self, viewer: Viewer, as_of: date, action: str, status: ActionStatus) -> Action:
        """Accept (`open`), drop or finish an action the viewer can see, from that day on. See `own_actions.decide`."""
        tracked = self.actions(viewer, as_of)
        with self._database.write() as session:
            return own_actions.decide(session, viewer, tracked, action, status, day=as_of)

    # Goals

    def goals(self, viewer: Viewer, as_of: date, relationship: str | None = None) -> tuple[Goal, ...]:
        """The goals the viewer may read on that day, oldest first. Raises NotFound for a foreign relationship."""
        if relationship is not None and relationship not in viewer.relationships:
            raise own_notes.no_relationship(relationship)
        return tuple(goal for goal in self.records(viewer, as_of).goals if relationship in (None, goal.relationship))

    def add_goal(
        self,
        viewer: Viewer,
        text: str,
        *,
        day: date,
        relationship: str | None = None,
        visibility: Visibility = Visibility.PRIVATE,
    ) -> Goal:
        """Keep a goal of the viewer's. See `own_goals.add`."""
        with self._database.write() as session:
            return own_goals.add(session, viewer, text, day=day, relationship=relationship, visibility=visibility)

    def decide_goal(self, viewer: Viewer, as_of: date, goal: str, status: GoalStatus) -> Goal:
        """Mark a goal of the viewer's as reached or dropped. See `own_goals.decide`."""
        readable = self.records(viewer, as_of).goals
        with self._database.write() as session:
            return own_goals.decide(session, viewer, readable, goal, status)

    # Drafts

    def draft(
        self,
        viewer: Viewer,
        kind: str,
        brief: Mapping[str, object],
        as_of: date,
        *,
        answers: Mapping[str, str] | None = None,
        include_private: Collection[str] = (),
        seed: int = 0,
        disabled_checks: frozenset[str] = frozenset(),
    ) -> Draft:
        """A draft of that kind, or the questions that must be answered first. Nothing is sent or kept.

        Raises:
            BriefError: the brief, an answer or an id to include cannot be used.
            NotFound: it names somebody or something that is not there, or not the viewer's.
        """
        self.refresh_library(viewer.programme)
        desk = Desk(
            viewer=viewer,
            directory=self.directory(viewer),
            own=self.records(viewer, as_of),
            records=lambda scopes: self.records(viewer, as_of, scopes),
            reach=lambda audience: self.reach(viewer, audience),
            search=lambda text, where, k, per_document: search(self.corpus, text, where, k, per_document=per_document),
            similar=self._similarity,
            report=lambda wanted: self._theme_report(viewer, wanted),
            expect=self.corpus.vectors,
        )
        made = make_draft(
            desk, kind, brief, answers=answers, include_private=include_private, seed=seed, disabled=disabled_checks
        )
        if self.settings.model == "none":
            return made
        reason = f"No language model can be used yet, so {self.settings.model} was not asked."
        return made.model_copy(update={"fallback_reason": reason})

    # Feedback

    def import_feedback(
        self,
        viewer: Viewer,
        file: Path,
        mapping: Sequence[str],
        *,
        rows_are_people: bool = False,
        replace: bool = False,
    ) -> FeedbackImported:
        """Bring in a survey's answers. See `own_feedback.bring_in`. Raises NotFound for who is not staff."""
        access.staff_only(viewer)
        return own_feedback.bring_in(
            self._database, viewer.programme, file, mapping, rows_are_people=rows_are_people, replace=replace
        )

    def _theme_report(self, viewer: Viewer, wanted: FeedbackBrief) -> ThemeReport:
        with self._database.read() as session:
            rows = access.feedback_to_count(session, viewer)
            names = [person.name for person in people.people(session, viewer.programme)]
        return make_report(
            rows,
            codebook(),
            self._similarity,
            period=wanted.period,
            group=wanted.group,
            question=wanted.question,
            names=names,
        )

    def keep_draft(self, viewer: Viewer, draft: Draft) -> StoredDraft:
        """Store a draft as the viewer's own. See `own_drafts.keep`."""
        with self._database.write() as session:
            return own_drafts.keep(session, viewer, draft)

    def kept_drafts(self, viewer: Viewer) -> tuple[StoredDraft, ...]:
        """The viewer's kept drafts, the latest day first."""
        with self._database.read() as session:
            return own_drafts.listed(session, viewer)

    def kept_draft(self, viewer: Viewer, identifier: str) -> StoredDraft:
        """A draft the viewer kept. Raises NotFound."""
        with self._database.read() as session:
            return own_drafts.named(session, viewer, identifier)

    def remove_draft(self, viewer: Viewer, identifier: str) -> StoredDraft:
        """Delete a draft the viewer kept, for good. Returns what it was. Raises NotFound."""
        with self._database.write() as session:
            removed = own_drafts.named(session, viewer, identifier)
            drafts.remove(session, viewer.programme, [removed.id])
        self._database.scrub()
        return removed

    def exported_draft(self, viewer: Viewer, draft: Draft, suffix: str, *, sources: bool = False) -> bytes:
        """The draft as a file of that suffix (`exports.SUFFIXES`), for its readers. See `own_drafts.exported`."""
        with self._database.read() as session:
            return own_drafts.exported(session, viewer, draft, suffix, sources=sources)

    # Leaving

    def belongings(self, viewer: Viewer) -> Belongings:
        """What `forget` would delete."""
        with self._database.read() as session:
            return leaving.belongings(session, viewer)

    def forget(self, viewer: Viewer) -> Forgotten:
        """Delete all that is the viewer's for good, from the database's file and the index too. See `leaving`."""
        forgotten = leaving.leave(self.corpus, viewer)
        self._library_is_current.discard(viewer.programme)
        self._scrub()
        self.corpus.rebuild()
        return forgotten

    # Search, and the folder itself

    def search(
        self,
        viewer: Viewer,
        text: str,
        as_of: date,
        *,
        k: int | None = None,
        kinds: frozenset[DocumentKind] = frozenset(DocumentKind),
    ) -> list[Hit]:
        """The best passages the viewer may read, best first; nothing dated after `as_of`."""
        self.refresh_library(viewer.programme)
        where = Filter(viewer.programme, access.readable(viewer), as_of, kinds=kinds)
        return search(self.corpus, text, where, k or self.settings.results)

    def weak_hits(self, text: str, hits: Sequence[Hit]) -> frozenset[str]:
        """The ids of those of the passages found for `text` that have little to do with it."""
        return weak_hits(text, hits, self._similarity)

    def refresh_library(self, programme: str) -> None:
        """See that the programme has our library's cards as this package holds them."""
        if programme not in self._library_is_current:
            exchange.refresh_library(self.corpus, programme)
            self._library_is_current.add(programme)

    def warm_up(self, programme: str) -> None:
        """Load what drafts need and read what they all draw on: for a process that will make many."""
        self.refresh_library(programme)
        where = Filter(programme, frozenset({Scope.programme(programme)}), date.max)
        search(self.corpus, "a question", where)
        self.corpus.vectors([line for card in cards(programme) for line in lifting.likely(card.text)])

    def rebuild(self) -> int:
        """Make the index, and the database's file, anew. Returns how many passages the index holds."""
        for programme in self.programmes():
            self.refresh_library(programme.id)
        self._scrub()
        return self.corpus.rebuild()

    def backup(self, target: Path) -> None:
        """Write the database to a new file. See `copilot.folder.back_up`, which needs no open copilot."""
        back_up(self.settings, target)

    def _scrub(self) -> None:
        """Let nothing of what was deleted stay in memory or in the database's file."""
        forgetting.forget()
        self.corpus.scrub()
