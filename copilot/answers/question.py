"""A question read: what sort of answer it wants, of whom and what it speaks, whether it asks what happened."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from copilot.answers.advice import of_a_custom, of_one_time, plainly, wants_advice
from copilot.answers.families import fold, root, spelt_out
from copilot.answers.times import NO_TIME, Times, times_in
from copilot.models import Person, Relationship
from copilot.review.grounding.words import STOP
from ingest.keyword import STOP_WORDS


class Wants(StrEnum):
    """The sort of answer asked for."""

    DAY = "day"
    DURATION = "duration"
    AMOUNT = "amount"
    PERSON = "person"
    REASON = "reason"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True)
class Term:
    """A word of the question that its answer should speak of. `weight` is 1, less for words that say little."""

    word: str
    root: str
    weight: float = 1.0


@dataclass(frozen=True)
class Named:
    """A name in the question, folded, and the ids of those it may mean: partners only, where some are called so."""

    word: str
    ids: frozenset[str]
    partner: bool = False


@dataclass(frozen=True)
class Question:
    """What is asked.

    `people` are those named whom the viewer may know of, `strangers` other names (folded). `happened`:
    it asks what came of something, so a plan does not answer; `whether`: and only whether it did, so "not yet" does;
    `moved`: and that is a change of plan, which a plan's statement may tell of. `general`: it asks how things are done, or what one
    should do, so guidance may answer; `rule`: it asks for a fact that the programme's own handbook may hold, being about
    nobody and nothing past. `own`: it asks about the viewer ("I", "my"). `focus`: the word for the very thing asked for
    ("which university"), `done`: for what is asked to have been done ("did they approve"), where one can be told.
    `went`: it asks how that thing turned out, or how old and the like. `times`: the days and months it names.
    """

    text: str
    wants: Wants
    terms: tuple[Term, ...]
    people: tuple[Named, ...]
    strangers: frozenset[str]
    happened: bool
    general: bool
    rule: bool
    own: bool
    focus: Term | None = None
    done: Term | None = None
    whether: bool = False
    moved: bool = False
    went: bool = False
    times: Times = NO_TIME


_DAY = re.compile(
    r"^\W*(?:(?:and|so|but|by|until|since|from)\s+)*when\b|^\W*how\s+soon\b|"
    r"\b(?:what|which)\s+(?:\w+\s+)?(?:days?|dates?|months?|weeks?|quarter|weekdays?|year|times?)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\bhow\s+(?:long|fast|quick(?:ly)?|much\s+(?:longer|time))\b|\bhow\s+many\s+(?:seconds|minutes|mins|hours|days|weeks|months|years)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\bhow\s+(?:many|much|big|large|small|often|old|far|high)\b|\b(?:what|which)(?:['’]s|\s+is|\s+was|\s+are)?\s+"
    r"(?:(?:the|my|his|her|their|our|an?)\s+)?(?:\w+\s+)?(?:salary|pay|price|cost|fee|budget|share|percentage|number|amount|age|"
    r"size|rate|total|money|sum|dose|score|mark|grade|distance|speed|discount|limit|maximum|minimum|average|headcount)\b",
    re.IGNORECASE,
)
_HOW_MUCH_IS_DONE = re.compile(
    r"^\W*(?:and\s+|so\s+)?what\s+(?:do|does|did|will|would|should|must|can|could|might|have|has|had)\s+"
    r"(?:[^\W_]+[’']?s?\s+){1,4}?(?P<words>pay|paid|cost|earn|earned|charge|charged|weigh|weighed)"
    r"(?:\s+(?:(?:an?|per|each|every)\s+[^\W_]+|for\s+(?!it\b)[^?]+|in\s+\d+|together|altogether|now))?\W*$",
    re.IGNORECASE,
)
"""`What do mentees pay?`: how much, though nothing says "how much"."""
_HOW_GOOD = re.compile(r"\bhow\s+much\s+(?:better|worse|more|less)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:who|whom|whose|which\s+(?:one\s+)?of\s+us|which\s+person)\b", re.IGNORECASE
)
_PLANNING = re.compile(
    r"\b(?:going\s+to|supposed\s+to|meant\s+to|due\s+to|plan(?:s|ned|ning)?|promis\w+|agree[ds]?|settle[ds]?|decide[ds]?|"
    r"want(?:s|ed)?|said?\s+(?:i|he|she|they|we|you)\s+would|will|would|shall|should|intend\w*|expect\w*|offer(?:ed)?\s+to|"
    r"ow(?:e|es|ed)|goal|aim|to\s+do|have\s+to|had\s+to|mean\s+to|hoping|hoped?|ask(?:ed)?\s+(?:me|him|her|us|them)\s+to)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\bhow\s+(?:did|was|were|has)\b(?!.*\b(?:long|many|much)\b)|\b(?:turn(?:ed)?\s+out|come\s+of|came\s+of|happened)\b|"
    r"\bwhat\s+(?:did|has|had)\s+(?!I\b)[\w’' ]+?\s+(?:answer|say|reply|tell|think|conclude|respond)\b|^\W*(?:did|has|have)\b|"
    r"\bhow\s+many\b.*\b(?:came|went|attended|turned|showed)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"^(?:[^\W_]+\W+){0,4}?(?:did|was|were|has|have|had)\b|"
    r"^\W*(?:what|which|who(?:se|m)?|how|where|when)\s+(?:[^\W_]+\W+){4,8}?(?:did|had|has|have)\s+(?:I|you|he|she|we|they)\s",
    re.IGNORECASE,
)
"""Asked of the past: with a form of these near its beginning, or before whom it asks about."""
_WHETHER = re.compile(
    r"^\W*(?:and\s+|so\s+)?(?:did|has|have|had|was|were|is|are|am|do|does|would|will|can|could)\b", re.IGNORECASE
)
_CHANGES = frozenset(
    root(word) for word in "cancel postpone move delay reschedule change shift defer drop skip wait".split()
)
_WHOM_DONE = re.compile(
    r"\b(?:did|has|have|had|does|do|would|will)\s+(?:I|you|we|he|she|it|they|(?:the|my|our|your|his|her|their|an?)\s+[^\W_]+|"
    r"[^\W_]+['’]s\s+[^\W_]+|[^\W_]+)\s+(?:(?:ever|also|already|still|finally|really|actually|not)\s+)*"
    r"(?P<verb>[^\W_]+)",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\bhow\s+(?:do|does|can|could|should|might|would|to|long\s+should|often\s+should)\b|\b(?:what|where|when|who|which|why)\s+"
    r"(?:\w+\s+){0,3}?(?:should|could|can|may|must)\b|\bwhat\s+(?:is|are|makes?|belongs?|helps?|goes|counts|do|does|if|happens)\b|"
    r"\b(?:should|may|can|must|are|is|am)\s+(?:i|we|you|one|a|an|mentors?|mentees?|it|there)\b|"
    r"^\W*(?:if|why\s+(?:do|does|is|are|should))\b|\b(?:somebody|someone|anybody|anyone|people|mentors|mentees|staff)\b|"
    r"\b(?:tips?|advice|guidance|handbook|good\s+(?:way|question)s?|best\s+way)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:should|could|can|may|must|ought|usually|normally|if|mentors?|mentees?|reverse\s+pairs?|handbook)\b",
    re.IGNORECASE,
)
_FOCUS = re.compile(
    r"\b(?:what|which|how\s+(?:many|much))(?:['’]s|\s+(?:is|are|was|were))?\s+(?:(?:the|my|our|your|his|her|their|an?)\s+)?"
    r"(?P<words>(?:[^\W_]+(?:['’]s)?\s+){0,2}[^\W_]+)",
    re.IGNORECASE,
)
_HOW_MUCH_DONE = re.compile(
    r"\bhow\s+(?:much|often|well)\s+(?:is|are|was|were)\s+(?:[^\W_]+\s+){1,3}?(?P<words>[^\W_]+ed|paid|spent|given|lent|owing)\W*$",
    re.IGNORECASE,
)
"""What is done to somebody, so much of it: "how much are mentors paid" asks of pay, not of mentors."""
_HOW_IT_WENT = re.compile(
    r"\bhow\s+(?:(?P<old>old|tall|heavy|far|deep)\b|(?:did|was|were|has|have)\s+(?:(?:the|my|our|your|his|her|their|an?|"
    r"[^\W_]+['’]s)\s+)(?P<what>[^\W_]+)\b[^?]*\b(?:go|gone|went|turn(?:ed)?\s+out|work(?:ed)?\s+out|end|ended|received)\W*$)",
    re.IGNORECASE,
)
"""Of what somebody is asked how old, and of what how it turned out."""
_SAID_OF = re.compile(
    r"\bwhat\s+(?:did|does|do|has|have|had)\b.*?\b(?:say|said|tell|told|think|thought|answer|answered|reply|write|written|wrote)"
    r"\b.*?\b(?:about|of|on)\s+(?:(?:the|my|our|your|his|her|their|an?)\s+)?(?P<words>[^\W_]+(?:\s+[^\W_]+)?)",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"^(?:did|do|does|have|has|had|would|will|should|can|could|may|might|must|i|we|he|she|they|it|of)\b", re.IGNORECASE
)
_WHY = re.compile(
    r"^\W*(?:and\s+|so\s+)?why\b|\b(?:for\s+)?(?:what|which)\s+reason\b|\bhow\s+come\b|"
    r"^\W*what\s+(?:kept|keeps|stopped|stops|prevented|made|makes|caused|causes|drove|led)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"^\W*(?:and\s+|so\s+|from\s+)?where\b|^\W*(?:in|at|to)\s+(?:what|which)\s+place\b", re.IGNORECASE)
_BODY = re.compile(r"\s+(?:team|department|group|committee|board|office|desk)s?\b", re.IGNORECASE)
"""What a name before it is the name of: no person's, and often written otherwise in what answers."""
_OWN = re.compile(r"\b(?:i|me|my|mine|myself|i['’]\w+)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")

_ASKING = frozenset(
    root(word)
    for word in """
    many much long ever really go going gone get got supposed tell said say told happen happened happening exactly finally
    still actually anyone somebody someone thing anything something answer question date day time kind sort way lot
    able know let one else please note wrote written mean meant us which whose going big large come came turn out
    about need want keep kept take took put make made give gave use used find day days today now yet already
    person who whom going-to be been being matter
    """.split()
)
"""Roots that say how one asks more than what about."""
_OF_MEASURE = frozenset(
    root(word) for word in "good right best fair normal usual typical reasonable ideal number amount total size".split()
)
"""Said of an amount, whatever is counted: they are no thing asked for."""
_CUT = frozenset("don doesn didn isn aren wasn weren haven hasn hadn won wouldn shouldn couldn can ll ve re".split())
_LIGHT = 0.35
_NOT_A_NAME = frozenset(
    """
    i january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    christmas easter mr mrs ms dr english
    """.split()
)


def read_question(
    text: str,
    viewer: Person,
    people: Mapping[str, Person],
    relationships: Collection[Relationship],
    as_of: date,
) -> Question:
    """The question as its viewer means it: a first name is their partner's before anybody else's."""
    text = plainly(text)
    partners = frozenset(pair.partner_of(viewer.id) for pair in relationships if viewer.id in pair.members)
    named: dict[frozenset[str], Named] = {}
    strangers: set[str] = set()
    terms: dict[str, Term] = {}
    for place, match in enumerate(_WORD.finditer(text)):
        written = match.group()
        bare = re.sub(r"['’]s?$", "", written)
        folded = fold(bare)
        whom = _called(folded, viewer, people, partners)
        if whom:
            named.setdefault(whom, Named(folded, whom, partner=whom <= partners))
            continue
        if folded == fold(viewer.first_name) or folded in map(fold, viewer.name.split()):
            continue
        if _is_name(bare, folded, place) and not _BODY.match(text, match.end()):
            strangers.add(folded)
    for match in _WORD.finditer(spelt_out(text)):
        written = re.sub(r"['’]s?$", "", match.group())
        acronym = written.isupper() and 1 < len(written) <= 5
        folded = fold(written)
        if _called(folded, viewer, people, partners) or (_says_nothing(folded) and not acronym):
            continue
        found = root(written)
        weight = _LIGHT if found in _ASKING and folded not in strangers and not acronym else 1.0
        terms.setdefault(found, Term(written if acronym else folded, found, weight))
    wants = _wants(text)
    past = _HAPPENED.search(text) or _PAST.search(text)
    happened = past is not None and not _PLANNING.search(text)
    advice = wants_advice(text)
    custom = of_a_custom(text) and not named and not strangers
    general = not named and not strangers and _GENERAL.search(text) is not None and not of_one_time(text)
    if wants not in (Wants.OTHER, Wants.REASON, Wants.PLACE) and not _MODAL.search(text):
        general = False  # "how many are there", "when is it": a fact is wanted, no advice
    general = general or custom or (advice and (wants in (Wants.OTHER, Wants.REASON) or (not named and not strangers)))
    if _HOW_MUCH_IS_DONE.search(text):
        general = False  # what mentees pay is a fact of their programme, too, though it names nobody
    things = {one: term for one, term in terms.items() if term.word not in strangers}
    return Question(
        text=" ".join(text.split()),
        wants=wants,
        terms=tuple(terms.values()),
        people=tuple(named.values()),
        strangers=frozenset(strangers),
        happened=happened,
        general=general,
        rule=not named and not strangers and past is None and (advice or not of_one_time(text)),
        own=_OWN.search(text) is not None,
        focus=_focus(text, things),
        done=_done(text, things),
        whether=_WHETHER.search(text) is not None,
        went=_HOW_IT_WENT.search(text) is not None,
        moved=happened and any(root in _CHANGES for root in terms),
        times=times_in(text, as_of),
    )


def _says_nothing(folded: str) -> bool:
    """Whether it is a stop word, or one run together with others (`don't`, `I've`)."""
    return folded in STOP_WORDS | STOP or all(part in STOP_WORDS | STOP | _CUT for part in re.split(r"['’]", folded))


def _focus(text: str, terms: Mapping[str, Term]) -> Term | None:
    match = _HOW_MUCH_DONE.search(text) or _HOW_MUCH_IS_DONE.search(text)
    went = _HOW_IT_WENT.search(text)
    if went is not None:
        term = terms.get(root(went["old"] or went["what"]))
        return term if term is not None and term.weight == 1.0 else None
    match = match or _FOCUS.search(text)
    if match is None or _VERB_FIRST.match(match["words"]):
        match = _SAID_OF.search(text)
    if match is None or _VERB_FIRST.match(match["words"]):
        return None
    for word in match["words"].split():
        if _VERB_FIRST.match(word):
            return None
        term = terms.get(root(re.sub(r"['’]s?$", "", word)))
        if term is not None and term.weight == 1.0 and term.root not in _OF_MEASURE:
            return term
    return None


def _done(text: str, terms: Mapping[str, Term]) -> Term | None:
    """The word for what is asked to have been done ("did the committee approve")."""
    match = _WHOM_DONE.search(text)
    term = terms.get(root(match["verb"])) if match else None
    return term if term is not None and term.weight == 1.0 else None


def _wants(text: str) -> Wants:
    if _DURATION.search(text):
        return Wants.DURATION
    if (_AMOUNT.search(text) or _HOW_MUCH_IS_DONE.search(text)) and not _HOW_GOOD.search(text):
        return Wants.AMOUNT
    if _DAY.search(text):
        return Wants.DAY
    if _PERSON.search(text):
        return Wants.PERSON
    if _WHY.search(text):
        return Wants.REASON
    if _WHERE.search(text):
        return Wants.PLACE
    return Wants.OTHER


def _called(folded: str, viewer: Person, people: Mapping[str, Person], partners: frozenset[str]) -> frozenset[str]:
    """Ids of those called so, the viewer aside: partners where some are, else anybody."""
    if len(folded) < 2 or folded in _NOT_A_NAME:
        return frozenset()
    found = frozenset(
        person.id
        for person in people.values()
        if person.id != viewer.id and folded in {fold(person.known_as), *map(fold, person.name.split())}
    )
    return found & partners or found


def _is_name(word: str, folded: str, place: int) -> bool:
    """Whether a capital in the question makes it a name: not at its beginning, and no acronym, day or month."""
    return (
        place > 0
        and word[:1].isupper()
        and not (word.isupper() and len(word) <= 4)
        and folded not in _NOT_A_NAME
        and folded not in STOP_WORDS
        and not re.match(r"i['’]", folded)
        and "&" not in word
    )
