"""What must not leave with a draft: private words and contact data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from copilot.draft import Citation, Draft, Finding, Severity
from copilot.review.grounding.words import content_stems, normalise

_SOURCE = "our rule: private by default"
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I)
_URL = re.compile(
    r"\b(?:https?://|www\.)\S+|\b(?:[\w-]+\.)+(?:com|org|net|io|co|uk|de|edu|gov|eu|app|dev|"
    r"info|me|ly|us|ai)"
    r"(?:/[^\s,;]*)?(?![\w.])",
    re.I,
)
_PHONE = re.compile(r"(?<![\w.,-])(?:\+|00|\(0?)?\d(?:[\s().\-/]{0,2}\d){6,14}(?![\w-])")
_DATE_OR_SUM = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,3}(?:[,.]\d{3})+(?:\.\d+)?|"
    r"\d{4}\s?[-/]\s?\d{4}"
)


class Disclosure(NamedTuple):
    """`held_back` are ids of sentences that rest on private text, in order."""

    held_back: tuple[str, ...]
    findings: tuple[Finding, ...]


def disclose(
    draft: Draft,
    allowed: Callable[[Citation], bool],
    *,
    included: frozenset[str] = frozenset(),
    typed: Iterable[str] = (),
) -> Disclosure:
    """What of the draft not all its readers may see, and what contact data it holds.

    `allowed` says whether every reader may see a citation's source. `included` are ids of sentences
    that the author has chosen to send all the same. `typed` are the texts the author typed into the
    brief: contact data that stands there may leave.
    """
    private = {
        sentence.id for sentence in draft.sentences() if any(not allowed(citation) for citation in sentence.citations)
    }
    held = tuple(sentence.id for sentence in draft.sentences() if sentence.id in private - included)
    findings = [
        Finding(
            check="disclosure",
            severity=Severity.WARN,
            sentence=identifier,
            source=_SOURCE,
            strength="our rule",
            message="This rests on something not all readers may see: it is held back until you include it.",
        )
        for identifier in held
    ]
    findings += [
        Finding(
            check="disclosure",
            severity=Severity.HINT,
            sentence=sentence.id,
            source=_SOURCE,
            strength="our rule",
            message="You have included this, though not all readers may see what it rests on.",
        )
        for sentence in draft.sentences()
        if sentence.id in private & included
    ]
    findings += _headings(draft, allowed, frozenset(held))
    findings += [
        Finding(
            check="disclosure",
            severity=Severity.ERROR,
            source=_SOURCE,
            strength="our rule",
            message=f"Action {action.id} comes from something not all readers may see: leave it out of exports.",
        )
        for action in draft.actions
        if action.citation is not None and not allowed(action.citation)
    ]
    return Disclosure(held, (*findings, *_contacts(draft, tuple(typed))))


def with_held_back(draft: Draft, allowed: Callable[[Citation], bool], held_back: tuple[str, ...]) -> Draft:
    """A copy whose sentences that rest on private text are marked, and whose `held_back` is set."""
    copy = draft.model_copy(deep=True)
    for sentence in copy.sentences():
        sentence.private = any(not allowed(citation) for citation in sentence.citations)
    copy.held_back = list(held_back)
    return copy


def _headings(draft: Draft, allowed: Callable[[Citation], bool], held: frozenset[str]) -> list[Finding]:
    """Headings made of words that only private text holds: they would leave though the sentences stay."""
    found = []
    for block in draft.blocks:
        if not block.heading or not any(sentence.id in held for sentence in block.sentences):
            continue
        cited = [citation for sentence in block.sentences for citation in sentence.citations]
        closed = [citation.quote for citation in cited if not allowed(citation)]
        opened = [citation.quote for citation in cited if allowed(citation)]
        if telling_words(block.heading, closed, opened):
            found.append(
                Finding(
                    check="disclosure",
                    severity=Severity.ERROR,
                    sentence=None,
                    source=_SOURCE,
                    strength="our rule",
                    message=f"The heading “{block.heading}” is made of private words: name the section otherwise.",
                )
            )
    return found


def telling_words(heading: str, closed: Iterable[str], opened: Iterable[str]) -> frozenset[str]:
    """The stems of a heading's words that stand in a closed text and in no open one."""
    private, public = (
        {stem for text in texts for stem in content_stems(normalise(text))} for texts in (closed, opened)
    )
    return frozenset(content_stems(normalise(heading))) & private - public


def contact_data(text: str) -> list[str]:
    """E-mail addresses, links and phone numbers in the text, as they stand there."""
    found = [match.group() for match in _EMAIL.finditer(text)]
    rest = _EMAIL.sub(" ", text)
    found += [match.group().rstrip(".,;:!?)") for match in _URL.finditer(rest)]
    rest = _DATE_OR_SUM.sub(" | ", _URL.sub(" ", rest))
    found += [match.group() for match in _PHONE.finditer(rest)]
    return found


def _contacts(draft: Draft, typed: tuple[str, ...]) -> list[Finding]:
    places: list[tuple[str | None, str]] = [(None, block.heading) for block in draft.blocks]
    places += [(sentence.id, sentence.text) for sentence in draft.sentences()]
    return [
        Finding(
            check="contact",
            severity=Severity.ERROR,
            sentence=place,
            source=_SOURCE,
            strength="our rule",
            message=f"“{item}” is contact data that you did not type: take it out.",
        )
        for place, text in places
        for item in contact_data(text)
        if not typed_by_author(item, typed)
    ]


def typed_by_author(item: str, typed: Iterable[str]) -> bool:
    """Whether the contact data stands in what the author typed, however it is spaced there."""
    return _bare(item) in _bare(" ".join(typed))


def _bare(text: str) -> str:
    return re.sub(r"[\s().\-/]", "", text).lower()
