"""What a language model does, told on standard error while a command waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot.commands.output import aside

if TYPE_CHECKING:
    from copilot.writing.writer import Progress, Watch

_STEPS = {
    "asking": "Asking the model …",
    "repairing": "Going back over what no source says …",
}


def telling_aside() -> Watch:
    """Tells each step and each sentence as it lands; nothing of it goes where a draft does."""
    screen = aside()

    def tell(said: Progress) -> None:
        from copilot.draft import Support

        if said.sentence is not None:
            mark = "?" if said.sentence.support is Support.UNSUPPORTED else "·"
            screen.print(f"  {mark} {said.sentence.text}", style="dim", markup=False, highlight=False)
        elif said.step in _STEPS:
            screen.print(_STEPS[said.step], style="dim")

    return tell
