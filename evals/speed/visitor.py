"""One person at the app: signed in, reading, writing, drafting, with a pause between one thing and the next."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from evals.speed.load_ledger import Asked, Ledger, Sort

API = "/api/v1"
PAUSE = 7.0
"""Mean seconds between one thing and the next, exponentially spread: the think time of TPC-W (Transaction Processing
Performance Council, benchmark W 1.8, 5.3.1.1), cut off, as there, at ten times that."""
PATIENCE = 30.0
"""Seconds after which an answer that did not come is an error."""
_A_PAGE = 40
"""So many notes a page."""

_WENT = (
    "We went through the case draft, the pricing half is still thin.",
    "Mostly about the panel: who sits on it and what they ask.",
    "Talked about handing the Monday numbers over, and who would take them.",
    "She has started two conversations she had put off since the summer.",
    "Long detour about the reorganisation; parked it until it is official.",
    "Looked back at the goal. It still holds, the date does not.",
)
_OWED = (
    "Next: I send the outline by 27 November.",
    "- ask Operations for the October figures by 1 December",
    "TODO: book a room for the review on the 4th",
    "We agreed I would write to the panel's secretary by Friday.",
    "- [ ] read the two articles before we meet again",
)
_QUESTIONS = (
    "What did we agree on last time?",
    "What is still open?",
    "How do I end a mentorship well?",
    "When do we meet next?",
    "What did we say about the panel?",
)
_WORDS = ("goal", "panel interview", "feedback", "case draft", "first session agenda", "handover plan", "on-call rota")
_WISHES = (
    "be more confident in meetings",
    "hand over the Monday report by March",
    "run one workshop for the new starters before summer",
    "find out which team would suit me",
)


class Visitor:
    """A person with a session of their own. What they ask and write goes into the ledger.

    The same seed does the same things, as far as the answers are the same.
    """

    def __init__(self, address: str, programme: str, person: str, ledger: Ledger, seed: int) -> None:
        self.person, self._programme, self._ledger = person, programme, ledger
        self._chance = random.Random(f"{seed} {person}")
        self.client = httpx.AsyncClient(base_url=address, timeout=PATIENCE)
        self._relationships: list[dict[str, Any]] = []
        self._draft: dict[str, Any] | None = None
        self._count = 0
        self._doings: dict[Callable[[], Awaitable[None]], int] = {
            self._home: 5,
            self._notes: 8,
            self._one_note: 4,
            self._goals: 3,
            self._actions: 5,
            self._timeline: 4,
            self._search: 5,
            self._library: 3,
            self._ask: 4,
            self._page: 3,
            self._write: 18,
            self._edit_note: 3,
            self._agenda: 5,
            self._outreach: 4,
            self._goal: 4,
            self._edit: 4,
            self._export: 4,
        }

    async def sign_in(self, password: str) -> None:
        """Raises AssertionError where that fails: nothing could be measured."""
        said = {"programme": self._programme, "name": self.person, "password": password}
        answer = await self._ask_for("sign in", Sort.WRITE, "POST", f"{API}/sessions", json=said)
        assert answer is not None, f"{self.person} cannot sign in"
        mine = await self._ask_for("home", Sort.READ, "GET", f"{API}/relationships")
        self._relationships = mine.json()["items"] if mine is not None else []

    async def warm_up(self, password: str) -> None:
        """Wait until the app's encoder is loaded, as it is a minute after its start. Not counted."""
        said = {"programme": self._programme, "name": self.person, "password": password}
        (await self.client.post(f"{API}/sessions", json=said)).raise_for_status()
        asked = {"kind": "ask", "brief": {"question": _QUESTIONS[0]}}
        (await self.client.post(f"{API}/drafts/preview", json=asked, timeout=4 * PATIENCE)).raise_for_status()

    async def live(self, until: float) -> None:
        """Do one thing after another until that time (of `time.perf_counter`)."""
        await asyncio.sleep(self._chance.uniform(0, PAUSE))  # nobody begins with the others
        while time.perf_counter() < until:
            [doing] = self._chance.choices(list(self._doings), list(self._doings.values()))
            await doing()
            await asyncio.sleep(min(self._chance.expovariate(1 / PAUSE), 10 * PAUSE))

    async def read_back(self) -> list[tuple[str, str]]:
        """All notes the app has of this author, ids and texts. Not counted among the requests."""
        found: list[tuple[str, str]] = []
        offset: int | None = 0
        while offset is not None:
            answer = await self.client.get(f"{API}/notes", params={"mine": True, "limit": 100, "offset": offset})
            answer.raise_for_status()
            page = answer.json()
            found += [(one["id"], one["text"]) for one in page["items"]]
            offset = page["next"]
        return found

    # Reading

    async def _home(self) -> None:
        """What the home page reads, in a row."""
        for path in ("me", "relationships", "actions?live=true", "goals?status=active", "drafts?status=open"):
            await self._read("home", path)

    async def _notes(self) -> None:
        await self._read("notes", f"notes?limit={_A_PAGE}&newest_first=true")

    async def _one_note(self) -> None:
        mine = list(self._ledger.notes.get(self.person, ()))
        await self._read("note", f"notes/{self._chance.choice(mine)}" if mine else "notes")

    async def _goals(self) -> None:
        await self._read("goals", "goals")

    async def _actions(self) -> None:
        await self._read("actions", "actions")

    async def _timeline(self) -> None:
        about = self._about()
        await self._read("timeline", f"relationships/{about}/timeline?newest_first=true" if about else "notes")

    async def _search(self) -> None:
        await self._read("search", "search", params={"q": self._chance.choice(_WORDS)})

    async def _library(self) -> None:
        await self._read("library", "guidance")

    async def _ask(self) -> None:
        asked = {"question": self._chance.choice(_QUESTIONS)}
        await self._ask_for("ask", Sort.READ, "POST", f"{API}/ask", json=asked)

    async def _page(self) -> None:
        path = self._chance.choice(("/", "/notes", "/_stcore/health"))
        await self._ask_for("page", Sort.READ, "GET", path)

    # Writing

    async def _write(self) -> None:
        about = self._about()
        shared = about is not None and self._chance.random() < 0.5
        note = {
            "text": self._words(),
            "relationship": about or "none",
            "visibility": "shared" if shared else "private",
        }
        answer = await self._ask_for("write a note", Sort.WRITE, "POST", f"{API}/notes", json=note)
        if answer is not None:
            self._ledger.wrote(self.person, answer.json()["id"], note["text"], new=True)

    async def _edit_note(self) -> None:
        mine = list(self._ledger.notes.get(self.person, ()))
        if not mine:
            await self._write()
            return
        identifier, text = self._chance.choice(mine), self._words()
        path = f"{API}/notes/{identifier}"
        if await self._ask_for("edit a note", Sort.WRITE, "PATCH", path, json={"text": text}) is not None:
            self._ledger.wrote(self.person, identifier, text, new=False)

    # Drafting

    async def _agenda(self) -> None:
        about = self._about()
        if about is None:
            await self._outreach()
            return
        brief = {"relationship": about, "session_date": "2026-12-02", "minutes": self._chance.choice((45, 60))}
        await self._begin("agenda", brief)

    async def _outreach(self) -> None:
        pair = self._chance.choice(self._relationships) if self._relationships else None
        to: Any = {"name": "Helena Brandt", "known": "runs customer operations at a parcel firm"}
        brief = {
            "type": self._chance.choice(("request", "follow_up", "thank_you")) if pair else "request",
            "to": pair["partner"] if pair else to,
            "why": "your talk about getting questions answered at the front desk",
            "about": "I lead a small team and most of our complaints start with a form",
            "ask": "Could we speak for 20 minutes in the next two weeks?",
            "give_back": "I can share what we learned from changing our rota",
        }
        if pair:
            brief["relationship"] = pair["id"]
        await self._begin("outreach", brief)

    async def _goal(self) -> None:
        await self._begin("goal", {"goal": self._chance.choice(_WISHES)})

    async def _begin(self, kind: str, brief: dict[str, Any]) -> None:
        said = {"kind": kind, "brief": brief, "seed": self._chance.randint(0, 9)}
        answer = await self._ask_for(f"draft: {kind}", Sort.DRAFT, "POST", f"{API}/drafts", json=said)
        if answer is not None:
            self._draft = answer.json()

    async def _edit(self) -> None:
        sentences = [
            one for block in (self._draft or {"draft": {"blocks": []}})["draft"]["blocks"] for one in block["sentences"]
        ]
        if self._draft is None or not sentences:
            await self._agenda()
            return
        self._count += 1
        changed = {self._chance.choice(sentences)["id"]: f"Let us begin with point {self._count} of the outline."}
        said = {"version": self._draft["version"], "edits": {"sentences": changed}}
        path = f"{API}/drafts/{self._draft['id']}/edits"
        answer = await self._ask_for("edit a draft", Sort.DRAFT, "POST", path, json=said)
        self._draft = answer.json() if answer is not None else None

    async def _export(self) -> None:
        if self._draft is None or self._draft["draft"]["status"] != "drafted":
            await self._agenda()
            return
        suffixes = [".md", ".docx", ".eml", *([".ics"] if self._draft["kind"] == "agenda" else [])]
        await self._read(
            "export", f"drafts/{self._draft['id']}/export", params={"suffix": self._chance.choice(suffixes)}
        )

    # What all of it comes down to

    async def _read(self, kind: str, path: str, **sent: Any) -> None:
        await self._ask_for(kind, Sort.READ, "GET", f"{API}/{path}", **sent)

    async def _ask_for(self, kind: str, sort: Sort, method: str, path: str, **sent: Any) -> httpx.Response | None:
        """The answer; None where it was an error, which is noted."""
        started = time.perf_counter()
        answer, error = None, ""
        try:
            answer = await self.client.request(method, path, **sent)
        except httpx.HTTPError as failed:
            error = f"{type(failed).__name__} {failed}"
        else:
            if not answer.is_success:
                error = f"{method} {path} {answer.status_code} {answer.text[:300]}"
        self._ledger.asked.append(Asked(kind, sort, time.perf_counter() - started, error))
        return None if error else answer

    def _about(self) -> str | None:
        return self._chance.choice(self._relationships)["id"] if self._relationships else None

    def _words(self) -> str:
        """A note nobody wrote before, with what must come back as it was: ends of lines, blanks, other scripts."""
        self._count += 1
        said = self._chance.sample(_WENT, 3) + self._chance.sample(_OWED, 2)
        return f"Note {self._count} of {self.person} – naïve, 日本, 🙂\r\n\n" + "\n".join(said) + "\n\n  \t"
