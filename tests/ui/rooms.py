"""Pages under `AppTest`: the sample programme, and anyone in it looking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder
from ui.components.saying import plain
from ui.first_start import SAMPLE
from ui.hosting import Host, take

SCRIPT = Path(__file__).parent.parent.parent / "ui" / "app.py"


@contextmanager
def a_copilot(folder: Path, programme: Path | None = SAMPLE) -> Iterator[Copilot]:
    """On a new folder with the sample programme, or another file's, in it."""
    with Copilot.open(Settings(data=folder), HashingEmbedder) as copilot:
        if programme is not None:
            copilot.import_programme(programme)
        yield copilot


def looking(copilot: Copilot, person: str, page: str = "", **query: str) -> AppTest:
    """The app as this person sees it, at the page of that address (none: their home)."""
    secret = copilot.accounts.open(copilot.programme().id, person).secret
    take(Host(copilot, lambda: secret))
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.run()
    if page:
        app = at(app, page, **query)
    assert not app.exception, app.exception
    return app


def at(app: AppTest, page: str, **query: str) -> AppTest:
    """The same tab at another page. Raises LookupError where this person has no such page."""
    # `AppTest.switch_page` knows pages that are files; ours are functions, so the page is named as Streamlit does inside.
    known = {info.get("url_pathname"): key for key, info in app._registered_pages.items()}
    if page not in known:
        raise LookupError(f"there is no page {page!r} among {sorted(filter(None, known))}")
    app._page_hash = known[page]
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def shown(app: AppTest) -> str:
    """All the words on the page."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "text", "error", "warning", "info", "success")
    words = [str(element.value) for kind in kinds for element in app.get(kind)]
    words += [str(element.proto.body) for element in app.get("html")]
    words += [str(element.label) for kind in ("button", "text_area", "text_input") for element in app.get(kind)]
    return "\n".join(words)


def links(app: AppTest) -> list[tuple[str, str, str]]:
    """Every link to another page: its label, the page's address, and what the address asks for."""
    return [(one.proto.label, one.proto.page, one.proto.query_string) for one in app.get("page_link")]


NAUGHTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> & \"quotes\" 'too'",
    "**bold** _under_ `code` $x^2$ :material/home: :red[red] [a](http://x.example)",
    "# heading\n- list\n> quote | table | ~~gone~~",
    "Zalgo Ṱ̺̺o͎̟ ‮txet esrever Ω≈ç√ 田中さん 👩‍👩‍👧 \u200b end",
    "{{7*7}} ${jndi:x} %s %n '; DROP TABLE notes; --",
)
"""What people may type; each must be shown as it is."""


def as_they_are(app: AppTest, text: str) -> bool:
    """Whether the words stand on the page with all that could mark them up taken away from it."""
    html = escape(text)
    marked = plain(text)
    one_line = " ".join(text.split())
    labels = {marked, plain(one_line), html, escape(one_line)}
    everything = "\n".join([shown(app), *(label for label, _, _ in links(app))])
    raw = [body for body in (str(one.proto.body) for one in app.get("html")) if text in body and "<" in text]
    return not raw and any(label in everything for label in labels)
