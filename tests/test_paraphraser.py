"""Follow-ups in canonical words: where an act is read, and where a paraphrase would lose something."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from actions.conversation import reply_to
from dialogue.memory import Memory, Told
from dialogue.message import Message
from knowledge import Filter, KnowledgeBase, Question, Subject, Want
from nlu.paraphraser import _FILE, paraphrase, paraphrases
from serving.model import HERE
from tests.parsed import Found, parsed

SURE = 0.95


def _found(*told: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"entity": kind, "value": value} for kind, value in told]


def test_an_act_without_a_turn_of_phrase_is_paraphrased() -> None:
    said = paraphrase("sum_two", SURE, "le duo, il rafle combien", "ask_amount", _found(("topic", "duo")))

    assert said is not None
    assert said.says == "les deux ensemble, ça fait combien ?"
    assert {"entity": "operation", "value": "sum"}.items() <= next(
        e.items() for e in said.found if e["entity"] == "operation"
    )


@pytest.mark.parametrize(
    "kind,value",
    [("project", "fourrieres"), ("organisation", "interieur"), ("call", "appel-1"), ("amount", {"euros": 2_000_000})],
)
def test_what_a_message_names_or_bounds_is_not_lost(kind: str, value: Any) -> None:
    assert paraphrase("sum_two", SURE, "avec ça", "ask_amount", _found((kind, value))) is None


def test_numbers_are_not_lost() -> None:
    assert paraphrase("sum_list", SURE, "les 3 premiers réunis", "ask_amount", []) is None
    assert paraphrase("sum_list", SURE, "les trois premiers réunis", "ask_amount", []) is None


def test_an_unsure_act_changes_nothing() -> None:
    assert paraphrase("sum_two", 0.4, "le duo", "ask_amount", []) is None
    assert paraphrase("none", SURE, "le duo", "ask_amount", []) is None


def test_what_may_be_said_in_any_words_takes_a_surer_act() -> None:
    assert paraphrase("sort", 0.7, "trie-moi ça", "out_of_scope", []) is None
    assert paraphrase("sort", SURE, "trie-moi ça", "out_of_scope", []) is not None


def test_what_is_read_already_stays_as_it_is() -> None:
    found = _found(("wants", "carrier"))

    assert paraphrase("carrier", 0.7, "qui le gère", "ask_carrier", found) is None


def test_less_is_asked_for_less() -> None:
    more = paraphrase("did_more", SURE, "d'autres ont fait mieux", "ask_projects", [])
    less = paraphrase("did_more", SURE, "d'autres ont touché moins", "ask_projects", [])

    assert more is not None and less is not None
    assert (more.says, less.says) == ("y en a-t-il qui ont reçu plus ?", "y en a-t-il qui ont reçu moins ?")


def test_a_question_for_one_of_several_is_no_question_of_yes_or_no() -> None:
    assert paraphrase("alone", SURE, "lequel porte-t-il sans personne", "ask_carrier", []) is None


def test_each_paraphrase_has_examples_of_its_act() -> None:
    acts = set()
    for file in (HERE / "data" / "follow_ups").glob("*.yml"):
        blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        acts |= {block["metadata"]["act"] for block in blocks}
        assert {block["metadata"]["act"] for block in blocks} == {file.stem}

    assert acts
    assert set(paraphrases()) <= acts


def test_conditions_are_known() -> None:
    written: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))

    assert {p.get("after", "") for p in written.values()} <= {"", "project", "amount", "several", "two", "pair", "call"}


def _message(act: str, text: str, *found: Found) -> Message:
    said = paraphrases()[act][0]
    meant = {**said.plain, "otherwise": {"name": "follow_up", "confidence": 0.5}}
    return Message.of({**parsed("ignored", text, *found), "meant": meant})


def test_a_paraphrase_counts_where_it_fits_what_was_told(kb: KnowledgeBase) -> None:
    one = Subject(kind="project", id="fourrieres")
    told = Told(Question(wants=(Want.AMOUNT,), about=Filter(subjects=(one,))), ("fourrieres",), (one,))
    turn = reply_to(_message("carrier", "c'est à qui ce bidule"), Memory((told,)), kb)

    assert "ministère de l'Intérieur" in turn.reply.text.replace("\xa0", " ")


def test_a_paraphrase_of_a_project_does_not_count_after_a_list(kb: KnowledgeBase) -> None:
    several = ("fourrieres", "labos-police")
    about = Filter(within=several)
    told = Told(
        Question(wants=(Want.PROJECTS,), about=about), several, tuple(Subject(kind="project", id=p) for p in several)
    )
    message = _message("rank", "il se place où")
    turn = reply_to(message, Memory((told,)), kb)

    assert message.intent == "follow_up"
    assert " rang " not in turn.reply.text
