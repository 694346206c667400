"""While an app serves a data folder, `serving.json` in it says where, to whoever may read the folder.

The token in it lets the folder's owner ask the app for anything, so the file is the owner's alone (0600) and goes
with the app. One that a killed app left behind is recognised: nobody there can prove to know its token.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "serving.json"


@dataclass(frozen=True)
class Serving:
    """Where the app answers, and the owner's token."""

    address: str
    token: str


def new_token() -> str:
    return secrets.token_urlsafe(32)


def proof(token: str, nonce: str) -> str:
    """What only somebody who knows the token can make of the nonce."""
    return hmac.new(token.encode(), f"mentor owner {nonce}".encode(), hashlib.sha256).hexdigest()


def is_loopback(host: str) -> bool:
    """Whether the name or address is this computer's own for itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def announced(folder: Path, token: str, host: str, port: int) -> Iterator[None]:
    """Say in the folder that an app answers at this address, for the time of the block.

    An app that answers on one outer address alone is not announced: the owner asks over loopback only.
    """
    own = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    if not is_loopback(own):
        yield
        return
    shown = f"[{own}]" if ":" in own else own
    serving = Serving(f"http://{shown}:{port}", token)
    file = folder / FILE
    _write(file, json.dumps(asdict(serving)))
    try:
        yield
    finally:
        if read(folder) == serving:
            file.unlink(missing_ok=True)


def read(folder: Path) -> Serving | None:
    """What the folder says of an app that serves it; whether one does must be proved (`proof`)."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Serving(str(said["address"]), str(said["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # not there, or half written by an app that was killed: nobody serves


def _write(file: Path, text: str) -> None:
    """Whole or not at all, and the owner's alone from its first byte on."""
    part = file.with_name(f"{FILE}.{os.getpid()}")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as target:
        target.write(text)
    part.replace(file)
