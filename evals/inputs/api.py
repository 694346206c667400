"""The API under requests that nobody thought of: schemathesis makes them from the OpenAPI document, in process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import copilot as package
from copilot.api import Guard, create_app
from copilot.api.application import PUBLIC
from copilot.app import Copilot
from copilot.models import SessionKind
from copilot.settings import Settings
from evals.figures import Figure, Measured, Run, SuiteSkipped, Table, at_least, at_most
from evals.hashing_embedder import HashingEmbedder

ADDRESS = "http://localhost"
SAMPLE = Path(package.__file__).parent / "sample" / "programme.yaml"
PEOPLE = ("amara", "ruth")
"""One who is mentee and mentor, and one of the staff."""
EXAMPLES = 40
"""Requests for each operation, each person, and each of: as the document has it, and not so."""
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)
_SHOWN = 300


@dataclass
class Findings:
    """How many requests were made, what they were answered with, and what was wrong, by operation."""

    calls: int = 0
    operations: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    server_errors: dict[str, str] = field(default_factory=dict)
    violations: dict[str, str] = field(default_factory=dict)


def probe(copilot: Copilot, people: tuple[str, ...], examples: int) -> Findings:
    """Ask every operation of the API `examples` times with what it takes, and as often with what it does not take.

    The same requests on every run. Raises SuiteSkipped where schemathesis is not installed.
    """
    try:
        import schemathesis
        from hypothesis import HealthCheck, Phase, given, settings
    except ImportError as error:
        raise SuiteSkipped("schemathesis is not installed; it comes with the extra `dev`.") from error
    from schemathesis.checks import CHECKS
    from schemathesis.core.failures import FailureGroup

    app = create_app(copilot)
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = Guard(app, copilot, public=PUBLIC)
    checks = CHECKS.get_by_names(list(_CHECKS))
    found = Findings()
    few = settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    programme = copilot.programme().id

    def asker(name: str, person: str) -> Callable[[Any], None]:
        def ask(case: Any) -> None:
            # A new token each time: the request before may have ended all of them.
            secret = copilot.accounts.open(programme, person, kind=SessionKind.TOKEN).secret
            answer = case.call(base_url=ADDRESS, headers={"Authorization": f"Bearer {secret}"})
            found.calls += 1
            found.statuses[answer.status_code] += 1
            if answer.status_code >= 500:
                found.server_errors.setdefault(name, _told(case, answer))
                return
            try:
                case.validate_response(answer, checks=checks)
            except (Exception, FailureGroup) as error:  # noqa: BLE001 - whatever a check raises is what it found
                found.violations.setdefault(name, f"{error} {_told(case, answer)}"[:2000])

        return ask

    for person in people:
        for operation in _operations(schema):
            name = f"{operation.method.upper()} {operation.path}"
            found.operations.add(name)
            for mode in schemathesis.GenerationMode:
                ask = few(given(case=operation.as_strategy(generation_mode=mode))(asker(name, person)))
                try:
                    ask()
                except BaseException as error:
                    if type(error).__name__ != "Unsatisfiable":  # there is no wrong way to ask for it
                        raise
    return found


def _operations(schema: Any) -> Iterator[Any]:
    """Every operation; one whose schema is none is an error of its own."""
    for one in schema.get_all_operations():
        yield one.ok()


def _told(case: Any, answer: Any) -> str:
    asked = f"{case.method} {case.formatted_path} query={case.query!r} body={case.body!r}"
    return f"{asked[:_SHOWN]} → {answer.status_code} {answer.text[:_SHOWN]}"


def measure(run: Run) -> Measured:
    """Server errors and breaches of the document, over every operation."""
    examples = min(EXAMPLES, run.limit or EXAMPLES)
    with Copilot.open(Settings(data=run.scratch / "api"), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE)
        found = probe(copilot, PEOPLE, examples)
    return Measured(
        (
            Figure("operations", len(found.operations), target=at_least(1)),
            Figure("calls", found.calls, note=_by_status(found.statuses)),
            Figure("operations with server errors", len(found.server_errors), target=at_most(0)),
            Figure("operations that breach the schema", len(found.violations), target=at_most(0)),
        ),
        settings={"examples": examples, "people": list(PEOPLE), "checks": list(_CHECKS)},
        data=(SAMPLE,),
        tables=tuple(_tables(found)),
    )


def _by_status(statuses: Mapping[int, int]) -> str:
    return ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))


def _tables(found: Findings) -> Iterator[Table]:
    for title, told in (("server errors", found.server_errors), ("breaches", found.violations)):
        if told:
            yield Table(title, ("operation", "what"), tuple(told.items()))
