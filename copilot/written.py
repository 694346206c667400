"""What a writer wrote, before edits and review: kept with a working draft, so that an edit asks no model again."""

from __future__ import annotations

from pydantic import Field

from copilot.draft import Block, Citation, DraftModel, Finding, Usage


class Written(DraftModel):
    """`writer` is `composer` or the model's name; `fallback_reason` says why a model that was set did not write.

    `votes`: by a sentence's id, how sure the model is that its sources say it, 0..1.
    """

    blocks: list[Block]
    writer: str = "composer"
    fallback_reason: str | None = None
    findings: list[Finding] = Field(default_factory=list)
    usage: Usage = Field(default_factory=Usage)
    votes: dict[str, float] = Field(default_factory=dict)

    def cited(self) -> list[Citation]:
        """Every citation, in order."""
        return [one for block in self.blocks for sentence in block.sentences for one in sentence.citations]
