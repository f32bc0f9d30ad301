"""Each rule that corrects the classifier, and what it leaves alone."""

import pytest

from nlu.intent_corrector import corrected


def found(*pairs):
    return [{"entity": kind, "value": value} for kind, value in pairs]


@pytest.mark.parametrize(
    ("intent", "entities", "others", "better"),
    [
        ("ask_place", found(("organisation", "culture")), {"et"}, "follow_up"),
        ("ask_capabilities", found(("wants", "projects")), {"vous", "citer"}, "ask_projects"),
        ("affirm", found(("wants", "carrier")), {"exactement"}, "ask_carrier"),
        ("ask_capabilities", found(("operation", "highest"), ("wants", "description")), {"tu"}, "ask_projects"),
        ("ask_unsaid", found(("keyword", "dons-successions")), {"celui", "quand"}, "follow_up"),
        ("ask_place", found(("theme", "accueil"), ("refers", "said")), {"nouvel"}, "follow_up"),
        ("repeat", found(("call", "appel-2")), {"repeter"}, "follow_up"),
        ("ask_date", found(("wants", "amount")), {"investi"}, "ask_amount"),
        ("ask_criteria", found(("unit", "critères")), {"nombre"}, "ask_count"),
        ("out_of_scope", found(("organisation", "justice")), {"laureate"}, "ask_projects"),
        ("nlu_fallback", found(("refers", "said")), {"resultats"}, "follow_up"),
        ("ask_unsaid", found(("project", "licence"), ("wants", "amount")), {"recu"}, "ask_amount"),
        ("goodbye", found(("complement", "said")), {"tout"}, "follow_up"),
        ("ask_bot", found(("theme", "ia")), {"avec", "imagine"}, "follow_up"),
        ("complain", found(("complement", "said")), {"manque", "quinze"}, "follow_up"),
        ("follow_up", [*found(("unit", "agents")), {"entity": "count", "value": 90_000}], {"pour"}, "ask_count"),
        ("ask_people", found(("organisation", "premier-ministre")), {"projets"}, "ask_projects"),
        ("ask_people", found(("theme", "export"), ("wants", "carrier")), {"qui", "pilote"}, "ask_carrier"),
        ("ask_people", found(("wants", "count"), ("unit", "project")), {"annonce"}, "ask_count"),
        ("out_of_scope", found(("operation", "highest")), {"plus", "elevee", "laquelle"}, "ask_projects"),
        ("ask_people", found(("term", "govtech"), ("region", "auvergne-rhone-alpes")), {"annee"}, "ask_place"),
    ],
)
def test_words_correct_the_classifier(intent, entities, others, better):
    assert corrected(intent, entities, others) == better


@pytest.mark.parametrize(
    ("intent", "entities", "others", "better"),
    [
        ("ask_unsaid", found(("operation", "share")), {"taux"}, "ask_comparison"),
    ],
)
def test_words_correct_an_unsure_classifier(intent, entities, others, better):
    assert corrected(intent, entities, others, [intent]) == better
    assert corrected(intent, entities, others) == intent


@pytest.mark.parametrize(
    ("intent", "entities", "others"),
    [
        ("ask_amount", found(("organisation", "culture")), {"combien"}),
        ("ask_bot", found(("wants", "carrier")), {"tu", "developpe"}),
        ("ask_capabilities", found(("wants", "description")), {"tu", "sers"}),
        ("ask_people", found(("wants", "carrier"), ("term", "comite")), {"qui", "dirige"}),
        ("ask_unsaid", found(("wants", "carrier")), {"personne", "dirige"}),
        ("out_of_scope", found(("organisation", "justice")), {"penses", "tu"}),
        ("greet", [], {"bonjour"}),
    ],
)
def test_the_rest_is_left_alone(intent, entities, others):
    assert corrected(intent, entities, others) == intent


def test_a_turn_of_phrase_decides_between_the_likeliest_intents():
    ranked = ["ask_people", "ask_place", "ask_source"]
    assert corrected("ask_people", found(("wants", "place")), {"etait"}, ranked) == "ask_place"
    assert corrected("ask_people", found(("wants", "source")), {"etait"}, ranked) == "ask_people"
    told = {"celui", "dont", "parlait", "annonce", "matin", "journal"}
    assert corrected("ask_people", found(("wants", "place")), told, ranked) == "ask_people"


def test_a_robot_may_be_this_one():
    robot = [{"entity": "keyword", "value": "chatbot-interieur", "said": "robot"}]
    assert corrected("ask_bot", robot, {"humain"}) == "ask_bot"


@pytest.mark.parametrize("intent", ["affirm", "deny", "repeat"])
def test_an_unknown_word_is_no_more_than_a_yes_or_a_no(intent):
    assert corrected(intent, found(("topic", "ouep")), {"ouep"}) == intent
