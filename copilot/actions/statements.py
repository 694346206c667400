"""A note as statements: its sentences and list lines, each with its place and what the layout says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from copilot.models import Note
from copilot.records import Quote
from ingest.sentences import sentences

_STEPS = (
    r"(?:agreed\s+)?(?:(?:what[’']s\s+)?next(?:\s+steps?)?|actions?(?:\s+(?:points?|items?|list))?|"
    r"aps?|to[- ]?dos?|commitments?|"
    r"follow[- ]?ups?|homework|before\s+(?:the\s+)?next\s+(?:time|session|meeting)|for\s+next\s+time|"
    r"what\s+we\s+agreed|agreed|takeaways?|tasks|notes?\s+to\s+(?:self|myself))"
)
_HEADING = re.compile(
    rf"^\s*#*\s*(?:\*\*)?\s*(?P<who>[^\W\d][\w’'. ]{{0,24}}?(?:[’']s?)?\s+)??(?P<what>{_STEPS})"
    r"(?:\s+(?:from|after|since)\s+(?:today|(?:this|last|our)\s+\w+))?"
    r"(?:\s+(?:for|from|-)\s+(?P<whom>[^\W\d][\w’'. ]{0,24}?))?\s*(?:\*\*)?\s*[:\-–—]*\s*(?:\*\*)?\s*$",
    re.IGNORECASE,
)
_OWN = re.compile(r"to[- ]?do|note", re.IGNORECASE)
"""Over a list whose steps are its author's, unless they name somebody."""
_OTHER_HEADING = re.compile(r"^\s*(?:#+\s+\S.*|\*\*[^*]+\*\*:?|[^\W\d][\w’' /&]{0,40}:)\s*$")
_ITEM = re.compile(
    r"^\s*(?:(?:[-*•–—>]|\d{1,2}[.)])\s+(?:\[(?P<box>[ xX✓]?)\]\s*)?|\[(?P<bare>[ xX✓]?)\]\s*|"
    r"(?P<sign>[☐☑✅✓✔])\s*)(?=\S)"
)
_LABELLED = re.compile(
    r"\s*(?:TODO\b|TO\s+DO\b|(?i:action|ap|a/p|todo|follow[- ]?up|homework|"
    r"next\s+steps?)(?:\s*\d+)?\s*[:\-–—])"
)
_NAME_LINE = re.compile(
    r"^\s*(?:#+\s*|\*\*)?(?P<name>[^\W\d_a-z][\w’'.-]*(?:\s[^\W\d_a-z][\w’'.-]*)?)\s*(?:\*\*)?:?(?:\*\*)?\s*$"
)
_LIST_BEGINS = re.compile(rf"\s*(?:\*\*)?{_STEPS}(?:\*\*)?\s*[:\-–—]", re.IGNORECASE)
_MARK = re.compile(r"(?:(?<=\s)|(?<=[:;,.–—-])|^)\(?(?:\d{1,2}|[a-h])\)\s+(?=\S)")
_AFTER_DAY = re.compile(
    r"(?<=\d (?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|"
    r"dec)\.)\s+(?=(?-i:[A-Z][a-z]))",
    re.IGNORECASE,
)
"""Between "by 1 Nov." and a name, where the stop ends the sentence and not only the month."""

_FEWEST_ITEMS = 2


@dataclass(frozen=True)
class Statement:
    """One sentence or list line: `note.text[start:end] == text`.

    `ticked`: its checkbox, None without one. `steps`: it stands in a list of next steps.
    `heading`: the words of that list's heading that may say whose list it is. `under`: a line of one or two
    capitalised words within that list, above this one: if they name somebody, what follows is theirs, else
    the list of steps ended there.
    """

    start: int
    end: int
    text: str
    listed: bool = False
    ticked: bool | None = None
    steps: bool = False
    heading: str = ""
    under: str = ""

    def quote(self, note: Note) -> Quote:
        return Quote(note.id, note.date, self.text, self.start, self.end)


@lru_cache(maxsize=512)
def statements(text: str) -> tuple[Statement, ...]:
    """Every sentence and list line of a note, in order. Headings of step lists are not statements."""
    found: list[Statement] = []
    steps, heading, under, gap = False, "", "", False
    prose: tuple[int, int] | None = None

    def flush() -> None:
        nonlocal prose
        if prose is not None:
            for start, end in _sentences(text, *prose):
                parts = list(_enumerated(text, start, end))
                found.extend(
                    Statement(
                        first,
                        last,
                        text[first:last],
                        listed=len(parts) > 1,
                        steps=steps or len(parts) > 1,
                        heading=heading if steps else "",
                        under=under if steps else "",
                    )
                    for first, last in parts
                )
            prose = None

    for start, end in _lines(text):
        line = text[start:end]
        if not line.strip():
            flush()
            gap = True
            continue
        item = _ITEM.match(line)
        head = _HEADING.match(line) if item is None or line.lstrip().startswith("**") else None
        if head is not None:
            flush()
            steps, heading, under, gap = True, (head["who"] or head["whom"] or "").strip(), "", False
            if not heading and head["what"].lower() == "homework":
                heading = "mentee"
            if not heading and _OWN.match(head["what"]):
                heading = "me"
            continue
        if item is not None:
            flush()
            box = item["box"] if item["box"] is not None else item["bare"]
            ticked = None if box is None else box.strip() != ""
            if item["sign"]:
                ticked = item["sign"] != "☐"
            last = start + len(line.rstrip())
            pieces = list(_sentences(text, start + item.end(), last))
            begin = start + len(line) - len(line.lstrip())
            first_end = pieces[0][1] if pieces else last
            found.append(
                Statement(
                    begin,
                    first_end,
                    text[begin:first_end],
                    True,
                    ticked,
                    steps,
                    heading if steps else "",
                    under if steps else "",
                )
            )
            found.extend(Statement(one, other, text[one:other]) for one, other in pieces[1:])
            continue
        named = _NAME_LINE.match(line) if prose is None or _begins_a_list(text, end) else None
        if named is not None and (steps or _begins_a_list(text, end)):
            flush()
            steps, under, gap = True, named["name"], False
            continue
        if _OTHER_HEADING.match(line) or (gap and steps):
            flush()
            steps, heading, under = False, "", ""
        gap = False
        if prose is None:
            prose = (start, end)
        elif steps or _LABELLED.match(line):
            flush()
            prose = (start, end)
        else:
            prose = (prose[0], end)
    flush()
    return tuple(found)


def _begins_a_list(text: str, end: int) -> bool:
    """Whether the line that ends there stands right over the first line of a list."""
    return _ITEM.match(text[end + 1 :].partition("\n")[0]) is not None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n"))
        start += len(line)


def _enumerated(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """ "Actions: (1) Amara to …; (2) Daniel to …" as its items; anything else as it is."""
    label = _LIST_BEGINS.match(text, start, end)
    marks = list(_MARK.finditer(text, start, end)) if label is not None else []
    if len(marks) < _FEWEST_ITEMS or text[label.end() if label else start : marks[0].start()].strip():
        yield start, end
        return
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        last = following.start() if following else end
        yield mark.end(), mark.end() + len(text[mark.end() : last].rstrip(" ;,\n"))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one stretch of prose, without surrounding blanks."""
    for first, last in sentences(text[start:end]):
        begin = start + first
        for gap in _AFTER_DAY.finditer(text, begin, start + last):
            yield begin, gap.start()
            begin = gap.end()
        yield begin, start + last
