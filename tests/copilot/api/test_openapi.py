"""The document of the API: whole, true, and to be read without any other host."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evals.inputs.api import probe
from tests.copilot.api.serving import House


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_schema_of_the_document_is_one(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/([\w.-]+)", str(document)))
    assert names <= set(document["components"]["schemas"])


def test_every_operation_has_a_tag_a_summary_and_words(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation["tags"], name
        assert operation["summary"], name
        assert operation["description"], name


def test_every_json_body_has_an_example_that_it_takes(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if body is None:
            continue
        schema = {**body["schema"], "components": document["components"]}
        shown = document["components"]["schemas"][body["schema"]["$ref"].rsplit("/", 1)[-1]]
        assert shown["additionalProperties"] is False, name
        for example in shown["examples"]:
            jsonschema.validate(example, schema)


def test_every_operation_tells_of_problems(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for status in ("401", "404", "409", "422"):
            content = operation["responses"][status]["content"]
            assert "Problem" in content["application/problem+json"]["schema"]["$ref"], (name, status)


def test_the_documents_page_asks_no_other_host(house: House) -> None:
    client = house.client()
    page = client.get("/api/docs").text
    assert "://" not in page
    for place in re.findall(r'(?:src|href)="(/[^"]+)"', page):
        assert client.get(place).status_code == 200, place
    assert "http" not in client.get("/api/docs/start.js").text


@pytest.mark.filterwarnings("default")
def test_requests_nobody_thought_of_find_no_fault_and_no_breach(house: House, tmp_path: Path) -> None:
    """Few of them; `python -m evals api` asks many more."""
    found = probe(house.copilot, ("bob",), 2)
    assert found.server_errors == {}
    assert found.violations == {}
    assert found.calls > 60
