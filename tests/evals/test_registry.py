"""What a name on the command line stands for: a suite, or a group of them, never both."""

from __future__ import annotations

from pathlib import Path

import pytest

import evals
from evals.registry import GROUPS, SUITES, NoSuchSuite, Suite, chosen, left_out


def suite(name: str, *groups: str, by_name: bool = False) -> Suite:
    return Suite(name, "?", "nowhere:measure", groups, by_name=by_name)


FEW = {
    one.name: one
    for one in (
        suite("plain", "retrieval"),
        suite("long", "retrieval", by_name=True),
        suite("both", "drafts", "speed"),
        suite("fast", "speed"),
        suite("actions", "actions"),
        suite("sturdy"),
    )
}


def names(*asked: str, long_ones: bool = False, quality: bool = False) -> list[str]:
    return [one.name for one in chosen(asked, FEW, long_ones=long_ones, quality=quality)]


def test_no_name_means_all_but_the_long_ones() -> None:
    assert names() == ["plain", "both", "fast", "actions", "sturdy"]
    assert names(long_ones=True) == list(FEW)


def test_a_group_stands_for_its_suites_but_for_the_long_ones() -> None:
    assert names("retrieval") == ["plain"]
    assert names("retrieval", long_ones=True) == ["plain", "long"]
    assert names("speed") == ["both", "fast"]


def test_a_long_suite_runs_when_it_is_named_itself() -> None:
    assert names("long") == ["long"]
    assert names("retrieval", "long") == ["plain", "long"]


def test_a_suite_of_two_groups_runs_once() -> None:
    assert names("drafts", "speed", "both") == ["both", "fast"]


def test_quality_leaves_out_speed_and_sturdiness_but_not_what_is_both() -> None:
    assert names(quality=True) == ["plain", "both", "actions"]


def test_an_unknown_name_is_told_with_what_there_is() -> None:
    with pytest.raises(NoSuchSuite, match=r"'plane'.*Groups: retrieval.*Suites: plain, long"):
        names("plain", "plane")


def test_what_was_left_out_for_being_long_is_told() -> None:
    assert left_out((), FEW) == ["long"]
    assert left_out(("retrieval",), FEW) == ["long"]
    assert left_out(("retrieval", "long"), FEW) == []
    assert left_out(("speed",), FEW) == []


def test_no_name_means_two_things() -> None:
    for name in SUITES.keys() & GROUPS.keys():
        of_the_group = [one.name for one in SUITES.values() if name in one.groups]
        assert of_the_group == [name], f"{name} is a suite, and a group that holds {of_the_group}"


def test_every_suite_names_only_groups_there_are() -> None:
    assert {group for one in SUITES.values() for group in one.groups} <= GROUPS.keys()


def test_quick_suites_need_no_data_and_are_of_quality() -> None:
    quick = [one for one in SUITES.values() if one.quick]
    assert quick
    assert all(one.of_quality and not one.needs_data and not one.by_name for one in quick)


def test_the_readme_names_every_suite_and_each_groups_suites() -> None:
    readme = (Path(evals.__file__).parent / "README.md").read_text("utf-8")
    for name, one in SUITES.items():
        assert f"\n| `{name}` |" in readme, f"{name} has no row"
        for group in one.groups:
            (row,) = [line for line in readme.splitlines() if line.startswith(f"| `{group}` | {GROUPS[group]}")]
            assert f"`{name}`" in row.rpartition("|")[0].rpartition("|")[2], f"{name} is not in the row of {group}"
