"""The way of one answer, beside `drafting.py`: the same envelope, with quotes in the place of drafted sentences.

A question is not about one relationship as a draft is, so it is answered from everything its viewer may read,
and for the viewer alone, unless the brief names readers: then from what all of them may read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Protocol

from copilot.actions import TrackedAction, find_corrections, find_plans, track_actions
from copilot.brief import parse_brief
from copilot.draft import Block, Draft, DraftStatus, Finding, Origin, Sentence, Severity, Usage
from copilot.draft import Question as Gap
from copilot.draft_material import is_personal
from copilot.drafts.ask import KIND, NOTHING, Answer, AskBrief, answer
from copilot.drafts.kind import Material, Similarity
from copilot.drafts.recipients import Recipients
from copilot.errors import BriefError
from copilot.models import Note, Person, Relationship, Viewer
from copilot.records import Records
from copilot.retrieve import Evidence
from copilot.review.judging import SentenceJudge
from copilot.review.left_out import without_trouble
from copilot.review.reviewing import review
from copilot.review.trouble import find_trouble
from copilot.review.voting import voted
from copilot.writing.answer_writer import AnswerWriter, Exchange
from copilot.writing.composer import blocks
from copilot.writing.llm import Message, Stop
from copilot.writing.plain_text import text_of
from copilot.writing.writer import Commission, ModelAtHand, Watch
from copilot.written import Written
from ingest.models import DocumentKind, Filter, Hit, Scope

_UNDERSTOOD = "understood"
_AS = "Understood as: "


class Reach(Protocol):
    """What an answer needs of the desk a draft is made with (`desk.Desk`)."""

    @property
    def viewer(self) -> Viewer: ...

    @property
    def directory(self) -> Mapping[str, Person]: ...

    @property
    def own(self) -> Records: ...

    @property
    def records(self) -> Callable[[frozenset[Scope]], Records]: ...

    @property
    def reach(self) -> Callable[[Collection[str]], frozenset[Scope]]: ...

    @property
    def search(self) -> Callable[[str, Filter, int, int], Sequence[Hit]]: ...

    @property
    def similar(self) -> Similarity: ...

    @property
    def model(self) -> ModelAtHand | None: ...


def make_answer(
    desk: Reach,
    fields: Mapping[str, object],
    answers: Mapping[str, str] | None = None,
    *,
    history: Sequence[Exchange] = (),
    turns: AbstractContextManager[None] | None = None,
    watch: Watch | None = None,
    stop: Stop | None = None,
) -> Draft:
    """The answer as a draft: drafted, declined, or asking for the question.

    With a language model it is told in prose; `history` is what was asked and answered before in the same chat, and
    serves to understand a follow-up question, which a finding `understood` then shows as it was looked for.

    Raises:
        BriefError: a field cannot be used.
        NotFound: the relationship or a reader is not there, or not the viewer's to name.
    """
    started = time.perf_counter()
    brief = _brief(fields, answers or {})
    turn = turns or nullcontext()
    writer = AnswerWriter(desk.model) if desk.model is not None else None
    asked = brief.question
    if writer is not None and asked is not None and history and not find_trouble(asked):
        asked = writer.standalone(asked, history)
    with turn:
        found = _found(desk, brief.model_copy(update={"question": asked}))
        said = found.answer
        if said is None:
            return _timed(found.draft, started, None)
        if asked != brief.question:
            said = replace(said, findings=(_understood(asked or ""), *said.findings))
        if writer is None or not (said.sections or said.near):
            return _timed(_drafted(found, said, None), started, None)
        commission = _commission(desk, found, watch, stop)
    written = voted(writer.write(asked or "", commission, said.near), commission, desk.model)
    with turn:
        return _timed(_drafted(found, said, written), started, written)


def first_request(desk: Reach, fields: Mapping[str, object], answers: Mapping[str, str]) -> tuple[Message, ...]:
    """The first request that this question would send, as it would leave; () where none would be sent.

    Raises as `make_answer` does, and ModelFailed where the model cannot be opened.
    """
    found = _found(desk, _brief(fields, answers))
    said = found.answer
    if desk.model is None or said is None or not (said.sections or said.near):
        return ()
    question = str(fields.get("question") or answers.get("question") or "")
    model = desk.model.open()
    messages, points = AnswerWriter(desk.model).first_request(
        question, _commission(desk, found, None, None), said.near, model
    )
    return model.preview(messages) if points else ()


@dataclass(frozen=True)
class _Found:
    """What was found for a question. `answer` is None where there is no question yet."""

    draft: Draft
    answer: Answer | None = None
    material: Material | None = None
    scopes: frozenset[Scope] = frozenset()
    asked_of_trouble: bool = False


def _timed(draft: Draft, started: float, written: Written | None) -> Draft:
    usage = written.usage if written else Usage()
    seconds = round(time.perf_counter() - started, 3)
    return draft.model_copy(update={"usage": usage.model_copy(update={"seconds": seconds})})


def _commission(desk: Reach, found: _Found, watch: Watch | None, stop: Stop | None) -> Commission:
    assert found.material is not None
    assert found.answer is not None
    material = found.material
    evidence = Evidence({KIND: found.answer.pieces})
    return Commission(
        kind=KIND,
        material=material,
        evidence=evidence,
        sections=found.answer.sections,
        similar=desk.similar,
        judge=SentenceJudge(material, evidence, found.scopes),
        closed=lambda _citation: False,  # only what all its readers may see was looked through
        personal=lambda citation: is_personal(material, citation),
        watch=watch,
        stop=stop,
    )


def sought(question: str, draft: Draft) -> str:
    """The question as it was looked for: as a model understood it, where it leans on what was asked before."""
    understood = [one.message for one in draft.findings if one.check == _UNDERSTOOD]
    return understood[0].removeprefix(_AS) if understood else question


def to_be_judged(draft: Draft, viewer: Viewer, question: str) -> bool:
    """Whether whoever asked may be shown what comes near: nothing answers, nobody else reads it, and it is no trouble."""
    alone = set(draft.audience) == {viewer.person.id}
    troubled = any(one.check == "trouble" for one in draft.findings) or bool(find_trouble(question))
    return draft.status is DraftStatus.DECLINED and alone and not troubled


def _understood(question: str) -> Finding:
    return Finding(
        check=_UNDERSTOOD,
        severity=Severity.HINT,
        message=f"{_AS}{question}",
        source="our rule: what was looked for is shown",
        strength="our rule",
    )


def _found(desk: Reach, brief: AskBrief) -> _Found:
    audience, pair = Recipients(desk.viewer, desk.directory, desk.own.relationships).of_a_question(brief)
    draft = Draft(
        kind=KIND,
        status=DraftStatus.QUESTIONS,
        as_of=desk.own.as_of,
        viewer=desk.viewer.person.id,
        audience=list(audience),
    )
    if brief.question is None:
        gap = Gap(
            id="question",
            text="What would you like to know?",
            why="Without it there is nothing to look for.",
            blocking=True,
        )
        return _Found(draft.model_copy(update={"questions": [gap]}))
    scopes = desk.reach(audience)
    material, tracked, touched = _material(desk, brief, scopes, audience, pair)
    find = _finder(desk, brief.question, scopes, pair)
    said = answer(brief.question, material, tracked, find, desk.similar, touched)
    return _Found(draft, said, material, scopes, asked_of_trouble=bool(find_trouble(brief.question)))


def _brief(fields: Mapping[str, object], answers: Mapping[str, str]) -> AskBrief:
    named = fields.get("kind")
    if named not in (None, "", KIND):
        raise BriefError(
            f"The brief is of kind {named!r}, the command asks for {KIND}.",
            location="kind",
            next_step="Use the brief with its own kind, or drop the field.",
        )
    strange = [one for one in answers if one != "question"]
    if strange:
        raise BriefError(
            f"There is no question {strange[0]!r} to answer here.", location="answers", next_step="Leave it out."
        )
    return parse_brief(AskBrief, {**{name: value for name, value in fields.items() if name != "kind"}, **answers})


def _material(
    desk: Reach, brief: AskBrief, scopes: frozenset[Scope], audience: tuple[str, ...], pair: Relationship | None
) -> tuple[Material, list[TrackedAction], tuple[Note, ...]]:
    """What may be answered from, the actions in it, and whole the notes of which it lacks something."""
    records = desk.records(scopes)
    shared = {one.id: one for one in records.relationships.values() if Scope.relationship(one.id) in scopes}
    records = replace(records, relationships=shared)
    if pair is not None:
        records = _about(records, pair)
    whole = {note.id: note for note in records.notes}
    spared = without_trouble(records.notes)
    troubled = spared.empty
    records = replace(
        records,
        notes=spared.notes,
        goals=tuple(goal for goal in records.goals if not find_trouble(goal.text)),
        actions=tuple(one for one in records.actions if not find_trouble(one.text) and one.note not in troubled),
    )
    quotable = [note for note in records.notes if note.id not in troubled]
    pairs: list[Relationship | None] = [None, *records.relationships.values()]
    tracked, plans = [], []
    for about in pairs:
        tracked += track_actions(quotable, records.actions, about, desk.directory, records.as_of)
        plans += find_plans(quotable, about, desk.directory, records.as_of)
    corrections = [
        correction
        for about in pairs
        for correction in find_corrections(
            [note for note in quotable if note.relationship == (about.id if about else None)]
        )
    ]
    material = Material(
        brief=brief,
        viewer=desk.viewer.person,
        audience=audience,
        records=records,
        directory=desk.directory,
        relationship=pair,
        tracked=tuple(tracked),
        plans=tuple(plans),
        corrections=tuple(corrections),
        troubled=troubled,
        touched=spared.touched,
    )
    return material, tracked, tuple(whole[one] for one in sorted(spared.touched))


def _about(records: Records, pair: Relationship) -> Records:
    """Narrowed to the relationship's matters and those about no relationship at all."""
    subjects = {None, pair.id}
    return replace(
        records,
        relationships={pair.id: pair},
        notes=tuple(note for note in records.notes if note.relationship in subjects),
        goals=tuple(goal for goal in records.goals if goal.relationship in subjects),
        actions=tuple(action for action in records.actions if action.relationship in subjects),
    )


def _finder(
    desk: Reach, question: str, scopes: frozenset[Scope], pair: Relationship | None
) -> Callable[[DocumentKind, int, int], Sequence[Hit]]:
    programme = Scope.programme(desk.viewer.programme)

    def find(kind: DocumentKind, k: int, per_document: int) -> Sequence[Hit]:
        guidance = kind is DocumentKind.GUIDANCE
        where = Filter(
            programme=desk.viewer.programme,
            as_of=desk.own.as_of,
            kinds=frozenset({kind}),
            scopes=frozenset({programme}) if guidance else scopes,
            subjects=None if pair is None or guidance else frozenset({pair.id, None}),
        )
        return desk.search(question, where, k, per_document)

    return find


def _drafted(found: _Found, said: Answer, written: Written | None) -> Draft:
    """The draft with the answer in it. Declined, it is the same draft whatever was found and not said."""
    draft, material = found.draft, found.material
    assert material is not None
    contact = [_contact(material)] if said.troubled or found.asked_of_trouble else []
    made = written.blocks if written and written.blocks else blocks(said.sections)
    if not made:
        nothing = Sentence(id="nothing", text=NOTHING, origin=Origin.CONNECTIVE)
        return draft.model_copy(
            update={
                "status": DraftStatus.DECLINED,
                "fallback_reason": written.fallback_reason if written else None,
                "text": f"{NOTHING}\n",
                "blocks": [Block(sentences=[nothing])],
                "findings": [*said.findings, *contact],
            }
        )
    drafted = draft.model_copy(
        update={
            "status": DraftStatus.DRAFTED,
            "blocks": made,
            "writer": written.writer if written else draft.writer,
            "fallback_reason": written.fallback_reason if written else None,
        }
    )
    votes = written.votes if written is not None else {}
    reviewed = review(drafted, material, Evidence({KIND: said.pieces}), found.scopes, {}, votes=votes)
    findings = reviewed.findings
    if set(draft.audience) == {draft.viewer}:
        # Nobody else reads it: there is nothing to hold back, not even an address that guidance names.
        findings = [one for one in findings if one.check not in ("contact", "disclosure")]
        reviewed = reviewed.model_copy(update={"held_back": []})
        for sentence in reviewed.sentences():
            sentence.private = False
    return reviewed.model_copy(update={"text": text_of(reviewed), "findings": [*findings, *said.findings, *contact]})


def _contact(material: Material) -> Finding:
    """Whom to turn to, where a note that must not be quoted would answer, or the question speaks of trouble itself."""
    whom = material.records.programme.contact or "the people who run your programme"
    return Finding(
        check="trouble",
        severity=Severity.WARN,
        message=f"This touches on something no answer should handle; no note of it was quoted. You can turn to {whom}.",
        source="our rule: trouble is never advised on",
        strength="our rule",
    )
