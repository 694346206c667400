"""What a session could be about: the brief's focus, what lies ahead, loose ends of the last notes, goals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copilot.actions import Plan
from copilot.draft import Origin
from copilot.drafts import citing
from copilot.drafts.history import (
    accounted_for,
    coming_up,
    last_session,
    next_date_said,
    open_actions,
    spoken,
    usable_notes,
)
from copilot.drafts.kind import Line, Material
from copilot.models import GoalStatus, NoteKind, Stage
from copilot.records import Quote
from copilot.writing import phrasing

_LOOSE = re.compile(
    r"\b(?:next time|come back to|came up again|parked?|did(?:n['’]t| not) get to|ran out of time|left open|unsure|"
    r"not sure|still (?:open|unclear|not|no|struggl\w+|worr\w+|stuck|wonder\w+)|stuck on|struggl\w+ (?:with|to)|"
    r"worr(?:y|ied|ies) (?:about|that)|wants? to (?:talk|discuss|work|go)|bring (?:this|it) up|revisit|"
    r"pick (?:this|it) up|for next|open question|undecided|torn between|nobody knows|keeps? (?:coming|happening))\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:\w[\w'’]*\s+){0,4}(?:thing|note|correction|update|news|also|ps|fyi|nb)\s*:\s+", re.IGNORECASE
)
"""`Other thing:`, `Correction to my last note:`: what is said comes after."""
_LOOSE_NOTES = 3
_WORDS = (6, 32)
_HEADING_WORDS = 7
_QUOTE_WORDS = 30
_ABOUT_WORDS = 12
_NAMES_NOTHING = frozenset(
    """
    something anything nothing everything some any thing things useful helpful good nice interesting important what whatever
    now next else is there to do we should talk about discuss it that this the a of our us me you catch up catching checking
    check in how are going general stuff other topic topics dunno idea no don't know not sure maybe and or
    """.split()
)
_MEETS = re.compile(
    r"\b(?:we|the two of us|us two)\s+(?:both\s+)?(?:meet|speak|talk|close|go)\b|\b(?:session|meeting|last one|next)\b|^meet\b",
    re.IGNORECASE,
)
"""A plan for the day of the session that is the session itself."""


@dataclass(frozen=True)
class Topic:
    """One topic: a heading, what to search for, and the lines that say where it comes from."""

    key: str
    heading: str
    about: str
    lines: tuple[Line, ...]
    quotes: tuple[Quote, ...] = ()
    guidance: tuple[str, ...] = ("session", "questions", "listening")
    """Topics of guidance that questions may be lifted from; none for special situations (stalled, mismatch)."""

    @property
    def asked(self) -> str:
        """What questions about it are looked for with: the topic in a few words, for a long one drowns the rest."""
        if self.heading.startswith("Coming up"):
            return f"{self.about}: what must be ready before the day, what would make it a good one, what do you want to have clear?"
        what = self.heading if self.heading.startswith("Goal") else " ".join(self.about.split()[:_ABOUT_WORDS])
        return f"{what.rstrip(' …')}: what have you tried, what is in the way, what could you do next?"


def topics(material: Material, most: int) -> list[Topic]:
    """At most `most` topics: the focus first, then what lies ahead, a loose end, goals, then the rest."""
    focus = _focus(material)
    loose = _loose_ends(material)
    closing = (getattr(material.brief, "stage", None) or material.stage) is Stage.CLOSING
    goals = [] if closing else _goals(material)  # a last session tells them where it looks back
    events = _events(material)
    ordered = [*focus, *events[:1], *loose[:1], *goals, *events[1:], *loose[1:]]
    chosen: list[Topic] = []
    for topic in ordered:
        if len(chosen) < most and not any(_same(topic, other) for other in chosen):
            chosen.append(topic)
    return [
        Topic(f"topic{number}", one.heading, one.about, one.lines, one.quotes, one.guidance)
        for number, one in enumerate(chosen, start=1)
    ]


def is_vague(focus: str) -> bool:
    """Whether a wish for the session names nothing: `something useful`, `what now?`."""
    return all(word in _NAMES_NOTHING for word in re.findall(r"[\w'’]+", focus.lower()))


def _focus(material: Material) -> list[Topic]:
    focus: str | None = getattr(material.brief, "focus", None)
    if not focus or is_vague(focus):
        return []
    line = Line(phrasing.sentence(focus), Origin.BRIEF, (citing.brief("focus", focus),))
    return [Topic("", "Main topic", focus, (line,))]


def _goals(material: Material) -> list[Topic]:
    found = []
    for goal in reversed(material.records.goals):
        if goal.status is not GoalStatus.ACTIVE:
            continue
        owner = material.name(goal.owner)
        line = Line(
            f"{owner}’s goal since {phrasing.day(goal.date, material.as_of)}: “{goal.text.strip()}”",
            Origin.RECORD,
            (citing.goal(goal), *citing.named(material.directory, goal.owner)),
        )
        found.append(
            Topic(
                "",
                f"Goal: {_heading(goal.text, lower=True)}",
                goal.text,
                (line,),
                (),
                ("goals", "questions", "session"),
            )
        )
    return found


def _loose_ends(material: Material) -> list[Topic]:
    told = accounted_for(material)
    said = next_date_said(material)
    recent = [note for note in usable_notes(material) if note.kind in (NoteKind.SESSION, NoteKind.REFLECTION)]
    found = []
    for note in recent[-_LOOSE_NOTES:][::-1]:
        for quote in spoken(note):
            if not _is_loose(quote) or quote in told or quote == said:
                continue
            if any(overlap(quote.text, one.action.text) for one in open_actions(material)):
                continue
            day = phrasing.day(quote.date, material.as_of)
            found.append(Topic("", f"Left open on {day}", quote.text, (said_by(material, quote),), (quote,)))
    return found


def _events(material: Material) -> list[Topic]:
    """What lies ahead, soonest first."""
    return [
        Topic(
            "",
            f"Coming up: {_heading(plan.text, lower=True)}",
            f"preparing for {plan.text}",
            (ahead_line(material, plan),),
            (plan.quote,),
        )
        for plan in coming_up(material)
        if not is_the_session(plan, material)
    ]


def is_the_session(plan: Plan, material: Material) -> bool:
    """Whether the plan is the session that the agenda is for, or the next one."""
    session = getattr(material.brief, "session_date", None)
    said = next_date_said(material)
    meets = bool(_MEETS.search(plan.quote.text)) or (said is not None and plan.quote == said)
    return meets and (session is None or plan.day == session)


def ahead_line(material: Material, plan: Plan) -> Line:
    """Something planned for a day to come, in the note's words."""
    day = f" on {phrasing.day(plan.day, material.as_of)}" if plan.day else ""
    return attributed(material, f"Coming up{day}", plan.quote)


def attributed(material: Material, lead: str, quote: Quote) -> Line:
    """`lead: “words” (who wrote them, when)`: on an agenda for two, “I” must be somebody."""
    note = material.records.note(quote.note)
    author = f"{material.name(note.author)}, " if note else ""
    text = f"{lead}: “{short(quote)}” ({author}{phrasing.day(quote.date, material.as_of)})."
    cited = (citing.note(quote, material.records), *citing.named(material.directory, note.author if note else None))
    return Line(text, Origin.NOTE, cited)


def short(quote: Quote) -> str:
    """The quoted words, at most thirty of them, without list mark and full stop."""
    text = _LEAD_IN.sub("", citing.unmarked(quote).text)
    words = text.split()
    return text.rstrip(".") if len(words) <= _QUOTE_WORDS else f"{' '.join(words[:_QUOTE_WORDS])} …"


def _is_loose(quote: Quote) -> bool:
    words = len(quote.text.split())
    return _WORDS[0] <= words <= _WORDS[1] and bool(_LOOSE.search(quote.text) or quote.text.endswith("?"))


def said_by(material: Material, quote: Quote) -> Line:
    """A note's words with who wrote them and when."""
    note = material.records.note(quote.note)
    author = material.name(note.author) if note else ""
    last = last_session(material)
    day = phrasing.day(quote.date, material.as_of)
    where = "in the session note" if last and note and note.id == last.id else "in a note"
    forms = (
        f"{author} on {day}: “{quote.text}”",
        f"From {author}’s note of {day}: “{quote.text}”",
        f"{author} wrote {where} of {day}: “{quote.text}”",
    )
    return Line(
        material.chance(f"said{quote.note}{quote.start}").choice(forms),
        Origin.NOTE,
        (citing.note(quote, material.records), *citing.named(material.directory, note.author if note else None)),
    )


def _heading(text: str, *, lower: bool = False) -> str:
    whole = re.sub(r"^[\W_]+", "", text)
    short = phrasing.shorten(whole, _HEADING_WORDS).strip("“”\"' ")
    if not short:
        return "Topic"
    if not re.match(r"\W*(?:$|[,;:.(–-])", " ".join(whole.split()).removeprefix(short)):
        short += " …"  # cut within a thought
    if lower and short[1:2].islower():
        return short[0].lower() + short[1:]
    return short if lower else short[0].upper() + short[1:]


def _same(one: Topic, other: Topic) -> bool:
    return overlap(one.about, other.about)


def overlap(one: str, other: str) -> bool:
    """Whether the shorter text's longer words are mostly the other's too."""
    first, second = (set(re.findall(r"\w{4,}", text.lower())) for text in (one, other))
    return bool(first and second) and len(first & second) / min(len(first), len(second)) >= 0.6
