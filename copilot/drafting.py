"""The way of one draft (docs/architecture.md): gaps, retrieval, writing, review. One way; no step reaches back."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

from copilot import editing
from copilot.actions import track_actions
from copilot.answering import first_request, make_answer
from copilot.commissioning import commission_of
from copilot.desk import Desk
from copilot.draft import Draft, DraftStatus, Finding, Question, Severity, Usage
from copilot.draft_material import evidence_of, material_of, narrowed_to, with_cited, with_pasted
from copilot.drafts import KINDS, ask, feedback, gaps_with_evidence, goal
from copilot.drafts.kind import Kind, Material, Section
from copilot.drafts.recipients import Recipients
from copilot.edits import Edits
from copilot.errors import BriefError
from copilot.private_changes import private_changes
from copilot.records import Records
from copilot.retrieve import Evidence
from copilot.review.reviewing import review
from copilot.review.voting import voted
from copilot.trouble_told import declined, of_trouble, told_of_trouble, typed_trouble
from copilot.typed import Typed, check_included, unanswered, with_answers
from copilot.writing import phrasing
from copilot.writing.about import about
from copilot.writing.agent import first_search, searches_first
from copilot.writing.answer_writer import Exchange
from copilot.writing.composer import blocks
from copilot.writing.llm import Message, Stop
from copilot.writing.model_writer import ModelWriter
from copilot.writing.plain_text import text_of
from copilot.writing.revising import revised
from copilot.writing.writer import Commission, Watch
from copilot.written import Written
from ingest.models import Scope


@dataclass(frozen=True)
class Revised:
    """A draft, and what of the edits and the sentences to include stands in it, where.

    `written` is what a language model wrote of it, or why it did not; None where none was to be asked.
    """

    draft: Draft
    edits: Edits
    included: tuple[str, ...]
    written: Written | None = None


@dataclass(frozen=True)
class _Prepared:
    """All that a draft is written from. `evidence` is None where there is nothing to write yet."""

    kind: Kind
    material: Material
    draft: Draft
    facts: Mapping[str, Any]
    unasked: Sequence[Finding]
    evidence: Evidence | None = None
    sections: tuple[Section, ...] = ()


def make_draft(
    desk: Desk,
    kind_name: str,
    fields: Mapping[str, object],
    *,
    answers: Mapping[str, str] | None = None,
    include_private: Collection[str] = (),
    seed: int = 0,
    disabled: frozenset[str] = frozenset(),
    history: Sequence[Exchange] = (),
    turns: AbstractContextManager[None] | None = None,
    watch: Watch | None = None,
    stop: Stop | None = None,
) -> Draft:
    """One draft, or the questions that must be answered first. For `turns`, `watch` and `stop` see `revise`.

    `history` is for a question of a chat: see `answering.make_answer`.

    Raises:
        BriefError: the brief's fields, an answer or a sentence id to include cannot be used.
        NotFound: the relationship or a reader is not there, or not the viewer's to name.
    """
    if kind_name == ask.KIND:
        return make_answer(desk, fields, answers, history=history, turns=turns, watch=watch, stop=stop)
    typed = Typed(fields, dict(answers or {}), include_private, seed=seed)
    made = revise(desk, kind_name, typed, disabled=disabled, turns=turns, watch=watch, stop=stop)
    check_included(made.draft, include_private)
    return made.draft


def revise(
    desk: Desk,
    kind_name: str,
    typed: Typed,
    *,
    disabled: frozenset[str] = frozenset(),
    turns: AbstractContextManager[None] | None = None,
    watch: Watch | None = None,
    stop: Stop | None = None,
) -> Revised:
    """The draft of all that was typed: written anew from what there is now, with the person's edits in it, reviewed.

    `turns` is held while this process works, never while a language model is asked. `watch` hears what happens and
    each sentence as it lands; `stop` ends the asking, and the draft is the Composer's then.

    Raises:
        BriefError: the brief's fields or a new answer cannot be used.
        NotFound: the relationship or a reader is not there, or not the viewer's to name.
    """
    started = time.perf_counter()
    turn = turns or nullcontext()
    model = None if desk.model is None or typed.written is not None else ModelWriter(desk.model)
    with turn:
        prepared = _prepared(desk, kind_name, typed)
        if model is None or prepared.evidence is None:
            composed = Written(blocks=blocks(prepared.sections))
            kept = typed.written if prepared.evidence is not None else None
            return _finished(desk, prepared, typed, kept or composed, kept, disabled, started)
        commission = commission_of(desk, prepared.material, prepared.evidence, prepared.sections, watch, stop)
    written = voted(model.write(commission), commission, desk.model)
    with turn:
        return _finished(desk, prepared, typed, written, written, disabled, started)


def revise_as_wished(
    desk: Desk,
    kind_name: str,
    typed: Typed,
    wish: str,
    *,
    turns: AbstractContextManager[None] | None = None,
    watch: Watch | None = None,
    stop: Stop | None = None,
) -> Revised:
    """The draft with its sentences said as the wish says; what the person changed by hand stays theirs.

    Raises:
        BriefError: no model is set, the wish cannot be used, or there is nothing that the model may change.
        ModelFailed: the model gave no answer; the draft stays as it was.
    """
    started = time.perf_counter()
    turn = turns or nullcontext()
    if desk.model is None:
        raise BriefError(
            "No language model is set, so nothing can be said in other words.",
            location="wish",
            next_step="Set one in Settings, or change the sentences by hand.",
        )
    with turn:
        prepared = _prepared(desk, kind_name, typed)
        if prepared.evidence is None:
            raise BriefError(
                "There is no draft to change yet.", location="wish", next_step="Answer its questions first."
            )
        base = typed.written or Written(blocks=blocks(prepared.sections))
        evidence = with_cited(desk, prepared.material, prepared.evidence, base)
        commission = commission_of(desk, prepared.material, evidence, prepared.sections, watch, stop)
    own = frozenset(one.sentence for one in typed.edits.changes)
    written = voted(revised(desk.model, commission, base, own, wish), commission, desk.model)
    with turn:
        return _finished(desk, prepared, typed, written, written, frozenset(), started)


def open_questions(desk: Desk, kind_name: str, typed: Typed) -> tuple[list[Question], Material | None]:
    """What the brief leaves open, and what a draft would be made of; None for it where nothing may be made of it.

    Raises as `revise` does.
    """
    prepared = _prepared(desk, kind_name, typed)
    is_declined = prepared.draft.status is DraftStatus.DECLINED
    return ([], None) if is_declined else (list(prepared.draft.questions), prepared.material)


def preview(desk: Desk, kind_name: str, typed: Typed) -> tuple[Message, ...]:
    """The first request that a draft or an answer would send, as it would leave; () where none would be.

    Raises as `revise` does, and ModelFailed where the model cannot be opened.
    """
    if kind_name == ask.KIND:
        return first_request(desk, typed.fields, typed.answers)
    commission = commissioned(desk, kind_name, typed)
    if desk.model is None or commission is None:
        return ()
    model = desk.model.open()
    messages, points = ModelWriter(desk.model).first_request(commission, model)
    if not any(point.place for point in points):
        return ()
    if searches_first(commission, model):
        messages = first_search(desk.model.prompts, about(commission), points)
    return model.preview(messages)


def commissioned(desk: Desk, kind_name: str, typed: Typed) -> Commission | None:
    """What a writer is given for this draft; None where something must be answered first. Raises as `revise` does."""
    prepared = _prepared(desk, kind_name, typed)
    if prepared.evidence is None:
        return None
    return commission_of(desk, prepared.material, prepared.evidence, prepared.sections, None, None)


def _prepared(desk: Desk, kind_name: str, typed: Typed) -> _Prepared:
    kind = KINDS.get(kind_name)
    if kind is None:
        raise BriefError(
            f"There is no kind of draft called {kind_name!r}.",
            location="kind",
            next_step=f"Use one of: {', '.join(sorted([*KINDS, ask.KIND]))}.",
        )
    answers = dict(typed.answers)
    brief = with_answers(kind, typed.fields, answers, desk.own.as_of)
    if isinstance(brief, goal.GoalBrief):
        brief = goal.with_its_relationship(brief, desk.own.goals, desk.viewer.person.id)
        answers = {}  # they are in the brief now, which knows an answer from an empty word
    recipients = Recipients(desk.viewer, desk.directory, desk.own.relationships, alone=desk.alone)
    resolved, questions = recipients.resolve(brief)
    material = material_of(desk, resolved.brief, resolved.relationship, resolved.audience, answers, typed.seed)
    questions, unasked = unanswered([*questions, *kind.gaps(material)], answers, kind, typed.answered)
    facts = kind.facts(material)
    draft = Draft(
        kind=kind.name,
        status=DraftStatus.QUESTIONS,
        as_of=desk.own.as_of,
        viewer=desk.viewer.person.id,
        audience=list(resolved.audience),
        questions=questions,
        missing=list(facts.get("missing", ())),
    )
    prepared = _Prepared(kind, material, draft, facts, unasked)
    if isinstance(brief, goal.GoalBrief) and of_trouble(*goal.texts_of(brief, desk.own.goals)):
        return replace(prepared, draft=declined(draft, desk.own.programme.contact))
    if any(question.blocking for question in questions):
        return prepared
    evidence = evidence_of(desk, kind, material)
    written = typed.written is not None
    sections = () if written else tuple(kind.sections(material, evidence, desk.similar))
    return replace(prepared, evidence=evidence, sections=sections)


def _finished(
    desk: Desk,
    prepared: _Prepared,
    typed: Typed,
    written: Written,
    kept: Written | None,
    disabled: frozenset[str],
    started: float,
) -> Revised:
    """The draft of what was written, with edits, reviewed."""
    draft, edits = prepared.draft, editing.applied([], typed.edits)
    if prepared.evidence is not None:
        evidence = with_cited(desk, prepared.material, prepared.evidence, written)
        draft, edits = _edited(desk, replace(prepared, evidence=evidence), evidence, written, typed, disabled)
    usage = Usage(
        seconds=round(time.perf_counter() - started, 3),
        tokens_in=written.usage.tokens_in,
        tokens_out=written.usage.tokens_out,
    )
    found = [*draft.findings, *prepared.unasked, *edits.findings]
    draft = draft.model_copy(update={"findings": found, "usage": usage})
    private = {one.id for one in draft.sentences() if one.private}
    included = tuple(one for one in dict.fromkeys(typed.included) if one in private)
    return Revised(draft, editing.with_sources(edits.edits, draft), included, kept)


def _edited(
    desk: Desk, prepared: _Prepared, evidence: Evidence, written: Written, typed: Typed, disabled: frozenset[str]
) -> tuple[Draft, editing.Applied]:
    kind, material, draft, facts = prepared.kind, prepared.material, prepared.draft, prepared.facts
    edits = editing.applied(written.blocks, typed.edits)
    if "typed" in facts:  # what stands in the draft in its author's words was said by them, too
        own = [one.text for block in edits.blocks for one in block.sentences if one.id in edits.edited]
        facts = {**facts, "typed": (*facts["typed"], *own)}
    draft = draft.model_copy(
        update={
            "status": DraftStatus.DRAFTED,
            "writer": written.writer,
            "fallback_reason": written.fallback_reason,
            "blocks": edits.blocks,
            "actions": editing.actions_left(kind.actions(material), written.blocks, edits.blocks),
            "questions": gaps_with_evidence(draft.questions, evidence, desk.similar),
            "themes": feedback.themes_of(material.report),
            "suppressed": material.report is not None and material.report.suppressed,
        }
    )
    reach = desk.reach(draft.audience)
    draft = review(
        draft,
        with_pasted(desk, material, evidence, reach, draft, edits.edited),
        evidence,
        reach,
        facts,
        included=typed.included,
        disabled=disabled,
        edited=edits.edited,
        votes=written.votes,
    )
    reviewed = draft.model_copy(
        update={
            "text": text_of(draft),
            "findings": [
                *draft.findings,
                *written.findings,
                *told_of_trouble(desk.own, material, desk.own.programme.contact),
                *typed_trouble(draft, edits.edited, desk.own.programme.contact),
                *feedback.findings_of(material.report, desk.own.programme.contact, desk.viewer.person),
                *_left_out(desk.own, material),
                *_for_the_viewer(desk, material, draft),
                *_changed_in_private(desk, material, draft),
            ],
        }
    )
    return reviewed, edits


def _changed_in_private(desk: Desk, material: Material, draft: Draft) -> list[Finding]:
    """What the viewer's private notes say of the draft's actions, which its other readers do not know."""
    pair = material.relationship
    others = [material.name(one) for one in draft.audience if one != material.viewer.id]
    if pair is None or not others or not draft.actions:
        return []
    own = narrowed_to(desk.own, pair)
    notes = [one for one in own.notes if one.relationship == pair.id and not of_trouble(one.title, one.text)]
    tracked = track_actions(notes, own.actions, pair, material.directory, own.as_of)
    return list(private_changes(material.tracked, tracked, others))


def _left_out(own: Records, material: Material) -> list[Finding]:
    """How many of the viewer's own notes the draft could not rest on, because others will read it."""
    if material.relationship is None:
        return []
    used = {note.id for note in material.records.notes}
    left = [note for note in own.notes if note.relationship == material.relationship.id and note.id not in used]
    if not left:
        return []
    notes = "One of your private notes was" if len(left) == 1 else f"{len(left)} of your private notes were"
    readers = phrasing.listing([material.name(one) for one in material.audience if one != material.viewer.id])
    return [
        Finding(
            check="private-notes-left-out",
            severity=Severity.HINT,
            message=f"{notes} left out, because {readers} will read this. Share what may be shared, or make the draft "
            f"for yourself alone (“I alone” in the form; --audience {material.viewer.id}).",
            source="our rule: private by default",
            strength="our rule",
        )
    ]


def _for_the_viewer(desk: Desk, material: Material, draft: Draft) -> list[Finding]:
    """That an agenda of one's own workspace rests on notes its partner cannot read, where nobody chose its readers."""
    pair = material.relationship
    if not desk.alone or material.brief.audience or pair is None or material.audience != (material.viewer.id,):
        return []
    noted = (material.records.note(one.id) for each in draft.sentences() for one in each.citations)
    if not any(note is not None and note.scope == Scope.person(material.viewer.id) for note in noted):
        return []
    partner = material.name(pair.partner_of(material.viewer.id))
    return [
        Finding(
            check="for-you-alone",
            severity=Severity.HINT,
            message=f"This is for your eyes: it rests on your private notes. To show it to {partner}, make it for both "
            f"of you (“Both of us” in the form; --audience {','.join(pair.members)}): then it takes what is shared.",
            source="our rule: private by default",
            strength="our rule",
        )
    ]
