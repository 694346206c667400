"""What can be set for language models, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.errors import BriefError
from copilot.settings import load_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("model", "gpt-5"),
        ("model", ":x"),
        ("model_url", "localhost:8080"),
        ("model_url", "ftp://localhost"),
        ("model_timeout", 0),
        ("model_timeout", 4000),
        ("model_context", 100),
        ("unsupported", "hide"),
        ("prompts", "/nowhere/at/all"),
        ("encoder_precision", "float8"),
        ("encoder", "/nowhere/at/all"),
    ],
)
def test_what_cannot_be_set_is_named(name: str, value: object) -> None:
    with pytest.raises(BriefError) as caught:
        load_settings(**{name: value})
    assert caught.value.location == name
    assert f"COPILOT_{name.upper()}" in caught.value.next_step


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {
        "MODEL": "openai:small",
        "MODEL_URL": "http://127.0.0.1:8080/v1/",
        "MODEL_TIMEOUT": "30",
        "UNSUPPORTED": "drop",
        "PROMPTS": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"COPILOT_{name}", value)
    read = load_settings()
    assert (read.model, read.model_url, read.model_timeout) == ("openai:small", "http://127.0.0.1:8080/v1", 30)
    assert (read.unsupported, read.prompts, read.model_said) == ("drop", tmp_path, False)
    said = load_settings(model="none")
    assert (said.model, said.model_said) == ("none", True)
