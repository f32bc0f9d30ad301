"""Two questions in one message, as the evaluation joins them."""

from __future__ import annotations

from evaluation.joined import join, pairs
from evaluation.scenarios import Expected, Scenario


def _question(user: str, kind: str = "answer", **wanted: list[object]) -> Expected:
    return Expected(user, (kind,), wanted)


def test_both_must_be_answered() -> None:
    one = _question("Combien pour l'export ?", amounts=[6_000_000])
    other = _question("Qui porte la Géoplateforme ?", organisations=["ign"], no_projects=["export"])

    joined = join(one, other, ", et ")

    assert joined.user == "Combien pour l'export, et qui porte la Géoplateforme ?"
    assert joined.kinds == ("answer",)
    assert joined.wanted == {"amounts": [6_000_000], "organisations": ["ign"]}


def test_what_is_told_nowhere_may_stand_beside_an_answer() -> None:
    joined = join(_question("Combien ?"), _question("FTAP, quel décret ?", "absent"), " ? ")

    assert joined.user == "Combien ? FTAP, quel décret ?"
    assert joined.kinds == ("answer", "absent")


def test_pairs_are_always_the_same_and_of_short_questions_alone() -> None:
    short = [Scenario(f"s{n}", "amount", (_question(f"Combien pour le projet {n} ?"),)) for n in range(9)]
    other = [
        Scenario("long", "amount", (_question("Combien " * 20),)),
        Scenario("dialogue", "dialogue", (_question("Combien ?"), _question("Et l'autre ?"))),
        Scenario("talk", "talk", (_question("Bonjour", "talk"),)),
    ]

    found = pairs([*short, *other], 20)

    assert found == pairs([*short, *other], 20)
    assert len(found) == 20
    assert {name for pair in found for name in pair.name.split(" + ")} <= {s.name for s in short}
