"""Steps without a promise: "Amara: the deck", "read chapter 3 (Amara)", "Amara sends the agenda"."""

from __future__ import annotations

import re

from copilot.actions.grammar import BY, OWN, STATES, Grammar
from copilot.actions.people import Cast, Who
from copilot.actions.pledge import Pledge
from copilot.actions.verbs import work_in
from copilot.actions.wording import SAME_IN_THE_PAST, doings, is_past, word_set


def bare_step(clause: str, cast: Cast, forms: Grammar, owner: Who | None, label: str, item: bool) -> Pledge | None:
    """A step without a sentence: "Amara: send the draft", "read chapter 3 (Amara)", "book room"."""
    if re.match(
        r"\s*(?:next\s+(?:session|meeting|call|catch)|n/?a\b|none\b|no\s+actions?\b|date\b|when\b|"
        r"where\b)",
        clause,
        re.IGNORECASE,
    ):
        return None
    labelled = labelled_step(clause, cast, forms, unknown=item)
    if labelled is not None:
        return labelled
    present = present_step(clause, cast, 0)
    if present is not None:
        return present
    whose = step_from(clause, cast) or theirs(clause, cast)
    if whose is not None:
        return whose
    if re.match(rf"\s*{cast.known_pattern}\s+(?:has|have|had|is|are|was|were)\s+(?!to\b)", clause, re.IGNORECASE):
        return None  # "Petra has a good one": told beside the step
    match = re.match(
        r"(?P<rest>.*\S)\s*(?:\((?P<who>[\w .’']+)\)|"
        r"[-–—]\s*(?P<dash>[\w’']+)(?:,[^,]{0,20})?)\s*\.?\s*$",
        clause,
        re.DOTALL,
    )
    if match is not None:
        who = cast.resolve(match["who"] or match["dash"])
        if who is not None and who.known:
            return Pledge(who, match["rest"], 0)
    return Pledge(
        owner,
        clause,
        len(clause) - len(clause.lstrip()),
        to_do=label.startswith(OWN) and not label.startswith("homework"),
    )


def theirs(clause: str, cast: Cast) -> Pledge | None:
    """Among steps a thing named with its owner: "Hanna's reading list", "my comment on her plan"."""
    match = re.match(
        r"\s*(?:(?P<mine>my)|(?P<name>(?-i:[A-Z])\w+)[’']s?|(?P<one>his|her))\s+(?P<rest>[a-z]\S*.*)$",
        clause,
        re.IGNORECASE,
    )
    who = cast.resolve("me" if match["mine"] else match["name"] or "he") if match is not None else None
    if match is None or who is None or not who.member:
        return None
    return Pledge(who, match["rest"], match.start("rest"))


def step_from(clause: str, cast: Cast) -> Pledge | None:
    """ "New draft from me by Friday"."""
    match = re.match(r"\s*(?P<rest>[^,;]*\S)\s+from\s+(?P<who>me|[A-Z]\w+)\b(?P<more>.*)$", clause, re.DOTALL)
    who = cast.resolve(match["who"]) if match is not None else None
    if match is None or who is None or not who.member:
        return None
    return Pledge(who, match["rest"] + match["more"], match.start("rest"))


def labelled_step(clause: str, cast: Cast, forms: Grammar, *, unknown: bool = False) -> Pledge | None:
    """ "Amara: the deck": what stands after a name and a colon. `unknown`: the name may be anybody's."""
    match = forms.owned.match(clause)
    who = cast.resolve(match["who"]) if match is not None else None
    if match is None or who is None or not (who.known or unknown):
        return None
    return Pledge(who, match["rest"], match.start("rest"))


def names_a_thing(phrase: str) -> bool:
    """Whether what stands after a name and a colon is a thing to bring about, not something said: "1 page on Lyon"."""
    return _THING.match(phrase) is not None and _SAYS.search(phrase) is None


def tells_something(thing: str) -> bool:
    """Whether the words say something, with a verb of their own, and name no thing to bring about."""
    named = re.split(r"(?<=\w)\s+(?:I|he|she|we|they|who|which|that)\b", thing)[0]
    subject = re.match(r"(?:I|he|she|it|we|they|there)\b", thing, re.IGNORECASE)
    return _SAYS.search(named) is not None or subject is not None


_THING = re.compile(
    r"(?:\d|(?:the|an?|my|his|her|their|one|two|three|four|five|new|first|next|list|draft|short)\b)", re.IGNORECASE
)
_SAYS = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|can|could|would|should|might|feels?|felt|thinks?|thought|said|says|not)\b|"
    r"n[’']t\b|[’'](?:s|re|d|ll)\b(?=\s+(?:not|too|so|very|a|the)\b)",
    re.IGNORECASE,
)


def addressed(text: str, cast: Cast) -> Pledge | None:
    """What the other one is told not to forget: "Mei, if you read this: don't forget the photos"."""
    match = re.match(
        r"\W*(?P<who>(?-i:[A-Z])[\w’'-]*)\b[^.!?\n]{0,40}?\s*[,:–-]\s*(?:please\s+|pls\s+)?(?:don[’']?t\s+forget|remember)\s+"
        r"(?:to\s+)?(?P<phrase>\S.*)$",
        text,
        re.DOTALL | re.IGNORECASE,
    )
    who = cast.resolve(match["who"]) if match is not None else None
    if match is None or who is None or who.person is None or who.person != cast.partner:
        return None
    return Pledge(who, match["phrase"], match.start("phrase"))


def thing_to(text: str, cast: Cast) -> Pledge | None:
    """A thing, whom it goes to and a day, which is the other one's to bring: "Half a page to Raj by Sunday"."""
    match = re.match(
        r"\W*(?P<thing>(?:(?:the|an?|my|his|her)\s+)?(?:[\w’'-]+\s+){0,3}?[\w’'-]+)\s*(?:\s(?:to|for)\s|->|→|=>)\s*"
        r"(?P<whom>(?-i:[A-Z])[\w’'-]*|me|him|her|them)(?=\s*(?:,|\(|\s(?:by|before|on|until|till|asap|latest|tomorrow|today|tonight|this|next)\b))",
        text,
        re.IGNORECASE,
    )
    whom = cast.resolve(match["whom"]) if match is not None else None
    if match is None or whom is None or whom.person not in (cast.author, cast.partner) or cast.partner is None:
        return None
    if _SAYS.search(match["thing"]) or any(
        is_past(word.lower()) or work_in(word) == word for word in match["thing"].split()
    ):
        return None
    owner = cast.partner if whom.person == cast.author else cast.author
    phrase = text[match.start("thing") :]
    return Pledge(Who(owner, True, True, cast.first_name(owner)), phrase[:1].lower() + phrase[1:], match.start("thing"))


def then_a_thing(text: str, owner: Who) -> Pledge | None:
    """Right after a promise a further thing of the same person, with its day: "Slides then by the 28th"."""
    match = re.match(
        r"\W*(?P<thing>(?:(?:the|an?|my|his|her)\s+)?(?:[a-z’'-]+\s+)?[a-z’'-]+)(?:\s+then)?,?\s+(?=(?:by|until|till|no\s+later)\s)",
        text,
        re.IGNORECASE,
    )
    if match is None or match["thing"].lower() in ("both", "all", "everything") or _SAYS.search(match["thing"]):
        return None
    if any(is_past(word.lower()) for word in match["thing"].split()):
        return None
    thing = match["thing"]
    return Pledge(owner, f"{thing[:1].lower()}{thing[1:]} {text[match.end() :]}", match.start("thing"))


def slashed(text: str, cast: Cast) -> list[Pledge]:
    """A list within a line, by initials: "t - numbers / p - name of the coach / both - a date"."""
    found: list[Pledge] = []
    place = 0
    for part in re.split(r"(\s+/\s+)", text):
        match = re.match(r"(?:[^:]*:\s*)?(?P<who>[A-Za-z]\w*)\s*(?:[-–—]\s|:)\s*(?P<rest>\S.*)$", part, re.DOTALL)
        who = None
        if match is not None:
            initial = match["who"].upper() if len(match["who"]) == 1 else match["who"]
            who = cast.resolve(initial)
        if match is not None and who is not None and who.member:
            found.append(Pledge(who, match["rest"], place + match.start("rest")))
        elif part.strip() not in ("/", ""):
            return []
        place += len(part)
    return found if len(found) > 1 else []


def promised_now(text: str, cast: Cast, earlier: str) -> Pledge | None:
    """A member's doing in the present tense, in prose: a promise where its reader finds a deadline beside it."""
    pledge = present_step(text, cast, 0, earlier=earlier)
    return pledge if pledge is not None and pledge.who is not None and pledge.who.member else None


def present_step(clause: str, cast: Cast, shift: int, *, sure: bool = False, earlier: str = "") -> Pledge | None:
    """A step told in the present tense: "I send the slides", "Amara sends the agenda", "we each write …".

    `sure`: it stands among steps, so that an author's verb need not be a known one.
    """
    match = re.match(
        rf"\s*(?P<who>{cast.subject_pattern})\s+(?:(?:both|each|then|also|now)\s+)*(?P<rest>[a-z]+\s+\S.*)$",
        clause,
        re.DOTALL | re.IGNORECASE,
    )
    who = cast.resolve(match["who"], "", earlier) if match is not None else None
    if match is None or who is None or not who.known:
        return None
    first, _, more = match["rest"].partition(" ")
    if _TAKES_PLACE.match(match["rest"]):
        return None
    start = match.start("rest") + shift
    if match["who"].lower() in ("i", "we", "you", "they") or who.label == "both":
        sure = sure or BY.search(more) is not None
        meant = bool(doings(first)) or (sure and is_plain_verb(first))
        past = is_past(first) and not (sure and first in SAME_IN_THE_PAST)
        return Pledge(who, match["rest"], start) if meant and not past and first not in STATES else None
    plain = _singular(first)
    if plain in _SPEAKING or (plain in ("get", "receive") and _FROM.search(more)):
        return None
    if first in ("does", "goes") or (first.endswith("s") and (plain in SAME_IN_THE_PAST or is_plain_verb(plain))):
        return Pledge(who, f"{plain} {_AND_DOES.sub(_and_do, more)}", start)
    return None


_TAKES_PLACE = re.compile(
    r"(?:(?:fl(?:y|ies)|travels?|arrives?|lands?|retires?|close[s]?|ends?|begins?|starts?|stops?|reopens?)\b"
    r"(?!\s+(?:the|an?|my|his|her|our|it|them)\b)|(?:go(?:es)?|comes?)\s+(?:back|home|on|away)\b)",
    re.IGNORECASE,
)
"""What somebody does without doing it to anything: "flies back on the 2nd", "we close in January"."""
_AND_DOES = re.compile(r"\b(?P<and>and|then)\s+(?P<verb>[a-z]{2,}s)(?=\s+(?:it|them|him|her|me|us|the|an?|my|[A-Z]))")


def _and_do(match: re.Match[str]) -> str:
    """ "and sends it": the second doing in its plain form too."""
    plain = _singular(match["verb"])
    return f"{match['and']} {plain}" if is_plain_verb(plain) or plain in SAME_IN_THE_PAST else match[0]


def _singular(verb: str) -> str:
    """The plain form of a verb's third person, near enough to look it up."""
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("sses", "ches", "shes", "xes", "zzes", "does", "goes")) else verb[:-1]


_FROM = re.compile(r"^my\b|\bfrom\s+(?:me\b|him\b|her\b|[A-Z])")
_SPEAKING = word_set("suggest recommend advise mention reckon insist complain claim joke laugh moan swear hint")
"""What somebody says is told, and no step."""
_NO_DOING = word_set(
    """
    am is are was were be i it he she we they had has have ha did can could may might must shall should will would
    wi thi wa ha i doe alway alread perhap also still never just really only already now then not no yes all any the a an my
    our his her its to of in on at for from with by as and or but so than too very keep
    if when while where what who why how because since thanks please here there
    """
)


def is_plain_verb(word: str) -> bool:
    """Whether a word may be the plain form of a verb for something one does."""
    plain = word.lower()
    is_doing = plain not in _NO_DOING and plain not in STATES
    return plain.isalpha() and is_doing and (plain in SAME_IN_THE_PAST or not is_past(plain))
