"""A programme behind the guard, and clients of the people in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from copilot.api import Guard, create_app
from copilot.api.application import PUBLIC
from copilot.app import Copilot
from copilot.models import SessionKind
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder

ADDRESS = "http://localhost"

OAK = """\
format: mentoring-programme/1
programme: {id: oak, name: Oak, as_of: 2026-11-02, contact: "Sam, sam@oak.example"}
people:
- {id: ann, name: Ann Ash, email: ann@oak.example, roles: [mentee]}
- {id: bob, name: Bob Beech, email: bob@oak.example, phone: 0171 555, roles: [mentor]}
- {id: cem, name: Cem Cedar, roles: [mentee]}
- {id: sam, name: Sam Spruce, roles: [staff]}
relationships:
- {id: ann-bob, mentor: bob, mentee: ann, started: 2026-01-01, ends: 2027-06-30}
- {id: cem-bob, mentor: bob, mentee: cem, started: 2026-02-01}
goals:
- {id: g1, relationship: ann-bob, owner: ann, visibility: shared, date: 2026-02-01, text: Lead one roadmap review by July.}
- {id: g2, owner: bob, date: 2026-02-02, text: Learn to listen longer than I talk.}
guidance:
- id: handbook
  title: Handbook
  text: |
    # Handbook

    Meet every second week.

    ## Endings

    Plan the last session together.
notes:
- id: n1
  relationship: ann-bob
  author: ann
  date: 2026-10-12
  visibility: shared
  title: October
  text: We planned the roadmap review. Ann to send the outline by 12 November.
- {id: n2, relationship: ann-bob, author: bob, date: 2026-10-12, text: Private. Ann seems tired; purple giraffe.}
- {id: n3, relationship: cem-bob, author: cem, date: 2026-10-20, visibility: shared, text: Cem wants to move to Lisbon.}
actions:
- {id: a1, note: n1, owner: bob, due: 2026-11-10, text: Introduce Ann to the design lead}
"""


@dataclass(frozen=True)
class House:
    """An open copilot, the app on it, and who can be a client of it."""

    copilot: Copilot
    app: ASGIApp

    def client(self, person: str | None = None, programme: str = "oak", **headers: str) -> TestClient:
        """Somebody with a token, or nobody. An error inside the app is an answer, not an exception."""
        if person is not None:
            opened = self.copilot.accounts.open(programme, person, kind=SessionKind.TOKEN, label="test")
            headers["authorization"] = f"Bearer {opened.secret}"
        return TestClient(
            self.app, base_url=ADDRESS, headers=headers, raise_server_exceptions=False, follow_redirects=False
        )


def prepared(folder: Path, programme: str) -> Path:
    """A data folder with that programme, to be copied."""
    file = folder / "programme.yaml"
    file.write_text(programme, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(file)
    return folder / "data"


@contextmanager
def house(
    data: Path, place: Path, *, sign_in: Literal["local", "password"] = "local", owner: str | None = None
) -> Iterator[House]:
    """The app on a copy of a data folder."""
    shutil.copytree(data, place)
    settings = Settings(data=place, sign_in=sign_in, upload_mb=1)
    with Copilot.open(settings, HashingEmbedder) as copilot:
        yield House(copilot, Guard(create_app(copilot, owner=owner), copilot, public=PUBLIC))
