"""Each rule of the modules that the corrector of intents is made of: a question it changes, and what it leaves alone."""

import pytest

from nlu import intents_asked as asked
from nlu import intents_of_figures as figures
from nlu import intents_of_talk as talk
from nlu import intents_out_of_scope as scope
from nlu.intent_corrector import RULES, corrected
from nlu.reading_of_intent import Reading


def reading(intent, found=(), words="", ranked=""):
    """A reading; what was found stands in its order."""
    entities = [
        {"entity": kind, "value": value, "start": 10 * place, "end": 10 * place + 5, "said": value}
        for place, (kind, value) in enumerate(found)
    ]
    return Reading(intent, entities, set(words.split()), ranked.split())


AI, JUSTICE, LICENCE = ("theme", "ia"), ("organisation", "justice"), ("project", "licence")
FIRST_CALL, SO_MANY, AGENTS = ("call", "appel-1"), ("count", 122), ("unit", "agents")
BACK, YES_NO, MOST = ("refers", "said"), ("yes_no", "said"), ("operation", "highest")
ROBOT = ("keyword", "robot")

CHANGED = [
    # "t un robot ?"
    (talk.robot_spoken_to, reading("ask_bot", [ROBOT], "t"), "ask_bot"),
    (talk.introduced, reading("out_of_scope", [], "bonjour suis poissonnier", "out_of_scope"), "greet"),
    (
        talk.introduced,
        reading("personal_procedure", [JUSTICE], "bonjour ici", "personal_procedure follow_up"),
        "greet",
    ),
    (talk.introduced, reading("personal_procedure", [("theme", "etudiants")], "bonjour suis pologne petit"), "greet"),
    (talk.hello_to_a_robot, reading("ask_projects", [ROBOT], "bonjour cher"), "greet"),
    (talk.made_by, reading("ask_people", [], "gens t fabrique"), "ask_bot"),
    (talk.asked_with_hello, reading("greet", [("theme", "etudiants"), BACK], "salut suis quoi"), "ask_projects"),
    (asked.judged_by_whom, reading("ask_criteria", [("wants", "people")], "juges"), "ask_people"),
    (talk.told_one_by_one, reading("ask_capabilities", [BACK], "pouvez vous enoncer"), "follow_up"),
    (talk.colleague_asked, reading("ask_human", [BACK], "son collegue"), "follow_up"),
    (talk.colleague_asked, reading("ask_human", [("organisation", "armees")], "quelqu", "ask_human"), "follow_up"),
    (talk.colleague_asked, reading("ask_human", [("singular", "said")], "rappelez moi nom"), "ask_people"),
    (talk.thanked, reading("repeat", [], "nickel depanne"), "thank"),
    (
        talk.project_spoken_of,
        reading("ask_bot", [("project", "chatbot-interieur")], "vous parlez", "ask_bot ask_description"),
        "ask_description",
    ),
    (talk.called_names, reading("ask_benefits", [AI], "bande guignols rien", "ask_benefits insult"), "insult"),
    (
        asked.body_said_to_win,
        reading("ask_source", [JUSTICE, ("amount", "12")], "jure decroche chez", "ask_source"),
        "ask_amount",
    ),
    (asked.interested, reading("ask_source", [AI], "m interesse", "ask_source ask_projects"), "ask_projects"),
    (asked.winners_asked, reading("ask_people", [FIRST_CALL], "remporte"), "ask_projects"),
    (asked.had_by_a_body, reading("ask_unsaid", [JUSTICE, ("wants", "projects")], "eu quoi"), "ask_projects"),
    (asked.split_by_place, reading("ask_place", [("unsaid", "split")], "ventilation credits"), "ask_unsaid"),
    (asked.which_is_shared, reading("ask_carrier", [("joint", "several")], "lequel fait"), "ask_projects"),
    (
        asked.which_is_shared,
        reading("ask_carrier", [("joint", "several")], "liste projets", "ask_carrier"),
        "ask_projects",
    ),
    (asked.asked_shortly, reading("nlu_fallback", [("wants", "amount")], "and the prix"), "ask_amount"),
    (scope.scorned, reading("ask_amount", [AI, YES_NO], "vent", "ask_amount"), "out_of_scope"),
    (scope.project_for_me, reading("personal_procedure", [("theme", "chatbot")], "ils ont pas"), "ask_projects"),
    (
        scope.project_for_me,
        reading("personal_procedure", [("theme", "entreprises")], "suis vous avez moi", "personal_procedure"),
        "ask_projects",
    ),
    (talk.took_leave, reading("personal_procedure", [], "ciao file metro"), "goodbye"),
    (asked.total_announced, reading("ask_source", [("operation", "sum")], "officiellement communique"), "ask_amount"),
    (asked.invested_by_then, reading("ask_date", [("wants", "amount")], "date etaient investis"), "ask_amount"),
    (
        asked.so_many_named,
        reading("ask_unsaid", [SO_MANY, FIRST_CALL, ("unit", "project")], "qui", "ask_unsaid"),
        "ask_projects",
    ),
    (asked.list_asked, reading("ask_count", [SO_MANY], "besoin liste", "ask_count"), "ask_projects"),
    (scope.enrolled, reading("ask_source", [("singular", "said")], "inscrit profiter"), "personal_procedure"),
    (scope.enrolled, reading("ask_privacy", [], "je peux creer compte"), "personal_procedure"),
    (scope.region_supposed, reading("out_of_scope", [("region", "bretagne")], "pas senateur elu"), "follow_up"),
    (scope.put_right, reading("personal_procedure", [LICENCE], "pensais celle aider"), "follow_up"),
    (scope.own_house, reading("personal_procedure", [JUSTICE, BACK], "je suis infirmiere m interesse"), "follow_up"),
    (scope.work_asked, reading("ask_capabilities", [], "tu peux me faire seance"), "out_of_scope"),
    (talk.noted_otherwise, reading("personal_procedure", [("doubt", "said")], "entendu", "ask_bot"), "ask_source"),
    (talk.projects_looked_for, reading("ask_bot", [], "trouve seul projet", "ask_bot"), "ask_projects"),
    (talk.projects_looked_for, reading("ask_capabilities", [], "connaissez vous tous", "ask_bot"), "ask_projects"),
    (
        talk.asked_with_a_greeting,
        reading("greet", [("term", "grand-plan")], "lis copie annee", "greet ask_date"),
        "ask_date",
    ),
    (talk.data_respected, reading("ask_privacy", [AI, ("singular", "said")], "respecte"), "ask_description"),
    (talk.sum_to_split, reading("ask_capabilities", [("unsaid", "split")], "vous pouvez"), "ask_unsaid"),
    (talk.help_asked, reading("ask_capabilities", [], "mon visa vous aider"), "personal_procedure"),
    (talk.possible_there, reading("ask_capabilities", [], "on pourra nuit"), "follow_up"),
    (talk.possible_there, reading("ask_capabilities", [], "quoi serre", "ask_capabilities"), "follow_up"),
    (talk.which_call, reading("ask_bot", [("unit", "call")], "c t quel appel"), "ask_unsaid"),
    (talk.figures_checked, reading("ask_privacy", [SO_MANY], "bonnes"), "ask_amount"),
    (talk.thanked, reading("out_of_scope", [], "merci dieu vous garde"), "thank"),
    (talk.said_again, reading("ask_amount", [], "pourriez redire somme"), "repeat"),
    (talk.automated, reading("ask_bot", [AI], "avec utilise"), "follow_up"),
    (talk.complement_asked, reading("goodbye", [("complement", "said")], "tout"), "follow_up"),
    (talk.errand, reading("ask_capabilities", [], "tu peux reserver train"), "out_of_scope"),
    (
        talk.done_for_a_topic,
        reading("ask_capabilities", [LICENCE], "vous faites quoi", "ask_bot ask_benefits"),
        "ask_benefits",
    ),
    (talk.asked_on_leaving, reading("goodbye", [("wants", "benefits")], "amener neuf"), "ask_benefits"),
    (talk.figure_on_leaving, reading("goodbye", [SO_MANY], "laisser partir", "goodbye"), "follow_up"),
    (talk.asked_in_talk, reading("ask_human", [("wants", "description")], "adresse qui"), "ask_description"),
    (talk.asked_in_talk, reading("ask_capabilities", [MOST], "vous citer"), "ask_projects"),
    (talk.doubted, reading("repeat", [("doubt", "said")], "t es"), "ask_source"),
    (talk.more_than_yes_or_no, reading("deny", [JUSTICE], "plus nan"), "follow_up"),
    (talk.that_one, reading("ask_unsaid", [LICENCE], "celui utilise"), "follow_up"),
    (scope.project_for_me, reading("personal_procedure", [], "mon patron projet"), "ask_projects"),
    (
        scope.project_for_me,
        reading("personal_procedure", [("theme", "successions")], "demandais truc prevu", "personal_procedure"),
        "ask_projects",
    ),
    (scope.service_asked, reading("ask_capabilities", [], "tu peux me remplir"), "personal_procedure"),
    (scope.to_come, reading("personal_procedure", [BACK], "payer passera"), "ask_description"),
    (
        scope.topic_of_all,
        reading("personal_procedure", [AI], "comment attraper", "ask_date ask_description"),
        "ask_description",
    ),
    (scope.name_of_all, reading("personal_procedure", [LICENCE], "meme mort"), "ask_projects"),
    (scope.name_of_all, reading("personal_procedure", [LICENCE], "pas papiers"), "follow_up"),
    (scope.name_of_all, reading("personal_procedure", [LICENCE], "parle moi titres"), "ask_projects"),
    (
        scope.service_asked,
        reading("personal_procedure", [LICENCE, ("errand", "said")], "remplir"),
        "personal_procedure",
    ),
    (
        scope.put_right,
        reading("personal_procedure", [LICENCE, ("negation", "said")], "ma cliente galere", "personal_procedure"),
        "follow_up",
    ),
    (scope.own_house, reading("personal_procedure", [JUSTICE, BACK], "ma vieille maison"), "follow_up"),
    (
        scope.attributed,
        reading("personal_procedure", [LICENCE, JUSTICE], "dois je accorder", "personal_procedure"),
        "ask_carrier",
    ),
    (scope.body_supposed, reading("out_of_scope", [JUSTICE, YES_NO], "imagine"), "follow_up"),
    (scope.split_by_head, reading("out_of_scope", [("unsaid", "split")], "tete", "out_of_scope"), "ask_unsaid"),
    (scope.one_of_yours, reading("out_of_scope", [], "lequel vos projets"), "ask_projects"),
    (scope.body_left_out, reading("personal_procedure", [JUSTICE], "ma oubliee"), "ask_projects"),
    (scope.the_most, reading("out_of_scope", [MOST], "elevee laquelle"), "ask_projects"),
    (scope.vote_asked, reading("ask_bot", [], "tu voterais"), "out_of_scope"),
    (scope.opinion_asked, reading("complain", [], "vous trouvez"), "out_of_scope"),
    (scope.opinion_asked, reading("ask_people", [], "votre sentiment"), "out_of_scope"),
    (scope.work_asked, reading("ask_projects", [], "redige moi memoire"), "out_of_scope"),
    (scope.work_asked, reading("ask_projects", [], "tu faire dissert"), "out_of_scope"),
    (scope.mine, reading("ask_carrier", [], "mienne fourriere"), "personal_procedure"),
    (scope.judged, reading("ask_people", [("term", "darmanin")], "competent"), "out_of_scope"),
    (scope.one_thing_asked, reading("out_of_scope", [("wants", "place")], "quelle occasion prie"), "ask_place"),
    (
        scope.one_thing_asked,
        reading("out_of_scope", [("wants", "description")], "sert quoi", "out_of_scope"),
        "ask_description",
    ),
    (scope.of_the_fund, reading("out_of_scope", [JUSTICE], "laureate"), "ask_projects"),
    (asked.name_alone, reading("ask_carrier", [JUSTICE], "et"), "follow_up"),
    (asked.pointing_back, reading("nlu_fallback", [BACK], "resterait"), "follow_up"),
    (asked.call_alone, reading("ask_date", [FIRST_CALL], "correction", "ask_date"), "follow_up"),
    (asked.that_place, reading("ask_place", [LICENCE], "celui demenagent"), "ask_description"),
    (asked.rumour, reading("ask_source", [("unsaid", "jobs")], "supprime", "ask_source"), "ask_unsaid"),
    (asked.which_of_the_source, reading("ask_source", [], "lesquels decrits documents"), "ask_projects"),
    (asked.body_wondered, reading("ask_source", [JUSTICE, YES_NO], "elle concernee"), "ask_projects"),
    (asked.told_not_quoted, reading("ask_quote", [AI], "utilise", "ask_quote ask_count"), "ask_count"),
    (asked.in_a_sentence, reading("ask_quote", [AI], "faudrait phrase", "ask_quote"), "ask_description"),
    (asked.committee_supposed, reading("ask_quote", [("term", "comite")], "presidait"), "ask_people"),
    (asked.list_dated, reading("ask_date", [("wants", "projects")], "liste"), "ask_projects"),
    (asked.criteria_asked, reading("ask_projects", [("term", "criteres")], "lecteur", "ask_projects"), "ask_criteria"),
    (asked.body_widened, reading("ask_carrier", [("body", "said"), ("widened", "said")], "tutelle"), "ask_projects"),
    (asked.day_of_meeting, reading("ask_people", [("wants", "people"), ("wants", "date")], "reuni"), "ask_date"),
    (asked.number_announced, reading("ask_place", [("wants", "count"), ("unit", "régions")], "combien"), "ask_count"),
    (asked.next_in_order, reading("ask_people", [("operation", "after")], "dauphin"), "ask_projects"),
    (asked.next_in_order, reading("repeat", [("operation", "before")], "quoi", "repeat"), "ask_projects"),
    (
        asked.had_by_a_body,
        reading("ask_place", [("organisation", "dinsic"), ("wants", "projects")], "printemps"),
        "ask_projects",
    ),
    (figures.gap_said, reading("out_of_scope", [("amount", {})], "plus quoi"), "ask_comparison"),
    (
        asked.place_of_the_summit,
        reading("ask_date", [("term", "govtech"), ("region", "auvergne-rhone-alpes")], "summit jour"),
        "ask_place",
    ),
    (asked.no_person, reading("ask_people", [AI], "joue", "ask_people ask_carrier"), "ask_carrier"),
    (asked.day_asked_first, reading("ask_people", [("wants", "date"), ("wants", "people")], "devoile"), "ask_date"),
    (asked.carried_by_whom, reading("ask_people", [("wants", "carrier")], "tutelle"), "ask_carrier"),
    (asked.body_taking_part, reading("ask_people", [JUSTICE], "membre"), "ask_projects"),
    (asked.going_on, reading("ask_unsaid", [BACK, AI], "utilise"), "follow_up"),
    (asked.of_the_one, reading("ask_projects", [MOST, ("wants", "benefits")], "sert"), "ask_benefits"),
    (asked.place_in_ranking, reading("ask_count", [("operation", "rank")], "classe"), "ask_projects"),
    (asked.likely, reading("ask_people", [("wants", "carrier")], "qui", "ask_people ask_carrier"), "ask_carrier"),
    (asked.by_whom, reading("ask_projects", [("wants", "people")], "presente laureats"), "ask_people"),
    (figures.added_up, reading("nlu_fallback", [("operation", "sum")], "additionne"), "ask_amount"),
    (figures.added_up, reading("out_of_scope", [("operation", "sum")], "fait total"), "ask_amount"),
    (figures.figures_noted, reading("ask_quote", [FIRST_CALL, SO_MANY], "garde"), "ask_count"),
    (figures.parts_remembered, reading("nlu_fallback", [SO_MANY, AGENTS], "souviens"), "ask_count"),
    (figures.parts_not_money, reading("ask_amount", [AGENTS], "combien prevue", "ask_amount"), "ask_count"),
    (figures.many_parts, reading("ask_description", [SO_MANY, AGENTS], "concerne"), "ask_count"),
    (figures.parts_followed, reading("follow_up", [SO_MANY, AGENTS], "alors"), "ask_count"),
    (figures.number_told, reading("ask_unsaid", [("wants", "count"), AGENTS], "acces"), "ask_count"),
    (figures.number_told, reading("ask_unsaid", [("wants", "count"), ("unsaid", "refused")], "retenus"), "ask_count"),
    (figures.all_spent, reading("ask_people", [], "tout parti", "ask_people"), "ask_amount"),
    (figures.all_spent, reading("ask_date", [("amount", "700")], "courent", "ask_date"), "ask_amount"),
    (figures.number_wondered, reading("ask_amount", [SO_MANY, YES_NO], "retenu"), "ask_count"),
    (
        figures.those_added_up,
        reading("out_of_scope", [("operation", "sum"), ("those", "said")], "bout", "out_of_scope"),
        "follow_up",
    ),
    (figures.criteria_told, reading("ask_unsaid", [("wants", "criteria")], "basait"), "ask_criteria"),
    (figures.share_told, reading("ask_unsaid", [("operation", "share"), FIRST_CALL], "part"), "ask_comparison"),
    (figures.files_counted, reading("ask_date", [("unit", "dossiers")], "septante", "ask_date"), "ask_count"),
    (figures.how_much, reading("ask_date", [("wants", "amount")], "reste"), "ask_amount"),
    (figures.how_much, reading("ask_count", [("wants", "amount")], "partagent thunes"), "ask_amount"),
    (figures.listed_with_amounts, reading("ask_amount", [("wants", "projects")], "donnez montants"), "ask_projects"),
    (figures.how_many, reading("ask_amount", [("wants", "count"), AGENTS], "monde"), "ask_count"),
    (figures.full_cost, reading("ask_count", [("unsaid", "full_cost")], "cout"), "ask_amount"),
    (
        figures.that_one_priced,
        reading("ask_count", [LICENCE, ("wants", "amount")], "et celui combien"),
        "ask_amount",
    ),
    (
        asked.project_not_day,
        reading("ask_date", [LICENCE], "projet simplifier", "ask_date ask_projects"),
        "ask_projects",
    ),
    (asked.done_first, reading("ask_criteria", [ROBOT], "demandes priorite", "ask_criteria"), "ask_description"),
    (figures.received, reading("ask_unsaid", [("wants", "amount")], "decroche"), "ask_amount"),
    (figures.told_of_a_name, reading("ask_unsaid", [JUSTICE], "sous", "ask_unsaid ask_amount"), "ask_amount"),
    (scope.figure_alone, reading("out_of_scope", [("amount", "")], "mieux", "out_of_scope follow_up"), "follow_up"),
    (figures.criteria_counted, reading("ask_criteria", [("unit", "critères")], "nombre"), "ask_count"),
]


@pytest.mark.parametrize(("rule", "read", "better"), CHANGED)
def test_a_rule_decides_where_it_is_the_first_that_applies(rule, read, better):
    assert rule(read) == better
    assert next(first for first in RULES if first(read) is not None) is rule
    assert corrected(read.intent, read.entities, read.others, read.ranked) == better


def test_every_rule_stands_in_the_order_once_and_is_tried_here():
    assert len(RULES) == len(set(RULES))
    assert {rule for rule, _, _ in CHANGED} == set(RULES)


@pytest.mark.parametrize(
    ("rule", "read"),
    [
        (talk.robot_spoken_to, reading("ask_bot", [ROBOT], "projet")),
        (talk.introduced, reading("out_of_scope", [JUSTICE], "bonjour suis trop vieille sait", "out_of_scope")),
        (talk.projects_looked_for, reading("ask_capabilities", [], "vous connaissez", "ask_capabilities")),
        (talk.asked_with_a_greeting, reading("greet", [FIRST_CALL], "bonjour", "greet ask_date")),
        (talk.data_respected, reading("ask_privacy", [AI, ("singular", "said")], "respecte vous")),
        (talk.possible_there, reading("ask_capabilities", [], "on tu")),
        (talk.which_call, reading("ask_bot", [("unit", "call")], "tu quel appel")),
        (talk.thanked, reading("out_of_scope", [("wants", "place")], "merci")),
        (talk.took_leave, reading("out_of_scope", [], "comment dit ciao italien")),
        (talk.project_spoken_of, reading("ask_bot", [ROBOT], "vous parlez", "ask_bot")),
        (talk.called_names, reading("ask_amount", [("wants", "amount")], "bande", "ask_amount insult")),
        (asked.asked_shortly, reading("nlu_fallback", [("wants", "amount")], "one two three four five")),
        (asked.which_is_shared, reading("ask_carrier", [("joint", "several"), ("wants", "carrier")], "lequel")),
        (asked.told_not_quoted, reading("ask_quote", [AI, ("singular", "said")], "il dit quoi")),
        (asked.winners_asked, reading("ask_people", [FIRST_CALL, ("wants", "people")], "gagne")),
        (talk.asked_in_talk, reading("ask_capabilities", [("wants", "description")], "tu dire sers")),
        (scope.scorned, reading("ask_amount", [("amount", "12")], "arnaque", "ask_amount")),
        (talk.said_again, reading("ask_amount", [FIRST_CALL], "redire")),
        (talk.automated, reading("ask_bot", [AI], "me repond")),
        (talk.asked_in_talk, reading("ask_bot", [("wants", "description")], "tu sers")),
        (talk.asked_in_talk, reading("affirm", [("wants", "place")], "ou")),
        (talk.doubted, reading("repeat", [("doubt", "said"), JUSTICE])),
        (talk.that_one, reading("ask_unsaid", [LICENCE, ("wants", "date")], "celui")),
        (scope.to_come, reading("personal_procedure", [BACK], "je pourra")),
        (scope.topic_of_all, reading("personal_procedure", [AI], "je", "ask_description")),
        (scope.name_of_all, reading("personal_procedure", [LICENCE], "comment")),
        (scope.service_asked, reading("ask_projects", [("errand", "said")], "trouver")),
        (scope.own_house, reading("personal_procedure", [JUSTICE, BACK], "comment ma demande")),
        (scope.body_supposed, reading("out_of_scope", [JUSTICE, YES_NO, ("wants", "place")], "imagine")),
        (scope.one_of_yours, reading("out_of_scope", [], "lequel projets pensez")),
        (scope.the_most, reading("out_of_scope", [MOST], "elevee montagne")),
        (scope.vote_asked, reading("ask_date", [], "voter")),
        (scope.opinion_asked, reading("ask_unsaid", [], "il parait vous")),
        (scope.opinion_asked, reading("ask_bot", [], "je trouve pas vous")),
        (scope.opinion_asked, reading("ask_amount", [("amount", "12")], "vous trouvez")),
        (scope.work_asked, reading("ask_description", [LICENCE], "redige moi")),
        (scope.mine, reading("complain", [], "comme mien")),
        (scope.judged, reading("ask_people", [("term", "darmanin")], "ai bon")),
        (scope.one_thing_asked, reading("out_of_scope", [("wants", "amount")], "vous", "out_of_scope")),
        (asked.body_wondered, reading("ask_source", [JUSTICE, YES_NO], "phrase")),
        (asked.in_a_sentence, reading("ask_quote", [AI, ("term", "citation")], "phrase", "ask_quote")),
        (asked.told_not_quoted, reading("ask_quote", [AI], "propos")),
        (asked.criteria_asked, reading("ask_projects", [("term", "criteres"), FIRST_CALL], "", "ask_projects")),
        (asked.no_person, reading("ask_people", [AI, ("wants", "people")], "", "ask_people")),
        (asked.day_asked_first, reading("ask_people", [("wants", "people"), ("wants", "date")])),
        (asked.body_taking_part, reading("ask_people", [JUSTICE, ("term", "comite")], "projets")),
        (asked.going_on, reading("ask_place", [BACK, AI], "utilise vraiment partout")),
        (asked.of_the_one, reading("ask_projects", [("wants", "benefits"), MOST])),
        (asked.of_the_one, reading("ask_projects", [MOST, ("wants", "benefits"), ("operation", "compare")])),
        (asked.likely, reading("ask_people", [("wants", "carrier")], "telephone", "ask_carrier")),
        (asked.by_whom, reading("ask_quote", [("wants", "people")], "presente laureats")),
        (figures.added_up, reading("out_of_scope", [("operation", "sum")], "pommes poires")),
        (figures.figures_noted, reading("ask_quote", [FIRST_CALL, SO_MANY, ("term", "govtech")])),
        (figures.parts_not_money, reading("ask_amount", [AGENTS], "combien euros", "ask_amount")),
        (figures.many_parts, reading("ask_description", [("count", 100), AGENTS])),
        (figures.number_told, reading("ask_unsaid", [("wants", "count"), AGENTS, ("unsaid", "jobs")])),
        (figures.all_spent, reading("ask_date", [("amount", "700")], "duree", "ask_date")),
        (figures.number_wondered, reading("ask_amount", [SO_MANY, YES_NO, ("amount", "12")])),
        (figures.files_counted, reading("ask_date", [("unit", "dossiers"), BACK], "", "ask_date")),
        (figures.how_much, reading("ask_date", [("wants", "amount")], "temps")),
        (figures.listed_with_amounts, reading("ask_amount", [("wants", "projects"), LICENCE], "donnez")),
        (figures.received, reading("ask_unsaid", [("wants", "amount"), ("unsaid", "jobs")], "recu")),
        (figures.criteria_counted, reading("ask_criteria", [("unit", "critères")], "lesquels")),
    ],
)
def test_a_rule_leaves_alone_what_only_looks_alike(rule, read):
    assert rule(read) is None


def test_the_first_rule_decides():
    read = reading("ask_people", [("wants", "count"), ("unit", "project")], "bon ministre")
    assert asked.number_announced(read) == "ask_count"
    assert corrected(read.intent, read.entities, read.others) == scope.judged(read) == "out_of_scope"
