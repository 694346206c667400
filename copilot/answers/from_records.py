"""Questions that records answer: who, since and until when, what is owed, when next, which goals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from copilot.actions import Kind, TrackedAction
from copilot.answers.families import fold
from copilot.answers.question import Question
from copilot.answers.threads import overlap
from copilot.draft import Citation, Origin
from copilot.drafts import citing
from copilot.drafts.history import first_date_said, last_session, next_date_said, usable_notes
from copilot.drafts.kind import Line, Material, Section
from copilot.models import ActionStatus, Relationship, Visibility
from copilot.writing import phrasing

_MOST = 5
_OPEN = (ActionStatus.OPEN, ActionStatus.PROPOSED)
_PAIR = r"(?:mentor(?:ing|ship)?|mentee|partner|peer|pair|relationship|programme|program)"
_WHOSE = r"(?P<whose>my|our|the|[^\W\d_]+(?:\s[^\W\d_]+)?['’]s?)"
_WHO = re.compile(
    rf"^\W*who(?:m|['’]s|\s+is|\s+are|\s+was)?\s+{_WHOSE}\s+(?:(?:own|current|mentoring)\s+)?"
    r"(?P<role>mentor|mentee|partner|peer)s?\W*$|"
    r"^\W*who\s+(?P<does>mentors)\s+(?P<whom>[^\W\d_]+)\W*$|"
    r"^\W*who(?:m)?\s+(?P<do>(?:do|am)\s+I\s+mentor(?:ing)?)\W*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"^\W*(?:when|until\s+when|(?:on\s+)?(?:which|what)\s+(?:day|date)|how\s+long)\b(?=.*\b(?:it|we|this|i|{_PAIR})\b)"
    r"(?P<middle>.*?)\b(?P<what>end|ends|ended|over|finish|finishes|stop|stops|start|started|starts|begin|began|begins|left|last|"
    r"lasts|run|runs)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_ENDS_WORDS = re.compile(
    rf"\b(?:does|do|did|will|is|are|has|have|it|we|this|i|my|our|the|with|and|me|of|for|working|together|time|to|on|go|"
    rf"planned|due|supposed|s|{_PAIR})\b|[^\w]",
    re.IGNORECASE,
)
_OWE = re.compile(
    r"^\W*what\s+(?:else\s+)?(?:do|did|does|have|has|was|were|is|are|am)\s+(?P<who>I|we|[^\W\d_]+)\s+"
    r"(?:still\s+|also\s+)?(?:(?P<owe>owe|owed)(?:\s+to)?(?:\s+(?P<whom>[^\W\d_]+))?|"
    r"(?:promis\w+|agree\w*\s+to\s+do|supposed\s+to\s+do|meant\s+to\s+do|have\s+to\s+do|to\s+do)"
    r"(?:\s+(?:for\s+)?(?P<for>(?!before|next|by|until|until|this)[^\W\d_]+))?)"
    r"(?:\s+(?:still|now|yet|so\s+far|to\s+do|next|before\s+.*))?\W*$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^\W*(?:what|which)(?:['’]s|\s+is|\s+are)?\s+(?:things\s+|actions\s+)?(?:are\s+)?(?:(?P<late>overdue|late)|(?:still\s+)?(?:open|to\s+do|left\s+to\s+do))"
    r"(?:\s+(?:for|from|by|with)\s+(?P<whom>[^\W\d_]+))?\W*$|"
    r"^\W*what\s+are\s+(?P<of>my|our|[^\W\d_]+['’]s?)\s+(?:open\s+)?(?:actions?|tasks?|to-?dos?|commitments?)\W*$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^\W*(?:when|what\s+(?:day|date|time)|which\s+day)\b(?:(?=.*\bnext\s+(?:session|meeting|call|one|catch-?up)\b)|"
    r"(?=.*\b(?:meet|speak|talk)\b.*\b(?:next|again)\b)|(?=.*\bnext\s+(?:meet|speak|talk)\b)|"
    r"(?=\s+(?:do|will|shall)\s+(?:I|we)\s+(?:meet|see)\b))"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_NEXT_WORDS = re.compile(
    r"\b(?:is|are|do|does|will|shall|we|i|my|our|the|next|session|meeting|call|one|catch|up|meet|see|speak|talk|again|with|and|"
    r"to|s|of|each|other|scheduled|planned|be)\b|[^\w]",
    re.IGNORECASE,
)
_GOALS = re.compile(
    rf"^\W*what(?:['’]s|\s+is|\s+are|\s+was|\s+were)?\s+{_WHOSE}\s+(?:(?:mentoring|current|own)\s+)?goals?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FromRecords:
    """What the records say. Without sections they were asked and say nothing."""

    sections: tuple[Section, ...] = ()


def from_records(question: Question, material: Material, tracked: Sequence[TrackedAction]) -> FromRecords | None:
    """The answer, or None where the question is none that records answer."""
    text = question.text
    asker = _Asker(question, material, tracked)
    if match := _WHO.match(text):
        return asker.who(match)
    if (match := _ENDS.match(text)) and not asker.beyond(_ENDS_WORDS, f"{match['middle']} {match['rest']}"):
        return asker.limits(match["what"].lower())
    if match := _OWE.match(text):
        return asker.owed(match["who"], match["whom"] or match["for"] or "", past=" did " in f" {text.lower()} ")
    if match := _LIST.match(text):
        whose = match["whom"] or (match["of"] or "me").removesuffix("'s").removesuffix("’s")
        return asker.owed(whose, "", late=bool(match["late"]))
    if (match := _NEXT.match(text)) and not asker.beyond(_NEXT_WORDS, match["rest"]):
        return asker.next_session()
    if match := _GOALS.match(text):
        return asker.goals(own=match["whose"].lower() in ("my", "our"))
    return None


class _Asker:
    def __init__(self, question: Question, material: Material, tracked: Sequence[TrackedAction]) -> None:
        self._question = question
        self._material = material
        self._tracked = tracked
        self._me = material.viewer.id
        self._named = frozenset(one for named in question.people for one in named.ids)

    def beyond(self, plain: re.Pattern[str], rest: str) -> bool:
        """Whether more is said than the words of the pattern and the names of people: then it asks for something else."""
        left = plain.sub(" ", rest)
        known = [one for one in self._material.directory.values() if one.id in self._named]
        names = frozenset(fold(" ".join(f"{one.name} {one.known_as}" for one in known)).split())
        return any(fold(word) not in names for word in left.split())

    def _pairs(self) -> list[Relationship]:
        """The viewer's relationships, with those who are named where somebody is."""
        pairs = [pair for pair in self._material.records.relationships.values() if self._me in pair.members]
        if self._question.people or self._question.strangers:
            pairs = [pair for pair in pairs if all(named.ids & set(pair.members) for named in self._question.people)]
            pairs = [] if self._question.strangers else pairs
        return pairs

    def _first(self) -> str:
        """Whom the question names: a partner, or nobody we can tell."""
        mine = {one for pair in self._pairs() for one in pair.members}
        return next((one for named in self._question.people for one in sorted(named.ids) if one in mine), "")

    def who(self, match: re.Match[str]) -> FromRecords:
        material = self._material
        if match["do"]:
            role, about = "mentee", self._me
        elif match["does"]:
            role = "mentor"
            about = self._me if match["whom"].lower() == "me" else self._first()
        else:
            role = match["role"].lower()
            own = match["whose"].lower() in ("my", "our", "the")
            about = self._me if own else self._first()
        lines = []
        for pair in material.records.relationships.values():
            if about not in pair.members:
                continue
            other = pair.partner_of(about)
            has = "mentor" if other == pair.mentor else "mentee"
            if role not in (has, "partner", "peer"):
                continue
            person = material.directory[other]
            owner = "your" if about == self._me else f"{material.name(about)}’s"
            if other == self._me:
                text = f"You are {owner} {has}."
            else:
                title = f", {person.title}" if person.title else ""
                text = f"{person.name}{title}, is {owner} {has}." if title else f"{person.name} is {owner} {has}."
            lines.append(Line(text, Origin.RECORD, (self._cited(pair), citing.person(person))))
        return self._said("", lines)

    def limits(self, what: str) -> FromRecords:
        material = self._material
        begins = what.startswith(("start", "beg"))
        lines = []
        for pair in self._pairs():
            day = pair.started if begins else pair.ends
            if day is None:
                continue
            partner = material.directory[pair.partner_of(self._me)].name
            verb = (
                ("started" if day <= material.as_of else "starts")
                if begins
                else ("ended" if day < material.as_of else "ends")
            )
            text = f"Your mentoring with {partner} {verb} on {_long(day)}."
            lines.append(Line(text, Origin.RECORD, (self._cited(pair),)))
        return self._said("", lines)

    def owed(self, who: str, whom: str, *, past: bool = False, late: bool = False) -> FromRecords:
        material = self._material
        mine = who.lower() in ("i", "me", "my", "we", "our", "us")
        pairs = {pair.id for pair in self._pairs()}
        asked = self._named
        owner = self._me if mine else self._first()
        if not owner or (asked and not pairs) or self._question.strangers:
            return FromRecords()
        if whom and whom.lower() not in ("me", "us", "i") and not asked:
            return FromRecords()
        about = [
            one
            for one in self._tracked
            if one.action.owner == owner
            and (one.action.relationship in pairs or (not asked and one.action.relationship is None))
            and one.action.note not in material.troubled
            and not (asked and self._is_private(one))
        ]
        today = material.as_of
        still = [one for one in about if one.action.status in _OPEN]
        if late:
            still = [
                one for one in still if one.action.due and one.action.due < today and not self._is_appointment(one)
            ]
        still.sort(key=lambda one: (one.action.due is None, one.action.due or date.max))
        name = material.name(owner)
        to = material.name(self._first()) if asked else ""
        if mine:
            heading = "Overdue for you" if late else (f"What you owe {to}" if to else "What you still owe")
        else:
            heading = f"Overdue for {name}" if late else f"What {name} owes you"
        sections = [Section(heading, tuple(self._action(one) for one in still[:_MOST]))] if still else []
        closed = [one for one in about if one.action.status not in _OPEN and one.updates] if past else []
        room = _MOST - len(still)
        if closed and room > 0:
            closed.sort(key=lambda one: one.updates[-1].quote.date, reverse=True)
            sections.append(Section("Done or dropped since", tuple(self._action(one) for one in closed[:room])))
        return FromRecords(tuple(sections))

    def _is_private(self, one: TrackedAction) -> bool:
        """Whether only the viewer knows of it: that is a plan of theirs, and owed to nobody."""
        note = self._material.records.note(one.action.note or "")
        return note is not None and note.visibility is Visibility.PRIVATE

    def next_session(self) -> FromRecords:
        material = self._material
        lines, first = [], []
        for pair in self._pairs():
            about = replace(
                material,
                relationship=pair,
                records=replace(
                    material.records,
                    notes=tuple(note for note in material.records.notes if note.relationship == pair.id),
                ),
            )
            said = next_date_said(about)
            if said is not None:
                lines.append((said.date, quoted(citing.note(said, material.records))))
            elif last_session(about) is None and (named := first_date_said(usable_notes(about))):
                first.append((named[0].date, quoted(citing.note(named[0], material.records))))
        told = [("From the last session", *one) for one in lines]
        told += [("From the notes before the first session", *one) for one in first]
        told.sort(key=lambda one: one[1], reverse=True)
        return FromRecords(
            tuple(
                Section(f"{where}, {phrasing.day(day, material.as_of)}", (line,)) for where, day, line in told[:_MOST]
            )
        )

    def goals(self, own: bool) -> FromRecords:
        material = self._material
        owners = {self._me} if own else {self._first()}
        found = [goal for goal in material.records.goals if goal.owner in owners]
        found.sort(key=lambda goal: goal.date, reverse=True)
        lines = [quoted(citing.goal(goal), goal.text) for goal in found[:_MOST]]
        return self._said("Your goals, newest first" if own else "Goals, newest first", lines)

    def _action(self, one: TrackedAction) -> Line:
        material = self._material
        action = one.action
        citations: list[Citation] = [citing.note(update.quote, material.records) for update in reversed(one.updates)]
        if one.source:
            citations.append(citing.note(one.source, material.records))
        if one.accepted:
            citations.append(citing.action(one.stated, material.directory.get(action.owner or "")))
        what = phrasing.without_afterthought(action.text)
        if one.updates and one.updates[-1].kind in (Kind.MOVED, Kind.CORRECTED):
            what = phrasing.without_its_day(what)
        what = phrasing.sentence(what, end="")
        if one.source and re.search(r"\b(?:I|me|my|mine)\b", what):
            what = f"“{' '.join(citing.unmarked(one.source).text.split())}”"
        when = phrasing.due(action.due, material.as_of) if action.status in _OPEN else action.status.value
        if action.due and action.status in _OPEN and self._is_appointment(one):
            when = f"planned for {phrasing.day(action.due, material.as_of)}"
            when += ", and no note says how it went" if action.due < material.as_of else ""
        return Line(f"{what} ({when}).", Origin.NOTE if one.source else Origin.RECORD, tuple(citations))

    def _is_appointment(self, one: TrackedAction) -> bool:
        """Whether its day is when something takes place, not by when: then it is never overdue."""
        quotes = [*([one.source] if one.source else []), *(update.quote for update in one.updates)]
        return any(
            plan.day == one.action.due and overlap(plan.quote, quotes[-1]) for plan in self._material.plans if quotes
        )

    def _cited(self, pair: Relationship) -> Citation:
        directory = self._material.directory
        return citing.relationship(pair, directory[pair.mentor], directory[pair.mentee])

    def _said(self, heading: str, lines: Sequence[Line]) -> FromRecords:
        return FromRecords((Section(heading, tuple(lines[:_MOST])),) if lines else ())


def quoted(citation: Citation, words: str | None = None) -> Line:
    """The citation's words, or those `words` of it, as a sentence."""
    text = " ".join((citation.quote if words is None else words).split())
    origin = {"note": Origin.NOTE, "guidance": Origin.GUIDANCE}.get(citation.kind.value, Origin.RECORD)
    return Line(f"“{text}”", origin, (citation,))


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
