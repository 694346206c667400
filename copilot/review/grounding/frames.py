"""Who does what to whom in a text: a frame for each verb, with the people who do it and whom it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from copilot.review.grounding.people import NOBODY, POSSESSIVES, Cast, Mention, People, mentions, outsiders
from copilot.review.grounding.pronouns import HE_OR_SHE, Statement, statements
from copilot.review.grounding.thesaurus import part_of_speech
from copilot.review.grounding.words import IRREGULAR, Token, tokens, word_set

_BORDER = re.compile(
    r"[;!?\n]|(?<!\b[A-HJ-Z])\.|,(?!\d)|:(?=\s)|\b(?:but|because|although|while|whereas|so that|that|how|and|if|whether)\b",
    re.I,
)
_NEW_MATTER = (":", "that", "how", "if", "whether")
"""After these a verb without a doer is not the last doer's: "the pump that broke"."""
_PREPOSITIONS = word_set("with to for from of at by about on in into near between through after before")
_BY = re.compile(r"\bby (?:(?:my|your|our|his|her|their|the) (?:\w+ ){1,2})?$", re.I)
_WHO = re.compile(r"\s*(?:my|your|his|her|our|their|the|a|an) (?:\w+ ?){1,2}\Z", re.I)
"""Who somebody is, between commas: "Jonas, her brother, drives"."""
_FOR = re.compile(r"\b(?:for|to) \Z")
_UP_TO = re.compile(
    r"\b(?:ahead of|up to|down to|falls to|left to|on|from|by way of|in the hands of|thanks to) $", re.I
)
_LINKS = word_set("is are was were be been come comes came remains stays lies rests falls reached reaches")
_ASIDE = re.compile(r"(?<=\w) \([^()]*\)")
_AUXILIARIES = word_set(
    "will to not would should can could did does do has have had was were be been is shall must may might am are"
)
_BE = word_set("am is are was were be been being")
_IS_OR_HAS = _BE | word_set("has have had")
_DOES = word_set("do does did")
STATE, DOING = "be", "do"
"""The verbs of a frame that tells what somebody is or has, and of one that tells no more than what is done."""
_LETS = word_set("let lets make makes made help helps helped see saw watch watches watched have has had")
"""What follows a person after these is that person's doing: "let the mentee send it"."""
_SAME_FORM = word_set("read put cut set let hit shut")
_BEFORE_THING = word_set(
    "a an the my your his her our their all both two three four five six seven eight nine ten half"
)
_PARTICLES = word_set("up over out off back away forward across down")
_NO_VERBS = word_set("something anything nothing everything somebody anybody nobody everybody morning evening money")
_ENDING_ALIKE = word_set("bring ring sing swing cling")
_PRONOUNS = word_set("i we you they he she")
_OF_ANOTHER = frozenset({"him", "her", "them"})
_OBJECTS = _OF_ANOTHER | {"me", "us"}
"""Nobody who is spoken of so begins a list of doers: "Priya asks her, I only get to spend it"."""
_REACH = 5
"""Between a verb and whom it reaches stand no more words than this."""


@dataclass(frozen=True)
class Frame:
    """One verb with who does it and whom it reaches; empty where the text does not tell, several where it may be any."""

    verb: str
    word: str
    subject: People
    objects: People
    about: frozenset[str] = frozenset()
    """Stems of its clause, and of what follows with "that", "how", "if" or "whether"."""
    own: frozenset[str] = frozenset()
    """Stems, but for names, of the part of its clause in which nobody else does anything; none of what one is made to."""


@lru_cache(maxsize=512)
def meant(text: str, cast: Cast, before: str = "", *, draft: bool = False) -> tuple[Mention, ...]:
    """Everybody the normalised text means, in order, outsiders too; "Jonas and Amara" are one mention.

    A "he" or "she" has everybody lately named, and the writer's partner: never the writer. In a draft it has everybody
    named in it, but neither its writer nor its reader where it speaks of itself as "I" and of them as "you".
    """
    known = mentions(text, cast, before)
    names = outsiders(text, known)
    if draft:
        named = frozenset().union(*(one.people for one in [*known, *names] if not _is_pronoun(text, one)))
        lower = {token.lower for token in tokens(text)}
        here = {cast.author} if lower & {"i", "me", "my", "mine"} else set()
        here |= {cast.addressee} if lower & {"you", "your", "yours"} else set()
        known = [_fitting(one, (named or cast.pair) - here) if _he_or_she(text, one) else one for one in known]
    else:
        others = cast.pair - {cast.author} if cast.author else cast.pair
        parts = statements(text, cast)
        known = [
            _fitting(one, _lately(parts, one, others, before) - {cast.author}) if _he_or_she(text, one) else one
            for one in known
        ]
    return tuple(_merged(text, sorted([*known, *names], key=lambda one: one.start)))


def _is_pronoun(text: str, mention: Mention) -> bool:
    return text[mention.start : mention.end].islower() or text[mention.start : mention.end].lower() in _PRONOUNS


def _he_or_she(text: str, mention: Mention) -> bool:
    return text[mention.start : mention.end].lower() in HE_OR_SHE


def _fitting(mention: Mention, people: People) -> Mention:
    return replace(mention, people=people, sure=bool(people)) if people else replace(mention, sure=False)


def _lately(parts: Sequence[Statement], mention: Mention, others: People, before: str) -> People:
    part = next(one for one in parts if one.start <= mention.start <= one.end)
    named = frozenset().union(*(one.people for one in part.names if one.end <= mention.start))
    earlier = mention.people if before and not part.lately and not named else NOBODY
    return part.lately | named | others | earlier


def _merged(text: str, found: Sequence[Mention]) -> list[Mention]:
    """ "Jonas and Amara" as one mention of both."""
    merged: list[Mention] = []
    for mention in found:
        if (
            merged
            and re.fullmatch(r"\s*(?:,|and|&|, and)\s*", text[merged[-1].end : mention.start])
            and not merged[-1].possessive
            and text[merged[-1].start : merged[-1].end].lower() not in _OBJECTS
            and text[mention.start : mention.end].lower() not in POSSESSIVES
        ):
            last = merged.pop()
            merged.append(
                Mention(
                    last.start,
                    mention.end,
                    last.people | mention.people,
                    mention.possessive,
                    last.sure and mention.sure,
                )
            )
        else:
            merged.append(mention)
    return merged


def _segments(text: str, found: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    """Places of the clauses, with what stands before each; "and" inside a mention of two people does not cut."""
    start, mark = 0, ""
    for cut in _BORDER.finditer(text):
        if not any(mention.start <= cut.start() < mention.end for mention in found):
            yield start, cut.start(), mark
            start, mark = cut.end(), cut.group().lower()
    yield start, len(text), mark


def _never_verb(token: Token) -> bool:
    """Words such as `less`, `second`, `nervous`, which stand after a person and are no verb."""
    return token.lower not in IRREGULAR and part_of_speech(token.stem) in ("a", "r") and not token.lower.endswith("ed")


def _is_verb(words: Sequence[Token], place: int, after_person: bool) -> bool:
    word = words[place].lower
    if not words[place].is_content or word in _NO_VERBS or word.endswith("'s") or _never_verb(words[place]):
        return False
    before = words[place - 1].lower if place else ""
    if word == "going" and place + 1 < len(words) and words[place + 1].lower == "to":
        return False
    if word.endswith("ing") and word not in _ENDING_ALIKE and before not in ("am", "is", "are", "was", "were", "been"):
        # "thank you for sending": who sends is not the one before
        return False
    if before in ("had", "has", "have") and part_of_speech(words[place].stem) != "v":
        return word in IRREGULAR or word.endswith("ed")
    if before in _BE and word not in IRREGULAR and word not in _SAME_FORM and not word.endswith(("ed", "ing")):
        return False  # "is something"
    if before == "to" and re.search(r"[^aius]s$", word):
        return False  # "a letter to donors"
    if before in _AUXILIARIES or (place == 0 and word not in ("mentee", "mentor")):
        return True
    if word in IRREGULAR or (word.endswith("ed") and len(word) > 4):
        return True
    return after_person and (word.endswith("s") or before in _PRONOUNS)


def _verb(words: Sequence[Token], place: int) -> str:
    """The verb's stem, with the small word that makes another verb of it: "come up", "take over"."""
    following = words[place + 1].lower if place + 1 < len(words) else ""
    return f"{words[place].stem} {following}" if following in _PARTICLES else words[place].stem


def _passive(words: Sequence[Token], place: int) -> bool:
    """Whether what is told is done to somebody: "I have been asked"."""
    word = words[place].lower
    if word not in IRREGULAR and word not in _SAME_FORM and not word.endswith("ed"):
        return False
    following = words[place + 1] if place + 1 < len(words) else None
    thing = following and (
        following.lower in _BEFORE_THING
        or following.text[0].isdigit()
        or (following.is_content and part_of_speech(following.stem) == "n")
    )
    if place and words[place - 1].lower == "is" and thing:
        return False  # "she's done the slides" is read as "she is"
    return any(one.lower in _BE for one in words[max(0, place - 2) : place] if not one.is_content)


@lru_cache(maxsize=512)
def frames(
    text: str, cast: Cast, before: str = "", default: People = NOBODY, *, draft: bool = False
) -> tuple[Frame, ...]:
    """The frames of normalised text. `default` does what has no doer in the text (a record's owner)."""
    text = _ASIDE.sub(lambda one: " " * len(one[0]) if _after_name(one) else one[0], text)
    found = meant(text, cast, before, draft=draft)
    every = tokens(text)
    result: list[Frame] = []
    carried = default
    segments = list(_segments(text, found))
    for number, (start, end, mark) in enumerate(segments):
        words = [token for token in every if start <= token.start < end]
        here = [mention for mention in found if start <= mention.start < end]
        doers = [mention for mention in here if not mention.possessive and not _governed(text, mention)]
        carried = _carried(text, start, mark, found, doers, carried, default)
        if mark == "," and number > 1 and _WHO.match(text, segments[number - 1][0], segments[number - 1][1]):
            told_of = [one for one in found if not text[one.end : segments[number - 1][0]].strip(" ,")]
            carried = next((_sure(one) for one in told_of if one.end < segments[number - 1][0]), carried)
        further = segments[number + 1] if number + 1 < len(segments) else (end, end, "")
        reach = further[1] if further[2] in _NEW_MATTER else end
        about = frozenset(token.stem for token in every if start <= token.start < reach and token.is_content)
        last, before_it = NOBODY, len(result)
        for place, token in enumerate(words):
            if any(mention.start <= token.start < mention.end for mention in here):
                continue
            made_to = _made_to(text, words, place, here)
            previous = [mention for mention in doers if mention.end <= token.start]
            adjacent = bool(previous) and not text[previous[-1].end : token.start].strip()
            if not made_to and not _is_verb(words, place, adjacent):
                continue
            subject, objects = NOBODY, NOBODY
            agent = [
                one
                for one in here
                if one.start > token.start and not one.possessive and _BY.search(text[token.end : one.start])
            ]
            if agent:
                subject = _sure(agent[0])
                reached = (one for one in here if one.start >= agent[0].end and not one.possessive)
                objects = next((_sure(one) for one in reached if _FOR.search(text, 0, one.start)), NOBODY)
            elif _passive(words, place):
                objects = _sure(previous[-1]) if previous else NOBODY
            else:
                doer = made_to or (previous[-1] if previous else None)
                if doer is not None:
                    subject = _sure(doer)
                elif not any(word.is_content for word in words[:place]):
                    subject = carried
                objects = _reached(text, words, place, here, subject)
                if doer is None and len(subject) > 1:
                    subject -= objects  # "Asked me about it": whoever it was, it was not me
            last = subject or last
            own = frozenset[str]() if made_to else _own(words, place, doers, here, text)
            result.append(Frame(_verb(words, place), token.text, subject, objects, about, own))
        if doers and len(result) == before_it and not any(one.is_content for one in words if one.end <= doers[0].start):
            last = _sure(doers[0])  # "Omar has the list and will check it"
            result.extend(_state(text, words, doers, here, about))
        carried = last or carried
    return tuple(result)


def _after_name(aside: re.Match[str]) -> bool:
    """Whether it tells who somebody is: "Imani (my mentor, not Imani from purchasing)"."""
    return re.split(r"\s", aside.string[: aside.start()])[-1][:1].isupper()


def nominal(text: str, cast: Cast) -> tuple[Frame, ...]:
    """What a draft says that one of the pair does, without a verb: "the call is up to me", "the list comes from you"."""
    found = meant(text, cast, draft=True)
    every = tokens(text)
    result = []
    for start, end, _ in _segments(text, found):
        here = [one for one in found if start <= one.start < end]
        words = [token for token in every if start <= token.start < end]
        if not any(word.lower in _LINKS for word in words):
            continue
        for one in here:
            if one.people <= cast.pair and one.sure and not one.possessive and _UP_TO.search(text[start : one.start]):
                stems = frozenset(
                    word.stem
                    for word in words
                    if word.is_content and not any(other.start <= word.start < other.end for other in here)
                )
                result.append(
                    Frame(DOING, text[one.start : one.end], one.people, NOBODY, stems - {"com"}, stems - {"com"})
                )
    return tuple(result)


def _state(
    text: str, words: Sequence[Token], doers: Sequence[Mention], here: Sequence[Mention], about: frozenset[str]
) -> Iterator[Frame]:
    """What somebody is or has, as a frame of its own verb: "she'll be away until May"."""
    for place, word in enumerate(words):
        if word.lower in _IS_OR_HAS | _DOES and word.start >= doers[0].end:
            between = [one.lower for one in words[:place] if one.start >= doers[0].end]
            if set(between) <= _AUXILIARIES:
                verb = DOING if word.lower in _DOES else STATE
                yield Frame(verb, word.text, _sure(doers[0]), NOBODY, about, _own(words, place, doers, here, text))
            return


def _sure(mention: Mention) -> People:
    return mention.people if mention.sure else NOBODY


def _carried(
    text: str,
    start: int,
    mark: str,
    found: Sequence[Mention],
    doers: Sequence[Mention],
    carried: People,
    default: People,
) -> People:
    """Who does what a clause without a doer tells."""
    if doers and doers[0].start - start <= 1:
        return carried
    if mark in _NEW_MATTER:
        return NOBODY
    if mark in (".", "!", "?", "\n"):
        return default | carried if default else NOBODY
    last = next((one for one in reversed(found) if one.end <= start), None)
    if last and mark in (",", ";"):
        # "her manager, Owen, agreed" is Owen's; "Ingrid says …, got one so far" does not tell whose it is
        beside = not text[last.end : start].strip(" ,") and not last.possessive
        return last.people if beside else (default | carried if default else NOBODY)
    return carried


def _made_to(text: str, words: Sequence[Token], place: int, here: Sequence[Mention]) -> Mention | None:
    """Who is asked, told, wanted or let do it: "asked Paola to bring", "let the mentee send"."""
    token = words[place]
    if not token.is_content or not place:
        return None
    if words[place - 1].lower == "to" and place > 1:
        end = words[place - 1].start
        asked = next((one for one in here if one.end <= end and not text[one.end : end].strip()), None)
        for_them = asked is not None and text[: asked.start].rstrip().lower().endswith(" for")
        return asked if asked and not asked.possessive and (for_them or not _governed(text, asked)) else None
    beside = next((one for one in here if one.end <= token.start and not text[one.end : token.start].strip()), None)
    earlier = [word for word in words[:place] if beside and word.end <= beside.start]
    earlier = [word for word in earlier if word.lower not in ("the", "a")]
    return beside if earlier and earlier[-1].lower in _LETS and not _owns(beside) else None


def _owns(mention: Mention | None) -> bool:
    return mention is None or mention.possessive


def _reached(text: str, words: Sequence[Token], place: int, here: Sequence[Mention], subject: People) -> People:
    """Whom the verb reaches: the next person, unless another verb's doer."""
    token = words[place]
    after = next((one for one in here if one.start >= token.end and not one.possessive), None)
    if after is None or sum(token.end <= word.start < after.start for word in words) > _REACH:
        return NOBODY
    if text[after.start : after.end].lower() in _PRONOUNS - {"you"}:
        return NOBODY
    objects = _sure(after)
    # "I will send her": it is not "herself", so somebody else is meant
    return objects - subject if len(subject) == 1 and text[after.start : after.end].lower() in _OF_ANOTHER else objects


def _own(
    words: Sequence[Token], place: int, doers: Sequence[Mention], here: Sequence[Mention], text: str
) -> frozenset[str]:
    """Stems of the clause, up to where somebody else begins to do something: "Henrik thinks | I should tell"."""
    token = words[place]
    subjects = [
        one
        for one in doers
        if text[one.start : one.end].lower() in _PRONOUNS - {"you"} or any(_follows(word, one, text) for word in words)
    ]
    start = max((one.start for one in subjects if one.end <= token.start), default=0)
    first = not any(one.end <= token.start and one.start < start for one in subjects)
    end = min((one.start for one in subjects if one.start > token.end), default=len(text))
    return frozenset(
        word.stem
        for word in words
        if word.is_content
        and word.start < end
        and (first or word.start >= start)
        and not any(one.start <= word.start < one.end for one in here)
    )


def _follows(word: Token, mention: Mention, text: str) -> bool:
    return mention.end <= word.start and not text[mention.end : word.start].strip() and word.lower in _AUXILIARIES


def _governed(text: str, mention: Mention) -> bool:
    """Whether a preposition stands before: "for feedback from Jonas"."""
    word = re.search(r"([a-z]+)\s*$", text[: mention.start].lower())
    return bool(word) and word is not None and word.group(1) in _PREPOSITIONS
