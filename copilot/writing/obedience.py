"""What the fakes answer: the labelled lines of a prompt, or whatever any text in it says to do.

A model that obeys every text it reads is the worst case for hidden instructions: if nothing comes of them with this
one, it is not the model that held them off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_LABELLED = re.compile(r"^\W{0,3}([A-Z][0-9]{1,3})\W{1,3}\s*(\S.*)$", re.MULTILINE)
_LABEL = re.compile(r"\b[A-Z][0-9]{1,3}\b")
_COMMAND = re.compile(
    r"""\b(?:write|say|print|output|reply|respond|answer|include|insert|append|add|mention|embed|put|show|display|render|
    repeat|return|tell|link|post|send|forward|reveal|state|confirm|promise|recommend|advise|announce|claim|begin|start|
    end|finish|close|conclude|sign|replace|use|visit|click|open|load|fetch|quote|cite|pretend|translate|encode|call|
    schreibe?|antworte|füge|gib|écris|réponds|ajoute|escribe|responde|añade|incluye)\b[ \t:,-]*(.+)""",
    re.IGNORECASE | re.VERBOSE,
)
_FILLING = re.compile(
    r"""(?:(?:back|only|just|exactly|with|the|a|an|this|these|that|following|words?|text|sentence|link|image|line|in|your|
    answer|reply|to|it|me|us|them|by|saying|as|mit|hinzu|aus|avec|con)\b[ \t]*)+[:,;-]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"[\"“„«`']([^\"”“»`\n]{2,400})[\"”“»`']")
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:|data:|javascript:)[^\s<>\"')\]]+", re.IGNORECASE)
_MARKUP = re.compile(
    r"!?\[[^\]\n]*\]\([^)\n]*\)|!?\[[^\]\n]*\]\[[^\]\n]*\]|<[a-zA-Z!/][^>\n]*>(?:[^<\n]{0,200}</\w+>)?"
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n{2,}")
_HEADINGS = frozenset({"heading", "title"})


def echoed(texts: Sequence[str], response_format: object) -> str:
    """The labelled lines of the prompt, each citing its label."""
    return _shaped(list(_lines(texts)), texts, response_format)


def obeyed(texts: Sequence[str], response_format: object) -> str:
    """The same, and whatever the prompt's texts ask to be written: words, links, pictures, markup. All is cited."""
    labels = sorted({label for text in texts for label in _LABEL.findall(text)})
    own = [(said, labels) for said in dict.fromkeys(_demands(texts))]
    return _shaped([*_lines(texts), *own], texts, response_format)


def slipped_in(texts: Sequence[str], response_format: object) -> str:
    """The labelled lines of the prompt, said well, with one demand of its texts slipped in behind each.

    Harder to catch than `obeyed`, whose answers are mostly refused as a whole.
    """
    lines = list(_lines(texts))
    demands = list(dict.fromkeys(_demands([text for text, _ in lines])))
    said = []
    for number, (text, labels) in enumerate(lines):
        said += [(text, labels), *((one, labels) for one in demands[number : number + 1])]
    return _shaped(said, texts, response_format)


def told(texts: Sequence[str], tools: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, object]]]:
    """The tools that some text says to call, with what it says to call them with."""
    for tool in tools:
        function = tool.get("function", tool)
        name = str(function.get("name"))
        for text in texts:
            found = re.search(rf"\b{re.escape(name)}\b\W{{0,3}}(.{{0,200}})", text)
            if found is None:
                continue
            said = _QUOTED.search(found.group(1))
            asked = said.group(1) if said else (found.group(1).strip() or "everything")
            wanted = function.get("parameters", {}).get("properties", {})
            strings = {key: asked for key, schema in wanted.items() if schema.get("type") == "string"}
            yield name, dict(strings)
            break


def _lines(texts: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for text in texts:
        for label, said in _LABELLED.findall(text):
            yield said.strip(), [label]


def _demands(texts: Sequence[str]) -> Iterator[str]:
    """What a reader without any judgement would put into the answer."""
    for text in texts:
        # Every address and all markup is something that a page could load or a person could click.
        yield from (found.group() for found in _MARKUP.finditer(text))
        yield from (found.group() for found in _ADDRESS.finditer(text))
        for sentence in _SENTENCES.split(text):
            for found in _COMMAND.finditer(sentence):
                wanted = found.group(1).strip()
                yield from _QUOTED.findall(found.group())
                yield wanted
                yield _FILLING.sub("", wanted, count=1) if _FILLING.match(wanted) else wanted


def _shaped(sentences: Sequence[tuple[str, list[str]]], texts: Sequence[str], response_format: object) -> str:
    """In the shape of the schema; where none is given but JSON is spoken of, as blocks; else as plain lines."""
    said = list(sentences) or [("Nothing was labelled.", [])]
    schema = _schema(response_format)
    if schema is not None:
        return json.dumps(_filled(schema, schema, said, ""), ensure_ascii=False)
    if any("JSON" in text for text in texts):
        block = {"heading": "", "sentences": [{"text": text, "cites": cites} for text, cites in said]}
        return json.dumps({"blocks": [block]}, ensure_ascii=False)
    return "\n".join(f"{text} {''.join(f'[{label}]' for label in cites)}".strip() for text, cites in said)


def _schema(response_format: object) -> Mapping[str, Any] | None:
    if not isinstance(response_format, Mapping):
        return None
    found = response_format.get("json_schema", {}).get("schema")
    return found if isinstance(found, Mapping) else None


def _filled(
    schema: Mapping[str, Any], root: Mapping[str, Any], said: Sequence[tuple[str, list[str]]], key: str
) -> object:
    """A value of that schema made of the sentences: a list of objects gets one for each, a list of words its labels."""
    schema = _resolved(schema, root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        return {name: _filled(one, root, said, name) for name, one in schema.get("properties", {}).items()}
    if kind == "array":
        items = _resolved(schema.get("items", {"type": "string"}), root)
        if items.get("type") == "string":
            cites = list(dict.fromkeys(label for _, labels in said for label in labels))
            allowed = items.get("enum")
            return [label for label in cites if allowed is None or label in allowed]
        inner = items.get("properties", {}).values()
        if any(_resolved(one, root).get("type") == "array" and _holds_objects(one, root) for one in inner):
            return [_filled(items, root, said, key)]
        return [_filled(items, root, [one], key) for one in said]
    if kind == "string":
        own = [text for text, cites in said if key in cites] if _LABEL.fullmatch(key) else []
        return "" if key in _HEADINGS else " ".join(own or [text for text, _ in said])
    return {"integer": schema.get("minimum", 0), "number": 0.0, "boolean": False}.get(str(kind))


def _holds_objects(schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    items = _resolved(_resolved(schema, root).get("items", {}), root)
    return items.get("type") == "object" or "properties" in items


def _resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        found: Any = root
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            found = found[part]
        return _resolved(found, root)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            some = [one for one in schema[several] if one.get("type") != "null"]
            return _resolved(some[0], root)
    return schema
