"""Corrections of the classifier by what was found in the question, where words say more surely than statistics.

Each is a rule of French, seen in `rasa shell nlu` through ``corrected_from``; none is about a given sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.text import LINKING_WORDS, fold
from nlu.component import MessageReader

CORRECTED_FROM = "corrected_from"
_NAMES = frozenset({"project", "organisation", "theme", "keyword", "region"})
_OF_A_TOPIC = frozenset({"project", "theme", "keyword"})
_EMPTY = frozenset(
    "projet le la les celui celle alors ok ah bon non oui et pour sur chez ministere ? . ! , je moi c est pardon desole"
    " excuse excusez erreur parle parlais voulais veux dire pense pensais plutot pas svp stp merci bonjour s il te vous plait".split()
)
# Below this confidence a turn of phrase that says what is asked is surer than the classifier.
_UNSURE = 0.5
# More than these are counted for their own sake.
_MANY = 100
# So few words beside names leave a turn of phrase as all that is asked.
_SHORT = 6
# What is told of every project.
_TOLD = frozenset(
    "ask_amount ask_benefits ask_carrier ask_comparison ask_count ask_date ask_description ask_place ask_projects".split()
)
_OF_THE_FUND = frozenset("laureat laureate laureats laureates fonds ftap appel subvention".split())
_SOMEBODY = frozenset("personne personnes nom noms appelle chef directeur directrice mail telephone".split())
# Talk, which words that ask for something belie: "vous pouvez tous les citer ?" is no question about the assistant.
_TALK = frozenset("affirm deny complain repeat ask_capabilities ask_bot ask_human".split())
_YOU = frozenset("tu toi te t vous robot bot assistant".split())
# "C'est une machine qui me répond ?"
_TO_ME = frozenset("me repond reponds repondez parle parles ecrit".split())
# Names of this assistant as well as of a project.
_AUTOMATON = frozenset("robot robots bot bots automate automates".split())
_OF_THE_ONE = frozenset("benefits description carrier".split())
# What a project has so many of.
_COUNTABLE = frozenset(("unit", unit) for unit in ("agents", "directions", "régions", "critères", "volets"))
# What is asked of persons and places, where amounts are none of the matter.
_NO_FIGURE = frozenset({"ask_people", "ask_place", "ask_quote"})
# What is misread of those who announced the laureates.
_BY_NOBODY = frozenset({"out_of_scope", "ask_projects", "ask_carrier", "ask_unsaid", "complain"})
# What a doubt is misread as.
_SHRUGGED = frozenset({"complain", "out_of_scope", "repeat", "ask_count", "ask_bot"})
_IN_OFFICE = frozenset("ministre ministres secretaire politique politiques gouvernement".split())
_WHICH_OF_YOURS = frozenset("lequel lesquels quel quels existe".split())
_HELLO = frozenset("bonjour bonsoir salut hello coucou bjr slt".split())
_PRESENTING = frozenset("suis prepare travaille ecris redige fais chuis".split())
_PERSONS = frozenset({("term", "darmanin"), ("term", "mahjoubi")})
_BODIES = frozenset("ministere organisme service administration direction tutelle rattachement".split())
_GONE = frozenset("depense depenses distribue distribues parti partis epuise utilise consomme verse".split())
_HOMEWORK = frozenset("dissert dissertation devoirs poeme chanson recette cv blague rap".split())
_DOING = frozenset("faire fais faites ecris ecrire ecrivez raconte racontez".split())
_QUOTED = frozenset(
    "citation citations cite citee phrase phrases propos declaration declare formule mots guillemets discours texte annonce".split()
)
_PROJECTS = frozenset({"projet", "projets", "laureat", "laureats"})
_LINKS = frozenset("ce qui nous fait un total de en au somme ca donne donc".split())
_INVERTED = frozenset("il elle on ils elles".split())
_MY = frozenset("mon ma mes".split())
_HELP = frozenset("aider aidez aide".split())
_WHICH_ONE = frozenset(
    "plus moins elevee eleve gros grosse petit petite cher chere faible laquelle lequel quel quelle qui quoi est c ca".split()
)
_CITE = frozenset("donne donnez donner cite citez citer liste listez lister enumere enumerez montre montrez".split())
_COURTESY = frozenset("prie plait remercie".split())
_MINE = frozenset({"mien", "mienne", "miens", "miennes"})
# What few ask, so that a name alone after "et" hardly asks it.
_RARE = frozenset("out_of_scope ask_place ask_criteria ask_quote ask_source ask_unsaid".split())
_THAT_ONE = frozenset("celui celle ceux celles".split())
_OPINION = frozenset("trouve trouves trouvez pense penses pensez avis parait kiffe kiffes aime aimes aimez".split())
# What makes an affair one's own: a first person, or how to go about it.
_OF_MYSELF = frozenset(
    "je j me m moi mon ma mes nous notre nos comment ou quel quelle faut peut peux puis pourrais delai delais rendez rdv"
    " prendre faire renouveler refaire recuperer obtenir demander payer declarer retrouver inscrire savoir chui jsuis chuis"
    " contester appeler joindre telephone numero adresse aider aidez aide".split()
)
_FIRST_PERSON = frozenset("je j me m moi mon ma mes nous notre nos chui jsuis chuis".split())
_TO_COME = frozenset(
    "pourra pourront sera seront saura saurons aura auront faudra fera feront passera passeront marchera".split()
)
# What one may ask of a servant, not of this assistant.
_ERRANDS = frozenset(
    "reserver commander acheter traduire telephoner reveiller chanter jouer dessiner livrer cuisiner".split()
)
_RATES = frozenset("reussite selection succes acceptation".split())
_COMPOSE = frozenset("redige redigez traduis traduisez composez".split())
_YOUR = frozenset({"votre", "ton", "vos", "tes"})
_VIEWS = frozenset("sentiment avis opinion preference".split())
_JUDGING = frozenset("franchement nul nulle mauvais bon bonne competent incompetent sympa honnete meilleur".split())
_TELL = frozenset("parle parles parlez dis dites donne donnez".split())
_NO = frozenset("non nan nn pas".split())
_AGAIN = frozenset("redites redis redire repete repetez repeter".split())
_RECEIVED = frozenset(
    "touche touches recupere gagne empoche decroche rafle recu recue recus obtenu accorde octroye attribue alloue percu".split()
)
_ANNOUNCING = frozenset(
    "annonce annoncee annonces annoncer presente presentee presentes presenter devoile devoiles devoiler proclame proclames proclamer revele reveles reveler".split()
)
_CHOSEN = frozenset(
    "laureat laureats gagnant gagnants resultat resultats vainqueur vainqueurs palmares selectionnes retenus".split()
)
_NO_FIGURE_ASKED = frozenset({"place", "people", "date"})
_EMPTY_HANDED = frozenset(
    "bredouille bredouilles repartie repartis reparti rentree rentres oubliee oublies oublie".split()
)
_BALLOT = frozenset("voter votes votez voterais voteriez voteras voterez".split())
_MEETING = frozenset("reuni reunie reunis reunies reunit siege retrouve retrouves".split())
_COSTS = frozenset("coute coutent coutera couteront coutait cout".split())
_MONEY = frozenset(
    "argent thune thunes tune tunes fric sous ble pognon oseille flouze maille euros millions balles".split()
)
_SPANS = frozenset("temps mois jours dure duree".split())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentCorrector(MessageReader):
    """Sets another intent where a rule applies."""

    def read(self, message: Message) -> None:
        intent = message.get(INTENT) or {}
        name = intent.get(INTENT_NAME_KEY)
        ranked = [str(i[INTENT_NAME_KEY]) for i in message.get(INTENT_RANKING_KEY) or []]
        unsure = float(intent.get("confidence") or 0.0) < _UNSURE
        better = corrected(
            str(name), message.get(ENTITIES) or [], _words_outside_names(message), ranked if unsure else []
        )
        if better != name:
            message.set(
                INTENT,
                {**intent, INTENT_NAME_KEY: better, CORRECTED_FROM: name, "confidence": 1.0},
                add_to_output=True,
            )


def corrected(intent: str, entities: list[dict[str, Any]], others: set[str], ranked: Sequence[str] = ()) -> str:
    """The intent that the entities and the other words of a question point to, or the one given.

    Args:
        intent: what the classifier read.
        entities: what was found in the question.
        others: the folded words of the question that stand outside names.
        ranked: where the classifier is unsure, the intents in its order.
    """
    found = {(e["entity"], e["value"]) for e in entities if isinstance(e["value"], str)}
    kinds = {e["entity"] for e in entities}
    named = {fold(e.get("said", "")) for e in entities if e["entity"] in _NAMES}
    cues = {value for kind, value in found if kind == "wants"}
    operations = {value for kind, value in found if kind == "operation"}
    if kinds & _NAMES and named <= _AUTOMATON and intent == "ask_bot" and not others & _PROJECTS:
        return intent  # "je parle à un robot là ?"
    if kinds & _NAMES and others <= _EMPTY:
        return "follow_up"
    if intent == "nlu_fallback" and ("refers", "said") in found:
        return "follow_up"  # "et les résultats ?"
    if intent == "out_of_scope" and "sum" in operations and ("number" in kinds or not others - _EMPTY - _LINKS):
        return "ask_amount"  # "les deux font combien ensemble ?"
    if intent == "personal_procedure" and (others & _PROJECTS or "projects" in cues):
        return _told_first(ranked, "ask_projects")  # "je suis patron : quel projet aide à exporter ?"
    if (
        intent == "personal_procedure"
        and kinds & {*_NAMES, "refers"}
        and others & _TO_COME
        and not others & _FIRST_PERSON
    ):
        return "ask_description"  # "pourra-t-on payer en ligne les droits de succession ?"
    if intent == "personal_procedure" and ranked and kinds & _OF_A_TOPIC and not others & {"je", "j", "me", "m"}:
        return _told_first(
            [i for i in ranked if i not in ("ask_date", "ask_place")], "ask_projects"
        )  # "comment veut-on attraper les gros tricheurs aux impôts ?"
    own = others & _OF_MYSELF - ({"moi"} if others & _TELL else set())
    if intent == "personal_procedure" and kinds & _NAMES and not own:
        return "follow_up" if "refers" in kinds or others & _NO else "ask_projects"
    if intent == "out_of_scope" and others & _PROJECTS and others & _WHICH_OF_YOURS and not others & _OPINION:
        return "ask_projects"  # "lequel de vos projets la regarde ?"
    if (
        intent == "out_of_scope"
        and ranked
        and others & _HELLO
        and others & _PRESENTING
        and not (kinds & _NAMES or cues)
    ):
        return "greet"  # "bonjour, je prépare un épisode sur la modernisation de l'État"
    if intent == "ask_source" and "unsaid" in kinds and ranked:
        return "ask_unsaid"  # "il paraît qu'il supprime 2 000 postes, vous confirmez ?"
    if intent == "ask_source" and others & {"lesquels", "lesquelles"}:
        return "ask_projects"  # "et lesquels sont décrits dans vos documents ?"
    if intent == "ask_date" and cues == {"projects"}:
        return "ask_projects"  # "la liste des lauréats du 12/11/2018"
    if intent == "ask_privacy" and "singular" in kinds and kinds & _OF_A_TOPIC and not others & (_YOU | _FIRST_PERSON):
        return "ask_description"  # "est-ce qu'il respecte les données personnelles ?"
    if intent == "ask_quote" and "count" in kinds and "call" in kinds and not kinds & {"term"}:
        return "ask_count"  # "122 dossiers, de 15 ministères… Je garde ma phrase ?"
    if intent == "ask_source" and "organisation" in kinds and "yes_no" in kinds and not others & _QUOTED:
        return "ask_projects"  # "la Bibliothèque nationale est-elle concernée aussi ?"
    if intent == "ask_projects" and ranked and ("term", "criteres") in found and not kinds & {*_NAMES, "call"}:
        return "ask_criteria"  # "… sur quels critères les dossiers ont été jugés. Pouvez-vous me les donner ?"
    if intent == "nlu_fallback" and "sum" in operations:
        return "ask_amount"  # "ensemble, cela nous fait ?"
    if intent == "nlu_fallback" and "count" in kinds and found & _COUNTABLE:
        return "ask_count"  # "pour 90 000 agents, si je me souviens bien"
    if (
        intent == "ask_amount"
        and found & _COUNTABLE
        and "combien" in others
        and not others & (_MONEY | _COSTS)
        and ranked
    ):
        return "ask_count"  # "elle est prévue pour combien de fonctionnaires ?"
    if intent == "ask_capabilities" and ("unsaid", "split") in found:
        return "ask_unsaid"  # "vous pouvez me décomposer cette somme ?"
    if intent == "ask_quote" and kinds & _OF_A_TOPIC and not (kinds & {"term", "wants", "call"} or others & _QUOTED):
        return _told_first(
            ranked, "ask_projects"
        )  # "mon notaire m'a dit que les successions iraient sur internet, exact ?"
    if intent == "ask_capabilities" and others & _MY and others & _HELP:
        return "personal_procedure"  # "mon visa se termine, pouvez-vous m'aider ?"
    if intent == "ask_capabilities" and not others & _YOU and (ranked or "on" in others):
        return "follow_up"  # "on pourra aussi y aller la nuit ?"
    if intent == "ask_carrier" and {"body", "widened"} <= kinds:
        return "ask_projects"  # "élargissez à tout leur ministère de tutelle"
    if "organisation" in kinds and others & _EMPTY_HANDED and intent in ("out_of_scope", "personal_procedure"):
        return "ask_projects"  # "l'Éducation nationale est-elle rentrée bredouille ?"
    if others & _BALLOT and others & _YOU:
        return "out_of_scope"  # "entre nous, tu voterais pour qui ?"
    if intent == "ask_bot" and ("unit", "call") in found and not others & _YOU - {"t"}:
        return "ask_unsaid"  # "c t kel appel"
    if intent == "ask_people" and "date" in cues and others & _MEETING:
        return "ask_date"  # "le comité qui a choisi les seize s'est réuni quel jour ?"
    if intent == "ask_privacy" and kinds & {"amount", "count"}:
        return "ask_amount"  # "33 projets pour 372 millions : les données sont bonnes ?"
    hearsay = "il" in others and others & _OPINION == {
        "parait"
    }  # "il paraît qu'un projet relie les labos, qu'en savez-vous ?"
    if (
        others & _YOU
        and others & _OPINION
        and not hearsay
        and not others & _EMPTY_HANDED
        and not kinds & {"wants", "operation", "amount", "count", "doubt"}
    ):
        return "out_of_scope"
    if others & _COMPOSE and "moi" in others and not kinds & {"project", "organisation", "call"}:
        return "out_of_scope"  # "rédige-moi l'introduction de mon mémoire"
    if others & _HOMEWORK and others & _DOING and others & _YOU:
        return "out_of_scope"  # "tu peux me faire ma dissert de philo ?"
    if others & _YOUR and others & _VIEWS:
        return "out_of_scope"  # "quel est votre sentiment sur le Président ?"
    if intent == "out_of_scope" and operations & {"highest", "lowest"} and not others - _EMPTY - _WHICH_ONE:
        return "ask_projects"  # "la plus élevée, c'est laquelle ?"
    if intent == "out_of_scope" and "merci" in others and not (kinds & {*_NAMES, "topic"} or cues or operations):
        return "thank"  # "merci, et que Dieu vous garde"
    if others & _AGAIN and not kinds & {*_NAMES, "call", "amount"}:
        return "repeat"
    if others & _MINE and "comme" not in others and not ("negation" in kinds and kinds & _OF_A_TOPIC):
        return "personal_procedure"
    if intent == "ask_bot" and named - _AUTOMATON and not others & (_YOU | _TO_ME):
        return "follow_up"
    many = any(e["entity"] == "count" and e["value"] > _MANY for e in entities)
    if intent in ("ask_unsaid", "ask_description") and many and found & _COUNTABLE and not cues:
        return "ask_count"  # "la plateforme concerne 9 000 agents ?"
    if intent == "follow_up" and "count" in kinds and found & _COUNTABLE:
        return "ask_count"
    if intent in ("complain", "ask_capabilities", "goodbye") and "complement" in kinds:
        return "follow_up"
    if intent == "ask_capabilities" and others & _ERRANDS:
        return "out_of_scope"  # "tu peux me réserver un train ?"
    if intent == "ask_capabilities" and kinds & {"project", "keyword", "theme"}:
        return _told_first(ranked, "ask_projects")  # "les SDF, vous faites quoi ?"
    if intent == "ask_unsaid" and "count" in cues and found & _COUNTABLE and "unsaid" not in kinds:
        return "ask_count"  # "combien de personnes y auraient accès ?"
    if ranked and intent in ("ask_date", "ask_people") and not cues and "tout" in others and others & _GONE:
        return "ask_amount"  # "tout a déjà été dépensé fin 2018 ?"
    if ranked and intent == "ask_date" and "amount" in kinds and not cues and not others & _SPANS:
        return "ask_amount"  # "les 700 millions, tout est parti ?"
    if intent == "ask_amount" and {"count", "yes_no"} <= kinds and not cues and "amount" not in kinds:
        return "ask_count"  # "il a bien retenu dix-sept dossiers ?"
    if intent == "ask_unsaid" and "count" in cues and ("unsaid", "refused") in found:
        return "ask_count"  # "combien n'ont pas été retenus ?"
    if intent == "complain" and len(ranked) > 1 and "call" in kinds:
        return ranked[1]  # "vous avez le détail des 17 ?"
    if intent == "ask_unsaid" and cues == {"criteria"}:
        return "ask_criteria"  # "sur quoi se basait-on pour départager les candidats ?"
    if (
        intent == "ask_people"
        and others & _JUDGING
        and (found & _PERSONS or others & _IN_OFFICE)
        and "ai" not in others
    ):
        return "out_of_scope"  # "Darmanin, bon ministre ou pas ?"
    if intent in _NO_FIGURE and "count" in cues and "unit" in kinds:
        return "ask_count"  # "Gérald Darmanin a annoncé combien de lauréats ?"
    if (
        intent == "ask_unsaid"
        and "share" in operations
        and (ranked or kinds & {"whole", "call", "amount"} or others & _RATES)
    ):
        return "ask_comparison"
    if operations & {"after", "before"} and intent in _NO_FIGURE | {"ask_unsaid", "ask_source"}:
        return "ask_projects"
    if {("term", "govtech")} <= found and "region" in kinds:
        return "ask_place"
    if ranked and intent == "ask_people" and kinds & _OF_A_TOPIC and "people" not in cues and "term" not in kinds:
        return _told_first(ranked, "ask_projects")  # "qui joue avec l'IA, là-dedans ?"
    takes_part = "organisation" in kinds and not cues and not others & _SOMEBODY and ("term", "comite") not in found
    if intent == "ask_people" and "date" in cues and _asked_first(entities) == "date":
        return "ask_date"  # "quel jour s'est réuni le comité qui a choisi les seize ?"
    if intent == "ask_people" and cues == {"carrier"} and (kinds & _OF_A_TOPIC or others & _BODIES):
        return "ask_carrier"  # "qui pilote la plateforme pour exporter ?"
    if intent == "ask_people" and takes_part and (others & _PROJECTS or "term" not in kinds):
        return "ask_projects"
    if intent in ("greet", "goodbye") and len(cues) == 1 and not others & _HELLO:
        return f"ask_{next(iter(cues))}"  # "dites-m'en plus, ça va amener quoi de neuf ?"
    if intent in ("greet", "goodbye") and kinds & {"amount", "count"} and ranked:
        return "follow_up"  # "et à plus de 10 ?"
    if intent in _TALK and not _is_talk(cues, operations, others):
        return f"ask_{next(iter(cues))}" if cues and not operations else "ask_projects"
    goes_on = ("refers", "said") in found and kinds & _NAMES and not kinds & {"unsaid", "wants", "operation", "amount"}
    if goes_on and (ranked or intent in _RARE) and len(others - _EMPTY) < 3:
        return "follow_up"
    if "doubt" in kinds and intent in _SHRUGGED and not kinds & {*_NAMES, "call", "amount"}:
        return "ask_source"  # "t'es sûr ? ce n'est pas beaucoup"
    if intent in ("affirm", "deny", "repeat") and kinds & {*_NAMES, "call", "amount"}:
        return "follow_up"
    if intent == "out_of_scope" and cues & _NO_FIGURE_ASKED and len(others - _EMPTY - _COURTESY) < _SHORT:
        return f"ask_{next(iter(cues))}"  # "à quelle occasion, je vous prie ?"
    if intent == "out_of_scope" and (ranked or "sum" in operations) and len(cues) == 1 and not others & _YOU:
        return f"ask_{next(iter(cues))}"
    if ranked and not cues and ("unit", "dossiers") in found and not kinds & {"unsaid", "amount", "refers"}:
        return "ask_count"
    after = {str(e["value"]) for e in entities if e["entity"] == "wants" and _follows_order(e, entities)} & _OF_THE_ONE
    if intent in ("ask_projects", "ask_comparison") and len(after) == 1 and "compare" not in operations:
        return f"ask_{next(iter(after))}"
    if intent in ("ask_unsaid", *_TALK) and kinds & _NAMES and others & _THAT_ONE and not kinds & {"unsaid", "wants"}:
        return "follow_up"
    if cues == {"amount"} and intent in ("ask_date", "ask_people", "ask_place") and not others & _SPANS:
        return "ask_amount"
    if cues == {"amount"} and intent in ("ask_count", "ask_unsaid") and others & _MONEY:
        return "ask_amount"  # "ils se partagent combien de thunes ?"
    if intent == "ask_amount" and "projects" in cues and others & _CITE and not kinds & {"project", "amount"}:
        return "ask_projects"  # "donne-moi les seize avec leurs montants"
    if intent == "ask_amount" and "count" in cues and found & _COUNTABLE and "amount" not in kinds:
        return "ask_count"  # "elle s'adresse à combien de monde ?"
    if ("unsaid", "full_cost") in found and intent in ("ask_count", "ask_unsaid"):
        return "ask_amount"
    if "rank" in operations and (intent == "ask_count" or ranked):
        return "ask_projects"
    likely = {f"ask_{cue}" for cue in cues} & set(ranked[:2])
    if likely and len(cues) == 1 and len(others) < _SHORT and not operations and not others & _SOMEBODY:
        return next(iter(likely))  # "où était-ce ?", "combien alors ?"
    if intent == "ask_unsaid" and cues == {"amount"} and others & _RECEIVED and "unsaid" not in kinds:
        return "ask_amount"
    if intent == "ask_unsaid" and ranked and kinds & _NAMES and "unsaid" not in kinds:
        return _told_first(ranked, intent)
    listed = others & {"lesquels", "quels", "intitules", "noms", "liste"}  # "combien de critères, et lesquels ?"
    if intent == "ask_criteria" and ("unit", "critères") in found and not listed and "count" not in kinds:
        return "ask_count"
    by_whom = cues == {"people"} or ("term" in kinds and cues <= {"people"})
    if intent in _BY_NOBODY and by_whom and others & _ANNOUNCING and others & _CHOSEN:
        return "ask_people"  # "et qui y a présenté les lauréats ?"
    if intent == "out_of_scope" and kinds & _NAMES and others & _OF_THE_FUND:
        return "ask_projects"
    return intent


def _asked_first(entities: list[dict[str, Any]]) -> str:
    """What the first of the words that ask for something ask for."""
    asked = (e for e in entities if e["entity"] == "wants")
    return str(min(asked, key=lambda e: e.get("start") or 0)["value"])


def _told_first(ranked: Sequence[str], otherwise: str) -> str:
    """The likeliest intent that asks for what is told of every project."""
    return next((intent for intent in ranked if intent in _TOLD), otherwise)


def _follows_order(cue: dict[str, Any], entities: list[dict[str, Any]]) -> bool:
    """Whether something is asked of what an order chooses: "le plus petit des trois, il sert à quoi ?"."""
    orders = [e for e in entities if e["entity"] == "operation" and e["value"] in ("highest", "lowest", "sort")]
    return any(order["end"] <= cue["start"] for order in orders)


def _is_talk(cues: set[str], operations: set[str], others: set[str]) -> bool:
    """Whether what reads as talk is talk: it asks for no one thing, or asks it of the assistant."""
    if operations & {"highest", "lowest", "sum"}:
        return False
    if cues == {"place"}:
        return True  # "ou" is more often "or" there than "where"
    return len(cues) != 1 or bool(others & _YOU and not cues & {"projects", "amount", "count"})


def _words_outside_names(message: Message) -> set[str]:
    named = [(e["start"], e["end"], fold(e["said"])) for e in message.get(ENTITIES) or [] if e["entity"] in _NAMES]
    tokens = [token for token in message.get(TOKENS_NAMES[TEXT]) or [] if token.text.strip("-'")]
    following = (*(fold(token.text) for token in tokens[1:]), "")
    outside = (
        fold(token.text).strip("'")
        for token, after in zip(tokens, following)
        if not (fold(token.text) == "t" and after in _INVERTED)  # "emploie-t-on"
        and not (
            fold(token.text) in ("vous", "te") and after in _COURTESY
        )  # "je vous prie" asks nothing of the assistant
        # Words that were written without blanks share one place.
        if not any(low <= token.start < high and fold(token.text).strip("'") in said for low, high, said in named)
    )
    return {word for word in outside if word not in LINKING_WORDS and word.isalnum()}
