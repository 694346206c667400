"""Planned is not happened: what a source only intends must not be told as done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from copilot.review.grounding.days import day_mentions
from copilot.review.grounding.model import Problem, Source
from copilot.review.grounding.thesaurus import part_of_speech
from copilot.review.grounding.words import (
    IRREGULAR,
    STOP,
    Token,
    clauses,
    content_stems,
    normalise,
    overlap,
    same_meaning,
    stem,
    stem_set,
    tokens,
    word_set,
)

_MODALS = word_set("will shall should must would could may might let")
_PLANS = stem_set(
    "plan want intend aim hope agree promise offer mean commit decide need go suppose due expect wish "
    "propose "
    "suggest say tell write note mention add ask owe feel think discuss chat talk speak explain describe inform remind "
    "confirm invite arrange accuse"
)
_INTENTIONS = stem_set("plan want intend aim hope agree promise need go do say")
_SAME_FORM = word_set("cut set put read hit let shut cost quit spread")
"""Verbs whose past looks like their present: in a source they count as told unless they are planned."""
_PREFIXES = ("re", "over", "under", "out", "un", "mis", "with")
_DENIED = word_set("not never nobody none")
_HAVE = word_set("has have had")
_ERRANDS = stem_set("call ring phone read send write book meet visit sign submit return review invite order")
"""A note's present tells no habit by these: "he calls the bank" is still to come."""
_COMMON = stem_set("take make go come get give put keep let bring find")
_CAUSING = word_set("get have want need see")
_WHEN = word_set("when once until till if before after unless")
_BE_NOW = word_set("is are gets being")
_NEAR_BY = 6
_DID = word_set("managed started began begun got")
"""What is said to do after one of these, and `to`, was done."""
_PARTICLES = word_set("over through ahead back off out away along round around into")
_LIGHT = word_set("had got gotten gave given made paid received")
"""With what follows they tell a doing: "had a call", "paid a visit"."""
_MANAGED = stem_set("manage able start begin use learn get hard easy help happy allow")
_BEFORE_ADJECTIVE = word_set("the a an her his my our their your its of with this that these those in on for")
_PLAN_MARK = re.compile(
    r"\[ \]|\bto-?do\b|^\W*plan:|\b(?:will|shall|should|must|going to|plans? (?:to|on)|planned to|wants?|wanted to|"
    r"intends?|"
    r"hopes? to|would like|needs? to|let us|is to|are to|agreed to|promised to|next (?:steps?|time|session))\b"
    r"|\b(?:has|have|ought|means?|aims?|supposed|am|going|still|yet) to\b|\bowes?\b|\bdue\b"
    r"|\b(?:mentee|mentor|(?-i:[A-Z][a-z]+)) to (?:not )?[a-z]+",
    re.I | re.M,
)
_IS_BEHIND = re.compile(
    r"\b(?:is|are) (?:now |already |all )*(?:behind (?:me|you|us|them|him|her)|over|done|finished|complete|settled)\b"
    r"|\b(?:has|have) (?:already )?taken place\b|\b(?:has|have|had) (?:already |now |just )*had\b",
    re.I,
)
"""What tells without a verb of its own that something happened."""
_MEANT = re.compile(r"\bto (?!(?:the|a|an|my|your|his|her|our|their|this|that|me|you|us|them|him)\b)([a-z]+)|\bwould\b")
_MANAGED_TO = re.compile(r"\b(?:managed|started|began|begun|got|used) to\b", re.I)
_DOER = re.compile(r"\b(?:i|we|you|he|she|they|it)\b", re.I)
_STATEMENT = re.compile(r"(?<=[.!?;])\s+|\n")
_DONE_MARK = re.compile(r"\[x\]|\bdone\b|\bcompleted\b|\bfinished\b|\bachieved\b", re.I)


def _is_past(words: Sequence[Token], place: int) -> bool:
    word = words[place].lower
    before = words[place - 1].lower if place else ""
    if _is_perfect(words, place) and any(one.lower in _MODALS for one in words[max(0, place - 4) : place]):
        return False  # "will have read", "should have had"
    if word in _SAME_FORM and _is_perfect(words, place):
        return True
    if _base(word) is None and not (word.endswith("ed") and len(word) > 4):
        return False
    if any(one.lower in _DENIED for one in words[max(0, place - 4) : place]):
        return False
    following = [one.lower for one in words[place + 1 : place + 4]]
    if "by" in following[:1] and words[place - 1].is_content and place and not words[place - 1].text[0].isupper():
        return False  # "a plan signed by Ana" may be one that she is to sign
    if _is_to_be(words, place, following):
        return False
    # "the agreed actions", "will be sent": no report of something done
    return before not in _BEFORE_ADJECTIVE and before != "be" and before not in _MODALS


def _is_to_be(words: Sequence[Token], place: int, following: Sequence[str]) -> bool:
    """Whether a participle tells of no time: "get it typed up", "when the lease is negotiated", "one page, tried out by Ana"."""
    before = [one.lower for one in words[max(0, place - _NEAR_BY) : place]]
    to_get = any(one in ("to", "and", *_MODALS) and other in _CAUSING for one, other in pairwise(before))
    in_time = bool(before) and before[-1] in _BE_NOW and any(one in _WHEN for one in before)
    aside = place > 0 and words[place].start - words[place - 1].end > 1 and "by" in following
    return to_get or in_time or aside


def _is_planned(words: Sequence[Token], place: int) -> bool:
    before = [token.lower for token in words[max(0, place - 3) : place]]
    if not before:
        return False
    if before[-1] == "to":
        governor = before[-2] if len(before) > 1 else ""
        return stem(governor) not in _MANAGED and governor not in ("had", "hard")
    skipped = [word for word in before if word not in ("not", "also", "then", "still", "be")]
    return bool(skipped) and (skipped[-1] in _MODALS or (skipped[-1] == "us" and "let" in before))


@lru_cache(maxsize=4_096)
def _verbs(text: str, *, source: bool = True) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Stems told as done, as planned, and standing in any form; going over or through a thing has a name of its own."""
    words = tokens(text)
    done, planned, every = set(), set(), set()
    for place, token in enumerate(words):
        if token.lower in _LIGHT:
            done |= _doing(words, place)
        if token.lower in STOP and token.lower not in IRREGULAR:
            continue
        verb = verb_stem(token)
        every.add(verb)
        names = {verb}
        if verb == "go" and place + 1 < len(words) and words[place + 1].lower in _PARTICLES:
            names.add(f"go {words[place + 1].lower}")
        if place > 1 and words[place - 1].lower == "to" and words[place - 2].lower in _DID:
            done |= names
        elif _is_planned(words, place):
            planned |= names
        elif _is_past(words, place) or (
            source and token.lower in _SAME_FORM and not (place and words[place - 1].lower in _BEFORE_ADJECTIVE)
        ):
            done |= names
    return frozenset(done), frozenset(planned), frozenset(every)


def _is_perfect(words: Sequence[Token], place: int) -> bool:
    return any(one.lower in _HAVE for one in words[max(0, place - 2) : place])


def _errands(text: str) -> frozenset[str]:
    """Stems of errands told in the present of somebody: "he calls the bank"."""
    words = tokens(text)
    return frozenset(one.stem for place, one in enumerate(words) if one.stem in _ERRANDS and _is_present(words, place))


def _is_present(words: Sequence[Token], place: int) -> bool:
    word, before = words[place].lower, words[place - 1] if place else None
    if before is None or word in IRREGULAR or word.endswith(("ed", "ing")):
        return False
    if word.endswith("s"):
        return before.lower not in _BEFORE_ADJECTIVE and not before.text.isdigit()
    return before.lower in ("i", "we", "they", "you")


def _base(word: str) -> str | None:
    """The verb of a past that looks unlike it, after a prefix as well: `rewrote` → `rewrite`."""
    prefix = next((one for one in _PREFIXES if word.startswith(one) and word[len(one) :] in IRREGULAR), "")
    base = IRREGULAR.get(word[len(prefix) :])
    return prefix + base if base else None


def verb_stem(token: Token) -> str:
    """The stem a verb has in its other forms too: "apply" is no adverb."""
    word = token.lower
    return word if word.endswith("ply") else stem(_base(word) or word)


def _doing(words: Sequence[Token], place: int) -> set[str]:
    """What "had a short call" tells as done, by its stem."""
    if place + 2 >= len(words) or words[place + 1].lower not in ("a", "an", "another"):
        return set()
    if any(word.lower == "to" for word in words[place + 3 : place + 5]):
        return set()  # "got a report to write"
    return {word.stem for word in words[place + 2 : place + 4] if word.is_content} - _PLANS


def _holds(stems: frozenset[str], wanted: str) -> bool:
    return wanted in stems or any(same_meaning(wanted, other) for other in stems)


def check_tense(sentence: str, sources: Sequence[Source]) -> list[Problem]:
    """Kind `planned_told_as_happened`, and the warning `happened_told_as_planned`."""
    texts = [(normalise(source.text), source.kind) for source in sources]
    to_come = frozenset(clause for source in sources for clause in _to_come(source))
    done: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    for text, kind in texts:
        told, meant, every = _verbs(text)
        if _open_record(text, kind):
            meant, told = meant | every, frozenset()
        elif not told and re.match(
            r"\W*(?:(?:plan|next|next steps?|to-?do|actions?)\s*:|to-?do\b|\[ \]|"
            r"-\s*\[ \])",
            text,
            re.I,
        ):
            meant = meant | every
        meant |= {verb_stem(tokens(clause)[0]) for clause in _planned_along(text) if tokens(clause)}
        done, planned = done | told, planned | meant
    here_done, here_planned, _ = _verbs(sentence, source=False)
    here_done -= _INTENTIONS
    problems = [
        Problem("planned_told_as_happened", f"“{verb}”: the source only plans it")
        for verb in sorted(here_done)
        if _holds(planned, verb) and not _holds(done, verb) and _same_thing(verb, sentence, texts)
    ]
    if not problems:
        words, errands = tokens(sentence), frozenset().union(*(_errands(text) for text, _ in texts))
        problems = [
            Problem("planned_told_as_happened", f"“{token.text}”: the source has it still to come")
            for place, token in enumerate(words)
            if _is_past(words, place)
            and _is_perfect(words, place)
            and _holds(errands, token.stem)
            and not _holds(done, token.stem)
        ]
    if _outcome_told(sentence, sources):
        problems = []
    elif not problems:
        problems = _by_clause(sentence, texts, to_come)
    problems += [
        Problem("happened_told_as_planned", f"“{verb}”: the source says it happened")
        for verb in sorted(here_planned)
        if verb in done and not _holds(planned, verb)
    ]
    return problems


def _same_thing(verb: str, sentence: str, texts: Sequence[tuple[str, str]]) -> bool:
    """Whether a common verb (`take`, `make`) is planned of what the sentence tells: "take shape" is not "take a talk"."""
    if verb not in _COMMON:
        return True
    wanted = [content_stems(clause) - {verb} for clause in clauses(sentence) if verb in content_stems(clause)]
    offered = [
        content_stems(clause) - {verb}
        for text, kind in texts
        for clause in clauses(text)
        if _open_record(text, kind) or _holds(_verbs(clause)[2], verb)
    ]
    return any(overlap(one, other) for one in wanted for other in offered if one)


def _outcome_told(sentence: str, sources: Sequence[Source]) -> bool:
    """Whether a second source, no older than the plan, tells in other words what came of it."""
    wanted = content_stems(sentence)
    plans = [source.date for source in sources if source.date and _PLAN_MARK.search(normalise(source.text))]
    for source in sources:
        if len(sources) < 2 or source.kind != "note" or not plans or source.date is None or source.date < min(plans):
            continue
        for clause in clauses(normalise(source.text)):
            done, _, _ = _verbs(clause)
            of_this = content_stems(clause)
            if done and not _PLAN_MARK.search(clause) and overlap(wanted, of_this) >= min(2, len(of_this) - 1):
                return True
    return False


def _open_record(text: str, kind: str) -> bool:
    return kind in ("action", "goal") and not _DONE_MARK.search(text)


def _to_come(source: Source) -> list[str]:
    """Clauses of a note that name a day after its own, and no earlier one: "the courier comes on the 31st"."""
    if source.date is None or source.kind != "note":
        return []
    found = []
    for statement in _STATEMENT.split(normalise(source.text)):
        later = False
        for clause in clauses(statement):
            mentions = [one for one in day_mentions(clause, source.date) if one.ranges and not one.relative]
            days = [max(first for first, _ in one.ranges) for one in mentions]
            later = all(day > source.date for day in days) and bool(days or later)
            if later and not _verbs(clause)[0]:
                found.append(clause)
    return found


def _planned_along(text: str) -> set[str]:
    """Clauses that go on with a plan and have no doer of their own: "I'll see them, and after that call the bank"."""
    found: set[str] = set()
    for statement in _STATEMENT.split(text):
        planned = False
        for clause in clauses(statement):
            goes_on = planned and not _DOER.search(clause) and not _verbs(clause)[0]
            if goes_on:
                found.add(clause)
            planned = goes_on or bool(_PLAN_MARK.search(clause))
    return found


def _by_clause(sentence: str, texts: Sequence[tuple[str, str]], to_come: frozenset[str]) -> list[Problem]:
    """Another verb for the same thing: "I'll send the list" told as "passed on the list"."""
    records = to_come | {clause for text, kind in texts if _open_record(text, kind) for clause in clauses(text)}
    records |= {clause for text, _ in texts for clause in _planned_along(text)}
    offered = [clause for text, _ in texts for clause in clauses(text)]
    plans = [clause for clause in offered if _plans(clause, records)]
    rest = [clause for clause in offered if not _plans(clause, records)]
    for clause in clauses(sentence):
        told = _told(clause)
        if told is None or any(_tells_too(told, clause, other) for other in rest):
            continue
        whole, pairs = content_stems(clause), _pairs(clause)
        for wanted in dict.fromkeys((whole, _reached(clause) or whole)):
            planned, otherwise = (
                max((overlap(wanted, content_stems(other)) for other in part), default=0) for part in (plans, rest)
            )
            beside = any(pairs & _pairs(other) for other in plans) and not any(pairs & _pairs(other) for other in rest)
            lone = (
                bool(told)
                and not otherwise
                and len(whole - told - _PLANS) == 1
                and overlap(whole - told, _whole(plans))
            )
            if lone or (planned >= 2 and planned > otherwise and (beside or planned / len(wanted) >= 0.5)):
                return [Problem("planned_told_as_happened", f"“{clause}”: the source only plans it")]
    return []


def _tells_too(told: frozenset[str], clause: str, other: str) -> bool:
    """Whether the other clause tells one of the verbs as done, and of the same thing."""
    done, _, _ = _verbs(other)
    wanted = frozenset(token.stem for token in tokens(clause) if token.is_content and token.text.islower())
    stems = content_stems(other)
    return any(_holds(done, verb) and overlap(wanted - {verb}, stems - {verb}) for verb in told)


def _reached(clause: str) -> frozenset[str]:
    """Stems of what stands after the last verb that tells of something done: what it was done to."""
    words = tokens(clause)
    last = max((place for place in range(len(words)) if _is_past(words, place)), default=len(words))
    return frozenset(token.stem for token in words[last + 1 :] if token.is_content)


def _pairs(clause: str) -> frozenset[tuple[str, str]]:
    """Telling words that stand side by side: "safety shoes"."""
    words = tokens(clause)
    return frozenset(
        (one.stem, two.stem) for one, two in pairwise(words) if one.is_content and two.is_content and two.text.islower()
    )


def _whole(parts: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(content_stems(part) for part in parts))


def _told(clause: str) -> frozenset[str] | None:
    """The verbs by which a clause tells that something happened; None where it does not."""
    told, _, _ = _verbs(clause, source=False)
    told -= _PLANS
    if not (told or _IS_BEHIND.search(clause)) or _PLAN_MARK.search(clause):
        return None
    meant = _MEANT.finditer(_MANAGED_TO.sub(" ", clause))
    return None if any(not one[1] or part_of_speech(stem(one[1])) in ("v", "") for one in meant) else told


def _plans(clause: str, records: frozenset[str]) -> bool:
    """Whether a clause of a source only plans."""
    done, _, _ = _verbs(clause)
    return (clause in records or bool(_PLAN_MARK.search(clause))) and not done - _PLANS
