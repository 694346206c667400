"""Is a sentence what its sources say? Plain checks, each of which can be explained."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from copilot.review.grounding.ballot import with_vote
from copilot.review.grounding.binding import check_binding
from copilot.review.grounding.coverage import check_coverage
from copilot.review.grounding.dates import check_days
from copilot.review.grounding.days import day_mentions
from copilot.review.grounding.features import Features, features
from copilot.review.grounding.model import (
    WARNINGS,
    Context,
    KnownPerson,
    Problem,
    Similarity,
    Source,
    Verdict,
)
from copilot.review.grounding.numbers import check_numbers
from copilot.review.grounding.people import check_names, forms
from copilot.review.grounding.polarity import check_negation
from copilot.review.grounding.quantity_words import check_quantity_words
from copilot.review.grounding.quotes import check_quotations, quotations, verify_citations, without_quotations
from copilot.review.grounding.roles import check_roles
from copilot.review.grounding.tense import check_tense
from copilot.review.grounding.weighing import plain_score, score
from copilot.review.grounding.words import normalise

__all__ = [
    "WARNINGS",
    "Context",
    "KnownPerson",
    "Problem",
    "Similarity",
    "Source",
    "Verdict",
    "examine",
    "ground",
    "verify_citations",
    "with_vote",
]

_FRAMES = re.compile(
    r"\bno note says (?:how it went|what came of it)\b|\bno date yet\b|\bstill on (?:my|your|their) list:"
    r"|\bwhen you get (?:the|a) chance\b|\bwhat made me think of you is\b|\bI am writing to you because\b"
    r"|^(?:a question about|what came of it:|i am coming back to|coming back to my message:|why you:|about me:)"
    r"|\bi still have to\b|\bbefore you meet\b|^both(?: to\b|:)|\balready fixed:"
    r"|\bnow(?= (?:due|planned)\b)|(?<= )in mind for it\b|\bthe goal i have set myself:"
    r"|^following up:|\bin return I would be\b|\bit was due\b"
    r"|\bin return I (?:can|could) offer\b|\bI can offer in return\b|\bin return\b"
    r"|^(?:how i will know:|by when:|my goal:|what may get in my way:|when that happens:|i look at how far i have got\b)",
    re.I,
)
"""What a writer says about the sources themselves, or to be polite: no source holds it, and none needs to."""


def ground(sentence: str, sources: Sequence[Source], context: Context, similarity: Similarity | None = None) -> Verdict:
    """Whether the cited sources say what the sentence says, how sure, and what speaks against it.

    Plain rules decide, and each says why; the score weighs what the sources lack, to rank by. Without sources nothing
    is supported. Warnings (`WARNINGS`) lower the score only.
    """
    if not sources:
        return Verdict(False, 0.0, (Problem("no_source", "the sentence cites nothing"),))
    found, problems = examine(sentence, sources, context, similarity)
    against = [problem for problem in problems if problem.kind not in WARNINGS]
    on_notes = any(source.kind == "note" for source in sources)
    likely = score(found) if on_notes else plain_score(found, len(against))
    if len(problems) > len(against):
        likely *= 0.8
    return Verdict(not against, round(likely, 4), problems)


def examine(
    sentence: str, sources: Sequence[Source], context: Context, similarity: Similarity | None = None
) -> tuple[Features, tuple[Problem, ...]]:
    """What the sources, of which there is at least one, lack of the sentence: as numbers, and as reasons."""
    problems = check_quotations(sentence, sources)
    quoting = bool(quotations(sentence)) and not problems
    own = _FRAMES.sub(" ", normalise(without_quotations(sentence)))
    texts = [normalise(source.text) for source in sources]
    raw = "\n".join(
        [
            *texts,
            *(normalise(source.title) for source in sources),
            *(name for source in sources for name in source.names.values()),
        ]
    )
    plain = _without_days(own, context.as_of)
    plain_texts = [
        _without_days(text, source.date or context.as_of) for text, source in zip(texts, sources, strict=True)
    ]
    problems += check_names(own, sources, context, raw)
    if context.people:
        problems += check_binding(own, sources, context)
    problems += check_numbers(plain, plain_texts, raw)
    problems += check_days(own, sources, context.as_of)
    problems += check_negation(plain, plain_texts)
    problems += check_quantity_words(plain, plain_texts)
    problems += check_tense(plain, sources)
    if context.people:  # who is who is told by those one knows
        problems += check_roles(own, sources, context)
    closeness = None
    if similarity is not None:
        closeness = max(max(row) for row in similarity([sentence], [source.text for source in sources]))
    names = frozenset(word for person in context.people for form in forms(person) for word in form.split())
    held = [*plain_texts, *(normalise(source.title) for source in sources if source.title)]
    by_rule = [problem for problem in dict.fromkeys(problems) if problem.kind not in WARNINGS]
    found, missing = features(plain, held, names, by_rule)
    problems += check_coverage(plain, held, names, missing, closeness, quoting=quoting)
    return found, tuple(dict.fromkeys(problems))


def _without_days(text: str, anchor: dt.date) -> str:
    """Normalised text with what names a day blanked out, so that 17 is not also a number."""
    for mention in reversed(day_mentions(text, anchor)):
        end = mention.end - 1 if text[mention.start : mention.end].endswith(".") else mention.end
        text = text[: mention.start] + " " + text[end:]
    return text
