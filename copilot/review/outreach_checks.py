"""What makes a message get an answer: rows 1 to 8 and 21 of the table of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copilot.draft import Block, Draft, Origin, Sentence, Severity
from copilot.review.check import BriefFacts, Check, Remark
from copilot.review.phrases import blaming_phrases, stock_phrases
from copilot.review.readability import grade

FEWEST_WORDS, MOST_WORDS = 50, 125
MOST_QUESTIONS = 3
MOST_PARAGRAPHS = 2
LONG_PARAGRAPH = 90
"""Words. Two paragraphs of a request's 125 words seldom need more."""
PLAIN_GRADE = 9.0
"""School grade above which the hint is given; a first message reads well at 5 to 8."""

_PLACE = re.compile(r"^\[Your words here\b")
_ADVICE = re.compile(
    r"\b(?:advice|advise|your (?:view|views|thoughts?|opinion|perspective|take|feedback|guidance|experience)|"
    r"recommend|suggest|how (?:did|do|would) you|what (?:did|do|would|helped) you|learn (?:from you|how you)|"
    r"what you (?:would|did|learn)|mentor|guide me|pointers?|questions? about)\b",
    re.I,
)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.I)
_COURTESY = re.compile(
    r"\b(?:thank you|if now is not|please just say|when(?:ever)? (?:it suits|you)|"
    r"your time|i hope you|"
    r"hear from you|would you|could you|can you|may i|could i|can i)\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:(?:\d+|an?|one|two|three|five|ten|half an|fifteen|twenty|thirty|forty[- ]five|sixty)[- ]*"
    r"(?:min(?:ute)?s?|hours?|hrs?|h)\b|half[- ](?:an )?hour|quarter of an hour|"
    r"once an? (?:week|month|fortnight|quarter)|every (?:week|month|fortnight|second week|other week|"
    r"two weeks)|"
    r"(?:a|over|short|quick) (?:coffee|lunch))\b",
    re.I,
)
_GIVES = re.compile(
    r"\b(?:in return|give back|return the favou?r|i (?:can|could|would|will) (?:also |gladly |"
    r"happily )?(?:offer|help|share|show|"
    r"write|test|review|take|teach|introduce|lend)|(?:happy|glad) to (?:help|share|show|return|offer|take|"
    r"write|test))\b",
    re.I,
)

_HE_OR_SHE = re.compile(r"\W*(He|She|His|Her)\b")
_NAMED = re.compile(r"(?<=[\w,;:–—-]\s)[A-Z][a-zà-ÿ]+|\b[A-Z][a-zà-ÿ]+\s+[A-Z][a-zà-ÿ]+")
"""A name inside a sentence, or two words of one: whom "he" may mean in the next."""


def shown(draft: Draft) -> list[Sentence]:
    """The sentences the reader will get: none that is held back."""
    held = frozenset(draft.held_back)
    return [sentence for sentence in draft.sentences() if sentence.id not in held]


def paragraphs(draft: Draft) -> list[list[Sentence]]:
    """The message's paragraphs; greeting and signature, which hold no full sentence, are none."""
    held = frozenset(draft.held_back)
    found = []
    for block in draft.blocks:
        sentences = [one for one in block.sentences if one.id not in held and not _PLACE.match(one.text)]
        if not _is_subject(block) and any(re.search(r"[.?!…][”\"')]*$", one.text.strip()) for one in sentences):
            found.append(sentences)
    return found


def _is_subject(block: Block) -> bool:
    return block.heading.strip().lower() == "subject"


def _body(draft: Draft) -> list[Sentence]:
    return [sentence for paragraph in paragraphs(draft) for sentence in paragraph]


def _text(sentences: Iterable[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def _count(sentences: Iterable[Sentence]) -> int:
    return len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", _text(sentences)))


def _length(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.type != "request":
        return None
    words = _count(_body(draft))
    if words < FEWEST_WORDS:
        return [
            Remark(
                f"{words} words: say a little more, {FEWEST_WORDS} to {MOST_WORDS} get the most answers.",
                severity=Severity.HINT,
            )
        ]
    if words > MOST_WORDS:
        return [
            Remark(
                f"{words} words: cut to {MOST_WORDS} or fewer, and keep the rest for when you meet.",
                severity=Severity.HINT,
            )
        ]
    return []


def _subject(draft: Draft, _facts: BriefFacts) -> list[Remark]:
    held = frozenset(draft.held_back)
    lines = [
        one
        for block in draft.blocks
        if _is_subject(block)
        for one in block.sentences
        if one.text.strip() and one.id not in held
    ]
    return [] if lines else [Remark("Add a subject line that says what this is about.")]


def _questions(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.type != "request":
        return None
    asked = [one for one in _body(draft) if one.text.rstrip("”\"') ").endswith("?")]
    if not asked:
        return [Remark("Ask one clear question, so that there is something to answer.")]
    if len(asked) > MOST_QUESTIONS:
        return [
            Remark(
                f"{len(asked)} questions are much at once: keep the one that matters most.",
                asked[MOST_QUESTIONS].id,
            )
        ]
    return []


def _plain_words(draft: Draft, _facts: BriefFacts) -> list[Remark] | None:
    body = _body(draft)
    if _count(body) < 30:
        # the measure says nothing of shorter texts
        return None
    level = grade(_text(body))
    if level <= PLAIN_GRADE:
        return []
    return [
        Remark(
            f"This reads at about grade {level:.0f}: shorter sentences and plainer words are easier to answer.",
            severity=Severity.HINT,
        )
    ]


def _why_you(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.type != "request":
        return None
    body = _body(draft)
    remarks = []
    if not any(
        _YOU.search(one.text)
        and not one.text.rstrip().endswith("?")
        and not _COURTESY.search(one.text)
        and not _GIVES.search(one.text)
        for one in body
    ):
        remarks.append(Remark("Say why you write to this person: what of theirs you know, read or saw."))
    if not _ADVICE.search(_text(body)):
        remarks.append(
            Remark(
                "Ask for advice on something you find hard: it is easier to give than a favour.",
                severity=Severity.HINT,
            )
        )
    return remarks


def _time_named(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.type != "request":
        return None
    remarks = []
    if facts.takes_time and not _TIME.search(_text(_body(draft))):
        remarks.append(Remark("Name the time you ask for, such as 20 minutes."))
    found = paragraphs(draft)
    if len(found) > MOST_PARAGRAPHS:
        remarks.append(
            Remark(
                f"{len(found)} paragraphs: two short ones are enough.",
                found[MOST_PARAGRAPHS][0].id,
                Severity.HINT,
            )
        )
    remarks += [
        Remark("This paragraph is long: shorten it or split it.", one[0].id, Severity.HINT)
        for one in found
        if _count(one) > LONG_PARAGRAPH
    ]
    return remarks


def _own_words(draft: Draft, _facts: BriefFacts) -> Iterator[Remark]:
    for sentence in shown(draft):
        for phrase in stock_phrases(sentence.text):
            typed = sentence.origin is Origin.BRIEF and any(
                phrase.lower() in citation.quote.replace("’", "'").lower() for citation in sentence.citations
            )
            yield Remark(
                f"“{phrase}” is a stock phrase: say it in your own words.",
                sentence.id,
                Severity.HINT if typed else Severity.WARN,
            )


def _follow_up(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.type != "follow_up":
        return None
    remarks = [
        Remark(f"“{phrase}” reads as blame: silence is common, so leave it out.", sentence.id)
        for sentence in shown(draft)
        for phrase in blaming_phrases(sentence.text)
    ]
    asked = [one for one in _body(draft) if one.text.rstrip("”\"') ").endswith("?")]
    if len(asked) > 1:
        remarks.append(Remark("Ask one thing in a follow-up.", asked[1].id))
    if facts.earlier_followups:
        remarks.append(Remark("There was a follow-up already: one is enough, so better ask someone else now."))
    return remarks


def _gives_back(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.type != "request":
        return None
    if facts.offers_back or _GIVES.search(_text(_body(draft))):
        return []
    return [Remark("Say what you can give back; something small will do.", severity=Severity.HINT)]


def _speaks_to_them(draft: Draft, _facts: BriefFacts) -> Iterator[Remark]:
    before = ""
    for sentence in _body(draft):
        found = _HE_OR_SHE.match(sentence.text)
        if found and not _NAMED.search(before):
            yield Remark(
                f"“{found[1]}”: if that is the one you write to, say “you”. If it is somebody else, name them.",
                sentence.id,
            )
        before = sentence.text


def _places_left(draft: Draft, _facts: BriefFacts) -> list[Remark]:
    return [
        Remark("A place is still to be filled in your own words.", one.id)
        for one in draft.sentences()
        if _PLACE.match(one.text)
    ]


_OUTREACH = frozenset({"outreach"})

OUTREACH_CHECKS: tuple[Check, ...] = (
    Check(
        "outreach-length",
        _OUTREACH,
        1,
        "Boomerang, 40 million e-mails",
        "weak: vendor, correlational, not mentoring",
        _length,
    ),
    Check("outreach-subject", _OUTREACH, 2, "Boomerang: 14 % answered without a subject line", "weak", _subject),
    Check("outreach-questions", _OUTREACH, 3, "Boomerang: 1 to 3 questions against none", "weak", _questions),
    Check(
        "outreach-plain-words",
        _OUTREACH,
        4,
        "Boomerang: answers by reading level",
        "weak: a hint only",
        _plain_words,
    ),
    Check(
        "outreach-why-you",
        _OUTREACH,
        5,
        "Brooks, Gino & Schweitzer (2015), on asking for advice",
        "moderate: experiments",
        _why_you,
    ),
    Check(
        "outreach-time-named",
        _OUTREACH,
        6,
        "NIH Office of Intramural Training & Education (2011), on cold e-mail",
        "weak: expert advice",
        _time_named,
    ),
    Check(
        "outreach-own-words",
        _OUTREACH,
        7,
        "Hohenstein et al., two randomised experiments (n = 1,036); the list is ours",
        "strong for suspicion of AI text; the phrase list is ours",
        _own_words,
    ),
    Check(
        "outreach-kind-follow-up",
        _OUTREACH,
        8,
        "Answer rates of 2 million mail users; Milkman et al., 6,548 professors",
        "moderate",
        _follow_up,
    ),
    Check(
        "outreach-gives-back",
        _OUTREACH,
        21,
        "Mentoring articles: mentoring is mutual",
        "weak: advice",
        _gives_back,
    ),
    Check(
        "outreach-speaks-to-them",
        _OUTREACH,
        None,
        "our rule: a message speaks to its reader",
        "our rule",
        _speaks_to_them,
    ),
    Check(
        "outreach-places-left",
        _OUTREACH,
        None,
        "our rule: nothing is invented for the sender",
        "our rule",
        _places_left,
    ),
)
