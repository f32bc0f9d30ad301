"""What is asked of projects, bodies and persons where another question, or nothing, was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.reading_of_intent import PROJECTS, SHORT, Reading, Rule

_QUOTED = frozenset(
    "citation citations cite citee phrase phrases propos declaration declare formule mots guillemets discours texte annonce".split()
)
_SENTENCE = frozenset({"phrase", "phrases"})
_MEETING = frozenset("reuni reunie reunis reunies reunit siege retrouve retrouves".split())
_BODIES = frozenset("ministere organisme service administration direction tutelle rattachement".split())
_SITTING = frozenset("siege siegent siegeait siegeaient vote votent votait".split())
_SOMEBODY = frozenset("tete personne personnes nom noms appelle chef directeur directrice mail telephone".split())
# Of persons and places no number is asked, nor what comes after or before.
_UNNUMBERED = frozenset({"ask_people", "ask_place", "ask_quote"})
_UNORDERED = _UNNUMBERED | {"ask_unsaid", "ask_source"}
# What few ask, so that a name alone after "et" hardly asks it.
_RARE = frozenset("out_of_scope ask_place ask_criteria ask_quote ask_source ask_unsaid".split())
_OF_THE_ONE = frozenset("benefits description carrier".split())
# What is misread of those who announced the laureates.
_BY_NOBODY = frozenset({"out_of_scope", "ask_projects", "ask_carrier", "ask_unsaid", "complain"})
_ANNOUNCING = frozenset(
    "annonce annoncee annonces annoncer presente presentee presentes presenter devoile devoiles devoiler proclame proclames proclamer revele reveles reveler".split()
)
_ANNOUNCED = frozenset("annonce annoncent annoncait officiel officielle officiellement communique".split())
_APPLICANTS = {("unit", "administrations déconcentrées"), ("unit", "operator")}
_LIST = frozenset("liste lister enumerer enumere".split())
_LISTED_IN = frozenset("figure figurent figurait figuraient apparait apparaissent trouve trouvent".split())
_INVESTED = frozenset(
    "investi investis investie investies depense depenses engage engages distribue distribues verse verses".split()
)
_WHICH = frozenset("lequel laquelle lesquels lesquelles".split())
_SAID = frozenset("dit dire disait declare raconte explique ecrit".split())
_INTERESTED = frozenset("interesse interessent passionne curieux".split())
_WON = frozenset("remporte remportee gagne gagnee emporte decroche".split())
_CALLED = frozenset("appel appels vague 1 2 un deux premier premiere deuxieme second seconde numero".split())
_CHOSEN = frozenset(
    "laureat laureats gagnant gagnants resultat resultats vainqueur vainqueurs palmares selectionnes retenus".split()
)


def name_alone(reading: Reading) -> str | None:
    """A name alone asks what was asked before: "et la Justice ?"."""
    return "follow_up" if reading.has_name and not reading.left else None


def pointing_back(reading: Reading) -> str | None:
    """What only points back, or names a call, asks what was asked before: "et les résultats ?", "grille identique au 1er ?"."""
    points = ("refers", "said") in reading.found or reading.holds("call") or reading.found & _APPLICANTS
    return "follow_up" if reading.intent == "nlu_fallback" and points else None


def call_alone(reading: Reading) -> str | None:
    """A call alone asks what was asked before: "correction : appel 2"."""
    only = reading.unsure and reading.holds("call") and len(reading.left - _CALLED) < 2
    asks = reading.has_name or reading.wanted or reading.operations or reading.holds("term", "unit", "amount", "unsaid")
    return "follow_up" if only and not asks else None


def asked_shortly(reading: Reading) -> str | None:
    """One thing is asked in few words, whatever else is understood: "and the price ?"."""
    few = reading.intent == "nlu_fallback" and len(reading.left) <= SHORT // 2 + 1
    return reading.of_one_thing if few else None


CONTINUED: tuple[Rule, ...] = (name_alone, pointing_back, call_alone, asked_shortly)


def rumour(reading: Reading) -> str | None:
    """Of what no announcement tells there is no source: "il paraît qu'il supprime 2 000 postes, vous confirmez ?"."""
    return "ask_unsaid" if reading.intent == "ask_source" and reading.unsure and reading.holds("unsaid") else None


def which_of_the_source(reading: Reading) -> str | None:
    """Which they are is asked, not where it is written: "et lesquels sont décrits dans vos documents ?"."""
    listed = reading.says({"lesquels", "lesquelles"}) or (reading.says(PROJECTS) and reading.says({"quels", "quelles"}))
    which = reading.intent == "ask_source" and listed
    return "ask_projects" if which else None


def body_wondered(reading: Reading) -> str | None:
    """A body takes part or does not: "la Bibliothèque nationale est-elle concernée aussi ?"."""
    wondered = reading.holds("organisation") and reading.holds("yes_no")
    listed = reading.says(_LISTED_IN) and (reading.holds("organisation") or reading.says(_CHOSEN))
    wondered = reading.intent == "ask_source" and (wondered or listed)
    return "ask_projects" if wondered and not reading.says(_QUOTED) else None


def body_said_to_win(reading: Reading) -> str | None:
    """What a body is said to have had is checked: "la chambre des métiers a décroché deux millions chez vous, vrai ou pipeau ?"."""
    said = reading.intent == "ask_source" and reading.unsure and reading.holds("organisation")
    return "ask_amount" if said and reading.holds("amount") and not reading.wanted else None


def which_is_shared(reading: Reading) -> str | None:
    """Which projects several carry is asked, not who: "lequel est mené avec un autre organisme ?"."""
    listed = reading.says(_WHICH) or (reading.says(PROJECTS) and not (reading.holds("unit") or reading.has_name))
    shared = reading.intent == "ask_carrier" and reading.holds("joint") and listed
    return "ask_projects" if shared and "carrier" not in reading.wanted else None


def interested(reading: Reading) -> str | None:
    """Who is interested in a topic asks for its projects: "je m'intéresse aux données ouvertes"."""
    topic = reading.intent in ("ask_source", "ask_privacy") and reading.unsure and reading.has_topic
    return reading.told_first("ask_projects") if topic and reading.says(_INTERESTED) else None


def split_by_place(reading: Reading) -> str | None:
    """A sum by region is no place: "la ventilation de ces crédits région par région"."""
    return "ask_unsaid" if reading.intent == "ask_place" and ("unsaid", "split") in reading.found else None


def told_not_quoted(reading: Reading) -> str | None:
    """Who heard of a project quotes nobody: "mon notaire m'a dit que les successions iraient sur internet, exact ?"."""
    unquoted = not (reading.holds("term", "wants", "call") or reading.says(_QUOTED))
    said = reading.holds("singular") and reading.says(_SAID) and "quoi" in reading.others  # "il a dit quoi sur l'IA ?"
    unquoted = unquoted and not said
    topic = reading.intent == "ask_quote" and reading.has_topic and unquoted
    return reading.told_first("ask_projects") if topic else None


def in_a_sentence(reading: Reading) -> str | None:
    """A sentence on a project is no quotation: "il me faudrait une phrase ou deux sur les successions"."""
    short = reading.intent == "ask_quote" and reading.unsure and reading.has_topic and reading.says(_SENTENCE)
    return "ask_description" if short and not reading.holds("term") else None


def committee_supposed(reading: Reading) -> str | None:
    """Who sits on the committee is no quotation: "un quotidien écrit que M. Mahjoubi présidait le comité"."""
    return "ask_people" if reading.intent == "ask_quote" and ("term", "comite") in reading.found else None


def total_announced(reading: Reading) -> str | None:
    """A total that is announced is told: "et le total qu'annonce officiellement le communiqué ?"."""
    summed = reading.intent == "ask_source" and "sum" in reading.operations and reading.says(_ANNOUNCED)
    return "ask_amount" if summed and "source" not in reading.wanted and not reading.holds("doubt", "amount") else None


def judged_by_whom(reading: Reading) -> str | None:
    """Who judged is asked, not by what: "qui les a jugés, au fait ?"."""
    return "ask_people" if reading.intent == "ask_criteria" and reading.wanted == {"people"} else None


def invested_by_then(reading: Reading) -> str | None:
    """A date says by when so much was invested: "à la date du 12 novembre 2018, combien étaient déjà investis ?"."""
    spent = reading.intent == "ask_date" and reading.wanted == {"amount"} and reading.says(_INVESTED)
    return "ask_amount" if spent else None


def list_dated(reading: Reading) -> str | None:
    """A date says of which list: "la liste des lauréats du 12/11/2018"."""
    return "ask_projects" if reading.intent == "ask_date" and reading.wanted == {"projects"} else None


def criteria_asked(reading: Reading) -> str | None:
    """Criteria are asked for: "sur quels critères les dossiers ont été jugés. Pouvez-vous me les donner ?"."""
    criteria = reading.intent == "ask_projects" and reading.unsure and ("term", "criteres") in reading.found
    return "ask_criteria" if criteria and not (reading.has_name or reading.holds("call")) else None


def body_widened(reading: Reading) -> str | None:
    """Who carries it is known already: "élargissez à tout leur ministère de tutelle"."""
    widened = reading.intent == "ask_carrier" and reading.holds("body") and reading.holds("widened")
    return "ask_projects" if widened else None


OF_A_SOURCE: tuple[Rule, ...] = (
    rumour,
    body_said_to_win,
    interested,
    split_by_place,
    which_is_shared,
    which_of_the_source,
    body_wondered,
    in_a_sentence,
    committee_supposed,
    told_not_quoted,
    total_announced,
    judged_by_whom,
    invested_by_then,
    list_dated,
    criteria_asked,
    body_widened,
)


def winners_asked(reading: Reading) -> str | None:
    """Who won a call are its laureates: "qui a remporté l'appel de novembre ?"."""
    won = reading.intent == "ask_people" and reading.holds("call") and reading.says(_WON)
    return "ask_projects" if won and not reading.holds("term", "wants") else None


def day_of_meeting(reading: Reading) -> str | None:
    """Who chose met one day: "le comité qui a choisi les seize s'est réuni quel jour ?"."""
    met = reading.intent == "ask_people" and "date" in reading.wanted and reading.says(_MEETING)
    return "ask_date" if met else None


def so_many_named(reading: Reading) -> str | None:
    """So many laureates of calls are named: "les 33 lauréats de novembre 2018, c'est qui"."""
    counted = reading.intent == "ask_unsaid" and reading.unsure and reading.holds("count") and reading.holds("call")
    return "ask_projects" if counted and ("unit", "project") in reading.found and not reading.holds("unsaid") else None


def number_announced(reading: Reading) -> str | None:
    """How many is asked, not who or where: "Gérald Darmanin a annoncé combien de lauréats ?"."""
    counted = reading.intent in _UNNUMBERED and "count" in reading.wanted
    return "ask_count" if counted and reading.holds("unit") else None


def next_in_order(reading: Reading) -> str | None:
    """What comes after is a project: "son dauphin, c'est qui ?"."""
    ordered = not reading.operations.isdisjoint({"after", "before"})
    misheard = reading.intent in _UNORDERED or (reading.intent == "repeat" and reading.unsure)  # "derrière quoi ?"
    return "ask_projects" if ordered and misheard else None


def had_by_a_body(reading: Reading) -> str | None:
    """What a body had is asked, not when: "la DINSIC, qu'a-t-elle obtenu au printemps 2018 ?"."""
    misread = reading.intent in ("ask_date", "ask_place")
    misread = misread or (
        reading.intent == "ask_unsaid" and reading.holds("organisation") and not reading.holds("unsaid")
    )
    had = misread and reading.wanted == {"projects"}
    return "ask_projects" if had and reading.has_name else None


def place_of_the_summit(reading: Reading) -> str | None:
    """The summit was somewhere: "le GovTech Summit, il était à Lyon cette année-là ?"."""
    return "ask_place" if ("term", "govtech") in reading.found and reading.holds("region") else None


def no_person(reading: Reading) -> str | None:
    """No person is asked for: "qui joue avec l'IA, là-dedans ?"."""
    topic = reading.intent == "ask_people" and reading.unsure and reading.has_topic and not reading.holds("term")
    return reading.told_first("ask_projects") if topic and "people" not in reading.wanted else None


def day_asked_first(reading: Reading) -> str | None:
    """When is asked before who: "quand Bruno Le Maire a dévoilé les seize lauréats, qui était à ses côtés ?"."""
    dated = reading.intent == "ask_people" and "date" in reading.wanted
    return "ask_date" if dated and _wanted_first(reading) == "date" else None


def carried_by_whom(reading: Reading) -> str | None:
    """Who carries a project is a body: "qui pilote la plateforme pour exporter ?"."""
    carried = reading.intent == "ask_people" and reading.wanted == {"carrier"}
    of_it = reading.holds("refers", "singular") and not reading.holds("term", "call")
    return "ask_carrier" if carried and (reading.has_topic or reading.says(_BODIES) or of_it) else None


def body_taking_part(reading: Reading) -> str | None:
    """Bodies take part with projects: "et le CNRS, il y participe ?"."""
    body = reading.intent == "ask_people" and reading.holds("organisation") and not reading.wanted
    takes_part = body and not reading.says(_SOMEBODY | _SITTING) and ("term", "comite") not in reading.found
    return "ask_projects" if takes_part and (reading.says(PROJECTS) or not reading.holds("term")) else None


def that_place(reading: Reading) -> str | None:
    """One of those told is meant, not a place: "oui, celui où ils déménagent"."""
    meant = reading.intent == "ask_place" and reading.says({"celui", "celle"}) and reading.has_topic
    return "ask_description" if meant and "place" not in reading.wanted else None


OF_PERSONS: tuple[Rule, ...] = (
    winners_asked,
    that_place,
    so_many_named,
    number_announced,
    next_in_order,
    had_by_a_body,
    place_of_the_summit,
    no_person,
    day_asked_first,
    carried_by_whom,
    body_taking_part,
)


def going_on(reading: Reading) -> str | None:
    """A name after what points back goes on with the question: "et à l'Intérieur, là-dedans ?"."""
    points = ("refers", "said") in reading.found and reading.has_name
    goes_on = points and not reading.holds("unsaid", "wants", "operation", "amount")
    goes_on = goes_on and not (
        reading.intent == "ask_quote" and reading.says(_SAID) and "quoi" in reading.others
    )  # "il a dit quoi sur l'IA ?"
    likely = reading.unsure or reading.intent in _RARE
    return "follow_up" if goes_on and likely and len(reading.left) < 3 else None


def of_the_one(reading: Reading) -> str | None:
    """Something is asked of the one that an order chooses: "le plus petit des trois, il sert à quoi ?"."""
    if reading.intent not in ("ask_projects", "ask_comparison") or "compare" in reading.operations:
        return None
    orders = [e for e in reading.entities if e["entity"] == "operation" and e["value"] in ("highest", "lowest", "sort")]
    after = (w for w in _wants(reading) if any(order["end"] <= w["start"] for order in orders))
    wanted = {str(w["value"]) for w in after} & _OF_THE_ONE
    return f"ask_{wanted.pop()}" if len(wanted) == 1 else None


GOING_ON: tuple[Rule, ...] = (going_on, of_the_one)


def place_in_ranking(reading: Reading) -> str | None:
    """A place in the ranking is told with projects: "l'OFII arrive combientième ?"."""
    ranked = "rank" in reading.operations and (reading.unsure or reading.intent == "ask_count")
    return "ask_projects" if ranked else None


def project_not_day(reading: Reading) -> str | None:
    """A project is asked for, whenever something was: "quand il est parti, … Il y a un projet pour simplifier ça ?"."""
    asked = reading.intent in ("ask_date", "ask_place") and reading.unsure and reading.says(PROJECTS)
    return "ask_projects" if asked and not (reading.wanted or reading.holds("call", "term")) else None


def done_first(reading: Reading) -> str | None:
    """What a project does first is no criterion of choice: "il traiterait quelles demandes en priorité ?"."""
    of_it = reading.intent == "ask_criteria" and reading.unsure and reading.holds("project", "keyword")
    return "ask_description" if of_it and not reading.holds("term", "wants") else None


def list_asked(reading: Reading) -> str | None:
    """A list is asked for, not a number: "il me faut la liste complète des seize projets", "les seize lauréats svp"."""
    so_many = reading.wanted == {"projects"} and reading.holds("count") and ("unit", "project") in reading.found
    listed = reading.intent == "ask_count" and ((reading.unsure and reading.says(_LIST)) or so_many)
    return "ask_projects" if listed and "count" not in reading.wanted else None


def likely(reading: Reading) -> str | None:
    """A turn of phrase decides between the likeliest intents: "où était-ce ?", "combien alors ?"."""
    asked = reading.of_one_thing
    short = len(reading.others) < SHORT and not (reading.operations or reading.says(_SOMEBODY))
    return asked if asked in reading.ranked[:2] and short else None


LIKELY: tuple[Rule, ...] = (place_in_ranking, project_not_day, done_first, list_asked, likely)


def by_whom(reading: Reading) -> str | None:
    """Those who announced the laureates are asked for: "et qui y a présenté les lauréats ?"."""
    people = reading.wanted == {"people"} or (reading.holds("term") and reading.wanted <= {"people"})
    people = people or (reading.says({"ils"}) and not reading.wanted)  # "ils ont présenté les lauréats ensemble ?"
    announced = reading.says(_ANNOUNCING) and reading.says(_CHOSEN)
    return "ask_people" if people and announced and reading.intent in _BY_NOBODY else None


def _wants(reading: Reading) -> list[Mapping[str, Any]]:
    """The words that ask for something."""
    return [e for e in reading.entities if e["entity"] == "wants"]


def _wanted_first(reading: Reading) -> str:
    """What the first of the words that ask for something ask for."""
    return str(min(_wants(reading), key=lambda e: e.get("start") or 0)["value"])
