"""Which pages whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.rooms import a_copilot, at, looking, shown
from ui.hosting import Host, take

MINE = ["", "ask", "goals", "library", "notes", "settings", "write"]


@pytest.mark.parametrize(
    ("person", "pages"),
    [
        ("farah", MINE),
        ("daniel-k", MINE),
        ("ruth", ["", "ask", "library", "programme", "settings", "write"]),
    ],
)
def test_everyone_has_the_pages_of_their_roles(tmp_path: Path, person: str, pages: list[str]) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, person)
        assert sorted(info.get("url_pathname", "") for info in app._registered_pages.values()) == pages
        for page in filter(None, pages):
            assert at(app, page).title


def test_a_mentee_has_no_staff_page_by_address_either(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot, pytest.raises(LookupError):
        looking(copilot, "farah", "programme")


def test_a_session_that_ended_shows_the_way_back_and_no_page(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        opened = copilot.accounts.open(copilot.programme().id, "farah")
        app = looking(copilot, "farah", "notes")
        take(Host(copilot, lambda: opened.secret))
        copilot.accounts.revoke_all(copilot.programme().id, "farah")
        app.run()
        assert [title.value for title in app.title] == ["You have been signed out"]
        assert "/sign-in?next=" in shown(app)
