"""What is shown while a model writes."""

from __future__ import annotations

from copilot.draft import Citation, CitationKind, Origin, Sentence, Support
from copilot.writing.writer import Progress
from tests.ui.rooms import NAUGHTY
from ui.components.progress import landed_html, step_html

CITED = Citation(kind=CitationKind.BRIEF, id="why", quote="your talk")


def _sentence(text: str, support: Support) -> Progress:
    return Progress("writing", Sentence(id="s", text=text, origin=Origin.BRIEF, citations=[CITED], support=support))


def test_a_step_is_told_in_peoples_words() -> None:
    assert "Reading what you may read" in step_html([], "m")
    assert "Asking tiny.gguf" in step_html([Progress("preparing"), Progress("asking")], "tiny.gguf")
    assert "no source says" in step_html([Progress("repairing")], "m")
    assert "Stopping" in step_html([Progress("writing")], "m", stopped=True)


def test_each_sentence_has_its_mark() -> None:
    assert landed_html([Progress("asking")]) == ""
    html = landed_html([_sentence("Held.", Support.SUPPORTED), _sentence("Made up.", Support.UNSUPPORTED)])
    held, made_up = html.split("</p>")[:2]
    assert "You wrote" in held
    assert "no source says this" not in held
    assert "no source says this" in made_up


def test_whatever_a_model_writes_is_shown_as_it_is() -> None:
    for text in NAUGHTY:
        html = landed_html([_sentence(text, Support.SUPPORTED)]) + step_html([Progress("asking")], text)
        assert "<script" not in html
        assert "<img" not in html
