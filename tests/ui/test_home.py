"""Home, for each role, empty and full."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.models import ActionStatus, Role, Viewer, Visibility
from copilot.own_actions import ActionEdit
from tests.ui.rooms import NAUGHTY, a_copilot, as_they_are, at, links, looking, shown


def _viewer(copilot: Copilot, person: str) -> Viewer:
    return copilot.viewer(copilot.programme().id, person)


def _status(copilot: Copilot, person: str, action: str) -> ActionStatus:
    day = copilot.as_of(copilot.programme().id)
    return copilot.action(_viewer(copilot, person), day, action).action.status


def test_what_is_overdue_is_marked_and_ones_own_comes_first(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        words = shown(looking(copilot, "amara"))
        assert "was due 13 Nov, 7 days ago" in words
        assert words.index("Send the case draft") < words.index("Run the mock interview")


def test_a_proposal_is_accepted_right_there(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "lucia")
        accept = [one for one in app.button if one.label == "Accept"]
        action = accept[0].key.removeprefix("proposed-").removesuffix("-open")
        assert _status(copilot, "lucia", action) is ActionStatus.PROPOSED
        accept[0].click().run()
        assert not app.exception
        assert _status(copilot, "lucia", action) is ActionStatus.OPEN


def test_a_proposal_is_dropped_right_there(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "lucia")
        drop = next(one for one in app.button if one.label == "Drop")
        action = drop.key.removeprefix("proposed-").removesuffix("-dropped")
        drop.click().run()
        assert _status(copilot, "lucia", action) is ActionStatus.DROPPED


def test_an_action_is_put_right_and_accepted_in_one_go(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "lucia")
        edit = next(one for one in app.button if one.label == "Edit")
        key = edit.key.removesuffix("-edit")
        edit.click().run()
        app.text_area(key=f"{key}-words").input("Send the agreement to Farah")
        next(one for one in app.button if one.label == "Accept as changed").click().run()
        assert not app.exception
        action = copilot.action(
            _viewer(copilot, "lucia"), copilot.as_of(copilot.programme().id), key.removeprefix("proposed-")
        )
        assert (action.action.text, action.action.status) == ("Send the agreement to Farah", ActionStatus.OPEN)


def test_a_form_that_was_open_is_open_again_when_the_page_is_loaded_anew(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "daniel-k")
        app.button(key="others-a-ad-case-edit").click().run()
        assert app.query_params["editing"] in ("others-a-ad-case", ["others-a-ad-case"])
        anew = at(looking(copilot, "daniel-k"), "", editing="others-a-ad-case")
        assert anew.text_area(key="others-a-ad-case-words").value
        next(one for one in anew.button if one.label == "Cancel").click().run()
        assert "editing" not in anew.query_params
        assert 'data-saved="others-a-ad-case-"' in shown(anew)


def test_of_two_who_change_an_action_the_second_sees_both_texts(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "daniel-k")
        app.button(key="others-a-ad-case-edit").click().run()
        day = copilot.as_of(copilot.programme().id)
        copilot.decide(
            _viewer(copilot, "amara"), day, "a-ad-case", None, wanted=ActionEdit(text="Send the second draft")
        )
        app.text_area(key="others-a-ad-case-words").input("Send the case draft on pricing and on slots")
        next(one for one in app.button if one.label == "Save").click().run()
        words = shown(app)
        assert "Send the second draft" in words
        assert "Send the case draft on pricing and on slots" in words
        app.button(key="others-a-ad-case-mine").click().run()
        kept = copilot.action(_viewer(copilot, "amara"), day, "a-ad-case").action.text
        assert kept == "Send the case draft on pricing and on slots"


def test_the_next_session_is_told_with_the_words_it_is_from(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        words = shown(looking(copilot, "amara"))
        assert "Wednesday, 2 December" in words
        assert "<q>next: 2 Dec, 16:00</q>" in words


def test_each_choice_leads_to_the_studio_with_its_kind(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        ways = {query for _, page, query in links(looking(copilot, "farah")) if page == "write"}
        assert {"kind=agenda", "kind=goal", "kind=outreach&type=request", "kind=outreach&type=follow_up"} <= ways
        assert "kind=feedback" not in ways


def test_staff_without_a_pair_have_themes_and_no_word_of_anybodys_note(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "ruth")
        assert "kind=feedback" in {query for _, _, query in links(app)}
        words = shown(app)
        assert "Yours to do" not in words
        assert "case draft" not in words


def test_who_has_nothing_yet_is_told_how_it_begins(tmp_path: Path) -> None:
    with a_copilot(tmp_path, None) as copilot:
        copilot.begin(Beginning("Ann", Role.MENTEE, "Ben"))
        words = shown(looking(copilot, "ann"))
        assert "Nothing is owed yet" in words
        assert "Your first session" in words


def test_drafts_that_were_begun_are_gone_on_with(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        viewer = _viewer(copilot, "amara")
        day = copilot.as_of(copilot.programme().id)
        begun = copilot.studio.start(viewer, "agenda", {"relationship": "r-amara-daniel"}, day)
        assert f"draft={begun.id}" in {query for _, _, query in links(looking(copilot, "amara"))}


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_was_typed_is_shown_as_it_is(tmp_path: Path, text: str) -> None:
    with a_copilot(tmp_path, None) as copilot:
        copilot.begin(Beginning("Ann", Role.MENTEE, "Ben"))
        viewer = _viewer(copilot, "ann")
        copilot.add_goal(viewer, text, day=copilot.as_of(viewer.programme), visibility=Visibility.PRIVATE)
        copilot.add_note(viewer, f"I will send Ben {text} by Friday\n", day=copilot.as_of(viewer.programme), title=text)
        app = looking(copilot, "ann")
        assert as_they_are(app, text)
