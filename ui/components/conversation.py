"""The conversation of one person in one tab: kept in the page's state alone, gone with the tab."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from copilot.draft import Citation, Draft
from copilot.writing.answer_writer import Exchange
from ui.components.answers import Places
from ui.room import Room

MOST = 50
"""So many questions are kept; the oldest go first."""
SHOWN = 10
"""So many are shown unless more are asked for."""


@dataclass(frozen=True)
class Turn:
    """A question and its answer, with the places its quotes stand in; `near` is what came near where nothing answers."""

    question: str
    draft: Draft
    places: Places
    near: tuple[Citation, ...] = ()


@dataclass
class Conversation:
    """`waiting` are questions that have no answer yet: one may be typed while another is looked for."""

    turns: list[Turn] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    everything: bool = False

    def shown(self) -> list[Turn]:
        """The last ones, or all of them."""
        return self.turns if self.everything else self.turns[-SHOWN:]

    @property
    def history(self) -> list[Exchange]:
        """What was asked and answered, so that a question can lean on those before it."""
        return [Exchange(one.question, one.draft.text) for one in self.turns]

    def answered(self, draft: Draft, places: Places, near: tuple[Citation, ...]) -> Turn:
        """Keep the answer to the first that was waiting."""
        turn = Turn(self.waiting.pop(0), draft, places, near)
        self.turns = [*self.turns, turn][-MOST:]
        return turn


_KEY = "ask-conversation"


def conversation(room: Room) -> Conversation:
    """Whoever looks now has their own: a tab may come back with somebody else signed in."""
    whose = (room.programme.id, room.viewer.person.id)
    known: tuple[tuple[str, str], Conversation] | None = st.session_state.get(_KEY)
    if known is None or known[0] != whose:
        known = (whose, Conversation())
        st.session_state[_KEY] = known
    return known[1]


def forget_conversation() -> None:
    """Whoever had it is gone, and so is what they asked."""
    st.session_state.pop(_KEY, None)
