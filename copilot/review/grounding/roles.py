"""Who did what to whom: subjects, objects and owners of the sentence against those of its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.review.grounding.frames import DOING, STATE, Frame, frames, meant, nominal
from copilot.review.grounding.model import Context, Problem, Source
from copilot.review.grounding.people import (
    NOBODY,
    Cast,
    People,
    cast_of,
    drops_subject,
    record_people,
    words_before,
)
from copilot.review.grounding.thesaurus import Nearness, nearness, offered
from copilot.review.grounding.words import normalise, overlap, same_meaning, stem_set, tokens

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
_IT_IS = re.compile(r"\bit (?:is|was|will be) ([^,.;]{1,30}?) (?:who|that) ", re.I)
_WANTED = re.compile(
    r"\b(ones?|person|people) (?:whom |that )?(?:I|you|we|he|she|they) (?:would like|want(?:ed)?|asked|expect(?:ed)?) to ",
    re.I,
)
"""Three ways of naming the doer first: "the one who sends", "it is Ana who sends", "the one you would like to send"."""
_ATTITUDES = stem_set("like want wish hope need say think feel")
"""Who thinks or says so is mostly left out, or told by a pronoun: "Long call with Ana: liked the plan"."""
_GENERAL = stem_set(
    "want get have take make go come say think need plan ask give tell put do send see find know try keep let help write"
)
"""Verbs that one text uses for many things: told of two people they clash only if they speak of the same thing."""


def owners(text: str, cast: Cast, before: str = "", *, draft: bool = False) -> list[tuple[str, People]]:
    """What belongs to whom: stems of the words right after a possessive, with whoever may be the owner."""
    every = tokens(text)
    result: list[tuple[str, People]] = []
    for mention in meant(text, cast, before, draft=draft):
        if mention.possessive and mention.sure and mention.people:
            following = [token for token in every if token.start >= mention.end][:2]
            result.extend(
                (token.stem, mention.people)
                for token in following
                if token.is_content and token.stem not in _BOTH_WAYS and "," not in text[mention.end : token.start]
            )
    return result


def _doer_first(sentence: str) -> str:
    return _CLEFT.sub("", _IT_IS.sub(r"\1 ", _WANTED.sub(r"\1 to ", sentence)))


def _clash(one: People, other: People) -> bool:
    return bool(one) and bool(other) and not one & other


def _general(frame: Frame) -> bool:
    return frame.verb.partition(" ")[0] in _GENERAL


def _topic(frame: Frame, other: Frame) -> bool:
    return overlap(frame.about - {frame.verb}, other.about - {other.verb}) > 0


def _synonyms(frame: Frame, other: Frame) -> bool:
    return nearness(frame.verb, offered((other.verb,))) is Nearness.SAME


def _swapped(frame: Frame, other: Frame) -> bool:
    """Whether one gives the other what the other gives the one: "let the mentee send it to the mentor"."""
    there = bool(frame.subject & other.objects and frame.objects & other.subject)
    return there and _clash(frame.subject, other.subject) and _clash(frame.objects, other.objects)


def _of_another(done: Sequence[Frame], told: Sequence[Frame]) -> list[Problem]:
    """What somebody is or has, or does by a noun, told of somebody else and nothing near it of them; at most one.

    What somebody is or has is held against what others are or have, for to have a thing is not to read it.
    """
    known = [other for other in told if other.subject]
    for frame in done:
        if frame.verb not in (STATE, DOING):
            continue  # of doings in other words half of what this finds is true
        alike = [other for other in known if frame.subject and (frame.verb == STATE) == (other.verb == STATE)]
        shares = [(overlap(frame.own, other.own), other) for other in alike]
        of_another = max((share for share, other in shares if _clash(frame.subject, other.subject)), default=0)
        of_this = max((share for share, other in shares if not _clash(frame.subject, other.subject)), default=0)
        least = 1 if frame.verb == DOING and len(frame.own) == 1 else 2
        if of_another - of_this >= least:
            who = " and ".join(sorted(frame.subject))
            return [Problem("roles", f"“{frame.word}”: the source says as much of somebody else than {who}")]
    return []


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
    done = frames(_doer_first(sentence), reader, draft=True)
    for frame in done:
        if frame.verb in (STATE, DOING) or frame.verb in _ATTITUDES:
            continue
        same = (
            [other for other in told if other.verb == frame.verb]
            or [other for other in told if same_meaning(other.verb, frame.verb) and _topic(frame, other)]
            or [
                other
                for other in told
                if not _general(frame) and not _general(other) and _synonyms(frame, other) and _topic(frame, other)
            ]
        )
        same = [other for other in same if other.subject]
        if _general(frame):
            verb = frame.verb.partition(" ")[0]
            same = [
                other
                for other in same
                if _swapped(frame, other) or (frame.about - {verb}) & (other.about - {other.verb.partition(" ")[0]})
            ]
        if (
            frame.subject
            and same
            and all(_clash(frame.subject, other.subject) or _clash(frame.objects, other.objects) for other in same)
        ):
            who = " and ".join(sorted(frame.subject))
            problems.append(Problem("roles", f"“{frame.word}”: the source does not say it of {who}"))
    if not problems:
        problems = _of_another([*done, *nominal(sentence, reader)], told)
    for noun, people in owners(sentence, reader, draft=True):
        same_noun = [other for word, other in belongings if same_meaning(word, noun)]
        if same_noun and all(_clash(people, other) for other in same_noun):
            problems.append(Problem("roles", f"“{noun}”: the source gives it to someone else"))
    return problems
