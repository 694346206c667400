"""What a person's own words in a draft state, if anything: a wish needs no source, a claim does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.review.connectives import is_connective
from copilot.review.grounding.dates import check_days
from copilot.review.grounding.model import Context
from copilot.review.grounding.numbers import check_numbers
from copilot.review.grounding.people import check_names
from copilot.review.grounding.words import SCAFFOLD_STEMS, content_stems, normalise, same_meaning, tokens, word_set

_WISH = re.compile(
    r"(?:(?:and|also|so|then|please|next|perhaps|maybe|if you like|if i may),?\s+)*"
    r"(?:"
    r"i (?:would|should) (?:really |very much |also |still |just )*(?:like|love|prefer|appreciate|welcome|be (?:glad|"
    r"happy|grateful|delighted|thankful))"
    r"|i (?:really |very much |also |still |just )*(?:want|wish|hope|need|look forward)"
    r"|i am (?:really |very |so |also |still |quite )*(?:glad|happy|grateful|thankful|curious|keen|eager|excited|"
    r"nervous|unsure|looking forward|hoping)"
    r"|(?:could|can|would|may|might|shall|should) (?:i|we|you)"
    r"|let us|please|thank you|thanks|my (?:wish|hope) is"
    r")\b",
    re.I,
)
"""How a sentence begins that says only what its writer wishes, feels or asks. Contractions are written out before."""
_OPEN_QUESTION = re.compile(
    r"(?:and |so )?(?:what|how|which|who|where|when)\b(?!.*\b(?:did|was|were|had|has|have)\b)", re.I
)
"""A question that says nothing happened."""
_JOINS_A_CLAIM = word_set(
    "because since as that which who whose although though while whereas when after before but so if where than"
)
"""Words that join a statement of its own to a wish."""
_SUBJECTS = word_set("i you we they he she it this these those")
_AFTER_AN_OBJECT = word_set(
    "to for about on with in at of from by again soon too and or a an the some any more once how what whether this "
    "that your my our their can could would may might will should"
)
"""What may follow `you` or `it` where no statement begins with it."""


def words_not_held(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The text's telling words, as typed, that none of the sources says in any form; each once, in order."""
    offered = {stem for source in sources for stem in content_stems(normalise(source))}
    found = [
        token.text
        for token in tokens(normalise(text))
        if token.is_content
        and token.stem not in SCAFFOLD_STEMS
        and not any(same_meaning(token.stem, other) for other in offered)
    ]
    return tuple(dict.fromkeys(found))


def shares_a_word(text: str, sources: Sequence[str]) -> bool:
    """Whether the sources say any of the text's telling words: else nothing of it can be theirs."""
    offered = {stem for source in sources for stem in content_stems(normalise(source))}
    return any(same_meaning(stem, other) for stem in content_stems(normalise(text)) for other in offered)


def stated(text: str, context: Context) -> tuple[str, ...]:
    """What of the text needs a source, in words for people; () for a wish, a question or a courtesy of one's own.

    A name, a number and a day need one, and so does whatever is not plainly a wish: the rule is narrow, so what
    it does not know counts as a statement.
    """
    if is_connective(text):
        return ()
    plain = normalise(text)
    problems = [
        *check_names(plain, (), context, ""),
        *check_numbers(plain, (), ""),
        *check_days(plain, (), context.as_of),
    ]
    found = tuple(dict.fromkeys(re.findall(r"“[^”]+”", " ".join(one.detail for one in problems))))
    found += tuple(f"“{digits}”" for digits in re.findall(r"\d[\d.,:]*", plain) if f"“{digits}”" not in found)
    if found:
        return found
    return () if all(_is_wish(part) for part in _sentences(plain)) else ("it is more than a wish of your own",)


def _is_wish(plain: str) -> bool:
    opening = _WISH.match(plain) or (_OPEN_QUESTION.match(plain) if plain.endswith("?") else None)
    if opening is None:
        return is_connective(plain)
    words = [token.lower for token in tokens(plain[opening.end() :])]
    if _JOINS_A_CLAIM & set(words):
        return False
    pairs = zip(words, [*words[1:], ""], strict=True)
    return not any(word in _SUBJECTS and after and after not in _AFTER_AN_OBJECT for word, after in pairs)


def _sentences(plain: str) -> list[str]:
    parts = re.split(r"(?<=[.!?;:])\s+", plain)
    return [part.rstrip(".!;: ") if not part.endswith("?") else part for part in parts if part.strip()]
