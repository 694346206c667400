"""Where text goes, and what is missing."""

from __future__ import annotations

import importlib.util

import pytest

from copilot.settings import Settings
from copilot.writing.engine import open_engine
from copilot.writing.llm import ModelMissing
from copilot.writing.providers import is_local


@pytest.mark.parametrize(
    ("spec", "url", "trusted", "local"),
    [
        ("ollama:llama3.2", None, False, True),
        ("ollama:llama3.2", "http://10.1.2.3:11434", False, False),
        ("ollama:gpt-oss:120b-cloud", None, False, False),
        ("openai:small", None, False, False),
        ("openai:small", "http://127.0.0.1:8080/v1", False, False),
        ("openai:small", "http://127.0.0.1:8080/v1", True, True),
        ("openai:small", "https://models.example/v1", True, False),
        ("fake:echo", None, False, True),
    ],
)
def test_text_stays_here_only_where_that_is_sure(
    spec: str, url: str | None, trusted: bool, local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a key")
    monkeypatch.delenv("OLLAMA_HOST", raising=False)
    assert open_engine(spec, Settings(model_url=url, model_local=trusted)).local is local


def test_where_text_goes_is_asked_of_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "a key")
    assert open_engine("anthropic:small", Settings()).host == "api.anthropic.com"
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://proxy.example/anthropic")
    assert open_engine("anthropic:small", Settings()).host == "proxy.example"


@pytest.mark.parametrize(
    ("spec", "command"),
    [
        ("openai:small", 'pip install "mentoring-copilot[openai]"'),
        ("anthropic:small", 'pip install "mentoring-copilot[anthropic]"'),
        ("google_genai:small", 'pip install "mentoring-copilot[google]"'),
        ("mistralai:small", 'pip install "mentoring-copilot[mistral]"'),
        ("ollama:small", 'pip install "mentoring-copilot[ollama]"'),
        ("gguf:/x.gguf", 'pip install "mentoring-copilot[gguf]"'),
    ],
)
def test_a_missing_package_says_the_command(spec: str, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelMissing) as caught:
        open_engine(spec, Settings())
    assert command in caught.value.next_step


def test_a_provider_that_is_not_installed_or_unknown_is_told() -> None:
    with pytest.raises(ModelMissing, match="needs the package"):
        open_engine("groq:small", Settings())
    with pytest.raises(ModelMissing, match="cannot be opened"):
        open_engine("nonsense:small", Settings())


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("localhost:11434", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:8080/v1", True),
        ("http://localhost.example", False),
        ("http://127.0.0.1.example", False),
        ("http://192.168.0.4", False),
        ("", False),
    ],
)
def test_only_loopback_is_this_computer(address: str, local: bool) -> None:
    assert is_local(address) is local
