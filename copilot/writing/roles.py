"""Words that say who somebody is: `product analyst`, `trainee park manager`."""

from __future__ import annotations

import re

_ROLES = frozenset(
    """
    analyst nurse student head lead chef cook clerk coach pilot apprentice graduate intern postdoc fellow member newcomer
    secretary scientist chair dean vet midwife staff trainee mentee employee deputy architect surgeon librarian mother father
    parent volunteer
    """.split()
)
_NO_ROLES = frozenset(
    """
    paper chapter letter newsletter number order computer offer winter summer career answer matter power water folder poster
    quarter semester register centre center border calendar cover paragraph dinner supper border tender server printer
    """.split()
)
_OF_A_ROLE = re.compile(r"\w{2,}(?:er|or|ist|eer|ian|ant|man|woman|person)$", re.IGNORECASE)


def names_a_role(text: str) -> bool:
    """Whether a noun phrase says who somebody is: `product analyst in Leeds`, but not `40 visits by November`."""
    head = re.split(r"[,;:(]|\s(?:in|on|at|of|for|from|with|by|to|who|which|and|but)\b", text.strip(), maxsplit=1)[0]
    words = re.findall(r"[\w'’-]+", head.lower())
    if not words or words[0].isdigit():
        return False
    last = words[-1].rpartition("-")[2]
    return last in _ROLES or (bool(_OF_A_ROLE.fullmatch(last)) and last not in _NO_ROLES)
