"""Long lists a piece at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

Item = TypeVar("Item")


def shown_of(items: Sequence[Item], key: str, size: int) -> Sequence[Item]:
    """Those to be drawn now. Call `more` behind them with the same key and size."""
    return items[: st.session_state.get(f"{key}-shown", size)]


def more(items: Sequence[Item], key: str, size: int) -> None:
    """A button for the next ones, where there are any."""
    count = st.session_state.get(f"{key}-shown", size)
    left = len(items) - count
    if left > 0:
        st.button(
            f"Show {left} more" if left <= size else f"Show {size} more of {left}",
            key=f"{key}-more",
            type="tertiary",
            on_click=_show,
            args=(key, count + size),
        )


def _show(key: str, count: int) -> None:
    st.session_state[f"{key}-shown"] = count
