"""One question for each thing a goal lacks, that only its owner can answer and that speaks of this goal.

Order: what everything else hangs on first, then what rests on strong evidence (the obstacle before the plan that
meets it), SMART's remaining fields last, since they are a completeness check (docs/evidence.md, rows 9 to 13).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta

from copilot.draft import Question
from copilot.drafts import lifting
from copilot.drafts.goal_said import FIRST_STEP, MILESTONES, GoalSaid, tidy
from copilot.drafts.goal_wishes import as_wish
from copilot.retrieve import Evidence
from copilot.review.goal_clauses import WANTS, Part
from copilot.review.goal_dimensions import EVIDENCE, Dimension
from copilot.review.goal_hindrances import HINDERS
from copilot.review.goal_times import rhythms, times, vague_times
from copilot.review.goal_wording import AREAS
from copilot.writing import phrasing

CARDS = "cards"
"""The query that finds what our cards say about goals."""
ORDER = (
    Dimension.SPECIFIC,
    Dimension.HARD_ENOUGH,
    Dimension.OBSTACLE,
    Dimension.IF_THEN,
    Dimension.CHECK_DATE,
    Dimension.MEASURABLE,
    Dimension.TIME_BOUND,
)
_WHY: Mapping[Dimension, str] = {
    Dimension.SPECIFIC: "A goal that says what will happen, and is hard enough, is met more often than a wish",
    Dimension.HARD_ENOUGH: "A goal that could be met by accident changes little; one that stretches you does more",
    Dimension.OBSTACLE: (
        "Naming what stands in your way beside the wish helps, and more so when somebody asks than on a printed sheet"
    ),
    Dimension.IF_THEN: "A plan of the form “if …, then …” decides now what you would otherwise decide in a bad moment",
    Dimension.CHECK_DATE: (
        "Looking at your progress on fixed days helps, and more so where it is written down or told to somebody"
    ),
    Dimension.MEASURABLE: "Without something to see or count nobody can tell whether you are there",
    Dimension.TIME_BOUND: "Without a day there is no moment to ask whether it worked",
}
_LONGEST_SUBJECT = 15
_SLACK = 4
"""A few words more rather than a thought without its end."""
_ASIDE = re.compile(
    r",?\s+(?=(?:instead of|rather than|without|so that|in order to|as soon as|when|because|which|who)\b)|[,;:]\s+",
    re.IGNORECASE,
)
_SAID_AGAIN = 7
"""A goal of more words than this is not quoted in every question."""
_BETTER_AT = re.compile(
    r"(?:(?:get|become|be)\s+(?:much\s+|a\s+lot\s+|a\s+bit\s+)?better\s+(?:at|in|with)|"
    r"(?:improve|develop|build(?:\s+up)?|boost|strengthen|work\s+on|grow|increase|enhance|practi[sc]e|gain)(?:\s+(?:my|"
    r"our|on))?|"
    r"(?:finally\s+)?understand|more|better|greater)\s+(?P<topic>(?!than\b|often\b|about\b).+?)(?:\s+(?:better|"
    r"more))?$",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"^(?:(?:maybe|please|basically|honestly|ideally)\b,?\s+)+|"
    r",?\s+(?:somehow|please|pls|plz|maybe|if\s+possible|for\s+once|in\s+general|ideally|really|at\s+least|this)$",
    re.IGNORECASE,
)
"""What people put around a wish, and what is left of a time at its end."""
_FAR = timedelta(days=28)
"""A goal due later than this is asked for milestones."""
_TO_YOU: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w'’])(?:{words})(?![\w'’])", re.IGNORECASE), to)
    for words, to in (
        (r"i['’]m|i am|we are|we['’]re", "you are"),
        (r"i['’]ll|we['’]ll", "you will"),
        (r"i['’]ve|we['’]ve", "you have"),
        (r"i['’]d|we['’]d", "you would"),
        (r"i was|we were", "you were"),
        ("myself", "yourself"),
        ("ourselves", "yourselves"),
        ("mine|ours", "yours"),
        ("my|our", "your"),
        ("i|we|me|us", "you"),
    )
)


def questions(said: GoalSaid) -> list[Question]:
    """A question for each missing dimension, then for a first step and milestones where none were named."""
    lacking = said.missing
    order = [one for one in ORDER if one in lacking]
    if Dimension.HARD_ENOUGH in lacking and Dimension.SPECIFIC not in lacking:
        order.sort(key=lambda one: one is not Dimension.HARD_ENOUGH)  # a larger goal changes all the rest
    found = [_question(one, said) for one in order]
    if not said.answered(FIRST_STEP) and not (said.soon() and (said.new_goal or len(said.wishes) > 1)):
        found.append(
            Question(
                id=FIRST_STEP,
                text=_first_step(said),
                why="A first step within a week shows soon whether the goal is the right one (common practice, weak).",
            )
        )
    end = said.deadline()
    if (
        end is not None
        and end - said.as_of > _FAR
        and not said.answered(MILESTONES)
        and Dimension.SPECIFIC not in lacking
    ):
        found.append(
            Question(
                id=MILESTONES,
                text=f"What should be done on the way to “{_bare_time(said)}”, and by which days?",
                why=(
                    "Stops on the way give you something to check against; "
                    "the days have to be yours (common practice, weak)."
                ),
            )
        )
    return found


_AUTHORS: Mapping[str, str] = {
    Dimension.SPECIFIC: "Epton",
    Dimension.HARD_ENOUGH: "too easy",
    Dimension.OBSTACLE: "WOOP",
    Dimension.IF_THEN: "Gollwitzer",
    Dimension.CHECK_DATE: "Harkin",
    Dimension.MEASURABLE: "SMART",
    Dimension.TIME_BOUND: "SMART",
}
"""A word by which to know the card's own sentence about a dimension."""


def with_cards(questions: list[Question], evidence: Evidence) -> list[Question]:
    """The questions, each with what our cards say about its dimension, where that was found."""
    lines = lifting.statements(evidence.of(CARDS))
    found = []
    for question in questions:
        word = _AUTHORS.get(question.id)
        line = next((one for one in lines if word and word in one.text), None)
        found.append(question.model_copy(update={"evidence": line.citation}) if line else question)
    return found


def no_goal() -> Question:
    """The question that must be answered first."""
    return Question(
        id="goal",
        text="What would you like to be different? A rough wish in your own words is enough.",
        why="Everything else is asked about it; a goal is never made up for you.",
        blocking=True,
    )


def _question(one: Dimension, said: GoalSaid) -> Question:
    found = EVIDENCE[one]
    asks: Mapping[Dimension, Callable[[GoalSaid], str]] = {
        Dimension.SPECIFIC: _specific,
        Dimension.HARD_ENOUGH: _hard_enough,
        Dimension.OBSTACLE: _obstacle,
        Dimension.IF_THEN: _if_then,
        Dimension.CHECK_DATE: _check_date,
        Dimension.MEASURABLE: _measurable,
        Dimension.TIME_BOUND: _time_bound,
    }
    why = f"{_WHY[one]} ({found.source}; {found.strength})."
    return Question(id=one.value, text=asks[one](said), why=why)


def _specific(said: GoalSaid) -> str:
    subject = _subject(said)
    if re.search(r"\b(?:something|somewhere|direction|way|place|passion|purpose)\b", subject):
        return f"“{subject}”: name one piece of it you could try out. What would you be doing, where, with whom?"
    topic = _topic(subject)
    if topic:
        return (
            f"Where does “{topic}” come up for you next: in which meeting, task or talk? "
            "What would you do there that you do not do today?"
        )
    if re.match(r"(?:be|become)\s+(?:an?|the)\b", subject, re.IGNORECASE):
        return f"“{subject}”: which post or role is that here, and what does it ask of you that you do not do today?"
    if re.match(r"(?:be|become|feel|get|seem|stay|come across)\b", subject, re.IGNORECASE):
        return (
            f"Think of the last time you wanted to {_to_you(subject)}. "
            "Where was that, and what would you do differently there?"
        )
    if AREAS.match(subject):
        return f"“{subject}”: in which meeting, task or talk would somebody notice it, and what would they see you do?"
    return f"“{subject}”: what exactly will you do, where, and with whom?"


def _hard_enough(said: GoalSaid) -> str:
    if Dimension.SPECIFIC in said.missing:
        topic = _topic(_subject(said))
        if topic:
            return f"How far would you have to go with “{topic}” for it to be hard, so that you could also miss it?"
        return f"“{_subject(said)}”: which step towards it would be hard enough that you could also miss it?"
    if said.reading.of(Dimension.SPECIFIC).missing:
        return f"“{_subject(said)}”: is that hard for you, so that you could also miss it? If not, what would be?"
    return f"“{_subject(said)}” looks like one step. What is it a step towards, or is it hard for you already?"


def _obstacle(said: GoalSaid) -> str:
    verb = _as_verb(said)
    if verb and Dimension.HARD_ENOUGH in said.missing and Dimension.SPECIFIC not in said.missing:
        return f"What could keep you from it, so that you do not {verb} after all? What kept you the last time?"
    if verb:
        return f"When you set out to {verb}, what in you is most likely to get in the way? What happened the last time?"
    return f"“{_subject(said)}”: what in you is most likely to get in the way? What happened the last time?"


def _if_then(said: GoalSaid) -> str:
    named = said.answered(Dimension.OBSTACLE) or next((one.text for one in said.reading.part(Part.OBSTACLE)), "")
    if named:
        told = _short(_heart(named))
        return f"You say “{told}”. When that gets in your way, what is the one thing you will do? Write: if …, then I …"
    return "And when that gets in your way, what is the one thing you will do? Write: if …, then I …"


def _heart(obstacle: str) -> str:
    """Of a long obstacle, the part between commas that names it."""
    if len(obstacle.split()) <= _LONGEST_SUBJECT:
        return obstacle
    parts = re.split(r"[,;]\s+", obstacle)
    found = next((one for one in parts if HINDERS.search(one)), obstacle)
    return re.sub(r"^(?:and|but|that|because|so)\s+", "", found)


def _check_date(said: GoalSaid) -> str:
    subject = _subject(said)
    if len(subject.split()) > _SAID_AGAIN:
        return (
            "On which days will you look at how far you have got, who will look with you, and where is it written down?"
        )
    return (
        f"On which days will you look at how far you have got with “{subject}”, who will look with you, "
        "and where is it written down?"
    )


def _measurable(said: GoalSaid) -> str:
    verb = _as_verb(said)
    more = re.search(r"\b(?:more|less|better|fewer|often)\b", _subject(said), re.IGNORECASE)
    if verb and more and not said.reading.of(Dimension.SPECIFIC).missing:
        return f"“{_subject(said)}”: how much is it today, and how much would be enough?"
    if verb:
        return f"If you manage to {verb}, what will somebody else be able to see or count?"
    return f"“{_subject(said)}”: what would somebody else see or count on the day you are there?"


def _time_bound(said: GoalSaid) -> str:
    subject = _subject(said)
    if said.deadline_is_past:
        return f"The time you set for “{subject}”, “{said.own_times()[-1]}”, has passed. Which day is it now?"
    put_off = [one.text for clause in said.wishes for one in vague_times(clause.text)]
    if put_off:
        return f"You write “{put_off[0]}”. By which day do you {_want(said)}?"
    check = next(iter(said.reading.part(Part.CHECK)), None)
    again = rhythms(check.text) if check else []
    if again:
        named = max((one.text for one in again), key=len)
        return f"“{named}” says how often you look. By which day do you {_want(said)}?"
    return f"By which day do you {_want(said)}?"


def _want(said: GoalSaid) -> str:
    verb = _as_verb(said)
    return f"want to {verb}" if verb else f"want to see “{_subject(said)}”"


def _first_step(said: GoalSaid) -> str:
    subject = _subject(said)
    if len(subject.split()) > _SAID_AGAIN:
        return "What is the first thing you can do for it within the next seven days, and on which day?"
    return f"What is the first thing you can do towards “{subject}” within the next seven days, and on which day?"


def _topic(subject: str) -> str:
    """What a wish to be better is about: `networking` of `get better at networking`; empty for another wish."""
    found = _BETTER_AT.match(subject)
    return found["topic"].strip() if found and "," not in subject else ""


def _subject(said: GoalSaid) -> str:
    """What the goal is about, in their words and short: the newest there are, without times and "I want to"."""
    new = said.new_goal or said.answered(Dimension.SPECIFIC)
    if new:
        return _short(_without_times(re.split(r"[.!?]\s", new, maxsplit=1)[0], said))
    wish = said.wishes[0].text if said.wishes else said.text
    # A wish that names what will happen says more than "grow as a manager" before it.
    specific = said.reading.of(Dimension.SPECIFIC).spans
    if specific and not said.reading.of(Dimension.HARD_ENOUGH).missing:
        wish = specific[0].text
    found = WANTS.search(wish)
    core = wish[found.end() :] if found else wish
    core = re.sub(r"^\s*(?:to\s+|just\s+|really\s+|if possible,?\s+|[:,]\s*)+", "", core.strip(), flags=re.IGNORECASE)
    return _short(_without_times(core, said)) or _short(said.text)


def _without_times(words: str, said: GoalSaid) -> str:
    """The words with times at their start or end left out, so that what is quoted stays one run of theirs."""
    shown = words.strip().rstrip(" .,;!")
    for _ in range(3):
        for one in [*times(shown, said.written), *vague_times(shown)]:
            if one.end >= len(shown) and one.start > 0:
                shown = shown[: one.start].rstrip(" ,;")
                break
            if one.start == 0 and one.end < len(shown):
                shown = shown[one.end :].lstrip(" ,;")
                break
    shown = re.sub(r"^(?:i want to|i want|to)\s+", "", shown, flags=re.IGNORECASE)
    bare, before = shown, ""
    while bare != before:
        before, bare = bare, _HEDGED.sub("", bare)
    return bare if len(bare.split()) > 1 or not shown else shown


def _bare_time(said: GoalSaid) -> str:
    """`30 September 2027` of `by 30 September 2027`."""
    said_when = phrasing.with_capitals(said.named_time())
    return re.sub(r"^(?:by|on|until|till|til|before|in|at)\s+", "", said_when, flags=re.IGNORECASE)


def _short(words: str) -> str:
    whole = tidy(words)
    if len(whole.split()) > _LONGEST_SUBJECT:
        whole = _ASIDE.split(whole, maxsplit=1)[0]
    said = whole if len(whole.split()) <= _LONGEST_SUBJECT + _SLACK else phrasing.shorten(whole, _LONGEST_SUBJECT)
    first = said.partition(" ")[0]
    return (
        said[:1].lower() + said[1:]
        if (first[1:].islower() and phrasing.is_verb_phrase(said.lower())) or as_wish(said.lower()) == "I will {}"
        else said
    )


def _as_verb(said: GoalSaid) -> str:
    """The subject as what `you set out to` do, spoken to its owner; empty where it is no plain verb phrase."""
    subject = _subject(said)
    if as_wish(subject) == "I will {}" or re.match(r"(?:be|become|feel|get|improve|develop)\b", subject, re.IGNORECASE):
        return _to_you(subject[:1].lower() + subject[1:])
    return ""


def _to_you(words: str) -> str:
    for pattern, to in _TO_YOU:
        words = pattern.sub(to, words)
    return words
