"""What two tabs, or two people, wrote in the same place: both are shown, nothing is written over."""

from __future__ import annotations

import streamlit as st

from copilot.errors import Conflict
from ui.components.saying import plain


def show_conflict(error: Conflict) -> None:
    """Both texts, side by side."""
    st.warning(plain(f"{error.message} {error.next_step}"), icon=":material/sync_problem:")
    mine, theirs = st.columns(2)
    with mine:
        st.write("**What you sent**")
        for text in error.yours.values():
            st.code(text, language=None, wrap_lines=True)
    with theirs:
        st.write("**How it stands now**")
        for name, text in error.theirs.items():
            if name in error.yours or name == "text":
                st.code(text, language=None, wrap_lines=True)
