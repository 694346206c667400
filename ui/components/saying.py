"""What a page says after something was done or could not be: it outlives the run that did it, and nothing typed is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import streamlit as st

from copilot.errors import CopilotError
from copilot.writing.llm import ModelStopped
from ingest.errors import IngestError

_SAID = "said"


def say(text: str, icon: str = ":material/check:") -> None:
    """Tell it at the next look at the page, once."""
    st.session_state.setdefault(_SAID, []).append((text, icon))


def show_said() -> None:
    """What was left to be told."""
    for text, icon in st.session_state.pop(_SAID, []):
        st.toast(text, icon=icon)


def saved(key: str) -> None:
    """What was typed in the fields whose keys begin so is safe: the browser need not keep it any more (`assets/keep.js`).

    "" stands for all fields of all pages.
    """
    when = datetime.now(UTC).isoformat()
    st.session_state.setdefault("saved", []).append((key, when))


def show_saved() -> None:
    """The marks that `saved` left."""
    marks = st.session_state.pop("saved", [])
    spans = (f'<span data-saved="{html.escape(key)}" data-when="{when}"></span>' for key, when in marks)
    st.html(f"<div hidden>{''.join(spans)}</div>")


@contextmanager
def told() -> Iterator[None]:
    """An error of ours in the block is said in its own words, with the next step; what was typed stays where it is."""
    try:
        yield
    except ModelStopped:
        st.info("Stopped. Nothing was changed.", icon=":material/stop_circle:")
    except (CopilotError, IngestError) as error:
        st.error(plain(f"{error.message} {error.next_step}".strip()), icon=":material/error:")
        for problem in getattr(error, "problems", ())[:20]:
            st.caption(plain(problem))


def plain(text: str) -> str:
    """Stored or typed words, so that Streamlit's Markdown shows them as they are."""
    return "".join(f"\\{letter}" if letter in _MARKS else letter for letter in text).replace("\n", "  \n")


def label(text: str) -> str:
    """Words that a label holds, shown as they are. A field is also called so to whoever hears the page, so
    only marks that would do something are made harmless."""
    return _DOING.sub(r"\\\g<0>", " ".join(text.split()))


_DOING = re.compile(r"[\\`*_\[<~$]|:(?=[A-Za-z+])|(?:^[#>+-])|(?:(?<=^\d)[.)])|&(?=#?\w+;)")
_MARKS = frozenset("\\`*_{}[]()#+-.!|~>$:<&")
