"""The first start: the sample to look around, or one's own in three questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from copilot.app import Copilot
from copilot.models import RelationshipKind, Visibility
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder
from tests.ui.rooms import NAUGHTY
from ui import entrance


@contextmanager
def _at(folder: Path, sign_in: str = "local") -> Iterator[tuple[Copilot, TestClient]]:
    with Copilot.open(Settings(data=folder, sign_in=sign_in), HashingEmbedder) as copilot:  # type: ignore[arg-type]
        app = FastAPI()
        app.state.copilot = copilot
        app.include_router(entrance.router)
        yield copilot, TestClient(app, follow_redirects=False)


def test_nothing_there_yet_leads_to_both_ways(tmp_path: Path) -> None:
    with _at(tmp_path) as (_, browser):
        assert browser.get("/sign-in").headers["location"] == "/first-start"
        page = browser.get("/first-start").text
        assert "Open the sample programme" in page
        assert "three questions" in page
        assert re.findall(r"<script[^>]*>", page) == ['<script defer src="/assets/keep.js">']


def test_the_sample_is_brought_in_once(tmp_path: Path) -> None:
    with _at(tmp_path) as (copilot, browser):
        for _ in range(2):
            assert browser.post("/first-start", data={"way": "sample"}).headers["location"] == "/sign-in"
        assert len(copilot.programmes()) == 1
        assert len(copilot.people(copilot.programme().id)) == 8


@pytest.mark.parametrize(
    ("meet", "mentor", "kind"),
    [
        ("mentor", "ben", RelationshipKind.TRADITIONAL),
        ("mentee", "ann", RelationshipKind.TRADITIONAL),
        ("peer", "ben", RelationshipKind.PEER),
    ],
)
def test_three_answers_make_a_place_and_sign_in(tmp_path: Path, meet: str, mentor: str, kind: RelationshipKind) -> None:
    with _at(tmp_path) as (copilot, browser):
        answer = browser.post(
            "/first-start", data={"name": "Ann", "partner": "Ben", "meet": meet, "wish": "ask better"}
        )
        assert answer.headers["location"] == "/"
        assert "httponly" in answer.headers["set-cookie"].lower()
        viewer = copilot.viewer(copilot.programme().id, "ann")
        pair = copilot.relationships(viewer)[0]
        assert (pair.mentor, pair.kind) == (mentor, kind)
        goal = copilot.goals(viewer, copilot.as_of(viewer.programme))[0]
        assert (goal.text, goal.visibility, goal.relationship) == ("ask better", Visibility.PRIVATE, pair.id)


def test_the_wish_may_be_blank(tmp_path: Path) -> None:
    with _at(tmp_path) as (copilot, browser):
        browser.post("/first-start", data={"name": "Ann", "partner": "Ben", "meet": "mentor"})
        viewer = copilot.viewer(copilot.programme().id, "ann")
        assert copilot.goals(viewer, copilot.as_of(viewer.programme)) == ()


def test_a_second_person_has_a_place_of_their_own(tmp_path: Path) -> None:
    with _at(tmp_path) as (copilot, browser):
        for name in ("Ann", "Cleo", "Ann"):
            assert browser.post("/first-start", data={"name": name, "partner": "Ben"}).status_code == 303
        assert [one.id for one in copilot.programmes()] == ["mine", "mine-2"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "", "partner": "Ben"}, "Two names are needed"),
        ({"name": "Ann", "partner": "ann"}, "Two different names"),
        ({"name": "???", "partner": "Ben"}, "no letter or digit"),
        ({"name": "A" * 500, "partner": "Ben"}, "at most 120"),
        ({"name": "Ann", "partner": "Ben", "meet": "boss"}, "mentor, your mentee or a peer"),
    ],
)
def test_what_cannot_be_used_is_said_above_what_was_typed(tmp_path: Path, said: dict[str, str], why: str) -> None:
    with _at(tmp_path) as (copilot, browser):
        answer = browser.post("/first-start", data={**said, "wish": "to be kept"})
        assert answer.status_code == 422
        assert why in answer.text
        assert "to be kept</textarea>" in answer.text
        assert "--" not in answer.text
        assert not copilot.programmes()


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_was_typed_comes_back_as_it_is(tmp_path: Path, text: str) -> None:
    import html

    with _at(tmp_path) as (_, browser):
        page = browser.post("/first-start", data={"name": text, "partner": "", "wish": text}).text
        assert html.escape(text) in page
        assert re.findall(r"<script[^>]*>", page) == ['<script defer src="/assets/keep.js">']


def test_where_people_have_passwords_nobody_begins_by_themselves(tmp_path: Path) -> None:
    with _at(tmp_path, "password") as (copilot, browser):
        for answer in (
            browser.get("/first-start"),
            browser.post("/first-start", data={"name": "Ann", "partner": "Ben"}),
        ):
            assert answer.status_code == 403
            assert "password" in answer.text
        assert not copilot.programmes()
