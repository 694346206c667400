"""Who did what to whom: subjects, objects and owners of the sentence against those of its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.review.grounding.model import Context, Problem, Source
from copilot.review.grounding.people import (
    NOBODY,
    THIRD,
    Cast,
    Mention,
    People,
    cast_of,
    drops_subject,
    mentions,
    outsiders,
    record_people,
    words_before,
)
from copilot.review.grounding.thesaurus import Nearness, nearness, offered, part_of_speech
from copilot.review.grounding.words import IRREGULAR, Token, normalise, same_meaning, stem_set, tokens, word_set

_BORDER = re.compile(r"[;!?.\n]|,(?!\d)|\b(?:but|because|although|while|whereas|so that|that|how|and)\b", re.I)
_PREPOSITIONS = word_set("with to for from of at by about on between through after before")
_AUXILIARIES = word_set(
    "will to not would should can could did does do has have had was were be been is shall must may might am are"
)
_TOGETHER = re.compile(
    r"\W*(?:agreed|talked|met|discussed|decided|spoke|went through|compared|planned|catch|"
    r"caught)\b",
    re.I,
)
"""A note that begins so speaks of both, though it leaves out "we"."""
_BOTH_WAYS = stem_set(
    "letter reference recommendation feedback comment mail message photo picture portrait review report question answer "
    "advice opinion help support offer introduction invitation evaluation appraisal signature"
)
"""What is somebody's who gives it, and somebody's who gets it: the two do not clash."""
_CLEFT = re.compile(r"\b(?:is|am|are|was|were) the (?:ones?|person|people) (?:who|that) ", re.I)
_PRONOUNS = word_set("i we you they he she")


@dataclass(frozen=True)
class Frame:
    """One verb with who does it and whom it reaches; empty where the text does not tell."""

    verb: str
    word: str
    subject: People
    objects: People
    about: frozenset[str] = frozenset()
    """Stems of what else its clause speaks of."""


_GENERAL = stem_set(
    "want get have take make go come say think need plan ask give tell put do send see find know try keep let help write"
)
"""Verbs that one text uses for many things: told of two people they clash only if they speak of the same thing."""


_OF_ANOTHER = frozenset({"him", "her", "them"})
_OBJECTS = _OF_ANOTHER | {"me", "us"}
"""Nobody who is spoken of so begins a list of doers: "Priya asks her, I only get to spend it"."""


def _merged(text: str, found: Sequence[Mention]) -> list[Mention]:
    """ "Jonas and Amara" as one mention of both."""
    merged: list[Mention] = []
    for mention in found:
        if (
            merged
            and re.fullmatch(r"\s*(?:,|and|&|, and)\s*", text[merged[-1].end : mention.start])
            and not merged[-1].possessive
            and text[merged[-1].start : merged[-1].end].lower() not in _OBJECTS
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


def _segments(text: str, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Places of the clauses; "and" inside a mention of two people does not cut."""
    cuts = [
        match
        for match in _BORDER.finditer(text)
        if not any(mention.start <= match.start() < mention.end for mention in found)
    ]
    starts = [0, *(cut.end() for cut in cuts)]
    return list(zip(starts, [*(cut.start() for cut in cuts), len(text)], strict=True))


def _never_verb(token: Token) -> bool:
    """Words such as `less`, `second`, `nervous`, which stand after a person and are no verb."""
    return token.lower not in IRREGULAR and part_of_speech(token.stem) in ("a", "r") and not token.lower.endswith("ed")


def _is_verb(words: Sequence[Token], place: int, after_person: bool) -> bool:
    word = words[place].lower
    if not words[place].is_content or word.endswith("'s") or _never_verb(words[place]):
        return False
    before = words[place - 1].lower if place else ""
    if word.endswith("ing") and before not in ("am", "is", "are", "was", "were", "been"):
        # "thank you for sending": who sends is not the one before
        return False
    if before in ("had", "has", "have") and part_of_speech(words[place].stem) != "v":
        return word in IRREGULAR or word.endswith("ed")
    if before in _AUXILIARIES or (place == 0 and word not in ("mentee", "mentor")):
        return True
    if word in IRREGULAR or (word.endswith("ed") and len(word) > 4):
        return True
    return after_person and (word.endswith("s") or before in _PRONOUNS)


@lru_cache(maxsize=512)
def frames(text: str, cast: Cast, before: str = "", default: People = NOBODY) -> tuple[Frame, ...]:
    """The frames of normalised text. `default` does what has no doer in the text (a record's owner)."""
    known = mentions(text, cast, before)
    found = _merged(text, sorted([*known, *outsiders(text, known)], key=lambda mention: mention.start))
    every = tokens(text)
    result: list[Frame] = []
    carried = default
    for start, end in _segments(text, found):
        words = [token for token in every if start <= token.start < end]
        here = [mention for mention in found if start <= mention.start < end]
        doers = [mention for mention in here if not mention.possessive and not _governed(text, mention)]
        about = frozenset(word.stem for word in words if word.is_content)
        last = next((one for one in reversed(found) if one.end <= start), None)
        if not doers and last and text[:start].rstrip().endswith((",", ".", ";")):
            # "her manager, Owen, agreed" is Owen's; "Ingrid says …, got one so far" does not tell whose it is
            beside = not text[last.end : start].strip(" ,") and not last.possessive
            carried = last.people if beside else carried & default
        last_subject = NOBODY
        for place, token in enumerate(words):
            if any(mention.start <= token.start < mention.end for mention in here):
                continue
            previous = [mention for mention in doers if mention.end <= token.start]
            adjacent = bool(previous) and not text[previous[-1].end : token.start].strip()
            if not _is_verb(words, place, adjacent):
                continue
            agent = [
                mention
                for mention in here
                if mention.start > token.start and text[token.end : mention.start].rstrip().lower().endswith(" by")
            ]
            if agent:
                subject = agent[0].people if agent[0].sure else NOBODY
                carried = last_subject = subject
                result.append(Frame(token.stem, token.text, subject, NOBODY, about))
                continue
            if previous:
                subject = previous[-1].people if previous[-1].sure else NOBODY
            elif not any(word.is_content for word in words[:place]):
                subject = carried
            else:
                subject = NOBODY
            after = [mention for mention in here if mention.start >= token.end and not mention.possessive]
            objects = after[0].people if after and after[0].sure else NOBODY
            if objects & subject and text[after[0].start : after[0].end].lower() in _OF_ANOTHER:
                objects = NOBODY  # "I will send her": it is not "herself", so somebody else is meant
            last_subject = last_subject or subject
            result.append(Frame(token.stem, token.text, subject, objects, about))
        carried = last_subject or carried
    return tuple(result)


def _governed(text: str, mention: Mention) -> bool:
    """Whether a preposition stands before: "for feedback from Jonas"."""
    word = re.search(r"([a-z]+)\s*$", text[: mention.start].lower())
    return bool(word) and word is not None and word.group(1) in _PREPOSITIONS


def owners(text: str, cast: Cast, before: str = "") -> list[tuple[str, People]]:
    """What belongs to whom: stems of the words right after a possessive, with the owner."""
    every = tokens(text)
    result: list[tuple[str, People]] = []
    known = mentions(text, cast, before)
    strangers = outsiders(text, known)
    for mention in known:
        if text[mention.start : mention.end].lower() in THIRD and any(one.end <= mention.start for one in strangers):
            continue  # "Rosa came along, her group leader agreed": hers may be Rosa's
        if mention.possessive and mention.sure and mention.people:
            following = [token for token in every if token.start >= mention.end][:2]
            result.extend(
                (token.stem, mention.people)
                for token in following
                if token.is_content and token.stem not in _BOTH_WAYS and "," not in text[mention.end : token.start]
            )
    return result


def _clash(one: People, other: People) -> bool:
    return bool(one) and bool(other) and not one & other


def check_roles(sentence: str, sources: Sequence[Source], context: Context) -> list[Problem]:
    """Problems of kind `roles`: someone else does, gets or owns it than in the sources."""
    reader = Cast(context.people, context.viewer, context.addressee or context.viewer)
    told: list[Frame] = []
    belongings: list[tuple[str, People]] = []
    for source in sources:
        cast, text, before = cast_of(source, context), normalise(source.text), words_before(source)
        default = record_people(source, context)
        if not default and cast.author and drops_subject(text) and not text.lower().startswith("to "):
            default = cast.pair if _TOGETHER.match(text) else frozenset({cast.author})
        told.extend(frames(text, cast, before, default if default <= cast.pair else NOBODY))
        belongings.extend(owners(text, cast, before))
    problems = []
    for frame in frames(_CLEFT.sub("", sentence), reader):
        same = (
            [other for other in told if other.verb == frame.verb]
            or [other for other in told if same_meaning(other.verb, frame.verb)]
            or [other for other in told if nearness(frame.verb, offered((other.verb,))) is Nearness.SAME]
        )
        same = [other for other in same if other.subject]
        if frame.verb in _GENERAL:
            same = [other for other in same if (frame.about - {frame.verb}) & (other.about - {other.verb})]
        if (
            frame.subject
            and same
            and all(_clash(frame.subject, other.subject) or _clash(frame.objects, other.objects) for other in same)
        ):
            who = " and ".join(sorted(frame.subject))
            problems.append(Problem("roles", f"“{frame.word}”: the source does not say it of {who}"))
    for noun, people in owners(sentence, reader):
        same_noun = [other for word, other in belongings if same_meaning(word, noun)]
        if same_noun and all(_clash(people, other) for other in same_noun):
            problems.append(Problem("roles", f"“{noun}”: the source gives it to someone else"))
    return problems
