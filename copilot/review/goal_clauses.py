"""What each clause of a goal is there for: the wish itself, an obstacle, an if-then plan, a check, or only background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from copilot.review.goal_times import rhythms, times
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
    r"(?:(?:i|we)\s+(?:(?:just|really|do|also|now|finally|still|so)\s+)*(?:want|would\s+(?:really\s+|very much\s+)?(?:like|love)|wish|hope|plan|aim|intend|need|"
    r"have\s+to|must|should|will|shall|am\s+going|are\s+going|am\s+looking|am\s+trying|dream|expect|promise|commit|mean|wanna)\b|"
    r"(?:i|we)['’](?:d\s+(?:really\s+|just\s+|love\s+|very much\s+)*(?:like|love)|ll|m\s+(?:going|looking|trying|hoping|planning|aiming)|re\s+(?:going|trying|hoping))\b|"
    r"(?:(?:my|our|the)\s+(?:main\s+|big\s+|next\s+)?(?:goal|aim|wish|target|objective|dream|plan|hope)\b(?:\s+for\s+[^.,:]{3,40}?\s+is\b|\s+(?:is|for)\b|\s*:)|goal\s*:)|"
    r"(?:my\s+\w+|they|he|she|people|everyone|the\s+\w+)\s+(?:wants?|expects?|asked|asks|told|tells|would\s+like)\s+me\s+to\b|(?:i|we)(?:['’]ve|\s+have|\s+was|\s+were|\s+am|['’]m)\s+(?:been\s+)?"
    r"(?:asked|told|supposed|expected|meant)\s+to\b|(?:concretely|specifically|in concrete terms)\s*[:,])"
)
WANTS = re.compile(rf"\b{_WANTS}", re.IGNORECASE)
"""Where somebody says that they want something."""
_CUT = re.compile(
    rf"(?:,\s+|\s+)(?:so\s+|and\s+so\s+|and\s+|but\s+|that['’]s why\s+|which is why\s+)?(?:this\s+(?:time|year)\s+|now\s+|instead\s+)?(?={_WANTS})|"
    r"\s*;\s*|\s+[–—-]\s+|,?\s+but\s+(?=(?:i|we|my|our|the|it|they|he|she|there|when|what)\b)|,?\s+(?:because|(?:even\s+)?though|although)\s+(?=\w+)|"
    r",\s+(?:and|then|with)\s+(?=(?:every|each|on|once|twice|at|i|we|my|our|if|when|whenever)\b)|\s*\((?=[^)]{12,}\))|"
    r",\s+(?=(?:everybody|everyone|people|they|he|she|it|that['’]s|which is|as (?:i|we|it|they)|since (?:i|we)|at least)\b)|"
    r",\s+(?=(?:checking|reviewing|which\s+(?:i|we)\s+(?:check|review|count|look))\b)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^\W*(?:by|until|till|before|in|within|over|during|next|this|for|at|on|from|with|starting)\b[^,.]*$", re.IGNORECASE
)
_LEAD_IN_WORDS = 2
_TRIGGER = r"(?:if|when(?:ever)?|as soon as|once(?!\s+(?:an?|per|every|each|in|more|again|and)\b)|every time|each time|any ?time|the (?:moment|minute|next time)|next time|in case|should|before i|after i)"
_NO_TRIGGER = re.compile(
    r"\b(?:wonder|see|know|find out|decide|check|ask|asks|test|sure|tell|say|learn|choose|whether|remember|understand|doubt|even|as|only|what)\s+(?:if|when)\b|"
    r"\bif\s+(?:possible|i can|we can|at all|necessary|needed|i may|any)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\b{_TRIGGER}\b\s+(?P<trigger>.{{3,}}?)(?:,|:|–|—|\s-)?\s+then\b\s*,?\s*(?P<act>\S.{{3,}})",
    re.IGNORECASE | re.DOTALL,
)
_FORWARD = re.compile(
    rf"\b{_TRIGGER}\b\s+(?P<trigger>[^.;]{{3,}}?)(?:,|:|\s[–—-])\s*(?P<act>(?:(?:i|we)\b|i['’]|we['’]|my\s+plan|instead|[a-z]+\b).{{3,}})",
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
    r"\b(?:i|we)(?:['’]ll|\s+will|\s+am going to|\s+shall)\s+(?P<act>[^.;,]{3,}?),?\s+(?:if|whenever|every time|each time|as soon as|the moment|any ?time|when)\s+(?P<trigger>\S.{3,})",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"^(?:then\s+)?(?:(?:i|we)(?:['’]ll|\s+(?:will|shall|won['’]t|am going to|can|could|['’]d))\b|(?:i|we)['’]d\b|(?:i|we)\s+(?!want|would like|hope|wish|need|think|feel|am\b|was|were|"
    r"had|have|got\b)[a-z]+\b(?<!ed)|instead\b|my plan\b)",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:ask|say|take|count|write|go|call|stop|start|stand|breathe|open|put|close|walk|read|send|move|tell|repeat|pause|hand|use|do|remind|look|"
    r"leave|block|book|name|note|list|wait|set|switch|drink|phone|ring|text|turn|work|finish|begin)\b",
    re.IGNORECASE,
)
_OBSTACLE = re.compile(
    r"\b(?:trouble|problem|obstacle|snag|catch|difficulty|difficult|hard part|hardest(?: part| thing)?|challenge|risk|danger|hurdle|barrier|what(?:['’]s| is) hard|"
    r"weak (?:spot|point)|downside|temptation)\b[^.,]{0,40}?\b(?:is|are|will be|was|for me)\b|\b(?:obstacle|problem|trouble|snag|difficulty)\s*:|"
    r"\b(?:in (?:my|our|the) way|stops? (?:me|us)|stopp(?:ed|ing) (?:me|us)|hold(?:s|ing)? (?:me|us) back|keeps? (?:me|us) from|prevents? (?:me|us)|block(?:s|ing|ed) (?:me|us)|"
    r"throws? (?:me|us)|trips? (?:me|us) up|puts? (?:me|us) off|(?:distract|tempt|scare|frighten|intimidate|overwhelm|paralyse|paralyze|drain)s? (?:me|us)|makes? (?:me|us) (?!happy|proud|smile|want|feel good|better)\w+)|\bcould go wrong\b|"
    r"\b(?:i|we)\s+(?:(?:always|usually|often|tend to|keep|too often|mostly|just|simply|generally|then|still|easily|quickly|regularly|sometimes|never)\s+)*"
    r"(?:freez(?:e|ing)|panic(?:king)?|blush(?:ing)?|stammer|stutter|procrastinat(?:e|ing)|dither|hesitat(?:e|ing)|avoid(?:ing)?|dread(?:ing)?|forget(?:ting)?|lose|losing|giv(?:e|ing) (?:up|in)|"
    r"back(?:ing)? (?:down|off|out)|shut(?:ting)? (?:up|down)|clam(?:ming)? up|go(?:ing)? (?:quiet|blank|silent|red)|put(?:ting)? (?:it|them|things|everything|this|that) off|get(?:ting)? (?:distracted|nervous|stuck|"
    r"scared|lost|tired|bored|carried away|sidetracked|defensive|anxious|flustered|cold feet)|struggl(?:e|ing)|fear(?:ing)?|worry(?:ing)?|hate|hating|can['’]?t (?:stand|say no|bear|help|stop|let go)|cannot (?:stand|say no|bear|help|stop)|"
    r"drift(?:ing)?|fall(?:ing)? back|end(?:ing)? up|default(?:ing)?|cav(?:e|ing)|crumbl(?:e|ing)|apologi[sz](?:e|ing)|overthink(?:ing)?|over-?commit(?:ting)?|say(?:ing)? (?:yes|sorry)|rush(?:ing)?|talk too|(?:\w+\s+){1,3}too (?:late|much|often|early|quickly|fast|long|soon|little|slowly|many)|run(?:ning)? out|lack|fill it|"
    r"shy away|talk myself|chicken out|find (?:it|excuses|reasons)|"
    r"let (?:it|things|myself|my)|leave (?:it|everything|things)|give way|answer every|do everything|redo)\b|"
    r"\b(?:i|we)\s+tend\s+to\b|\bmy (?:bad )?habit\b|\b(?:i|we)['’]?(?:m| am| are|re|s)?\s+(?:always|usually|often|too|so|really|very|still|a bit|just|quite|pretty)?\s*(?:afraid|scared|ashamed|terrified|nervous|shy|anxious|"
    r"embarrassed|too (?:\w+)|worried|tempted|easily (?:\w+)|bad at|lazy|exhausted|tired)\b|"
    r"\bi\s+(?:always|never|keep)\s+\w+|\b(?:scares|frightens|worries|bothers|terrifies|overwhelms|exhausts)\s+(?:me|us)\b|\b(?:no|little|not enough|lack of) (?:time|energy|money|confidence|courage|patience)\b|"
    r"\b(?:gets?|got|came|comes?|getting|coming) in (?:the|my|our) way\b|\bevery time\b[^.]{3,40}\b(?:i|we)\b|\bmy (?:mind goes|voice|nerves|inner|fear|perfectionism|shyness|inbox|phone|temper|impatience|laziness|hands)\b|"
    r"\bgets? the better of\b|\bnever get (?:round|around)\b|\bfalls? (?:apart|through)\b|\bi(?:['’]m| am) (?:the one|someone|a person|too)\b|\b(?:eats?|swallows?|steals?) (?:up )?(?:my|our|all|the)\b",
    re.IGNORECASE,
)
_WANTED_AWAY = re.compile(
    r"\b(?:overcome|overcoming|stop|stopping|get over|conquer|beat|quit|be less|without|lose my|no longer|not|reduce|fight|face|handle|tackle)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"\b(?:review(?:ing|s)?|check(?:ing|s)?(?!\s+(?:stock|e-?mails?|my (?:phone|mail|inbox|e-?mail)))|look(?:s|ing)?\s+(?:at|over|back|whether|if|how|into|together|again)|looks?\b|go(?:es)?\s+(?:through|over|up\s+on)|going\s+(?:through|over)|"
    r"walk(?:s)?\s+(?:\w+\s+)?through|count(?:s|ing)?|tally|report(?:s|ing)?|show(?:s|ing)?|tells?\s+(?!me\b|us\b)|writ(?:e|es|ing)\s+(?:\w+\s+){0,4}?(?:down|up|in|on)\b|not(?:e|es|ing)\s+(?:down|how|what|whether|the|it)|"
    r"log(?:s|ging)?|track(?:s|ing)?|tick(?:s|ing)?|record(?:s|ing)?|compar(?:e|es|ing)|scor(?:e|es|ing)|measur(?:e|es|ing)|rat(?:e|es|ing)\s+(?:my|our|how|it)|discuss(?:es|ing)?|sits?\s+down|sitting\s+down|"
    r"talk(?:s|ing)?\s+(?:it\s+|this\s+|that\s+)?(?:through|over|about)|asks?\s+(?:me|us)|catch(?:es|ing)?\s+up|weigh(?:s|ing)?|take\s+stock|"
    r"(?:send|post|put|share|publish|mail|email|text|give)s?\s+(?:\w+\s+){0,4}?(?:numbers?|figures?|counts?|results?|tally|progress|update|status|score|list|log|photo|screenshot)|progress|watch(?:es)?\b|"
    r"(?:numbers?|figures?|counts?|results?|chart|tally)\s+(?:goes|go|is|are|hangs?)|see\s+(?:whether|if|how\s+(?:far|many|much))|check-?ins?)\b",
    re.IGNORECASE,
)
_A_NOUN = re.compile(
    r"\b(?:the|an?|my|our|your|his|her|their|this|that|each|every|next|annual|yearly|quarterly|mid-?year|performance|design|code|peer|salary|pay|book|direct|\d+|two|three|four|five|six|seven|"
    r"eight|nine|ten|jan\w*|feb\w*|march|april|june|july|august|sept\w*|oct\w*|nov\w*|dec\w*)\s+$",
    re.IGNORECASE,
)
"""Before these words `review`, `count` or `report` is a thing and not something that is done."""
_WISHES = re.compile(
    r"(?:i|we)\s+(?:\w+\s+)?(?:want|wish|hope|would)\b|(?:i|we)['’]d\b|(?:my|our|the)\s+(?:\w+\s+)?(?:goal|aim|wish|target|objective|dream)\b",
    re.IGNORECASE,
)
_NO_CHECK = re.compile(
    r"\balready\b|\banyway\b|\bstock prices\b|\b(?:they|he|she|my (?:boss|manager)|people|everyone)\s+(?:always\s+)?tells?\s+me\b|\bused to\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"^(?:and\s+|but\s+|so\s+|also\s+|every\s+\w+\s+|right now,?\s+|currently,?\s+|today,?\s+|at the moment,?\s+|since\s+[^,]+,\s+|last\s+\w+,?\s+|for\s+\w+\s+years?,?\s+|in my \w+\s+)*"
    r"(?:i|we|my|our|they|the|it|he|she|there|people|everyone|everybody|nobody|this|that|you|all|most|some|colleagues|as a)\b",
    re.IGNORECASE,
)
_BACKGROUND_AFTER_A_LEAD = re.compile(
    r"^(?:after|since|for|in|at|with|as|during|every|last|having|although|though|because|despite|while|right now|currently|recently|lately|so far|these days)\b[^.]*?\b(?:i|we|they|he|she|it)\b\s+"
    r"(?!want|would|will|hope|plan|aim|wish|need)",
    re.IGNORECASE,
)
_WHAT_I_DO = re.compile(
    r"\bi\s+(?!am\b|have\b|work\b|live\b|was\b|were\b|had\b|did\b|know\b|like\b|love\b|enjoy\b|read\b|study\b|lead\b|manage\b|run\b|check\b|will\b|can\b|could\b|"
    r"would\b|should\b|do\b(?!\s+(?:not|everything))|joined|started|became|got\b|earn\b|teach\b|speak\b|agree\b|think\b|guess\b|hope\b|believe\b|need\b|want\b|feel\b|sleep\b|wrote\b|"
    r"made\b|went\b|took\b|came\b|met\b|see\b|come\b|own\b|use\b|promise\b|wonder\b|\w+ed\b)[a-z]+\b|\b(?:makes?|leaves?|turns?|gets?)\s+me\b|\bcould go wrong\b",
    re.IGNORECASE,
)
"""What somebody says they do, once they have said what they want: said of themselves there, it is what stands in the way."""
_MODAL = re.compile(r"\b(?:will|['’]ll|should|must|shall|going to|has to|have to|gets? to|needs? to)\b", re.IGNORECASE)


def clauses(text: str, as_of: date) -> list[Clause]:
    """The clauses of a goal in order, each with what it is there for; at least one is a wish, unless the text is blank."""
    found = [clause for start, end in sentences(text) for clause in _of_sentence(text, start, end, as_of)]
    return _with_what_i_do(_with_a_wish(found))


def _with_what_i_do(found: Sequence[Clause]) -> list[Clause]:
    """The clauses, with what somebody says they do after their wish read as what stands in its way."""
    made: list[Clause] = []
    for clause in found:
        wished = any(before.part is Part.WISH for before in made)
        does = _WHAT_I_DO.search(clause.text) and not _NO_CHECK.search(clause.text) and not rhythms(clause.text)
        if clause.part is Part.BACKGROUND and wished and does:
            clause = Clause(clause.start, clause.end, clause.text, Part.OBSTACLE)
        made.append(clause)
    return made


def _of_sentence(text: str, start: int, end: int, as_of: date) -> Iterator[Clause]:
    plan = _plan(text[start:end])
    if plan is not None:
        yield from _cut(text, start, start + plan, as_of)
        yield _clause(text, start + plan, end, Part.PLAN)
        return
    yield from _cut(text, start, end, as_of)


def _cut(text: str, start: int, end: int, as_of: date) -> Iterator[Clause]:
    at = start
    for match in _CUT.finditer(text, start, end):
        if not _says_something(text[at : match.start()]):
            continue
        yield _read(text, at, match.start(), as_of)
        at = match.end()
    if text[at:end].strip(" ,.;:–—-()"):
        yield _read(text, at, end, as_of)


def _says_something(words: str) -> bool:
    """Whether what stands before a cut is more than `Next quarter` or `Until 12 June`."""
    return len(words.split()) > _LEAD_IN_WORDS and not _LEAD_IN.match(words)


def _read(text: str, start: int, end: int, as_of: date) -> Clause:
    words = text[start:end]
    if _is_check(words, as_of):
        return _clause(text, start, end, Part.CHECK)
    if _is_obstacle(words):
        return _clause(text, start, end, Part.OBSTACLE)
    if WANTS.search(words) or not (_BACKGROUND.match(words.strip()) or _BACKGROUND_AFTER_A_LEAD.match(words.strip())):
        return _clause(text, start, end, Part.WISH)
    modal = _MODAL.search(words)
    return _clause(text, start, end, Part.WISH if modal else Part.BACKGROUND)


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
        decided = pattern in (_THEN, _WILL) or _ACTS.match(act) or _IMPERATIVE.match(act)
        if decided and not _OBSTACLE.match(act) and not WANTS.match(act.replace("I will", "").replace("I'll", "")):
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
    return any(not _WANTED_AWAY.search(words[: found.start()]) for found in _OBSTACLE.finditer(words)) and not (
        WANTS.match(words.strip()) and not re.search(r"\bbut\b", words, re.IGNORECASE)
    )


def _is_check(words: str, as_of: date) -> bool:
    """A looking back or a telling, with a rhythm or a day; not what the wish itself is about, not a habit of old."""
    if _NO_CHECK.search(words) or _WISHES.match(words.strip()):
        return False
    if all(_A_NOUN.search(words[: found.start()]) for found in _CHECKS.finditer(words)):
        return False
    return bool(
        rhythms(words)
        or times(words, as_of)
        or re.search(r"\b(?:next|each|every) (?:session|meeting)\b", words, re.IGNORECASE)
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
