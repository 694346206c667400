"""The way of one draft (docs/architecture.md): gaps, retrieval, writing, review. One way; no step reaches back."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from copilot import editing
from copilot.actions import track_actions
from copilot.answering import make_answer
from copilot.desk import Desk
from copilot.draft import Draft, DraftStatus, Finding, Severity, Usage
from copilot.draft_material import evidence_of, material_of, narrowed_to, with_pasted
from copilot.drafts import KINDS, ask, feedback, gaps_with_evidence, goal
from copilot.drafts.kind import Kind, Material
from copilot.drafts.recipients import Recipients
from copilot.edits import Edits
from copilot.errors import BriefError
from copilot.private_changes import private_changes
from copilot.records import Records
from copilot.review.reviewing import review
from copilot.trouble_told import declined, of_trouble, told_of_trouble, typed_trouble
from copilot.typed import Typed, check_included, unanswered, with_answers
from copilot.writing import phrasing
from copilot.writing.composer import Composer
from copilot.writing.plain_text import text_of
from ingest.models import Scope


@dataclass(frozen=True)
class Revised:
    """A draft, and what of the edits and the sentences to include stands in it, where."""

    draft: Draft
    edits: Edits
    included: tuple[str, ...]


def make_draft(
    desk: Desk,
    kind_name: str,
    fields: Mapping[str, object],
    *,
    answers: Mapping[str, str] | None = None,
    include_private: Collection[str] = (),
    seed: int = 0,
    disabled: frozenset[str] = frozenset(),
) -> Draft:
    """One draft, or the questions that must be answered first.

    Raises:
        BriefError: the brief's fields, an answer or a sentence id to include cannot be used.
        NotFound: the relationship or a reader is not there, or not the viewer's to name.
    """
    if kind_name == ask.KIND:
        return make_answer(desk, fields, answers)
    typed = Typed(fields, dict(answers or {}), include_private, seed=seed)
    revised = revise(desk, kind_name, typed, disabled=disabled)
    check_included(revised.draft, include_private)
    return revised.draft


def revise(desk: Desk, kind_name: str, typed: Typed, *, disabled: frozenset[str] = frozenset()) -> Revised:
    """The draft of all that was typed: written anew from what there is now, with the person's edits in it, reviewed.

    Raises:
        BriefError: the brief's fields or a new answer cannot be used.
        NotFound: the relationship or a reader is not there, or not the viewer's to name.
    """
    started = time.perf_counter()
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
    edits = editing.applied([], typed.edits)
    if isinstance(brief, goal.GoalBrief) and of_trouble(*goal.texts_of(brief, desk.own.goals)):
        draft = declined(draft, desk.own.programme.contact)
    elif not any(question.blocking for question in questions):
        draft, edits = _write(desk, kind, material, draft, facts, typed, disabled)
    draft = draft.model_copy(
        update={
            "findings": [*draft.findings, *unasked, *edits.findings],
            "usage": Usage(seconds=round(time.perf_counter() - started, 3)),
        }
    )
    private = {one.id for one in draft.sentences() if one.private}
    included = tuple(one for one in dict.fromkeys(typed.included) if one in private)
    return Revised(draft, editing.with_sources(edits.edits, draft), included)


def _write(
    desk: Desk,
    kind: Kind,
    material: Material,
    draft: Draft,
    facts: Mapping[str, Any],
    typed: Typed,
    disabled: frozenset[str],
) -> tuple[Draft, editing.Applied]:
    evidence = evidence_of(desk, kind, material)
    writer = Composer()
    written = writer.write(kind, material, evidence, desk.similar)
    edits = editing.applied(written, typed.edits)
    if "typed" in facts:  # what stands in the draft in its author's words was said by them, too
        own = [one.text for block in edits.blocks for one in block.sentences if one.id in edits.edited]
        facts = {**facts, "typed": (*facts["typed"], *own)}
    draft = draft.model_copy(
        update={
            "status": DraftStatus.DRAFTED,
            "writer": writer.name,
            "blocks": edits.blocks,
            "actions": editing.actions_left(kind.actions(material), written, edits.blocks),
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
    )
    reviewed = draft.model_copy(
        update={
            "text": text_of(draft),
            "findings": [
                *draft.findings,
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
