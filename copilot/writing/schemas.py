"""JSON schemas as providers take them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def response_format(schema: Mapping[str, object]) -> dict[str, Any]:
    """The schema as OpenAI writes it down; LangChain turns it into what each other provider has."""
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": strict(schema), "strict": True}}


def strict(schema: object) -> Any:
    """The same schema with every object closed and all its parts required, as OpenAI and Anthropic want it."""
    if isinstance(schema, Mapping):
        made = {str(key): strict(value) for key, value in schema.items()}
        if isinstance(schema.get("properties"), Mapping):
            made["additionalProperties"] = False
            made["required"] = list(made["properties"])
        return made
    if isinstance(schema, list | tuple):
        return [strict(one) for one in schema]
    return schema
