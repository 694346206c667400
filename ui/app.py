"""The script that Streamlit runs for each look at a page: who is here, which pages are theirs, and the page."""

from __future__ import annotations

import streamlit as st

from ui import frame
from ui.components.saying import show_said, show_saved
from ui.pages_of import pages_of
from ui.room import enter, only_for

frame.set_up()
frame.hold_address()
room = enter()
if room is None:
    frame.signed_out()
else:
    only_for(room)
    page = st.navigation(pages_of(room))
    frame.show(room)
    frame.show_address()
    show_said()
    # Before any field: else the browser would bring back what is safe already.
    show_saved()
    page.run()
    show_saved()
