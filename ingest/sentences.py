"""Sentence boundaries in notes and guidance: pure, linear, made for English as people jot it down.

A regular expression finds where a sentence could end; plain rules decide. Rules, in this order:
an abbreviation, initial, decimal or list number does not end one; closing quotes and brackets stay with
their sentence; a line that starts a bullet, checkbox, heading or table row starts a sentence; a line break
that no margin caused (the next word would have fitted) ends one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.structure import Block, BlockKind, blocks

_END = re.compile(r"(?P<run>[.!?…]+|[。！？]+)(?P<close>[\"'”’»)\]*_`~]*)|\n")
_WORD_BEFORE = re.compile(r"[^\s(\[{\"'“‘«*_,;:/]+$")
_LOOK_BACK = 40
_LOOK_AHEAD = 200
"""How much of the next line is looked at: bounded, so that no text makes this quadratic."""
_FIRST_PICTURE = "\u2600"
"""Emoji (and scripts without spaces) follow a full stop at once."""
_OPENERS = " \t\n\"'“‘«([{*_~`"
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Always followed by what they belong to.
_LEADING = _words(
    """dr mr mrs ms mx prof rev hon gen col sgt lt capt st messrs mme mlle sra vs cf viz approx ca resp
    incl esp excl eg ie e.g i.e fig figs eq ch pp ed eds dept tel ext attn re est max avg def"""
)
# May end a sentence: they do when what follows starts like one.
_TRAILING = _words(
    """etc al inc ltd co corp jr sr bros a.m p.m am pm u.s u.k u.n e.u ph.d b.sc m.sc b.a m.a m.d mtg mtgs
    appt appts mgr mgmt dev eng assoc asst hr hrs min mins sec secs wk wks mo mos yr yrs govt univ intl
    misc temp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat
    sun ave blvd rd apt no nos nr p ref refs ft oz lb lbs km vol conf sched proj org"""
)
_BEFORE_NUMBERS = _words(
    "no nos nr p pp vol ch fig figs sec eq art jan feb mar apr jun jul aug sep sept oct nov dec apt ref"
)
_DAYS_AND_MONTHS = _words("mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep oct nov dec")
_STARTERS = _words(
    """The This That These Those It Its We Our He She His Her They Their There Then I My You Your In On At
    As After Before When While If But And So Or For To From With By An Not No Yes Next Also However
    Still What Who How Why Where Which Will Would Can Could Should Let Please Agreed Action Actions
    Discussed Talked"""
)
_VOWELS = frozenset("aeiouyAEIOUYäöüéèêáàâíóôúåæøœ")
_NEVER_AT_LINE_END = _words(
    """a an the and or but nor of to in on at by for from with without into onto as than that which who
    whose is are was were be been has have had will would can could should may might must not no my your
    his her its our their this these those if when while because about over under between through during
    vs per"""
)
_NARROWEST_MARGIN = 50
_ROW_CHARACTERS = 300
"""A table row up to this long is one sentence: its cells explain each other."""
_ROW_END = re.compile(r"(?<=[.!?])\s+|(?<=\|)\s+(?=\S)")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order, trimmed of white space.

    Every character that is not white space is in exactly one span. A heading, a rule and a line of code
    are one each, and so is a table row unless it is long.
    """
    return [span for block in blocks(text) for span in sentences_of(text, block)]


def sentences_of(text: str, block: Block) -> list[tuple[int, int]]:
    """Spans of the sentences of one block of `text`."""
    if block.kind in (BlockKind.HEADING, BlockKind.RULE):
        return [(block.start, block.end)]
    if block.kind is BlockKind.CODE:
        return list(_trimmed_lines(text, block.start, block.end))
    if block.kind is BlockKind.TABLE:
        rows = _trimmed_lines(text, block.start, block.end)
        return [span for start, end in rows for span in _row(text, start, end)]
    return list(_prose(text, block.start, block.end))


def _trimmed_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        span = _trim(text, start, stop)
        if span is not None:
            yield span
        start = stop + 1


def _row(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= _ROW_CHARACTERS:
        yield start, end
        return
    for gap in _ROW_END.finditer(text, start, end):
        span = _trim(text, start, gap.start())
        if span is not None:
            yield span
        start = gap.end()
    span = _trim(text, start, end)
    if span is not None:
        yield span


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if lead == len(piece):
        return None
    return start + lead, start + len(piece.rstrip())


def _prose(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    margin = 0
    first = start
    for found in _END.finditer(text, start, end):
        if found["run"] is None:
            if not margin:
                margin = max(_NARROWEST_MARGIN, max(map(len, text[start:end].split("\n"))))
            ends = _line_break_ends(text, found.start(), start, end, margin)
        else:
            ends = _stop_ends(text, found, first, end)
        if ends:
            span = _trim(text, first, found.end())
            if span is not None:
                yield span
            first = found.end()
    span = _trim(text, first, end)
    if span is not None:
        yield span


def _line_break_ends(text: str, newline: int, start: int, end: int, margin: int) -> bool:
    """Whether the author, not the margin, broke the line here, and a new thought follows."""
    following = text[newline + 1 : min(newline + 1 + _LOOK_AHEAD, end)].lstrip(" \t>")
    starts = following.lstrip(_OPENERS)[:1]
    if not starts or starts.islower():
        return False
    line_start = max(text.rfind("\n", start, newline) + 1, start)
    line = text[line_start:newline].rstrip()
    if not line:
        return False
    last_word = line[-_LOOK_BACK:].rsplit(None, 1)[-1]
    if line[-1] in ",;(-–—&/" or last_word.lower().strip("*_") in _NEVER_AT_LINE_END:
        return False
    next_word = following.split(None, 1)[0]
    return len(line) + 1 + len(next_word) <= margin


def _stop_ends(text: str, found: re.Match[str], first: int, end: int) -> bool:
    """Whether the full stop (or `!`, `?`, `…`) at `found` ends the sentence that began at `first`."""
    run, closing = found["run"], found["close"]
    after = found.end()
    if after >= end:
        return True
    if run[0] in "。！？":
        return True
    if text[after] < _FIRST_PICTURE and not text[after].isspace():
        return False
    following = text[after : after + _LOOK_BACK].lstrip(_OPENERS)
    starts = following[:1]
    if not starts:
        return True
    if starts in "–—":
        return False
    lower = starts.islower()
    if lower and closing and closing.strip("*_`~"):
        return False
    if run != ".":
        return not lower
    if closing.strip("*_`~") and ")" not in closing:
        return True
    opening = max(first, found.start() - _LOOK_BACK)
    return _full_stop_ends(text[opening : found.start()], following, lower, whole=opening == first)


def _full_stop_ends(before: str, following: str, lower: bool, whole: bool) -> bool:
    """Whether one full stop ends a sentence. `before`: the text up to it; `whole`: all of the sentence."""
    match = _WORD_BEFORE.search(before)
    word = match[0] if match else ""
    if whole and before.lstrip(" \t>-*+•").strip() == word and (word.isdigit() or len(word) == 1):
        return False  # "1." or "a." that numbers a list
    key = word.lower().lstrip("~<>=")
    next_word = _first_word(following)
    if key in _LEADING:
        return False
    if key in _BEFORE_NUMBERS and following[0].isdigit():
        return False
    if _INITIALISM.match(word) or (len(word) == 1 and word.isupper() and word != "I"):
        return not lower and next_word in _STARTERS
    if key in _TRAILING:
        return not lower and not following[0].isdigit() and next_word[:3].lower() not in _DAYS_AND_MONTHS
    if not lower:
        return True
    # Notes are often typed without capitals; an unknown abbreviation has no vowel, or is very short.
    if word.isalpha():
        return len(word) > 2 and not _VOWELS.isdisjoint(word)
    return len(word) > 2 or not word


def _first_word(following: str) -> str:
    words = following.split(None, 1)
    return words[0].strip(".,;:!?'’\"”)]").split("'")[0].split("’")[0] if words else ""
