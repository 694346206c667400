"""Copilot: the one façade. The command line, the API, the pages and the evals call it and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from copilot import (
    access,
    exchange,
    forgetting,
    leaving,
    model_jobs,
    own_actions,
    own_drafts,
    own_feedback,
    own_goals,
    own_guidance,
    own_notes,
    own_pairs,
    own_people,
    own_proposals,
    own_sign_ins,
    programme_file,
)
from copilot.accounts import Accounts
from copilot.actions.tracking import TrackedAction
from copilot.ahead import GoalCourse, SessionAhead, course, sessions_ahead
from copilot.answers.particular import as_asked
from copilot.answers.question import read_question
from copilot.beginning import Beginning, Begun, begin
from copilot.content import Guidance, ProgrammeContent, StoredDraft, WorkingDraft
from copilot.desk import Desk
from copilot.draft import Draft, Question
from copilot.drafting import make_draft, preview
from copilot.drafts import lifting
from copilot.drafts.feedback import FeedbackBrief
from copilot.errors import BriefError, InvalidInput, NotFound
from copilot.excerpts import search_within
from copilot.folder import DataFolder, EmbedderFactory, back_up
from copilot.language_models import NONE, LanguageModels, ModelChoice, ModelTrial, Opener, may_switch
from copilot.leaving import Belongings, Forgotten
from copilot.library import cards
from copilot.models import (
    Action,
    ActionStatus,
    Goal,
    GoalStatus,
    ModelUse,
    Note,
    NoteKind,
    Person,
    Preferences,
    Programme,
    Relationship,
    Role,
    SentEntry,
    User,
    Viewer,
    Visibility,
)
from copilot.own_actions import ActionEdit
from copilot.own_feedback import FeedbackImported
from copilot.own_goals import GoalEdit
from copilot.own_guidance import GuidanceListed, GuidanceRead
from copilot.own_notes import NoteEdit
from copilot.own_pairs import PairEdit
from copilot.own_people import PersonEdit, ProgrammeEdit
from copilot.records import Records
from copilot.repository import content, drafts, people
from copilot.retrieve import search
from copilot.review.grounding.thesaurus import thesaurus
from copilot.settings import Settings
from copilot.similarity import Similarity
from copilot.studio import Studio
from copilot.survey_file import columns_of
from copilot.themes.codebook import codebook
from copilot.themes.report import ThemeReport, make_report, shown_periods
from copilot.timeline import TimelineEntry, timeline
from copilot.typed import Typed
from copilot.weak_hits import weak_hits
from copilot.whole_file import write_whole
from copilot.writing.answer_writer import Exchange
from copilot.writing.engine import open_engine
from copilot.writing.llm import LanguageModel, Message, ModelMissing, Stop
from copilot.writing.prompting import Prompts
from copilot.writing.proposing import ProposedByModel
from copilot.writing.writer import ModelAtHand, Watch
from ingest.intake import IngestReport
from ingest.models import DocumentKind, Filter, Hit, Scope
from ingest.readers import Reader
from ingest.sync import Corpus
from ingest.turns import Turns

_DRAFTS_AT_ONCE = 2
"""Python runs one thread at a time and hands over every 5 ms: with ten drafts under way, a page that asks the database
twenty times would wait twenty times for all ten. So made in turn each draft is also done sooner, on average."""


class Copilot:
    """An open data folder and all that can be done with it. Use it as a context manager."""

    def __init__(self, settings: Settings, folder: DataFolder, models: Opener = open_engine) -> None:
        self.settings = settings
        self._folder = folder
        self._database = folder.database
        self._library_is_current: set[str] = set()
        self._is_warm = False
        self._similarity = Similarity(lambda texts: self.corpus.vectors(texts))
        self._drafting = Turns(_DRAFTS_AT_ONCE)
        self._models = LanguageModels(folder.database, models)

    @classmethod
    def open(cls, settings: Settings, embedder: EmbedderFactory | None = None, models: Opener = open_engine) -> Copilot:
        """The copilot on the settings' folder, which is made if need be; its schema is brought up to date.

        `models` opens a language model by its name.

        Raises:
            FolderInUse: another process has the folder open.
            DatabaseUnavailable: it cannot be written, or a newer version wrote it.
        """
        return cls(settings, DataFolder(settings, embedder), models)

    def __enter__(self) -> Copilot:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close models, index and database cleanly. Closing twice does nothing."""
        self._models.close()
        self._folder.close()

    def set_to(self, *, model: str | None, results: int) -> Copilot:
        """The same open folder as another caller has set it; this one stays the one to close.

        `model` where the caller named one for this call.
        """
        other = copy.copy(self)
        other.settings = self.settings.model_copy(update={"results": results})
        if model is not None:
            other.settings = other.settings.saying(model=model)
        return other

    @property
    def corpus(self) -> Corpus:
        """What can be searched."""
        return self._folder.corpus

    @cached_property
    def accounts(self) -> Accounts:
        """Who can sign in, and who is signed in."""
        return Accounts(self._database, idle=timedelta(hours=self.settings.session_hours))

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

    def is_own_workspace(self, viewer: Viewer) -> bool:
        """Whether the viewer began the programme for themself (`begin`): what they write there, they alone read."""
        with self._database.read() as session:
            return people.me(session, viewer.programme) == viewer.person.id

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

    def relationship(self, viewer: Viewer, identifier: str) -> Relationship:
        """One of the viewer's own. Raises NotFound."""
        found = next((one for one in self.relationships(viewer) if one.id == identifier), None)
        if found is None:
            raise own_notes.no_relationship(identifier)
        return found

    def timeline(self, viewer: Viewer, as_of: date, relationship: str) -> list[TimelineEntry]:
        """What happened in a relationship of the viewer's up to that day, oldest first. Raises NotFound."""
        self.relationship(viewer, relationship)
        tracked = self.actions(viewer, as_of, relationship)
        return timeline(self.records(viewer, as_of), tracked, relationship)

    def actions_from(self, viewer: Viewer, note: str) -> tuple[Action, ...]:
        """What was accepted, done or dropped of the actions found in that note, as far as the viewer may read it."""
        return tuple(one for one in self.records(viewer, date.max).actions if one.note == note)

    # The programme, for its staff: every one of these raises NotFound for anybody else

    def programme_people(self, viewer: Viewer) -> tuple[Person, ...]:
        """Everyone in the programme, by id, contact data included: staff keep it."""
        with self._database.read() as session:
            return own_people.everyone(session, viewer)

    def programme_relationships(self, viewer: Viewer) -> tuple[Relationship, ...]:
        """Every relationship of the programme, by id; nothing of what was written in it."""
        with self._database.read() as session:
            return own_pairs.pairs(session, viewer)

    def programme_unpaired(self, viewer: Viewer, as_of: date) -> tuple[Person, ...]:
        """The mentors and mentees who are in no relationship on that day, by id. See `own_pairs.unpaired`."""
        with self._database.read() as session:
            return own_pairs.unpaired(session, viewer, as_of)

    def add_person(self, viewer: Viewer, said: PersonEdit, *, identifier: str | None = None) -> Person:
        """Add a person. See `own_people.add_person`."""
        with self._database.write() as session:
            return own_people.add_person(session, viewer, identifier, said)

    def edit_person(self, viewer: Viewer, person: str, said: PersonEdit, expected: str | None = None) -> Person:
        """Change what is kept of a person. See `own_people.edit_person`."""
        with self._database.write() as session:
            return own_people.edit_person(session, viewer, person, said, expected)

    def add_relationship(
        self, viewer: Viewer, mentor: str, mentee: str, said: PairEdit, *, identifier: str | None = None
    ) -> Relationship:
        """Bring two people together. See `own_pairs.add_pair`."""
        today = self.as_of(viewer.programme)
        with self._database.write() as session:
            return own_pairs.add_pair(session, viewer, identifier, mentor, mentee, said, today)

    def edit_relationship(
        self, viewer: Viewer, relationship: str, said: PairEdit, expected: str | None = None
    ) -> Relationship:
        """Change kind or days of a relationship. See `own_pairs.edit_pair`."""
        with self._database.write() as session:
            return own_pairs.edit_pair(session, viewer, relationship, said, expected)

    def edit_programme(self, viewer: Viewer, said: ProgrammeEdit, expected: str | None = None) -> Programme:
        """Change what the programme says of itself. See `own_people.edit_programme`."""
        with self._database.write() as session:
            return own_people.edit_programme(session, viewer, said, expected)

    def sign_ins(self, viewer: Viewer) -> tuple[User, ...]:
        """Who can sign in with a password, or could, by id."""
        return own_sign_ins.listed(self.accounts, viewer)

    def invite(self, viewer: Viewer, person: str, *, new: bool) -> str:
        """A first password for somebody, told this once. See `own_sign_ins.invite`."""
        return own_sign_ins.invite(self.accounts, self.settings, viewer, person, new=new)

    def shut_out(self, viewer: Viewer, person: str) -> User:
        """Somebody cannot sign in any more. See `own_sign_ins.shut_out`."""
        return own_sign_ins.shut_out(self.accounts, viewer, person)

    def preview_people(self, viewer: Viewer, file: Path) -> ProgrammeContent:
        """What `import_people` would bring in. Raises as it does; changes nothing."""
        access.staff_only(viewer)
        return own_people.only_people(programme_file.load(file), viewer)

    def import_people(self, viewer: Viewer, file: Path) -> ProgrammeContent:
        """Bring in people, relationships and guidance from a programme file. See `own_people.only_people`."""
        loaded = self.preview_people(viewer, file)
        exchange.bring_in(self.corpus, loaded)
        return loaded

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

    def ingest(
        self,
        programme: str,
        paths: Sequence[Path],
        progress: exchange.Progress | None = None,
        *,
        viewer: Viewer | None,
    ) -> IngestReport:
        """Read files and folders as guidance for everyone in the programme. `viewer` as for `guidance_add`."""
        access.keeper_only(viewer, programme)
        missing = [path for path in paths if not path.exists()]
        if missing:
            raise InvalidInput(f"{missing[0]} does not exist.", location=str(missing[0]), next_step="Check the path.")
        exchange.refresh_library(self.corpus, self.programme(programme).id)
        return self.corpus.ingest(programme, paths, Scope.programme(programme), progress)

    def guidance_list(self, programme: str) -> list[GuidanceListed]:
        """All guidance of the programme, by title: its own, ingested files, our library."""
        return own_guidance.listed(self.corpus, programme)

    def guidance_add(
        self,
        programme: str,
        file: Path,
        *,
        viewer: Viewer | None,
        identifier: str | None = None,
        title: str | None = None,
        expected: str | None = None,
        new: bool = False,
    ) -> Guidance:
        """Add a file as the programme's own guidance, or update it. See `own_guidance.add`.

        `viewer` must be its staff; None is whoever owns the folder (docs/architecture.md).
        """
        return own_guidance.add(
            self.corpus, programme, file, viewer=viewer, identifier=identifier, title=title, expected=expected, new=new
        )

    def guidance_replace(
        self, programme: str, identifier: str, file: Path, expected: str | None = None, *, viewer: Viewer | None
    ) -> Guidance:
        """Put a file's text in the place of guidance of the programme's own. Raises NotFound, BriefError, Conflict."""
        return own_guidance.replace(self.corpus, programme, identifier, file, expected, viewer=viewer)

    def guidance_remove(
        self, programme: str, identifier: str, expected: str | None = None, *, viewer: Viewer | None
    ) -> None:
        """Remove guidance by the id that `guidance_list` shows. Raises NotFound, Conflict."""
        own_guidance.remove(self.corpus, programme, identifier, expected, viewer=viewer)

    def guidance_read(self, viewer: Viewer, identifier: str) -> GuidanceRead:
        """A piece of guidance with its headings and passages. Raises NotFound."""
        self.refresh_library(viewer.programme)
        return own_guidance.read(self.corpus, viewer, identifier)

    def guidance_passage(self, viewer: Viewer, identifier: str) -> Hit:
        """A passage of guidance by its id. Raises NotFound."""
        return own_guidance.passage(self.corpus, viewer, identifier)

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
        before = self.records(viewer, date.max).notes
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

    def edit_note(self, viewer: Viewer, identifier: str, wanted: NoteEdit, expected: str | None = None) -> Note:
        """Change, share or unshare a note of the viewer's own. See `own_notes.edit`."""
        return own_notes.edit(self.corpus, viewer, identifier, wanted, expected)

    def read_text(self, file: Path) -> str:
        """A file's text as Markdown, to be kept as a note. Raises UnsupportedFile, FileTooLarge, UnreadableFile."""
        with Reader() as reader:
            return reader.read(file).text

    def remove_note(self, viewer: Viewer, identifier: str, expected: str | None = None) -> Note:
        """Delete a note of the viewer's own for good. See `own_notes.remove`."""
        removed = own_notes.remove(self.corpus, viewer, self.note(viewer, identifier), expected)
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

    def decide(
        self,
        viewer: Viewer,
        as_of: date,
        action: str,
        status: ActionStatus | None,
        *,
        wanted: ActionEdit | None = None,
        expected: str | None = None,
    ) -> Action:
        """Accept (`open`), drop or finish an action the viewer can see, from that day on. See `own_actions.decide`."""
        return self._decide(viewer, as_of, action, status, wanted, expected)

    def decide_proposal(
        self,
        viewer: Viewer,
        as_of: date,
        note: str,
        start: int,
        end: int,
        status: ActionStatus,
        *,
        wanted: ActionEdit | None = None,
    ) -> Action:
        """Accept or drop what a model found in a note: the words from `start` to `end`. See `own_actions.decide`.

        Raises:
            NotFound: there is no such note, or it is not the viewer's to read.
            BriefError: there is nothing to be done there, or what is wanted of it cannot be.
        """
        found = own_proposals.proposal(self.note(viewer, note), start, end, None)
        return self._decide(viewer, as_of, found.action.id, status, wanted, None, beside=found)

    def _decide(
        self,
        viewer: Viewer,
        as_of: date,
        action: str,
        status: ActionStatus | None,
        wanted: ActionEdit | None,
        expected: str | None,
        beside: TrackedAction | None = None,
    ) -> Action:
        """`beside` is a proposal of a note that stays as it is meanwhile."""
        while True:
            seen = self.records(viewer, as_of)
            tracked = own_actions.listed(seen, self.directory(viewer))  # reads every note, so outside the transaction
            if beside is not None:
                own_proposals.still_said(beside, seen.notes)
                tracked = [*tracked, beside]
            pair = seen.relationships.get(own_actions.named(tracked, action).action.relationship or "")
            owners = pair.members if pair is not None else ()
            with self._database.write() as session:
                if access.records(session, viewer, as_of, viewer.scopes) != seen:
                    continue
                return own_actions.decide(
                    session, viewer, tracked, action, status, day=as_of, wanted=wanted, expected=expected, owners=owners
                )

    def action(self, viewer: Viewer, as_of: date, identifier: str) -> TrackedAction:
        """An action the viewer may see, as it stands on that day. Raises NotFound, BriefError."""
        return own_actions.named(self.actions(viewer, as_of), identifier)

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

    def decide_goal(
        self, viewer: Viewer, as_of: date, goal: str, status: GoalStatus, expected: str | None = None
    ) -> Goal:
        """Mark a goal of the viewer's as reached or dropped. See `own_goals.decide`."""
        with self._database.write() as session:
            readable = access.records(session, viewer, as_of, viewer.scopes).goals
            return own_goals.decide(session, viewer, readable, goal, status, expected)

    def goal(self, viewer: Viewer, identifier: str) -> Goal:
        """A goal the viewer may read, whatever its day. Raises NotFound."""
        return own_goals.named(self.records(viewer, date.max).goals, identifier)

    def edit_goal(self, viewer: Viewer, identifier: str, wanted: GoalEdit, expected: str | None = None) -> Goal:
        """Change a goal of the viewer's own. See `own_goals.edit`."""
        with self._database.write() as session:
            return own_goals.edit(session, viewer, identifier, wanted, expected)

    def goal_course(self, viewer: Viewer, as_of: date, goal: Goal) -> GoalCourse:
        """Where a goal stands: as it was sharpened in the viewer's drafts, its days, what it still lacks."""
        return course(goal, [kept.draft for kept in self.kept_drafts(viewer)], as_of)

    def sessions_ahead(self, viewer: Viewer, as_of: date) -> tuple[SessionAhead, ...]:
        """When the viewer meets whom next, as far as the notes they may read say. See `ahead.sessions_ahead`."""
        return sessions_ahead(self.records(viewer, as_of))

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
        history: Sequence[Exchange] = (),
        watch: Watch | None = None,
        stop: Stop | None = None,
    ) -> Draft:
        """A draft of that kind, or the questions that must be answered first. Nothing is kept.

        Where a language model is set it is asked: `watch` hears each step and each sentence as it lands, `stop` ends
        the asking. Whatever becomes of it, there is a draft. `history` is what was asked before in the same chat.

        Raises:
            BriefError: the brief, an answer or an id to include cannot be used.
            NotFound: it names somebody or something that is not there, or not the viewer's.
        """
        return make_draft(
            self._desk(viewer, as_of),
            kind,
            brief,
            answers=answers,
            include_private=include_private,
            seed=seed,
            disabled=disabled_checks,
            history=history,
            turns=self._drafting,
            watch=watch,
            stop=stop,
        )

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
        """A draft of the studio, said as the wish says. See `Studio.revise`."""
        return self.studio.revise(viewer, identifier, wish, version, watch=watch, stop=stop)

    def would_send(
        self,
        viewer: Viewer,
        kind: str,
        brief: Mapping[str, object],
        as_of: date,
        *,
        answers: Mapping[str, str] | None = None,
    ) -> tuple[Message, ...]:
        """The first request that this draft would send to the model that is set, exactly as it would leave.

        () where nothing would be sent: no model is set, or something must be answered first.

        Raises:
            BriefError, NotFound: as `draft` does.
            ModelFailed: the model cannot be opened.
        """
        with self._drafting:
            return preview(self._desk(viewer, as_of), kind, Typed(brief, dict(answers or {})))

    def propose_actions(self, viewer: Viewer, note: str, *, stop: Stop | None = None) -> tuple[ProposedByModel, ...]:
        """What the language model finds that somebody owes by a note: proposals in its exact words. Nothing is kept.

        Raises:
            BriefError: no model is set, or the note is private and may not go to it.
            ModelFailed: it gave no answer.
            NotFound: there is no such note, or it is not the viewer's to read.
        """
        return model_jobs.propose_actions(self._desk(viewer, date.max), self.note(viewer, note), stop)

    def proposals(
        self, viewer: Viewer, as_of: date, note: str, *, stop: Stop | None = None
    ) -> tuple[TrackedAction, ...]:
        """What the language model finds to be done in a note beyond what is found without one: see `propose_actions`.

        Nothing is kept until `decide_proposal` is told.
        """
        found = self.propose_actions(viewer, note, stop=stop)
        return own_proposals.beyond(self.note(viewer, note), found, self.actions(viewer, as_of))

    def goal_question(
        self,
        viewer: Viewer,
        brief: Mapping[str, object],
        as_of: date,
        *,
        answers: Mapping[str, str] | None = None,
        skip: Collection[str] = (),
        stop: Stop | None = None,
    ) -> Question | None:
        """The next single question about a goal, worded by the language model if there is one; None where nothing is open.

        `skip`: ids of questions that are not to be asked.

        Raises:
            BriefError, NotFound: as `draft` does.
        """
        with self._drafting:
            desk = self._desk(viewer, as_of)
            asked = model_jobs.next_question(desk, brief, answers or {}, skip)
        return model_jobs.worded_question(desk, asked, stop) if asked else None

    @property
    def studio(self) -> Studio:
        """The drafts that people work on."""
        return Studio(self._database, self._desk, self._database.scrub, self._drafting)

    def _desk(self, viewer: Viewer, as_of: date) -> Desk:
        """What a draft of the viewer's is made with on that day."""
        self.refresh_library(viewer.programme)
        return Desk(
            viewer=viewer,
            directory=self.directory(viewer),
            own=self.records(viewer, as_of),
            records=lambda scopes: self.records(viewer, as_of, scopes),
            reach=lambda audience: self.reach(viewer, audience),
            search=lambda text, where, k, per_document: search(self.corpus, text, where, k, per_document=per_document),
            similar=self._similarity,
            report=lambda wanted: self._theme_report(viewer, wanted),
            expect=self.corpus.vectors,
            notes=lambda: self.records(viewer, date.max).notes,
            alone=self.is_own_workspace(viewer),
            passages=self.corpus.hits,
            model=self._model_at_hand(viewer),
        )

    def _model_at_hand(self, viewer: Viewer) -> ModelAtHand | None:
        """The language model that the viewer's drafts may ask, opened when one does; None where none is set."""
        spec = self.model_choice().spec
        if spec == NONE:
            return None

        def opened() -> LanguageModel:
            model = self.language_model(viewer)
            if model is None:
                raise ModelMissing("No language model is set any more.", next_step="Choose one, or go on without.")
            return model

        wanted = self.preferences(viewer)
        return ModelAtHand(
            spec,
            opened,
            self.prompts,
            unsupported=wanted.unsupported or self.settings.unsupported,
            private_may_leave=wanted.private_may_leave,
            votes=self.settings.votes,
        )

    @cached_property
    def prompts(self) -> Prompts:
        """What language models are told."""
        return Prompts(self.settings.prompts)

    # Feedback

    def survey_columns(self, viewer: Viewer, file: Path) -> tuple[str, ...]:
        """The columns of a survey's CSV file. Raises NotFound for who is not staff, InvalidInput for no table."""
        access.staff_only(viewer)
        return columns_of(file)

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

    def feedback_periods(self, viewer: Viewer) -> tuple[str, ...]:
        """The periods whose themes can be shown: enough people said something. Raises NotFound for who is not staff."""
        with self._database.read() as session:
            return shown_periods(access.feedback_to_count(session, viewer))

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
        """The viewer's kept drafts and the latest versions of those in the studio, the latest day first."""
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
            drafts.remove(session, viewer.programme, [removed.known_as])
        self._database.scrub()
        return removed

    def exported_draft(self, viewer: Viewer, draft: Draft, suffix: str, *, sources: bool = False) -> bytes:
        """The draft as a file of that suffix (`exports.SUFFIXES`), for its readers. See `own_drafts.exported`."""
        with self._database.read() as session:
            return own_drafts.exported(session, viewer, draft, suffix, sources=sources)

    # Language models

    def model_choice(self) -> ModelChoice:
        """Which model writes, who said so, and what keeps it from being used, if anything does."""
        return self._models.choice(self.settings)

    def writing_model(self) -> str | None:
        """The name of the model that writes, whether or not it can be used; None where none is set."""
        return self._models.named(self.settings)

    def choose_model(self, viewer: Viewer | None, spec: str | None) -> ModelChoice:
        """Set the model for all of the folder. See `LanguageModels.choose`."""
        return self._models.choose(self.settings, viewer, spec)

    def may_choose_model(self, viewer: Viewer) -> bool:
        """Whether the viewer may set the model and try one. See `language_models.may_switch`."""
        try:
            may_switch(self.settings, viewer)
        except NotFound:
            return False
        return True

    def try_model(self, viewer: Viewer | None, spec: str | None = None, stop: Stop | None = None) -> ModelTrial:
        """How a model answers. See `LanguageModels.try_it`."""
        return self._models.try_it(self.settings, viewer, spec, stop)

    def language_model(self, viewer: Viewer) -> LanguageModel | None:
        """The model for one draft of the viewer's, or None. See `LanguageModels.model`."""
        return self._models.model(self.settings, viewer)

    def sent_log(self, viewer: Viewer) -> tuple[SentEntry, ...]:
        """The viewer's own requests to models, newest first, without their text."""
        return self._models.sent(viewer)

    def model_usage(self, programme: str, *, viewer: Viewer | None) -> tuple[ModelUse, ...]:
        """Sums per model. Raises NotFound for who is not the programme's staff; None is whoever owns the folder."""
        return self._models.usage(programme, viewer)

    def preferences(self, viewer: Viewer) -> Preferences:
        """What the viewer allows."""
        return self._models.preferences(viewer)

    def set_preferences(self, viewer: Viewer, said: Preferences) -> Preferences:
        """Keep what the viewer allows."""
        return self._models.set_preferences(viewer, said)

    # Leaving

    def belongings(self, viewer: Viewer) -> Belongings:
        """What `forget` would delete."""
        with self._database.read() as session:
            return leaving.belongings(session, viewer)

    def forget(self, viewer: Viewer) -> Forgotten:
        """Delete all that is the viewer's for good, from the database's file and the index too. See `leaving`."""
        forgotten = leaving.leave(self.corpus, viewer)
        self._models.close()  # a model run here keeps what it has read
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
        words: int | None = None,
    ) -> list[Hit]:
        """The best passages the viewer may read, best first; nothing dated after `as_of`.

        With `words`, as much as fits into so many: of notes the lines that tell most, `k` hits at most.
        """
        self.refresh_library(viewer.programme)
        where = Filter(viewer.programme, access.readable(viewer), as_of, kinds=kinds)
        if words is not None:
            return search_within(self.corpus, text, where, words)[:k]
        asked = as_asked(
            text,
            lambda: read_question(
                text,
                viewer.person,
                {one.id: one for one in self.people(viewer.programme)},
                self.relationships(viewer),
                as_of,
            ),
        )
        return search(self.corpus, text, where, k or self.settings.results, asked=asked)

    def weak_hits(self, text: str, hits: Sequence[Hit]) -> frozenset[str]:
        """The ids of those of the passages found for `text` that have little to do with it."""
        return weak_hits(text, hits, self._similarity)

    def refresh_library(self, programme: str) -> None:
        """See that the programme has our library's cards as this package holds them."""
        if programme not in self._library_is_current:
            exchange.refresh_library(self.corpus, programme)
            self._library_is_current.add(programme)

    @property
    def is_warm(self) -> bool:
        """Whether the encoder is loaded, so that a first draft takes no longer than the next."""
        return self._is_warm

    def warm_up(self, programme: str | None) -> None:
        """Load what drafts need and read what they all draw on: for a process that will make many.

        What a first draft needs comes first; the comments of the last survey, which only staff's reports need, last.
        Without a programme, where there is none yet, the encoder alone: for the first note of a first start.
        """
        if programme is None:
            self.corpus.embedder().encode_query("a question")
            self._is_warm = True
            return
        self.refresh_library(programme)
        where = Filter(programme, frozenset({Scope.programme(programme)}), date.max)
        search(self.corpus, "a question", where)
        self.corpus.embedder().encode_query("a question")  # of our own texts the vectors are known without loading it
        self.corpus.vectors([line for card in cards(programme) for line in lifting.likely(card.text)])
        thesaurus()
        self._is_warm = True
        self.corpus.vectors(codebook().texts)
        staff = next((one for one in self.people(programme) if Role.STAFF in one.roles), None)
        if staff is not None:
            viewer = self.viewer(programme, staff.id)
            for period in self.feedback_periods(viewer)[-1:]:
                self._theme_report(viewer, FeedbackBrief(period=period))

    def rebuild(self) -> int:
        """Make the index, and the database's file, anew. Returns how many passages the index holds.

        What another encoder encoded is encoded again.
        """
        for programme in self.programmes():
            self.refresh_library(programme.id)
        self.corpus.reembed()
        self._scrub()
        return self.corpus.rebuild()

    def backup(self, target: Path) -> None:
        """Write the database to a new file. See `copilot.folder.back_up`, which needs no open copilot."""
        back_up(self.settings, target)

    def _scrub(self) -> None:
        """Let nothing of what was deleted stay in memory or in the database's file."""
        forgetting.forget()
        self.corpus.scrub()
