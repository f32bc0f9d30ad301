"""From what the NLU found in a message to the question it asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dialogue.message import Message
from dialogue.pointing import Pointing
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.names import SURE
from knowledge.questions import EXTREMES
from knowledge.selection import members
from knowledge.sentences import SENTENCE, asking, circumstances
from knowledge.sums import REMAINS
from knowledge.text import keys

WANTS: dict[str, tuple[Want, ...]] = {
    "ask_amount": (Want.AMOUNT,),
    "ask_comparison": (Want.AMOUNT,),
    "ask_count": (Want.COUNT,),
    "ask_projects": (Want.PROJECTS,),
    "ask_description": (Want.DESCRIPTION,),
    "ask_benefits": (Want.BENEFITS,),
    "ask_carrier": (Want.CARRIER,),
    "ask_date": (Want.DATE,),
    "ask_place": (Want.PLACE,),
    "ask_criteria": (Want.CRITERIA,),
    "ask_people": (Want.PEOPLE,),
    "ask_quote": (Want.QUOTE,),
    "ask_source": (Want.SOURCE,),
    "ask_unsaid": (Want.UNSAID,),
}
# What is asked of a thing, rather than how much or how many.
OF_A_THING = ((Want.CARRIER,), (Want.DESCRIPTION,), (Want.BENEFITS,))
# What is told of the fund in statements of their own.
_STATED = (Want.AMOUNT, Want.COUNT, Want.DATE, Want.PEOPLE)
_NAMES = ("project", "organisation", "theme", "keyword", "region", "term")
# The first that is found counts: "combien de fois plus" compares, whatever else it says.
_SIDE_BY_SIDE = re.compile(
    r"\s*(?:d['’]un côté)?[\s,;+]*(?:(?:et|ou|puis|ni|plus|avec|vs|versus|contre|face à)[\s,]+(?:aussi |également )?)?(?:(?:montant|budget|somme|total)\s+)?(?:(?:celui|celle|ceux|celles)\s+)?(?:(?:un |une |le |la |l['’]|d['’]autres? )?(?:projets?|plateforme|portail|site|outil|dispositif|programme|plan|volet)\s+)?(?:(?:combien|quel(?:le)?s?)\s+)?(?:projets?\s+)?(?:(?:pour|sur)\s+)?(?:(?:à|a|de|des|du|d'|le|la|les|l'|au|aux|un|une)\s*)*(?:(?:gens|personnes|ceux|celles)\s+(?:qui\s+\w+\s+)?)?(?:(?:dans|à)\s+)?(?:(?:le|la|les)\s+)?",
    re.I,
)
_OPERATIONS = ("after", "before", "share", "median", "average", "rank", "compare", "sort", "lowest", "highest", "sum")


# What may stand between "sauf" and the thing left out.
_TAKEN_FROM = re.compile(r"\b(?:(?:sur|parmi|entre|pour) (?:tou(?:te)?s )?(?:les|ces|nos)|des) $", re.IGNORECASE)
_ARTICLES = re.compile(
    r"\s*(?:(?:le|la|les|l'|l\b|d'|de|du|des|deux|trois|quatre|\d|ces?|cet|cette|ceux|celui|celle|avec|chez|proj[eé]ts?|proj[eé]|men[ée]e?s?|port[ée]e?s?|partag[ée]e?s?|minist[eè]re|compter)\s*)*",
    re.I,
)
_AND_TOO = re.compile(
    r"\s*(?:,|/|\bet|\bni|\bou)\s*(?:(?:celui|ceux|celle|celles|le|la|les|l['’]|de|du|des|d['’])\s*)*", re.I
)
# "Combien de ministères et d'opérateurs ?"
_AND_OF = re.compile(
    r"\s*(?:déposés|reçus|envoyés)?\s*(?:,|\bet\b)?\s*(?:combien\s+|du\s+|le\s+)?(?:de\s+|d['’]\s*|des\s+|les\s+)?",
    re.I,
)
_SIZE = re.compile(r"(?:\d+|dix[- ]sept|seize) (?:projets|lauréats|gagnants|dossiers)", re.I)
# "Bercy, enfin l'Économie", "la Culture, pardon, le Travail": what is said last is meant.
_CORRECTED = re.compile(
    r"\W*(?:euh\W+)?(?:enfin|pardon|oups|ou plutôt|plutôt|je veux dire|je voulais dire|non pardon|euh non)\W+(?:pour |de |sur |à )?"
    r"(?:(?:le |la |les |l['’]|celui |celle |ceux )(?:d[eu] |d['’]|des )?(?:la |l['’]|le )?)?(?:ministère (?:de |du |des )(?:la |l['’])?)?",
    re.I,
)
_OWN = re.compile(r"\s*(?:(?:de|du|des|d['’]|à|au|aux|de l['’]|de la|l['’]|la|le|les)\s*)*", re.I)
# "Le top 4, ça ferait combien ?"
_ADDS_UP = re.compile(
    r"\b(?:ça|ca|cela) (?:fait|ferait|donne|donnerait) combien\b|\bcombien (?:ça|ca|cela) (?:fait|ferait)\b", re.I
)
# "Les gens sans toit" are no gap in a list.
_PERSONS = re.compile(
    r"\b(?:gens|personnes?|familles?|enfants?|femmes?|hommes?|jeunes|gars|mecs|voisins?|frère|sœur|ami)\s*$", re.I
)
# "Dans quelles régions…": what is asked for, no filter.
_ASKED_FOR = re.compile(r"\b(?:quel(?:le)?s?|combien de)\s*$", re.I)
# "Pour quelle somme versée par le fonds ?": who pays, not what is asked about.
_AGENT = re.compile(r"\bpar\s+(?:le\s+|ce\s+)?$", re.I)
# "Laisse tomber la radio, combien pour…": what the question is not about.
_DISMISSED = re.compile(r"\b(?:laiss\w+ tomber|oubli(?:e|ez|ons)\b|rien à voir avec|assez parlé)[^.,;:!?]*", re.I)
# "Bonjour, avocate à Lille. Un des projets…", "je suis agricultrice dans le Gers, …": who is asking.
_INTRODUCED = re.compile(
    r"(?:^|[.;!?]\s*)[^.;:!?]*?\b(?:bonjour|bonsoir|salut|slt|bjr|hello|coucou|je|j['’]|jsuis|chui|nous)[^.;:!?]*[.;:!](?=\s*\S)"
    r"|\b(?:je suis|j['’]?suis|jsuis|chuis?|nous sommes|en tant que)\b[^.,;:!?]*(?:,|$)"
    r"|\bpour nous(?: autres)?,? les \w+,|^\W*(?:et )?moi, (?:\w+ )?\w+,"
    r"|^\W*(?:bonjour|bonsoir|salut|bjr)\W+[^.;:!?]*?,(?=\s*(?:je|j['’]|nous|on)\s*(?:voudr|aimer|cherch|souhait|me demand|veu|voulai))",
    re.I,
)
# What may be asked of the fund itself, whoever asks.
_OF_NOTIONS = frozenset({"ask_description", "ask_date", "ask_people", "ask_criteria"})
# "Je suis étudiante. Quels sont les trois projets les mieux financés ?": of all, unless it says "pour nous".
_I_AM = re.compile(r"\b(?:je suis|j['’]?suis|jsuis|chuis?|nous sommes|en tant que)\b", re.I)
_FOR_ME = re.compile(r"\b(?:moi|nous|me|mes|nos|notre|mon|ma)\b", re.I)
_ORDERED = frozenset({"highest", "lowest", "sort", "average"})
_COUNTED = re.compile(r"(?:combien|nombre|nb)\b", re.I)
# What parts two questions, the surest first.
_MARKS = (re.compile(r"[.?;!]"), re.compile(r"(?<!\w)(?:et|é|puis|pis|ainsi que)(?=\s)|\+", re.I), re.compile(r","))
_WHO = re.compile(r"\s+(?:qui|que|dont)\b", re.I)
_PEOPLE = frozenset({"etudiants", "etrangers", "entreprises"})
# Where an audience is what is looked for, rather than those who gain by what is asked about.
_LOOKED_FOR = frozenset({"ask_projects", "ask_count", "ask_comparison", "follow_up"})
_SIDE = re.compile(r"\bcompar\w+", re.I)
# "Qui a eu plus que la Géoplateforme ?"
_MORE_THAN = re.compile(
    r"\b(?:qui|(?:les?)?quel(?:le)?s?|ceux|combien(?! (?:de |d['’])?(?:plus|moins))|projets?|lauréats?|d['’]autres)\b(?!\W+ministères?)[^.?!]*?"
    r"\b(?P<side>plus|moins|davantage)\b(?!\W+ou\b)(?: (?!fois)\w+){0,3}? qu(?:e |['’])",
    re.I,
)
# "C'est bien la licence qui a reçu le plus, devant le contrôle fiscal ?"
_SUPPOSED = re.compile(r"\b(?:c['’]est|est[- ]ce) (?:bien |donc |que c['’]est )?(?:la |le |les |l['’])?$", re.I)
_TOTAL_OF = re.compile(
    r"\b(?:total|somme|cumul) (?:des|de ces|des montants des) (?:\w+[- ]?){1,3} ?(?:projets|lauréats)\b", re.I
)
_CRITERIA = re.compile(r"\bcrit[èe]res?\b", re.I)
# "Le premier appel a-t-il retenu davantage de projets que le second ?"
_MORE_OF = re.compile(r"\b(?:plus|davantage|moins|autant) de (?:projets|lauréats|dossiers|candidat\w+)", re.I)
_WHICH_ONES = re.compile(r"\b(?:les?|la)?quel(?:le)?s?\b|\bqui\b|\bliste\b", re.I)
_FILED = re.compile(r"\b(?:déposé|envoyé|reçu|candidat)\w*", re.I)
_THOSE = re.compile(r"\bceux\b|\blesquels\b|\bquels sont\b", re.I)
_AS_MUCH_AS = re.compile(
    r"\b(?:quels?|un|une|d['’]) ?autres?\b[^.?!]*?\b(?:même (?:montant|somme|enveloppe|aide|budget)|autant(?: d['’]argent)?) qu(?:e |['’])",
    re.I,
)
_HOW_MANY = re.compile(r"\b(?:combien|nombre|nb) d(?:e\s|['’]|\s)\s*$", re.I)
# "Seul ou avec d'autres": either way.
_SURE = 0.6
_SELECTED = re.compile(r"\b(?:distingu|récompens|recompens|primé|élu|lauréat)\w*", re.I)
_IS_IT_ALONE = re.compile(
    r"\b(?:est|sont|était)[- ](?:il|elle|ils|elles|ce)\b(?:\W+\w+){0,2}?\W+seule?s?\b|\b(?:il|elle|ils|elles) (?:est|sont) (?:\w+ )?seule?s? (?:sur|à)\b",
    re.I,
)
_EITHER = re.compile(r"\bseule?s? ou\b", re.I)
INCLUDED = re.compile(
    r"\b(?:(?:compris|inclus)(?:es?)?|en (?:comptant|incluant|ajoutant)|(?:si )?(?:je|on|l['’]on|tu|vous) (?:y )?(?:compte|inclut|inclus|ajoute)\w*(?! (?:bien|juste)))\b|\bavec (?:le|son|leur) projets? (?:partag|commun)\w*",
    re.I,
)
_ALL_IN = re.compile(r"\btout compris\b", re.I)
# What calls have so many of.
_OF_A_CALL = ("dossiers", "applicant", "ministry", "operator", "project")
# "… alors que nos routes sont défoncées": a remark, where it leads to no project.
_MEANWHILE = re.compile(r"\b(?:alors que|pendant que|tandis que|quand on (?:pense|voit|sait))\b[^.,;:!?]*", re.I)
_COMPLEMENT = re.compile(r"\s*(?:d['’]|(?:de|du|des)\s+(?:l['’]|la\s+|les\s+|nos\s+)?)", re.I)
_TOPICS = ("theme", "keyword", "region", "words", "unknown")

Placed = tuple[Subject, tuple[int, int]]


@dataclass(frozen=True)
class Reading:
    """A question as it is said, and what in it points back."""

    question: Question
    at: Pointing


def read(message: Message, kb: KnowledgeBase) -> list[Reading]:
    """What a message asks: one question, or several where it asks for different things of different subjects."""
    clauses = _clauses(message)
    asked = _of_each_unit(message, _parted(message, clauses, kb))
    parts = [clause for clause, _ in clauses] if len(asked) == len(clauses) else [message] * len(asked)
    pointing = (replace(Pointing.of(part), aside=_named_aside(part, kb)) for part in parts)
    return [Reading(question, at) for question, at in zip(asked, pointing)]


def _of_each_unit(message: Message, asked: list[Question]) -> list[Question]:
    """A question for each thing that is counted: "combien de ministères et d'opérateurs ?"."""
    counted = [e for e in message.entities if e["entity"] == "unit" and e["value"] != "call"]
    beside = [b for a, b in pairwise(counted) if _AND_OF.fullmatch(_between(message, _span(a), _span(b)))]
    if len(asked) != 1 or asked[0].wants != (Want.COUNT,) or not beside or asked[0].operation is not None:
        return asked
    units = dict.fromkeys((counted[counted.index(beside[0]) - 1]["value"], *(e["value"] for e in beside)))
    return [asked[0].copy(update={"unit": unit}) for unit in units]


def _span(entity: dict[str, Any]) -> tuple[int, int]:
    """Where an entity stands."""
    return entity["start"], entity["end"]


def _named_aside(message: Message, kb: KnowledgeBase) -> bool:
    """Whether what is named stands in sentences that only tell of circumstances."""
    aside = [(low + message.offset, high + message.offset) for low, high in circumstances(message.text)]
    named = [place for subject, place in _subjects(message, kb) if subject.is_topical] if aside else []
    return bool(named) and all(any(low <= start < high for low, high in aside) for start, _ in named)


def _parted(message: Message, clauses: list[tuple[Message, tuple[Want, ...]]], kb: KnowledgeBase) -> list[Question]:
    """A question a clause; one of the whole message where its clauses are about one and the same thing."""
    read = [_question(clause, wants, kb) for clause, wants in clauses]
    if len(read) < 2:
        return read
    if read[0].wants in ((Want.DATE,), (Want.PLACE,)) and read[1].wants == (Want.CARRIER,):
        if not any(s.is_topical or s.kind == "organisation" for q in read for s in q.about.subjects):
            read[1] = read[1].copy(update={"wants": (Want.PEOPLE,)})  # who announced it
    if len({q.unit for q in read}) > 1 and len({q.wants for q in read}) == 1:
        shared = next((q.about for q in read if q.about.subjects), read[0].about)
        return [
            q.copy(update={"about": q.about if q.about.subjects else shared, "earlier": message.text}) for q in read
        ]
    calls = read[0].about.of_kind("call")
    if calls and not read[1].about.operands:
        other = _other_call(clauses[1][0], calls, kb)
        if other is not None:
            told = {"about": Filter(subjects=(other,)), "wants": read[0].wants, "unit": read[0].unit, "position": None}
            return [read[0], read[1].copy(update={**told, "text": read[0].text})]
        about = Filter(subjects=calls) if read[1].wants == read[0].wants else read[0].about
        return [read[0].copy(update={"about": about}), read[1].copy(update={"about": about})]
    named = [q.about.subjects for q in read]
    if all(s.kind == "term" for subjects in named for s in subjects) and all(q.wants[0] in _STATED for q in read):
        shared = next((q.about for q in read if q.about.subjects), read[0].about)
        return [q.copy(update={"about": q.about if q.about.subjects else shared}) for q in read]
    if len([s for s in named if s]) < 2 or len({frozenset(s) for s in named if s}) < 2:
        wants = tuple(dict.fromkeys(w for q in read for w in q.wants))
        whole = _question(message, wants, kb)
        return [whole]
    return read


def _other_call(clause: Message, calls: tuple[Subject, ...], kb: KnowledgeBase) -> Subject | None:
    """The call that a second clause means by its place alone: "… la première fois, et combien la deuxième ?"."""
    call = kb.call_at(clause.first("position"))
    if call is None or call.id in {c.id for c in calls}:
        return None
    return Subject(kind="call", id=call.id)


def doubtful(message: Message) -> tuple[dict[str, Any], ...]:
    """The names that may be misspelt ones of the knowledge base, but are not surely so."""
    return tuple(e for e in message.entities if e["entity"] in _NAMES and e.get("confidence", 1.0) < SURE)


def _clauses(message: Message) -> list[tuple[Message, tuple[Want, ...]]]:
    """The message in parts that each ask for something of their own, with what they ask for."""
    own = WANTS.get(message.intent, ())
    asked = _cues_of_wants(message)
    if not own and message.intent == "follow_up" and asked:
        own = (Want(asked[0]["value"]),)
    if len(asked) < 2 or not own or own == (Want.UNSAID,):
        return [(message, own)]
    at_once = [e for e in asked if e["start"] < asked[0]["end"]]
    first = next((e for e in at_once if own == (Want(e["value"]),)), asked[0])
    second = next((e for e in asked[1:] if _cut(message, first, e) is not None), None)
    at = _cut(message, first, second) if second is not None else None
    if second is None or at is None:
        return [(message, own)]
    differ = _units_differ(message, at) or _of_figures(message, own) or _kinds_differ(message, at)
    if second["value"] == first["value"] and not differ:
        return [(message, own)]
    head, tail = message.between(0, at), message.between(at, len(message.text) + 1)
    if "share" in tail.values("operation") and not any(e["entity"] in _NAMES for e in tail.entities):
        return [(message, own)]  # "en nombre de dossiers, combien pour cent ?"
    wanted = Want(second["value"])
    before = (Want(first["value"]),) if wanted in own else own
    return [(head, before), (tail, (wanted,))]


def _cues_of_wants(message: Message) -> list[dict[str, Any]]:
    """The words that ask, in order; "combien ont passé le filtre" counts, though "combien ont…" may ask for an amount."""
    found = sorted((e for e in message.entities if e["entity"] == "wants"), key=lambda e: e["start"])
    counts = [e for e in found if e["value"] == "count"]
    return [e for e in found if e["value"] != "amount" or not any(_overlap(e, count) for count in counts)]


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _of_figures(message: Message, own: tuple[Want, ...]) -> bool:
    """Whether figures or dates of a call or of the fund are asked, which may be several of one kind."""
    projects = any(e["entity"] in ("project", "keyword", "theme", "organisation", "topic") for e in message.entities)
    return own in ((Want.AMOUNT,), (Want.DATE,), (Want.PEOPLE,)) and not projects


def _units_differ(message: Message, at: int) -> bool:
    """Whether different things are counted before and after a place."""
    before = message.between(0, at).values("unit")
    after = message.between(at, len(message.text) + 1).values("unit")
    return bool(before and after and before[0] != after[0])


def _kinds_differ(message: Message, at: int) -> bool:
    """Whether a project or body is named on one side of a place, and only the fund or a call on the other."""
    sides = (message.between(0, at), message.between(at, len(message.text) + 1))
    named = [{e["entity"] for e in side.entities} & {*_NAMES, "call", "topic"} for side in sides]
    whole = [bool(kinds) and kinds <= {"term", "call"} for kinds in named]
    return all(named) and whole[0] is not whole[1]


def _cut(message: Message, first: dict[str, Any], second: dict[str, Any]) -> int | None:
    """Where what is asked second is parted from what is asked first: at the end of a sentence, at "et", at a comma."""
    if second["start"] < first["end"]:
        return None
    between = message.text[first["end"] : second["start"]]
    for marks in _MARKS:
        found = list(marks.finditer(between))
        if found:
            return int(first["end"]) + found[-1].end()
    return None


def _question(message: Message, wants: tuple[Want, ...], kb: KnowledgeBase) -> Question:
    by_place = _call_by_place(message, kb)
    if by_place is not None:
        wants = wants or ((Want.AMOUNT,) if message.first("amount") else ())
        return Question(wants=wants, about=Filter(subjects=(by_place,)), text=message.text)
    left_out = _extreme_left_out(message)
    found = message.first("operation") and not left_out and _operation(message, wants)
    subjects = _subjects(message, kb)
    excluding = (*(s for s, _ in _excluded(message, subjects)), *left_out)
    subjects = _weighed(message, [(s, place) for s, place in subjects if s not in excluding])
    people = [(s, at) for s, at in subjects if wants == (Want.COUNT,) and _counted(message, s, at)]
    subjects = [placed for placed in subjects if placed not in people]
    named = tuple(dict.fromkeys(s for s, _ in subjects))
    if wants in ((), (Want.PROJECTS,), (Want.UNSAID,)) and not found and _holds_a_topic(message, named, kb):
        wants = (Want.DESCRIPTION, Want.BENEFITS)  # "le contrôle fiscal recourt-il à l'intelligence artificielle ?"
    operation = Operation(found) if found else None
    if operation is Operation.COMPARE and message.first("same") and all(s.kind == "call" for s in named):
        operation = Operation.TIES
    if operation in (None, Operation.COMPARE) and _added_up(message, subjects):
        operation = Operation.SUM
    guessed = message.confidence < _SURE and {s.kind for s in named} == {"call"}
    if message.intent == "ask_comparison" and operation is None and not guessed:
        operation = Operation.COMPARE
    if wants == (Want.COUNT,) and operation is Operation.SUM and _TOTAL_OF.search(message.text):
        wants = (Want.AMOUNT,)  # "quel est le total des dix-huit projets ?"
    if operation in (None, Operation.COMPARE) and message.first("added") and _wants_amount(message):
        operation = Operation.SUM
    missing = _unsaid(message)
    if wants == (Want.COUNT,) and message.first("unit") == "project" and missing in ("outcome", "progress"):
        missing = None  # "combien de projets a-t-elle réussi à placer ?"
    if missing == "full_cost" and operation is Operation.COMPARE and not named:
        operation = None  # "pour un coût total de combien ?"
    if _ALL_IN.search(message.text) and {s.kind for s in named} == {"organisation"}:
        missing = None  # all that a body has, no full cost
    calls_only = len(named) > 1 and {s.kind for s in named} == {"call"}
    counted = set(message.values("unit")) & set(_OF_A_CALL)
    if (
        {s.kind for s in named} <= {"call", "term"}
        and operation is Operation.COMPARE
        and _CRITERIA.search(message.text)
    ):
        wants, operation = (Want.CRITERIA,), None  # "critères du 1er et du 2e appel, pareils ?"
    numbers = _MORE_OF.search(message.text) if calls_only and operation is Operation.COMPARE else None
    if numbers is not None:
        wants, counted = (Want.COUNT,), {"dossiers"}
    weighs = operation is not Operation.SUM and missing is None
    if calls_only and weighs and wants == (Want.AMOUNT,) and counted and not _wants_amount(message):
        wants, operation = (Want.COUNT,), Operation.COMPARE  # "lequel a attiré le plus de dossiers ?"
    if wants == (Want.CRITERIA,):  # "avocat à Lyon. Quel retour le fonds attend-il ?"
        named = tuple(s for s in named if s.kind != "region")
    bounds, claims = _amounts(message, wants, named, kb.granted_euros)
    if bounds is not None and operation in EXTREMES and not message.first("top") and _THOSE.search(message.text):
        operation = None  # "les petits poucets, ceux restés sous deux millions"
    beyond = _beyond(message, subjects, kb) if operation in (Operation.COMPARE, *EXTREMES) else None
    if beyond is not None:
        if beyond.low == beyond.high:
            excluding = (*excluding, *(s for s in named if s.kind != "call"))
        named, bounds, operation = tuple(s for s in named if s.kind == "call"), beyond, None
        wants = wants if wants == (Want.COUNT,) else (Want.PROJECTS,)
    joint = message.first("joint") if not _EITHER.search(message.text) else None
    if joint == "alone" and named and all(s.kind == "call" for s in named):
        joint = None  # "le second appel a retenu 33 lauréats à lui seul ?"
    if joint == "alone" and _IS_IT_ALONE.search(message.text) and named:
        joint, wants = None, tuple(dict.fromkeys((*wants, Want.CARRIER)))  # "est-il tout seul sur le coup ?"
    if joint == "several" and INCLUDED.search(message.text):
        joint = None  # "projet partagé inclus"
    if joint == "several" and message.first("excluding"):
        joint = "alone"
    return Question(
        wants=wants,
        about=Filter(
            subjects=named,
            excluding=excluding,
            amounts=bounds,
            joint=None if joint is None else joint == "several",
            union=_side_by_side(message, subjects) or _together(message, named),
        ),
        operation=operation,
        top=message.first("top"),
        position=_position(message),
        unit=_unit(message) or ("personnes" if people else None),
        by_number=bool(message.first("by_number")),
        each=_each(message, wants),
        claims=claims,
        yes_no=bool(message.first("yes_no")),
        attributed=not _its_own(message, subjects),
        complement=bool(message.first("complement")),
        missing=missing,
        text=message.text,
    )


def _holds_a_topic(message: Message, named: tuple[Subject, ...], kb: KnowledgeBase) -> bool:
    """Whether a message wonders whether the one project that it names is on a topic that it is on."""
    topics = [str(e["value"]) for e in message.entities if e["entity"] == "theme"]
    one = [s for s in named if s.kind == "project"]
    if len(one) != 1 or len(named) != 1 or not topics or _WHICH_ONES.search(message.text):
        return False
    return any(one[0].id in kb.gathered("theme", topic) for topic in topics)


def _unsaid(message: Message) -> str | None:
    """What is asked that no announcement tells; words of a name ask nothing: "les loyers en retard"."""
    named = [_span(e) for e in message.entities if e["entity"] in ("project", "keyword", "theme")]
    said = (e for e in message.entities if e["entity"] == "unsaid")
    return next((str(e["value"]) for e in said if not any(a <= e["start"] and e["end"] <= b for a, b in named)), None)


def _beyond(message: Message, subjects: list[Placed], kb: KnowledgeBase) -> Range | None:
    """The bound that the grant of one project sets: "lesquels ont eu plus que les fourrières ?"; None for others."""
    said = _MORE_THAN.search(message.text) or _AS_MUCH_AS.search(message.text)
    things = [(s, at) for s, at in subjects if s.kind != "call"]
    if said is None or len(things) != 1 or things[0][1][0] - message.offset < said.end():
        return None
    held = members(kb, things[0][0])
    if len(held) != 1 or kb.projects[held[0]].amount.euros is None:
        return None
    euros = kb.projects[held[0]].euros
    if said.re is _AS_MUCH_AS:
        return Range(low=euros, high=euros)
    return Range(high=euros, strict=True) if said["side"].casefold() == "moins" else Range(low=euros, strict=True)


def _its_own(message: Message, subjects: list[Placed]) -> bool:
    """Whether a body follows a project as its own: "le chatbot de la SNCF" is none that was described."""
    pairs = pairwise(sorted(subjects, key=lambda placed: placed[1]))
    return any(
        a.kind in ("project", "keyword")
        and b.kind == "organisation"
        and _OWN.fullmatch(_between(message, first, second))
        for (a, first), (b, second) in pairs
    )


def _call_by_place(message: Message, kb: KnowledgeBase) -> Subject | None:
    """The call that the sentence which asks names by its place alone: "195 pour les deux appels : et le premier ?"."""
    asked = _asking(message)
    inside = [e for e in message.entities if any(low <= e["start"] < high for low, high in asked)]
    told = any(e["entity"] == "call" and e not in inside for e in message.entities)
    places = [e["value"] for e in inside if e["entity"] == "position"]
    named = any(e["entity"] in (*_NAMES, "call", "topic", "operation") for e in inside)
    call = kb.call_at(places[0]) if len(places) == 1 else None
    return Subject(kind="call", id=call.id) if told and not named and call is not None else None


def _operation(message: Message, wants: tuple[Want, ...]) -> str | None:
    found = message.values("operation")
    if "share" in found and REMAINS.search(message.text):
        found = [name for name in found if name != "share"]  # "sur les 700 millions, il reste combien ?"
    if {"sum", "highest"} <= set(found) and (message.first("top") or 0) > 1 and not {"sort", "compare"} & set(found):
        return "sum"  # "les deux plus gros réunis"
    if "highest" in found and (message.first("top") or 0) > 1 and _ADDS_UP.search(message.text):
        return "sum"
    of_one = wants in OF_A_THING and {"highest", "lowest"} & set(found)
    if of_one and "compare" in found:
        found = [name for name in found if name != "compare"]
    several = sum(e["entity"] in _NAMES for e in message.entities) > 1
    if {"highest", "lowest"} <= set(found) and message.first("position") is not None:
        found = [name for name in found if name != "lowest"]  # "avant-dernier en montant"
    if "highest" in found and "lowest" in found and not {"sort", "share"} & set(found):
        if "compare" not in found or not several:
            return "extremes"
    ordered = next((name for name in found if name in ("highest", "lowest")), None)
    if "sort" in found and ordered is not None and (message.first("top") or 0) > 1:
        return ordered  # "les cinq plus petites, de la plus petite à la plus grosse"
    first = (message.first("top") or 0) > 1 and not several
    if (
        first
        and ordered is not None
        and {"compare", "sum", "share"} & set(found) == {"compare"}
        and _SIDE.search(message.text)
    ):
        return ordered  # "comparez les deux plus gros"
    if "highest" in found and "compare" in found and "share" not in found and message.first("position") is None:
        return "compare"
    if _is_next_to_the_largest(message):
        return "highest"
    return next((name for name in _OPERATIONS if name in found), None)


def _position(message: Message) -> int | None:
    """The place that is asked for: the one said, or that next to the largest."""
    return 2 if _is_next_to_the_largest(message) else message.first("position")


def _is_next_to_the_largest(message: Message) -> bool:
    """Whether the second is asked for: "juste derrière le plus gros", where no project is named."""
    ranked = {"highest", "after"} <= set(message.values("operation"))
    return ranked and not any(e["entity"] == "project" for e in message.entities)


def _unit(message: Message) -> str | None:
    """What is counted: what "combien de" stands before, else the first thing that may be."""
    bodies = {e["start"] for e in message.entities if e["entity"] == "organisation"}
    units = [e for e in message.entities if e["entity"] == "unit" and not _names_them(message, e, bodies)]
    if any(e["value"] != "applicant" for e in units):  # "combien de candidats venaient de services déconcentrés ?"
        units = [e for e in units if e["value"] != "applicant"]
    if (
        any(e["value"] == "dossiers" for e in units)
        and _SELECTED.search(message.text)
        and not _FILED.search(message.text)
    ):
        return "project"  # "il a bien distingué dix-sept dossiers ?"
    if any(e["value"] != "call" for e in units):  # "lequel des deux appels a attiré le plus de dossiers ?"
        units = [e for e in units if e["value"] != "call"]
    bodies_of = [e for e in units if e["value"] != "project"]
    if (
        message.first("by_number") and bodies_of and _ORDERED & set(message.values("operation"))
    ):  # "quel ministère a le plus grand nombre de projets ?"
        units = bodies_of
    counted = [e for e in units if _COUNTED.match(message.text[e["start"] - message.offset :])]
    return next((e["value"] for e in (*counted, *units)), None)


def _names_them(message: Message, unit: dict[str, Any], bodies: set[int]) -> bool:
    """Whether a kind of body only introduces the bodies that are named: "les ministères de la Culture et du Travail"."""
    after = _ARTICLES.match(message.text, unit["end"] - message.offset)
    inside = any(unit["start"] <= start < unit["end"] for start in bodies)
    return inside or (after is not None and after.end() + message.offset in bodies)


def _wants_amount(message: Message) -> bool:
    return any(e["entity"] == "wants" and e["value"] == "amount" for e in message.entities)


def _each(message: Message, wants: tuple[Want, ...]) -> Range | None:
    """How many projects the bodies that are asked for carry each: "quels ministères ont plusieurs projets ?"."""
    said, number = message.first("each"), message.first("count")
    if said is not None:
        return Range(low=2) if said == "several" else Range(low=1, high=1)
    asked_for = (
        number is not None
        and message.first("number") is None
        and wants != (Want.COUNT,)
        and not message.first("call")
        and message.first("unit") in (None, "project", "ministry", "organisation", "operator")
    )
    return Range(low=number, high=number) if asked_for else None


def _added_up(message: Message, subjects: list[Placed]) -> bool:
    """Whether "plus" stands between two things: "France Cloud plus FranceConnect"."""
    places = [place for _, place in subjects]
    between = (_between(message, a, b) for a, b in pairwise(places))
    return any(
        re.fullmatch(r"\s*(?:plus|\+)\s*(?:(?:le|la|les|l'|celui|celle|de|du|des|d')\s*)*", text) for text in between
    )


def _excluded(message: Message, subjects: list[Placed]) -> list[Placed]:
    """What is named and left out: it follows "sauf", "sans", "hors"…, or another one that does: "sauf A et B"."""
    found: list[Placed] = []
    for subject, place in sorted(subjects, key=lambda placed: placed[1]):
        beside = found and _AND_TOO.fullmatch(_between(message, found[-1][1], place))
        if beside or _is_left_out(message, place):
            found.append((subject, place))
    return found


def _is_left_out(message: Message, place: tuple[int, int]) -> bool:
    """Whether a place follows "sauf", "sans", "hors"… with at most an article between."""
    cues = [
        e
        for e in message.entities
        if e["entity"] == "excluding"
        and not place[0] <= e["start"] < place[1]
        and not _PERSONS.search(message.text[: e["start"] - message.offset])
    ]
    between = [_between(message, _span(e), place) for e in cues if e["end"] <= place[0]]
    return any(_ARTICLES.fullmatch(text) for text in between)


def _extreme_left_out(message: Message) -> tuple[Subject, ...]:
    """The largest or the smallest ones, where they are left out: "tous sauf les deux plus gros"."""
    orders = (e for e in message.entities if e["entity"] == "operation" and e["value"] in ("highest", "lowest"))
    order = next((e for e in orders if _is_left_out(message, _span(e))), None)
    if order is None:
        return ()
    number = message.first("top") or 1
    return (Subject(kind="extreme", id=f"{order['value']} {number}", text=order["value"]),)


def _weighed(message: Message, subjects: list[Placed]) -> list[Placed]:
    """The subjects that count: beside a project, words that only name a theme are its circumstances.

    "Que change FranceConnect pour les fonctionnaires ?" is about FranceConnect.
    """
    if not any(s.kind == "project" for s, _ in subjects):
        return subjects
    kept = []
    for index, (subject, place) in enumerate(subjects):
        before, after = subjects[max(0, index - 1) : index], subjects[index + 1 : index + 2]
        beside = any(_beside(message, other, place) for _, other in before) or any(
            _beside(message, place, other) for _, other in after
        )
        supposed = subject.kind == "theme" and _SUPPOSED.search(message.text[: place[0] - message.offset])
        if subject.kind not in ("theme", "keyword") or beside or supposed:
            kept.append((subject, place))
    return kept


def _counted(message: Message, subject: Subject, place: tuple[int, int]) -> bool:
    """Whether people are what is counted, rather than what projects are about: "combien d'étudiants ?"."""
    before = message.text[: place[0] - message.offset]
    return subject.kind == "theme" and subject.id in _PEOPLE and _HOW_MANY.search(before) is not None


def _together(message: Message, named: tuple[Subject, ...]) -> bool:
    """Whether so many things are named as are said to be meant, or one is said to be counted with another."""
    side = [s for s in named if s.is_topical or s.kind == "organisation"]
    if len(side) < 2:
        return False
    included = INCLUDED.search(message.text) and all(s.kind == "organisation" for s in side)
    return bool(included) or (message.first("number") == len(side) and len({s.kind for s in side}) > 1)


def _side_by_side(message: Message, subjects: list[Placed]) -> bool:
    """Whether things of different kinds are listed one after the other."""
    named = [(s, place) for s, place in subjects if s.is_topical or s.kind == "organisation"]
    kinds = {"organisation" if s.kind == "organisation" else "topic" for s, _ in named}
    if len(kinds) < 2:
        return False
    pairs = pairwise(named)
    return all(_beside(message, a, b) for (_, a), (_, b) in pairs if a != b)


def _beside(message: Message, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether only "et", "ou", a comma and the like stand between two places."""
    between = _between(message, first, second)
    linked = re.search(r"[,;+]|\b(?:et|ou|puis|ni|plus|vs|versus|contre)\b|\bface à", between)
    return bool(linked) and _SIDE_BY_SIDE.fullmatch(between) is not None


def _subjects(message: Message, kb: KnowledgeBase) -> list[Placed]:
    """What is named, with where: names and calls, and spans that name something else, searched for."""
    found: list[Placed] = []
    taken: list[tuple[int, int]] = []
    circumstances = [_span(e) for e in message.entities if e["entity"] in ("unsaid", "unit")]
    left_out = [_span(e) for e in message.entities if e["entity"] == "excluding"]
    for entity in message.entities:
        kind = entity["entity"]
        theme = kb.themes.get(entity["value"]) if kind == "theme" else None
        if theme is not None and theme.audience and not _is_looked_for(entity, message):
            continue
        if kind in _NAMES and any(low <= entity["start"] and entity["end"] <= high for low, high in left_out):
            continue
        if kind in ("theme", "keyword") and any(low <= entity["start"] < high for low, high in circumstances):
            continue
        if kind == "theme" and _ASKED_FOR.search(message.text[: entity["start"] - message.offset]) and _place(message):
            taken.append(_span(entity))
        elif (
            kind == "term"
            and message.first("refers")
            and _AGENT.search(message.text[: entity["start"] - message.offset])
        ):
            continue
        elif kind in _NAMES:
            found.append((Subject(kind=kind, id=entity["value"], text=_said(message, entity)), _span(entity)))
            taken.append(_span(entity))
        elif kind == "call":
            found.append(
                (
                    Subject(kind="call", id=entity["value"], text=_said(message, entity)),
                    _span(entity),
                )
            )
    searched = [e for e in message.entities if e["entity"] == "topic"]
    leading = [e for e in searched if kb.search.find(str(e["value"]))] or searched[:1]
    for entity in leading:
        if any(entity["start"] < high and low < entity["end"] for low, high in taken):
            continue
        said = str(entity["value"])
        if keys(said):
            found.append((_searched(said, kb), _span(entity)))
    calls = {s.id for s, _ in found if s.kind == "call"}
    if "unknown" in calls:
        found = [(s, at) for s, at in found if s.kind != "call"]
        found.append((Subject(kind="unknown", id="call", text="un autre appel à projets"), (0, 0)))
    return sorted(_without_asides(message, found, kb), key=lambda pair: pair[1])


def _is_looked_for(audience: dict[str, Any], message: Message) -> bool:
    """Whether those whom projects serve are all that a question names: "quels projets pour les citoyens ?"."""
    named = [e for e in message.entities if e["entity"] in _NAMES and e["value"] != audience["value"]]
    which = _WHO.match(message.text[audience["end"] - message.offset :])  # "les gens qui dorment dehors"
    return message.intent in _LOOKED_FOR and not named and not which and not message.first("pronoun")


def _without_asides(message: Message, found: list[Placed], kb: KnowledgeBase) -> list[Placed]:
    """What is named apart from what is waved away, and from who is asking where the question names something."""
    text = message.text
    dismissed = [_place_of(m, message) for m in _DISMISSED.finditer(text)]
    found = [(s, at) for s, at in found if not any(low <= at[0] < high for low, high in dismissed)]
    found = _without_sizes(_without_mistakes(found, message), message)
    meanwhile = [_place_of(m, message) for m in _MEANWHILE.finditer(text)]
    remarks = [(s, at) for s, at in found if any(low <= at[0] < high for low, high in meanwhile)]
    if len(remarks) < len(found):
        found = [(s, at) for s, at in found if (s, at) not in remarks or members(kb, s)]
    found = _of_the_asking(_narrowed(found, message, kb), message, kb)
    introduced = [_place_of(m, message) for m in _INTRODUCED.finditer(text)]
    asked = [(s, at) for s, at in found if not any(low <= at[0] < high for low, high in introduced)]
    kinds = ("organisation", "term") if message.intent in _OF_NOTIONS else ("organisation",)
    if not any(s.is_topical or s.kind in kinds for s, _ in asked):
        whole = _ORDERED & set(message.values("operation")) and not _FOR_ME.search(text)
        selves = [_place_of(m, message) for m in _INTRODUCED.finditer(text) if _I_AM.search(m.group())]
        asked = [(s, at) for s, at in found if not (whole and any(low <= at[0] < high for low, high in selves))]
    kept = [(s, at) for s, at in found if (s, at) in asked or s.kind not in _TOPICS]
    named = any(s.is_topical or s.kind == "organisation" for s, _ in asked)
    return [(s, at) for s, at in kept if (s, at) in asked or not (named and _carries_nothing(s, kb))]


def _without_sizes(found: list[Placed], message: Message) -> list[Placed]:
    """What is named, without the call of "16 projets" where these are supposed of a body or a topic."""
    if not any(s.is_topical or s.kind == "organisation" for s, _ in found):
        return found
    said = {place: message.text[place[0] - message.offset : place[1] - message.offset] for _, place in found}
    return [(s, place) for s, place in found if s.kind != "call" or not _SIZE.match(said[place])]


def _without_mistakes(found: list[Placed], message: Message) -> list[Placed]:
    """What is named, without what is taken back at once: "Bercy, enfin l'Économie"."""
    places = sorted({place for _, place in found})
    taken_back = {first for first, second in pairwise(places) if _CORRECTED.fullmatch(_between(message, first, second))}
    return [(s, place) for s, place in found if place not in taken_back]


def _narrowed(found: list[Placed], message: Message, kb: KnowledgeBase) -> list[Placed]:
    """What is named without what its complement narrows: "l'hébergement des serveurs" is about servers."""
    kinds = ("theme", "keyword", "words")
    wide = [
        (s, at)
        for (s, at), (other, place) in pairwise(sorted(found, key=lambda pair: pair[1]))
        if s.kind in kinds
        and other.kind in ("theme", "keyword")
        and not set(members(kb, s)) & set(members(kb, other))
        and _COMPLEMENT.fullmatch(_between(message, at, place))
    ]
    return [placed for placed in found if placed not in wide]


def _asking(message: Message) -> list[tuple[int, int]]:
    """The places of the sentences that ask."""
    return [(low + message.offset, high + message.offset) for low, high in asking(message.text)]


def _of_the_asking(found: list[Placed], message: Message, kb: KnowledgeBase) -> list[Placed]:
    """What the sentences that ask name; what was told before them counts where they name nothing themselves.

    Of that, a topic says what it is about, rather than words that lead to nothing and bodies that carry nothing.
    """
    places = _asking(message)
    inside = [(s, at) for s, at in found if any(low <= at[0] < high for low, high in places)]
    if inside:  # "Encore nos impôts jetés par les fenêtres ! Combien le fonds a-t-il investi ?"
        cries = [_place_of(m, message) for m in SENTENCE.finditer(message.text) if m.group().rstrip().endswith("!")]
        found = [(s, at) for s, at in found if not any(low <= at[0] < high for low, high in cries)]
    if not any(s.is_topical or s.kind == "organisation" for s, _ in inside):
        topical = any(s.is_topical and members(kb, s) for s, _ in found)
        idle = [s for s, _ in found if s.kind == "unknown" or (topical and _carries_nothing(s, kb))]
        return [(s, at) for s, at in found if (s, at) in inside or not places or s not in idle]
    return [(s, at) for s, at in found if (s, at) in inside or s.kind == "call"]


def _carries_nothing(subject: Subject, kb: KnowledgeBase) -> bool:
    return subject.kind == "organisation" and not kb.carried_by(subject.id)


def _between(message: Message, first: tuple[int, int], second: tuple[int, int]) -> str:
    """The text between two places of a message."""
    return message.text[first[1] - message.offset : second[0] - message.offset]


def _place_of(match: re.Match[str], message: Message) -> tuple[int, int]:
    return match.start() + message.offset, match.end() + message.offset


def _place(message: Message) -> bool:
    """Whether a message asks where, or how many places."""
    return message.intent in ("ask_place", "ask_count") or message.first("unit") == "régions"


def _said(message: Message, entity: dict[str, Any]) -> str:
    return str(entity.get("said") or entity["value"])


def _searched(said: str, kb: KnowledgeBase) -> Subject:
    hits = kb.search.find(said)
    if not hits:
        return Subject(kind="unknown", id=said, text=said)
    return Subject(kind="words", id=" ".join(hit.project for hit in hits), text=said)


def _asked_bounds(message: Message) -> list[dict[str, Any]]:
    """The amounts that may bound what is asked: those of the sentences that ask, where others only remark."""
    found = [e for e in message.entities if e["entity"] == "amount"]
    places = _asking(message)
    inside = [e for e in found if any(low <= e["start"] < high for low, high in places)]
    return inside if places and any(e["entity"] == "wants" for e in message.entities) else found


def _amounts(
    message: Message, wants: tuple[Want, ...], named: Iterable[Subject], granted: frozenset[int]
) -> tuple[Range | None, tuple[int, ...]]:
    """The bounds on amounts that a message sets, or the figures that it takes for true.

    A plain amount is a bound only where it is one of those ``granted`` to projects.
    """
    quantities = message.values("amount")
    ranges = [Range(**e["value"]["range"]) for e in _asked_bounds(message) if e["value"]["range"]]
    plain = tuple(q["euros"] for q in quantities if not q["range"])
    one = [s.kind for s in named] == ["project"]
    if one and len(ranges) == 1 and ranges[0].low is not None and ranges[0].low == ranges[0].high:
        return None, (ranges[0].low,)  # "les fourrières, 2 millions tout rond ?"
    if ranges and "share" not in message.values("operation"):
        merged = ranges[0]
        for other in ranges[1:]:
            merged = Range(
                low=merged.low or other.low, high=merged.high or other.high, strict=merged.strict and other.strict
            )
        return merged, ()
    counts = tuple(_supposed_counts(message)) if Want.COUNT in wants else ()
    if Want.SOURCE in wants or "share" in message.values("operation"):
        return None, plain
    ordered = {"highest", "lowest"} & set(message.values("operation"))
    supposed = bool(ordered and list(named) and message.first("yes_no"))
    of_it = wants in ((), (Want.AMOUNT,)) and bool(message.first("singular") or message.first("yes_no"))
    figure = wants in ((Want.DESCRIPTION,), (Want.UNSAID,)) or not any(p in granted for p in plain)
    alone = not list(named) and bool(message.first("refers")) and not (of_it or figure)
    bounding = (not wants and not of_it) or alone or Want.PROJECTS in wants or (Want.COUNT in wants and not list(named))
    if plain and bounding and not (supposed or one):
        return Range(low=plain[0], high=plain[0]), counts
    return None, plain + counts


def _supposed_counts(message: Message) -> Iterator[int]:
    """The counts that a message takes for true, not those that something is taken from: "sur les 33 lauréats"."""
    for entity in message.entities:
        before = message.text[: max(0, entity["start"] - message.offset)]
        if entity["entity"] == "count" and not _TAKEN_FROM.search(before):
            yield entity["value"]
