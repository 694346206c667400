"""`ask`: the words that answer a question, quoted with source and day, or that nothing here says.

Without a language model nothing is put into other words. What is weighed, and how, is in `copilot/answers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from copilot.actions import TrackedAction, unresolved
from copilot.answers.candidates import Candidate, in_paragraph, of_guidance, of_notes, of_records
from copilot.answers.families import fold
from copilot.answers.from_records import from_records, quoted
from copilot.answers.question import Question, read_question
from copilot.answers.threads import Thread, newest_first, overlap, thread_of
from copilot.answers.weighing import Weighed, weigh
from copilot.brief import Brief, Text
from copilot.draft import Citation, CitationKind, Finding, Origin, Severity
from copilot.drafts import citing
from copilot.drafts.kind import Line, Material, Section, Similarity
from copilot.models import ActionStatus, Note
from copilot.records import Quote
from copilot.repository.guidance import LIBRARY
from copilot.retrieve import Piece
from copilot.review.left_out import left_out
from copilot.writing import phrasing
from ingest.models import DocumentKind, Hit

KIND = "ask"
NOTHING = "Nothing here says."
"""The same whether the text is absent, not open to the viewer, or later than the day."""

BEFORE = "Before, "
"""What the heading of an older answer begins with, where it changed since."""
MOST_QUOTES = 5
_NOTE_PASSAGES = 60
_GUIDANCE_PASSAGES = 12
ENOUGH = 0.65
"""The least chance to be taken for an answer: on questions of our own, each left out in turn."""
NEAR_TROUBLE = 0.3
"""The same for a part that must not be handled: rather the contact once too often than a wrong "nothing here says"."""
NEAR = 0.45
"""The least chance for words to be shown to a model, which may find an answer in them."""
_MOST_NEAR = 5
_AS_GOOD = 0.12
"""A further answer is shown where its chance is no more than this below the best one's."""
_ASKS_FOR_QUESTIONS = re.compile(r"\bask\b|\bquestions?\b", re.IGNORECASE)
_ALIKE = 0.5
"""Cosine from which two answers are about one thing, so that the newer comes first."""


class AskBrief(Brief):
    kind: Literal["ask"] = "ask"
    question: Text = None


@dataclass(frozen=True)
class Answer:
    """The sections of an answer; none where nothing here says. `pieces` are the guidance that is quoted.

    `troubled`: what would answer must not be quoted.
    """

    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()
    troubled: bool = False
    pieces: tuple[Piece, ...] = ()
    near: tuple[Section, ...] = ()
    """What comes near without being taken for an answer, for a model that reads it beside the rest."""


Find = Callable[[DocumentKind, int, int], Sequence[Hit]]
"""`find(kind, k, per_document)`: the passages for the question that the viewer may read."""


def answer(
    text: str,
    material: Material,
    tracked: Sequence[TrackedAction],
    find: Find,
    similar: Similarity,
    touched: Sequence[Note] = (),
) -> Answer:
    """The answer to `text` from what `material` holds and `find` finds.

    `touched` are the notes, whole, of which `material` lacks a part that must not be handled: where that part
    would answer, the answer is `troubled`.
    """
    pairs = material.records.relationships.values()
    question = read_question(text, material.viewer, material.directory, pairs, material.as_of)
    known = from_records(question, material, tracked)
    if known is not None:
        return Answer(known.sections)
    pieces = _guidance(question, find)
    notes = find(DocumentKind.NOTE, _NOTE_PASSAGES, 2)
    barred = _barred(material, notes, touched)
    candidates = [*barred, *_candidates(material, notes, pieces)]
    weighed = weigh(question, _admitted(question, candidates), similar)
    troubled = any(one.chance >= NEAR_TROUBLE for one in weighed if one.candidate in barred)
    enough = [one for one in weighed if one.chance >= ENOUGH]
    near = _near(weighed, barred, material)
    if not enough and not troubled:
        return Answer(near=near, pieces=tuple(pieces))
    if not enough or enough[0].candidate in barred:
        return Answer(troubled=troubled)
    good = [one for one in enough if one.chance >= enough[0].chance - _AS_GOOD and one.candidate not in barred]
    told = _told(question, good, material, tracked, similar)
    return replace(told, pieces=tuple(pieces), troubled=troubled, near=near)


def _near(weighed: Sequence[Weighed], barred: Sequence[Candidate], material: Material) -> tuple[Section, ...]:
    """The best of what is near, said as an answer would be, each by itself."""
    found: list[Section] = []
    for one in weighed:
        candidate = one.candidate
        if one.chance < NEAR or candidate in barred or len(found) == _MOST_NEAR:
            continue
        if candidate.core is None:
            found.append(_record(candidate, material))
            continue
        note = material.records.note(candidate.core.note)
        if note is not None and note.id not in material.troubled:
            found += _headed([in_paragraph(note, candidate.core)], False, material)
    return tuple(found)


def _barred(material: Material, notes: Sequence[Hit], touched: Sequence[Note]) -> list[Candidate]:
    """What would answer from the parts left out, for nothing but to know whether it would."""
    places = {note.id: left_out(note) for note in touched}
    whole = of_notes(replace(material.records, notes=tuple(touched)), material.directory, notes, ())
    return [
        one
        for one in whole
        if one.core is not None
        and any(one.core.start < end and start < one.core.end for start, end in places[one.core.note])
    ]


def _guidance(question: Question, find: Find) -> list[Piece]:
    """Guidance for a question of how things are done; none for one about what somebody did.

    Where a fact is asked for ("how many nights are paid?"), the programme's own alone: our cards know none of it.
    """
    if not (question.general or question.rule):
        return []
    hits = find(DocumentKind.GUIDANCE, _GUIDANCE_PASSAGES, 3)
    if not question.general:
        hits = [hit for hit in hits if not hit.source.startswith(LIBRARY)]
    return [Piece(f"G{place}", hit) for place, hit in enumerate(hits, start=1)]


def _candidates(material: Material, notes: Sequence[Hit], pieces: Sequence[Piece]) -> list[Candidate]:
    found = of_notes(material.records, material.directory, notes, material.plans)
    found = [one for one in found if _note_of(one) not in material.troubled]
    found += of_records(material.records, material.directory)
    found += of_guidance(pieces)
    return found


def _admitted(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those about the people and names of the question that could be an answer to it at all.

    A plan is none where it is asked what happened, nor is guidance's own question, unless questions are wanted.
    """
    wants_questions = _ASKS_FOR_QUESTIONS.search(question.text) is not None
    return [
        one
        for one in candidates
        if _about_them(question, one)
        and _can_tell(question, one)
        and (wants_questions or one.kind is not CitationKind.GUIDANCE or not one.text.endswith("?"))
    ]


def _can_tell(question: Question, candidate: Candidate) -> bool:
    """Whether it may tell what happened, where that is asked: a plan does not, unless of a change of plans."""
    if not question.happened:
        return True
    if candidate.awaited:
        return question.whether
    return question.moved or not candidate.planned


def _about_them(question: Question, candidate: Candidate) -> bool:
    if candidate.kind is CitationKind.GUIDANCE:
        return True  # looked for only where it may answer
    words = frozenset(re.findall(r"[^\W_]+", fold(candidate.around)))
    if not all(
        any(word.startswith(name[:5]) for word in words if len(word) >= min(len(name), 4))
        for name in question.strangers
    ):
        return False
    near = fold(candidate.around)
    return all(named.ids & candidate.people or named.word in near for named in question.people)


def _note_of(candidate: Candidate) -> str | None:
    return candidate.citation.id if candidate.kind is CitationKind.NOTE else None


def _told(
    question: Question,
    good: Sequence[Weighed],
    material: Material,
    tracked: Sequence[TrackedAction],
    similar: Similarity,
) -> Answer:
    """The answers as sections: what belongs together newest first, five quotes at most."""
    findings: list[Finding] = []
    groups: list[Section | Thread] = []
    room = MOST_QUOTES
    words = [term.word for term in question.terms]
    for one in good:
        if room <= 0:
            break
        thread = _thread(one.candidate, tracked, material, words)
        if thread is None:
            section = _record(one.candidate, material)
            if section not in groups:  # two sentences of one paragraph are quoted with all of it, and once
                groups.append(section)
                room -= 1
            continue
        told = [quote for group in groups for quote in _quotes(group)]
        if any(overlap(mine, quote) for mine in thread.quotes for quote in told):
            continue
        thread = _with_same(thread, one, good, similar)
        shown = _shown(thread, material)
        same = next((at for at, group in enumerate(groups) if _meet(_quotes(group), thread.quotes)), None)
        fresh = tuple(quote for quote in shown if not any(overlap(quote, other) for other in told))[:room]
        room -= len(fresh)
        findings += _unknown_outcome(fresh, material)
        if same is None:
            groups.append(Thread(fresh, thread.changed))
        else:  # one matter, told of by two answers: newest first in one row
            groups[same] = Thread(newest_first([*_quotes(groups[same]), *fresh]), True)
    sections = [
        section
        for group in groups
        for section in ([group] if isinstance(group, Section) else _headed(group.quotes, group.changed, material))
    ]
    return Answer(_merged(sections), tuple(findings))


def _quotes(group: Section | Thread) -> tuple[Quote, ...]:
    return group.quotes if isinstance(group, Thread) else ()


def _meet(one: Sequence[Quote], other: Sequence[Quote]) -> bool:
    return any(overlap(mine, quote) for mine in one for quote in other)


def _thread(
    candidate: Candidate, tracked: Sequence[TrackedAction], material: Material, words: Sequence[str]
) -> Thread | None:
    """What the notes say of the candidate's matter; None where it is a record that no note tells of."""
    if candidate.core is not None:
        return thread_of(candidate.core, tracked, material.corrections, words)
    if candidate.kind is not CitationKind.ACTION:
        return None
    told = [one for one in tracked if candidate.citation.id in (one.action.id, one.stated.id)]
    quotes = [quote for one in told for quote in (one.source, *(update.quote for update in one.updates)) if quote]
    return thread_of(quotes[-1], told, material.corrections, words) if quotes else None


def _with_same(thread: Thread, one: Weighed, good: Sequence[Weighed], similar: Similarity) -> Thread:
    """The thread with the other good answers about the same relationship's same thing, where they are of other days."""
    mine = one.candidate
    others = [
        other.candidate
        for other in good
        if other is not one and other.candidate.core is not None and other.candidate.people == mine.people
    ]
    if not others:
        return thread
    near = similar([mine.beside], [other.beside for other in others])[0]
    same = [other.core for other, score in zip(others, near, strict=True) if score >= _ALIKE and other.core is not None]
    quotes = newest_first([*thread.quotes, *same])
    return Thread(quotes, thread.changed or len({quote.note for quote in quotes}) > 1)


def _shown(thread: Thread, material: Material) -> list[Quote]:
    """The thread's quotes as they are shown: with their paragraphs, nothing twice, nothing of troubled notes."""
    shown = []
    for quote in thread.quotes:
        note = material.records.note(quote.note)
        if note is not None and note.id not in material.troubled:
            shown.append(in_paragraph(note, quote))
    return list(newest_first(shown))


def _headed(quotes: Sequence[Quote], changed: bool, material: Material) -> list[Section]:
    """One section a note: `Since 4 November`, then `Before, 21 October`; without a change, who wrote it when."""
    by_note: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_note.setdefault(quote.note, []).append(quote)
    sections = []
    for place, (identifier, of_note) in enumerate(by_note.items()):
        note = material.records.note(identifier)
        day = phrasing.day(of_note[0].date, material.as_of)
        who = "" if note is None else ("You" if note.author == material.viewer.id else material.name(note.author))
        if changed and len(by_note) > 1:
            heading = f"Since {day}" if place == 0 else f"{BEFORE}{day}"
        else:
            heading = f"{who} wrote on {day}"
        lines = [quoted(citing.note(quote, material.records)) for quote in sorted(of_note, key=lambda one: one.start)]
        sections.append(Section(heading, tuple(lines)))
    return sections


def _record(candidate: Candidate, material: Material) -> Section:
    citation = candidate.citation
    if candidate.kind is CitationKind.GUIDANCE:
        return Section(f"From “{citation.document}”", (quoted(citation),))
    mine = candidate.author == material.viewer.id
    owner = "Your" if mine else f"{material.name(candidate.author)}’s"
    what = "goal" if candidate.kind is CitationKind.GOAL else "action"
    when = f", set on {phrasing.day(citation.date, material.as_of)}" if what == "goal" and citation.date else ""
    line = quoted(citation, candidate.text) if what == "goal" else _action(citation, material)
    return Section(f"{owner} {what}{when}", (line,))


def _action(citation: Citation, material: Material) -> Line:
    """A stored action in a sentence; its record says the same with every field."""
    one = next((one for one in material.tracked if citation.id in (one.action.id, one.stated.id)), None)
    if one is None:
        return quoted(citation)
    text = phrasing.fragment(phrasing.without_afterthought(one.stated.text))
    is_open = one.action.status is ActionStatus.OPEN
    how = phrasing.due(one.stated.due, material.as_of) if is_open else one.stated.status.value
    return Line(phrasing.sentence(f"{text} ({how})"), Origin.RECORD, (citation,))


def _unknown_outcome(quotes: Sequence[Quote], material: Material) -> list[Finding]:
    """That a quoted plan's day has passed without a word of what came of it."""
    return [
        Finding(
            check="planned",
            severity=Severity.HINT,
            message=f"This was planned for {phrasing.day(plan.day, material.as_of)}; no note says what came of it.",
            source="our rule: a plan is not told as done",
            strength="our rule",
        )
        for plan in unresolved(material.plans, material.as_of)
        if plan.day is not None and any(overlap(plan.quote, quote) for quote in quotes)
    ]


def _merged(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Sections of one heading as one, where the first of them stands."""
    lines: dict[str, list[Line]] = {}
    for section in sections:
        lines.setdefault(section.heading, []).extend(section.lines)
    return tuple(Section(heading, tuple(each)) for heading, each in lines.items())
