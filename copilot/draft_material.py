"""What one draft may rest on: the records and passages about its relationship, in the right scopes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from copilot.actions import find_corrections, find_plans, track_actions
from copilot.brief import Brief
from copilot.desk import Desk
from copilot.draft import Citation, CitationKind, Draft
from copilot.drafts import feedback
from copilot.drafts.kind import Kind, Material
from copilot.models import Relationship
from copilot.records import Records
from copilot.retrieve import Evidence, Piece, Query, gather
from copilot.review.left_out import without_trouble
from copilot.review.pasted import cite_pasted
from copilot.trouble_told import of_trouble
from copilot.written import Written
from ingest.models import DocumentKind, Filter, Hit, Scope, ScopeKind

_OWN_KINDS = frozenset({"outreach", "goal"})
"""Kinds that are their author's own: they may rest on what is private, which review then holds back."""


def material_of(
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
    records = narrowed_to(desk.records(scopes), relationship)
    spared = without_trouble(records.notes)
    # A message goes to somebody else: of a note in which there is trouble it takes nothing at all.
    troubled = spared.touched if brief.kind in _OWN_KINDS else spared.empty
    records = replace(
        records,
        notes=spared.notes,
        goals=tuple(goal for goal in records.goals if not of_trouble(goal.text)),
        actions=tuple(one for one in records.actions if not of_trouble(one.text) and one.note not in troubled),
    )
    if of_trouble(getattr(brief, "focus", None)):
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
        touched=spared.touched,
        stage=desk.own.stage(relationship.id) if relationship else None,
        answers=dict(answers),
        seed=seed,
        report=desk.report(brief) if isinstance(brief, feedback.FeedbackBrief) else None,
    )


def narrowed_to(records: Records, relationship: Relationship | None) -> Records:
    """The records narrowed to the relationship's matters and those about no relationship at all."""
    subjects = {None, relationship.id if relationship else None}
    return replace(
        records,
        notes=tuple(note for note in records.notes if note.relationship in subjects),
        goals=tuple(goal for goal in records.goals if goal.relationship in subjects),
        actions=tuple(action for action in records.actions if action.relationship in subjects),
    )


def evidence_of(desk: Desk, kind: Kind, material: Material) -> Evidence:
    """The passages that the kind's plan finds in what readers may see, of this relationship or of none."""
    where = limits_of(desk, material)

    def find(query: Query) -> Sequence[Hit]:
        return desk.search(query.text, where(query.kinds), query.k * 4, query.per_document)

    plan = kind.plan(material)
    desk.expect([query.text for query in plan])
    return gather(find, plan)


def limits_of(desk: Desk, material: Material) -> Callable[[frozenset[DocumentKind]], Filter]:
    """What a search for this draft may see, by the kinds of document it is for."""
    scopes = desk.viewer.scopes if material.brief.kind in _OWN_KINDS else desk.reach(material.audience)
    subject = material.relationship.id if material.relationship else None
    programme = Scope.programme(desk.viewer.programme)

    def where(kinds: frozenset[DocumentKind]) -> Filter:
        guidance_only = kinds == frozenset({DocumentKind.GUIDANCE})
        return Filter(
            programme=desk.viewer.programme,
            as_of=material.as_of,
            kinds=kinds,
            scopes=frozenset({programme}) if guidance_only else scopes,
            subjects=frozenset({None}) if guidance_only else frozenset({subject, None}),
        )

    return where


def is_personal(material: Material, citation: Citation) -> bool:
    """Whether the citation's source is one person's own: a private note, a private goal, an action of such a note."""
    match citation.kind:
        case CitationKind.NOTE:
            note = material.records.note(citation.id)
            return note is None or note.scope.kind is ScopeKind.PERSON
        case CitationKind.GOAL:
            goals = [one for one in material.records.goals if one.id == citation.id]
            return not goals or goals[0].scope.kind is ScopeKind.PERSON
        case CitationKind.ACTION:
            actions = [one for one in material.records.actions if one.id == citation.id]
            if not actions or actions[0].relationship is None:
                return True
            note = material.records.note(actions[0].note) if actions[0].note else None
            return actions[0].note is not None and (note is None or note.scope.kind is ScopeKind.PERSON)
    return False


def with_cited(desk: Desk, material: Material, evidence: Evidence, written: Written) -> Evidence:
    """The evidence with the guidance that was written of before and is not found now, where it is still there."""
    known = {piece.passage.id for piece in evidence.pieces()}
    cited = {one.id for one in written.cited() if one.kind is CitationKind.GUIDANCE} - known
    if not cited:
        return evidence
    hits = desk.passages(sorted(cited), limits_of(desk, material)(frozenset({DocumentKind.GUIDANCE})))
    pieces = tuple(Piece(f"W{number}", hit) for number, hit in enumerate(hits.values(), start=1))
    return Evidence({**evidence.by_query, "written": pieces})


def with_pasted(
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
    opened = [piece.passage.text for piece in evidence.pieces() if piece.passage.scope in reach]
    opened += [f"{person.name} {person.title}" for person in desk.directory.values()]
    # What they said in the brief stands in the draft already, as their own words.
    said = material.brief.model_dump(exclude={"kind"}).values()
    opened += [str(value) for value in (*said, *material.answers.values()) if value]
    cite_pasted(typed, [*notes, *desk.own.goals], reach, opened)
    cited = {one.id for sentence in typed for one in sentence.citations}
    added = tuple(note for note in notes if note.id in cited and material.records.note(note.id) is None)
    return replace(material, records=replace(material.records, notes=(*material.records.notes, *added)))
