"""Questions about the one project spoken of: "y a de l'IA dedans ?", "c'est pour qui ?", "de quel appel ?"."""

from __future__ import annotations

from dataclasses import replace

from dialogue.follow_up import BENEFICIARIES
from dialogue.memory import Memory, Told
from dialogue.money import PAYER
from dialogue.pointing import Pointing
from dialogue.referents import is_fragment
from dialogue.rules_asked import AIMED
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.premises import IS_OF
from knowledge.questions import EXTREMES, OF_A_THING
from knowledge.records import FUND
from knowledge.selection import members
from knowledge.sums import REMAINS
from knowledge.text import phrase

# What one asks of the thing spoken of, where nothing else is named.
OF_ONE = (Want.AMOUNT, Want.DATE, Want.PLACE, Want.CARRIER)
# How many turns back a project may have been spoken of that is named again by its topic.
_BACK = 5
_NEVER_CONTENTS = ((), (Want.UNSAID,), (Want.COUNT,), (Want.SOURCE,), (Want.PROJECTS,))
_ANY_OTHER = phrase(r"\b(?:autres?|seule?s?|un pour|une pour|ceux|celles)\b")
_OF_EACH = tuple((want,) for want in OF_ONE)
SEVERAL = phrase(r"\b(?:le|la|les)?quel|\bqui\b")
_FOR_ONE = phrase(r"\b(?:la|le|ce|cette) \w+ (?:pour|à|aux) (?:un|une|les|des) ")
_INSIDE = phrase(
    r"\bdedans\b|^\W*(?:et |mais )?y (?:emploie|utilise|trouve|recour[ts]|parle|est[- ]il question)\w*\b|\b(?:l['’]annonce|le texte|on|ça|ca|il|elle) (?:en )?(?:parle|mentionne|cite|évoque)\w*\b|^\W*(?:et )?avec\b.*\b(?:j['’]imagine|je suppose|non|hein)\W*$"
    r"|^\W*(?:(?:et|mais|est[- ]ce qu['’e]?) ?)?(?:il|elle|ça|ca|cela|ce projet)s? (?:s['’])?"
    r"(?:utilise|emploie|exploite|recour[ts]|fait appel|appuie|repose|contient|comporte|inclut|intègre|mobilise|fait (?:du|de la|de l))\w*\b"
)
# What a project itself has so many of.
OF_A_PROJECT = ("agents", "directions", "régions", "volets", "personnes")
_ANOTHER = phrase(r"\b(?:un|d['’ ]|quels?|quel) ?autres? (?:projets?|lauréats?)\b")
_ROUND = phrase(
    r"^\W*(?:et |donc )?pour (?:environ |près de )?[\d,. ]*\d (?:millions?|m€|euros?|€)\W*$|^\W*(?:c['’]est |donc )?[\d,. ]*\d (?:millions?|m€|euros?|€) (?:tout rond|pile|exactement)\W*$"
)
# "C'est pas 2,1 plutôt ?"
RATHER = phrase(
    r"\bm['’]a[- ]t[- ]on dit\b|\b(?:on m['’]a|j['’]ai) (?:dit|lu|entendu)\b|\bparaît-il\b|\bdit-on\b|\bplut[oô]t\b|\bje (?:croyais|pensais)\b|^\W*(?:c['’ ]?(?:est|était) )?(?:ce n['’]est )?pas (?:\w+ )?\d"
)
# "Et ça dépasse 2 millions ?": the one spoken of.
_DOES_IT = phrase(
    r"\b(?:financement|budget|montant|coût) de ce projet\b|^\W*(?:(?:et|mais|donc|alors|bon) )?(?:est[- ]ce (?:que |qu['’]))?(?:ça|ca|cela|ils?(?! y)|elles?|on lui|c['’]est|(?:le|son|leur) (?:budget|montant|financement|coût)|(?:la|sa|leur) (?:somme|subvention|dotation))\b"
)
_THE_ONLY_ONES = phrase(r"\b(?:le|la|les) seule?s?\b")
# "Y en a-t-il qui ont eu plus ?"
_MORE_THAN_IT = phrase(
    r"\b(?:un|d['’]autres?|des) (?:projets?|lauréats?) (?:encore |bien )?(plus|moins) (?:cher|gros|dot|finance|important)\w* que (?:celui|celle|lui|elle|ça|cela|ce)\b|"
    r"\b(?:y en a|qui|d['’]autres|certains|quelqu['’]un|un seul|aucun)\b.*\b(?:eu|reçu|touché|obtenu|gagné|a|ont) "
    r"(?:encore |bien |beaucoup |même )?(plus|moins|davantage)(?:\W+(?:les deux appels|tous appels|tout appel)\b.*)?\W*$"
)
_AGAINST = phrase(
    r"\b(?:par rapport|à côté|comparé\w*|face|comparativement|contre) (?:à|aux?|du|des?|d['’]|l[ea]s?|l['’])(?=\W|\w)"
)
_OBTAINED = phrase(r"\b(?:obtenu|reçu|eu|touché|décroché|gagné|empoché)e?s?\b")
_WHICH = phrase(r"\b(?<!ce )(?:le quel|la quelle|les quels|projets?|lauréats?|lequel|lesquels?|quels?|ceux|celui)\b")
# So many projects can be told one by one.
_FEW = 4
# "Y aura des gens virés aux guichets à cause de lui ?"
_BECAUSE_OF_IT = phrase(r"\b(?:à cause|grâce|avec l['’]aide) (?:de |d['’]|à )?(?:lui|elle|ça|cela)\b")
_WHICH_CALL = phrase(r"\bquel(?:le)? (?:appel|vague|session|édition)\b")
# What "quel appel ?" is misread as.
_GUESSED = ((), (Want.UNSAID,), (Want.PLACE,), (Want.DATE,), (Want.PEOPLE,), (Want.PROJECTS,), (Want.DESCRIPTION,))
# "Ils seraient combien à pouvoir y aller ?"
_THEY_ARE = phrase(
    r"\b(?:ils|elles|on) (?:seraient|seront|serait|sera|sont|est) combien (?:à|au)\b(?! port)|\bcombien (?:seraient|seront|sont)[- ](?:ils|elles) à\b|\bcombien d['’]entre (?:eux|elles) (?:pourr|aur|vont|ser)\w*"
)
_OR = phrase(r"\bou\b")
_ITS = phrase(
    r"\b(?:il|elle|ils|elles|ça|cela|cet argent|cette somme|c['’ ]?est|c['’ ]?était|ce projet|cel(?:ui|le)[- ](?:ci|là))\b"
)
_OPEN_TO = phrase(
    r"^\W*(?:(?:et|donc|alors|c['’]est|il est|elle est|ce sera|ce serait)\W+)*(?:aussi )?(?:ouvert|réservé|destiné|accessible|limité)\w* (?:aux?|à|pour)\b"
)
_IT_IS_FOR = phrase(
    r"^\W*(?:(?:et|donc|alors|mais)\W+)*(?:c['’ ]?(?:est|était)|ça|il|elle) (?:est |sera )?(?:donc |bien |juste |fait |prévu |pensé |conçu |censé |là |surtout )*pour (?!qui|quoi|quand|combien|quel|moi|toi)"
)
_MAKE_USE = phrase(
    r"\b(?:s['’]en serv\w+|y (?:aura|auront|a|ont|aurait) (?:droit|accès)|y accéd\w+|en (?:profit|bénéfici)\w+|l['’]utilis\w+)\b"
)
_BY_HEAD = phrase(r"\bpar (?:tête|agent|personne|fonctionnaire|bénéficiaire|région|direction)\b|\bchacune?\b")
_THE_FUND_ITSELF = phrase(
    r"\b(?:dot[ée]\w*|dotation|enveloppe|caisse|capital|appels?|lauréats?|projets|tous|tout|total|déjà|reste\w*|ans?|années?|budget du fonds|fonds lui-même|dispos\w+)\b"
)
_IS_THAT_ALL = phrase(r"\W*(?:(?:et|ah|oh|quoi|mais)\W+)*(?:c['’ ]?est|que) (?:tout|ça)(?: (?:tout|seulement))?\W*")
_OF_PROJECTS = phrase(r"\b(?:projets?|lauréats?|liste\w*|gagnants?|lesquels|autres?|tous|qui)\b")
_GIVES_IT = phrase(r"\b(?:fonds|ftap) (?:y|lui|leur) (?:a |avait |aurait |est )?\w+")
_BARE_NUMBER = phrase(
    r"(?:^|[.!,;] *)(?:et |mais |donc )?combien(?: (?:eux|lui|elle|elles|alors|donc|du coup|ça|en tout|au juste|exactement))*\W*$"
)
_WHAT_ELSE = phrase(
    r"\b(?:il|elle|ça|cela) (?:couvre|fait|fera|traite|gère|concerne|r[ée]pond|propose|permet) (?:[àa] |de )?quoi d['’ ]autre\b"
)
_APART_FROM_THAT = phrase(
    r"^\W*(?:et |mais )?(?:à part|en dehors de|outre|hormis) (?:ça|cela)\b"
    r"|\b(?:il|elle|ça|cela) \w+ (?:à |de )?quoi\b.*\b(?:à part|en dehors de|outre|hormis) (?:ça|cela)\W*$"
)
_GOOD_FOR = phrase(
    r"\b(?:il|elle|ça|cela|cel(?:ui|le)-(?:ci|là)) (?:\w+ ){0,2}?(?:aide|sert|servira|profite|bénéficie|facilite|apporte|rend service)\w*"
)
_IS_THE_SAME = phrase(
    r"^\W*(?:(?:et|mais|donc|alors|ah)\W+)*(?:c['’ ]?est|ce serait|est[- ]ce) (?:bien |donc )?(?:le|la) même(?: projet| dossier| chose)?(?: alors| donc| du coup)?\W*$"
)
_THEY_TOO = phrase(
    r"^\W*(?:(?:et|mais)\W+)?(?:aussi )?(?:les |l['’]|des |aux )[\w' ’-]{3,30}(?:aussi|également|compris|inclus)?\W*$"
)
_ATTACHED = phrase(r"\b(?:rattach|li|adoss|relev|inscri)\w* (?:à|de|dans) quel")
_CARRIES_THAT = phrase(
    r"\b(?:port|pilot|g[èe]r|m[èe]n|condui|dirig)\w* (?:bien )?(?:ça|cela|ce (?:projet|truc|chantier)|le projet)\b"
)
_SAME_KIND = phrase(
    r"\b(?:(?:du|dans le|de) (?:même|meme|ce) (?:genre|type|style|domaine|sujet|thème|secteur)|similaires?|comparables?|(?:lui|y) ressembl\w+)\b"
)


def without_asides(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the project spoken of, where topics are only named in passing before it asks."""
    weak = all(s.kind in ("theme", "words", "unknown") for s in question.about.topical)
    one = told.focus is not None and told.focus.kind == "project"
    asks = question.wants[:1] in (*_OF_EACH, *OF_A_THING) and question.operation is None
    because = question.wants == (Want.UNSAID,) and _BECAUSE_OF_IT.search(question.text) is not None
    if not (weak and one and ((at.aside and asks) or because)):
        return question
    return question.with_filter(question.about.without("theme", "words", "unknown"))


def as_spoken_of(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about the project spoken of where a topic of several names it again: "combien de plus pour le fisc ?"."""
    again = question.operation in (Operation.COMPARE, Operation.SHARE) or (
        at.singular and question.wants == (Want.AMOUNT,)
    )
    another = at.other or at.rest or at.number is not None or _WHICH.search(question.text)
    topics = question.about.of_kind("theme") if again and not another else ()
    spoken_of = {t.focus.id: t.focus for t in memory.turns[:_BACK] if t.focus is not None and t.focus.kind == "project"}
    meant = {}
    for topic in topics:
        held = [spoken_of[p] for p in members(kb, topic) if p in spoken_of]
        if len(held) == 1 and len(members(kb, topic)) > 1:
            meant[topic] = held[0]
    if not meant:
        return question
    subjects = tuple(dict.fromkeys(meant.get(s, s) for s in question.about.subjects))
    return question.with_filter(question.about.copy(update={"subjects": subjects}))


def for_whom(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the project told where it only names who gains: "et qu'y gagnent les entreprises ?"."""
    one = told.focus is not None and told.focus.kind == "project"
    named = question.about.subjects
    if not (one and named and {s.id for s in named} <= BENEFICIARIES):
        return question
    too = _THEY_TOO.match(question.text) is not None and told.question.wants[:1] in (
        (Want.BENEFITS,),
        (Want.DESCRIPTION,),
    )
    goes_on = too or (Want.BENEFITS in told.question.wants and is_fragment(question))
    if goes_on and question.wants in ((), (Want.PROJECTS,)):
        question = question.copy(update={"wants": (Want.BENEFITS,)})  # "et pour les fonctionnaires ?"
    asked = question.wants == (Want.BENEFITS,) and (at.refers or goes_on)
    described = question.wants == (Want.DESCRIPTION,) and at.refers
    asked = asked or (described and _FOR_ONE.search(question.text) is not None)
    return question.with_filter(question.about.copy(update={"subjects": ()})) if asked else question


def doubted(question: Question, at: Pointing, told: Told) -> Question | None:
    """The question for the grant just told where another figure was expected: "c'est tout ? je croyais 3 millions"."""
    if told.focus is None or told.focus.kind != "project" or told.absent or question.about.operands:
        return None
    if told.question.wants == (Want.AMOUNT,) and _IS_THAT_ALL.fullmatch(question.text):
        return told.question  # "c'est tout ?", of the amount
    if not (at.rest and question.claims) or REMAINS.search(question.text):
        return None  # not "combien reste-t-il des 700 millions ?"
    return question.copy(
        update={
            "wants": (Want.AMOUNT,),
            "about": Filter(subjects=(told.focus,)),
            "operation": None,
            "complement": False,
        }
    )


def beside_it(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """What is asked of a project's amount and carriers, or of others by them; None where nothing of it is.

    "Ça dépasse 2 millions ?", "tout seul ?", "y en a-t-il qui ont eu plus ?", "d'autres du même genre ?".
    """
    spoken_of = told.projects if told.projects or told.project is None else tuple(members(kb, told.project))
    if len(spoken_of) != 1:
        return None
    about, project = question.about, kb.projects[spoken_of[0]]
    own = Subject(kind="project", id=project.id)
    if about.amounts is not None and not about.operands:
        bounded = _at_an_amount(question, about.amounts, own, told)
        if bounded is not None:
            return bounded
    if question.operation not in EXTREMES:
        more = _MORE_THAN_IT.search(question.text)
        if more and about.of_kind("call", "organisation") == about.operands:
            less = "moins" in more.groups()
            bounds = Range(high=project.euros, strict=True) if less else Range(low=project.euros, strict=True)
            return question.copy(update={"wants": (Want.PROJECTS,), "about": about.copy(update={"amounts": bounds})})
        carried = about.operands == about.of_kind("organisation")
        alike = len({s.text for s in about.operands}) < 2  # "Bercy" is two ministries
        others = {s.id for s in about.operands} - set(project.carriers)
        carried = carried and (not others or (alike and len(others) < len(about.operands)))
        if (
            about.joint is not None
            and carried
            and not (_WHICH.search(question.text) or _OBTAINED.search(question.text))
        ):
            bodies = tuple(s for s in about.operands if s.id in project.carriers)
            one = Filter(subjects=(own, *bodies), joint=about.joint if bodies else None)
            return question.copy(update={"wants": (Want.CARRIER,), "about": one})
    if not about.operands and _SAME_KIND.search(question.text):
        return _of_the_same_kind(question, project.id, kb)
    return None


def _at_an_amount(question: Question, amounts: Range, own: Subject, told: Told) -> Question | None:
    """The question about the project told where an amount is said: whether it has that, or what other one has."""
    if _ANOTHER.search(question.text):
        but_it = question.about.copy(update={"excluding": (own,)})
        return question.copy(update={"wants": (Want.PROJECTS,), "about": but_it, "unit": None})
    of_it = {"wants": (Want.AMOUNT,), "about": Filter(subjects=(own,)), "unit": None, "missing": None}
    asked = question.copy(update=of_it)
    exact = amounts.low is not None and amounts.low == amounts.high
    if exact and told.focus is not None and (_ROUND.search(question.text) or RATHER.search(question.text)):
        return asked.copy(update={"claims": (amounts.low,)})
    if _THE_ONLY_ONES.search(question.text):  # "c'est le seul sous le million ?"
        return question.copy(update={"wants": (Want.PROJECTS,)})
    return asked if _DOES_IT.search(question.text) else None


def _of_the_same_kind(question: Question, project: str, kb: KnowledgeBase) -> Question | None:
    """The question for what else belongs to the narrowest theme of a project: "d'autres projets du même genre ?"."""
    shared = [
        (len(own), theme) for theme in kb.themes if project in (own := kb.gathered("theme", theme)) and len(own) > 1
    ]
    if not shared:
        return None
    theme = Subject(kind="theme", id=min(shared)[1])
    left_out = (Subject(kind="project", id=project),)
    about = Filter(subjects=(theme,), excluding=left_out)
    return question.copy(update={"wants": (Want.PROJECTS,), "about": about, "complement": False})


def of_the_one_spoken_of(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the project spoken of, where its words fit nothing else.

    "Combien de directions sont du voyage ?" counts what a project has; "saura-t-il répondre aux jeunes ?" asks what it does.
    """
    one = told.project
    if one is None or question.about.subjects != question.about.of_kind("unknown"):
        return question
    if question.wants in ((Want.COUNT,), (Want.AMOUNT,)) and not question.unit and _THEY_ARE.search(question.text):
        return question.copy(update={"wants": (Want.COUNT,), "unit": "agents", "about": Filter(subjects=(one,))})
    if question.wants == (Want.COUNT,) and question.unit in OF_A_PROJECT:
        return question.with_filter(question.about.copy(update={"subjects": (one,)}))
    if question.wants == (Want.CRITERIA,) and at.singular and "crit" not in question.text.casefold():
        return question.copy(update={"wants": (Want.DESCRIPTION,), "about": Filter(subjects=(one,))})
    return question


def of_the_pronoun(question: Question, at: Pointing, told: Told) -> Question:
    """The question without the topics that are only circumstances: "il fait gagner quoi aux fonctionnaires ?"."""
    focus = told.focus.id if told.focus is not None and told.focus.kind == "project" else None
    one = focus is not None
    topical = all(
        s.kind in ("theme", "unknown")
        or (s.kind in ("keyword", "words") and focus in s.id.split())
        or (s.kind == "term" and _ATTACHED.search(question.text))  # "il est rattaché à quel grand plan ?"
        for s in question.about.subjects
    )
    return (
        question.with_filter(question.about.copy(update={"subjects": ()}))
        if at.pronoun and one and topical and question.operation is not Operation.COMPARE
        else question
    )


def granted_by_the_fund(question: Question, told: Told) -> Question:
    """The question for the grant of the one spoken of, where the fund only gives it: "combien le fonds y consacre ?"."""
    of_fund = question.about.subjects != () and all(s.id == FUND for s in question.about.subjects)
    gives = _GIVES_IT.search(question.text) is not None and not question.claims
    asked = question.wants == (Want.AMOUNT,) and (question.operation is None or gives)  # "y est allé de combien ?"
    gives = gives or (PAYER.search(question.text) is not None and not _THE_FUND_ITSELF.search(question.text))
    if told.project is None or told.absent or not (of_fund and asked and gives):
        return question
    own = Filter(subjects=(told.project,))  # "le coût pour le fonds, à présent", of the project
    return question.copy(update={"about": own, "missing": None, "operation": None})


def begun_when(question: Question, told: Told) -> Question:
    """The question when something unknown of the one told is to be: "le démarrage est prévu à quelle date ?"."""
    unknown = question.about.of_kind("unknown")
    asked = question.wants == (Want.DATE,) and question.operation is None
    if not asked or told.project is None or not unknown or unknown != question.about.subjects:
        return question
    return question.with_filter(Filter(subjects=(told.project,)))


def guessed_of_it(question: Question, at: Pointing, told: Told) -> Question:
    """What is only guessed to ask for all projects is asked of the one told: "niveau vie privée, ils promettent quoi ?"."""
    guessed = not at.sure and question.wants == (Want.PROJECTS,) and question.operation is None
    guessed = guessed and not (at.rest or at.positions or question.position)
    if not guessed or told.project is None or question.about != Filter() or _OF_PROJECTS.search(question.text):
        return question
    return question.copy(update={"wants": (Want.DESCRIPTION,), "about": Filter(subjects=(told.project,))})


def part_of_a_carrier(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question for what one of its carriers has of the project told: "et là-dedans l'IGN touche combien ?"."""
    bodies = question.about.of_kind("organisation")
    bare = question.wants == (Want.COUNT,) and question.unit is None and question.operation is None
    if not bare or len(told.projects) != 1 or len(bodies) != 1 or bodies != question.about.subjects:
        return question
    own = kb.projects[told.projects[0]].carriers
    return question.copy(update={"wants": (Want.AMOUNT,)}) if bodies[0].id in own else question


def how_much(question: Question, told: Told) -> Question:
    """The question for the grant of the one project told, where a bare number is asked: "ah bon, combien alors ?"."""
    one = len(told.projects) == 1 and not told.facts
    bare = question.wants == (Want.COUNT,) and question.unit is None and question.about == Filter()
    if not (one and bare and question.operation is None and _BARE_NUMBER.search(question.text)):
        return question
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(within=told.projects)})


def by_head(question: Question, told: Told) -> Question:
    """The question how the grant of the one project told is split: "ce qui fait combien par tête ?", "chacun reçoit combien ?"."""
    asked = question.missing == "split" and question.about == Filter() and _BY_HEAD.search(question.text)
    listed = Subject(kind="project", id=told.projects[0]) if len(told.projects) == 1 else None
    one = told.focus if told.focus is not None and told.focus.kind == "project" else listed
    if not asked or one is None:
        return question
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=(one,))})


def what_else_of_it(question: Question, at: Pointing, told: Told) -> tuple[Question, Pointing]:
    """The question about the project spoken of, that asks for more of it: "il couvre quoi d'autre ?", "à part ça, quels bénéfices ?"."""
    one = told.project
    more = _WHAT_ELSE.search(question.text)
    beside = _APART_FROM_THAT.search(question.text) and question.wants[:1] in OF_A_THING
    if one is None or question.about.operands or not (more or beside):
        return question, at
    wants = question.wants if beside else (Want.DESCRIPTION, Want.BENEFITS)
    told_of = {"wants": wants, "about": Filter(subjects=(one,)), "complement": False}
    return question.copy(update=told_of), replace(at, rest=False, left_out=False, other=False)


def beside_a_part(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the project spoken of, where a part of it is left out: "à part les cartes grises, il parle de quoi ?"."""
    one = told.project
    out = question.about.excluding
    if (
        one is None
        or not out
        or question.about.operands
        or question.about.amounts
        or any(members(kb, s) != members(kb, one) for s in out)
    ):
        return question
    wants = question.wants if question.wants in OF_A_THING else (Want.DESCRIPTION, Want.BENEFITS)
    return question.copy(update={"wants": wants, "about": Filter(subjects=(one,)), "complement": False})


def carried_by_it(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question whether a body that is no laureate carries the project spoken of: "la Justice le pilote avec eux ?"."""
    bodies = question.about.of_kind("organisation")
    one = told.focus is not None and told.focus.kind == "project" and not told.absent
    points = at.singular or (at.refers and SEVERAL.search(question.text) is not None)
    points = points or _CARRIES_THAT.search(question.text) is not None
    asked = question.wants in ((Want.CARRIER,), (Want.PEOPLE,)) and points and one and bodies == question.about.subjects
    if told.focus is None or not asked or not bodies or any(kb.carried_by(s.id) for s in bodies):
        return question
    both = question.about.copy(update={"subjects": (told.focus, *bodies)})
    return question.copy(update={"wants": (Want.CARRIER,), "about": both})


def good_for(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """What the project spoken of brings, where that is said of a body that is no laureate: "il aide aussi la justice, non ?"."""
    bodies = question.about.of_kind("organisation")
    one = told.project if len(told.projects) == 1 and not told.absent else None
    asked = question.wants in ((), (Want.BENEFITS,), (Want.DESCRIPTION,), (Want.PROJECTS,)) and at.singular
    if (
        one is None
        or not (bodies and asked)
        or bodies != question.about.subjects
        or not _GOOD_FOR.search(question.text)
    ):
        return question
    if any(kb.carried_by(s.id) for s in bodies):
        return question
    if not all(kb.search.shared(s.text, told.projects[0]) for s in bodies):
        return question
    return question.copy(update={"wants": (Want.BENEFITS,), "about": Filter(subjects=(one,)), "yes_no": False})


def the_same_one(question: Question, told: Told) -> Question:
    """Who carries the one project told of several bodies, where it is wondered at: "c'est le même ?"."""
    one = told.project if len(told.projects) == 1 and len(told.named) > 1 and not told.absent else None
    if one is None and len(told.projects) == 1 and len(told.named) > 1:
        one = Subject(kind="project", id=told.projects[0])
    if one is None or question.about.operands or not _IS_THE_SAME.match(question.text):
        return question
    return question.copy(update={"wants": (Want.CARRIER,), "operation": None, "about": Filter(subjects=(one,))})


def inside(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about what was told where it asks whether that holds a topic: "y a de l'IA dedans ?"."""
    about = question.about
    one = told.focus is not None and told.focus.kind == "project" and len(told.projects) == 1
    topics = about.of_kind("theme", "keyword")
    again = one and about.of_kind("project") == about.subjects and {s.id for s in about.subjects} == set(told.projects)
    if again and question.wants == (Want.PLACE,) and _INSIDE.search(question.text):
        return question.copy(update={"wants": (Want.DESCRIPTION, Want.BENEFITS)})  # "la carte grise aussi dedans ?"
    if not one or topics != about.subjects or not topics or not _INSIDE.search(question.text):
        return question
    holds = all(told.projects[0] in members(kb, topic) for topic in topics)
    wants = question.wants
    if wants in ((), (Want.PROJECTS,), (Want.UNSAID,)):
        wants = (Want.DESCRIPTION, Want.BENEFITS) if holds else (Want.PROJECTS,)
    return question.copy(update={"wants": wants, "about": about.copy(update={"within": told.projects}), "yes_no": True})


def in_region(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question where the project told takes place, asked about a region: "pas en Bretagne, alors ?"."""
    regions = question.about.of_kind("region")
    asked = question.wants in ((), (Want.PROJECTS,), (Want.PLACE,)) and question.operation is None
    one = len(told.projects) == 1 and not told.absent
    placed = one and (told.question.wants == (Want.PLACE,) or kb.projects[told.projects[0]].regions)
    if not (regions and regions == question.about.subjects and asked and placed):
        return question
    own = (Subject(kind="project", id=told.projects[0]), *regions)
    return question.copy(update={"wants": (Want.PLACE,), "about": Filter(subjects=own)})


def of_its_contents(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question for all that is told of the project spoken of, where it asks after a detail: "un tutorat aussi ?"."""
    about = question.about
    one = told.projects[0] if len(told.projects) == 1 and told.focus is not None and not told.absent else None
    elsewhere = at.rest or at.other or at.body or at.number or at.positions or at.widened or at.left_out
    weak = all(s.kind in ("keyword", "words", "theme", "unknown") for s in about.subjects)
    if one is None or elsewhere or not weak or question.operation is not None or about.is_narrowed or question.missing:
        return question
    named = bool(about.topical) and all(one in members(kb, s) for s in about.topical)
    own = named or (not about.topical and kb.search.shared(question.text, one) > 0)
    guessed = not at.sure and question.wants not in _NEVER_CONTENTS
    aimed = AIMED.search(question.text) is not None
    keyword = not question.wants and named and (aimed or bool(about.of_kind("keyword", "words")))
    asked = question.wants in ((Want.DESCRIPTION,), (Want.BENEFITS,)) or guessed or keyword
    for_whom = question.wants == told.question.wants == (Want.BENEFITS,) and not about.topical
    if not (own and asked) or for_whom or _ANY_OTHER.search(question.text):
        return question
    themes = about.of_kind("theme") if named else ()  # "y a de l'IA dedans ?", of which others may be asked next
    whole = Filter(subjects=(Subject(kind="project", id=one), *themes))
    return question.copy(update={"wants": (Want.DESCRIPTION, Want.BENEFITS), "about": whole})


def weighed_against(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The one told weighed against another: "il a coûté combien par rapport aux fourrières ?"."""
    others = question.about.topical
    asked = question.wants == (Want.AMOUNT,) and question.operation is None and at.singular
    one = len(told.projects) == 1 and len(others) == 1 and others == question.about.subjects
    if not (asked and one and _AGAINST.search(question.text)) or told.projects[0] in members(kb, others[0]):
        return question
    return question.copy(update={"operation": Operation.COMPARE})


def of_which_call(question: Question, at: Pointing, told: Told) -> Question:
    """The question of which call the project spoken of is: "c'était au premier ou au second appel, ça ?", "quel appel ?"."""
    calls = question.about.of_kind("call")
    one = told.project
    if told.absent or not (one or 0 < len(told.projects) <= _FEW):
        return question
    either = len(calls) + len(at.positions) > 1 and _OR.search(question.text)
    which = question.unit == "call" and not calls and question.wants in _GUESSED and question.operation is None
    if calls != question.about.subjects or not (either or (which and _WHICH_CALL.search(question.text))):
        return question
    changes = {"wants": (Want.PROJECTS,), "unit": "call", "operation": None, "position": None, "missing": None}
    about = Filter(subjects=(one,)) if one is not None else Filter(within=told.projects)
    return question.copy(update={**changes, "about": about})


def of_its_call(question: Question, told: Told) -> Question:
    """The question whether the project spoken of is of a call: "il date bien du premier appel, celui de juin ?"."""
    calls = question.about.of_kind("call")
    one = told.focus is not None and told.focus.kind == "project" and not told.absent
    said = (
        len(calls) == 1
        and calls == question.about.subjects
        and IS_OF.search(question.text)
        and _ITS.search(question.text)
    )
    several = len(told.projects) > 1 and not told.facts
    if said and several:  # "cet argent vient du deuxième appel ?", of what a body has
        changes = {"wants": (Want.PROJECTS,), "unit": "call", "operation": None}
        return question.copy(update={**changes, "about": Filter(within=told.projects)})
    if told.focus is None or not (one and said):
        return question
    return question.with_filter(question.about.copy(update={"subjects": (told.focus, *calls)}))


def for_whom_it_is(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the project spoken of, where others than its own are named: "ouverte aux salariés du privé ?"."""
    one = len(told.projects) == 1
    made_use = _MAKE_USE.search(question.text) and not question.complement
    asks = question.yes_no or question.text.rstrip().endswith("?")
    meant_for = asks and _IT_IS_FOR.match(question.text)
    said = (
        _OPEN_TO.match(question.text)
        or meant_for
        or (made_use and not question.about.of_kind("project", "organisation"))
    )
    named = question.about.topical
    if not (one and said) or question.operation or question.claims or question.missing:
        return question
    if any(told.projects[0] in members(kb, s) for s in named) or question.wants in (
        (Want.AMOUNT,),
        (Want.COUNT,),
        (Want.CARRIER,),
        (Want.DATE,),
        (Want.PLACE,),
        (Want.SOURCE,),
    ):
        return question
    whole = Filter(subjects=(Subject(kind="project", id=told.projects[0]),))
    return question.copy(update={"wants": (Want.DESCRIPTION, Want.BENEFITS), "about": whole})
