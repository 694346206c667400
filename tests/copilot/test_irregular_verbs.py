"""The one table of irregular verbs."""

from __future__ import annotations

from copilot.irregular_verbs import BASES, PARTICIPLES, PAST, UNCHANGED


def test_a_form_leads_to_its_verb_and_a_verb_to_its_participle() -> None:
    assert (BASES["wrote"], BASES["written"], PAST["wrote"], PARTICIPLES["write"]) == ("write",) * 3 + ("written",)
    assert {BASES["got"], BASES["gotten"]} == {"get"}
    assert PARTICIPLES["get"] == "got"


def test_what_looks_like_the_verb_itself_is_no_form_of_it() -> None:
    assert not BASES.keys() & {"come", "run", "become", *UNCHANGED}
    assert {PARTICIPLES["come"], PAST["put"], PARTICIPLES["put"]} == {"come", "put"}


def test_no_form_belongs_to_two_verbs() -> None:
    verbs = PARTICIPLES.keys()
    assert not BASES.keys() & verbs
    assert set(BASES.values()) <= verbs
    assert set(PAST.values()) <= verbs
