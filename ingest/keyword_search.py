"""Ranked keyword search over the passages: asked, checked and made anew.

Every function works inside the caller's session. What the FTS5 table is made of stands in `keyword`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, cast

from sqlalchemy import Table, TableClause, column, func, literal_column, select, table
from sqlalchemy import text as sql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

from ingest.errors import DatabaseUnavailable
from ingest.keyword import COLUMN_WEIGHTS, FEW_TERMS, LOOKED_AT, TELLING_TERMS, match_expression, terms_of
from ingest.models import Filter, Scored
from ingest.passages import visible
from ingest.tables import PassageRow


def keyword_search(session: Session, text: str, filter: Filter, k: int) -> list[Scored]:
    """The `k` passages that match any word of `text` best by bm25, best first; [] if no word is left.

    Words are stemmed, accents ignored, stop words dropped; of many words the rarest count. Scores are positive.
    """
    expression = match_expression(_telling(session, terms_of(text)))
    if not expression or not filter.scopes or not filter.kinds or k <= 0:
        return []
    rank = func.bm25(literal_column("passages_fts"), *COLUMN_WEIGHTS)
    best = (
        select(_VISIBLE.c.number, rank.label("rank"))
        .select_from(_VISIBLE.join(_FTS, _FTS.c.rowid == _VISIBLE.c.number))
        .where(sql("passages_fts MATCH :expression").bindparams(expression=expression))
        .where(*visible(filter, _VISIBLE.c))
        .order_by(sql("rank"), _VISIBLE.c.number)
        .limit(k)
        .subquery()
    )
    query = (
        select(PassageRow.id, best.c.rank)
        .join(best, best.c.number == PassageRow.number)
        .order_by(best.c.rank, PassageRow.number)
    )
    return [Scored(row.id, -row.rank) for row in session.execute(query)]


def keyword_fault(session: Session) -> str | None:
    """What keyword search holds other than the passages, or None. Reads all of both; changes nothing."""
    try:
        # FTS5's own check is written as an insert; rank 1 compares with the passages, too.
        session.execute(sql("INSERT INTO passages_fts(passages_fts, rank) VALUES ('integrity-check', 1)"))
    except DatabaseUnavailable as error:
        return f"Keyword search does not agree with the passages: {error.message}"
    return None


def renew_keywords(session: Session) -> None:
    """Make keyword search anew from the passages: FTS5 keeps words of deleted rows until it happens to merge them."""
    session.execute(sql("INSERT INTO passages_fts(passages_fts) VALUES ('rebuild')"))


def _telling(session: Session, terms: Sequence[str]) -> Sequence[str]:
    """The terms, rarest first where there are many: those that any passage has, as far as `TELLING_TERMS` and the
    passages to be looked at go. `FEW_TERMS` are never left out."""
    if len(terms) <= FEW_TERMS:
        return terms
    counts = select(
        *(
            select(func.count())
            .select_from(_FTS)
            .where(sql(f"passages_fts MATCH :term{number}").bindparams(**{f"term{number}": term}))
            .scalar_subquery()
            for number, term in enumerate(terms)
        )
    )
    found = sorted((count, number) for number, count in enumerate(session.execute(counts).one()) if count)
    looked_at = list(accumulate(count for count, _ in found))
    return [
        terms[number]
        for place, (_, number) in enumerate(found[:TELLING_TERMS])
        if place < FEW_TERMS or looked_at[place] <= LOOKED_AT
    ]


_PASSAGES = cast(Table, PassageRow.__table__)
_FTS = table("passages_fts", column("rowid"))


class _Visible(TableClause):
    """`passages` by way of the index that holds all a filter asks of, which SQLite would not choose by itself."""

    inherit_cache = True


@compiles(_Visible, "sqlite")
def _with_index(element: _Visible, compiler: SQLCompiler, **how: Any) -> str:
    told: str = compiler.visit_table(element, **how)  # type: ignore[no-untyped-call]
    return f"{told} INDEXED BY ix_passages_visible" if how.get("asfrom") else told


_VISIBLE = _Visible(
    "passages",
    *(column(name, _PASSAGES.c[name].type) for name in ("number", "day", "subject", "programme", "scope", "kind")),
)
