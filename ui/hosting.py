"""The copilot that the pages of this process stand on.

Streamlit runs a page as a script, so nothing can be passed to it: what serves the pages leaves the copilot here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from copilot.api.guard import COOKIE
from copilot.app import Copilot


def _from_cookie() -> str:
    return st.context.cookies.get(COOKIE, "")


@dataclass(frozen=True)
class Host:
    """`secret` gives the session's secret of whoever looks at the page that is running."""

    copilot: Copilot
    secret: Callable[[], str] = _from_cookie


_hosts: list[Host] = []


def take(host: Host) -> None:
    """Serve the pages from this host from now on."""
    _hosts[:] = [host]


def host() -> Host:
    """The one that serves. Raises RuntimeError where none does."""
    if not _hosts:
        raise RuntimeError("Start the pages with `python -m ui`, not with `streamlit run`.")
    return _hosts[0]
