"""Planned is not happened: what a source only intends must not be told as done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.review.grounding.model import Problem, Source
from copilot.review.grounding.words import (
    IRREGULAR,
    STOP,
    Token,
    clauses,
    closest_clause,
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
_COMMON = stem_set("take make go come get give put keep let bring find")
_MANAGED = stem_set("manage able start begin use learn get hard easy help happy allow")
_BEFORE_ADJECTIVE = word_set("the a an her his my our their your its of with this that these those in on for")
_PLAN_MARK = re.compile(
    r"\[ \]|\bto-?do\b|^\W*plan:|\b(?:will|shall|should|must|going to|plans?|planned to|wants?|wanted to|"
    r"intends?|"
    r"hopes? to|would like|needs? to|let us|is to|are to|agreed to|promised to|next steps?)\b"
    r"|\b(?:mentee|mentor|(?-i:[A-Z][a-z]+)) to (?:not )?[a-z]+",
    re.I | re.M,
)
_IS_BEHIND = re.compile(
    r"\b(?:is|are) (?:now |already |all )*(?:behind (?:me|you|us|them|him|her)|over|done|finished|complete|settled)\b"
    r"|\b(?:has|have) (?:already )?taken place\b",
    re.I,
)
"""What tells without a verb of its own that something happened."""
_MEANT = re.compile(r"\bto (?!(?:the|a|an|my|your|his|her|our|their|this|that|me|you|us|them|him)\b)[a-z]+|\bwould\b")
_DOER = re.compile(r"\b(?:i|we|you|he|she|they|it)\b", re.I)
_STATEMENT = re.compile(r"(?<=[.!?;])\s+|\n")
_DONE_MARK = re.compile(r"\[x\]|\bdone\b|\bcompleted\b|\bfinished\b|\bachieved\b", re.I)


def _is_past(words: Sequence[Token], place: int) -> bool:
    word = words[place].lower
    if word not in IRREGULAR and not (word.endswith("ed") and len(word) > 4):
        return False
    before = words[place - 1].lower if place else ""
    # "the agreed actions", "will be sent": no report of something done
    return before not in _BEFORE_ADJECTIVE and before != "be" and before not in _MODALS


def _is_planned(words: Sequence[Token], place: int) -> bool:
    before = [token.lower for token in words[max(0, place - 3) : place]]
    if not before:
        return False
    if before[-1] == "to":
        governor = before[-2] if len(before) > 1 else ""
        return stem(governor) not in _MANAGED and governor not in ("had", "hard")
    skipped = [word for word in before if word not in ("not", "also", "then", "still", "be")]
    return bool(skipped) and (skipped[-1] in _MODALS or (skipped[-1] == "us" and "let" in before))


def _verbs(text: str, *, source: bool = True) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Stems told as done, as planned, and standing in any form."""
    words = tokens(text)
    done, planned, every = set(), set(), set()
    for place, token in enumerate(words):
        if token.lower in STOP and token.lower not in IRREGULAR:
            continue
        every.add(token.stem)
        if _is_planned(words, place):
            planned.add(token.stem)
        elif _is_past(words, place) or (token.lower in _SAME_FORM and source):
            done.add(token.stem)
    return frozenset(done), frozenset(planned), frozenset(every)


def _holds(stems: frozenset[str], wanted: str) -> bool:
    return wanted in stems or any(same_meaning(wanted, other) for other in stems)


def check_tense(sentence: str, sources: Sequence[Source]) -> list[Problem]:
    """Kind `planned_told_as_happened`, and the warning `happened_told_as_planned`."""
    texts = [(normalise(source.text), source.kind) for source in sources]
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
        done, planned = done | told, planned | meant
    here_done, here_planned, _ = _verbs(sentence, source=False)
    here_done -= _INTENTIONS
    problems = [
        Problem("planned_told_as_happened", f"“{verb}”: the source only plans it")
        for verb in sorted(here_done)
        if _holds(planned, verb) and not _holds(done, verb) and _same_thing(verb, sentence, texts)
    ]
    if _outcome_told(sentence, sources):
        problems = []
    elif not problems:
        problems = _by_clause(sentence, texts, done)
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
    offered = [content_stems(clause) - {verb} for text, _ in texts for clause in clauses(text)]
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


def _by_clause(sentence: str, texts: Sequence[tuple[str, str]], done: frozenset[str]) -> list[Problem]:
    """Another verb for the same thing: "I'll send the list" told as "passed on the list"."""
    offered = tuple(clause for text, _ in texts for clause in clauses(text))
    records = {clause for text, kind in texts if _open_record(text, kind) for clause in clauses(text)}
    records |= {clause for text, _ in texts for clause in _planned_along(text)}
    for clause in clauses(sentence):
        words = tokens(clause)
        told = {token.stem for place, token in enumerate(words) if _is_past(words, place)} - _PLANS
        if not (told or _IS_BEHIND.search(clause)) or _PLAN_MARK.search(clause) or _MEANT.search(clause):
            continue
        best, shared = closest_clause(clause, offered)
        if shared < 2 or shared / len(content_stems(clause)) < 0.5:
            continue
        source_done, _, _ = _verbs(best)
        if (
            (best in records or _PLAN_MARK.search(best))
            and not source_done
            and not any(_holds(done, verb) for verb in told)
        ):
            return [Problem("planned_told_as_happened", f"“{clause}”: the source only plans it")]
    return []
