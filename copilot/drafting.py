"""The way of one draft (docs/architecture.md): gaps, retrieval, writing, review. One way; no step reaches back."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from copilot.actions import find_corrections, find_plans, track_actions
from copilot.brief import Brief, parse_brief
from copilot.draft import Draft, DraftStatus, Finding, Severity, Usage
from copilot.drafts import KINDS, gaps_with_evidence
from copilot.drafts.kind import Kind, Material, Similarity
from copilot.drafts.recipients import Recipients
from copilot.errors import BriefError
from copilot.models import Person, Relationship, Viewer
from copilot.records import Records
from copilot.retrieve import Evidence, Query, gather
from copilot.review.reviewing import review
from copilot.review.trouble import find_trouble
from copilot.writing.composer import Composer
from copilot.writing.plain_text import text_of
from ingest.models import DocumentKind, Filter, Hit, Scope


@dataclass(frozen=True)
class Desk:
    """What a draft is made with: one viewer's reach on one day.

    `records(scopes)` are the records in those scopes; `reach(audience)` the scopes that viewer and
    readers share; `search(text, filter, k)` the passages. `directory` names people, without contact data.
    """

    viewer: Viewer
    directory: Mapping[str, Person]
    own: Records
    records: Callable[[frozenset[Scope]], Records]
    reach: Callable[[Collection[str]], frozenset[Scope]]
    search: Callable[[str, Filter, int, int], Sequence[Hit]]
    similar: Similarity


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
    started = time.perf_counter()
    kind = KINDS.get(kind_name)
    if kind is None:
        raise BriefError(
            f"There is no kind of draft called {kind_name!r}.",
            location="kind",
            next_step=f"Use one of: {', '.join(sorted(KINDS))}.",
        )
    answers = dict(answers or {})
    brief = _with_answers(kind, fields, answers)
    resolved, questions = Recipients(desk.viewer, desk.directory, desk.own.relationships).resolve(brief)
    material = _material(desk, resolved.brief, resolved.relationship, resolved.audience, answers, seed)
    questions = [*questions, *kind.gaps(material)]
    draft = Draft(
        kind=kind.name,
        status=DraftStatus.QUESTIONS,
        as_of=desk.own.as_of,
        viewer=desk.viewer.person.id,
        audience=list(resolved.audience),
        questions=questions,
    )
    if not any(question.blocking for question in questions):
        draft = _write(desk, kind, material, draft, include_private, disabled)
    return draft.model_copy(update={"usage": Usage(seconds=round(time.perf_counter() - started, 3))})


def _write(
    desk: Desk, kind: Kind, material: Material, draft: Draft, include_private: Collection[str], disabled: frozenset[str]
) -> Draft:
    evidence = _evidence(desk, kind, material)
    writer = Composer()
    draft = draft.model_copy(
        update={
            "status": DraftStatus.DRAFTED,
            "writer": writer.name,
            "blocks": writer.write(kind, material, evidence, desk.similar),
            "actions": kind.actions(material),
            "questions": gaps_with_evidence(draft.questions, evidence, desk.similar),
        }
    )
    draft = review(
        draft,
        material,
        evidence,
        desk.reach(draft.audience),
        kind.facts(material),
        included=include_private,
        disabled=disabled,
    )
    _check_included(draft, include_private)
    return draft.model_copy(
        update={
            "text": text_of(draft),
            "findings": [*draft.findings, *_trouble(material, desk.own.programme.contact)],
        }
    )


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
    scopes = desk.viewer.scopes if brief.kind == "outreach" else desk.reach(audience)
    records = _about(desk.records(scopes), relationship)
    people = desk.directory
    notes = [note for note in records.notes if relationship is None or note.relationship == relationship.id]
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
        troubled=frozenset(note.id for note in records.notes if find_trouble(note.text)),
        answers=dict(answers),
        seed=seed,
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
    scopes = desk.viewer.scopes if material.brief.kind == "outreach" else desk.reach(material.audience)
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

    return gather(find, kind.plan(material))


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


def _trouble(material: Material, contact: str) -> list[Finding]:
    """For each note that speaks of trouble: whom to turn to. Nothing of the note is repeated."""
    days = sorted({note.date for note in material.records.notes if note.id in material.troubled})
    whom = contact or "the people who run your programme"
    return [
        Finding(
            check="trouble",
            severity=Severity.WARN,
            message=f"A note of {day.isoformat()} speaks of something no draft should handle; nothing of it was "
            f"used. You can turn to {whom}.",
            source="our rule: trouble is never advised on",
            strength="our rule",
        )
        for day in days
    ]
