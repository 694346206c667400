"""One goal: before and after side by side, the days on its way, and what its owner can do with it."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.ahead import GoalCourse, Waypoint
from copilot.draft import Block
from copilot.drafts.goal_writer import PLACES
from copilot.models import Goal, GoalStatus, Visibility
from copilot.own_goals import GoalEdit
from copilot.versions import version_of
from ui.components import confirming, editing, goal_dialogue, goal_form
from ui.components.both_texts import settle, try_change
from ui.components.days import away, brief
from ui.components.marks import chip, seen_by
from ui.components.pairs import Pairs
from ui.components.paper import on_page
from ui.components.saying import plain, say, told
from ui.components.ways import way
from ui.room import Room

_STATUS = {GoalStatus.ACTIVE: "under way", GoalStatus.ACHIEVED: "reached", GoalStatus.DROPPED: "let go"}
_TRACK = ("Milestones", "Check")
_GAP = "[Your words here:"


def show(room: Room, pairs: Pairs, goal: Goal) -> None:
    """Draw it; only its owner can change it."""
    key = f"goal-{goal.id}"
    mine = goal.owner == pairs.me
    course = room.copilot.goal_course(room.viewer, room.as_of, goal)
    with st.container(key=f"card-{key}", gap="small"):
        st.html(_facts(room, pairs, goal, course))
        if mine and editing.is_open(key, goal):
            goal_form.edit(room, goal, key)
            return
        st.html(_sides(course, mine=mine) + _track(room, course))
        if mine and editing.is_open(f"{key}-dialogue", goal):
            goal_dialogue.show(room, goal, f"{key}-dialogue")
            return
        if mine:
            _own(room, pairs, goal, key)


def _facts(room: Room, pairs: Pairs, goal: Goal, course: GoalCourse) -> str:
    partner = pairs.partner(goal.relationship)
    mine = goal.owner == pairs.me
    # That a goal is under way says nothing among goals that all are.
    kind = "shared" if goal.status is GoalStatus.ACHIEVED else ""
    chips = [] if goal.status is GoalStatus.ACTIVE else [chip(_STATUS[goal.status], kind)]
    chips.append(seen_by(goal.visibility, partner if mine else "you"))
    if course.deadline is not None and goal.status is GoalStatus.ACTIVE:
        late = course.deadline < room.as_of
        chips.append(
            chip(
                f"by {brief(course.deadline, room.as_of)}, {away(course.deadline, room.as_of)}", "late" if late else ""
            )
        )
    who = "" if mine else f"{pairs.name(goal.owner)}'s, "
    about = f", with {partner}" if partner and mine else ""
    return f'<div class="mc-chips">{"".join(chips)}<span class="mc-note">{escape(who)}set {brief(goal.date, room.as_of)}{escape(about)}</span></div>'


def _sides(course: GoalCourse, *, mine: bool) -> str:
    before = f'<div class="mc-goal-before"><h3>Before</h3><p>{escape(course.goal.text.strip())}</p></div>'
    if course.refined:
        blocks = "".join(_block(one) for one in course.refined if one.heading not in _TRACK)
        return f'<div class="mc-goal-sides">{before}<div class="mc-goal-after">{blocks}</div></div>'
    if not mine:
        return f'<div class="mc-goal-sides">{before}<div class="mc-goal-after none"><h3>After</h3><p>How it was sharpened is its owner’s alone to see.</p></div></div>'
    lacking = "".join(f"<li>{escape(PLACES[one])}</li>" for one in course.missing if one in PLACES)
    said = (
        f"<p>Not sharpened yet. Still to be said:</p><ul>{lacking}</ul>"
        if lacking
        else "<p>It says all that a goal needs.</p>"
    )
    return f'<div class="mc-goal-sides">{before}<div class="mc-goal-after none"><h3>After</h3>{said}</div></div>'


def _block(block: Block) -> str:
    lines = "".join(
        f'<p class="mc-gap">Still to say: {escape(on_page(one.text).removeprefix(_GAP).strip(" ]"))}</p>'
        if one.text.startswith(_GAP)
        else f"<p>{escape(one.text)}</p>"
        for one in block.sentences
    )
    return f"<h3>{escape(block.heading)}</h3>{lines}"


def _track(room: Room, course: GoalCourse) -> str:
    """How much of the time has gone, and the days on the way."""
    points = [*(("Milestone", one) for one in course.milestones), *(("Check", one) for one in course.checks)]
    rows = "".join(_point(room, name, one, active=course.goal.status is GoalStatus.ACTIVE) for name, one in points)
    bar = ""
    if course.deadline is not None and course.deadline > course.goal.date and course.goal.status is GoalStatus.ACTIVE:
        whole = (course.deadline - course.goal.date).days
        gone = min(max((room.as_of - course.goal.date).days, 0), whole)
        past = sum(one.day is not None and one.day < room.as_of for one in course.milestones)
        steps = f"; {past} of {len(course.milestones)} milestones have had their day" if course.milestones else ""
        label = f"{round(100 * gone / whole)} % of the time has gone{steps}"
        bar = f'<progress max="{whole}" value="{gone}" aria-label="{label}"></progress><p class="mc-note">{label}.</p>'
    return f'<div class="mc-track">{bar}<ul>{rows}</ul></div>' if bar or rows else ""


def _point(room: Room, name: str, one: Waypoint, *, active: bool) -> str:
    day = ""
    if one.day is not None:
        late = active and one.day < room.as_of
        day = chip(f"{brief(one.day, room.as_of)}, {away(one.day, room.as_of)}", "late" if late else "")
    return f"<li><b>{name}</b>{day}<span>{escape(' '.join(one.text.split()))}</span></li>"


def _own(room: Room, pairs: Pairs, goal: Goal, key: str) -> None:
    if settle(key, "Saved."):
        confirming.put_aside(key)
        st.rerun()
    partner = pairs.partner(goal.relationship)
    with st.container(horizontal=True, vertical_alignment="center"):
        if goal.status is GoalStatus.ACTIVE:
            way("write", "Sharpen it", icon=":material/tune:", kind="goal", goal=goal.id)
            if room.copilot.writing_model() is not None:
                dialogue = f"{key}-dialogue"
                st.button(
                    "Help me sharpen it",
                    key=f"{dialogue}-open",
                    icon=":material/forum:",
                    on_click=editing.open_on,
                    args=(dialogue, goal),
                )
            _decide(room, goal, GoalStatus.ACHIEVED, "Reached", key)
            st.button("Edit", key=f"{key}-edit", type="tertiary", on_click=editing.open_on, args=(key, goal))
            _decide(room, goal, GoalStatus.DROPPED, "Let go", key)
        else:
            _decide(room, goal, GoalStatus.ACTIVE, "Take it up again", key)
        if goal.visibility is Visibility.SHARED:
            confirming.ask(key, "private", "Make it private")
        elif partner is not None:
            confirming.ask(key, "shared", f"Share with {plain(partner)}")
    made = st.session_state.get(f"{key}-dialogue-made")
    if made:
        way("write", "Read your goal", icon=":material/description:", draft=made)
    wanted = confirming.asked(key)
    if wanted is not None:
        _confirm(room, goal, key, wanted, partner or "the other")


def _confirm(room: Room, goal: Goal, key: str, wanted: str, partner: str) -> None:
    shared = wanted == Visibility.SHARED
    warning = (
        f"{partner} will read this goal, and drafts that you both read may quote it. How you sharpened it stays yours."
        if shared
        else f"{partner} will no longer see it. Drafts that quoted it lose those words and are marked."
    )
    if not confirming.confirm(key, warning, "Share it" if shared else "Make it private"):
        return

    def change(expected: str | None) -> object:
        return room.copilot.edit_goal(room.viewer, goal.id, GoalEdit(visibility=Visibility(wanted)), expected)

    if try_change(key, change, version_of(goal), f"Shared with {plain(partner)}." if shared else "It is private now."):
        confirming.put_aside(key)
        st.rerun()


def _decide(room: Room, goal: Goal, status: GoalStatus, label: str, key: str) -> None:
    if not st.button(
        label, key=f"{key}-{status.value}", type="secondary" if status is GoalStatus.ACHIEVED else "tertiary"
    ):
        return
    with told():
        room.copilot.decide_goal(room.viewer, room.as_of, goal.id, status, version_of(goal))
        say(
            {
                GoalStatus.ACHIEVED: "Reached. Take a moment to enjoy it.",
                GoalStatus.DROPPED: "Let go.",
                GoalStatus.ACTIVE: "It is under way again.",
            }[status]
        )
        st.rerun()
