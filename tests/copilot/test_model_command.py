"""`mentor model` and what is under it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.cli import main
from copilot.settings import Settings
from copilot.writing.llm import Message
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "p.yaml"
    file.write_text(SMALL, "utf-8")
    assert main(["import", str(file), "--data", str(tmp_path / "data")], embedder=HashingEmbedder) == 0
    return tmp_path / "data"


def run(data: Path, *words: str) -> int:
    return main([*words, "--data", str(data)], embedder=HashingEmbedder)


def test_a_model_is_set_shown_and_given_up(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "model", "use", "fake:echo") == 0
    capsys.readouterr()
    assert run(data, "model", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["spec"], told["source"], told["problem"]) == ("fake:echo", "chosen", "")
    assert run(data, "model", "--model", "fake:nobody") == 0
    out = capsys.readouterr().out
    assert "said with --model" in out
    assert "It cannot be used" in out
    assert run(data, "model", "use", "default") == 0
    assert "No language model" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("spec", "code", "said"),
    [
        ("gpt-5", 2, "provider:name"),
        ("gguf:/nowhere/model.gguf", 1, "There is no model file"),
        ("openai:gpt-5-mini", 1, "Set OPENAI_API_KEY in the environment."),
        ("fake:nobody", 1, "There is no fake model"),
    ],
)
def test_what_cannot_be_used_says_what_mends_it(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, spec: str, code: int, said: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert run(data, "model", "use", spec) == code
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_model_is_tried(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "model", "try", "fake:obedient") == 0
    out = capsys.readouterr().out
    assert "Calls tools: yes." in out
    assert "this computer" in out
    assert run(data, "model", "try", "fake:dead", "--json") == 1
    assert "Nothing answers" in json.loads(capsys.readouterr().out)["error"]["message"]
    assert run(data, "model", "try") == 2


def test_the_log_shows_ones_own_and_the_sums_everybodys(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "model", "log", "--as", "ines") == 0
    assert "Nothing was sent" in capsys.readouterr().out
    with Copilot.open(Settings(data=data, model="fake:echo"), HashingEmbedder) as copilot:
        model = copilot.language_model(copilot.viewer("harbour", "ines"))
        assert model is not None
        model.complete([Message("user", "[N1] Tea.")], purpose="agenda")
    assert run(data, "model", "log", "--as", "ines", "--json") == 0
    [sent] = json.loads(capsys.readouterr().out)["sent"]
    assert (sent["purpose"], sent["model"], sent["characters"]) == ("agenda", "fake:echo", 9)
    assert run(data, "model", "log", "--as", "tom") == 0
    assert "Nothing was sent" in capsys.readouterr().out
    assert run(data, "model") == 0
    assert "Used in harbour" in capsys.readouterr().out
    assert run(data, "model", "--as", "ines") == 0
    assert "Used in" not in capsys.readouterr().out
