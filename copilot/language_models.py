"""Language models of an open data folder: which one is set, who may set it, open for many drafts, and what was sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from copilot import access
from copilot.errors import BriefError
from copilot.models import ModelUse, Preferences, SentEntry, Viewer
from copilot.repository import language_models as rows
from copilot.repository import people
from copilot.settings import Settings, model_spec
from copilot.writing.engine import Engine, check_spec, open_engine
from copilot.writing.llm import LanguageModel, ModelFailed, Sent, Stop
from copilot.writing.providers import provider_of
from ingest.database import Database

NONE = "none"
Opener = Callable[[str, Settings], Engine]


@dataclass(frozen=True)
class ModelChoice:
    """Which model writes. `source`: said with this call, chosen while the app ran, or set in the environment.

    `problem` and `next_step`: why it cannot be used, if so, and what mends it.
    """

    spec: str
    source: Literal["call", "chosen", "setting"]
    problem: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class ModelTrial:
    """What a model did when it was tried.

    `latency`: seconds to its first words; `tokens_per_second`: of what it wrote after them. `structured`: it kept to
    a JSON schema. `tools`: it called a tool. `error` and `next_step`: why it could not be used, else "".
    """

    spec: str
    local: bool = False
    host: str = ""
    latency: float | None = None
    tokens_per_second: float | None = None
    structured: bool = False
    tools: bool = False
    error: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class ModelExample:
    """How a model may be named: what to install for it, and the variable that holds its key, "" for none."""

    spec: str
    install: str
    key: str


def examples() -> tuple[ModelExample, ...]:
    """One of each provider we know well, those that run on this computer last."""
    named = (
        "openai:gpt-5-mini",
        "anthropic:claude-haiku-4-5",
        "google_genai:gemini-2.5-flash",
        "mistralai:mistral-small-latest",
        "ollama:qwen2.5:3b",
        "gguf:/models/qwen2.5-1.5b-instruct-q4_k_m.gguf",
    )
    found = []
    for spec in named:
        provider = provider_of(spec.partition(":")[0])
        extra, key = (provider.extra, provider.key) if provider else ("gguf", "")
        found.append(ModelExample(spec, f'pip install "mentoring-copilot[{extra}]"', key))
    return tuple(found)


class LanguageModels:
    """See the module. One for all copies of a `Copilot`; `opener` is a seam for tests."""

    def __init__(self, database: Database, opener: Opener = open_engine) -> None:
        self._database, self._opener = database, opener
        self._lock = threading.Lock()
        self._open: dict[str, Engine] = {}

    def close(self) -> None:
        """Let go of every model that is open."""
        with self._lock:
            going, self._open = list(self._open.values()), {}
        for engine in going:
            engine.close()

    def named(self, settings: Settings) -> str | None:
        """The model that writes now, whether or not it can be used; None where there is none."""
        spec = self._spec_now(settings)
        return None if spec == NONE else spec

    def choice(self, settings: Settings) -> ModelChoice:
        """Which model writes now: the call's own, else the one chosen, else the one that was set."""
        if settings.model_said:
            spec, source = settings.model, "call"
        else:
            with self._database.read() as session:
                chosen = rows.chosen(session)
            spec, source = (settings.model, "setting") if chosen is None else (chosen, "chosen")
        problem = next_step = ""
        if spec != NONE:
            try:
                check_spec(spec, settings)
            except ModelFailed as error:
                problem, next_step = error.reason, error.next_step
        return ModelChoice(spec, source, problem, next_step)  # type: ignore[arg-type]

    def choose(self, settings: Settings, viewer: Viewer | None, spec: str | None) -> ModelChoice:
        """Set the model for all of the folder, `none` included; with None what the environment says counts again.

        Raises:
            NotFound: the viewer may not.
            BriefError: it is no model's name.
            ModelMissing: its package, key or file is missing. Nothing was changed.
        """
        may_switch(settings, viewer)
        if spec is not None:
            spec = _spec(spec)
            if spec != NONE:
                check_spec(spec, settings)
        with self._database.write() as session:
            rows.choose(session, spec)
        return self.choice(settings)

    def model(self, settings: Settings, viewer: Viewer) -> LanguageModel | None:
        """The model for one draft of the viewer's; None where none is set. Its requests go to the viewer's log.

        It writes to the database with each request, so it must not be asked inside a transaction that writes.

        Raises:
            ModelMissing: it cannot be opened.
        """
        spec = self._spec_now(settings)
        if spec == NONE:
            return None
        from copilot.writing.asking import AskedModel

        with self._database.read() as session:
            everyone = people.people(session, viewer.programme)

        def note(sent: Sent) -> None:
            with self._database.write() as session:
                rows.add_sent(session, viewer.programme, viewer.person.id, _entry(sent))

        return AskedModel(self.engine(spec, settings), people=everyone, on_sent=note)

    def engine(self, spec: str, settings: Settings) -> Engine:
        """That model, opened once. Of models in files one at a time is held in memory. Raises ModelMissing."""
        with self._lock:
            known = self._open.get(spec)
            if known is None:
                if spec.startswith("gguf:"):
                    for other in [one for one in self._open if one.startswith("gguf:")]:
                        self._open.pop(other).close()
                known = self._open[spec] = self._opener(spec, settings)
            return known

    def try_it(
        self, settings: Settings, viewer: Viewer | None, spec: str | None = None, stop: Stop | None = None
    ) -> ModelTrial:
        """Ask that model, or the one that is set, two small things. Sends nothing of anybody's.

        What it turns out to be able to do counts for it from then on, as long as the folder is open.

        Raises:
            NotFound: the viewer may not.
            BriefError: it is no model's name, or none is set.
        """
        may_switch(settings, viewer)
        spec = self._spec_now(settings) if spec is None else _spec(spec)
        if spec == NONE:
            raise BriefError("No language model is set, so there is none to try.", next_step="Name one to try.")
        from copilot.writing.trying import tried

        try:
            engine = self.engine(spec, settings)
        except ModelFailed as error:
            return ModelTrial(spec, error=error.reason, next_step=error.next_step)
        found = tried(engine, stop)
        if found.error is None:
            able = replace(engine.abilities, structured=found.structured, tools=found.tools)
            with self._lock:
                if self._open.get(spec) is engine:
                    self._open[spec] = replace(engine, abilities=able)
        return ModelTrial(
            spec,
            local=engine.local,
            host=engine.host,
            latency=found.latency,
            tokens_per_second=found.tokens_per_second,
            structured=found.structured,
            tools=found.tools,
            error=found.error.reason if found.error else "",
            next_step=found.error.next_step if found.error else "",
        )

    def sent(self, viewer: Viewer) -> tuple[SentEntry, ...]:
        """The viewer's own requests, newest first."""
        with self._database.read() as session:
            return rows.sent(session, viewer.programme, viewer.person.id)

    def usage(self, programme: str, viewer: Viewer | None) -> tuple[ModelUse, ...]:
        """Sums per model over everybody. Raises NotFound for a viewer who is not the programme's staff."""
        access.keeper_only(viewer, programme)
        with self._database.read() as session:
            return rows.usage(session, programme)

    def preferences(self, viewer: Viewer) -> Preferences:
        """What the viewer allows."""
        with self._database.read() as session:
            return rows.preferences(session, viewer.programme, viewer.person.id)

    def set_preferences(self, viewer: Viewer, said: Preferences) -> Preferences:
        """Keep what the viewer allows."""
        with self._database.write() as session:
            rows.save_preferences(session, viewer.programme, viewer.person.id, said)
        return said

    def _spec_now(self, settings: Settings) -> str:
        if settings.model_said:
            return settings.model
        with self._database.read() as session:
            return rows.chosen(session) or settings.model


def may_switch(settings: Settings, viewer: Viewer | None) -> None:
    """Let those go on who may set the model and try one, which can cost money.

    That is the programme's staff, whoever is at this computer where nobody signs in, and None: who owns the folder.

    Raises NotFound for anybody else.
    """
    if viewer is not None and settings.sign_in != "local":
        access.staff_only(viewer)


def _spec(said: str) -> str:
    try:
        return model_spec(said.strip())
    except ValueError as error:
        raise BriefError(
            f"{said!r} names no model: {error}.", location="spec", next_step="Write none, provider:name or gguf:PATH."
        ) from error


def _entry(sent: Sent) -> SentEntry:
    return SentEntry(
        at=datetime.now(UTC),
        model=sent.model,
        host=sent.host,
        local=sent.local,
        purpose=sent.purpose,
        characters=sent.characters,
        tokens_in=sent.tokens_in,
        tokens_out=sent.tokens_out,
        seconds=sent.seconds,
        outcome=sent.outcome,
    )
