"""Two hundred ways to break a programme file, each with a seed: what editors, scripts and bad luck do to one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[str, random.Random], bytes]

_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_ID = re.compile(r"(?m)^ *- id: (\S+)$")
_KEY = re.compile(r"(?m)^( *(?:- )?)([a-z_]+):(?= |$)")
_VALUE = re.compile(r"(?m)^( *(?:- )?[a-z_]+: )(\S.*)$")

_WRONG_DATES = ("2026-13-01", "2026-02-30", "soon", "20261120", "99999-01-01", "0000-00-00", "2026-11-20T10:00:00Z", "")
_WRONG_VALUES = (
    "[1, 2]", "{a: b}", "null", "~", "true", "12", "-0.0", ".inf", ".nan", "1e999", "9" * 5000, "0x1F", "1_000",
    "!!python/object/apply:os.getcwd []", "!!binary aGVsbG8=", "*unknown", "&anchor x", "'", '"', "|", ">", "%", "@x",
    '"\\0"', '"\\ud800"', '"\\U0001F600"', "[[[[]]]]", "- x", "a: b: c", "? x", "2026-11-20", "''", "' '", "#",
)  # fmt: skip


def _lines(change: Callable[[list[str], random.Random], list[str]]) -> Mutation:
    return lambda text, chance: "\n".join(change(text.split("\n"), chance)).encode()


def _one(pattern: re.Pattern[str], put: Callable[[re.Match[str], random.Random], str]) -> Mutation:
    """Another text in place of one match, chosen at random."""

    def mutate(text: str, chance: random.Random) -> bytes:
        found = chance.choice(list(pattern.finditer(text)))
        return (text[: found.start()] + put(found, chance) + text[found.end() :]).encode()

    return mutate


def _drop_line(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at + 1 :]


def _double_line(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[: at + 1], *lines[at:]]


def _swap_lines(lines: list[str], chance: random.Random) -> list[str]:
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return lines


def _shift_line(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(["  ", "\t", " "]) + lines[at] if chance.random() < 0.5 else lines[at].lstrip(" ")
    return lines


def _double_block(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    size = chance.randrange(2, 40)
    return [*lines[: at + size], *lines[at:]]


def _truncated(text: str, chance: random.Random) -> bytes:
    raw = text.encode()
    return raw[: chance.randrange(len(raw))]


def _flipped(text: str, chance: random.Random) -> bytes:
    raw = bytearray(text.encode())
    for _ in range(chance.randrange(1, 6)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def _encoded(text: str, chance: random.Random) -> bytes:
    encoding = chance.choice(["utf-16", "utf-32", "latin-1", "cp1251", "utf-8-sig", "cp037"])
    return text.encode(encoding, "replace")


def _bomb(text: str, chance: random.Random) -> bytes:
    """Nine anchors, each of nine times the one before: 10^9 strings where aliases are followed."""
    levels = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 10)]
    return "\n".join([text, "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]", *levels, ""]).encode()


def _nested(text: str, chance: random.Random) -> bytes:
    deep = chance.choice([100, 10_000, 100_000])
    return f"{text}\nextra: {'[' * deep}{']' * deep}\n".encode()


def _in_pieces(text: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return (
        text[:at] + chance.choice(["\n---\n", "\n...\n", "\0", "\x07", "\n<<<<<<< HEAD\n", "\r"]) + text[at:]
    ).encode()


def _of_another_kind(text: str, chance: random.Random) -> bytes:
    return chance.choice(
        [b"", b"\n", b"[]", b"{}", b"null", b"hello", b"- a\n- b\n", b"PK\x03\x04", b"\xff\xfe", b"1", b"<a/>"]
    )


def _taken(match: re.Match[str], chance: random.Random) -> str:
    return match[0].replace(match[1], chance.choice(["amara", "r-amara-daniel", "x y", "a:b", "é" * 200, "''", "0"]))


MUTATIONS: dict[str, Mutation] = {
    "a line dropped": _lines(_drop_line),
    "a line doubled": _lines(_double_line),
    "a block doubled": _lines(_double_block),
    "two lines swapped": _lines(_swap_lines),
    "a line indented": _lines(_shift_line),
    "a key renamed": _one(_KEY, lambda match, chance: f"{match[1]}{match[2]}{chance.choice('s_x1')}:"),
    "a key in capitals": _one(_KEY, lambda match, chance: f"{match[1]}{match[2].upper()}:"),
    "a key without colon": _one(_KEY, lambda match, chance: f"{match[1]}{match[2]}"),
    "a value of another type": _one(_VALUE, lambda match, chance: match[1] + chance.choice(_WRONG_VALUES)),
    "another date": _one(_DATE, lambda match, chance: chance.choice(_WRONG_DATES)),
    "another id": _one(_ID, _taken),
    "truncated": _truncated,
    "bytes flipped": _flipped,
    "another encoding": _encoded,
    "an anchor bomb": _bomb,
    "deeply nested": _nested,
    "in pieces": _in_pieces,
    "of another kind": _of_another_kind,
    "a huge number": _one(_VALUE, lambda match, chance: match[1] + "9" * chance.choice([20, 400, 5000, 100_000])),
    "a megabyte of one word": _one(_VALUE, lambda match, chance: match[1] + "x" * 1_000_000),
}
"""Each gives the bytes of a broken file; some leave it valid, for not every change breaks one."""


def mutated(text: str, seed: int) -> tuple[str, bytes]:
    """What was done, and the file: the kinds take turns, and the seed decides the rest."""
    names = list(MUTATIONS)
    name = names[seed % len(names)]
    return name, MUTATIONS[name](text, random.Random(seed))
