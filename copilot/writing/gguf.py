"""`gguf:PATH`: a model file run in process by llama.cpp, as a LangChain chat model.

Nothing leaves this process. llama.cpp listens on a loopback port of its own, which we have no use for: it asks for a
key that nobody is told.
"""

from __future__ import annotations

import importlib.util
import math
import os
import queue
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel, generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.messages.ai import InputTokenDetails, UsageMetadata
from langchain_core.messages.tool import ToolCallChunk, tool_call_chunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import ConfigDict, Field, PrivateAttr

from copilot.writing.engine import HERE, Engine
from copilot.writing.failures import title
from copilot.writing.gguf_file import model_file
from copilot.writing.llm import Abilities, ModelMissing, ModelUnreachable
from ingest.turns import Turns

if TYPE_CHECKING:
    from copilot.settings import Settings

_READ_AT_ONCE = 256
"""Tokens of a prompt; between these a cancel is heard, and a batch is large enough not to be slower."""
_KEPT_PROMPTS_MIB = 512
"""What is already read of earlier prompts and kept in memory, so that what they begin with is not read again."""
_TEMPERATURE = 0.2
_SEED = 7
_LOOKED_AT = 20
"""So many of the likeliest first words are looked at for an answer."""


class GgufError(Exception):
    """What llama.cpp answers in the place of chunks."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        super().__init__(str(said.get("message", "no reason was given")))
        self.status_code = said.get("code")


class GgufChat(BaseChatModel):
    """One model file, asked by one at a time, in the order they came.

    A call may say `halted`, a function that is asked between words, and between pieces of the prompt, whether to stop.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    server: Any = Field(exclude=True)
    compact: Callable[[Mapping[str, Any]], str] = Field(exclude=True)
    """A JSON schema as llama.cpp's grammar."""
    _turns: Turns = PrivateAttr(default_factory=Turns)

    @property
    def _llm_type(self) -> str:
        return "gguf"

    def close(self) -> None:
        """Give the memory back, when whoever is being answered has been. Closing twice does nothing."""
        with self._turns:
            self.server = None

    def bind_tools(self, tools: Any, *, tool_choice: str | None = None, **kwargs: Any) -> Any:
        if tool_choice == "any":
            tool_choice = "required"
        chosen = {"tool_choice": tool_choice} if tool_choice else {}
        return self.bind(tools=[convert_to_openai_tool(one) for one in tools], **chosen, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        *,
        halted: Callable[[], bool] | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for one in self._heard(self._request(messages, stop, kwargs), halted):
            yield from _chunks(one)

    def odds(
        self, messages: list[BaseMessage], answers: Sequence[str], halted: Callable[[], bool] | None = None
    ) -> tuple[float, ...]:
        """How likely the model is to begin its answer with each of these words, whatever their case; 0..1 each.

        Raises GgufError where llama.cpp cannot take the messages.
        """
        options = {"max_tokens": 1, "temperature": 0.0, "logprobs": True, "top_logprobs": _LOOKED_AT}
        found = dict.fromkeys(answers, 0.0)
        for said in self._heard(self._request(messages, None, options), halted):
            if "error" in said:
                raise GgufError(said["error"])
            for token, share in _first_tokens(said):
                if token in found:
                    found[token] += share
        return tuple(found.values())

    def _heard(self, request: dict[str, Any], halted: Callable[[], bool] | None) -> Iterator[Mapping[str, Any]]:
        """What llama.cpp answers, piece by piece, in its turn."""
        arriving: queue.Queue[Any] = queue.Queue()
        gone = threading.Event()

        def hear(said: Any) -> bool:
            arriving.put(said)
            return gone.is_set() or (halted is not None and halted())

        def ask() -> None:
            try:
                with self._turns:
                    if gone.is_set() or (halted is not None and halted()):
                        return
                    if self.server is None:
                        raise ModelUnreachable("The model's file was closed meanwhile.", next_step="Ask again.")
                    self.server.handle_chat_completions(request, hear)
            except BaseException as error:  # noqa: BLE001 - raised again where the answer is waited for
                arriving.put(error)
            finally:
                arriving.put(None)

        threading.Thread(target=ask, name="llama.cpp", daemon=True).start()
        try:
            while (said := arriving.get()) is not None:
                if isinstance(said, BaseException):
                    raise said
                yield from said if isinstance(said, list) else [said]
        finally:
            gone.set()

    def _request(self, messages: list[BaseMessage], stop: list[str] | None, options: dict[str, Any]) -> dict[str, Any]:
        request = {
            "messages": convert_to_openai_messages(messages),
            "stream": True,
            "stream_options": {"include_usage": True},
            "return_progress": True,
            "cache_prompt": True,
            "temperature": _TEMPERATURE,
            "seed": _SEED,
            **options,
        }
        if stop:
            request["stop"] = stop
        schema = (options.get("response_format") or {}).get("json_schema", {}).get("schema")
        if schema is not None and not options.get("tools"):
            del request["response_format"]
            request["grammar"] = self.compact(schema)
        return request


def open_gguf(spec: str, path: str, settings: Settings) -> Engine:
    """The model in that file, loaded. Raises ModelMissing."""
    if importlib.util.find_spec("xllamacpp") is None:
        raise ModelMissing(
            f"{title(spec)} needs the package xllamacpp.", next_step='Install it: pip install "mentoring-copilot[gguf]"'
        )
    import xllamacpp  # type: ignore[import-untyped]

    file = model_file(path)
    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.n_ctx = settings.model_context
    params.n_parallel = 1
    params.n_batch = params.n_ubatch = _READ_AT_ONCE
    params.cache_ram_mib = _KEPT_PROMPTS_MIB
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = _cores()
    params.verbosity = -1
    params.api_keys = [secrets.token_urlsafe(32)]
    params.endpoint_slots = params.endpoint_props = params.ui = False
    params.offline = True  # whatever the file names is not fetched
    try:
        server = xllamacpp.Server(params)
        # One that is let go before it has answered anything waits for ever, and all of Python with it.
        server.handle_completions({"prompt": "-", "max_tokens": 1})
    except (RuntimeError, ValueError) as error:
        raise ModelMissing(
            f"llama.cpp cannot load {file.name}: the file is damaged or of a kind it does not know.",
            next_step="Download it again, or take another model.",
        ) from error
    written = xllamacpp.json_schema_to_grammar
    chat = GgufChat(server=server, compact=lambda schema: compact_grammar(schema, written))
    return Engine(
        name=spec,
        chat=chat,
        local=True,
        host=HERE,
        # That it calls tools is believed once it was tried: of small models few do, whatever their template says.
        abilities=Abilities(structured=True, tools=False, context_tokens=settings.model_context),
        seconds=settings.model_timeout,
        halts=True,
        odds=chat.odds,
        close=chat.close,
    )


def compact_grammar(schema: Mapping[str, Any], written: Callable[[dict[str, Any]], str]) -> str:
    """The schema as a grammar without line breaks and indents: they are tokens too, a third of an answer.

    `written` writes a schema as a grammar, in whichever of its two languages this llama.cpp was built for.
    """
    grammar = written({**schema, "x-guidance": {"whitespace_flexible": False}})
    if grammar.startswith("%llguidance"):
        return grammar
    lines = ['space ::= ""' if line.startswith("space ::=") else line for line in written(dict(schema)).splitlines()]
    return "\n".join(lines)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _first_tokens(said: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """What the answer could begin with, in lower case without blanks, and how likely that is."""
    for choice in said.get("choices") or []:
        for place in (choice.get("logprobs") or {}).get("content") or []:
            for one in place.get("top_logprobs") or []:
                yield str(one["token"]).strip().lower(), math.exp(one["logprob"])


def _chunks(said: Mapping[str, Any]) -> Iterator[ChatGenerationChunk]:
    if "error" in said:
        raise GgufError(said["error"])
    for choice in said.get("choices") or []:
        delta = choice.get("delta") or {}
        calls = [_call(one) for one in delta.get("tool_calls") or []]
        ended = choice.get("finish_reason")
        if delta.get("content") or calls or ended:
            yield ChatGenerationChunk(
                message=AIMessageChunk(
                    content=delta.get("content") or "",
                    tool_call_chunks=calls,
                    response_metadata={"finish_reason": ended} if ended else {},
                )
            )
    usage = said.get("usage")
    if usage:
        read, written = usage["prompt_tokens"], usage["completion_tokens"]
        cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content="",
                usage_metadata=UsageMetadata(
                    input_tokens=read,
                    output_tokens=written,
                    total_tokens=read + written,
                    input_token_details=InputTokenDetails(cache_read=cached),
                ),
            )
        )


def _call(said: Mapping[str, Any]) -> ToolCallChunk:
    function = said.get("function") or {}
    return tool_call_chunk(
        name=function.get("name"), args=function.get("arguments"), id=said.get("id"), index=said.get("index", 0)
    )
