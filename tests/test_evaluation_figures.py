"""Which conversations count, and how wrong figures are told."""

import pytest

from evaluation import __main__ as evaluation
from evaluation.figures import GATES, by_shape, within_gates, wrong_figures
from evaluation.scenarios import Expected, Result, Scenario, Verdict
from evaluation.training import unseen

KNOWN = frozenset({"combien a recu la culture", "et pour l interieur", "merci"})


def scenario(*messages, shape="amount"):
    return Scenario(" / ".join(messages), shape, tuple(Expected(m, ("answer",), {}) for m in messages))


@pytest.mark.parametrize(
    ("messages", "counts"),
    [
        (["Combien a reçu la Justice ?"], True),
        (["combien a recu la CULTURE"], False),
        (["Qui porte FranceConnect ?", "Combien a reçu la Culture ?"], False),
        (["Qui porte FranceConnect ?", "merci !"], True),
        (["Combien a reçu la Culture en tout ?"], True),
    ],
)
def test_a_conversation_with_a_message_of_the_training_data_does_not_count(messages, counts):
    assert bool(unseen([scenario(*messages)], KNOWN)) == counts


def test_messages_of_three_words_may_coincide():
    known = frozenset({"et pour l interieur", "et pour l interieur alors"})

    assert unseen([scenario("et pour l'Intérieur ?")], known)
    assert not unseen([scenario("et pour l'Intérieur alors ?")], known)


def wrong(wanted, reply):
    expected = Expected("combien ?", ("answer",), wanted)
    return Verdict(expected, reply, "answer", ("amount is missing",), wrong_figure=True)


def test_wrong_figures_are_listed_with_what_was_expected():
    told = scenario("combien ?")
    right = Verdict(told.turns[0], "3 millions d'euros", "answer", ())
    listed = wrong_figures([Result(told, [right, wrong({"amounts": [1_000_000]}, "2,5 millions d'euros")])])

    assert listed.count("wrong figure |") == 1
    assert "> combien ?" in listed
    assert "expected 1 000 000 €" in listed
    assert "stated 2 500 000 €" in listed


def test_a_figure_that_must_never_be_said_is_listed_as_such():
    listed = wrong_figures([Result(scenario("combien ?"), [wrong({"never": ["7 millions"]}, "7 millions d'euros")])])

    assert "never ['7 millions']" in listed


def test_without_wrong_figures_there_is_no_list():
    assert wrong_figures([Result(scenario("combien ?"))]) == ""


def test_wrong_figures_of_the_frozen_set_are_not_printed(tmp_path, monkeypatch, capsys):
    path = tmp_path / "results" / "wrong.txt"
    monkeypatch.setattr(evaluation, "_FROZEN_WRONG_FIGURES", path)
    evaluation.tell_wrong_figures("frozen", "a secret\n")
    evaluation.tell_wrong_figures("field", "no secret\n")
    printed = capsys.readouterr().out

    assert path.read_text() == "a secret\n"
    assert "no secret" in printed and "a secret" not in printed and str(path) in printed


def test_shapes_are_counted():
    right, failed = Result(scenario("a")), Result(scenario("b"), [wrong({}, "")])
    other = Result(scenario("c", shape="total"), [wrong({}, "")])

    assert by_shape([right, failed, other]) == "amount 1/2 · total 0/1"


@pytest.mark.parametrize(
    ("figure", "value", "held"),
    [
        ("conversations", 94.9, False),
        ("out of scope", 96.9, False),
        ("false refusals", 2.1, False),
        ("wrong figures", 1, False),
        ("conversations", 99.0, True),
    ],
)
def test_one_figure_below_its_gate_is_enough(figure, value, held):
    assert within_gates({**GATES, figure: value}) == held
