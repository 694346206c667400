"""What a model wrote, as plain sentences with labels. Nothing else gets through: no links, images, HTML or markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.sentences import sentences

LONGEST = 320
"""Characters of one sentence; what is longer is no sentence a person reads."""
_LABEL = re.compile(r"\b([A-Z])\s?(\d{1,3})\b")
_TRAILING = re.compile(r"\s*[\[(]\s*((?:[A-Z]\s?\d{1,3}[\s,;]*)+)[\])]?\s*(?=[.!?]?\s*$)")
_MIDDLE = re.compile(r"\s*[\[(]\s*(?:[A-Z]\s?\d{1,3}[\s,;]*)+[\])]")
_OWN_LABEL = re.compile(r"^[\[(]?[BGNRS]\d{1,3}[\])]?[:.)\s]\s*(?=\S+\s+\S+\s+\S)")
"""A sentence's own label, repeated before its words."""
_FENCE = re.compile(r"```[a-zA-Z]*\n?|```")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)?|\[[^\]]*\]|:)?|<\s*img\b[^>]*>?|\bdata:\w+/\w+", re.IGNORECASE)
_LINK = re.compile(
    r"\[[^\]]*\]\([^)]*\)?|\b[a-z][a-z0-9+.-]{1,15}://\S*|\b(?:https?|ftp|hxxps?|javascript|mailto|data|file|tel):\S*|\bwww\.\S+|"
    r"(?<![\w@.])(?:[a-z0-9-]+(?:\.|\[\.\]|\(dot\)))+(?:com|org|net|io|co|uk|de|edu|gov|eu|app|dev|info|me|ly|us|ai|ru|cn|xyz|"
    r"site|online|tk|top|click|example|test|invalid|biz|shop|link)\b(?:[/?#:]\S*)?|\]\s*\(\s*\S*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_HTML = re.compile(r"<[^<>]*>|</?[a-z!][^<>]*$|&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});", re.IGNORECASE)
_ACTIVE = re.compile(r"<\s*(?:script|iframe|object|embed|svg|style|form|input|link|meta|a|base)\b", re.IGNORECASE)
_MARKUP = re.compile(r"(?:\*\*|__|~~|`+)|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_LEAD = re.compile(r"^\s*(?:(?:[-*+•–>#|]+|\d{1,2}[.)])\s+)+")
_SINGLE = re.compile(r"(?<!\w)‘([^‘“”\n]{4,}?)’(?!\w)")
"""A quotation in single marks, which a few models make of double ones."""
_WORD = re.compile(r"[^\W_]+")
_OPEN_END = re.compile(
    r"\b(?:an?|the|my|your|his|her|their|our|and|or|but|because|with|of|from|into|than|if|whether)\W*$", re.IGNORECASE
)
"""Words that no sentence ends with: a small model closes its quotation marks, and with them the text, too soon."""
_TEXTS = ("text", "sentence", "content", "value", "line")
_CITES = ("cites", "cite", "labels", "label", "citations", "sources", "source")
_LISTS = ("sentences", "blocks", "items", "answer", "lines", "draft", "output", "result")


@dataclass(frozen=True)
class Said:
    """One sentence as the model wrote it, cleaned. `cites` are labels that exist, in the order they were named."""

    text: str
    cites: tuple[str, ...] = ()


def read(text: str, labels: Collection[str], typed: Sequence[str], most: int) -> list[Said]:
    """The sentences of a model's answer, `most` of them at most; none twice.

    The answer may be JSON, JSON in a fence or cut off, or plain lines. `labels` are those that exist; `typed` are
    the texts whose links and addresses may stand.
    """
    found: list[Said] = []
    seen: set[str] = set()
    for raw, cites in _raw(text):
        for one in clean(raw, typed):
            key = " ".join(_WORD.findall(one.casefold()))
            if not key or key in seen:
                continue
            seen.add(key)
            inside = _labels_in(raw) if not cites else ()
            found.append(Said(one, tuple(label for label in dict.fromkeys((*cites, *inside)) if label in labels)))
            if len(found) >= most:
                return found
    return found


def read_raw(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Texts and labels as the model wrote them, uncleaned, however it shaped its answer."""
    return list(_raw(text))


def json_of(text: str) -> object:
    """The JSON value in an answer, be it in a fence, cut off or among words; None where there is none."""
    body = _FENCE.sub("", text).strip()
    start = min((at for at in (body.find("{"), body.find("[")) if at >= 0), default=-1)
    return _json(body[start:]) if start >= 0 else None


class Landing:
    """Hears an answer grow and tells each sentence once it is whole."""

    def __init__(self, labels: Collection[str], typed: Sequence[str], most: int, tell: Callable[[Said], None]) -> None:
        self._labels, self._typed, self._most, self._tell = labels, typed, most, tell
        self._told = 0
        self._ends = 0

    def grew(self, text: str) -> None:
        """`text` is the whole answer so far."""
        end = "\n" if "{" not in text else "}" if '"text"' in text or '"cites"' in text else '",'
        ends = text.count(end) + text.count("}")
        if ends == self._ends:
            return
        self._ends = ends
        whole = text[: max(text.rfind(end), text.rfind("}")) + 1]
        found = read(whole, self._labels, self._typed, self._most)
        for one in found[self._told :]:
            self._tell(one)
        self._told = max(self._told, len(found))


def clean(text: str, typed: Sequence[str] = ()) -> list[str]:
    """The text as plain sentences; one with a link, an image or an address that nobody typed is left out.

    Only what the author typed may hold a link: one that stands in a note or in guidance may be somebody's bait.
    """
    kept = []
    plain = "".join(_plain(one) for one in unicodedata.normalize("NFC", text))
    plain = _SINGLE.sub(r"“\1”", plain)
    plain = _MIDDLE.sub("", _TRAILING.sub("", _FENCE.sub(" ", plain)))
    plain = " ".join(_LEAD.sub("", line) for line in plain.splitlines() if line.strip())
    for one in _whole(plain):
        if _IMAGE.search(one) or _ACTIVE.search(one) or _foreign_link(one, typed) or _is_torn(one):
            continue
        one = _MARKUP.sub("", _HTML.sub(" ", one)).replace("<", "").replace(">", "")
        one = " ".join(_OWN_LABEL.sub("", _LEAD.sub("", one)).split()).strip()
        one = one[:1].upper() + one[1:]
        if 2 <= len(one) <= LONGEST and len(_WORD.findall(one)) >= 2 and not one.startswith(("{", "[{")):
            kept.append(one if one[-1] in ".!?…”\"'’):" else f"{one}.")
    return kept


def _whole(text: str) -> list[str]:
    """The sentences of a text; a quotation of several stays one."""
    found: list[str] = []
    for start, end in sentences(text):
        one = text[start:end]
        if found and (found[-1].count("“") > found[-1].count("”") or found[-1].count('"') % 2):
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return found


def _is_torn(text: str) -> bool:
    """Whether it stops in the middle, or a quotation ends in it that does not begin: a piece of words, without whose."""
    return _OPEN_END.search(text) is not None or any(text.count(end) > text.count(begin) for begin, end in ("“”", "«»"))


def _plain(character: str) -> str:
    """The character, a space for what moves the cursor, nothing for what cannot be seen."""
    if character in "\n\t\r\v\f\u2028\u2029":
        return "\n" if character in "\n\u2028\u2029" else " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") else character


def _foreign_link(text: str, typed: Sequence[str]) -> bool:
    allowed = re.sub(r"\s", "", " ".join(typed)).casefold()
    for match in (*_LINK.finditer(text), *_MAIL.finditer(text)):
        bare = re.sub(r"\s", "", match.group()).rstrip(".,;:!?)").casefold()
        if not bare or bare not in allowed:
            return True
    return False


def _labels_in(text: str) -> tuple[str, ...]:
    """Labels written behind or into a sentence, in brackets."""
    inside = [*_TRAILING.findall(text), *(match.group() for match in _MIDDLE.finditer(text))]
    return tuple(f"{letter}{number}" for part in inside for letter, number in _LABEL.findall(part))


def _raw(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    body = _FENCE.sub("", text).strip()
    start = min((at for at in (body.find("{"), body.find("[{")) if at >= 0), default=-1)
    if start >= 0:
        value = _json(body[start:])
        found = list(_walked(value))
        if found or isinstance(value, dict):
            yield from found
            return
    for line in body.splitlines():
        if line.strip():
            yield line.strip(), _labels_in(line)


def _json(text: str) -> object:
    """The value, of text that may be cut off or have words behind it; None where it is no JSON."""
    from langchain_core.utils.json import parse_partial_json

    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except ValueError:
        pass
    try:
        value: object = parse_partial_json(text)
    except (ValueError, RecursionError):
        value = None
    if value is not None:
        return value
    last = text.rfind("}")  # mended at the last object that was whole
    if last < 0:
        return None
    try:
        return parse_partial_json(text[: last + 1])
    except (ValueError, RecursionError):
        return None


def _walked(value: object, depth: int = 0) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every text with labels in a value of whatever shape."""
    if depth > 8:
        return
    if isinstance(value, list):
        for one in value:
            if isinstance(one, str):
                yield one, _labels_in(one)
            else:
                yield from _walked(one, depth + 1)
    elif isinstance(value, dict):
        said = next((value[name] for name in _TEXTS if isinstance(value.get(name), str)), None)
        if said is not None:
            yield said, _labels(next((value[name] for name in _CITES if value.get(name)), ()))
            return
        for name, one in value.items():
            if isinstance(one, str) and _LABEL.fullmatch(label := str(name).strip(" []()").upper()):
                yield one, (label,)
        for name in (*_LISTS, *(one for one in value if one not in _LISTS)):
            if isinstance(value.get(name), list | dict):
                yield from _walked(value[name], depth + 1)


def _labels(value: object) -> tuple[str, ...]:
    """Labels, however they were written: a list, `N1, B2`, `[N1]`, `{"label": "N1"}`, numbers as they are."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, int):
        return (str(value),)
    if isinstance(value, str):
        found = tuple(f"{letter}{number}" for letter, number in _LABEL.findall(value.upper()))
        return found or tuple(re.findall(r"\b\d{1,3}\b", value)) or ((value,) if value.strip() else ())
    if isinstance(value, list | tuple):
        return tuple(label for one in value for label in _labels(one))
    return ()
