"""The way of one draft (docs/architecture.md): gaps, retrieval, writing, review. One way; no step reaches back."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from copilot import editing
from copilot.actions import find_corrections, find_plans, track_actions
from copilot.answering import make_answer
from copilot.brief import Brief, parse_brief
from copilot.draft import Draft, DraftStatus, Finding, Question, Severity, Usage
from copilot.drafts import KINDS, ask, feedback, gaps_with_evidence, goal
from copilot.drafts.kind import Kind, Material, Similarity
from copilot.drafts.recipients import Recipients
from copilot.edits import Edits
from copilot.errors import BriefError
from copilot.models import Goal, Note, Person, Relationship, Viewer
from copilot.records import Records
from copilot.retrieve import Evidence, Query, gather
from copilot.review.pasted import pasted
from copilot.review.reviewing import review
from copilot.review.trouble import find_trouble
from copilot.themes.report import ThemeReport
from copilot.writing import phrasing
from copilot.writing.composer import Composer
from copilot.writing.plain_text import text_of
from ingest.models import DocumentKind, Filter, Hit, Scope

_OWN_KINDS = frozenset({"outreach", "goal"})
"""Kinds that are their author's own: they may rest on what is private, which review then holds back."""
_WHOM = "the people who run your programme"
"""Whom to turn to where the programme names nobody."""


@dataclass(frozen=True)
class Desk:
    """What a draft is made with: one viewer's reach on one day.

    `records(scopes)` are the records in those scopes; `reach(audience)` the scopes that viewer and
    readers share; `search(text, filter, k, per_document)` the passages. `expect` hears the texts that will be
    searched for, so that they can be encoded together. `directory` names people, without contact data.
    `report(brief)` counts themes of feedback; it raises NotFound for whoever is not staff. `notes()` are all that
    the viewer may read, whatever their day, to see whose words somebody typed into a draft.
    """

    viewer: Viewer
    directory: Mapping[str, Person]
    own: Records
    records: Callable[[frozenset[Scope]], Records]
    reach: Callable[[Collection[str]], frozenset[Scope]]
    search: Callable[[str, Filter, int, int], Sequence[Hit]]
    similar: Similarity
    report: Callable[[feedback.FeedbackBrief], ThemeReport]
    expect: Callable[[Sequence[str]], object]
    notes: Callable[[], Sequence[Note]] = tuple


@dataclass(frozen=True)
class Typed:
    """All that a person put into one draft: the brief's fields, answers, private sentences included, edits.

    `answered` are ids of answers that were taken before: one that no question asks for any more is reported then,
    not refused.
    """

    fields: Mapping[str, object]
    answers: Mapping[str, str] = field(default_factory=dict)
    included: Collection[str] = ()
    edits: Edits = field(default_factory=Edits)
    answered: Collection[str] = ()
    seed: int = 0


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
    _check_included(revised.draft, include_private)
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
    brief = _with_answers(kind, typed.fields, answers)
    if isinstance(brief, goal.GoalBrief):
        brief = goal.with_its_relationship(brief, desk.own.goals, desk.viewer.person.id)
        answers = {}  # they are in the brief now, which knows an answer from an empty word
    resolved, questions = Recipients(desk.viewer, desk.directory, desk.own.relationships).resolve(brief)
    material = _material(desk, resolved.brief, resolved.relationship, resolved.audience, answers, typed.seed)
    questions, unasked = _unanswered([*questions, *kind.gaps(material)], answers, kind, typed.answered)
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
    if isinstance(brief, goal.GoalBrief) and _of_trouble(*goal.texts_of(brief, desk.own.goals)):
        draft = _declined(draft, desk.own.programme.contact)
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
    facts: Mapping[str, object],
    typed: Typed,
    disabled: frozenset[str],
) -> tuple[Draft, editing.Applied]:
    evidence = _evidence(desk, kind, material)
    writer = Composer()
    written = writer.write(kind, material, evidence, desk.similar)
    edits = editing.applied(written, typed.edits)
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
        _with_pasted(desk, material, evidence, reach, draft, edits.edited),
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
                *_trouble(desk.own, material, desk.own.programme.contact),
                *_typed_trouble(draft, edits.edited, desk.own.programme.contact),
                *feedback.findings_of(material.report, desk.own.programme.contact),
                *_left_out(desk.own, material),
            ],
        }
    )
    return reviewed, edits


def _with_pasted(
    desk: Desk,
    material: Material,
    evidence: Evidence,
    reach: Collection[Scope],
    draft: Draft,
    edited: Collection[str],
) -> Material:
    """The material with the notes and goals whose words the person typed into the draft, which its sentences now cite.

    A sentence with words of a private note rests on it, whoever typed them: so it is held back like any other.
    """
    typed = [one for one in draft.sentences() if one.id in edited]
    if not typed:
        return material
    notes = desk.notes()
    records: list[Note | Goal] = [*notes, *desk.own.goals]
    opened = [piece.passage.text for piece in evidence.pieces()]
    opened += [f"{person.name} {person.title}" for person in desk.directory.values()]
    for sentence in typed:
        cited = {(one.kind, one.id) for one in sentence.citations}
        found = pasted(sentence.text, records, reach, opened)
        sentence.citations += [one for one in found if (one.kind, one.id) not in cited]
    known = {note.id for note in material.records.notes}
    named = {one.id for sentence in typed for one in sentence.citations} - known
    added = tuple(note for note in notes if note.id in named)
    return replace(material, records=replace(material.records, notes=(*material.records.notes, *added)))


def _typed_trouble(draft: Draft, edited: Collection[str], contact: str) -> list[Finding]:
    """Whom to turn to, where words typed into the draft speak of trouble. They stay: they are the person's own."""
    return [
        Finding(
            check="trouble",
            severity=Severity.WARN,
            sentence=sentence.id,
            message=f"What you wrote here speaks of something no draft should handle. You can turn to {contact or _WHOM}.",
            source="our rule: trouble is never advised on",
            strength="our rule",
        )
        for sentence in draft.sentences()
        if sentence.id in edited and _of_trouble(sentence.text)
    ]


def _declined(draft: Draft, contact: str) -> Draft:
    """Nothing but whom to turn to: what was typed is trouble, and none of it is repeated or asked about."""
    told = Finding(
        check="trouble",
        severity=Severity.WARN,
        message=f"This speaks of something no draft should handle. You can turn to {contact or _WHOM}.",
        source="our rule: trouble is never advised on",
        strength="our rule",
    )
    return draft.model_copy(update={"status": DraftStatus.DECLINED, "questions": [], "missing": [], "findings": [told]})


def _unanswered(
    questions: Sequence[Question], answers: Mapping[str, str], kind: Kind, before: Collection[str]
) -> tuple[list[Question], list[Finding]]:
    """The questions that no answer meets, and a finding for each answer of `before` that no question asks for now.

    Raises BriefError for a new answer to a question nobody asked.
    """
    asked = {question.id for question in questions}
    strange = [one for one in answers if one not in asked and one not in kind.brief.model_fields and one != "time"]
    new = [one for one in strange if one not in before]
    if new:
        raise BriefError(
            f"There is no question {new[0]!r} to answer in this draft.",
            location="answers",
            next_step=f"Questions are: {', '.join(sorted(asked)) or 'none'}.",
        )
    unasked = [
        Finding(
            check=editing.CHECK,
            severity=Severity.WARN,
            message=f"Your answer to {one!r} no longer has a question. Here is your text: “{answers[one]}”",
            source="our rule: nothing typed is lost",
            strength="our rule",
        )
        for one in strange
        if answers[one].strip()
    ]
    left = [question for question in questions if question.blocking or not answers.get(question.id, "").strip()]
    return left, unasked


def _with_answers(kind: Kind, fields: Mapping[str, object], answers: Mapping[str, str]) -> Brief:
    """The brief with the answers to its own questions filled in; other answers stay answers."""
    filled = {name: value for name, value in fields.items() if name != "kind"}
    named = fields.get("kind")
    if named not in (None, "", kind.name):
        raise BriefError(
            f"The brief is of kind {named!r}, the command asks for {kind.name!r}.",
            location="kind",
            next_step="Use the brief with its own kind, or drop the field.",
        )
    for name, text in answers.items():
        if name in kind.brief.model_fields:
            filled[name] = text
        elif kind.name == goal.Goal.name:
            filled["answers"] = goal.with_answer(filled.get("answers"), name, text)
        elif name == "time" and filled.get("ask"):
            filled["ask"] = f"{str(filled['ask']).rstrip(' .?!')}, {text.strip()}"
    return parse_brief(kind.brief, filled)


def _material(
    desk: Desk,
    brief: Brief,
    relationship: Relationship | None,
    audience: tuple[str, ...],
    answers: Mapping[str, str],
    seed: int,
) -> Material:
    """The records this draft may rest on: about its relationship or about none, in the right scopes.

    A message is its author's own: it may draw on private notes, which review then holds back. Anything
    else that others read rests on what all its readers may see.
    """
    scopes = desk.viewer.scopes if brief.kind in _OWN_KINDS else desk.reach(audience)
    records = _about(desk.records(scopes), relationship)
    troubled = frozenset(note.id for note in records.notes if _of_trouble(note.title, note.text))
    records = replace(
        records,
        goals=tuple(goal for goal in records.goals if not _of_trouble(goal.text)),
        actions=tuple(one for one in records.actions if not _of_trouble(one.text) and one.note not in troubled),
    )
    if _of_trouble(getattr(brief, "focus", None)):
        brief = brief.model_copy(update={"focus": None})
    people = desk.directory
    notes = [
        note
        for note in records.notes
        if note.id not in troubled and (relationship is None or note.relationship == relationship.id)
    ]
    tracked = track_actions(notes, records.actions, relationship, people, records.as_of) if relationship else []
    plans = find_plans(notes, relationship, people, records.as_of) if relationship else []
    return Material(
        brief=brief,
        viewer=desk.viewer.person,
        audience=audience,
        records=records,
        directory=people,
        relationship=relationship,
        tracked=tuple(tracked),
        plans=tuple(plans),
        corrections=tuple(find_corrections(notes)),
        troubled=troubled,
        stage=desk.own.stage(relationship.id) if relationship else None,
        answers=dict(answers),
        seed=seed,
        report=desk.report(brief) if isinstance(brief, feedback.FeedbackBrief) else None,
    )


def _about(records: Records, relationship: Relationship | None) -> Records:
    """Narrowed to the relationship's matters and those about no relationship at all."""
    subjects = {None, relationship.id if relationship else None}
    return replace(
        records,
        notes=tuple(note for note in records.notes if note.relationship in subjects),
        goals=tuple(goal for goal in records.goals if goal.relationship in subjects),
        actions=tuple(action for action in records.actions if action.relationship in subjects),
    )


def _evidence(desk: Desk, kind: Kind, material: Material) -> Evidence:
    scopes = desk.viewer.scopes if material.brief.kind in _OWN_KINDS else desk.reach(material.audience)
    subject = material.relationship.id if material.relationship else None
    programme = Scope.programme(desk.viewer.programme)

    def find(query: Query) -> Sequence[Hit]:
        guidance_only = query.kinds == frozenset({DocumentKind.GUIDANCE})
        where = Filter(
            programme=desk.viewer.programme,
            as_of=material.as_of,
            kinds=query.kinds,
            scopes=frozenset({programme}) if guidance_only else scopes,
            subjects=frozenset({None}) if guidance_only else frozenset({subject, None}),
        )
        return desk.search(query.text, where, query.k * 4, query.per_document)

    plan = kind.plan(material)
    desk.expect([query.text for query in plan])
    return gather(find, plan)


def _check_included(draft: Draft, include_private: Collection[str]) -> None:
    """Raises BriefError where an id to include names no private sentence of this draft."""
    private = [one.id for one in draft.sentences() if one.private]
    unknown = [one for one in include_private if one not in private]
    if unknown:
        raise BriefError(
            f"No private sentence {unknown[0]} is in this draft.",
            location="include_private",
            next_step=f"Private ones are: {', '.join(private) or 'none'}.",
        )


def _of_trouble(*texts: str | None) -> bool:
    return any(find_trouble(text) for text in texts if text)


def _trouble(own: Records, material: Material, contact: str) -> list[Finding]:
    """Whom to turn to, where notes, goals or actions speak of trouble. Nothing of them is repeated."""
    pair = material.relationship.id if material.relationship else None
    days = {note.date.isoformat() for note in material.records.notes if note.id in material.troubled}
    what = [f"A note of {day}" for day in sorted(days)]
    what += ["A goal" for goal in own.goals if goal.relationship in (None, pair) and _of_trouble(goal.text)][:1]
    what += ["An action" for one in own.actions if one.relationship in (None, pair) and _of_trouble(one.text)][:1]
    whom = contact or _WHOM
    return [
        Finding(
            check="trouble",
            severity=Severity.WARN,
            message=f"{one} speaks of something no draft should handle; nothing of it was used. You can turn to {whom}.",
            source="our rule: trouble is never advised on",
            strength="our rule",
        )
        for one in what
    ]


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
            f"for yourself alone (--audience {material.viewer.id}).",
            source="our rule: private by default",
            strength="our rule",
        )
    ]
