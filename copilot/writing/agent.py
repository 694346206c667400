"""An agent that looks for more: two tools that read, bound to what this draft may rest on, and limits.

It only gathers. What it finds joins the points of the one prompt, whose answer is held to a schema and judged like any
other: so an agent that goes astray costs time, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from copilot.draft import Citation, Origin
from copilot.writing.llm import (
    Completion,
    LanguageModel,
    Message,
    ModelBusy,
    ModelFailed,
    ModelMissing,
    ModelStopped,
    ModelTimedOut,
)
from copilot.writing.prompting import Prompts
from copilot.writing.sources import Point, fenced, found_sentences, shown, speaks_to_a_model
from copilot.writing.tally import Tally
from copilot.writing.writer import Commission

KINDS = frozenset({"outreach", "agenda"})
"""Drafts for which there may be more to find: a goal is its owner's own words, and feedback is counted."""
MOST_CALLS = 4
MOST_SEARCHES = 4
MOST_FOUND = 6
MOST_TOKENS = 6000
"""Read and written over all of an agent's calls; then it has to make do with what it has."""
_LONGEST_QUERY = 200
_TOO_SLOW = "gguf:"
"""A model in a file reads some fifty tokens a second on a processor: each call would cost the person ten seconds."""


@dataclass
class _Finds:
    """What the tools returned so far, as points with labels of their own."""

    commission: Commission
    may_leave: Callable[[Citation], bool]
    known: Sequence[Point]
    found: list[Point] = field(default_factory=list)

    def search(self, kind: Literal["notes", "guidance"], query: str) -> str:
        """The best sentences for the query, a line each with its label. Reads, and does nothing else."""
        assert self.commission.find is not None
        lines = []
        pieces = self.commission.find(kind, fenced(query)[:_LONGEST_QUERY])
        for text, citation in found_sentences(self.commission, pieces, query):
            shows = not self.commission.closed(citation) and self.may_leave(citation) and not speaks_to_a_model(text)
            if not shows or len(self.found) >= MOST_FOUND:
                continue
            told = next((one for one in (*self.known, *self.found) if fenced(text) in one.text), None)
            if told is None:
                origin = Origin.NOTE if kind == "notes" else Origin.GUIDANCE
                told = Point(self._label("N" if kind == "notes" else "G"), fenced(text), origin, (citation,))
                self.found.append(told)
            lines.append(f"{told.label} {told.text}")
        return "\n".join(["<points>", *(lines or ["Nothing was found."]), "</points>"])

    def _label(self, letter: str) -> str:
        taken = [int(one.label[1:]) for one in (*self.known, *self.found) if one.label[0] == letter]
        return f"{letter}{max(taken, default=0) + 1}"


def searches_first(commission: Commission, model: LanguageModel) -> bool:
    """Whether an agent looks for more before this draft is written."""
    able = model.abilities.tools and not model.name.startswith(_TOO_SLOW)
    return able and commission.kind in KINDS and commission.find is not None


def first_search(prompts: Prompts, about: str, points: Sequence[Point]) -> tuple[Message, ...]:
    """What an agent is told first, before placeholders."""
    return prompts.messages("search", about=about, points=shown(points))


def gathered(
    commission: Commission,
    model: LanguageModel,
    prompts: Prompts,
    points: Sequence[Point],
    may_leave: Callable[[Citation], bool],
    tally: Tally,
    about: str,
) -> tuple[Point, ...]:
    """What an agent found beside the points; () where it calls no tools, or is too slow for them.

    Where its answer is no use, what it found until then. Raises what another request would meet, too: ModelStopped,
    ModelTimedOut, ModelBusy, ModelMissing.
    """
    if not searches_first(commission, model):
        return ()
    finds = _Finds(commission, may_leave, points)
    commission.tell("searching")
    try:
        _run(model, prompts, finds, about, points, tally)
    except (ModelStopped, ModelTimedOut, ModelBusy, ModelMissing):
        raise  # who waited for it once must not wait again
    except ModelFailed:
        return tuple(finds.found)
    return tuple(finds.found)


def _run(
    model: LanguageModel, prompts: Prompts, finds: _Finds, about: str, points: Sequence[Point], tally: Tally
) -> None:
    from langchain.agents import create_agent
    from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
    from langchain.agents.middleware.types import AgentMiddleware, AgentState, hook_config
    from langchain_core.messages import AIMessage
    from langchain_core.tools import tool

    commission = finds.commission

    @tool
    def search_notes(query: str) -> str:
        """Sentences of the notes that this draft may rest on."""
        return finds.search("notes", query)

    @tool
    def search_guidance(query: str) -> str:
        """Sentences of the mentoring guidance."""
        return finds.search("guidance", query)

    class TokenLimit(AgentMiddleware[AgentState[Any], None]):
        """Counts what every call read and wrote, and ends the run beyond the limit."""

        def __init__(self) -> None:
            super().__init__()
            self.spent = 0

        def after_model(self, state: AgentState[Any], runtime: Any) -> dict[str, Any] | None:  # noqa: ARG002
            last = state["messages"][-1]
            usage = last.usage_metadata if isinstance(last, AIMessage) else None
            if usage:
                self.spent += usage["total_tokens"]
                tally.add(Completion("", usage["input_tokens"], usage["output_tokens"], 0.0))
            return None

        @hook_config(can_jump_to=["end"])
        def before_model(self, state: AgentState[Any], runtime: Any) -> dict[str, Any] | None:  # noqa: ARG002
            enough = self.spent > MOST_TOKENS or len(finds.found) >= MOST_FOUND
            return {"jump_to": "end"} if enough else None

    limits: list[Any] = [
        ModelCallLimitMiddleware(run_limit=MOST_CALLS, exit_behavior="end"),
        ToolCallLimitMiddleware(run_limit=MOST_SEARCHES, exit_behavior="continue"),
        TokenLimit(),
    ]
    agent = create_agent(
        model.chat_for(f"{commission.kind}: search", stop=commission.stop),
        [search_notes, search_guidance],
        system_prompt=prompts.text("system"),
        middleware=limits,
    )
    asked = first_search(prompts, about, points)[1].text
    agent.invoke({"messages": [{"role": "user", "content": asked}]}, {"recursion_limit": 40})
