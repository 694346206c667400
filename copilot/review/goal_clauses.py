"""What each clause of a goal is there for: a wish, an obstacle, an if-then plan, a check, or background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from copilot.review.goal_answers import content_words
from copilot.review.goal_hindrances import AGAINST, HINDERS, NEUTRAL, OUGHT, STANDS_NOW, WANTED_AWAY
from copilot.review.goal_progress import habit_of_old, looks_at_progress
from copilot.review.goal_times import rhythms, times
from copilot.review.goal_wording import AREAS, GOAL_VERBS
from copilot.writing import phrasing
from ingest.sentences import sentences


class Part(StrEnum):
    """What a clause is there for."""

    WISH = "wish"
    OBSTACLE = "obstacle"
    PLAN = "plan"
    CHECK = "check"
    BACKGROUND = "background"


@dataclass(frozen=True)
class Clause:
    """`text` is `whole[start:end]`."""

    start: int
    end: int
    text: str
    part: Part


_WANTS = (
    r"(?:(?-i:^|(?<=[.!?;,–]\s))(?:(?:just|really|only|so|and)\s+)*(?:want|wanna|would\s+(?:like|love)|wish|hope|"
    r"hoping|plan|planning|looking|trying|need)\s+to\b|(?:i|we)\s+(?:(?:just|really|do|also|now|finally|still|"
    r"so)\s+)*(?:want|would\s+(?:really\s+|very much\s+)?(?:like|love)|wish|hope|plan|aim|intend|need|"
    r"have\s+to|must|should|will|shall|am\s+going|are\s+going|am\s+looking|am\s+trying|dream|expect|promise|commit|"
    r"mean|wanna)\b|"
    r"(?:i|we)['’](?:d\s+(?:really\s+|just\s+|love\s+|very much\s+)*(?:like|love|want|wish)|ll|m\s+(?:going|looking|"
    r"trying|hoping|planning|aiming)|re\s+(?:going|trying|hoping))\b|"
    r"(?:(?:my|our|the)\s+(?:main\s+|big\s+|next\s+)?(?:goal|aim|wish|target|objective|dream|plan|"
    r"hope)\b(?:\s+for\s+[^.,:]{3,40}?\s+is\b|\s+(?:is|for)\b|\s*:)|goal\s*:)|"
    r"(?:my\s+\w+|they|he|she|people|everyone|the\s+\w+)\s+(?:wants?|expects?|asked|asks|told|tells|"
    r"would\s+like)\s+me\s+to\b|(?:i|we)(?:['’]ve|\s+have|\s+was|\s+were|\s+am|['’]m)\s+(?:been\s+)?"
    r"(?:asked|told|supposed|expected|meant)\s+to\b|what\s+(?:i|we)(?:['’]d|\s+would)?\s+(?:really\s+)?(?:like|love|"
    r"want|need)\s+is\b|(?:concretely|specifically|in concrete terms)\s*[:,])"
)
WANTS = re.compile(rf"\b{_WANTS}", re.IGNORECASE)
"""Where somebody says that they want something."""
_CUT = re.compile(
    r"(?:,\s+|\s+)(?:(?:anyway|so|and|but),?\s+)?(?=what\s+(?:i|we)(?:['’]d|\s+would)?\s+(?:really\s+)?(?:like|love|"
    r"want|need)\s+is\b)|"
    rf"(?:,\s+|\s+)(?:so\s+|and\s+so\s+|and\s+|but\s+|that['’]s why\s+|which is why\s+)?(?:this\s+(?:time|year)\s+|"
    rf"now\s+|instead\s+)?(?={_WANTS})|"
    r"\s*;\s*|\s+[–—-]\s+|,?\s+but\s+(?=(?:i|we|my|our|the|it|they|he|she|there|when|what)\b)|,?\s+(?:because|"
    r"(?:even\s+)?though|although)\s+(?=\w+)|"
    r",\s+(?:and|then|with)\s+(?=(?:every|each|on|once|twice|at|i|we|my|our|if|when|whenever)\b)|\s*\((?=[^)]{12,}\))|"
    r",\s+(?=(?:everybody|everyone|people|they|he|she|it|that['’]s|which is|as (?:i|we|it|they)|since (?:i|we)|"
    r"at least)\b)|"
    r",\s+so\s+(?=(?:if|when|whenever)\b)|,\s+(?:and\s+)?with\s+(?=(?:an?|my|our|one)\s+(?:\w+\s+){0,2}(?:call|check|"
    r"check-in|meeting|chat|coffee|review|report|look|session)\b)|"
    r",\s+(?=(?:checking|reviewing|which\s+(?:i|we)\s+(?:check|review|count|look))\b)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^\W*(?:by|until|till|before|in|within|over|during|next|this|for|at|on|from|with|starting)\b[^,.]*$", re.IGNORECASE
)
_LEAD_IN_WORDS = 2
_OPENS = re.compile(
    r"\b(?:if|whether|what|where|how|who|which|when|that|as|than|why|until|before|after|once)\s*$", re.IGNORECASE
)
"""Behind these words `I should` is no wish of its own."""
_OPENING = 20
_TRIGGER = (
    r"(?:if|when(?:ever)?|as soon as|once(?!\s+(?:an?|per|every|each|in|more|again|and)\b)|every time|each time|"
    r"any ?time|the (?:moment|minute|next time)|next time|in case|should|before i|after i)"
)
_NO_TRIGGER = re.compile(
    r"\b(?:wonder|see|know|find out|decide|check|ask|asks|test|sure|tell|say|learn|choose|whether|remember|understand|"
    r"doubt|even|as|only|what)\s+(?:if|when)\b|"
    r"\bif\s+(?:possible|i can|we can|at all|necessary|needed|i may|any)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\b{_TRIGGER}\b\s+(?P<trigger>.{{3,}}?)(?:,|:|–|—|\s-)?\s+then\b\s*,?\s*(?P<act>\S.{{3,}})",
    re.IGNORECASE | re.DOTALL,
)
_FORWARD = re.compile(
    rf"\b{_TRIGGER}\b\s+(?P<trigger>[^.;]{{3,}}?)(?:,|:|\s[–—-])\s*(?P<act>(?:(?:i|we)\b|i['’]|we['’]|my\s+plan|"
    rf"instead|[a-z]+\b).{{3,}})",
    re.IGNORECASE | re.DOTALL,
)
_RUN_ON = re.compile(
    rf"^\W*(?:and\s+|so\s+|but\s+)?{_TRIGGER}\b\s+(?P<trigger>\S+\s+\S.*?)\s+(?P<act>(?:i|we)(?:['’]ll)?\s+\w+.{{3,}})",
    re.IGNORECASE | re.DOTALL,
)
_WILL = re.compile(
    rf"\b{_TRIGGER}\b\s+(?P<trigger>\S+\s+\S[^.,;]*?)\s+(?P<act>(?:i|we)(?:['’]ll|\s+will)\s+\w+.{{3,}})",
    re.IGNORECASE | re.DOTALL,
)
_BACKWARD = re.compile(
    r"\b(?:i|we)(?:['’]ll|\s+will|\s+am going to|\s+shall)\s+(?P<act>[^.;,]{3,}?),?\s+(?:if|whenever|every time|"
    r"each time|as soon as|the moment|any ?time|when)\s+(?P<trigger>\S.{3,})",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"^(?:then\s+)?(?:(?:i|we)(?:['’]ll|\s+(?:will|shall|won['’]t|am going to|can|could|['’]d))\b|(?:i|we)['’]d\b|(?:i|"
    r"we)\s+(?!want|would like|hope|wish|need|think|feel|am\b|was|were|"
    r"had|have|got\b)[a-z]+\b(?<!ed)|instead\b|my plan\b)",
    re.IGNORECASE,
)
_OTHERS_ACT = re.compile(
    r"^(?:then\s+)?(?:my|our|the)\s+\w+\s+(?:will\s+)?[a-z]+s?\b|^\w+\s+(?:extra|more)\s+\w+", re.IGNORECASE
)
"""Somebody else who will then act, as was agreed, or what is then added."""
_TOLD = re.compile(
    r"\b(?:i|we|he|she|they|it)\s+(?:was|were|had|did|went|came|got|became|left|began|lost|met|moved|started|joined|"
    r"stopped|turned|failed)\b",
    re.IGNORECASE,
)
"""A `when` that tells what was."""
_OUTCOME = re.compile(
    r"(?:i|we)\s+(?:pass|succeed|win|make\s+it|do\s+(?:it|this|that)|manage(?:\s+(?:it|this|that))?|reach\s+(?:it|this|"
    r"that)|"
    r"(?:do\s+not|don['’]t)\s+(?:pass|make\s+it|succeed)|fail(?!\s+(?:the|a|my)\s+mock)|have\s+(?:it|that|this)|"
    r"get\s+(?:it|there|this|that)|am\s+older)\b",
    re.IGNORECASE,
)
"""An `if` about the goal being met or not, which says what comes of it."""
_IMPERATIVE = re.compile(
    r"^(?:ask|say|take|count|write|go|call|stop|start|stand|breathe|open|put|close|walk|read|send|move|tell|repeat|"
    r"pause|hand|use|do|remind|look|"
    r"leave|block|book|name|note|list|wait|set|switch|drink|phone|ring|text|turn|work|finish|begin)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"^(?:and\s+|but\s+|so\s+|also\s+|every\s+\w+\s+|right now,?\s+|currently,?\s+|today,?\s+|at the moment,?\s+|"
    r"since\s+[^,]+,\s+|last\s+\w+,?\s+|for\s+\w+\s+years?,?\s+|in my \w+\s+)*"
    r"(?:i|we|my|our|they|the|it|he|she|there|people|everyone|everybody|nobody|this|that|you|all|most|some|colleagues|"
    r"as a)\b",
    re.IGNORECASE,
)
_BACKGROUND_AFTER_A_LEAD = re.compile(
    r"^(?:after|since|for|in|at|with|as|during|every|last|having|although|though|because|despite|while|right now|"
    r"currently|recently|lately|so far|these days)\b[^.]*?\b(?:i|we|they|he|she|it)\b\s+"
    r"(?!want|would|will|hope|plan|aim|wish|need)",
    re.IGNORECASE,
)
_WHAT_I_DO = re.compile(
    r"\bi\s+(?!am\b|have\b|work\b|live\b|was\b|were\b|had\b|did\b|know\b|like\b|love\b|enjoy\b|read\b|study\b|lead\b|"
    r"manage\b|run\b|check\b|will\b|can\b|could\b|"
    r"would\b|should\b|do\b(?!\s+(?:not|everything))|joined|started|became|got\b|earn\b|teach\b|speak\b|agree\b|"
    r"think\b|guess\b|hope\b|believe\b|need\b|want\b|feel\b|sleep\b|wrote\b|"
    r"made\b|went\b|took\b|came\b|met\b|see\b|come\b|own\b|use\b|promise\b|wonder\b|\w+ed\b)[a-z]+\b|\b(?:makes?|"
    r"leaves?|turns?|gets?)\s+me\b|\bcould go wrong\b",
    re.IGNORECASE,
)
"""What somebody says they do, once they have said what they want: there it is what stands in the way."""

_NAMED_ONLY = re.compile(
    r"(?!(?:for|with|by|before|until|in|on|at|to|no|not|more|less|better|please|thanks?|and|or|as|from|also|ideally|"
    r"maybe|deadline|due)\b)"
    r"[a-z][a-z'’-]*(?:\s+[a-z'’-]+){0,3}(?:,\s+(?:you know|mainly|mostly|as always|sadly|of course|i guess))?\W*",
    re.IGNORECASE,
)
"""A sentence of its own that is no more than a name for something: `Legacy code.`"""
_CONTRAST = re.compile(r"\b(?:but|though|although|despite|however|yet)\b", re.IGNORECASE)
_NO_WISH = re.compile(
    r"(?:i['’]?m\s+|i\s+am\s+)?(?:honestly\s+)?(?:not\s+sure|unsure|no\s+(?:idea|clue))\b|"
    r"(?:honestly,?\s+)?i\s+(?:have\s+no|wonder|don['’]?t\s+know)\b",
    re.IGNORECASE,
)
"""Doubts, which hold a `should` and yet want nothing."""
_STATES = re.compile(
    r"(?:(?!by\b|before|until|till|in\b|on\b|at\b|no\b)[\w'’-]+\s+){1,5}?(?:is|are|isn['’]t|aren['’]t|was|were|"
    r"wasn['’]t|has|have|had|does|do|doesn['’]t|don['’]t|always|never|often|"
    r"usually|still|keeps?|seems?|says?|goes|comes?|ends|thinks?|makes?|leaves?|feels?|takes?|costs?)\b|(?:(?!that\b|"
    r"who\b|which\b)[\w'’-]+\s+){1,8}(?:me|us)\b|(?:im|honestly|that['’]?s|thats|it['’]s|there['’]s|here)\b",
    re.IGNORECASE,
)
"""A statement of how something is, whatever its subject."""


def clauses(text: str, as_of: date) -> list[Clause]:
    """The clauses of a goal in order, each with what it is there for; one at least is a wish, but in a blank text."""
    pieces = [piece for start, end in sentences(text) for piece in _of_sentence(text, start, end)]
    wanting = max((place for place, one in enumerate(pieces) if not one.plan and _wants(one.words)), default=-1)
    found: list[Clause] = []
    wished = False
    for place, piece in enumerate(pieces):
        part = _part(piece, as_of, wished, wanted_later=place < wanting)
        found.append(_clause(text, piece.start, piece.end, part))
        wished = wished or part is Part.WISH
    return _with_a_wish(_met_by_the_plan(found))


def _met_by_the_plan(found: Sequence[Clause]) -> list[Clause]:
    """The clauses, with what was told of how things are read as the obstacle, where the plan takes up its words."""
    wishes = {word for one in found if one.part is Part.WISH for word in content_words(one.text)}
    planned = {word for one in found if one.part is Part.PLAN for word in content_words(one.text)} - wishes
    first = next((one.start for one in found if one.part is Part.WISH), 0)
    return [
        Clause(one.start, one.end, one.text, Part.OBSTACLE)
        if one.part is Part.BACKGROUND
        and one.start > first
        and planned & set(content_words(one.text))
        and not STANDS_NOW.search(one.text)
        else one
        for one in found
    ]


@dataclass(frozen=True)
class _Piece:
    """A run of words to be read. `lead` is what joins it to the words before it in its sentence."""

    start: int
    end: int
    words: str
    lead: str = ""
    plan: bool = False

    @property
    def contrasts(self) -> bool:
        return bool(_CONTRAST.search(self.lead) or _CONTRAST.match(self.words))

    @property
    def gives_a_reason(self) -> bool:
        return "because" in self.lead.lower() or "since" in self.lead.lower()


def _of_sentence(text: str, start: int, end: int) -> Iterator[_Piece]:
    plan = _plan(text[start:end])
    if plan is not None:
        yield from _cut(text, start, start + plan)
        yield _Piece(start + plan, end, text[start + plan : end], plan=True)
        return
    for piece in _cut(text, start, end):
        planned = _plan(piece.words) if piece.lead else None
        yield piece if planned is None else _Piece(piece.start, piece.end, piece.words, piece.lead, plan=True)


def _cut(text: str, start: int, end: int) -> Iterator[_Piece]:
    at, lead = start, ""
    for match in _CUT.finditer(text, start, end):
        before = text[at : match.start()]
        if not _says_something(before) or _opens(before):
            continue
        yield _Piece(at, match.start(), before, lead)
        at, lead = match.end(), match.group() or " "
    if text[at:end].strip(" ,.;:–—-()"):
        yield _Piece(at, end, text[at:end], lead)


def _says_something(words: str) -> bool:
    """Whether what stands before a cut is more than `Next quarter` or `Until 12 June`."""
    return len(words.split()) > _LEAD_IN_WORDS and not _LEAD_IN.match(words)


def _part(piece: _Piece, as_of: date, wished: bool, wanted_later: bool) -> Part:
    """What a piece is there for, given whether a wish was read before it or is said in so many words after it."""
    words = piece.words.strip()
    if piece.plan:
        return Part.PLAN
    verb = begins_with_a_verb(words)
    if _NO_WISH.match(words):
        return Part.BACKGROUND
    if (wished or not wanted_later) and looks_at_progress(
        words, as_of, wished=wished, begins_with_a_verb=verb, goes_on=bool(piece.lead)
    ):
        return Part.CHECK
    if _is_obstacle(words):
        return Part.OBSTACLE
    if _wants(words):
        return Part.WISH
    stated = bool(_BACKGROUND.match(words) or _BACKGROUND_AFTER_A_LEAD.match(words))
    if not wished:
        idle = wanted_later and not verb and not times(words, as_of)
        owed = OUGHT.search(words) and not (stated and wanted_later)
        return Part.WISH if owed or not (stated or idle) else Part.BACKGROUND
    if not verb and _speaks_against(piece, stated):
        return Part.OBSTACLE
    if OUGHT.search(words) or verb or not (stated or _STATES.match(words)):
        return Part.WISH
    return Part.BACKGROUND


def _opens(before: str) -> bool:
    """Whether what stands before a wish makes a part of something else of it: `if I should`."""
    return bool(_OPENS.search(before[-_OPENING:]))


def _wants(words: str) -> bool:
    said = any(
        not _opens(words[: found.start()]) or re.match(r"\s+is\b", words[found.end() :])
        for found in WANTS.finditer(words)
    )
    return said and not _NO_WISH.match(words.strip())


def _speaks_against(piece: _Piece, stated: bool) -> bool:
    """Whether what is said plainly after the wish stands in its way."""
    words = piece.words.strip()
    if STANDS_NOW.search(words) or piece.gives_a_reason or habit_of_old(words) or rhythms(words):
        return False
    told = bool(stated or _STATES.match(words))
    if AGAINST.search(words) or (piece.contrasts and told):
        return True
    if not told and not piece.lead and _NAMED_ONLY.fullmatch(words):
        return not (AREAS.match(words) or NEUTRAL.search(words))
    if stated and _WHAT_I_DO.search(words):
        return True
    # Whoever names a goal and then tells how things are tells of what is in the way, unless they tell of what is known
    # to be harmless.
    return told and not NEUTRAL.search(words) and not OUGHT.search(words)


def begins_with_a_verb(words: str) -> bool:
    """Whether the words begin as an order to oneself does: `open the meeting`, `then tell my boss`."""
    said = re.sub(r"^(?:(?:and|then|also|to|not|never|don['’]t)\s+)+", "", words.strip().lower())
    first = re.split(r"[\s,.]", said, maxsplit=1)[0]
    return first in GOAL_VERBS or phrasing.is_verb_phrase(said)


def _clause(text: str, start: int, end: int, part: Part) -> Clause:
    while start < end and text[start] in " \n\t,;(–—-":
        start += 1
    return Clause(start, end, text[start:end].rstrip(), part)


def _plan(sentence: str) -> int | None:
    """Where in the sentence an if-then plan begins; None without one."""
    plain = _NO_TRIGGER.sub(lambda found: "·" * len(found.group()), sentence)
    for pattern in (_THEN, _FORWARD, _RUN_ON, _WILL):
        found = pattern.search(plain)
        if found is None:
            continue
        act = found["act"].strip()
        decided = pattern in (_THEN, _WILL) or _ACTS.match(act) or _IMPERATIVE.match(act) or _OTHERS_ACT.match(act)
        if _TOLD.search(found["trigger"]) or _OUTCOME.match(found["trigger"].strip()):
            continue
        if decided and not HINDERS.match(act) and not WANTS.match(act.replace("I will", "").replace("I'll", "")):
            return found.start() if pattern is not _RUN_ON else 0
    back = _BACKWARD.search(plain)
    return back.start() if back and not WANTS.search(plain[: back.start()]) else None


def if_then(text: str) -> tuple[int, int] | None:
    """Where a text says what will be done when something happens; None where it does not."""
    for start, end in sentences(text) or [(0, len(text))]:
        at = _plan(text[start:end])
        if at is not None:
            return start + at, end
    return None


def _is_obstacle(words: str) -> bool:
    return any(not WANTED_AWAY.search(words[: found.start()]) for found in HINDERS.finditer(words)) and not (
        WANTS.match(words.strip()) and not re.search(r"\bbut\b", words, re.IGNORECASE)
    )


def _with_a_wish(found: Sequence[Clause]) -> list[Clause]:
    """The clauses, where need be with one of them read as the wish after all.

    A goal is written first: where nothing else is wished, `Check in with each of my team once a week` is the
    wish and no check of it; and so, before any other, is whatever stands first.
    """
    if not found or any(clause.part is Part.WISH for clause in found):
        return list(found)
    order = (Part.CHECK, Part.BACKGROUND, Part.PLAN, Part.OBSTACLE)
    first = min(found, key=lambda one: (bool(_BACKGROUND.match(one.text)), order.index(one.part), one.start))
    return [Clause(one.start, one.end, one.text, Part.WISH) if one is first else one for one in found]
