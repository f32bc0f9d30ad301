"""What is asked of amounts and numbers where another intent was read, and what is no such question."""

from __future__ import annotations

from nlu.reading_of_intent import MY, Reading, Rule

_LINKS = frozenset("ce qui nous leur lui vous fait un total de en au somme ca donne donc".split())
# More than these are counted for their own sake.
_MANY = 100
_MONEY = frozenset(
    "argent thune thunes tune tunes fric sous ble pognon oseille flouze maille euros millions balles".split()
)
_COSTS = frozenset("coute coutent coutera couteront coutait cout".split())
_GONE = frozenset("depense depenses distribue distribues parti partis epuise utilise consomme verse".split())
_SPANS = frozenset("temps mois jours dure duree".split())
_OBTAINED = frozenset("obtenu obtenus demande demandait demandaient reclame reclamaient sollicite".split())
_RATES = frozenset("reussite selection succes acceptation".split())
_CITE = frozenset("donne donnez donner cite citez citer liste listez lister enumere enumerez montre montrez".split())
_RECEIVED = frozenset(
    "touche touches recupere gagne empoche decroche rafle recu recue recus obtenu accorde octroye attribue alloue percu".split()
)
_MORE_OR_LESS = frozenset({"plus", "moins", "ecart", "difference"})
_NOT_OURS = ("personal_procedure", "out_of_scope")
_LISTED = frozenset("lesquels quels intitules noms liste quoi".split())


def added_up(reading: Reading) -> str | None:
    """A sum is one of amounts: "les deux font combien ensemble ?", "ce qui nous fait un total de ?"."""
    if "sum" not in reading.operations:
        return None
    alone = reading.intent == "out_of_scope" and (reading.holds("number") or not reading.left - _LINKS)
    return "ask_amount" if alone or reading.intent == "nlu_fallback" else None


def figures_noted(reading: Reading) -> str | None:
    """Figures of a call are counted, not quoted: "122 dossiers, de 15 ministères… Je garde ma phrase ?"."""
    noted = reading.intent == "ask_quote" and reading.holds("count") and reading.holds("call")
    return "ask_count" if noted and not reading.holds("term") else None


def parts_remembered(reading: Reading) -> str | None:
    """So many are counted, whatever else is said: "pour 90 000 agents, si je me souviens bien"."""
    return "ask_count" if reading.intent == "nlu_fallback" and reading.holds("count") and reading.has_parts else None


def parts_not_money(reading: Reading) -> str | None:
    """How many is not how much: "elle est prévue pour combien de fonctionnaires ?"."""
    parts = reading.intent == "ask_amount" and reading.has_parts and "combien" in reading.others
    return "ask_count" if parts and reading.unsure and not reading.says(_MONEY | _COSTS) else None


def gap_said(reading: Reading) -> str | None:
    """So much more is the gap between two: "400 000 de plus quoi"."""
    said = reading.intent in ("out_of_scope", "affirm") and reading.holds("amount") and reading.says(_MORE_OR_LESS)
    return "ask_comparison" if said and not reading.has_name else None


SAID: tuple[Rule, ...] = (gap_said, added_up, figures_noted, parts_remembered, parts_not_money)


def many_parts(reading: Reading) -> str | None:
    """So many are wondered at: "la plateforme concerne 9 000 agents ?"."""
    described = reading.intent in ("ask_unsaid", "ask_description") and reading.has_parts and not reading.wanted
    many = any(e["entity"] == "count" and e["value"] > _MANY for e in reading.entities)
    return "ask_count" if described and many else None


def parts_followed(reading: Reading) -> str | None:
    """A follow-up may count so many: "pour 90 000 agents ?"."""
    return "ask_count" if reading.intent == "follow_up" and reading.holds("count") and reading.has_parts else None


def number_told(reading: Reading) -> str | None:
    """Numbers are told: "combien de personnes y auraient accès ?", "combien n'ont pas été retenus ?"."""
    counted = reading.intent == "ask_unsaid" and "count" in reading.wanted
    parts = reading.has_parts and not reading.holds("unsaid")
    return "ask_count" if counted and (parts or ("unsaid", "refused") in reading.found) else None


def all_spent(reading: Reading) -> str | None:
    """What is left of the money is asked: "tout a déjà été dépensé fin 2018 ?", "les 700 millions, tout est parti ?"."""
    if not reading.unsure or reading.wanted:
        return None
    gone = reading.intent in ("ask_date", "ask_people") and "tout" in reading.others and reading.says(_GONE)
    sum_told = reading.intent == "ask_date" and reading.holds("amount") and not reading.says(_SPANS)
    return "ask_amount" if gone or sum_told else None


def those_added_up(reading: Reading) -> str | None:
    """What was listed is added up: "mettez-les bout à bout"."""
    added = reading.intent == "out_of_scope" and reading.unsure and ("operation", "sum") in reading.found
    return "follow_up" if added and reading.holds("those") else None


def number_wondered(reading: Reading) -> str | None:
    """A number without money is no amount: "il a bien retenu dix-sept dossiers ?"."""
    wondered = reading.intent == "ask_amount" and reading.holds("count") and reading.holds("yes_no")
    return "ask_count" if wondered and not (reading.wanted or reading.holds("amount")) else None


def criteria_told(reading: Reading) -> str | None:
    """Criteria are told: "sur quoi se basait-on pour départager les candidats ?"."""
    return "ask_criteria" if reading.intent == "ask_unsaid" and reading.wanted == {"criteria"} else None


def share_told(reading: Reading) -> str | None:
    """A share of what is told is told: "quelle part revient à l'IGN là-dedans ?"."""
    guessed = reading.intent == "ask_unsaid" or (reading.intent == "ask_criteria" and reading.unsure)
    share = guessed and "share" in reading.operations
    of_told = reading.unsure or reading.holds("whole", "call", "amount") or reading.says(_RATES | _OBTAINED)
    return "ask_comparison" if share and of_told else None


WONDERED: tuple[Rule, ...] = (
    many_parts,
    parts_followed,
    number_told,
    all_spent,
    number_wondered,
    criteria_told,
    share_told,
)


def files_counted(reading: Reading) -> str | None:
    """Files are counted: "j'ai noté septante dossiers au second appel, c'est juste ?"."""
    files = reading.unsure and ("unit", "dossiers") in reading.found and not reading.wanted
    return "ask_count" if files and not reading.holds("unsaid", "amount", "refers") else None


def how_much(reading: Reading) -> str | None:
    """Words ask how much: "il restait donc combien à cette date ?", "ils se partagent combien de thunes ?"."""
    if reading.wanted != {"amount"}:
        return None
    of_money = reading.intent in ("ask_count", "ask_unsaid") and reading.says(_MONEY) and not reading.holds("amount")
    elsewhere = reading.intent in ("ask_date", "ask_people", "ask_place") and not reading.says(_SPANS)
    return "ask_amount" if of_money or elsewhere else None


def listed_with_amounts(reading: Reading) -> str | None:
    """Projects are listed with their amounts: "donne-moi les seize avec leurs montants"."""
    listed = reading.intent == "ask_amount" and "projects" in reading.wanted and reading.says(_CITE)
    return "ask_projects" if listed and not reading.holds("project", "amount") else None


def how_many(reading: Reading) -> str | None:
    """Words ask how many, and of what: "elle s'adresse à combien de monde ?"."""
    counted = reading.intent == "ask_amount" and "count" in reading.wanted and reading.has_parts
    bodies = reading.intent == "ask_amount" and reading.unsure and reading.wanted == {"count"} and reading.holds("call")
    counted = counted or (bodies and reading.holds("unit"))  # "à combien de ministères s'y sont-ils mis ?"
    return "ask_count" if counted and not reading.holds("amount") else None


def full_cost(reading: Reading) -> str | None:
    """A full cost is an amount: "pour un coût total de projets de combien ?"."""
    guessed = reading.intent == "ask_projects" and reading.unsure and "projects" not in reading.wanted
    asked = guessed or reading.intent in ("ask_count", "ask_unsaid")
    return "ask_amount" if asked and ("unsaid", "full_cost") in reading.found else None


def that_one_priced(reading: Reading) -> str | None:
    """Of one thing how much is asked, not how many: "et celui de la formation, combien ?"."""
    bare = reading.intent == "ask_count" and reading.wanted == {"amount"} and not reading.holds("unit", "count")
    of_one = bare and ((reading.says({"celui", "celle"}) and reading.has_topic) or reading.holds("other"))
    return "ask_amount" if of_one else None


COUNTED: tuple[Rule, ...] = (files_counted, how_much, listed_with_amounts, how_many, full_cost, that_one_priced)


def received(reading: Reading) -> str | None:
    """What was received is told: "et les Armées, elles ont décroché combien ?"."""
    told = reading.intent == "ask_unsaid" and reading.wanted == {"amount"} and not reading.holds("unsaid")
    return "ask_amount" if told and reading.says(_RECEIVED) else None


def told_of_a_name(reading: Reading) -> str | None:
    """Of a name, the likeliest that is told is asked: "l'Assurance maladie a-t-elle été retenue ?"."""
    told = reading.intent == "ask_unsaid" and reading.unsure and reading.has_name and not reading.holds("unsaid")
    of_ours = reading.intent in ("ask_unsaid", "out_of_scope") and reading.unsure and reading.holds("organisation")
    if of_ours and reading.says(_RECEIVED) and not reading.holds("unsaid"):
        return "ask_amount"  # "l'armée a touché un billet ?"
    own = told and reading.says(MY) and reading.topics and not reading.holds("project", "organisation", "keyword")
    not_ours = (intent for intent in reading.ranked[:3] if own and intent in _NOT_OURS)
    likeliest = reading.told_first(reading.intent) if told else None
    return next(not_ours, likeliest)  # "pourquoi mon impôt a-t-il augmenté ?" is not ours


def criteria_counted(reading: Reading) -> str | None:
    """Criteria are counted, unless which is asked: "il y a combien de critères de sélection ?"."""
    counted = reading.intent == "ask_criteria" and ("unit", "critères") in reading.found
    return "ask_count" if counted and not (reading.says(_LISTED) or reading.holds("count")) else None


TOLD: tuple[Rule, ...] = (those_added_up, received, told_of_a_name, criteria_counted)
