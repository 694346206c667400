"""A right name bound to the wrong thing: what the sentence tells of one person, the sources tell of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.review.grounding.coverage import LIGHT
from copilot.review.grounding.model import Context, Problem, Source
from copilot.review.grounding.people import Cast, Mention, People, cast_of, named, outsiders
from copilot.review.grounding.pronouns import statements
from copilot.review.grounding.thesaurus import Nearness, nearness, offered
from copilot.review.grounding.words import clauses, normalise, overlap, tokens

_TURN = re.compile(r"^(\w[\w ]{0,20}):\s", re.M)
"""Who speaks in a talk written down turn by turn: "I" is somebody else at each, and names are those spoken to."""
_MARGIN = 3
"""Where a word or two is said of the person as well, so many more have to be said of the other."""
_INITIAL = re.compile(r"\b([A-Z])\.(?=\s[a-z])")


@dataclass(frozen=True)
class _Part:
    """A clause or a statement of the sources: who is named there, and who may be meant besides."""

    words: frozenset[str]
    named: People
    perhaps: People


def check_binding(sentence: str, sources: Sequence[Source], context: Context) -> list[Problem]:
    """Problems of kind `name`, at most one, of people who are not of the pair.

    What the sources say of such a person shares no telling word with what the sentence says of them, or far fewer than
    what they say of somebody else whom the sentence does not name.
    """
    reader = Cast(context.people, context.viewer, context.addressee or context.viewer)
    mentions = _names(sentence, reader)
    known = frozenset().union(*(one.people for one in mentions))
    strangers = [one for one in mentions if not one.people & reader.pair]
    if not strangers:
        return []
    near = reader.pair.union(*({source.author} for source in sources if source.author))
    levels = [[one for source in sources for one in parts(source, context)] for parts in (_clauses, _statements)]
    talk = any(len(set(_TURN.findall(source.text))) > 1 for source in sources)
    for mention in strangers:
        wanted = _said_of(sentence, mention, mentions)
        others: People = frozenset()
        if not talk:
            others = others.union(*(_others(wanted, mention.people, level) for level in levels)) - known - reader.pair
        if not others and known == mention.people:
            others = _other_alone(wanted, mention.people, levels[-1], near)
        if others:
            shown = sentence[mention.start : mention.end].removesuffix("'s")
            return [Problem("name", f"“{shown}”: the source says it of {' and '.join(sorted(others))}")]
    return []


def _others(wanted: frozenset[str], who: People, level: Sequence[_Part]) -> People:
    """Who is named where most of the wanted words stand, two at least, if none or few stand where `who` may be meant."""
    shares = [(_shared(wanted, part.words), part) for part in level]
    most = max((share for share, part in shares if part.named), default=0)
    of_this = [share for share, part in shares if who & (part.named | part.perhaps)]
    if not of_this or most < (2 if not max(of_this) else max(of_this) + _MARGIN):
        return frozenset()
    return frozenset().union(*(part.named for share, part in shares if share == most))


def _other_alone(wanted: frozenset[str], who: People, level: Sequence[_Part], near: People) -> People:
    """Who is named in every statement with a wanted word, if none of these names `who`, the pair or the writer."""
    of_this = [part for part in level if who & part.named]
    shares = [(_shared(wanted, part.words), part) for part in level]
    most = max((share for share, _ in shares), default=0)
    best = [part for share, part in shares if share == most]
    if not most or not of_this or any(_shared(wanted, part.words) for part in of_this):
        return frozenset()
    clear = all(part.named and not part.named & near for part in best)
    return frozenset().union(*(part.named for part in best)) if clear else frozenset()


def _shared(wanted: frozenset[str], words: frozenset[str]) -> int:
    rest = [word for word in wanted if not overlap(frozenset({word}), words)]
    held = offered(words)
    return len(wanted) - len(rest) + sum(nearness(word, held) is Nearness.SAME for word in rest)


def _names(text: str, cast: Cast) -> list[Mention]:
    known = named(text, cast)
    return sorted([*known, *outsiders(text, known)], key=lambda one: one.start)


def _telling(text: str, names: Sequence[Mention]) -> frozenset[str]:
    return frozenset(
        token.stem
        for token in tokens(text)
        if (token.is_content or token.text[0].isdigit())
        and token.stem not in LIGHT
        and not any(one.start <= token.start < one.end for one in names)
    )


def _said_of(sentence: str, mention: Mention, names: Sequence[Mention]) -> frozenset[str]:
    """The telling words of the person's clause, or of the sentence where the clause has fewer than two."""
    place = 0
    whole = _telling(sentence, names)
    for clause in clauses(sentence):
        place = sentence.index(clause, place)
        if place <= mention.start < place + len(clause):
            found = _telling(clause, _moved([one for one in names if place <= one.start < place + len(clause)], place))
            return found if len(found) > 1 else whole
    return whole


def _statements(source: Source, context: Context) -> Iterator[_Part]:
    text = normalise(source.text)
    for one in statements(text, cast_of(source, context)):
        yield _Part(_telling(text[one.start : one.end], _moved(one.names, one.start)), one.named, one.perhaps)


def _clauses(source: Source, context: Context) -> Iterator[_Part]:
    """Clauses; one that names nobody goes on with whom the clause before it in its statement named."""
    text = normalise(source.text)
    for one in statements(text, cast_of(source, context)):
        carried: People = frozenset()
        whole = _INITIAL.sub(r"\1 ", text[one.start : one.end])
        place = 0
        for clause in clauses(whole):
            place = whole.index(clause, place)
            here = [name for name in one.names if place <= name.start - one.start < place + len(clause)]
            carried = frozenset().union(*(name.people for name in here)) or carried
            yield _Part(_telling(clause, _moved(here, one.start + place)), carried, one.perhaps)
            place += len(clause)


def _moved(names: Sequence[Mention], by: int) -> list[Mention]:
    return [Mention(one.start - by, one.end - by, one.people) for one in names]
