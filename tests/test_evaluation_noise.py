"""The noise of the stress test: what it changes, and what it leaves alone."""

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from evaluation.noise import NEIGHBOURS, Pair, loss_points, lost, with_typos, without_accents
from evaluation.scenarios import Expected, Verdict

MESSAGES = [f"Combien a reçu le projet numéro {number} du ministère ?" for number in range(200)]
RIGHT = Verdict(Expected("clean", ("answer",), {}), "reply", "answer", ())
WRONG = Verdict(Expected("noisy", ("answer",), {}), "reply", "absent", ("kind absent, not answer",))


@pytest.mark.parametrize("count", [1, 2])
def test_as_many_typos_are_made_as_asked(count):
    distances = [DamerauLevenshtein.distance(message, with_typos(message, count)) for message in MESSAGES]

    assert max(distances) == count
    assert distances.count(count) > 0.95 * len(MESSAGES)  # two may rarely look like one
    assert min(distances) >= 1


def test_typos_are_of_every_kind():
    changes = set()
    for message in MESSAGES:
        noisy = with_typos(message, 1)
        same_letters = sorted(message) == sorted(noisy)
        changes.add("swapped" if same_letters else len(noisy) - len(message))

    assert changes == {-1, 0, 1, "swapped"}


def test_a_message_has_always_the_same_typos():
    assert [with_typos(m, 2) for m in MESSAGES] == [with_typos(m, 2) for m in reversed(MESSAGES)][::-1]


def test_short_words_have_no_typos():
    short = {"a", "le", "du"}
    assert all(short <= set(with_typos(message, 2).split()) for message in MESSAGES)
    assert with_typos("cb pr les SDF en 2018, 12000 ?", 2) == "cb pr les SDF en 2018, 12000 ?"


def test_a_word_too_short_for_two_typos_still_gets_them():
    assert with_typos("oups", 9) != "oups"


def test_a_wrong_key_is_beside_the_right_one():
    assert set(NEIGHBOURS["a"]) == set("zq")
    assert set(NEIGHBOURS["w"]) == set("qsx")
    assert set(NEIGHBOURS["g"]) == set("fhtyvb")
    assert all(one in NEIGHBOURS[other] for one, others in NEIGHBOURS.items() for other in others)


def test_a_wrong_key_keeps_the_case():
    assert all(with_typos(f"COMBIEN {number}", 1).isupper() for number in range(50))


def test_an_accented_letter_has_the_neighbours_of_its_plain_one():
    typed = {with_typos("éééé" + " " * blanks, 1).strip("é ") for blanks in range(100)}

    assert typed == {"", *NEIGHBOURS["e"]}


def test_accents_go_and_the_case_stays():
    assert (
        without_accents("Où va l'Œuvre des Élèves, ça coûte « 3 € » ?")
        == "Ou va l'OEuvre des Eleves, ca coute « 3 € » ?"
    )


def test_the_loss_is_counted_in_points():
    assert loss_points([Pair(RIGHT, RIGHT), Pair(RIGHT, WRONG), Pair(WRONG, WRONG), Pair(RIGHT, RIGHT)]) == 25
    assert loss_points([Pair(WRONG, RIGHT)]) == -100


def test_only_what_noise_made_wrong_is_listed():
    listed = lost({"capitals": [Pair(RIGHT, WRONG), Pair(WRONG, WRONG), Pair(RIGHT, RIGHT)]})

    assert listed.count("===") == 1
    assert "clean > clean" in listed and "noisy > noisy" in listed and "kind absent" in listed
