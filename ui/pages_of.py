"""Which pages a person has. A mentee never sees staff's, and the façade behind them refuses just the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.app_pages import ask, goals, home, library, notes, programme, settings, write
from ui.room import Room


def pages_of(room: Room) -> list[StreamlitPage]:
    """The person's, the first of them their home."""
    mine = [_page(room, home, "Home", "", ":material/home:", default=True)]
    mine.append(_page(room, write, "Write", "write", ":material/edit_note:"))
    if room.meets:
        mine.append(_page(room, notes, "Notes", "notes", ":material/sticky_note_2:"))
        mine.append(_page(room, goals, "Goals", "goals", ":material/flag:"))
    mine.append(_page(room, ask, "Ask", "ask", ":material/forum:"))
    mine.append(_page(room, library, "Library", "library", ":material/local_library:"))
    if room.is_staff:
        mine.append(_page(room, programme, "Programme", "programme", ":material/groups:"))
    mine.append(_page(room, settings, "Settings", "settings", ":material/settings:"))
    return mine


def _page(room: Room, module: ModuleType, title: str, path: str, icon: str, *, default: bool = False) -> StreamlitPage:
    show: Callable[[Room], None] = module.show
    run = partial(show, room)
    return st.Page(run, title=title, icon=icon, url_path=path or None, default=default)
