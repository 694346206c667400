"""The next single question about a goal, in the goal's own words. What is missing is decided without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.draft import Question
from copilot.writing.llm import LanguageModel, ModelFailed, Stop
from copilot.writing.prompting import Prompts
from copilot.writing.sentences_out import clean, json_of
from copilot.writing.sources import fenced, speaks_to_a_model

_LONGEST = 30
_FACT = re.compile(r"\d[\d.,:]*|(?<=[a-z,;] )[A-ZÀ-Þ][\w’'-]+")
_SCHEMA = {
    "title": "question",
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}


def worded(
    model: LanguageModel, prompts: Prompts, question: Question, said: Sequence[str], stop: Stop | None = None
) -> Question:
    """The question in words that fit what was `said`; as it is where the model's is none, or says something new."""
    if any(map(speaks_to_a_model, said)):
        return question
    try:
        completion = model.complete(
            prompts.messages(
                "goal_question",
                about=f"What is missing: {fenced(question.text)}",
                points="\n".join(f"B{number} {fenced(text)}" for number, text in enumerate(said, start=1)),
            ),
            purpose="goal question",
            schema=_SCHEMA,
            max_tokens=90,
            stop=stop,
        )
    except ModelFailed:
        return question
    value = json_of(completion.text)
    text = str(value.get("question", "")) if isinstance(value, dict) else completion.text
    asked = clean(text, said)
    if len(asked) != 1 or not _fits(asked[0], (*said, question.text)):
        return question
    return question.model_copy(update={"text": asked[0]})


def _fits(asked: str, known: Sequence[str]) -> bool:
    """Whether it is one short question that names nothing which was not said."""
    plain = " ".join(known).casefold()
    return (
        asked.endswith("?")
        and asked.count("?") == 1
        and len(asked.split()) <= _LONGEST
        and all(fact.casefold().strip(".,:") in plain for fact in _FACT.findall(asked))
    )
