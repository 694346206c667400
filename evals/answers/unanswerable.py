"""Questions of MTRAG-UN to `ask`: how often is one answered that nothing answers, with and without the leash?

All reference passages are one programme's guidance, so that a question without an answer meets real text that does
not answer it. The plain chain gets the first passages of the same search, the same model, and one prompt.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.draft import DraftStatus
from copilot.models import Role, Viewer
from copilot.writing.answer_writer import Exchange
from copilot.writing.llm import LanguageModel, Message
from evals.figures import Figure, Measured, Run, Table
from evals.workspace import encoder, open_copilot

_PER_SORT = 40
"""Questions of each sort; `--limit` takes fewer."""
_SEED = 20261128
_PASSAGES = 5
_DAY = date(2026, 1, 1)
_SYSTEM = "Answer the user's question from the context. If the context does not say, say that you do not know."
_ABSTAINS = re.compile(
    r"\b(?:do(?:es)?\s*n[o’']t|not|no|cannot|can[’']t|unable|isn[’']t|aren[’']t|without)\b.{0,60}"
    r"\b(?:know|information|mention|provided?|specif\w+|say|state|contain|include|details?|context|answer|available)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Task:
    """The last question of a conversation, those before it, and whether its passages answer it."""

    id: str
    question: str
    before: tuple[str, ...]
    answerable: bool


def measure(run: Run) -> Measured:
    """Shares answered: of what nothing answers (wrong) and of what something answers."""
    file = run.input("grounding", "mtrag_un", "reference.jsonl")
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    tasks = chosen(rows, run.limit or _PER_SORT)
    with encoder(run) as embedder, open_copilot(run.scratch / "mtrag", lambda: embedder) as plain:
        begun = plain.begin(Beginning(name="Reader", role=Role.MENTEE, partner="Somebody"))
        _take_in(plain, begun.programme, rows, run.scratch / "passages")
        viewer = plain.viewer(begun.programme, begun.me)
        asked = plain.set_to(model=run.model, results=_PASSAGES)
        outcomes = [_ask(plain, asked, viewer, task, with_model=run.model != "none") for task in tasks]
    return Measured(
        tuple(_figures(tasks, outcomes)),
        {"model": run.model, "questions": len(tasks), "passages": sum(len(row["contexts"]) for row in rows)},
        (file,),
        (_table(tasks, outcomes),),
    )


def chosen(rows: Sequence[Mapping[str, Any]], each: int) -> list[Task]:
    """So many of the answerable and of the unanswerable; the same at every run."""
    chance = random.Random(_SEED)
    found: list[Task] = []
    for sort in ("UNANSWERABLE", "ANSWERABLE"):
        own = [row for row in rows if row["answerability"] == [sort]]
        for row in chance.sample(own, min(each, len(own))):
            said = [turn["text"].strip() for turn in row["input"] if turn["speaker"] == "user"]
            found.append(Task(row["task_id"], said[-1], tuple(said[:-1]), sort == "ANSWERABLE"))
    return found


def abstains(text: str) -> bool:
    """Whether a model's answer says that it has none."""
    return not text.strip() or _ABSTAINS.search(text[:300]) is not None


def _take_in(copilot: Copilot, programme: str, rows: Sequence[Mapping[str, Any]], folder: Path) -> None:
    folder.mkdir(parents=True)
    texts = {context["document_id"]: context["text"] for row in rows for context in row["contexts"]}
    for place, (identifier, text) in enumerate(sorted(texts.items())):
        name = re.sub(r"\W+", "-", identifier)[:60]
        (folder / f"{place:04}-{name}.md").write_text(f"{text.strip()}\n", "utf-8")
    copilot.ingest(programme, [folder], viewer=None)


def _ask(plain: Copilot, asked: Copilot, viewer: Viewer, task: Task, *, with_model: bool) -> dict[str, bool]:
    history = [Exchange(one) for one in task.before]
    quoted = plain.draft(viewer, "ask", {"question": task.question}, _DAY).status is DraftStatus.DRAFTED
    if not with_model:
        return {"quoted": quoted}
    ours = asked.draft(viewer, "ask", {"question": task.question}, _DAY, history=history)
    model = asked.language_model(viewer)
    assert model is not None
    return {
        "quoted": quoted,
        "leashed": ours.status is DraftStatus.DRAFTED,
        "plain chain": not abstains(_chained(plain, viewer, model, task)),
    }


def _chained(copilot: Copilot, viewer: Viewer, model: LanguageModel, task: Task) -> str:
    hits = copilot.search(viewer, task.question, _DAY, k=_PASSAGES)
    context = "\n\n".join(hit.passage.text.strip() for hit in hits)
    before = "\n".join(f"Earlier: {one}" for one in task.before[-4:])
    said = Message("user", f"Context:\n{context}\n\n{before}\nQuestion: {task.question}")
    return model.complete((Message("system", _SYSTEM), said), purpose="eval", max_tokens=200).text


def _figures(tasks: Sequence[Task], outcomes: Sequence[Mapping[str, bool]]) -> list[Figure]:
    figures = []
    for name in outcomes[0] if outcomes else ():
        for answerable, what in ((False, "unanswerable"), (True, "answerable")):
            own = [one[name] for task, one in zip(tasks, outcomes, strict=True) if task.answerable is answerable]
            figures.append(
                Figure(
                    f"{what} questions answered, {name}",
                    sum(own) / max(len(own), 1),
                    note=f"{sum(own)} of {len(own)}",
                )
            )
    return figures


def _table(tasks: Sequence[Task], outcomes: Sequence[Mapping[str, bool]]) -> Table:
    rows = tuple(
        (task.id, task.question[:80], ", ".join(name for name, answered in one.items() if answered))
        for task, one in zip(tasks, outcomes, strict=True)
        if not task.answerable and any(one.values())
    )
    return Table("answered though nothing answers", ("task", "question", "by"), rows)
