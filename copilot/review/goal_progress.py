"""Whether words say that progress will be looked at: a look, a record or a reader, on days that are fixed."""

from __future__ import annotations

import re
from datetime import date

from copilot.review.goal_patterns import one_of, words
from copilot.review.goal_times import rhythms, times

_LOOKS = re.compile(
    r"\b"
    + one_of(
        r"""
        review(?:ing|s)?|discuss(?:es|ing)?|swap(?:s|ping)?|film(?:s|ing)?|inspect(?:s|ing)?|compar(?:e|es|ing)
        scor(?:e|es|ing)|measur(?:e|es|ing)|tally|count(?:s|ing)?|weigh(?:s|ing)?
        check(?:ing|s)?(?!\s+(?:stock|e-?mails?|my\s+(?:phone|mail|inbox|e-?mail)))|check-?ins?|progress|watch(?:es)?
        look(?:s|ing)? (?:at|over|back|whether|if|how|into|together|again)|looks?|take stock|catch(?:es|ing)? up
        go(?:es)? (?:through|over|up on)|going (?:through|over)|walk(?:s)? (?:\w+ )?through|sits? down|sitting down
        report(?:s|ing)?|show(?:s|ing)?|tells? (?!me\b|us\b)|asks? (?:me|us)|asks? (?:\w+ ){1,2}how|jots?
        talk(?:s|ing)? (?:it |this |that )?(?:through|over|about)
        writ(?:e|es|ing) (?:\w+ ){0,4}?(?:down|up|in|on)|not(?:e|es|ing) (?:down|how|what|whether|the|it)
        log(?:s|ging)?|track(?:s|ing)?|tick(?:s|ing)?|record(?:s|ing)?|rat(?:e|es|ing) (?:my|our|how|it)
        (?:send|post|put|share|publish|mail|email|text|give)s? (?:\w+ ){0,4}?(?:numbers?|figures?|counts?|results?|
        tally|progress|update)
        (?:send|post|put|share|publish|mail|email|text|give)s? (?:\w+ ){0,4}?(?:status|score|list|log|photo|screenshot)
        (?:numbers?|figures?|counts?|results?|chart|tally) (?:goes|go|is|are|hangs?)
        see (?:whether|if|how (?:far|many|much)|where)
        """
    )
    + r"\b",
    re.IGNORECASE,
)
_A_NOUN = re.compile(
    r"\b(?:the|an?|my|our|your|his|her|their|this|that|each|every|next|annual|yearly|quarterly|mid-?year|performance|"
    r"design|code|peer|"
    r"salary|pay|book|direct|\d+|two|three|four|five|six|seven|eight|nine|ten|jan\w*|feb\w*|march|april|june|july|"
    r"august|sept\w*|oct\w*|"
    r"nov\w*|dec\w*)\s+$",
    re.IGNORECASE,
)
"""Before these words `review`, `count` or `report` is a thing and not something that is done."""
_RECORD = re.compile(
    r"\b(?:"
    + words(
        r"""
        numbers? figures? scores? counts? tally chart charts table log logs logbook tracker sheet spreadsheet
        list checklist status progress
        screenshots? results? marks? graph diary journal total totals update updates dashboard scoreboard
        on-track word-count
        """
    )
    + r"|where\s+(?:i|we|it)\s+(?:stands?|am|are|is)|how\s+(?:far|many|much)|on\s+track|thumbs\s+up)\b",
    re.IGNORECASE,
)
_READER = re.compile(
    r"^(?:\W*(?:and|then)\s+)?(?:(?:my|our|the)\s+(?:\w+\s+){1,3}?|(?-i:[A-Z][\w.]+)\s+(?:(?-i:[A-Z][\w.]+)\s+)?|he\s+|"
    r"she\s+|they\s+)"
    r"(?:will\s+)?(?:sees?|gets?|hears?|quizz?(?:es)?|tests?|signs?|marks?|grades?|reads?|corrects?|examines?|"
    r"inspects?|calls?|gives?\s+me|"
    r"looks?|checks?|asks?|counts?|listens?|rates?|scores?|times|watches|films|measures?|notes?)\b.*?\b(?:me|my|it|"
    r"our|us|the|an?|how|whether)\b",
    re.IGNORECASE,
)
"""Somebody else who sees, hears or tests what was done."""
_TOGETHER = re.compile(
    r"\b(?:(?-i:[A-Z]\w+)|(?:my|our|the)\s+[\w-]+)\s+and\s+(?:i|me)\b|\b(?:with|to|for)\s+(?:(?:my|our|"
    r"the)\s+(?:\w+\s+)?(?:mentor|coach|buddy|boss|manager|supervisor|tutor|teacher|trainer|sponsor|partner|"
    r"lead|colleague|friend|sister|brother|wife|husband|mother|father|mum|dad|flatmate|professor|adviser|advisor|peer|"
    r"group)\b|(?-i:[A-Z][a-z]+))",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:call|coffee|chat|1:1|one-to-one|1-1|meet|session|report|catch-?up|minutes|min|mail|email|message|text)\b",
    re.IGNORECASE,
)
_DOES = re.compile(r"\b(?:i|we|they|he|she|it)\s+(?!see\b|are\b|am\b)\w+|\b(?:is|are|has|have)\b", re.IGNORECASE)
_WISHES = re.compile(
    r"(?:i|we)\s+(?:\w+\s+)?(?:want|wish|hope|would)\b|(?:i|we)['’]d\b|(?:my|our|the)\s+(?:\w+\s+)?(?:goal|aim|wish|"
    r"target|objective|dream)\b",
    re.IGNORECASE,
)
_NO_CHECK = re.compile(
    r"\balready\b|\banyway\b|\bstock prices\b|\b(?:they|he|she|my (?:boss|manager)|people|"
    r"everyone)\s+(?:always\s+)?tells?\s+me\b|\bused to\b",
    re.IGNORECASE,
)
_SESSION = re.compile(r"\b(?:next|each|every|our) (?:session|meeting)s?\b", re.IGNORECASE)


def habit_of_old(said: str) -> bool:
    """Whether the words tell what is done anyway, and no new look at this goal."""
    return bool(_NO_CHECK.search(said))


def looks_at_progress(said: str, as_of: date, *, wished: bool, begins_with_a_verb: bool, goes_on: bool) -> bool:
    """Whether a clause says when and how progress is looked at.

    `wished`: the wish stands before it. Only then is a record or somebody who reads it enough, beside a rhythm.
    `goes_on`: it runs on from a wish in the same sentence (`… then decide and tell my boss by 1 March`): with a
    day and no rhythm it is then a part of that wish.
    """
    if habit_of_old(said) or _WISHES.match(said.strip()):
        return False
    again = bool(rhythms(said)) or bool(_SESSION.search(said))
    if not again and not times(said, as_of):
        return False
    if any(not _A_NOUN.search(said[: found.start()]) for found in _LOOKS.finditer(said)):
        return again or (wished and not (goes_on and begins_with_a_verb))
    if not (again and wished) or begins_with_a_verb:
        return False
    if _RECORD.search(said) or _READER.search(said.strip()):
        return True
    return bool(_TOGETHER.search(said)) and (bool(_MEETS.search(said)) or not _DOES.search(said))
