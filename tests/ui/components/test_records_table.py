"""Tables of records, and long lists."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.naughty import STRINGS, TAGS
from ui.components.records_table import facts_html, table_html


@pytest.mark.parametrize("words", STRINGS)
def test_every_word_of_a_table_is_shown_as_it_is(words: str) -> None:
    shown = table_html(words, (words, "Other"), [(words, words)]) + facts_html([(words, words)])
    assert not any(tag in shown for tag in TAGS)


def _many() -> None:
    import streamlit as st

    from ui.components.records_table import paged

    st.text(", ".join(str(one) for one in paged(range(45), "numbers", 20)))


def test_a_long_list_has_pages_and_its_ends_are_ends() -> None:
    app = AppTest.from_function(_many).run()
    assert app.text[0].value.startswith("0, 1,")
    assert app.button(key="before-numbers").disabled
    app.button(key="after-numbers").click().run()
    app.button(key="after-numbers").click().run()
    assert app.text[0].value == "40, 41, 42, 43, 44"
    assert app.button(key="after-numbers").disabled


def test_a_short_list_has_no_pages() -> None:
    def few() -> None:
        import streamlit as st

        from ui.components.records_table import paged

        st.text(str(len(paged([1, 2], "few"))))

    app = AppTest.from_function(few).run()
    assert app.text[0].value == "2"
    assert not app.button
