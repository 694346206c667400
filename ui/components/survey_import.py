"""A survey's answers come in: which of its columns is what, then the counts. No row of it is ever shown."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from fastapi import UploadFile

from copilot.api.uploads import kept
from copilot.own_feedback import FeedbackImported
from copilot.survey_columns import FIELDS
from ui.components.saying import saved, told
from ui.room import Room

NONE = "(none)"
SAME = "The period, if all rows are of one"
_DONE = "feedback-imported"
_SAID = {
    "respondent": "Who answered (kept as a pseudonym)",
    "role": "Their role: mentee, mentor or staff",
    "relationship": "Their relationship's id",
    "period": "The period, if a column holds it",
    "question": "The question, if a column holds it",
    "rating": "A rating in numbers",
    "consent": "Whether they agreed to be quoted",
}


@dataclass(frozen=True)
class Mapping:
    """What the form says: `said` as the command line writes it (`field=column`)."""

    said: tuple[str, ...]
    rows_are_people: bool
    replace: bool


@st.fragment
def importing(room: Room) -> None:
    """The file, the form, the counts: by themselves, since sorting the themes above takes seconds."""
    file = st.file_uploader("Survey answers (CSV)", type=["csv", "tsv", "txt"], key="survey-file")
    if file is not None:
        with told(), kept(UploadFile(file, filename=file.name)) as path:
            columns = room.copilot.survey_columns(room.viewer, path)
            mapping = _form(columns)
            if mapping is not None:
                with st.spinner("Reading the answers …"):
                    done = room.copilot.import_feedback(
                        room.viewer,
                        path,
                        mapping.said,
                        rows_are_people=mapping.rows_are_people,
                        replace=mapping.replace,
                    )
                st.session_state[_DONE] = done
                saved("map-period-same")
                st.rerun()
    done_before: FeedbackImported | None = st.session_state.get(_DONE)
    if done_before is not None:
        st.html(imported_html(done_before))


def _form(columns: Sequence[str]) -> Mapping | None:
    """The mapping, when it was sent."""
    with st.form("survey-mapping"):
        comments = st.multiselect("Comments: one column, or several", columns, key="map-comments")
        same = st.text_input(SAME, placeholder="2026-H1", key="map-period-same", max_chars=300)
        left, right = st.columns(2)
        chosen: dict[str, str] = {}
        for number, field in enumerate(name for name in FIELDS if name != "comment"):
            with (left, right)[number % 2]:
                chosen[field] = st.selectbox(
                    _SAID[field], [NONE, *columns], index=_guess(field, columns), key=f"map-{field}"
                )
        alone = st.checkbox("No column says who answered: each row is another person", key="map-rows")
        replace = st.checkbox(
            "Delete what the same periods held before and this file does not (to undo a wrong import)",
            key="map-replace",
        )
        sent = st.form_submit_button("Bring the answers in", type="primary")
    if not sent:
        return None
    if missing := _missing(comments, chosen, same, alone):
        st.info(missing, icon=":material/info:")
        return None
    said = [f"{field}={column}" for field, column in chosen.items() if column != NONE]
    if same.strip() and chosen["period"] == NONE:
        said.append(f"period=:{same.strip()}")
    return Mapping((*said, *(f"comment={column}" for column in comments)), alone, replace)


def _missing(comments: Sequence[str], chosen: dict[str, str], same: str, alone: bool) -> str:
    """What must still be said before a file can be read, or nothing."""
    if not comments:
        return "Choose the column, or the columns, that hold the comments."
    if chosen["respondent"] == NONE and not alone:
        return "Choose the column that says who answered, or say that each row is another person: people are counted."
    if chosen["period"] == NONE and not same.strip():
        return "Say which period the answers are of, or choose the column that does."
    return ""


def _guess(field: str, columns: Sequence[str]) -> int:
    """The column that bears the field's own name; the first choice, none, where there is no such column."""
    names = [column.casefold().strip() for column in columns]
    return names.index(field) + 1 if field in names else 0


def imported_html(done: FeedbackImported) -> str:
    """What became of the file, in counts; lines that could not be read, and those a person should read."""
    said = (
        f"{done.added} added, {done.unchanged} unchanged, {done.removed} removed, from {done.respondents} people; "
        f"{done.repeated} said twice, {done.silent} say nothing, {done.blank} rows without an answer."
    )
    bad = "".join(f"<li>line {one.line} {html.escape(one.reason)}</li>" for one in done.bad[:50])
    more = f"<li>and {len(done.bad) - 50} more</li>" if len(done.bad) > 50 else ""
    parts = [f'<p class="mc-heed" role="status">{said}</p>']
    if bad:
        parts.append(f'<p>These rows were left out; the others are in:</p><ul class="mc-lines">{bad}{more}</ul>')
    if done.trouble:
        lines = ", ".join(str(line) for line in done.trouble)
        parts.append(
            f'<p class="mc-heed strong">Please read yourself, no report will show it: line {lines} of the file may speak '
            "of harm, harassment or a crime.</p>"
        )
    return f'<div class="mc-answer">{"".join(parts)}</div>'
