"""The form a draft begins with: prefilled with what the address and the records know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.models import Role
from tests.ui.rooms import a_copilot, looking


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    with a_copilot(tmp_path_factory.mktemp("data")) as opened:
        yield opened


def test_the_day_that_a_link_names_stands_in_the_form(copilot: Copilot) -> None:
    app = looking(copilot, "amara", "write", kind="agenda", relationship="r-amara-daniel", session_date="2026-12-02")
    assert app.date_input[0].value == date(2026, 12, 2)


def test_a_link_with_a_day_that_is_none_leaves_the_field_blank(copilot: Copilot) -> None:
    app = looking(copilot, "amara", "write", kind="agenda", relationship="r-amara-daniel", session_date="soon")
    assert app.date_input[0].value is None


def test_staff_choose_among_the_periods_that_can_be_shown_the_last_one_first(copilot: Copilot) -> None:
    app = looking(copilot, "ruth", "write", kind="feedback")
    period = next(one for one in app.selectbox if one.label == "Period")
    assert (period.options, period.value) == (["2026-H1", "2026-H2"], "2026-H2")


@pytest.mark.parametrize(("chosen", "readers"), [("me", ["amara"]), ("both", None)])
def test_an_agenda_may_be_for_oneself_alone(copilot: Copilot, chosen: str, readers: list[str] | None) -> None:
    app = looking(copilot, "amara", "write", kind="agenda", relationship="r-amara-daniel", session_date="2026-12-02")
    next(one for one in app.get("button_group") if one.label == "Who reads it?").set_value(chosen)
    next(one for one in app.button if one.label == "Draft it").click().run()
    assert not app.exception
    made = copilot.studio.named(copilot.viewer(copilot.programme().id, "amara"), str(app.query_params["draft"]))
    assert made.brief.get("audience") == readers


def test_in_a_workspace_of_ones_own_both_of_us_names_both(tmp_path_factory: pytest.TempPathFactory) -> None:
    with a_copilot(tmp_path_factory.mktemp("own"), None) as copilot:
        copilot.begin(Beginning("Ann", Role.MENTEE, "Ben"))
        app = looking(copilot, "ann", "write", kind="agenda")
        readers = next(one for one in app.get("button_group") if one.label == "Who reads it?")
        assert readers.value == "me"
