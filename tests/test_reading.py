"""From what the NLU found in a message to the question it asks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import knowledge
from dialogue.clauses import WANTS
from dialogue.message import Message
from dialogue.pointing import Pointing
from dialogue.reading import doubtful, read
from knowledge import Operation, Question, Range, Want
from tests.parsed import Found, amount, message, parsed

KB = knowledge.shared()
INTERIOR = Found("organisation", "interieur", "Intérieur")
CULTURE = Found("organisation", "culture", "Culture")
LICENCE = Found("project", "licence", "licence")
POUNDS = Found("project", "fourrieres", "fourrières")


def _one(intent: str, text: str, *found: Found) -> Question:
    (reading,) = read(message(intent, text, *found), KB)
    return reading.question


def _pointing(intent: str, text: str, *found: Found) -> Pointing:
    (reading,) = read(message(intent, text, *found), KB)
    return reading.at


def _ids(question: Question) -> list[tuple[str, str]]:
    return [(s.kind, s.id) for s in question.about.subjects]


def test_the_intent_says_what_is_asked() -> None:
    assert _one("ask_amount", "combien pour l'Intérieur ?", INTERIOR).wants == (Want.AMOUNT,)
    assert _one("ask_carrier", "qui porte la licence ?", LICENCE).wants == (Want.CARRIER,)


def test_every_question_intent_of_the_domain_is_read() -> None:
    domain = yaml.safe_load((Path(__file__).parent.parent / "domain.yml").read_text(encoding="utf-8"))
    intents = {name for entry in domain["intents"] for name in entry}
    about_the_bot = {"ask_capabilities", "ask_bot", "ask_privacy", "ask_human"}

    assert set(WANTS) == {i for i in intents if i.startswith("ask_")} - about_the_bot


def test_the_same_amount_asks_for_ties_unless_things_to_compare_are_named() -> None:
    said = (Found("operation", "compare", "même montant"), Found("same", "said", "même montant"))

    assert _one("ask_projects", "lesquels ont le même montant ?", *said).operation is Operation.TIES
    both = _one("ask_comparison", "la licence et les fourrières, même montant ?", LICENCE, POUNDS, *said)
    assert both.operation is Operation.COMPARE


def test_a_follow_up_wants_nothing_of_its_own() -> None:
    assert _one("follow_up", "et la Culture ?", CULTURE).wants == ()
    assert _pointing("follow_up", "et la Culture ?", CULTURE).refers


@pytest.mark.parametrize("kind", ["project", "organisation", "theme", "keyword", "region", "term"])
def test_names_become_subjects(kind: str) -> None:
    (subject,) = _one("ask_amount", "combien pour machin", Found(kind, "x", "machin")).about.subjects

    assert (subject.kind, subject.id, subject.text) == (kind, "x", "machin")


def test_subjects_stand_in_the_order_of_the_text() -> None:
    question = _one("ask_comparison", "la Culture ou l'Intérieur ?", CULTURE, INTERIOR)

    assert _ids(question) == [("organisation", "culture"), ("organisation", "interieur")]


def test_a_name_said_twice_counts_once() -> None:
    question = _one("ask_amount", "la Culture, oui la Culture", CULTURE, CULTURE)

    assert _ids(question) == [("organisation", "culture")]


def test_a_call_becomes_a_subject() -> None:
    question = _one("ask_count", "combien au deuxième appel", Found("call", "appel-2", "deuxième appel"))

    assert _ids(question) == [("call", "appel-2")]


def test_an_unknown_call_is_unknown() -> None:
    question = _one("ask_amount", "combien au quatrième appel", Found("call", "unknown", "quatrième appel"))

    assert [s.kind for s in question.about.subjects] == ["unknown"]


def test_free_words_are_searched() -> None:
    topic = Found("topic", "passeports", "passeports")
    (subject,) = _one("ask_projects", "quoi sur les passeports", topic).about.subjects

    assert subject.kind == "words"
    assert "chatbot-interieur" in subject.id.split()
    assert subject.text == "passeports"


def test_free_words_that_lead_nowhere_are_unknown() -> None:
    (subject,) = _one("ask_projects", "quoi sur les licornes", Found("topic", "licornes", "licornes")).about.subjects

    assert (subject.kind, subject.text) == ("unknown", "licornes")


def test_free_words_inside_a_name_do_not_count() -> None:
    question = _one("ask_amount", "combien pour la licence", LICENCE, Found("topic", "licence", "licence"))

    assert _ids(question) == [("project", "licence")]


@pytest.mark.parametrize("cue", ["sauf l'", "hors ", "sans le ministère de l'"])
def test_what_is_left_out_is_no_subject(cue: str) -> None:
    text = f"tous les projets {cue}Intérieur"
    question = _one("ask_projects", text, Found("excluding", "said", cue.split()[0].rstrip("l'")), INTERIOR)

    assert _ids(question) == []
    assert [s.id for s in question.about.excluding] == ["interieur"]


def test_beside_a_project_a_theme_is_only_a_circumstance() -> None:
    text = "que change FranceConnect pour les fonctionnaires"
    named = (Found("project", "franceconnect", "FranceConnect"), Found("theme", "agents", "fonctionnaires"))

    assert _ids(_one("ask_benefits", text, *named)) == [("project", "franceconnect")]


def test_a_theme_side_by_side_with_a_project_counts() -> None:
    text = "combien pour FranceConnect et les fonctionnaires"
    named = (Found("project", "franceconnect", "FranceConnect"), Found("theme", "agents", "fonctionnaires"))

    assert len(_ids(_one("ask_amount", text, *named))) == 2


def test_a_body_and_a_topic_side_by_side_do_not_narrow_each_other() -> None:
    assert _one("ask_amount", "la Culture et la licence", CULTURE, LICENCE).about.union
    assert not _one("ask_amount", "la licence de la Culture", LICENCE, CULTURE).about.union


@pytest.mark.parametrize(
    ("found", "operation"),
    [
        (["highest"], Operation.HIGHEST),
        (["lowest"], Operation.LOWEST),
        (["highest", "lowest"], Operation.EXTREMES),
        (["highest", "compare"], Operation.COMPARE),
        (["sort", "highest", "lowest"], Operation.SORT),
        (["sum", "share"], Operation.SHARE),
        (["sum"], Operation.SUM),
        ([], None),
    ],
)
def test_one_operation_is_kept(found: list[str], operation: Operation | None) -> None:
    cues = [Found("operation", name, "mot") for name in found]

    assert _one("ask_projects", "mot mot mot", *cues).operation is operation


def test_the_intent_of_comparing_compares() -> None:
    assert _one("ask_comparison", "Culture contre Intérieur", CULTURE, INTERIOR).operation is Operation.COMPARE


def test_plus_between_two_things_adds_them_up() -> None:
    assert _one("ask_amount", "la licence plus les fourrières", LICENCE, POUNDS).operation is Operation.SUM
    assert _one("ask_amount", "la licence et les fourrières", LICENCE, POUNDS).operation is None


def test_ranges_bound_the_amounts() -> None:
    bound = amount(5_000_000, "5 millions", low=5_000_000, strict=True)
    question = _one("ask_projects", "au-dessus de 5 millions", bound)

    assert question.about.amounts == Range(low=5_000_000, strict=True)
    assert question.claims == ()


def test_two_ranges_make_one() -> None:
    spans = (amount(2, "deux", low=2), amount(9, "neuf", high=9))

    assert _one("ask_projects", "plus de deux, moins de neuf", *spans).about.amounts == Range(low=2, high=9)


def test_a_bare_amount_is_taken_for_true() -> None:
    question = _one("ask_amount", "13 millions pour la licence ?", amount(13_000_000, "13 millions"), LICENCE)

    assert question.claims == (13_000_000,)
    assert question.about.amounts is None


def test_a_bare_amount_chooses_among_projects() -> None:
    question = _one("ask_projects", "quels projets ont eu 3,6 millions", amount(3_600_000, "3,6 millions"))

    assert question.about.amounts == Range(low=3_600_000, high=3_600_000)
    assert question.claims == ()


def test_a_number_of_things_is_claimed_only_of_a_count() -> None:
    span = Found("count", 33, "33 projets")

    assert _one("ask_count", "il y a 33 projets ?", span).claims == (33,)
    assert _one("ask_amount", "et 33 projets ?", span).claims == ()


def test_the_other_cues_are_kept() -> None:
    question = _one(
        "ask_projects",
        "les 3 premiers ministères conjoints, et les autres, vrai ?",
        Found("top", 3, "3 premiers"),
        Found("unit", "ministry", "ministères"),
        Found("joint", "several", "conjoints"),
        Found("complement", "said", "les autres"),
        Found("yes_no", "said", "vrai"),
        Found("by_number", "said", "premiers"),
    )

    assert (question.top, question.unit, question.about.joint) == (3, "ministry", True)
    assert question.complement
    assert question.yes_no
    assert question.by_number


@pytest.mark.parametrize(
    "cue", ["refers", "pronoun", "singular", "earliest", "added", "other", "those", "body", "same", "opposite", "whole"]
)
def test_what_points_back_is_kept_apart(cue: str) -> None:
    at = _pointing("ask_amount", "combien pour lui", Found(cue, "said", "lui"))

    assert getattr(at, cue)
    assert at.somewhere or cue == "singular"


def test_places_and_numbers_point_back() -> None:
    at = _pointing(
        "ask_amount", "le premier et le dernier", Found("position", 1, "premier"), Found("position", -1, "der")
    )

    assert at.positions == (1, -1)
    assert _pointing("ask_amount", "les deux", Found("number", 2, "les deux")).number == 2
    assert _pointing("ask_amount", "et les autres", Found("complement", "said", "les autres")).rest


def test_a_message_that_points_at_nothing_points_nowhere() -> None:
    assert not _pointing("ask_amount", "combien pour la licence", LICENCE).somewhere


def test_an_inversion_points_back_where_nothing_is_named() -> None:
    inverted = Found("inverted", "said", "a-t-il")

    assert _pointing("ask_amount", "combien a-t-il reçu", inverted).refers
    assert not _pointing("ask_amount", "combien la licence a-t-elle reçu", LICENCE).refers


def test_how_many_projects_a_body_carries() -> None:
    several = _one("ask_projects", "quels ministères ont plusieurs projets", Found("each", "several", "plusieurs"))
    one = _one("ask_projects", "quels ministères n'en ont qu'un", Found("each", "one", "qu'un"))
    four = _one("ask_projects", "qui en a 4", Found("count", 4, "4"))

    assert several.each == Range(low=2)
    assert one.each == Range(low=1, high=1)
    assert four.each == Range(low=4, high=4)


def test_what_no_announcement_tells_is_named() -> None:
    asked = _one("ask_unsaid", "quelle entreprise construit la licence ?", Found("unsaid", "contractor", "entreprise"))

    assert (asked.wants, asked.missing) == ((Want.UNSAID,), "contractor")


def test_alone_is_not_joint() -> None:
    assert _one("ask_projects", "portés seuls", Found("joint", "alone", "seuls")).about.joint is False
    assert _one("ask_projects", "portés", *()).about.joint is None


def test_two_things_asked_of_one_subject_make_one_question() -> None:
    text = "combien pour la licence, et qui la porte ?"
    found = (Found("wants", "amount", "combien"), LICENCE, Found("wants", "carrier", "qui la porte"))

    assert _one("ask_amount", text, *found).wants == (Want.AMOUNT, Want.CARRIER)


def test_things_asked_of_different_subjects_make_two_questions() -> None:
    text = "combien pour la licence, et qui porte les fourrières ?"
    found = (Found("wants", "amount", "combien"), LICENCE, Found("wants", "carrier", "qui porte"), POUNDS)
    first, second = (r.question for r in read(message("ask_amount", text, *found), KB))

    assert (first.wants, _ids(first)) == ((Want.AMOUNT,), [("project", "licence")])
    assert (second.wants, _ids(second)) == ((Want.CARRIER,), [("project", "fourrieres")])


def test_two_counts_of_different_things_make_two_questions() -> None:
    text = "combien de dossiers, et combien de ministères ?"
    found = (
        Found("wants", "count", "combien de dossiers"),
        Found("unit", "dossiers", "dossiers"),
        Found("wants", "count", "combien de ministères"),
        Found("unit", "ministry", "ministères"),
    )

    assert [r.question.unit for r in read(message("ask_count", text, *found), KB)] == ["dossiers", "ministry"]


def test_names_below_sureness_are_doubtful() -> None:
    sure, unsure = Found("project", "licence", "licence", 0.9), Found("project", "fourrieres", "fourieux", 0.75)
    heard = message("ask_amount", "la licence et les fourieux", sure, unsure)

    assert [e["value"] for e in doubtful(heard)] == ["fourrieres"]


def test_unsure_words_that_are_no_names_are_not_doubtful() -> None:
    assert doubtful(message("ask_amount", "les trucs", Found("topic", "trucs", "trucs", 0.3))) == ()


def test_a_message_without_anything_asks_nothing_in_particular() -> None:
    for written in ({}, {"intent": None, "entities": None, "text": None}, parsed("", "")):
        (reading,) = read(Message.of(written), KB)

        assert reading.question.wants == ()
        assert reading.question.about.subjects == ()


def test_entities_are_put_in_order() -> None:
    written = parsed("ask_amount", "la Culture et la licence", CULTURE, LICENCE)
    written["entities"].reverse()

    assert Message.of(written).values("organisation") == ["culture"]
    assert [e["value"] for e in Message.of(written).entities] == ["culture", "licence"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("l'écart entre le cloud et france connect", ["cloud", "franceconnect"]),
        ("france connect et le cloud, combien", ["cloud", "franceconnect"]),
        ("france connect change quoi pour le cloud", ["franceconnect"]),
    ],
)
def test_a_theme_counts_beside_a_project_only_where_both_are_listed(text: str, kept: list[str]) -> None:
    found = (Found("theme", "cloud", "cloud"), Found("project", "franceconnect", "france connect"))

    assert sorted(id for _, id in _ids(_one("ask_amount", text, *found))) == kept


def test_who_asks_is_no_part_of_a_ranking_of_all() -> None:
    students = Found("theme", "etudiants", "étudiante")
    most = (Found("operation", "highest", "les mieux financés"), Found("top", 3, "trois"))

    text = "Je suis étudiante, quels sont les trois projets les mieux financés ?"
    assert _ids(_one("ask_projects", text, students, *most)) == []
    for_us = "Je suis étudiante, quels sont pour nous les trois projets les mieux financés ?"
    assert _ids(_one("ask_projects", for_us, students, *most)) == [("theme", "etudiants")]
    assert _ids(_one("ask_projects", "Je suis étudiante, quels projets ?", students)) == [("theme", "etudiants")]


def test_an_audience_is_looked_for_where_nothing_else_is_named() -> None:
    users = Found("theme", "service-usagers", "pour les citoyens")
    named = [("theme", "service-usagers")]

    assert _ids(_one("ask_projects", "quels projets pour les citoyens ?", users)) == named
    assert _ids(_one("follow_up", "et pour les citoyens ?", users)) == named
    assert _ids(_one("ask_amount", "combien d'argent pour les citoyens ?", users)) == []
    assert _ids(_one("ask_projects", "les projets de la Culture pour les citoyens ?", CULTURE, users)) != named
    some = Found("theme", "service-usagers", "pour les gens")
    assert _ids(_one("ask_projects", "un projet pour les gens qui dorment dehors ?", some)) == []


def test_next_to_the_largest_is_the_second() -> None:
    said = (Found("operation", "after", "juste derrière"), Found("operation", "highest", "le plus gros"))
    asked = _one("ask_projects", "quel projet arrive juste derrière le plus gros ?", *said)
    assert (asked.operation, asked.position) == (Operation.HIGHEST, 2)
    beside = _one("ask_projects", "juste derrière la licence, le plus gros ?", LICENCE, *said)
    assert beside.operation is Operation.AFTER
