from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx
import pytest

from copilot.api.hosting import Host, address_of, listen
from copilot.errors import BriefError
from copilot.settings import load_settings
from copilot.sign_in_limits import SignInLimits
from tests.copilot.api.serving import House

PASSWORD = "four grey herons fly"


@contextmanager
def served(house: House, proxies: Sequence[str]) -> Iterator[str]:
    """The address where the house answers, to which ann may sign in; two wrong tries an address are enough."""
    house.copilot.accounts._limits = SignInLimits(address="2 per 10 minute")
    house.copilot.accounts.set_password("oak", "ann", PASSWORD, new=True)
    with listen("127.0.0.1", 0) as listening:
        ready = threading.Event()
        host = Host(house.app, ready.set, proxies=proxies)
        thread = threading.Thread(target=host.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert ready.wait(20)
            yield address_of(listening)
        finally:
            host.should_exit = True
            thread.join(20)


def sign_in(address: str, password: str, asker: str) -> httpx.Response:
    return httpx.post(
        f"{address}/api/v1/sessions",
        json={"programme": "oak", "name": "ann", "password": password},
        headers={"x-forwarded-for": asker, "x-forwarded-proto": "https"},
    )


def wrong_tries(address: str, asker: str) -> list[int]:
    """The answers to tries on other names each, which no limit an account stops."""
    body = {"programme": "oak", "password": "not the word at all"}
    headers = {"x-forwarded-for": asker}
    with httpx.Client(base_url=address, headers=headers) as client:
        return [
            client.post("/api/v1/sessions", json={**body, "name": f"nobody-{number}"}).status_code
            for number in range(2)
        ]


def test_a_trusted_proxy_says_who_asks_and_by_which_scheme(by_password: House) -> None:
    with served(by_password, ["127.0.0.1"]) as address:
        assert set(wrong_tries(address, "203.0.113.7")) == {401}
        assert sign_in(address, PASSWORD, "203.0.113.7").status_code == 429
        answer = sign_in(address, PASSWORD, "203.0.113.8")
    assert answer.status_code == 201
    assert "secure" in answer.headers["set-cookie"].casefold()


def test_nobody_else_is_believed(by_password: House) -> None:
    with served(by_password, []) as address:
        answer = sign_in(address, PASSWORD, "203.0.113.8")
        assert answer.status_code == 201
        assert "secure" not in answer.headers["set-cookie"].casefold()
        assert set(wrong_tries(address, "203.0.113.7")) == {401}
        assert sign_in(address, PASSWORD, "203.0.113.8").status_code == 429


@pytest.mark.parametrize("said", ["a.example, b.example", '["a.example", "b.example"]'])
def test_names_are_set_with_commas_or_as_a_list(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("COPILOT_ALLOWED_HOSTS", said)
    assert load_settings().allowed_hosts == ("a.example", "b.example")


def test_a_list_that_is_none_names_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_ALLOWED_HOSTS", "[a.example")
    with pytest.raises(BriefError) as refused:
        load_settings()
    assert refused.value.location == "allowed_hosts"
