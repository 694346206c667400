"""`mentor draft … --model` and `mentor drafts revise`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.cli import main
from copilot.settings import Settings
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

ASKED = ("--type", "request", "--to", "Rosa Lind", "--why", "your talk on tides", "--ask", "20 minutes on my outline")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "p.yaml"
    file.write_text(SMALL, "utf-8")
    assert main(["import", str(file), "--data", str(tmp_path / "data")], embedder=HashingEmbedder) == 0
    return tmp_path / "data"


def run(data: Path, *words: str) -> int:
    return main([*words, "--data", str(data), "--as", "ines"], embedder=HashingEmbedder)


def test_a_draft_with_a_model_says_who_wrote_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "draft", "outreach", *ASKED, "--model", "fake:echo") == 0
    out, err = capsys.readouterr()
    assert "Written with fake:echo" in out
    assert "tokens read" in out
    assert "Asking the model" in err
    assert "your talk on tides" in err
    assert "Asking the model" not in out


def test_json_holds_the_draft_and_nothing_else(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "draft", "outreach", *ASKED, "--model", "fake:echo", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["writer"] == "fake:echo"
    assert told["usage"]["tokens_in"] > 0


def test_a_model_that_fails_leaves_a_draft_and_the_reason(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "draft", "outreach", *ASKED, "--model", "fake:dead") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Put together without a model." in out
    assert "Nothing answers for fake:dead" in out
    assert "your talk on tides" in out
    assert "Written without a model" in out


def _working(data: Path) -> str:
    with Copilot.open(Settings(data=data, model="fake:echo"), HashingEmbedder) as copilot:
        viewer = copilot.viewer("harbour", "ines")
        brief = {"type": "request", "to": "Rosa Lind", "why": "your talk on tides", "ask": "20 minutes on my outline"}
        return copilot.studio.start(viewer, "outreach", brief, copilot.as_of("harbour")).id


def test_a_draft_of_the_studio_is_said_differently(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    working = _working(data)
    assert run(data, "drafts", "revise", working, "shorter", "--model", "fake:echo", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["id"] == working
    assert "your talk on tides" in told["draft"]["text"]


def test_what_cannot_be_revised_says_why(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    working = _working(data)
    assert run(data, "drafts", "revise", working, "shorter") == 2
    assert "No language model is set" in capsys.readouterr().err
    assert run(data, "draft", "outreach", *ASKED, "--keep", "--json") == 0
    kept = json.loads(capsys.readouterr().out)["kept"]
    assert run(data, "drafts", "revise", kept, "shorter", "--model", "fake:echo") == 2
    assert "kept by itself" in capsys.readouterr().err
    assert run(data, "drafts", "revise", working, "warmer", "--model", "fake:dead") == 1
    assert "Nothing answers" in " ".join(capsys.readouterr().err.split())
