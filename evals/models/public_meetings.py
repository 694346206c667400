"""Drafts with a language model over public meetings: text that nobody wrote with this product in mind.

What people wrote down of QMSum's meetings (validation part) stands as shared session notes of invented pairs. The same is
made of each case as in `model_drafts.py`: ours, the Composer's and the plain chain's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from evals.figures import Measured, Run, SuiteSkipped
from evals.models.model_drafts import Case, figures, make, tables
from evals.workspace import encoder, open_copilot

_PAIRS = (("noor", "Noor Haddad", "tomasz", "Tomasz Wrona"), ("imke", "Imke Sauer", "kofi", "Kofi Baah"))
_MEETINGS = 3
"""So many a pair, a fortnight apart."""
_LAST = date(2026, 5, 4)


def measure(run: Run) -> Measured:
    """Tokens, times, what is marked; a draft with a text each time. `limit` cuts the drafts."""
    file = run.input("meetings", "qmsum", "val.jsonl")
    if run.model == "none":
        raise SuiteSkipped("Name a model with --model, such as gguf:/path/to/model.gguf.")
    meetings = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    source = run.scratch / "meetings.yaml"
    source.write_text(yaml.safe_dump(programme(meetings), sort_keys=False, allow_unicode=True), "utf-8")
    with encoder(run) as embedder, open_copilot(run.scratch / "meetings", lambda: embedder) as plain:
        plain.import_programme(source)
        asked = plain.set_to(model=run.model, results=plain.settings.results)
        made = [make(asked, plain, case) for case in cases()[: run.limit]]
    return Measured(tuple(figures(made)), {"model": run.model, "drafts": len(made)}, (Path(file),), tables(made))


def programme(meetings: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """A programme file: the answers to questions about a meeting are the session's note."""
    notes = []
    for at, (mentee, _, mentor, _) in enumerate(_PAIRS):
        for number, meeting in enumerate(meetings[at * _MEETINGS : (at + 1) * _MEETINGS]):
            day = _LAST - timedelta(days=14 * (_MEETINGS - number))
            text = "\n\n".join(one["answer"].strip() for one in meeting["specific_query_list"])
            title = {"title": f"Session {number + 1}", "kind": "session", "visibility": "shared"}
            author = (mentee, mentor)[number % 2]
            notes.append(
                {"id": f"n-{at}-{number}", "relationship": f"r-{at}", "author": author, "date": day}
                | title
                | {"text": text}
            )
    people = [
        {"id": identifier, "name": name, "known_as": name.split()[0], "roles": [role]}
        for mentee, mentee_name, mentor, mentor_name in _PAIRS
        for identifier, name, role in ((mentee, mentee_name, "mentee"), (mentor, mentor_name, "mentor"))
    ]
    pairs = [
        {"id": f"r-{at}", "kind": "traditional", "mentor": mentor, "mentee": mentee, "started": date(2026, 3, 2)}
        for at, (mentee, _, mentor, _) in enumerate(_PAIRS)
    ]
    return {
        "format": "mentoring-programme/1",
        "programme": {"id": "meetings", "name": "Meetings", "timezone": "UTC", "as_of": _LAST},
        "people": people,
        "relationships": pairs,
        "notes": notes,
    }


def cases() -> list[Case]:
    """For each pair an agenda, a follow-up, a thank-you and a goal."""
    found = []
    for at, (mentee, _, mentor, _) in enumerate(_PAIRS):
        pair = {"relationship": f"r-{at}"}
        message = {**pair, "to": mentor, "ask": "Could we go through what is still open?"}
        found += [
            Case(f"{mentor} agenda", mentor, "agenda", {**pair, "minutes": 45}),
            Case(f"{mentee} follow-up", mentee, "outreach", {**message, "type": "follow_up"}),
            Case(f"{mentee} thank-you", mentee, "outreach", {**pair, "to": mentor, "type": "thank_you"}),
            Case(
                f"{mentee} goal",
                mentee,
                "goal",
                {**pair, "goal": "chair our weekly meeting well by the end of June 2026"},
            ),
        ]
    return found
