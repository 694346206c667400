"""The façade of an app that is running on the folder: commands call it as they call `Copilot` itself."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import httpx

from copilot.errors import CopilotError
from copilot.owner_calls import ACCOUNTS, Failed, call, raised
from copilot.serving import Serving, is_loopback, proof, read
from copilot.settings import Settings

PATH = "/api/v1/owner/"
_PATIENCE = httpx.Timeout(None, connect=2.0)
"""An app that answers at all may take its time: a rebuild takes minutes."""
_HANDSHAKE = httpx.Timeout(5.0)


class RemoteCopilot:
    """Has those methods of `Copilot` that `owner_calls` allows, with the same arguments, answers and errors.

    Progress is not heard of. `settings` are the caller's own.
    """

    def __init__(self, settings: Settings, serving: Serving, client: httpx.Client) -> None:
        self.settings = settings
        self._serving, self._client = serving, client
        self.accounts = _Remote(self, "accounts.", ACCOUNTS)

    def __enter__(self) -> RemoteCopilot:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection; the app goes on."""
        self._client.close()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if call(name) is None:
            raise AttributeError(f"the running app is not asked for {name!r}")
        return lambda *args, **kwargs: self.ask(name, args, kwargs)

    def ask(self, name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> Any:
        """The answer of that method. Raises what it raises, and CopilotError where the app is gone."""
        wanted = call(name)
        assert wanted is not None
        said = {
            "arguments": wanted.written(args, kwargs),
            "model": self.settings.model if self.settings.model_said else None,
            "results": self.settings.results,
        }
        try:
            answer = self._client.post(
                f"{PATH}{name}", json=said, headers={"authorization": f"Bearer {self._serving.token}"}
            )
        except httpx.HTTPError as error:
            raise CopilotError(
                f"The app on {self.settings.folder} stopped answering: {type(error).__name__}.",
                next_step="See whether it is still running, then whether this was done.",
            ) from error
        if answer.status_code == 409:
            raise raised(Failed.model_validate_json(answer.content))
        if answer.status_code != 200:
            raise CopilotError(
                f"The app on {self.settings.folder} failed to {name} (status {answer.status_code}).",
                next_step="See its log; it may be of another version.",
            )
        return wanted.answer.validate_json(answer.content)


class _Remote:
    def __init__(self, copilot: RemoteCopilot, prefix: str, allowed: frozenset[str]) -> None:
        self._copilot, self._prefix, self._allowed = copilot, prefix, allowed

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in self._allowed:
            raise AttributeError(f"the running app is not asked for {self._prefix}{name}")
        return lambda *args, **kwargs: self._copilot.ask(f"{self._prefix}{name}", args, kwargs)


def connect(settings: Settings) -> RemoteCopilot | None:
    """The app that serves the folder, or None where none proves that it does.

    It proves it before anything is sent: whoever answers at an address that a killed app left behind learns nothing.
    """
    serving = read(settings.folder)
    if serving is None or not is_loopback(httpx.URL(serving.address).host):
        return None
    # No proxy of the environment: this stays on the computer.
    client = httpx.Client(base_url=serving.address, timeout=_PATIENCE, trust_env=False)
    nonce = secrets.token_urlsafe(16)
    try:
        answer = client.get(f"{PATH}proof", params={"nonce": nonce}, timeout=_HANDSHAKE)
        proved = answer.status_code == 200 and secrets.compare_digest(
            str(answer.json().get("proof", "")), proof(serving.token, nonce)
        )
    except (httpx.HTTPError, ValueError, AttributeError):
        proved = False
    if not proved:
        client.close()
        return None
    return RemoteCopilot(settings, serving, client)
