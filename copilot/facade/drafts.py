"""Drafts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from copilot import model_jobs, own_drafts, own_proposals
from copilot.actions.tracking import TrackedAction
from copilot.content import StoredDraft, WorkingDraft
from copilot.desk import Desk
from copilot.draft import Draft, Question
from copilot.drafting import make_draft, preview
from copilot.facade.reading import Reading
from copilot.language_models import NONE
from copilot.models import Viewer
from copilot.repository import drafts
from copilot.retrieve import search
from copilot.studio import Studio
from copilot.typed import Typed
from copilot.writing.answer_writer import Exchange
from copilot.writing.llm import LanguageModel, Message, ModelMissing, Stop
from copilot.writing.proposing import ProposedByModel
from copilot.writing.writer import ModelAtHand, Watch


class Drafts(Reading):
    """Drafts: made, asked about, worked on and kept."""

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
        spec = self._models.choice(self.settings).spec
        if spec == NONE:
            return None

        def opened() -> LanguageModel:
            model = self._models.model(self.settings, viewer)
            if model is None:
                raise ModelMissing("No language model is set any more.", next_step="Choose one, or go on without.")
            return model

        wanted = self._models.preferences(viewer)
        return ModelAtHand(
            spec,
            opened,
            self.prompts,
            unsupported=wanted.unsupported or self.settings.unsupported,
            private_may_leave=wanted.private_may_leave,
            votes=self.settings.votes,
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
