"""Bringing in a survey's answers as a programme's feedback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot.errors import InvalidInput
from copilot.repository import feedback, people
from copilot.survey_file import BadRow, read_survey
from copilot.themes.comments import says_something, speaks_of_trouble
from ingest.database import Database


@dataclass(frozen=True)
class FeedbackImported:
    """What became of a file. `added`, `unchanged`, `repeated` and `removed` count comments (or bare ratings).

    `rows` were read below the header. `respondents` are the people whose answers were read, `silent` comments that
    say nothing (`n/a`), `blank` rows without any answer. `bad` rows were left out, `mended` ones came in without
    their rating. `trouble` are lines that a person should read.
    """

    added: int
    unchanged: int
    repeated: int
    removed: int
    respondents: int
    silent: int
    blank: int
    bad: tuple[BadRow, ...]
    trouble: tuple[int, ...]
    rows: int = 0
    mended: tuple[BadRow, ...] = ()


def bring_in(
    database: Database,
    programme: str,
    file: Path,
    mapping: Sequence[str],
    *,
    rows_are_people: bool = False,
    replace: bool = False,
) -> FeedbackImported:
    """Keep the answers in a survey's CSV file; the same answers a second time change nothing.

    With `replace`, what the same periods held before and the file does not is deleted: the way to undo a
    wrong mapping.

    Raises:
        BriefError: the mapping cannot be used.
        InvalidInput: the file is no table, or `replace` was asked for and a row cannot be read.
    """
    with database.read() as session:
        relationships = {one.id for one in people.relationships(session, programme)}
        before = {one.id for one in feedback.everyones(session, programme)}
    read = read_survey(file, mapping, rows_are_people=rows_are_people, relationships=relationships)
    if replace and read.bad:
        raise InvalidInput(
            f"{len(read.bad)} rows of {file} cannot be read, so nothing was replaced.",
            location=f"line {read.bad[0].line}",
            next_step="Correct the rows, or import without --replace.",
            problems=tuple(f"line {one.line} {one.reason}" for one in read.bad),
        )
    rows = {row.id: row for _, row in read.feedback}
    removed = 0
    with database.write() as session:
        for row in rows.values():
            feedback.save(session, programme, row)
        if replace:
            removed = feedback.remove_periods(session, programme, {row.period for row in rows.values()}, rows)
    return FeedbackImported(
        added=len(rows.keys() - before),
        unchanged=len(rows.keys() & before),
        repeated=len(read.feedback) - len(rows),
        removed=removed,
        respondents=len({row.respondent for row in rows.values()}),
        silent=sum(not says_something(row.text) for row in rows.values()),
        blank=read.blank,
        bad=read.bad,
        trouble=tuple(sorted({line for line, row in read.feedback if speaks_of_trouble(row.text)})),
        rows=read.rows,
        mended=read.mended,
    )
