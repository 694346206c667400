"""`mentor model`, `model use`, `model try`, `model log`: which language model writes, how it answers, what it was sent."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, Group, invocation
from copilot.commands.output import say, table_of
from copilot.errors import CopilotError

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.language_models import ModelChoice, ModelTrial

_DEFAULT = "default"
_SAID_BY = {"call": "said with --model", "chosen": "chosen with `mentor model use`", "setting": "COPILOT_MODEL"}


@click.group(cls=Group, invoke_without_command=True)
@click.pass_context
def model(ctx: click.Context) -> None:
    """Which language model writes, and how much it was used. None is needed."""
    if ctx.invoked_subcommand is not None:
        return
    from copilot.models import Role

    call = invocation()
    with call.open() as copilot:
        choice = copilot.model_choice()
        keeper = call.keeper(copilot)
        of = [keeper.programme] if keeper else [one.id for one in copilot.programmes()]
        told = keeper is None or Role.STAFF in keeper.person.roles
        usage = {one: copilot.model_usage(one, viewer=keeper) for one in of} if told else {}

    def render(console: Console) -> None:
        _show(console, choice)
        for programme, uses in usage.items():
            if not uses:
                continue
            table = table_of("model", "requests", "tokens in", "out", "seconds", whole=("model",))
            for one in uses:
                table.add_row(
                    one.model, str(one.requests), str(one.tokens_in), str(one.tokens_out), f"{one.seconds:.0f}"
                )
            console.print(f"\nUsed in {programme}:", markup=False)
            console.print(table)

    sums = {programme: [asdict(one) for one in uses] for programme, uses in usage.items()}
    say({**asdict(choice), "usage": sums}, render)


@model.command(cls=Command)
@click.argument("spec", metavar=f"SPEC|none|{_DEFAULT}")
def use(spec: str) -> None:
    """Let this model write, from now on and for everybody in the folder: provider:name or gguf:PATH.

    `none`: no model. `default`: what COPILOT_MODEL says. Keys are not stored: they stay in the environment of the app.
    """
    call = invocation()
    with call.open() as copilot:
        keeper = call.keeper(copilot)
        choice = copilot.choose_model(keeper, None if spec == _DEFAULT else spec)
    say(asdict(choice), lambda console: _show(console, choice))


@model.command("try", cls=Command)
@click.argument("spec", required=False)
def try_(spec: str | None) -> None:
    """Ask a model, or the one that is set, two small things of no consequence, and say how it did."""
    call = invocation()
    with call.open() as copilot:
        trial = copilot.try_model(call.keeper(copilot), spec)
    if trial.error:
        raise CopilotError(trial.error, next_step=trial.next_step)
    say(asdict(trial), lambda console: _show_trial(console, trial))


@model.command(cls=Command)
def log() -> None:
    """What was sent to models for you: when, where to, how much, and never the text."""
    call = invocation()
    with call.open() as copilot:
        entries = copilot.sent_log(call.viewer(copilot))

    def render(console: Console) -> None:
        if not entries:
            console.print("Nothing was sent to a language model for you.")
            return
        table = table_of("when (UTC)", "for", "model", "where", "characters", "tokens", "seconds", "", whole=())
        for one in entries:
            table.add_row(
                f"{one.at:%Y-%m-%d %H:%M}",
                one.purpose,
                one.model,
                one.host,
                str(one.characters),
                f"{one.tokens_in} + {one.tokens_out}",
                f"{one.seconds:.1f}",
                one.outcome,
            )
        console.print(table)

    say({"sent": [asdict(one) for one in entries]}, render)


def _show(console: Console, choice: ModelChoice) -> None:
    from rich.text import Text

    writes = "No language model: drafts are composed." if choice.spec == "none" else choice.spec
    console.print(Text.assemble((writes, "bold"), f"  ({_SAID_BY[choice.source]})"))
    if choice.problem:
        console.print(Text.assemble(("It cannot be used: ", "red"), choice.problem))
        console.print(Text(choice.next_step, style="dim"))


def _show_trial(console: Console, trial: ModelTrial) -> None:
    from rich.text import Text

    where = "this computer, text as it is" if trial.local else f"{trial.host}, with placeholders for names"
    console.print(Text.assemble((trial.spec, "bold"), f"  ({where})"))
    speed = f", then {trial.tokens_per_second:.0f} tokens a second" if trial.tokens_per_second else ""
    console.print(f"First words after {trial.latency or 0:.1f} s{speed}.")
    console.print(f"Answers held to a shape: {'yes' if trial.structured else 'no'}.")
    console.print(f"Calls tools: {'yes' if trial.tools else 'no'}.")
