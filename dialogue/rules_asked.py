"""Rules for what a clause asks of the fund, its calls and its criteria: dates, people, places, sums."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogue.draft import Draft, Rule, unplaced
from knowledge import KnowledgeBase, Operation, Want
from knowledge.quantities import durations
from knowledge.questions import EXTREMES
from knowledge.records import FUND
from knowledge.stating import ANNOUNCED, DAY
from knowledge.text import phrase

_CRITERIA = phrase(r"\bcrit[èe]res?\b")
# "D'où vient cet argent ?", "de quelle poche ?", "de quel grand programme vient-il ?"
_ORIGIN = phrase(
    r"\b(?:d['’]où|de où|de quelle poche|de quelle caisse|de quel (?:grand )?(?:programme|plan|budget)\w*)\b[^.?!]*\b(?:argent|sous|fric|millions|crédits)\b"
    r"|\b(?:argent|sous|fric|millions|crédits)\b[^.?!]*\b(?:(?:vien|sor|provien|vient|sort)\w* (?:d['’]où|de où|de quelle (?:poche|caisse))|de quelle poche)"
    r"|\bvien\w* d['’]? ?o[uù]\b[^.?!]*\bargent\b"
)
_SELECTIVE = phrase(
    r"\b(?:taux de (?:sélection|réussite|succès|acceptation)|sélecti(?:f|ve|vité)|sévère|exigeant|difficile d['’](?:accès|être)|dur d['’]être)\w*"
)
_WHICH_OR_THAN = phrase(
    r"\b(?:lequel|quel appel|quelle (?:année|vague|fois)|le plus|la plus|plus \w+ (?:au|à la|que|qu))\b|\bqu(?:e|['’])\b"
)
_LASTS = phrase(r"\bdur(?:e|ait|er|era|erait|ée)\b|\bétal\w+|\bque (?:sur|pour|pendant)\b")
_THE_LIST = phrase(r"\b(?:liste|noms) (?:\w+ )?(?:des|de tous les|de ces) (?:\w+ )?lauréats\b")
# "Combien en avait-on déjà investi en novembre 2018 ?", "tout était dépensé fin 2018 ?"
_SPENT = phrase(
    r"\b(?:combien|tout|la totalité|quelle somme)\b[^.?!]*\b(?:investi|dépensé|placé|engagé|distribué|consommé|sorti|versé|parti|décaissé|utilisé)e?s?\b"
    r"|\bdéjà (?:investi|dépensé|placé|engagé|distribué|consommé|versé)"
)
_INVESTED = phrase(r"\bcombien (?:d['’])?(?:investi|dépensé|engagé|distribué)\b")
_BY_THEN = phrase(r"\b(?:en|fin|mi|depuis|courant)[- ](?:\w+ )?2018\b|\bdepuis le début\b")
_WHEN = phrase(r"\b(?:quand|dates?|quel jour|temps|années?|mois|depuis|pourquoi|qui)\b")
_TOTAL_GRANTED = phrase(
    r"\b(?:(?:montant |somme )?totale?|cumul) (?:versé|accordé|octroyé|attribué|alloué|distribué|des (?:aides|subventions|montants|sommes))"
)
_FULL_NAME = phrase(
    r"\bnoms? (?:complet|entier|exact|en entier)s?\b|\b(?:sigle|acronyme|initiales)\b|\b(?:veut dire|signifie)\b"
)
_LETTERS = phrase(r"\b(?:sigle|acronyme|initiales|lettres|abréviation)s?\b")
_AGAINST = phrase(r"\b(?:contre|versus|vs|face à|comparé\w* à)\b")
_OWN_MINISTRY = phrase(r"\b(?:son|leur) (?:propre )?ministère\b")
_SITS = phrase(r"\bsi[èe]g\w*|\b(?:fai\w+|font) (?:bien |aussi )?partie\b|\bmembres?\b|\bpr[ée]sent\w*\b")
_WHO_SAYS = phrase(r"\bqui (?:a )?(?:sign|prononc|di[ts]\b|parl|tient|tenu)\w*|\bde qui\b")
_CHOSEN = phrase(r"\b(?:choisi|sélectionné|tranché|arrêté la liste|délibéré)e?s?\b")
_ONLY_THERE = phrase(
    r"\bn(?:e |['’])[^.?!]*\bque (?:dans|chez|pour|par|sur)\b|\b(?:seulement|uniquement|exclusivement) (?:dans|chez|pour)\b"
)
_ONE_EURO = phrase(r"\b(?:un|1|chaque) (?:seul )?(?:euro|€)|\b1 ?€")
_WHAT_IT_IS = phrase(
    r"\b(?:(?:c['’ ]?est|sait|cé) quoi|qu['’]est[- ]ce que(?: c['’]est que)?|que (?:signifie|veut dire)|kesako)\b[^.?!,]{0,14}\b(?:ftap|fonds)\b(?=\W*$|\W*[?.!,]| (?:dont|au juste|exactement|qui|que|en fait|déjà|en clair|stp|svp)\b)"
    r"|\b(?:ftap|fonds)\b[^.?!]{0,80}\b(?:sigle|c['’ ]?est quoi|ce que c['’]est|ça veut dire quoi|kesako)\b"
)
_THEIR_NAMES = phrase(r"\b(?:leurs|les|quels) noms\b|\blesquels\b|\bqui (?:sont|est|donc)\b")
# "Le bien-être des agents était-il un élément du choix ?"
_JUDGED = phrase(
    r"\b(?:départag\w+|examen des (?:dossiers|candidatures|projets)|pris\w* en compte|(?:élément|facteur) d[eu] choix|(?:entr|rentr|pes|jou|compt)\w* dans (?:la |leur |l['’])?(?:note|notation|évaluation|calcul)|dans (?:le choix|la sélection|la balance)"
    r"|chances? d['’]être|partai(?:t|ent) perdants?|(?:pouvai\w+|pourrai\w+|peut|peuvent)[- ](?:il |elle |ils |elles |espérer )*être (?:retenu|choisi|sélectionn))\w*"
)
_BY_WHAT = phrase(
    r"\b(?:économi\w+|gagner|rentab\w+|retour sur|usagers?|conditions? de travail|confort d[eu] travail|bien-être|gouvernance|novateurs?|innovants?|stratégi\w+|conduite de projet)\b"
)
_WHICH = phrase(r"\b(?:quel(?:le)?s? (?:projets?|lauréats?|ministères?)|lesquels?|combien|liste)\b")
_OF_AN_EVENT = ((), (Want.CRITERIA,), (Want.UNSAID,), (Want.PROJECTS,), (Want.DESCRIPTION,), (Want.PLACE,))
AIMED = phrase(
    r"\b(?:ne |n['’])[^.?!]{1,40}? que? (?:les?|la|des|du|aux|pour|l['’])(?= ?\w)|\b(?:seulement|uniquement|ouverte?s?|réservée?s?|accessibles?|destinée?s?|exclusivement)\b"
)
# "… ont été dévoilés à VivaTech, c'est bien ça ?"
_AT_AN_EVENT = re.compile(
    r"(?i:\b(?:annonc|dévoil|devoil|proclam|présent|present|révél|revel|donn|remis)\w* (?:\w+ ){0,4}?(?:à|au|lors d[eu]|pendant|durant) (?:l['’]|la |le |les )?)(?:[A-ZÉ]|(?i:viva ?tech|salon|web summit|forum|palais|élysée|matignon|sénat))"
)
_PAYS_FOR_IT = phrase(
    r"\b(?:payé|financé|subventionné|soutenu|aidé|pris en charge)e?s? (?:\w+ )?(?:par|grâce (?:à|au)) (?:le |ce |vot(?:re)? )?(?:ftap|fonds)\b"
    r"|\b(?:le |ce )?(?:ftap|fonds) (?:\w+ )?(?:paye?|paie|finance|subventionne|soutient|aide)\b(?! (?:quoi|koi|combien))"
)


def length_of_the_fund(draft: Draft) -> Draft:
    """How long the fund lasts is told with its dates: "comment se fait-il que le fonds ne dure que 3 ans ?"."""
    of_fund = draft.kinds == {"term"} and [s.id for s in draft.named] == [FUND]
    guessed = draft.wants in ((Want.CRITERIA,), (Want.UNSAID,), (Want.DESCRIPTION,), (Want.PROJECTS,))
    lasts = of_fund and guessed and draft.says(_LASTS) and bool(durations(draft.text))
    return replace(draft, wants=(Want.DATE,), operation=None) if lasts else draft


def what_the_fund_is(draft: Draft) -> Draft:
    """What the fund is: what stands around it is a circumstance: "c'est quoi ce FTAP dont on parle au bureau ?"."""
    of_fund = any(s.id == FUND for s in draft.named)
    asked = of_fund and draft.says(_WHAT_IT_IS) and draft.wants == (Want.DESCRIPTION,)
    letters = of_fund and draft.says(_LETTERS)  # "les quatre lettres F T A P, ça se déplie comment ?"
    return replace(draft.only("term"), wants=(Want.DESCRIPTION,)) if asked or letters else draft


def paid_for_by_the_fund(draft: Draft) -> Draft:
    """Whether the fund pays for something asks for its projects: "Parcoursup, c'est payé par le fonds ?"."""
    guessed = draft.wants in ((Want.DESCRIPTION,), (Want.UNSAID,)) and draft.missing is None and not draft.operation
    named = any(s.is_topical for s in draft.named) and any(s.id == FUND for s in draft.named)
    if not (guessed and named and draft.says(_PAYS_FOR_IT)) or draft.message.values("wants"):
        return draft
    return replace(draft, wants=(Want.PROJECTS,), placed=tuple((s, at) for s, at in draft.placed if s.id != FUND))


def spent_so_far(draft: Draft) -> Draft:
    """How much was spent by a date is an amount of the fund: "combien en avait-on déjà investi en novembre 2018 ?"."""
    guessed = draft.wants in ((Want.DATE,), (Want.PEOPLE,), (Want.COUNT,), (Want.UNSAID,)) and draft.unit is None
    guessed = guessed or (
        draft.wants == (Want.PROJECTS,) and draft.says(_INVESTED)
    )  # "on en est à combien d'investi ?"
    guessed = guessed or (draft.wants == (Want.AMOUNT,) and not draft.named and draft.says(_BY_THEN))
    whole = draft.kinds <= {"term", "call"} and not draft.claims and draft.operation in (None, Operation.SUM)
    if not (guessed and whole) or not draft.says(_SPENT) or draft.says(_WHEN):
        return draft
    return replace(draft, wants=(Want.AMOUNT,), placed=unplaced("term", FUND), missing=None, operation=None)


def total_granted(draft: Draft) -> Draft:
    """The total that was granted is an amount: "je dois inscrire le total versé aux lauréats de novembre"."""
    guessed = draft.wants in ((Want.PROJECTS,), (Want.UNSAID,), (Want.DESCRIPTION,))
    return replace(draft, wants=(Want.AMOUNT,), operation=None) if guessed and draft.says(_TOTAL_GRANTED) else draft


def ministry_of_the_person(draft: Draft) -> Draft:
    """Of a person's own ministry, what it has is asked: "Darmanin a eu combien pour son propre ministère ?"."""
    calls = tuple(placed for placed in draft.placed if placed[0].kind == "call")
    alone = [s.id for s in draft.named if s.kind != "call"]
    person = alone[0] if len(alone) == 1 and draft.kinds <= {"term", "call"} else None
    if person not in draft.kb.with_people or not draft.says(_OWN_MINISTRY) or draft.wants == (Want.PEOPLE,):
        return draft
    bodies = {body for f in draft.kb.facts if f.about == person for body in f.organisations}
    own = tuple(body for body in bodies if draft.kb.carried_by(body))
    return replace(draft, placed=(*unplaced("organisation", *own), *calls)) if len(own) == 1 else draft


_ROLE = phrase(r"\b(?:rôle|place|fonction)\b")


def _members(kb: KnowledgeBase) -> set[str]:
    """The bodies that the announcements tell of as members of the committee, and that carry no project."""
    return {o.id for o in kb.organisations.values() if o.kind != "absent" and not kb.carried_by(o.id)}


def on_the_committee(draft: Draft) -> Draft:
    """Whether a body sits on the committee is a matter of its members: "la Cour des comptes y siège ?"."""
    if draft.wants == (Want.PEOPLE,) and {"comite", FUND} <= {s.id for s in draft.named}:
        return replace(draft, aside=draft.aside | {s for s in draft.named if s.id == FUND})  # "copil du fonds = qui ?"
    members = {s.id for s in draft.named if s.kind == "organisation"} & _members(draft.kb)
    if members and draft.wants in ((Want.PEOPLE,), (Want.DESCRIPTION,)) and draft.says(_ROLE):
        return replace(draft, wants=(Want.PEOPLE,), placed=unplaced("term", "comite"))  # "le rôle de la DITP ?"
    sits = any(s.id == "comite" for s in draft.named) and "organisation" in draft.kinds and draft.says(_SITS)
    return replace(draft.only("term"), wants=(Want.PEOPLE,), missing=None, operation=None) if sits else draft


def who_is_quoted(draft: Draft) -> Draft:
    """Who said what is quoted, rather than what was said: "qui signe la citation de juin ?"."""
    asked = draft.wants == (Want.QUOTE,) and draft.says(_WHO_SAYS)
    return replace(draft.only("call", "term"), wants=(Want.PEOPLE,)) if asked else draft


def chosen_when(draft: Draft) -> Draft:
    """When laureates were chosen is when the committee met: "quand ont-ils choisi les lauréats ?"."""
    asked = (
        draft.wants == (Want.DATE,) and draft.kinds <= {"call"} and draft.says(_CHOSEN) and not draft.says(ANNOUNCED)
    )
    return replace(draft, placed=(*draft.placed, *unplaced("term", "comite"))) if asked else draft


def day_of_the_committee(draft: Draft) -> Draft:
    """A day that the committee is supposed to have met is checked: "le comité s'est tenu le 31 octobre ?"."""
    supposed = draft.wants == (Want.COUNT,) and "count" not in draft.message.values("wants")
    dated = (draft.wants == (Want.PEOPLE,) or supposed) and any(s.id == "comite" for s in draft.named)
    return replace(draft, wants=(Want.DATE,), unit=None) if dated and DAY.search(draft.text) else draft


def nowhere_else(draft: Draft) -> Draft:
    """What is supposed of one project alone is asked of all: "l'IA ne sert que dans le projet pour les étrangers ?"."""
    topic = [s for s in draft.named if s.kind == "theme"]
    one = [s for s in draft.named if s.kind in ("project", "keyword", "organisation")]
    only = len(topic) == len(one) == 1 and draft.says(_ONLY_THERE) and draft.wants != (Want.AMOUNT,)
    if not only or draft.operation is not None:
        return draft
    return replace(draft, wants=(Want.PROJECTS,), aside=draft.aside | set(one))


def target_told(draft: Draft) -> Draft:
    """What one euro is to save is a criterion, not a result: "pour un euro investi, on espère économiser combien ?"."""
    of_target = draft.missing == "outcome" and draft.says(_ONE_EURO)
    if not of_target:
        return draft
    criteria = unplaced("term", "criteres")
    return replace(draft, wants=(Want.CRITERIA,), missing=None, placed=criteria, claims=(), operation=None)


def names_of_sharers(draft: Draft) -> Draft:
    """Those who share a project are named, where their names are asked for: "ils sont plusieurs à se la partager. Leurs noms ?"."""
    asked = draft.missing == "split" and draft.says(_THEIR_NAMES) and "project" in draft.kinds
    return replace(draft, wants=(Want.CARRIER,), missing=None, operation=None) if asked else draft


def laureates_listed(draft: Draft) -> Draft:
    """What is known of the laureates of a call is listed: "la liste complète des 17 lauréats du premier appel"."""
    asked = draft.wants == (Want.UNSAID,) and draft.kinds == {"call"} and draft.missing is None
    return replace(draft, wants=(Want.PROJECTS,)) if asked and draft.says(_THE_LIST) else draft


def cost_told(draft: Draft) -> Draft:
    """A grant that is told and wondered at asks for no procedure: "10 millions pour déclarer un don, cher le formulaire !"."""
    told = (
        draft.missing == "applying" and draft.message.first("amount") and draft.kinds & {"project", "keyword", "theme"}
    )
    return replace(draft, wants=(Want.AMOUNT,), missing=None) if told else draft


def criteria_of_all(draft: Draft) -> Draft:
    """Criteria are those of all, whoever asks: "pour un mémoire à Sciences Po : sur quoi le jury se fondait-il ?"."""
    idle = {s for s in draft.named if s.kind == "organisation" and not draft.kb.carried_by(s.id)}
    asked = draft.wants == (Want.CRITERIA,) and "criteria" in draft.message.values("wants")
    return replace(draft, aside=draft.aside | idle) if asked and idle else draft


def origin_of_money(draft: Draft) -> Draft:
    """Where the fund's money comes from, what is told of the fund says: "il sort de quelle poche, cet argent ?"."""
    of_fund = draft.kinds <= {"term", "call"} and draft.says(_ORIGIN)
    granted = {e["euros"] for e in draft.message.values("amount")} & draft.kb.granted_euros
    if granted:
        return draft  # "vos 13,4 millions, ils viennent d'où ?"
    if not of_fund or draft.wants not in (
        (Want.UNSAID,),
        (Want.SOURCE,),
        (Want.AMOUNT,),
        (Want.PEOPLE,),
        (Want.DESCRIPTION,),
    ):
        return draft
    placed = unplaced("term", FUND)
    return replace(draft, wants=(Want.DESCRIPTION,), placed=placed, operation=None, missing=None)


_EACH_CALL = phrase(r"\bchaque (?:appel|fois)\b|\bchacun des (?:deux )?appels\b")


def rates_compared(draft: Draft) -> Draft:
    """Which call was the most selective is a matter of the rates of all: "lequel était le plus sévère ?"."""
    whole = draft.kinds <= {"call", "term"} and draft.says(_SELECTIVE) and draft.wants != (Want.CRITERIA,)
    against = draft.names_calls and draft.says(_AGAINST)  # "taux de sélection : premier appel contre second"
    each = draft.operation is Operation.SHARE and draft.says(_EACH_CALL)  # "le taux de réussite de chaque appel ?"
    if not whole or not (
        against or each or draft.says(_WHICH_OR_THAN) or draft.operation in (Operation.COMPARE, *EXTREMES)
    ):
        return draft
    calls = unplaced("call", *(call.id for call in draft.kb.calls_in_order()))
    return replace(draft, wants=(Want.AMOUNT,), operation=Operation.COMPARE, placed=calls, missing=None, unit=None)


def rank_among_all(draft: Draft) -> Draft:
    """A place among all calls where another is counted too: "à quel rang, si l'on compte aussi le premier appel ?"."""
    added = draft.operation is Operation.RANK and draft.message.first("added") and draft.kinds - {"call", "term"}
    return replace(draft, aside=draft.aside | {s for s in draft.named if s.kind == "call"}) if added else draft


def figure_in_doubt(draft: Draft) -> Draft:
    """Of a figure that is doubted, it is asked whether it is right: "13,4 millions ? Vous êtes sûr de ce chiffre ?"."""
    if draft.wants == (Want.SOURCE,) and draft.operation is Operation.SUM and draft.kinds == {"call"}:
        return replace(
            draft, wants=(Want.AMOUNT,)
        )  # "quand j'additionne les seize je tombe sur 68,6, où est l'erreur ?"
    if draft.wants != (Want.SOURCE,) or not draft.message.first("doubt"):
        return draft
    if draft.named and draft.message.first("amount"):
        return replace(draft, wants=(Want.AMOUNT,))
    if draft.message.first("count"):
        return replace(draft, wants=(Want.COUNT,))
    of_a_topic = draft.kinds == {"theme"} or draft.kinds == {"keyword"}  # "le passeport, vous êtes sûr qu'il y est ?"
    return replace(draft, wants=(Want.PROJECTS,)) if of_a_topic else draft


def sum_of_its_body(draft: Draft) -> Draft:
    """Of the body that carries it, the sum is asked: "et le total obtenu par le ministère qui le porte ?"."""
    summed = draft.operation is Operation.SUM or draft.wants_amount
    body = draft.wants == (Want.CARRIER,) and bool(draft.message.first("body")) and not draft.named
    return replace(draft, wants=(Want.AMOUNT,)) if body and summed else draft


def criteria_compared(draft: Draft) -> Draft:
    """The criteria of calls are told, not weighed: "critères du 1er et du 2e appel, pareils ?"."""
    calls = draft.kinds <= {"call", "term"} and draft.operation is Operation.COMPARE
    return replace(draft, wants=(Want.CRITERIA,), operation=None) if calls and draft.says(_CRITERIA) else draft


def criteria_in_other_words(draft: Draft) -> Draft:
    """What was weighed in the choice is told with the criteria: "un dossier sans économies avait-il la moindre chance ?"."""
    judged = draft.says(_JUDGED) and draft.says(_BY_WHAT) and not draft.says(_WHICH)
    if not judged or draft.kinds & {"project"} or draft.operation is Operation.COMPARE:
        return draft
    return replace(draft.only("call", "term"), wants=(Want.CRITERIA,), operation=None, missing=None)


def place_of_an_event(draft: Draft) -> Draft:
    """Where laureates were announced is told, whatever is asked of it.

    "Les lauréats ont été dévoilés à Lyon", "pourquoi avoir choisi Lyon pour dévoiler les lauréats ?".
    """
    of_event = "region" in draft.kinds and draft.wants in _OF_AN_EVENT and draft.says(ANNOUNCED)
    nothing_else = draft.kinds <= {"call", "term"} and FUND not in {s.id for s in draft.named}
    elsewhere = bool(draft.message.first("yes_no")) and nothing_else and draft.says(_AT_AN_EVENT)
    return replace(draft, wants=(Want.PLACE,)) if of_event or elsewhere else draft


def aimed_at(draft: Draft) -> Draft:
    """For whom a project is, its description tells: "pourquoi la plateforme est-elle réservée aux particuliers ?"."""
    one = len(draft.named) == 1 and draft.kinds <= {"project", "keyword"} and draft.missing is None
    guessed = draft.wants in ((Want.UNSAID,), (Want.CRITERIA,)) and not draft.says(_CRITERIA)
    return replace(draft, wants=(Want.DESCRIPTION,)) if one and guessed and draft.says(AIMED) else draft


def criteria_anywhere(draft: Draft) -> Draft:
    """Criteria are those of no region by itself, nor who weighs them: "sur quels points le jury notait-il ?"."""
    if draft.wants != (Want.CRITERIA,):
        return draft
    if any(s.id == "comite" for s in draft.named) and not draft.kinds & {"project", "organisation"}:
        jury = {s for s in draft.named if s.id == "comite" or s.kind in ("keyword", "theme", "words")}
        return replace(draft, aside=draft.aside | jury)
    alone = {s for s in draft.named if s.kind == "region" and not any(o.is_topical for o in draft.named if o != s)}
    return replace(draft, aside=draft.aside | alone)


_TEXT = r"(?:chiffre|montant|texte|document|donnée|information|info|source|article|communiqué)s?"
_TEXT_DATED = phrase(
    rf"\b(?:ce|cette|ces|le|les|votre|vos|tes|ton) {_TEXT} (?:\w+ )?dat\w+\b|\bquand dat\w+ (?:ce|cette|ces|le|la|les|votre|vos) {_TEXT}"
    rf"|\bdat\w+ de quand,? (?:ce|cette|ces|le|la|votre|vos) {_TEXT}"
)


def date_of_a_text(draft: Draft) -> Draft:
    """When a figure or a text dates from is where it comes from: "ce chiffre date de quand ?"."""
    asked = draft.wants == (Want.DATE,) and draft.says(_TEXT_DATED)
    return replace(draft, wants=(Want.SOURCE,)) if asked else draft


def full_name(draft: Draft) -> Draft:
    """The full name of a body stands in what is told of its projects: "quel est le nom complet de la DIHAL ?"."""
    asked = (
        draft.kinds == {"organisation"} and draft.wants in ((Want.PEOPLE,), (Want.UNSAID,)) and draft.missing is None
    )
    return replace(draft, wants=(Want.DESCRIPTION,)) if asked and draft.says(_FULL_NAME) else draft


ASKED: tuple[Rule, ...] = (
    full_name,
    date_of_a_text,
    length_of_the_fund,
    what_the_fund_is,
    paid_for_by_the_fund,
    spent_so_far,
    total_granted,
    ministry_of_the_person,
    on_the_committee,
    who_is_quoted,
    chosen_when,
    day_of_the_committee,
    nowhere_else,
    target_told,
    names_of_sharers,
    laureates_listed,
    cost_told,
    criteria_of_all,
    origin_of_money,
    rates_compared,
    rank_among_all,
    figure_in_doubt,
    sum_of_its_body,
    criteria_compared,
    criteria_in_other_words,
    place_of_an_event,
    aimed_at,
    criteria_anywhere,
)
