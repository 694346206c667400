"""The language model that writes: which one, how it answers, what it was sent, and what people allow."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, StaffHere, Told, ViewerHere
from copilot.api.paging import Page, Wanted, page_of
from copilot.models import Preferences

router = APIRouter(tags=["model"])


class Model(Told):
    """Which model writes. `source`: chosen while the app ran, or set in the app's environment."""

    spec: str = Field(description="`none`, or the model.")
    source: Literal["call", "chosen", "setting"]
    problem: str = Field(description="Why it cannot be used; empty if it can.")
    next_step: str


class ModelWanted(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"spec": "none"}]})

    spec: str | None = Field(
        max_length=500, description="`none`, `provider:name` or `gguf:PATH`; null: what the app's environment says."
    )


class Trial(Told):
    """How a model answered two small questions that hold nothing of anybody's."""

    spec: str
    local: bool = Field(description="Text stays on the computer that runs the app, and goes as it is.")
    host: str
    latency: float | None = Field(description="Seconds to its first words.")
    tokens_per_second: float | None
    structured: bool = Field(description="It kept to a shape.")
    tools: bool = Field(description="It called a tool.")
    error: str = Field(description="Why it could not be used; empty if it could.")
    next_step: str


class TrialWanted(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"spec": "fake:echo"}]})

    spec: str | None = Field(default=None, max_length=500, description="The model; by default the one that is set.")


class SentShown(Told):
    """One request to a model for oneself; its text is kept nowhere."""

    at: datetime
    model: str
    host: str
    local: bool
    purpose: str = Field(description="What for: a kind of draft.")
    characters: int
    tokens_in: int
    tokens_out: int
    seconds: float
    outcome: str


class Use(Told):
    """Sums over everybody's requests to one model."""

    model: str
    requests: int
    characters: int
    tokens_in: int
    tokens_out: int
    seconds: float


Unsupported = Literal["flag", "drop"]


class Allowed(Told):
    """What one allows and wants of language models."""

    private_may_leave: bool
    unsupported: Unsupported | None


class AllowedWanted(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"private_may_leave": False, "unsupported": "flag"}]})

    private_may_leave: bool = Field(
        description="One's own private notes may be sent to a model elsewhere, names as placeholders. False by default."
    )
    unsupported: Unsupported | None = Field(
        default=None,
        description="A model's sentence that no source says is marked (`flag`) or left out; null: as the app is set.",
    )


@router.get("/model")
def model(copilot: CopilotHere, viewer: ViewerHere) -> Model:  # noqa: ARG001 - whoever is signed in may know
    """Which language model writes, and whether it can."""
    return Model(**asdict(copilot.model_choice()))


@router.put("/model")
def choose(said: ModelWanted, copilot: CopilotHere, viewer: ViewerHere) -> Model:
    """Staff, or whoever is at this computer where nobody signs in: another model, for everybody. Keys are not taken."""
    return Model(**asdict(copilot.choose_model(viewer, said.spec)))


@router.post("/model/try")
def try_it(said: TrialWanted, copilot: CopilotHere, viewer: ViewerHere) -> Trial:
    """Those who may choose: how a model answers. Nothing of anybody's is sent."""
    return Trial(**asdict(copilot.try_model(viewer, said.spec)))


@router.get("/model/log")
def log(wanted: Annotated[Wanted, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[SentShown]:
    """What was sent to models for oneself, newest first, without its text."""
    return page_of([SentShown(**asdict(one)) for one in copilot.sent_log(viewer)], wanted)


@router.get("/model/usage")
def usage(wanted: Annotated[Wanted, Query()], copilot: CopilotHere, viewer: StaffHere) -> Page[Use]:
    """Staff: sums per model over everybody; of nobody in particular."""
    uses = copilot.model_usage(viewer.programme, viewer=viewer)
    return page_of([Use(**asdict(one)) for one in uses], wanted)


@router.get("/me/preferences")
def preferences(copilot: CopilotHere, viewer: ViewerHere) -> Allowed:
    """What one allows."""
    return Allowed(**asdict(copilot.preferences(viewer)))


@router.put("/me/preferences")
def set_preferences(said: AllowedWanted, copilot: CopilotHere, viewer: ViewerHere) -> Allowed:
    """Allow something, or not any more."""
    kept = copilot.set_preferences(viewer, Preferences(said.private_may_leave, said.unsupported))
    return Allowed(**asdict(kept))
