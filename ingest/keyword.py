"""Ranked keyword search: the FTS5 table beside `passages`, and what becomes of a question's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import DDL

COLUMN_WEIGHTS = (1.0, 0.6, 1.0)
"""bm25 weights of text, heading and title (docs/decisions/0003-fusion-by-score.md)."""

MAX_TERMS = 100
"""A pasted page is cut to this many different words: more cost time and change no ranking."""

TELLING_TERMS = 12
"""Of a longer query the rarest so many words are searched for: the common ones cost most and tell least."""

FEW_TERMS = 3
"""So many of the rarest words are searched for however common they are."""

LOOKED_AT = 40_000
"""bm25 looks at every passage that has any of the words. Of the rarest words only so many are taken that they stand in no
more passages than this, all counted (docs/decisions/0026-the-commonest-words-of-a-question.md)."""

FTS_TABLE = """
CREATE VIRTUAL TABLE IF NOT EXISTS passages_fts USING fts5(
    text, heading, title,
    content='passages', content_rowid='number',
    tokenize='porter unicode61 remove_diacritics 2'
)
"""

FTS_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS passages_fts_insert AFTER INSERT ON passages BEGIN
        INSERT INTO passages_fts(rowid, text, heading, title)
        VALUES (new.number, new.text, new.heading, new.title);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS passages_fts_delete AFTER DELETE ON passages BEGIN
        INSERT INTO passages_fts(passages_fts, rowid, text, heading, title)
        VALUES ('delete', old.number, old.text, old.heading, old.title);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS passages_fts_update AFTER UPDATE OF text, heading, title ON passages
    WHEN old.text IS NOT new.text OR old.heading IS NOT new.heading OR old.title IS NOT new.title
    BEGIN
        INSERT INTO passages_fts(passages_fts, rowid, text, heading, title)
        VALUES ('delete', old.number, old.text, old.heading, old.title);
        INSERT INTO passages_fts(rowid, text, heading, title)
        VALUES (new.number, new.text, new.heading, new.title);
    END
    """,
)

FTS_DDL: tuple[str, ...] = (FTS_TABLE, *FTS_TRIGGERS)
"""Everything keyword search needs beside the `passages` table, in order; each can run again unharmed."""

FTS_DROP: tuple[str, ...] = (
    "DROP TRIGGER IF EXISTS passages_fts_insert",
    "DROP TRIGGER IF EXISTS passages_fts_delete",
    "DROP TRIGGER IF EXISTS passages_fts_update",
    "DROP TABLE IF EXISTS passages_fts",
)

# "may" and "will" are left out of the list on purpose: they are also a month and a name.
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being
    below between both but by can cannot could did do does doing don down during each either few for
    from further get got had has have having he her here hers herself him himself his how however i if
    in into is it its itself just ll me might mine more most must my myself neither no nor not now of
    off on once only or other our ours ourselves out over own per re s same she should so some such t
    than that the their theirs them themselves then there these they this those through to too under
    until up upon us ve very was we were what when where which while who whom whose why with within
    without would yet you your yours yourself yourselves
    """.split()  # a page of words reads better than a list of strings
)

_WORD = re.compile(r"[^\W_]+")


def terms_of(text: str) -> list[str]:
    """A person's words without stop words, each once, as FTS5 terms: in quotes, so none of it is FTS5 syntax."""
    words = dict.fromkeys(word.lower() for word in _WORD.findall(text))
    return [f'"{word}"' for word in words if word not in STOP_WORDS][:MAX_TERMS]


def match_expression(terms: Sequence[str]) -> str:
    """The FTS5 query for any of the terms, or "" when there is none."""
    return " OR ".join(terms)


def statements(sql: tuple[str, ...]) -> tuple[DDL, ...]:
    """The statements as DDL elements."""
    return tuple(DDL(each) for each in sql)  # type: ignore[no-untyped-call]
