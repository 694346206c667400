"""A survey's answers as CSV, by a mapping from our fields to its columns, into feedback.

Ids are made from content, so reading a file again gives the same rows. What cannot be read is listed with
its line and reason; the other rows are read.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot.errors import BriefError, InvalidInput
from copilot.models import Feedback, Role
from copilot.survey_columns import Source, Sources
from ingest.errors import IngestError
from ingest.models import content_id
from ingest.reading.decoding import decode
from ingest.reading.tables import dialect_of

_MOST_BYTES = 50_000_000
_YES = frozenset("yes y true t 1 x ok agree agreed ja oui si sí sim".split())
_NO = frozenset("no n false f 0 nein non não".split()) | {""}
_ROLES = {role.value + plural: role.value for role in Role for plural in ("", "s")}


@dataclass(frozen=True)
class BadRow:
    """A row that was left out: the line it begins on, counted from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class SurveyRead:
    """What a file held: feedback by line, the lines left out, and how many rows held nothing.

    `rows` counts those below the header that are not empty. `mended` are rows that came in without their rating,
    which is no number.
    """

    feedback: tuple[tuple[int, Feedback], ...]
    bad: tuple[BadRow, ...]
    blank: int
    rows: int = 0
    mended: tuple[BadRow, ...] = ()


class _Unreadable(Exception):
    """Why a row cannot be used."""


def read_survey(
    path: Path, mapping: Sequence[str], *, rows_are_people: bool = False, relationships: Collection[str] = ()
) -> SurveyRead:
    """The answers in a CSV file. `mapping` holds `FIELD=COLUMN`, `FIELD=:value` and `comment=COLUMN,COLUMN`.

    `relationships` are the ids that may be named. Without a respondent's column each row is a person of its
    own, if `rows_are_people` says so.

    Raises:
        BriefError: the mapping cannot be used with this file.
        InvalidInput: the file cannot be read as a table.
    """
    header, rows, bad = _table(path)
    sources = Sources.of(mapping, header)
    if "comment" not in sources.columns:
        raise BriefError(
            "No column holds the comments.",
            location="--map",
            next_step=f"Add --map comment=COLUMN. Columns are: {'; '.join(header)}.",
        )
    if "respondent" not in sources.columns and not rows_are_people:
        raise BriefError(
            "No column says who answered, so people cannot be counted.",
            location="--map",
            next_step="Add --map respondent=COLUMN; or, if each row is another person, say --rows-are-people.",
        )
    if "period" not in sources.single:
        raise BriefError(
            "Nothing says which period the answers are of.",
            location="--map",
            next_step="Add --map period=COLUMN, or --map period=:2026-H1 for a whole file of one period.",
        )
    if "respondent" in sources.columns and rows_are_people:
        raise BriefError(
            "Either a column says who answered, or each row is another person: not both.",
            location="--rows-are-people",
            next_step="Leave one of the two out.",
        )
    found: list[tuple[int, Feedback]] = []
    blank = 0
    mended: list[BadRow] = []
    count = len(rows) + len(bad)
    seen: Counter[tuple[str, ...]] = Counter()
    for line, cells in rows:
        key = (*header, *cells)
        seen[key] += 1
        if len(cells) != len(header):
            bad.append(BadRow(line, f"has {len(cells)} cells, the header {len(header)}"))
            continue
        try:
            rating, broken = _rating(sources, cells)
            read = _answers(cells, sources, (*key, str(seen[key])), relationships, rating)
        except _Unreadable as reason:
            bad.append(BadRow(line, str(reason)))
            continue
        if broken and read:
            mended.append(BadRow(line, broken))
        elif broken:
            bad.append(BadRow(line, f"has {broken}, and nothing else"))
            continue
        blank += not read
        found += [(line, one) for one in read]
    return SurveyRead(tuple(found), tuple(sorted(bad, key=lambda one: one.line)), blank, count, tuple(mended))


def columns_of(path: Path) -> tuple[str, ...]:
    """The names of the file's columns, those without a name left out. Raises InvalidInput for what is no table."""
    header, _, _ = _table(path)
    return tuple(name for name in header if name)


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]], list[BadRow]]:
    """The header, the rows that are not blank with the line each begins on, and what the reader stumbled over."""
    text = _text(path)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # for the whole process: never lower
    reader = csv.reader(io.StringIO(text, newline=""), csv.excel_tab if path.suffix == ".tsv" else dialect_of(text))
    rows: list[tuple[int, list[str]]] = []
    bad: list[BadRow] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            bad.append(BadRow(line, f"cannot be read: {error}"))
            continue
        if any(cell.strip() for cell in cells):
            rows.append((line, cells))
    if len(rows) < 2:
        raise InvalidInput(
            f"{path} holds no row below its header.", location=str(path), next_step="Check that it is the right file."
        )
    return [cell.strip() for cell in rows[0][1]], rows[1:], bad


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InvalidInput(
                f"{path} is larger than {_MOST_BYTES // 1_000_000} MB.",
                location=str(path),
                next_step="Split it, and import one part after the other.",
            )
        return decode(path.read_bytes())
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read: {error.strerror}.", location=str(path), next_step="Check the path."
        ) from error
    except IngestError as error:
        raise InvalidInput(
            f"{path} {error.message}.", location=str(path), next_step="Export the survey as CSV and name that file."
        ) from error


def _answers(
    cells: Sequence[str],
    sources: Sources,
    row: tuple[str, ...],
    relationships: Collection[str],
    rating: float | None,
) -> list[Feedback]:
    """One piece of feedback for each comment; one without a comment where only a rating was given."""
    said: Mapping[str, str] = {name: source.value(cells) for name, source in sources.single.items()}
    period = said.get("period", "")
    respondent = said.get("respondent", "")
    if "respondent" not in sources.columns:
        respondent = f"row-{content_id(period, *row, length=12)}"
    comments = [(source, source.value(cells)) for source in sources.comments]
    if not any(text for _, text in comments) and rating is None:
        return []
    if not respondent:
        raise _Unreadable("does not say who answered")
    if not period:
        raise _Unreadable("does not say of which period it is")
    base = Feedback(
        id="",
        respondent=_pseudonym(respondent),
        text="",
        role=_role(said.get("role", "")),
        relationship=_relationship(said.get("relationship", ""), relationships),
        period=period,
        rating=rating,
        consent=_consent(said.get("consent", "")),
    )
    asked = said.get("question", "")
    answers = [(asked or _header(source), text) for source, text in comments if text] or [(asked, "")]
    return [_with_id(base, question, text) for question, text in answers]


def _with_id(base: Feedback, question: str, text: str) -> Feedback:
    parts = (base.respondent, base.role, base.relationship or "", base.period, question, text, str(base.rating))
    return Feedback(
        f"fb-{content_id(*parts, length=12)}",
        base.respondent,
        text,
        base.role,
        base.relationship,
        base.period,
        question,
        base.rating,
        base.consent,
    )


def _pseudonym(respondent: str) -> str:
    """A pseudonym as it is; a name or an address as one that is made from it and does not show it."""
    if "@" in respondent or " " in respondent:
        return f"r-{content_id(' '.join(respondent.casefold().split()), length=12)}"
    return respondent


def _header(source: Source) -> str:
    return source.column or ""


def _rating(sources: Sources, cells: Sequence[str]) -> tuple[float | None, str]:
    """The rating and "", or None and what is wrong with it. A broken rating is no reason to lose a comment."""
    value = sources.single["rating"].value(cells) if "rating" in sources.single else ""
    if not value:
        return None, ""
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = math.nan
    return (number, "") if math.isfinite(number) else (None, f"the rating {value!r}, which is not a number")


def _role(value: str) -> str:
    if value and value.casefold() not in _ROLES:
        raise _Unreadable(f"has the role {value!r}, which is none of mentee, mentor, staff")
    return _ROLES.get(value.casefold(), "")


def _relationship(value: str, known: Collection[str]) -> str | None:
    if value and value not in known:
        raise _Unreadable(f"names the relationship {value!r}, which is not there")
    return value or None


def _consent(value: str) -> bool:
    plain = value.casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise _Unreadable(f"has the consent {value!r}, which is neither yes nor no")
