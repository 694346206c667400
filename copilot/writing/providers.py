"""Who offers language models: which package speaks to them, which variable holds the key, and where text goes."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from copilot.writing.llm import Abilities, ModelMissing

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

    from copilot.settings import Settings
    from copilot.writing.engine import Engine

RETRIES = 2
_TO_ADDRESS = (
    "root_client.base_url",  # openai
    "_client.base_url",  # anthropic
    "_client._client.base_url",  # ollama
    "client._api_client._http_options.base_url",  # google
    "client.base_url",  # mistral
)
_ELSEWHERE = "an unknown host"


@dataclass(frozen=True)
class Provider:
    """`extra`: what to install (`mentoring-copilot[extra]`), "" where we have none. `key`: the variable, "" for none.

    `host`: where text goes unless an address is set.
    """

    name: str
    module: str
    extra: str
    key: str
    host: str
    other_keys: tuple[str, ...] = ()


_KNOWN = {
    one.name: one
    for one in (
        Provider("openai", "langchain_openai", "openai", "OPENAI_API_KEY", "api.openai.com"),
        Provider("anthropic", "langchain_anthropic", "anthropic", "ANTHROPIC_API_KEY", "api.anthropic.com"),
        Provider(
            "google_genai",
            "langchain_google_genai",
            "google",
            "GOOGLE_API_KEY",
            "generativelanguage.googleapis.com",
            ("GEMINI_API_KEY",),
        ),
        Provider("mistralai", "langchain_mistralai", "mistral", "MISTRAL_API_KEY", "api.mistral.ai"),
        Provider("ollama", "langchain_ollama", "ollama", "", "localhost:11434"),
    )
}


def provider_of(name: str) -> Provider | None:
    """One of those we know well; LangChain knows more, which work too if their package is installed."""
    return _KNOWN.get(name)


def is_local(address: str) -> bool:
    """Whether what is sent to that address stays on this computer."""
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def open_provider(spec: str, provider: str, name: str, settings: Settings) -> Engine:
    """The model `name` of that provider, unasked as yet.

    Raises:
        ModelMissing: the package or the key is missing, or LangChain knows no such provider.
    """
    from copilot.writing.engine import Engine

    known = provider_of(provider)
    address = _address(provider, settings)
    if known is not None:
        _have_package(spec, known)
        _have_key(spec, known, address)
    chat = _chat(spec, provider, name, address, settings)
    host = _host(chat, address or (known.host if known else ""))
    return Engine(
        name=spec,
        chat=chat,
        local=is_local(host) and _stays(provider, name, settings),
        host=host or _ELSEWHERE,
        abilities=_abilities(provider, chat),
        seconds=settings.model_timeout,
        limited=_LIMITS.get(provider, _max_tokens),
    )


def _address(provider: str, settings: Settings) -> str | None:
    """Where it was set to be; other providers have variables of their own for that."""
    if provider == "ollama":
        return settings.model_url or os.environ.get("OLLAMA_HOST") or None
    return settings.model_url if provider == "openai" else None


def _stays(provider: str, name: str, settings: Settings) -> bool:
    """Whether what answers on this computer keeps to it: Ollama does, but for its cloud models; others can be proxies."""
    if provider == "ollama":
        return not name.endswith(("-cloud", ":cloud"))
    return settings.model_local


def _chat(spec: str, provider: str, name: str, address: str | None, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(
            name, model_provider=provider, configurable_fields=None, **_arguments(provider, address, settings)
        )
    except ImportError as error:
        missing = error.name or provider
        raise ModelMissing(
            f"{spec} needs the package {missing.replace('_', '-')}.",
            next_step=f"Install it: pip install langchain-{provider.replace('_', '-')}",
        ) from error
    except ValueError as error:
        # A pydantic error shows what it was given, keys included.
        raise ModelMissing(
            f"{spec} cannot be opened: {type(error).__name__}.",
            next_step=f"See that {provider!r} is one of LangChain's providers and that its settings are right.",
        ) from None


def _arguments(provider: str, address: str | None, settings: Settings) -> dict[str, Any]:
    seconds = settings.model_timeout
    placed = {"base_url": address} if address else {}
    if provider == "ollama":
        return {**placed, "temperature": 0.2, "client_kwargs": {"timeout": seconds}}
    arguments = {**placed, "timeout": seconds, "max_retries": RETRIES}
    if provider == "openai":
        # The Responses API is OpenAI's alone; chat completions are what every compatible server has.
        arguments |= {"use_responses_api": False, "stream_usage": True}
        if address and not os.environ.get("OPENAI_API_KEY"):
            arguments["api_key"] = "none"
    return arguments


def _have_package(spec: str, known: Provider) -> None:
    if importlib.util.find_spec(known.module) is None:
        raise ModelMissing(
            f"{spec} needs the package {known.module.replace('_', '-')}.",
            next_step=f'Install it: pip install "mentoring-copilot[{known.extra}]"',
        )


def _have_key(spec: str, known: Provider, address: str | None) -> None:
    if not known.key or any(os.environ.get(one) for one in (known.key, *known.other_keys)):
        return
    if known.name == "openai" and address:
        return  # many servers of one's own ask for none
    raise ModelMissing(f"{spec} needs a key.", next_step=f"Set {known.key} in the environment.")


def _host(chat: BaseChatModel, otherwise: str) -> str:
    """Where the client really sends to: the environment can set other addresses than ours."""
    for way in _TO_ADDRESS:
        found: Any = chat
        for step in way.split("."):
            found = getattr(found, step, None)
        if found:
            return urlsplit(str(found)).netloc.rpartition("@")[2]
    return (urlsplit(otherwise).netloc if "//" in otherwise else otherwise).rpartition("@")[2]


def _max_tokens(count: int) -> Mapping[str, Any]:
    return {"max_tokens": count}


def _num_predict(count: int) -> Mapping[str, Any]:
    # What a call says here stands in the place of all that was set on opening.
    return {"options": {"num_predict": count, "temperature": 0.2, "num_ctx": OLLAMA_CONTEXT}}


OLLAMA_CONTEXT = 8192
"""Ollama cuts a prompt at 4096 tokens by default, from its start, and says nothing."""
_LIMITS = {
    "ollama": _num_predict,
    "google_genai": lambda count: {"max_output_tokens": count},
}


def _abilities(provider: str, chat: BaseChatModel) -> Abilities:
    """As LangChain's own tables say of the model; where they say nothing, what the provider's models mostly can."""
    profile: Mapping[str, Any] = getattr(chat, "profile", None) or {}
    usual = provider in _KNOWN
    context = profile.get("max_input_tokens") or (OLLAMA_CONTEXT if provider == "ollama" else None)
    return Abilities(
        structured=bool(profile.get("structured_output", usual)),
        tools=bool(profile.get("tool_calling", usual)),
        context_tokens=context if isinstance(context, int) else None,
    )
