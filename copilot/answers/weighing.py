"""How well words answer a question: plain measures, and one number made of them.

The weights and least values were chosen on questions of our own (`evals/cases/ask.yaml` and others), each question
left out in turn. `python -m evals ask` says how well they do.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np
import numpy.typing as npt

from copilot.actions.dates import find_dates
from copilot.answers.candidates import Candidate
from copilot.answers.families import fold, kin, roots
from copilot.answers.question import Question, Term, Wants
from copilot.draft import CitationKind
from copilot.drafts.kind import Similarity

Matrix = npt.NDArray[np.float32]

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|"
    r"half|dozen|couple|once|twice|none|nobody|weekly|monthly|daily)\b|"
    r"\bone(?=\s+[^\W\d_])(?!\s+(?:of|day|that|who|which|thing|another|or|and|can|could|should|may|must|is|has|to|i|you|we)\b)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|half|few|full))"
    r"[\w\s./-]{0,12}?\b(?:sec|min|hour|hr|h\b|day|week|wk|month|year|yr|fortnight|evening|night)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?\b|"
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{4}-\d\d-\d\d\b|\bQ[1-4]\b|\b\d{1,2}\s?[ap]\.?m\b|\b20\d\d\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|bc|since|as|so(?:\s+that)?|due\s+to|owing|reason|in\s+order|therefore|hence|that[’']s\s+why|means?|meant|for)\b|"
    r"[,;:(–—-]\s*(?:I|we|he|she|it|they|you|there|his|her|my|our|their|the|[A-Z][^\W_]+|[^\W_]+[’']s)\b\s+[^\W_]{2,}",
)
_PLACE = re.compile(
    r"\b(?:in|at|on|to|from|into|near|off|outside|by|under|behind|around|from)\s+(?:[^\W\d_]+\s+)?[^\W\d_]{3,}|"
    r"\b(?:here|there|home|online)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][^\W\d_]{2,}")
_DAY = re.compile(
    r"\b(?-i:May)\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|\b(?:mon|tues?|weds?|wednes|thurs?|fri|satur|sun)day|"
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)s?\b|\bq[1-4]\b|\b\d{1,2}[:.]\d\d\b|\b(?:spring|summer|autumn|winter|easter|"
    r"christmas|tomorrow|today|yesterday)\b|\b\d{1,2}(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:I|me|my|he|she|him|her|his|they|them|we|us|you|your|coordinator|mentors?|mentees?|staff)\b|(?<=\w )[A-Z][a-z]+"
)
_FAR, _NEAR = 0.35, 0.75
"""Cosines of single words: below the one they have nothing in common, above the other they mean the same."""
_SHORTLIST = 40
"""So many candidates by each of two plain measures are weighed in full: what is near by neither does not answer."""
_CONTEXT = 0.6
"""What a word is worth that stands near the candidate, not in it."""


@dataclass(frozen=True)
class Measures:
    """All from 0 to 1, higher speaks for the candidate. The first five are weighed, the others have a least value.

    `sentence`, `window`: cosine of the question to the words, alone and with their neighbours, the names in the
    question left out. `covered`: share of the question's words that stand in them or beside, in one form or family,
    rare ones counting more. `fits`: they hold the sort of thing asked for. `when`: they are of the time asked about.
    `own`: share of the question's words that stand in them alone, or are meant there. `focus`: how far the very
    thing asked for stands there or beside, `done`: what is asked to have been done; 0.5 where there is no such word.
    """

    sentence: float
    window: float
    covered: float
    fits: float
    when: float
    own: float
    focus: float
    done: float


@dataclass(frozen=True)
class Weights:
    """Of a logistic model over the first five measures: a factor for each, and what it starts from."""

    sentence: float
    window: float
    covered: float
    fits: float
    when: float
    bias: float

    def chance(self, measures: Measures) -> float:
        """From 0 to 1: how likely words with these measures answer."""
        *factors, bias = astuple(self)
        total = bias + sum(a * b for a, b in zip(factors, astuple(measures)[: len(factors)], strict=True))
        return 1.0 / (1.0 + math.exp(-total))


WEIGHTS = Weights(5.5, 2.5, 2.5, 1.7, 2.3, -5.9)
"""Fitted by leaving out one question at a time, and rounded. The measures of single words add nothing to these five
as factors; as least values they do."""
LEAST_FIT = 0.1
LEAST_WHEN = 0.1
LEAST_OWN = 0.25
LEAST_OWN_OF_RULES = 0.5
"""For a fact out of the programme's own guidance, which speaks of everything: set by hand."""
LEAST_FOCUS = 0.2
LEAST_FOCUS_OF_RULES = 0.65
"""Where an amount is asked for in general, or of guidance: the very thing counted stands in the sentence itself. Cards
speak of pay and of minutes on one page, and say nowhere what anybody is paid. Set by hand."""
LEAST_FOCUS_OF_OUTCOMES = 0.65
"""How the experiment turned out is told where the experiment is spoken of in the sentence itself, not beside it."""
LEAST_DONE = 0.35
"""Where a yes or no is asked for: whether they approved is not answered by what does not speak of approving."""


@dataclass(frozen=True)
class Weighed:
    candidate: Candidate
    measures: Measures
    chance: float


def could_answer(question: Question, measures: Measures) -> bool:
    """Whether the words speak of what is asked at all; of these the likeliest answers, of the others none.

    The first two measures, which say how near words are in meaning, do not decide that.
    """
    return (
        _in_time(measures.fits, measures.when)
        and measures.own >= LEAST_OWN
        and measures.focus >= (LEAST_FOCUS_OF_OUTCOMES if question.went else LEAST_FOCUS)
        and (measures.done >= LEAST_DONE or not question.whether)
    )


def _in_time(fit: float, of_time: float) -> bool:
    """Whether words that fit the question so far, and are of its time so far, could answer."""
    return fit >= LEAST_FIT and of_time >= LEAST_WHEN


def holds_fact(measures: Measures) -> bool:
    """Whether a handbook's sentence is plainly the fact asked for: nothing beside it counts, and half the words are its own."""
    return measures.fits in (0.5, 1.0) and measures.own >= LEAST_OWN_OF_RULES


def _is_rule(candidate: Candidate) -> bool:
    return candidate.kind is CitationKind.GUIDANCE


def weigh(
    question: Question, candidates: Sequence[Candidate], similar: Similarity, weights: Weights = WEIGHTS
) -> list[Weighed]:
    """The candidates that could answer, with their chances, best first."""
    if not candidates:
        return []
    blind = _Nameless(question)
    asked = blind(question.text)
    sentence = similar([asked], [blind(one.text) for one in candidates])[0]
    words = _Words(question, candidates)
    literal = np.array([words.covered(place) for place in range(len(candidates))])
    near = sorted({*np.argsort(-sentence)[:_SHORTLIST].tolist(), *np.argsort(-literal)[:_SHORTLIST].tolist()})
    # What costs least is asked first, and texts are encoded only of what may still answer: of most it is clear by then
    # that they do not. What stands beside takes longest and rules nothing out, so it comes last.
    fitting = {place: (fits(question, candidates[place]), when(question, candidates[place])) for place in near}
    fitting = {place: (fit, of_time) for place, (fit, of_time) in fitting.items() if _in_time(fit, of_time)}
    meanings = _Meanings(words, list(fitting), similar)
    speaking: dict[int, Measures] = {}
    for place, (fit, of_time) in fitting.items():
        own, focus, done = meanings.measured(place)
        covered = float(literal[place])
        measures = Measures(_clipped(sentence[place]), 0.0, covered, fit, of_time, own, focus, done)
        rule = _is_rule(candidates[place])
        counts = question.wants is Wants.AMOUNT and question.focus is not None
        if counts and (rule or question.general) and measures.focus < LEAST_FOCUS_OF_RULES:
            continue
        if could_answer(question, measures) and (question.general or not rule or holds_fact(measures)):
            speaking[place] = measures
    weighed = []
    window = similar([asked], [blind(candidates[place].beside) for place in speaking])[0]
    for (place, before), beside in zip(speaking.items(), window, strict=True):
        measures = replace(before, window=_clipped(beside))
        weighed.append(Weighed(candidates[place], measures, weights.chance(measures)))
    return sorted(weighed, key=lambda one: -one.chance)


def fits(question: Question, candidate: Candidate) -> float:
    """1 where the words hold the sort of thing asked for, less where others beside them do, 0.5 where none is."""
    if question.wants is Wants.OTHER:
        return 0.5
    if _holds(question, candidate, candidate.text):
        return 1.0
    return _CONTEXT if _holds(question, candidate, candidate.citation.quote) else 0.0


def _holds(question: Question, candidate: Candidate, text: str) -> bool:
    match question.wants:
        case Wants.DAY:
            held = bool(_DAY.search(text))
            if not held and candidate.quote is not None:
                held = bool(find_dates(text, candidate.quote.date))
        case Wants.DURATION:
            held = bool(_SPAN.search(text))
        case Wants.AMOUNT:
            held = bool(_NUMBER.search(_DATE.sub(" ", text)))
        case Wants.PERSON:
            named = {fold(word) for word in re.findall(r"[^\W\d_]+", question.text)}
            held = any(fold(match.group()) not in named for match in _SOMEBODY.finditer(text))
            held = held or candidate.kind in (CitationKind.ACTION, CitationKind.GOAL)
        case Wants.REASON:
            held = bool(_CAUSE.search(text))
        case Wants.PLACE:
            held = bool(_PLACE.search(text)) or _names_a_place(question, text)
        case Wants.OTHER:
            held = False
    return held


def _names_a_place(question: Question, text: str) -> bool:
    """Whether it names something that is nobody of the question and no day: it may be a town's name."""
    named = {fold(word) for word in re.findall(r"[^\W\d_]+", question.text)}
    return any(fold(match.group()) not in named for match in _NAME.finditer(_DAY.sub(" ", text)))


def when(question: Question, candidate: Candidate) -> float:
    """1 where the words are of the time that the question names, 0 where of another, 0.5 where it names none."""
    if not question.times or candidate.kind is CitationKind.GUIDANCE:
        return 0.5
    return float(question.times.covers(candidate.text, candidate.citation.date))


class _Nameless:
    """Texts without the names that the question names: who is meant is judged by the records, not by the encoder.

    To the encoder two short texts with one name in them are near, whatever they say of its bearer.
    """

    def __init__(self, question: Question) -> None:
        names = sorted({re.escape(named.word) for named in question.people}, key=len, reverse=True)
        self._names = re.compile(rf"\b(?:{'|'.join(names)})(?:['’]s)?\b\s*", re.IGNORECASE) if names else None

    def __call__(self, text: str) -> str:
        return (self._names.sub("", text) or text) if self._names else text


class _Words:
    """How far the question's words stand in the candidates, in one form or in one family."""

    def __init__(self, question: Question, candidates: Sequence[Candidate]) -> None:
        self.terms = question.terms
        self.focus = self.terms.index(question.focus) if question.focus in self.terms else None
        self.done = self.terms.index(question.done) if question.done in self.terms else None
        self.own = [roots(one.whole) for one in candidates]
        self.near = [roots(one.near(told=question.happened and not question.moved)) for one in candidates]
        counts = Counter(each for held in self.own for each in held)
        self._rarity = [
            term.weight
            * math.log(
                1
                + (1 + len(candidates))
                / (1 + sum(count for each, count in counts.items() if kin(term.root, each) >= 0.9))
            )
            for term in self.terms
        ]

    def literal(self, place: int, term: Term) -> float:
        """1 where the word stands in the candidate itself, less in another form or beside it."""
        return max(_best(term, self.own[place]), _CONTEXT * _best(term, self.near[place]))

    def covered(self, place: int) -> float:
        """The share of the question's words, rare ones counting more."""
        return self.weighted([self.literal(place, term) for term in self.terms])

    def weighted(self, values: Sequence[float]) -> float:
        """The mean of one value a word, rare words counting more."""
        whole = sum(self._rarity)
        return sum(a * b for a, b in zip(values, self._rarity, strict=True)) / whole if whole else 0.0


class _Meanings:
    """The same by meaning: cosines of single words, for the candidates at `places` alone."""

    def __init__(self, words: _Words, places: Sequence[int], similar: Similarity) -> None:
        self._words = words
        vocabulary = sorted(
            {word for place in places for held in (words.own[place], words.near[place]) for word in held.values()}
        )
        self._at = {word: place for place, word in enumerate(vocabulary)}
        self._near: Matrix | None = None
        if words.terms and vocabulary:
            self._near = similar([term.word for term in words.terms], vocabulary)

    def measured(self, place: int) -> tuple[float, float, float]:
        """Own, focus and done of one candidate."""
        words = self._words
        if not words.terms:
            return 0.0, 0.5, 0.5
        alone = [
            max(_best(term, words.own[place]), self._meaning(number, words.own[place]))
            for number, term in enumerate(words.terms)
        ]

        def spoken_of(number: int | None) -> float:
            if number is None:
                return 0.5
            near = max(_best(words.terms[number], words.near[place]), self._meaning(number, words.near[place]))
            return max(alone[number], _CONTEXT * near)

        return words.weighted(alone), spoken_of(words.focus), spoken_of(words.done)

    def _meaning(self, term: int, roots: Mapping[str, str]) -> float:
        if self._near is None or not roots:
            return 0.0
        best = float(self._near[term, [self._at[word] for word in roots.values()]].max())
        return min(max((best - _FAR) / (_NEAR - _FAR), 0.0), 1.0)


def _best(term: Term, roots: Mapping[str, str]) -> float:
    if term.root in roots:
        return 1.0
    return max((kin(term.root, other) for other in roots), default=0.0)


def _clipped(value: float) -> float:
    return min(max(float(value), 0.0), 1.0)
