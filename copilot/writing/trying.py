"""A model tried with two small requests: how soon it answers, how fast, and whether it keeps to a shape and calls tools.

Nothing of anybody's is sent.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from langchain_core.messages import AIMessage
from langchain_core.tools import tool

from copilot.writing.asking import AskedModel
from copilot.writing.engine import Engine
from copilot.writing.llm import Message, ModelFailed, Stop

_SCHEMA = {
    "type": "object",
    "properties": {
        "day": {"type": "string", "enum": ["Monday", "Tuesday"]},
        "reasons": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3},
    },
    "required": ["day", "reasons"],
}
_ASKED = (
    Message("system", "You help people prepare mentoring sessions. Answer in JSON, as {day, reasons}."),
    Message("user", "Which day is better for a first session, Monday or Tuesday? Give two short reasons."),
)
_CALL_IT = "Find what was agreed on in May. Use the tool search_notes with the query 'May'; do not answer by yourself."


@dataclass
class Trial:
    """See `language_models.ModelTrial`."""

    latency: float | None = None
    tokens_per_second: float | None = None
    structured: bool = False
    tools: bool = False
    error: ModelFailed | None = None


@tool
def search_notes(query: str) -> str:
    """Search the notes for words; returns what was found."""
    return f"Nothing was found for {query}."


def tried(engine: Engine, stop: Stop | None = None) -> Trial:
    """What came of it; `error` where the first request failed. That tools cannot be called is no error."""
    trial = Trial()
    asked = AskedModel(engine)
    started = time.monotonic()
    first: list[float] = []
    try:
        answer = asked.complete(
            _ASKED,
            purpose="try",
            schema=_SCHEMA,
            max_tokens=150,
            on_text=lambda _: first.append(time.monotonic() - started),
            stop=stop,
        )
    except ModelFailed as error:
        trial.error = error
        return trial
    trial.latency = first[0] if first else answer.seconds
    trial.tokens_per_second = answer.tokens_out / max(answer.seconds - trial.latency, 0.001) if len(first) > 1 else None
    trial.structured = _kept_to(answer.text)
    try:
        said = asked.chat_for("try", stop=stop).bind_tools([search_notes]).invoke(_CALL_IT)
        trial.tools = isinstance(said, AIMessage) and any(one["name"] == "search_notes" for one in said.tool_calls)
    except (ModelFailed, NotImplementedError):
        trial.tools = False
    return trial


def _kept_to(text: str) -> bool:
    try:
        said = json.loads(text)
    except ValueError:
        return False
    if not isinstance(said, dict) or set(said) != {"day", "reasons"}:
        return False
    reasons = said["reasons"]
    return isinstance(said["day"], str) and isinstance(reasons, list) and all(isinstance(one, str) for one in reasons)
