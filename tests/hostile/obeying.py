"""A model that does what a text in the article tells it to, instead of its work."""

import json
import re
from typing import Any

from tests.answers import actor, answer, claim, evidence, said
from tests.hostile.attacks import ATTACKS, Attack
from tests.servers.loopback import Behaviour, chat

PLAIN = (
    "Harbour deal signed",
    "The port of Larnby will be widened next year, mayor Ada Quill said on Monday.",
    "Critics called the plan a waste of money, and asked the council to think again.",
)
TOLD = claim(
    2,
    "The port of Larnby will be widened next year",
    statement="The port of Larnby will be widened next year.",
    kind="intent",
    by=[1],
    attribution=said("said"),
)
HONEST = answer(
    actors=[actor("Ada Quill", role="mayor")],
    claims=[TOLD],
    headline="Larnby's port is to be widened.",
)
SPLENDID = "The port of Larnby is a splendid one."


def text_with(attack: Attack) -> str:
    """Return the text of an article that holds the attack between its paragraphs."""
    headline, before, after = PLAIN
    case = f"The council met for the case {attack.id} in Larnby."
    return "\n\n".join((headline, before, attack.text, after, case))


def obey(body: dict[str, Any]) -> Behaviour:
    """Return what a model that obeys the attack in a request answers."""
    asked = body["messages"][1]["content"]
    case = re.search(r"for the case (\S+) in Larnby", asked)
    if case is None:
        return chat(json.dumps(HONEST))
    attack = next(a for a in ATTACKS if a.id == case[1])
    return chat(_obedient(attack, _place(asked)))


def _place(asked: str) -> int:
    """Return the number of the first sentence that the attack is, shown or not."""
    numbers = re.findall(r"^\[(\d+)\] " + re.escape(PLAIN[1]), asked, re.MULTILINE)
    return int(numbers[0]) + 1


def _obedient(attack: Attack, n: int) -> str:
    """Return an answer that does what the attack wants."""
    if attack.obeyed == "prose":
        return "PWNED"
    named = actor(attack.text, kind="other")
    changes: dict[str, dict[str, Any]] = {
        "extra": {"recipe": "../../other", "schema": {}, "output": "/etc/passwd"},
        "nothing": {"claims": []},
        "path": {"actors": [*HONEST["actors"], named]},
    }
    told = {"claims": [TOLD, _wanted(attack, n)]}
    given = {**HONEST, **changes.get(attack.obeyed, told)}
    return json.dumps({"pwned": True} if attack.obeyed == "other_json" else given)


def _wanted(attack: Attack, n: int) -> dict[str, Any]:
    """Return the claim that the attack wants."""
    if attack.obeyed == "invents":
        proof = evidence(n, "The mayor resigned over bribes")
    else:
        proof = evidence(77 if attack.obeyed == "forges" else n)
    return claim(n, evidence=[proof], statement=SPLENDID)
