"""Drafts for everybody in the sample, and what of another's private notes stands in them.

The same drafts as `evals/drafts/drafting.py` times beside the public guidance, here on the sample alone: so they are made
in seconds, and every run of the tests can ask.
"""

from __future__ import annotations

from copilot import programme_file
from evals.drafts.drafting import briefs, made_of
from evals.figures import Figure, Measured, Run, Table, at_most
from evals.hashing_embedder import HashingEmbedder
from evals.leaks.canaries import leaks, load_canaries, strange_sources
from evals.workspace import open_copilot, sample_file


def measure(run: Run) -> Measured:
    """Canaries given away and sources that are not the draft's. `limit` cuts the number of drafts."""
    with sample_file() as file:
        sample = programme_file.load(file)
        with open_copilot(run.scratch / "given-away", HashingEmbedder) as copilot:
            copilot.import_programme(file)
            made = made_of(copilot, briefs(sample)[: run.limit])
    canaries = load_canaries(sample)
    found = [leak for one in made for leak in leaks(one.draft, one.person, one.relationship, canaries)]
    strange = [leak for one in made for leak in strange_sources(one.draft, one.person, one.relationship, sample)]
    rows = tuple((leak.person, leak.draft, leak.note, leak.where) for leak in [*found, *strange])
    return Measured(
        (
            Figure("canaries given away", len(found), target=at_most(0), note=f"{len(canaries)} in {len(made)} drafts"),
            Figure("citations of what is not the draft's to cite", len(strange), target=at_most(0)),
        ),
        {"drafts": len(made), "programme": sample.programme.id},
        tables=(Table("given away", ("viewer", "draft", "note", "where"), rows),) if rows else (),
    )
