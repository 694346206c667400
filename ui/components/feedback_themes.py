"""What people say of the programme, in themes of enough people; where they are too few, that alone."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from copilot.draft import Draft, DraftStatus, Theme
from ui.components.saying import saved, told
from ui.room import Room

_GROUPS = {"Everyone": "", "Mentees": "mentee", "Mentors": "mentor"}
PERIOD, QUESTION = "Period", "What would you like to know?"


def themes(room: Room) -> None:
    """The form and the report."""
    with told():
        periods = room.copilot.feedback_periods(room.viewer)
        wanted = _form(periods) if periods else {}
        with st.spinner("Sorting what was said …"):
            draft = room.copilot.draft(room.viewer, "feedback", wanted, room.as_of)
        st.html(report_html(draft))


def _form(periods: Sequence[str]) -> dict[str, object]:
    """What the report is to be about: the last period and everyone, unless another is chosen."""
    with st.form("feedback-wanted"):
        left, right = st.columns(2)
        with left:
            period = st.selectbox(PERIOD, periods, index=len(periods) - 1, key="themes-period")
        with right:
            group = st.selectbox("Group", list(_GROUPS), key="themes-group")
        question = st.text_input(
            QUESTION, placeholder="Blank: everything that was said", key="themes-question", max_chars=2000
        )
        if st.form_submit_button("Show themes", type="primary"):
            saved("themes-question")
    said: dict[str, object] = {"period": period, "group": _GROUPS[group], "question": question.strip()}
    return {name: value for name, value in said.items() if value}


def report_html(draft: Draft) -> str:
    """The report; no word of a comment is in the draft, and every word of it is escaped."""
    if draft.status is DraftStatus.QUESTIONS:
        return "".join(
            f'<div class="mc-empty"><b>{html.escape(one.text)}</b>{html.escape(one.why)}</div>'
            for one in draft.questions
        )
    if draft.suppressed:
        said = " ".join(sentence.text for sentence in draft.sentences()) or draft.text
        return (
            f'<div class="mc-empty"><b>{html.escape(said)}</b>Reports are shown from ten people on, a theme from five, so '
            "that nobody can be picked out. The answer is the same for four people and for none.</div>"
        )
    labels = {theme.label for theme in draft.themes}
    opening = [block for block in draft.blocks if block.heading not in labels][:1]
    closing = [block for block in draft.blocks if block.heading not in labels][1:]
    parts = [f"<p>{html.escape(one.text)}</p>" for block in opening for one in block.sentences]
    parts.append(f'<div class="mc-themes">{"".join(_theme(theme) for theme in draft.themes)}</div>')
    for block in closing:
        lines = "".join(f"<li>{html.escape(one.text)}</li>" for one in block.sentences)
        parts.append(f'<div><b>{html.escape(block.heading)}</b><ul class="mc-lines">{lines}</ul></div>')
    for finding in draft.findings:
        if finding.sentence is None:
            parts.append(f'<p class="mc-heed strong">{html.escape(finding.message)}</p>')
    return f'<div class="mc-report">{"".join(parts)}</div>'


def _theme(theme: Theme) -> str:
    share = f"{theme.share:.0%}"
    return (
        f'<section class="mc-theme"><h3>{html.escape(theme.label)}</h3>'
        f'<div class="mc-share" role="img" aria-label="{share} or more"><span style="width:{share}"></span></div>'
        f'<p class="mc-note"><b>at least {theme.people} people</b>, {share} or more</p>'
        f"<p>{html.escape(theme.summary)}</p></section>"
    )
