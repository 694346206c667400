"""How an agenda's sections are written, stage by stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from copilot.actions import TrackedAction
from copilot.actions.dates import find_dates
from copilot.draft import Citation, Origin
from copilot.drafts import citing, lifting
from copilot.drafts.agenda_topics import Topic, attributed, overlap, said_by, short
from copilot.drafts.history import Spoken, dates_ahead, day_named, last_session, open_actions, spoken
from copilot.drafts.kind import Line, Material, Similarity
from copilot.drafts.looking_back import LookingBack
from copilot.models import ActionStatus, GoalStatus, Stage
from copilot.records import Quote
from copilot.retrieve import Evidence, Piece
from copilot.writing import phrasing

MIDDLE_CHECK_WINDOW = timedelta(days=35)
MOST_ACTIONS = 8
"""An agenda lists so many, those due first: more leave no time for anything else."""
_OF_ACTIONS = (
    "open actions: which would you drop if you started afresh",
    "open actions: which is stuck, and what would get it moving again",
)
"""What a question about them all is looked for with, one or the other, so that not every agenda asks the same."""
_MANY_ACTIONS = 4
"""Of fewer, nobody needs to be asked which to drop."""
_MOST_HOPES = 2
_MOST_IN_SHORT = 2
"""So many lines look back where a session is short."""
_HEARD_DAYS = 150
"""Older words are seldom where a topic stands now."""
_NEAR = 0.22
"""Least cosine similarity of a lifted question to what it is lifted for; read off the sample's agendas."""
_VERY_NEAR = 0.4
"""The same, where a question that is only roughly right would be wrong."""
_HEARD_NEAR = 0.42
"""Least cosine similarity of a note's sentence to a topic for it to be quoted there."""
NOT_TAKEN_ON = "Proposed in notes, still unconfirmed:"
"""Before the actions that nobody has accepted yet, once instead of behind each."""
_OF_BOTH = re.compile(r"\b(?:we (?:each|both)|both of us|each of us|us both)\b", re.IGNORECASE)
_NEXT_MEETING = re.compile(r"\b(?:next|second) (?:date|meeting|session)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A section whose minutes are not shared out yet."""

    heading: str
    lines: tuple[Line, ...]
    weight: float


def middle_check_due(material: Material) -> bool:
    """Whether the relationship is near its half-way day and no note speaks of a check yet."""
    pair = material.relationship
    if pair is None or pair.ends is None:
        return False
    half = pair.started + (pair.ends - pair.started) / 2
    spoken_of = any(
        re.search(r"\b(?:mid(?:dle|[- ]?point|[- ]?term)?[- ]?(?:check|review)|half[- ]?way)\b", note.text, re.I)
        for note in material.records.notes
    )
    return abs(material.as_of - half) <= MIDDLE_CHECK_WINDOW and not spoken_of


class AgendaWriter:
    """Writes one agenda's parts. Each lifted line is used once."""

    def __init__(
        self,
        material: Material,
        evidence: Evidence,
        similar: Similarity,
        session: date | None = None,
        *,
        short: bool = False,
    ) -> None:
        self._session = session
        self._short = short
        self._material = material
        self._evidence = evidence
        self._similar = similar
        self._used: set[str] = set()
        self._chance = material.chance("lifting")
        self._back = LookingBack(material, similar)

    def opening(self, minutes: int, session: date | None) -> Line:
        """Who meets, when, for how long."""
        material = self._material
        citations = [self._pair()]
        said = [phrasing.listing([material.name(person) for person in self._members()])]
        if session:
            said.append(phrasing.day(session, material.as_of, weekday=True))
            citations.append(citing.brief("session_date", session.isoformat()))
        said.append(f"{minutes} minutes")
        citations.append(citing.brief("minutes", f"{minutes} minutes"))
        return Line(f"{', '.join(said)}.", Origin.RECORD, tuple(citations))

    def parts(self, stage: Stage, topics: Sequence[Topic]) -> list[Part]:
        """The sections of a stage, in order, without empty ones."""
        for topic in topics:
            for quote in topic.quotes:
                self._back.quoted(quote)
        match stage:
            case Stage.FIRST:
                parts = [
                    self._lifted_part(
                        "Getting to know each other",
                        "opening",
                        "getting to know each other, how you got here",
                        2.0,
                        questions=2,
                    ),
                    self._hopes(topics),
                    self._lifted_part(
                        "How you will work together",
                        "agreement",
                        "how often we meet, what stays between us, what we do when something does not work",
                        3.0,
                        questions=3,
                        advice=1,
                    ),
                    self._open_actions("First steps"),
                ]
            case Stage.CLOSING:
                parts = [
                    self._open_actions("Open actions: finish, hand over or let go"),
                    self._since_the_start(),
                    self._since_last_time(),
                    *(self._topic(topic) for topic in topics),
                    self._lifted_part(
                        "Feedback and thanks, both ways",
                        "farewell",
                        "what was useful, what I could have done better for you, thanks",
                        2.0,
                        questions=2,
                    ),
                    self._afterwards(),
                ]
            case Stage.MIDDLE:
                parts = [
                    self._open_actions("Open actions"),
                    self._since_last_time(),
                    *(self._topic(topic) for topic in topics),
                    *([] if topics else [self._what_they_bring()]),
                    self._lifted_part(
                        "Middle check", "middle", "is the mentoring working, what should change", 2.0, questions=2
                    ),
                ]
        parts.append(self._close(stage))
        return [part for part in parts if part.lines]

    def _open_actions(self, heading: str) -> Part:
        actions = open_actions(self._material)
        shown = actions[:MOST_ACTIONS]
        accepted = [self._action(one) for one in shown if one.action.status is ActionStatus.OPEN]
        found = [self._action(one) for one in shown if one.action.status is not ActionStatus.OPEN]
        lines = [*accepted, *([Line(NOT_TAKEN_ON, Origin.CONNECTIVE)] if found else []), *found]
        if len(shown) >= _MANY_ACTIONS and last_session(self._material):
            lines += self._lift("opening", self._chance.choice(_OF_ACTIONS), questions=1, least=_VERY_NEAR)
        return Part(heading, tuple(lines), 1.0 + 0.35 * len(lines))

    def _action(self, one: TrackedAction) -> Line:
        material = self._material
        action = one.action
        today = material.as_of
        citations: list[Citation] = []
        if one.source:
            citations += [
                citing.note(quote, material.records) for quote in (one.source, day_named(material, one)) if quote
            ]
        if action.status is ActionStatus.OPEN:
            citations.append(citing.action(one.stated, material.directory.get(one.stated.owner or "")))
        changes = [update for update in one.updates if update.kind not in ("done", "dropped")]
        citations += [citing.note(update.quote, material.records) for update in changes]
        moved = next((update for update in reversed(changes) if update.kind in ("moved", "corrected")), None)
        citations += citing.named(material.directory, action.owner, *self._named_for_a_pronoun(one))
        what = phrasing.fragment(phrasing.without_afterthought(action.text))
        if moved or action.due:
            what = phrasing.without_its_day(what)
        what = phrasing.with_plain_verbs(what)
        join = " to " if phrasing.tells_what_to_do(what) else ": "
        who = f"{material.name(action.owner)}{join}" if action.owner else ""
        if not action.owner and one.source and _OF_BOTH.search(one.source.text):
            who = "Both to " if phrasing.tells_what_to_do(what) else "Both: "
        if one.source and re.search(r"\b(?:I|me|my|mine)\b", what):
            who, what = who.replace(join, ": "), f"“{short(one.source)}”"
        when = phrasing.due(action.due, today, self._session)
        if action.due and _is_appointment(material, one):
            when = f"planned for {phrasing.day(action.due, today)}"
            if action.due < today:
                when += "; no note says how it went"
        if self._session and "before you meet" in when:
            citations.append(citing.brief("session_date", self._session.isoformat()))
        if moved and moved.due:
            when = f"now {when}"
        text = phrasing.sentence(f"{who}{what} ({when})")
        return Line(text, Origin.NOTE if one.source else Origin.RECORD, tuple(citations))

    def _named_for_a_pronoun(self, one: TrackedAction) -> list[str]:
        """The members whose names stand in the action where its note says "her"."""
        pair, said = self._material.relationship, one.source.text if one.source else ""
        names = {member: self._material.name(member) for member in (pair.members if pair else ())}
        return [
            member
            for member, name in names.items()
            if member != one.action.owner and re.search(rf"\b{re.escape(name)}\b", one.action.text) and name not in said
        ]

    def _what_they_bring(self) -> Part:
        """Where notes and goals hold no topic: time for one all the same, as long as for any other."""
        return self._lifted_part(
            "What you bring", "opening", "what do you want to have clear by the end of this session", 3.0, questions=1
        )

    def _since_last_time(self) -> Part:
        last = last_session(self._material)
        if last is None:
            return Part("", (), 0)
        lines = self._back.since_last_time()
        if self._short:
            lines = lines[:_MOST_IN_SHORT]
        day = phrasing.day(last.date, self._material.as_of)
        return Part(f"The session of {day}, and since", tuple(lines), 1.0 + 0.25 * len(lines))

    def _topic(self, topic: Topic) -> Part:
        lines = list(topic.lines)
        lines += self._heard_of(topic)
        lines += self._lift(
            f"{topic.key}:guidance",
            topic.asked,
            questions=1 if topic.heading.startswith("Coming up") else 2,
        )
        return Part(topic.heading, tuple(lines), 3.0)

    def _heard_of(self, topic: Topic) -> list[Line]:
        """What the notes say nearest to the topic, newest first choice, if it is near enough."""
        quotes = [
            quote
            for piece in self._evidence.of(f"{topic.key}:notes")
            for quote in self._in_piece(piece)
            if self._back.quotable(quote)
            and quote.text not in topic.about
            and not self._overtaken(quote, topic)
            and (self._material.as_of - quote.date).days <= _HEARD_DAYS
        ]
        if not quotes:
            return []
        scores = self._similar([topic.about], [quote.text for quote in quotes])[0]
        at = int(scores.argmax())
        if float(scores[at]) < _HEARD_NEAR:
            return []
        self._back.quoted(quotes[at])
        return [said_by(self._material, quotes[at])]

    def _overtaken(self, quote: Quote, topic: Topic) -> bool:
        """Whether it names days, and what later words say of the same thing is on none of them."""
        named = {one.day for one in find_dates(quote.text, quote.date)}
        if not named:
            return False
        later = [
            *((one.action.text, one.action.due, _last_words(one)) for one in self._material.tracked),
            *((plan.text, plan.day, plan.quote) for plan in self._material.plans),
        ]
        return any(
            day is not None
            and day not in named
            and words is not None
            and words.date > quote.date
            and (overlap(quote.text, text) or (overlap(topic.about, text) and overlap(topic.about, quote.text)))
            for text, day, words in later
        )

    def _in_piece(self, piece: Piece) -> Iterable[Quote]:
        identifier = piece.passage.document_id.rpartition(":note:")[2]
        note = self._material.records.note(identifier)
        if note is None or note.id in self._material.troubled:
            return ()
        return [quote for quote in spoken(note) if piece.passage.start <= quote.start < piece.passage.end]

    def _hopes(self, topics: Sequence[Topic]) -> Part:
        lines = [line for topic in topics for line in topic.lines]
        lines += [said_by(self._material, quote) for quote in self._back.hopes(_MOST_HOPES)]
        lines += self._lift("hopes", "what the mentee wants from this, what would make it worthwhile", questions=2)
        return Part("What each of you hopes for", tuple(lines), 2.5)

    def _since_the_start(self) -> Part:
        material = self._material
        lines = []
        for goal in [one for one in material.records.goals if one.status is not GoalStatus.DROPPED][:2]:
            when = (
                "reached"
                if goal.status is GoalStatus.ACHIEVED
                else (f"set on {phrasing.day(goal.date, material.as_of)}")
            )
            text = f"{material.name(goal.owner)}’s goal, {when}: “{goal.text.strip()}”"
            lines.append(Line(text, Origin.RECORD, (citing.goal(goal), *citing.named(material.directory, goal.owner))))
        lines += [said_by(material, quote) for quote in self._back.signs_of_change(2)]
        if lines:
            lines += self._lift("farewell", "what has changed since the start, what you can do now", questions=1)
        start = material.relationship.started if material.relationship else material.as_of
        return Part(f"What has changed since {phrasing.day(start, material.as_of)}", tuple(lines), 2.5)

    def _afterwards(self) -> Part:
        lines = self._lift(
            "farewell", "staying in touch after the mentoring ends, what comes next", questions=1, advice=1
        )
        pair = self._material.relationship
        if lines and pair and pair.ends:
            ends = Line(
                f"The mentoring is planned to end on {phrasing.day(pair.ends, self._material.as_of)}.",
                Origin.RECORD,
                (self._pair(),),
            )
            lines.insert(0, ends)
        return Part("What comes after", tuple(lines), 1.5)

    def _close(self, stage: Stage) -> Part:
        lines = self._lift("opening", "what will you do first, and by which day", questions=1, least=_VERY_NEAR)
        if stage is not Stage.CLOSING:
            lines += self._lift("form", "sharing the time so that both get something from it", questions=1)
        booked = next(
            (
                one
                for piece in self._evidence.of("next_date")
                for one in lifting.statements([piece])
                if _NEXT_MEETING.search(one.text)
            ),
            None,
        )
        said, days = dates_ahead(self._material)
        if said and self._session and any(day > self._session for day in days):
            lines.append(attributed(self._material, "Already fixed", said))
        elif booked and stage is not Stage.CLOSING:
            lines.append(Line("Book the next date before you part.", Origin.GUIDANCE, (booked.citation,)))
        return Part("Before you part", tuple(lines), 1.0)

    def _lifted_part(
        self, heading: str, query: str, about: str, weight: float, *, questions: int = 0, advice: int = 0
    ) -> Part:
        return Part(heading, tuple(self._lift(query, about, questions=questions, advice=advice)), weight)

    def _lift(self, query: str, about: str, *, questions: int = 0, advice: int = 0, least: float = _NEAR) -> list[Line]:
        pieces = self._evidence.of(query)
        found = []
        for candidates, most, near in (
            (lifting.advice(pieces), advice, 0.0),
            (lifting.questions(pieces), questions, least),
        ):
            for _ in range(most):
                one = lifting.best(candidates, about, self._similar, self._used, self._chance, least=near)
                if one:
                    found.append(one.line())
        return found

    def _members(self) -> tuple[str, ...]:
        pair = self._material.relationship
        return (pair.mentee, pair.mentor) if pair else (self._material.viewer.id,)

    def _pair(self) -> Citation:
        pair = self._material.relationship
        directory = self._material.directory
        if pair is None:
            return citing.person(self._material.viewer)
        return citing.relationship(pair, directory[pair.mentor], directory[pair.mentee])


def _words_of(one: TrackedAction) -> list[Quote]:
    """The words that say how the action stands: its own, then what later notes changed, oldest first."""
    return [quote for quote in (one.source, *(update.quote for update in one.updates)) if quote]


def _last_words(one: TrackedAction) -> Quote | None:
    return max(_words_of(one), key=lambda quote: quote.date, default=None)


def _is_appointment(material: Material, one: TrackedAction) -> bool:
    """Whether the action's day is when something takes place, not by when: then it is never `overdue`."""
    quotes = _words_of(one)
    told = Spoken(quotes[-1:])
    return any(plan.day == one.action.due and plan.quote in told for plan in material.plans) or bool(
        quotes and re.search(r"\b\d{1,2}[:.]\d\d\b", quotes[-1].text)
    )
