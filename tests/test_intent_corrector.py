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
        ("ask_source", found(("wants", "date")), {"duree"}, "ask_date"),
        ("ask_date", found(("wants", "amount")), {"investi"}, "ask_amount"),
        ("ask_benefits", found(("project", "licence"), ("operation", "highest")), {"finance"}, "ask_projects"),
        ("ask_criteria", found(("unit", "critères")), {"nombre"}, "ask_count"),
        ("out_of_scope", found(("organisation", "justice")), {"laureate"}, "ask_projects"),
        ("ask_benefits", found(("organisation", "radio-france"), ("wants", "place")), {"batiment"}, "ask_place"),
        ("nlu_fallback", found(("operation", "sum")), {"additionnez"}, "follow_up"),
        ("nlu_fallback", found(("wants", "count")), {"effectif"}, "ask_count"),
        ("ask_bot", found(("theme", "ia")), {"avec", "imagine"}, "follow_up"),
        ("complain", found(("complement", "said")), {"manque", "quinze"}, "follow_up"),
        ("follow_up", [*found(("unit", "agents")), {"entity": "count", "value": 90_000}], {"pour"}, "ask_count"),
        ("ask_people", found(("term", "govtech"), ("region", "auvergne-rhone-alpes")), {"annee"}, "ask_place"),
    ],
)
def test_words_correct_the_classifier(intent, entities, others, better):
    assert corrected(intent, entities, others) == better


@pytest.mark.parametrize(
    ("intent", "entities", "others", "better"),
    [
        ("out_of_scope", found(("operation", "lowest")), {"cher"}, "ask_projects"),
        ("ask_people", [{"entity": "amount", "value": {"euros": 1}}], {"parti"}, "ask_amount"),
        ("insult", [], {"jkhgfd"}, "nlu_fallback"),
        ("ask_people", found(("wants", "carrier")), {"qui", "occupe"}, "ask_carrier"),
        ("ask_people", found(("organisation", "premier-ministre")), {"projets"}, "ask_projects"),
        ("ask_unsaid", found(("operation", "share")), {"taux"}, "ask_comparison"),
        ("ask_count", found(("operation", "sum")), {"addition"}, "ask_amount"),
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


def test_a_remark_that_ends_in_no_is_no_denial():
    ranked = ["deny", "affirm", "ask_amount"]
    assert corrected("deny", found(("yes_no", "said")), {"cher"}, ranked) == "ask_amount"
    assert corrected("deny", found(("yes_no", "said")), {"non"}, ranked) == "deny"


def test_a_polite_question_is_no_question_about_the_assistant():
    ranked = ["ask_capabilities", "ask_projects"]
    assert corrected("ask_capabilities", found(("unit", "ministry")), {"tu", "argent"}, ranked) == "ask_projects"
