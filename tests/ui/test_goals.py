"""Goals: before and after, set, sharpened, shared, reached, let go."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.models import Goal, GoalStatus, Role, Viewer, Visibility
from tests.ui.rooms import NAUGHTY, a_copilot, as_they_are, links, looking, shown

MEETINGS, APM = "g-amara-meetings", "g-amara-apm"


def _viewer(copilot: Copilot, person: str) -> Viewer:
    return copilot.viewer(copilot.programme().id, person)


def _goal(copilot: Copilot, identifier: str) -> Goal:
    return copilot.goal(_viewer(copilot, "amara"), identifier)


def test_what_a_goal_lacks_is_said_with_the_way_to_sharpen_it(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "goals")
        assert "how you will know you got there" in shown(app)
        assert f"kind=goal&goal={MEETINGS}" in {query for _, _, query in links(app)}


def test_a_sharpened_goal_stands_beside_its_first_words_with_its_days(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        viewer, day = _viewer(copilot, "amara"), copilot.as_of(copilot.programme().id)
        answers = {
            "specific": "speak in the first ten minutes of each Monday meeting",
            "time_bound": "by 15 January 2027",
            "check_date": "on 18 December with Daniel",
            "milestones": "two Mondays by 4 December; four by 15 January",
        }
        copilot.keep_draft(viewer, copilot.draft(viewer, "goal", {"goal": MEETINGS, "answers": answers}, day))
        words = shown(looking(copilot, "amara", "goals"))
        assert "speak in the first ten minutes" in words
        assert "18 Dec, in 4 weeks" in words
        assert "0 of 2 milestones have had their day" in words


def test_a_partner_sees_a_shared_goal_and_cannot_decide_on_it(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "daniel-k", "goals")
        assert "associate product manager" in shown(app)
        assert "more confident in meetings" not in shown(app)
        assert not [one for one in app.button if (one.key or "").startswith(f"goal-{APM}")]


def test_a_goal_is_reached_and_can_be_taken_up_again(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "goals")
        app.button(key=f"goal-{APM}-achieved").click().run()
        assert _goal(copilot, APM).status is GoalStatus.ACHIEVED
        app.button(key=f"goal-{APM}-active").click().run()
        assert _goal(copilot, APM).status is GoalStatus.ACTIVE


def test_a_new_goal_is_private_by_default(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "goals")
        app.text_area(key="goal-text__0").input("write better questions")
        next(one for one in app.button if one.label == "Set this goal").click().run()
        assert not app.exception
        made = copilot.goals(_viewer(copilot, "amara"), copilot.as_of(copilot.programme().id))[-1]
        assert (made.text, made.visibility) == ("write better questions", Visibility.PRIVATE)


def test_sharing_a_goal_is_asked_first(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "goals")
        app.button(key=f"goal-{MEETINGS}-shared").click().run()
        assert _goal(copilot, MEETINGS).visibility is Visibility.PRIVATE
        app.button(key=f"goal-{MEETINGS}-yes").click().run()
        assert _goal(copilot, MEETINGS).visibility is Visibility.SHARED


def test_a_goals_words_are_changed_in_place(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "goals")
        app.button(key=f"goal-{MEETINGS}-edit").click().run()
        app.text_area(key=f"goal-{MEETINGS}-words").input("speak up on Mondays")
        next(one for one in app.button if one.label == "Save").click().run()
        assert _goal(copilot, MEETINGS).text == "speak up on Mondays"


def test_who_has_no_goal_learns_why_to_have_one(tmp_path: Path) -> None:
    with a_copilot(tmp_path, None) as copilot:
        copilot.begin(Beginning("Ann", Role.MENTEE, "Ben"))
        assert "No goal of yours yet" in shown(looking(copilot, "ann", "goals"))


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_was_typed_is_shown_as_it_is(tmp_path: Path, text: str) -> None:
    with a_copilot(tmp_path, None) as copilot:
        copilot.begin(Beginning("Ann", Role.MENTEE, "Ben"))
        viewer = _viewer(copilot, "ann")
        copilot.add_goal(viewer, text, day=copilot.as_of(viewer.programme))
        assert as_they_are(looking(copilot, "ann", "goals"), text)
