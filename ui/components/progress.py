"""A draft while a language model writes it: the step it is at, and each sentence as it lands, with its mark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from copilot.draft import Sentence, Support
from copilot.showing import telling
from copilot.writing.writer import Progress, Step
from ui.components.paper import place_of

_STEPS: dict[Step, str] = {
    "preparing": "Reading what you may read",
    "asking": "Asking {model}",
    "searching": "{model} is looking things up",
    "writing": "{model} is writing",
    "repairing": "Going back over what no source says",
    "done": "Checking it once more",
}


def step_html(heard: Sequence[Progress], model: str, *, stopped: bool = False) -> str:
    """What happens now."""
    step = "Stopping" if stopped else _STEPS[heard[-1].step if heard else "preparing"].format(model=model)
    return f'<p class="mc-progress"><span class="mc-dot" aria-hidden="true"></span><b role="status">{escape(step)} …</b></p>'


def time_html(seconds: float) -> str:
    """For the eyes alone: whoever hears the page is told of steps."""
    return f'<span class="mc-note" aria-hidden="true">{seconds:.0f} s</span>'


def landed_html(heard: Sequence[Progress]) -> str:
    """The sentences that have come; empty before the first."""
    paper = "".join(_landed(one.sentence) for one in heard if one.sentence is not None)
    return f'<article class="mc-paper mc-landing" aria-label="So far">{paper}</article>' if paper else ""


def _landed(one: Sentence) -> str:
    if one.support is Support.UNSUPPORTED:
        mark, style = '<span class="mc-tag amber">no source says this</span>', " unsupported"
    else:
        cited = telling(one.citations) or one.citations
        where = place_of(cited[0]) if cited else ""
        mark, style = (f'<span class="mc-tag sage">{escape(where)}</span>' if where else ""), ""
    return f'<p><span class="mc-s{style}">{escape(one.text)}</span>{mark}</p>'
