"""24 drafts with a language model: ours, the Composer's, and a plain chain's with the same model and evidence.

`--sample FILE` writes the sheet for blind readers, and its key beside it (`FILE.key.json`); see `blind_reading.py`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from statistics import median
from typing import Any

import yaml

from copilot.app import Copilot
from copilot.draft import Draft, Support
from copilot.drafting import commissioned
from copilot.models import Viewer
from copilot.typed import Typed
from copilot.writing.llm import LanguageModel
from copilot.writing.writer import Commission, Progress
from evals.figures import Figure, Measured, Run, SuiteSkipped, Table, at_least, at_most
from evals.models.blind_reading import Read, sheet
from evals.models.plain_chain import Chained, chained, shown
from evals.workspace import encoder, open_copilot, sample_file

CASES = "cases/model_drafts.yaml"


@dataclass(frozen=True)
class Case:
    id: str
    by: str
    kind: str
    brief: Mapping[str, Any]


@dataclass
class Clock:
    """When the first sentence landed, in seconds."""

    started: float = field(default_factory=time.perf_counter)
    first: float | None = None

    def hear(self, progress: Progress) -> None:
        if progress.sentence is not None and self.first is None:
            self.first = time.perf_counter() - self.started


@dataclass(frozen=True)
class Made:
    case: Case
    ours: Draft
    composed: Draft
    chain: Chained
    known: str
    first: float | None
    by_model: int
    """Sentences that are not the Composer's."""


def measure(run: Run) -> Measured:
    """Tokens, times, what is marked, and who wrote how much. What is true of the unmarked, readers say."""
    if run.model == "none":
        raise SuiteSkipped("Name a model with --model, such as gguf:/path/to/model.gguf.")
    cases = load()[: run.limit]
    with (
        encoder(run) as embedder,
        open_copilot(run.scratch / "models", lambda: embedder) as plain,
        sample_file() as file,
    ):
        programme = plain.import_programme(file).programme.id
        plain.warm_up(programme)
        asked = plain.set_to(model=run.model, results=plain.settings.results)
        make(asked, plain, cases[0])  # the first request reads the fixed part of the prompt, and the model its file
        made = [make(asked, plain, case) for case in cases]
    if run.sample is not None:
        text, key = sheet([_to_read(one) for one in made])
        run.sample.write_text(text, "utf-8")
        run.sample.with_suffix(".key.json").write_text(json.dumps(key, indent=1, ensure_ascii=False), "utf-8")
    return Measured(tuple(figures(made)), {"model": run.model, "drafts": len(made)}, tables=tables(made))


def load() -> list[Case]:
    with resources.as_file(resources.files("evals") / CASES) as path:
        said = yaml.safe_load(path.read_text("utf-8"))
    return [Case(**one) for one in said["drafts"]]


def make(asked: Copilot, plain: Copilot, case: Case) -> Made:
    """The case by the model, by the Composer and by the plain chain."""
    programme = plain.programme().id
    viewer, day = plain.viewer(programme, case.by), plain.as_of(programme)
    clock = Clock()
    ours = asked.draft(viewer, case.kind, case.brief, day, watch=clock.hear)
    composed = plain.draft(viewer, case.kind, case.brief, day)
    commission = commissioned(plain.studio.desk(viewer, day), case.kind, Typed(dict(case.brief)))
    assert commission is not None, f"{case.id} needs an answer first"
    chain = chained(_model(asked, viewer), commission)
    own = {sentence.text for sentence in composed.sentences()}
    new = sum(sentence.text not in own for sentence in ours.sentences())
    return Made(case, ours, composed, chain, _known(commission), clock.first, new)


def _model(copilot: Copilot, viewer: Viewer) -> LanguageModel:
    model = copilot.language_model(viewer)
    assert model is not None
    return model


def _known(commission: Commission) -> str:
    """What could be known, for a reader."""
    material = commission.material
    typed = material.brief.model_dump(exclude_none=True, exclude_defaults=True)
    lines = [f"Today is {material.as_of}. {material.viewer.name} asks for this. Typed: {typed}"]
    people = ", ".join(f"{one.name} ({one.id})" for one in material.directory.values())
    lines.append(f"People: {people}")
    for source in {(one.document, one.quote): one for one in shown(commission)}.values():
        lines.append(
            f"- {source.kind.value}, {source.document} {source.heading}, {source.date or ''}: {source.quote.strip()}"
        )
    return "\n".join(lines)


def _to_read(made: Made) -> Read:
    unmarked = [one.text for one in made.ours.sentences() if one.support is not Support.UNSUPPORTED]
    return Read(
        made.case.id,
        made.known,
        made.ours.text,
        made.composed.text,
        {"ours": unmarked, "chain": [text for text, _ in made.chain.said]},
    )


def figures(made: Sequence[Made]) -> list[Figure]:
    """Who wrote how much, what is marked, tokens and times."""
    said = [one for each in made for one in each.ours.sentences()]
    marked = sum(one.support is Support.UNSUPPORTED for one in said)
    chain = [held for each in made for _, held in each.chain.said]
    ours = sum(each.ours.usage.tokens_in + each.ours.usage.tokens_out for each in made)
    theirs = sum(each.chain.completion.tokens_in + each.chain.completion.tokens_out for each in made)
    first = [each.first for each in made if each.first is not None]
    written = [each for each in made if each.ours.writer != "composer"]
    return [
        Figure(
            "drafts the model wrote", len(written), note=f"of {len(made)}; the others are the Composer's, and say why"
        ),
        Figure("sentences in the model's words", sum(one.by_model for one in written), note=f"of {len(said)} in all"),
        Figure("sentences marked as unsupported", marked / max(len(said), 1), note=f"{marked} of {len(said)}"),
        Figure(
            "the chain's sentences that nothing it was shown says, by our review, all unmarked",
            chain.count(False) / max(len(chain), 1),
            note=f"{chain.count(False)} of {len(chain)}",
        ),
        Figure(
            "tokens a draft, ours to the chain's",
            ours / max(theirs, 1),
            target=at_most(0.6),
            note=f"{ours} to {theirs}",
        ),
        Figure("first sentence, median", median(first) if first else float("nan"), "s", at_most(8)),
        Figure("first sentence, longest", max(first, default=float("nan")), "s"),
        Figure("a draft, median", median([one.ours.usage.seconds for one in made]), "s"),
        Figure("the chain's, median", median([one.chain.completion.seconds for one in made]), "s"),
        Figure("drafts with a text", sum(bool(one.ours.text) for one in made), target=at_least(len(made))),
    ]


def tables(made: Sequence[Made]) -> tuple[Table, ...]:
    """A row for each draft."""
    return (
        Table(
            "drafts",
            ("draft", "by", "model's sentences", "marked", "first s", "s", "tokens", "chain's", "why not"),
            tuple(
                (
                    one.case.id,
                    "the model" if one.ours.writer != "composer" else "composer",
                    f"{one.by_model} of {len(one.ours.sentences())}",
                    str(sum(each.support is Support.UNSUPPORTED for each in one.ours.sentences())),
                    f"{one.first:.1f}" if one.first is not None else "",
                    f"{one.ours.usage.seconds:.1f}",
                    str(one.ours.usage.tokens_in + one.ours.usage.tokens_out),
                    str(one.chain.completion.tokens_in + one.chain.completion.tokens_out),
                    one.ours.fallback_reason or "",
                )
                for one in made
            ),
        ),
    )
