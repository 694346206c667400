"""How much of what a sentence says is in its sources at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from copilot.review.grounding.features import Uncovered
from copilot.review.grounding.model import Problem
from copilot.review.grounding.thesaurus import Nearness, part_of_speech
from copilot.review.grounding.words import SCAFFOLD_STEMS, Token, content_stems, stem_set, tokens

BARE = 0.65
"""From this share of a sentence's telling words in no source, too little of it is theirs."""
BARE_CLOSE = 0.8
"""The same where the embedder finds sentence and source close."""
LIKE = 0.6
"""From this share in the same form, a word that a source says more generally, or more specially, is the writer's own."""
NEAR_ENOUGH = 0.5
"""From this share in the same form, a phrase of strange nouns that ends a clause is the writer's own."""
CLOSE = 0.75
"""Cosine from which sentence and source count as close; then a clause counts only if it is wholly the writer's own."""
LONGEST_RUN = 3
"""So many telling words in a row that no source holds are a detail of the writer's own."""

LIGHT = stem_set(
    "come go take put make let give bring turn keep fall find think see look seem become remain stay know call get hold "
    "thing something anything somebody someone everybody everyone anyone nothing bit lot kind sort part rest side case "
    "place point time another other else rather enough far ahead away back together yet already soon later early earlier "
    "afterwards beforehand instead so well quite rather even ever once twice again around along behind without within "
    "end beginning middle hand able sure next previous following current further several various certain whole full true own possible "
    "suggest recommend advise advice opinion view believe consider inform mean miss leave spend finish complete "
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand "
    "first second third half double single couple pair dozen number amount please mr mrs ms dr prof "
    "now today whereas among amongst besides beyond towards toward apart except via whether whatever whichever whoever "
    "wherever whenever include other others rest remain over left spot way manner fact deal many much mind "
    "quite pretty fairly really actually indeed certainly perhaps maybe probably likely clear clearly simply "
    "especially particularly mainly mostly partly prompt promptly quick quickly "
    "long longer short shorter cheap cheaper dear big bigger small smaller high higher low lower large larger fast faster "
    "slow slower near nearer sooner spite good better best bad worse worst well nice fine okay lovely "
    "manage sorry care silent round choose agree hear feel remember sound appear happen turn prefer prefers used worry wonder guess suppose doubt wish hope fear use try aim "
    "handbook guide guidance guideline programme offer receive accept wait stop begin start continue reach name title "
    "answer reply matter question issue subject topic reason cause result problem"
)
"""Words that say little by themselves: other words of a source say the same, or other checks see to them."""
_CLAUSE = re.compile(
    r"[,;:()?!]|\s-\s|\b(?:and|but|which|who|whom|whose|where|so that|because|although|though|while|as|since|unless|"
    r"after|before|until|when)\b",
    re.I,
)

_PREPOSITION = re.compile(
    r"\b(?:in|on|at|by|for|with|from|over|to|during|into|about|without|through|under|after|before|outside|inside|near)\b",
    re.I,
)
_GOES_ON = re.compile(rf"{_PREPOSITION.pattern}|\bof\b", re.I)
_PHRASE = re.compile(f"{_CLAUSE.pattern}|{_PREPOSITION.pattern}|\\b(?:of|or|that|if)\\b", re.I)

JUDGING = stem_set(
    "amazing awesome brilliant excellent exceptional extraordinary fantastic great impressive incredible "
    "inspiring "
    "invaluable outstanding perfect remarkable successful superb terrific tremendous wonderful enthusiastic "
    "proud "
    "delighted thrilled excited grateful relieved disappointed frustrated angry upset worried anxious "
    "nervous terrible "
    "awful poor weak strong significant substantial dramatic major huge massive crucial vital essential "
    "severe serious "
    "rapid sudden deep deeply successfully significantly dramatically greatly strongly immediately "
    "repeatedly "
    "reluctantly eagerly sadly unfortunately fortunately proven scientifically famous renowned leading "
    "senior "
    "junior secret confidential urgent"
)
"""Words that judge or colour: one of them alone, in no source, is a detail of the writer's own."""


@dataclass(frozen=True)
class _Word:
    """A telling word of a sentence: whether a source has it or something near, the same, or even the same stem."""

    token: Token
    held: bool
    same: bool
    literal: bool
    name: bool = False
    """Other checks answer for it."""


def check_coverage(
    sentence: str,
    texts: Sequence[str],
    ignored: frozenset[str],
    missing: Sequence[Uncovered],
    closeness: float | None = None,
    *,
    quoting: bool = False,
) -> list[Problem]:
    """Problems of kind `unsupported`.

    `ignored` are lower-case words that other checks answer for (names). `missing` are the words of the sentence that no
    source has. `closeness` is the best cosine to a source, if an embedder was given. `quoting`: the sentence leads in a
    quotation that stands in a source, so one word of its own ("coming up") says nothing yet.
    """
    gone = {one.token.start: one.nearness for one in missing}
    offered: frozenset[str] = frozenset().union(*(content_stems(text) for text in texts))

    def telling(token: Token) -> _Word:
        if token.lower.removesuffix("'s") in ignored:
            return _Word(token, held=True, same=True, literal=True, name=True)
        near = gone.get(token.start, Nearness.SAME)
        return _Word(token, near >= Nearness.NEAR, near is Nearness.SAME, token.stem in offered)

    words = [
        telling(token)
        for token in tokens(sentence)
        if (token.is_content or token.text[0].isdigit()) and not _says_little(token, offered)
    ]
    coloured = [one.token.text for one in words if one.token.stem in JUDGING and one.token.stem not in offered]
    own = [one for one in words if not one.held]
    if quoting and len(own) <= 1 and not coloured:
        return []
    share = 1 - len(own) / len(words) if words else 1.0
    close = closeness is not None and closeness >= CLOSE
    problems = []
    if words and 1 - share >= (BARE_CLOSE if close else BARE) and len(own) > 1:
        problems.append(
            Problem("unsupported", f"the sources hold {len(words) - len(own)} of {len(words)} telling words")
        )
    elif added := _added(sentence, words, close=close):
        problems.append(Problem("unsupported", f"“{' '.join(one.token.text for one in added)}” is in no cited source"))
    problems += [Problem("unsupported", f"“{word}” judges, and no cited source does") for word in coloured]
    return problems


def _says_little(token: Token, offered: frozenset[str]) -> bool:
    return token.stem in LIGHT or (token.stem in SCAFFOLD_STEMS and token.stem not in offered)


def _added(sentence: str, words: Sequence[_Word], *, close: bool) -> list[_Word]:
    """The telling words that look like a detail of the writer's own; none where the sentence is only said otherwise.

    Details are clauses of their own, or their end: "to a packed auditorium". One strange word within a clause that has
    others is mostly another word for the same (docs/decisions/0006).
    """
    literal = sum(one.literal for one in words) / max(len(words), 1)
    if phrase := _own_phrase(sentence, words, literal):
        return phrase
    borders = [match.start() for match in _CLAUSE.finditer(sentence)] + [len(sentence)]
    for first, last in pairwise([0, *borders]):
        clause = [one for one in words if first <= one.token.start < last and not one.name]
        alone = [one for one in clause if not (one.same if literal >= LIKE else one.held)]
        if not alone or len(alone) == len(words):
            continue
        if len(alone) == len(clause) or (not close and _is_phrase(alone, clause, literal)):
            return alone
    run: list[_Word] = []
    for one in words:
        run = [] if one.held else [*run, one]
        if len(run) >= LONGEST_RUN + (1 if close else 0):
            return run
    return []


def _own_phrase(sentence: str, words: Sequence[_Word], literal: float) -> list[_Word]:
    """A phrase with a preposition that ends a clause and whose words are all strange nouns: "over lunch", "in a new wing".

    Only in a sentence that else stays with its source: what is said freely has such phrases of its own.
    """
    if literal < NEAR_ENOUGH:
        return []
    borders = [match.start() for match in _PHRASE.finditer(sentence)]
    for first, last in pairwise([*borders, len(sentence)]):
        phrase = [one for one in words if first <= one.token.start < last]
        begins = _PREPOSITION.match(sentence, first) is not None
        ends = last == len(sentence) or not _GOES_ON.match(sentence, last)
        if begins and ends and phrase and not any(one.held for one in phrase) and _is_noun(phrase[-1].token):
            return phrase
    return []


def _is_noun(token: Token) -> bool:
    return part_of_speech(token.stem) in ("n", "")


def _is_phrase(alone: Sequence[_Word], clause: Sequence[_Word], literal: float) -> bool:
    """Whether what stands alone in a clause is a phrase: nearly all of it, or its end.

    In a sentence that is near to its source (`literal`), half of a clause that has no word of it is one, too.
    """
    if 2 * len(alone) < len(clause):
        return False
    if literal >= LIKE and not any(one.literal for one in clause):
        return True
    return len(alone) > 1 and (alone[-2:] == clause[-2:] or 4 * len(alone) >= 3 * len(clause))
