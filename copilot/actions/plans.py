"""Events a note speaks of as still to come, and the later words that tell how they went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from copilot.actions.corrections import find_corrections
from copilot.actions.dates import DateMention, Sense, find_dates
from copilot.actions.finding import find_actions, find_appointments
from copilot.actions.matching import TOPIC, Rarity
from copilot.actions.outcomes import done_claims, dropped, moved_to, moves_plainly
from copilot.actions.people import Cast, named_in
from copilot.actions.statements import Statement, statements
from copilot.actions.wording import content_stems, tidy, word_set, words
from copilot.models import Note, Person, Relationship
from copilot.records import Quote

_EVENT = (
    r"(?:talk|panel|interview|presentation|demo|workshop|conference|exam|appraisal|offsite|off-site|"
    r"assessment|"
    r"all-hands|pitch|launch|town\s+hall|meetup|review|committee|hearing|Q&A|slot|call|coffee|lunch|"
    r"dinner|"
    r"webinar|training|course|mock\s+interview|mock|board|audition|summit|retro|kick-?off|viva|"
    r"deadline|go-live|meeting|catch-?up|"
    r"shift|visit|tour|away\s+day|hackathon|test|check)"
)
_NOUN = re.compile(
    rf"(?P<phrase>(?:(?:[A-Z]?[\w&’'-]+)\s+){{0,3}}?\b(?:{_EVENT}\s+)*{_EVENT}s?\b(?:\s+(?:with|w/|at|"
    rf"about)\s+(?:the\s+|my\s+)?"
    r"(?!\d|the\b)[\w’'-]+(?:\s+(?!(?:on|in|at|for|is|and|to|so|"
    r"of)\b)[A-Za-z][\w’'-]+){0,2})?)",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\b(?:(?P<who>I|he|she|they|we|[A-Z]\w+)\s*(?:[’'](?:m|s|re)|\s+(?:am|is|are|will\s+be))\s+)"
    r"(?P<verb>(?:meet|see|present|speak|interview|talk|run|host|giv|attend|start|mov|travel|visit|sit|"
    r"demo|pitch|tak|join|"
    r"launch|fly|graduat|appear)[a-z]*ing)\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_DOES = re.compile(
    r"\b(?P<who>[A-Z]\w+|he|she|we|they|I)\s+(?P<verb>shadows?|visits?|meets?|attends?|joins?|presents?|speaks?|"
    r"sits?(?=\s+in\b)|goes|go)\s+(?P<rest>(?!by\b)\S.*)$",
    re.DOTALL,
)
"""Told in the present tense, of a day to come: "Amara shadows the roadmap review on 17 November"."""
_GERUNDS = {"sit": "sitting", "sits": "sitting", "goes": "going"}
_NAMED_DAY = re.compile(
    r"\W*(?P<what>(?!(?:next|date|deadline|due|by|note|session|correction)\b)[A-Z]\w+(?:\s+[a-z]\w+){1,3})\s*:\s*",
    re.IGNORECASE,
)
"""A thing, a colon and its day: "Volunteer day: Saturday 28 March"."""
_SET = re.compile(
    r"\b(?:have|has|[’']ve|[’']s)\s+to\s+(?P<verb>present|speak|interview|pitch|"
    r"demo)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SESSION = re.compile(
    r"^\W*(?:next|next\s+(?:session|call|meeting|time|one|catch-?up))\b|"
    r"\bnext\s+(?:session|call)\b|"
    r"\b(?:first|closing|last)\s+(?:session|meeting|call)\b|^\W*(?:our\s+)?session\b|"
    r"\bmeet\s+again\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|went|had|did|didn|took|gave|got|came|met|spoke|presented|ended|happened|"
    r"held|ran)\b|"
    r"\b[a-z]{3,}ed\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:went|was|were|got|turned\s+out|happened|took\s+place|done|gave|passed|failed|"
    r"nailed|overran|over|"
    r"said|asked|liked|loved|told|heard|met|spoke|presented|talked|had|landed|"
    r"didn[’']t\s+happen)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|[’']ll|going\s+to|next|tomorrow|before|prep(?:are|aring|aration)?|"
    r"for\s+the|ready\s+for|to\s+be)\b|:$",
    re.IGNORECASE,
)
_WISH = re.compile(r"\b(?:if|maybe|perhaps|could|might|would|should|not\s+sure|whether)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:by|before|due|deadline|until|till|no\s+later|b4|from|since|after)\b", re.IGNORECASE)
_DOINGS_OF = {"present": "presentation", "speak": "talk", "interview": "interview"}


@dataclass(frozen=True)
class Plan:
    """Something a note expects to happen.

    `text`: a short phrase that fits after "How did" and before "go" ("panel talk", "meeting Helen about
    the role"). `day`: None where no exact day is named. `quote`: the words that hold now (the later ones
    after a move or correction). `outcome`: the later words that tell how it went; None means nobody says,
    so it is to be asked about once the day has passed. `owner`: whose it is, where the words say so.
    """

    text: str
    day: date | None
    quote: Quote
    outcome: Quote | None = None
    owner: str | None = None
    called_off: bool = False


@dataclass
class _Expected:
    text: str
    day: date | None
    quote: Quote
    owner: str | None
    topic: frozenset[str]
    notes: set[str] = field(default_factory=set)
    outcome: Quote | None = None
    called_off: bool = False


def unresolved(plans: Sequence[Plan], as_of: date) -> list[Plan]:
    """Plans whose day has passed and of which no note tells the outcome: to be asked about."""
    return [
        plan
        for plan in plans
        if plan.day is not None and plan.day < as_of and plan.outcome is None and not plan.called_off
    ]


def find_plans(
    notes: Sequence[Note], relationship: Relationship | None, people: Mapping[str, Person], as_of: date
) -> list[Plan]:
    """The events that notes up to `as_of` expect, by day, undated ones last.

    The next session itself is not a plan (sessions have notes), nor is what a note promises to do by a
    day (that is an action). Notes about other relationships are left out.
    """
    subject = relationship.id if relationship else None
    seen = sorted(
        (note for note in notes if note.date <= as_of and note.relationship == subject),
        key=lambda note: note.date,
    )
    parts = {note.id: statements(note.text) for note in seen}
    names = " ".join(
        f"{people[each].name} {people[each].known_as}"
        for each in (relationship.members if relationship else ())
        if each in people
    )
    rarity = Rarity((each.text for found in parts.values() for each in found), content_stems(names))
    corrections = {(each.right.note, each.right.start) for each in find_corrections(seen)}
    expected: list[_Expected] = []
    for note in seen:
        promised = {action.quote.start for action in find_actions(note, relationship, people)}
        together = {each.quote.start: each for each in find_appointments(note, relationship, people)}
        cast = Cast(note.author, relationship, named_in(note, people, relationship))
        for statement in parts[note.id]:
            corrected = (note.id, statement.start) in corrections
            if _retold(note, statement, expected, rarity, corrected, statement.start in promised):
                continue
            meeting = together.get(statement.start)
            if meeting is not None and meeting.action.due is not None and meeting.action.due >= note.date:
                topic = rarity.stems(meeting.action.text)
                plan = _Expected(meeting.action.text, meeting.action.due, meeting.quote, None, topic, {note.id})
                _merge(plan, expected, rarity, note)
                continue
            for plan in _planned(note, statement, cast, rarity, statement.start in promised):
                _merge(plan, expected, rarity, note)
    plans = [Plan(each.text, each.day, each.quote, each.outcome, each.owner, each.called_off) for each in expected]
    return sorted(plans, key=lambda plan: (plan.day is None, plan.day or date.max, plan.quote.note, plan.quote.start))


def _retold(
    note: Note,
    statement: Statement,
    expected: list[_Expected],
    rarity: Rarity,
    corrected: bool,
    promised: bool,
) -> bool:
    """Read the statement as news of an earlier plan: moved, called off or happened. True if it was."""
    stems = rarity.stems(statement.text)
    earlier = [each for each in expected if note.id not in each.notes and each.outcome is None and not each.called_off]
    scored = []
    for each in earlier:
        score = rarity.coverage(each.topic, stems)
        named = {mention.day for sense in Sense for mention in find_dates(statement.text, note.date, sense)}
        if score > 0 and each.day in named:
            score += 0.3
        if score >= TOPIC:
            scored.append((score, each.day or date.min, each))
    if not scored:
        return False
    plan = max(scored, key=lambda each: each[:2])[2]
    past = {mention.day for mention in find_dates(statement.text, note.date, Sense.BACK)}
    same_day = plan.day is not None and plan.day < note.date and plan.day in past
    if promised and not moves_plainly(statement.text):
        return False
    moved, day = moved_to(statement.text, note.date) if not same_day else (False, None)
    if corrected and not moved:
        days = [each.day for each in find_dates(statement.text, note.date) if each.day]
        moved, day = bool(days), days[0] if days else None
    if (
        moved
        and day is not None
        and day > note.date
        and (corrected or moves_plainly(statement.text) or day != plan.day)
    ):
        plan.day, plan.quote = day, statement.quote(note)
        plan.notes.add(note.id)
        return True
    if dropped(statement.text):
        plan.called_off, plan.outcome = True, statement.quote(note)
        return True
    happened = plan.day is None or plan.day <= note.date
    if happened and _tells(statement.text, note.date, plan, rarity):
        plan.outcome = statement.quote(note)
        return True
    return False


def _tells(text: str, note_date: date, plan: _Expected, rarity: Rarity) -> bool:
    """Whether a clause about the plan says, in the past tense, that it took place or how."""
    if plan.day is not None and plan.day in {each.day for each in find_dates(text, note_date, Sense.BACK)}:
        return _VERDICT.search(text) is not None or any(True for _ in done_claims(text, note_date))
    if text.rstrip().endswith("?") or re.search(
        r"\b(?:didn[’']t\s+reach|ran\s+out\s+of\s+time|"
        r"carry\s+over)\b",
        text,
    ):
        return False
    if any(mention.day and mention.day > note_date for mention in find_dates(text, note_date)):
        return False
    stems = rarity.stems(text)
    if rarity.coverage(plan.topic, stems) < TOPIC or not _VERDICT.search(text):
        return False
    return _PAST.search(text) is not None or any(True for _ in done_claims(text, note_date))


def _planned(note: Note, statement: Statement, cast: Cast, rarity: Rarity, promised: bool) -> Iterator[_Expected]:
    text = re.sub(r"^\s*(?:[-*•–—>]|\d{1,2}[.)])\s+", "", statement.text)
    if statement.ticked or text.rstrip().endswith("?") or _SESSION.search(text):
        return
    for clause in re.split(r";|\s+[-–—]+\s+|,\s+(?=(?:and|but|so)\s)|(?<=[.!])\s", text):
        mentions = [each for each in find_dates(clause, note.date) if not _BY.match(clause[each.start : each.end])]
        ahead = [
            each
            for each in mentions
            if each.day is None or each.day > note.date or (each.day == note.date and _LATER_TODAY.search(clause))
        ]
        if not ahead or _WISH.search(clause) or (promised and not moves_plainly(clause)):
            continue
        mention = next((each for each in ahead if each.day is not None), ahead[0])
        if mention.session or (
            mention.day is None and not re.match(r"(?:in|during|over)\b", clause[mention.start : mention.end])
        ):
            continue
        event = _event(clause, mention, cast)
        if event is None:
            continue
        phrase, owner = event
        topic = rarity.stems(phrase)
        if topic:
            yield _Expected(phrase, mention.day, statement.quote(note), owner, topic, {note.id})


def _event(clause: str, mention: DateMention, cast: Cast) -> tuple[str, str | None] | None:
    rest_of = f"{clause[: mention.start].rstrip(' (,')} {clause[mention.end :]}"
    doing = _DOING.search(rest_of)
    if doing is not None:
        who = cast.resolve(doing["who"], rest_of[: doing.start()])
        phrase = tidy(re.split(r"[,;(]|\s+(?:because|so|which|and)\s", doing["rest"])[0])
        phrase = re.sub(r"\b(?:my)\b", "their", re.sub(r"\bw/\s*", "with ", phrase))
        return f"{doing['verb']} {phrase}".strip(), who.person if who else None
    does = _DOES.search(rest_of)
    if does is not None:
        who = cast.resolve(does["who"], rest_of[: does.start()])
        gerund = _GERUNDS.get(does["verb"].lower(), f"{does['verb'].lower().removesuffix('s')}ing")
        phrase = tidy(re.split(r"[,;(]|\s+(?:because|so|which|and)\s", does["rest"])[0])
        return f"{gerund} {phrase}".strip(), who.person if who else None
    must = _SET.search(rest_of)
    if must is not None:
        return tidy(f"{must['verb']}ing {must['rest']}"), None
    told = clause[: mention.end] + clause[mention.end :].split(",")[0]
    if _PAST.search(_ARRANGING.sub("", told)):
        return None
    named = _NAMED_DAY.match(clause)
    if named is not None and mention.start <= named.end() + 1:
        return tidy(named["what"]), None
    near = list(_NOUN.finditer(rest_of))
    if not near:
        return None
    best = next((match for match in near if match.end() <= mention.start + 1), near[0])
    head = re.search(rf"\b{_EVENT}s?\b", best["phrase"], re.IGNORECASE)
    cut = [match.end() for match in _DETERMINER.finditer(best["phrase"][: head.start() if head else 0])]
    phrase = re.sub(r"\bw/\s*", "with ", tidy(best["phrase"][cut[-1] if cut else 0 :]))
    phrase = re.sub(r"\bmy\b", "their", phrase)
    kept = words(phrase)
    while kept and kept[0].lower() in _LEADING:
        phrase = phrase[phrase.index(kept[0]) + len(kept[0]) :].strip()
        kept = kept[1:]
    who = cast.resolve("I") if re.search(r"\b(?:I|my|I[’']ve)\b", clause[: mention.start]) else None
    return (phrase, who.person if who else None) if kept else None


_LATER_TODAY = re.compile(r"\b(?:tonight|later\s+today|this\s+(?:afternoon|evening))\b", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\b(?:the|an?|my|our|her|his|their|this|to|is|are|for|pushed|moved|booked|"
    r"got)\s+",
    re.IGNORECASE,
)
_ARRANGING = re.compile(
    r"\b(?:pencilled|penciled|scheduled|booked|confirmed|invited|agreed|moved|pushed|"
    r"planned|said\s+yes|"
    r"signed\s+up|got\s+(?:a|an|my|her|his|the)|postponed|put\s+in|accepted|need\w*|"
    r"supposed)\b",
    re.IGNORECASE,
)
_LEADING = word_set(
    """
    a an the my our his her their its to on at in for of is are and so but also said yes have has i i've
    i'm he she we they got been there this that next then another other thing with from some any one ve
    had do doing going about up
    """
)


def _merge(plan: _Expected, expected: list[_Expected], rarity: Rarity, note: Note) -> None:
    """One event told twice is one plan, and the later words hold."""
    for each in expected:
        if each.called_off or each.outcome is not None:
            continue
        if rarity.likeness(plan.topic, each.topic) >= 0.8 and (
            plan.day is None or each.day is None or plan.day == each.day or note.id not in each.notes
        ):
            if note.id not in each.notes and plan.day is not None:
                each.day, each.quote = plan.day, plan.quote
            each.notes.add(note.id)
            each.owner = each.owner or plan.owner
            return
    expected.append(plan)
