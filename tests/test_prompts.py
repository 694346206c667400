"""Prompts are read like code: each says what it is for, and none is filled wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.errors import BriefError
from copilot.writing.prompting import Prompts
from prompts import PromptError, load

FILE = "---\npurpose: A test.\nreasons:\n  - Because.\nvariables: [{}]\n---\n{}\n"


def test_every_prompt_says_why_it_is_as_it_is() -> None:
    for prompt in load().values():
        assert prompt.purpose
        assert prompt.reasons
        assert not any(reason in prompt.text for reason in prompt.reasons)


def test_what_is_fixed_stands_before_what_is_not() -> None:
    """A provider's cache, and llama.cpp's, holds what stands before the first word that differs."""
    for prompt in load().values():
        assert len(prompt.text.partition("{{")[0].split()) < 200
        _, found, rest = prompt.text.partition("{{")
        fixed = [line for line in rest.splitlines()[1:] if line.strip() and "{{" not in line]
        assert not found or all(line.startswith(("<", "Wish", "Last")) for line in fixed), prompt.name
    assert not load()["system"].variables


def test_a_variable_that_is_missing_or_unknown_is_refused() -> None:
    prompt = load()["outreach"]
    with pytest.raises(PromptError, match="points is missing"):
        prompt.filled(about="")
    with pytest.raises(PromptError, match="wish is unknown"):
        prompt.filled(about="", points="", wish="")


def test_what_fills_a_prompt_fills_nothing_else() -> None:
    assert "{{points}} stays" in load()["outreach"].filled(about="{{points}} stays", points="x")


def test_a_folder_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "goal.md").write_text(FILE.format("about, points", "Mine: {{about}} {{points}}"), encoding="utf-8")
    mine = Prompts(tmp_path)
    assert mine.text("goal", about="a", points="b") == "Mine: a b"
    assert mine.all()["outreach"] == Prompts().all()["outreach"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("goal.md", FILE.format("about", "Only {{about}}")),
        ("goal.md", FILE.format("about, points", "Only {{about}}")),
        ("goal.md", "No front matter {{about}} {{points}}"),
        ("goal.md", FILE.format("", "")),
        ("gaol.md", FILE.format("about, points", "{{about}} {{points}}")),
        ("goal.md", "---\n: [\n---\ntext\n"),
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_when_it_is_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BriefError) as error:
        Prompts(tmp_path)
    assert error.value.next_step


def test_comments_are_not_sent(tmp_path: Path) -> None:
    (tmp_path / "goal.md").write_text(
        FILE.format("about, points", "<!-- why -->\n{{about}} {{points}}"), encoding="utf-8"
    )
    assert Prompts(tmp_path).text("goal", about="a", points="b") == "a b"
