"""The house (docs/architecture.md): imports go down only, and third parties have one door each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "copilot", "prompts", "ui", "evals")

MAY_IMPORT = {
    "ingest": {"ingest"},
    "prompts": {"prompts"},
    "copilot": {"copilot", "ingest", "prompts"},
    "ui": {"ui", "copilot", "ingest"},
    "evals": {"evals", "copilot", "ingest"},
}

DOORS = {
    # evals/retrieval/peers.py is no part of the product: it drives what ours is compared with, made of the same libraries.
    "chromadb": ("ingest/vectors/chroma.py", "evals/retrieval/peers.py"),
    "langchain": ("copilot/writing/",),
    "langchain_core": ("copilot/writing/", "evals/retrieval/peers.py"),
    "langchain_chroma": ("evals/retrieval/peers.py",),
    "langchain_text_splitters": ("evals/retrieval/peers.py",),
    "haiku": ("evals/retrieval/haiku_driver.py",),
    "docling_core": ("evals/retrieval/haiku_driver.py",),
    "jinja2": ("evals/report_page/",),
    "langgraph": ("copilot/writing/",),
    "langsmith": ("copilot/writing/",),
    "xllamacpp": ("copilot/writing/gguf.py",),
    "streamlit": ("ui/",),
    "sentence_transformers": ("ingest/embedding.py", "evals/speed/ingestion.py"),  # the latter measures against it
    "torch": ("ingest/embedding.py",),
    "sqlalchemy": (
        "ingest/database.py",
        "ingest/tables.py",
        "ingest/keyword.py",
        "ingest/keyword_search.py",
        "ingest/passages.py",
        "ingest/sentence_vectors.py",
        "ingest/rows.py",
        "ingest/index_state.py",
        "ingest/vectors/pgvector.py",
        "copilot/repository/",
    ),
    "alembic": ("copilot/repository/",),
    "filelock": ("ingest/lock.py",),
    "markitdown": ("ingest/reading/",),
    "click": ("copilot/cli.py", "copilot/commands/", "evals/", "ui/starting.py"),
    "rich": ("copilot/commands/", "evals/"),
    "py3langid": ("copilot/themes/comments.py",),
    "sklearn": ("copilot/themes/clustering.py",),
    "docx": ("copilot/exports/word_file.py",),
    "icalendar": ("copilot/exports/calendar_file.py",),
    "platformdirs": ("copilot/settings.py",),
    "pydantic_settings": ("copilot/settings.py",),
}

SESSION = "sqlalchemy.orm.Session"
"""A type that functions take and pass on; who only names it runs no SQL."""


def sources() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@cache
def imported(source: str) -> tuple[str, ...]:
    """Every dotted name that the file imports, at its top or inside a function."""
    return tuple(_imported(source))


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / source).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source} imports relatively; write the package's name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("source", sources())
def test_imports_go_down_only(source: str) -> None:
    package = source.split("/")[0]
    upward = {
        name
        for name in imported(source)
        if name.split(".")[0] in PACKAGES and name.split(".")[0] not in MAY_IMPORT[package]
    }
    assert upward == set()


@pytest.mark.parametrize("third_party", sorted(DOORS))
def test_a_third_party_has_one_door(third_party: str) -> None:
    beside = {
        (source, name)
        for source in sources()
        for name in imported(source)
        if name.split(".")[0] == third_party and name != SESSION and not source.startswith(DOORS[third_party])
    }
    assert beside == set()


def test_prompts_are_read_by_one_module() -> None:
    readers = {
        source
        for source in sources()
        if not source.startswith("prompts/")
        for name in imported(source)
        if name.split(".")[0] == "prompts"
    }
    assert len(readers) <= 1, readers


def test_nobody_above_the_facade_goes_round_it() -> None:
    inside = (
        "copilot.repository",
        "copilot.access",
        "ingest.database",
        "ingest.passages",
        "ingest.keyword_search",
        "ingest.sync",
    )
    round_it = {
        (source, name)
        for source in sources()
        if source.startswith(("ui/", "copilot/commands/", "copilot/api/"))
        for name in imported(source)
        if name.startswith(inside)
    }
    assert round_it == set()


def test_the_repository_does_not_decide_who_may_read() -> None:
    upward = {
        (source, name)
        for source in sources()
        if source.startswith("copilot/repository/")
        for name in imported(source)
        if name.startswith(("copilot.access", "copilot.app", "copilot.facade", "copilot.drafts"))
    }
    assert upward == set()


def test_the_facade_is_taken_whole() -> None:
    in_parts = {
        (source, name)
        for source in sources()
        if source != "copilot/app.py" and not source.startswith("copilot/facade/")
        for name in imported(source)
        if name.startswith("copilot.facade")
    }
    assert in_parts == set()


def test_no_section_of_the_facade_knows_another() -> None:
    base = ["copilot.facade.resources", "copilot.facade.people", "copilot.facade.reading"]
    sections = [source for source in sources() if source.startswith("copilot/facade/")]
    assert len(sections) > len(base)
    for source in sections:
        module = source.removesuffix(".py").replace("/", ".")
        below = base[: base.index(module)] if module in base else base
        beside = {name for name in imported(source) if name.startswith(("copilot.app", "copilot.facade"))}
        assert {name.rpartition(".")[0] for name in beside} <= set(below), source


def test_the_check_sees_an_import_inside_a_function(tmp_path: Path) -> None:
    path = tmp_path / "inner.py"
    path.write_text("def f():\n    from chromadb import Client\n    import torch.nn\n", encoding="utf-8")
    assert imported(str(path)) == ("chromadb.Client", "torch.nn")
