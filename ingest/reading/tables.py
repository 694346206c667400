"""CSV files to Markdown: every row a list of `column: value`, so a row is found and quoted on its own."""

from __future__ import annotations

import csv
import io

from ingest.errors import UnreadableFile

_SAMPLE_CHARACTERS = 65_536
_DELIMITERS = ",;\t|"


def table_to_markdown(text: str, tabs: bool) -> str:
    """One list for each row, blank lines between rows, empty cells left out.

    The first row names the columns. With `tabs` the delimiter is a tab; else it is found out.
    Raises UnreadableFile for a file without a row under its header.
    """
    csv.field_size_limit(max(len(text), 1))
    dialect = csv.excel_tab if tabs else dialect_of(text)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), dialect) if any(map(str.strip, row))]
    except csv.Error as error:
        raise UnreadableFile(f"is a broken table ({error})", "Export it again as CSV.") from None
    if len(rows) < 2:
        raise UnreadableFile("holds no row below its header", "Check that it is the right file.")
    columns = [_one_line(name) or f"column {number}" for number, name in enumerate(rows[0], start=1)]
    return "\n\n".join(_row(columns, row) for row in rows[1:])


def dialect_of(text: str) -> type[csv.Dialect]:
    """The dialect with the delimiter that is most frequent in the first line, outside quotes."""
    try:
        header = text[:_SAMPLE_CHARACTERS].lstrip().split("\n", 1)[0]
        counts = {mark: len(next(csv.reader([header], delimiter=mark))) for mark in _DELIMITERS}
    except (csv.Error, StopIteration):
        counts = {",": 1}
    best = max(_DELIMITERS, key=lambda mark: counts.get(mark, 0))

    class Found(csv.excel):
        delimiter = best

    return Found


def _row(columns: list[str], cells: list[str]) -> str:
    lines = []
    for number, cell in enumerate(cells):
        value = _one_line(cell)
        if value:
            name = columns[number] if number < len(columns) else f"column {number + 1}"
            lines.append(f"- {name}: {value}")
    return "\n".join(lines)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
