"""What a message names, and where: projects, bodies, topics, calls; what it leaves out, and what it only tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dialogue.message import Message
from knowledge import KnowledgeBase, Subject
from knowledge.questions import ENDS
from knowledge.records import FUND
from knowledge.selection import members
from knowledge.sentences import SENTENCE, asking, circumstances
from knowledge.text import keys, phrase

NAMING = ("project", "organisation", "theme", "keyword", "region", "term")
_SIDE_BY_SIDE = phrase(
    r"\s*(?:d['’]un côté)?[\s,;+]*(?:(?:et|ou|puis|ni|plus|avec|vs|versus|contre|face à)[\s,]+(?:aussi |également )?)?(?:(?:montant|budget|somme|total)\s+)?(?:(?:celui|celle|ceux|celles)\s+)?(?:(?:un |une |le |la |l['’]|d['’]autres? )?(?:projets?|plateforme|portail|site|outil|dispositif|programme|plan|volet)\s+)?(?:(?:combien|quel(?:le)?s?)\s+)?(?:projets?\s+)?(?:(?:pour|sur)\s+)?(?:(?:à|a|de|des|du|d'|le|la|les|l'|au|aux|un|une)\s*)*(?:(?:gens|personnes|ceux|celles)\s+(?:qui\s+\w+\s+)?)?(?:(?:dans|à)\s+)?(?:(?:le|la|les)\s+)?"
)
# What may stand between "sauf" and the thing left out.
ARTICLES = phrase(
    r"\s*(?:(?:le|la|les|l'|l\b|d'|de|du|des|deux|trois|quatre|\d|ces?|cet|cette|ceux|celui|celle|avec|chez|proj[eé]ts?|proj[eé]|men[ée]e?s?|port[ée]e?s?|partag[ée]e?s?|minist[eè]re|compter)\s*)*"
)
_AND_TOO = phrase(r"\s*(?:,|/|\bet|\bni|\bou)\s*(?:(?:celui|ceux|celle|celles|le|la|les|l['’]|de|du|des|d['’])\s*)*")
# "Le projet contre les loyers impayés, celui du ministère du Travail, …" says whose it is taken for.
_WHOSE = phrase(
    r"\s*,\s*(?:celui|celle|projet|dossier) (?:du|de la|de l['’]|des|de|porté par (?:le |la |l['’])?)\s*(?:la |l['’])?"
)
_SIZE = phrase(r"(?:\d+|dix[- ]sept|seize) (?:projets|lauréats|gagnants|dossiers)")
# "Bercy, enfin l'Économie", "la Culture, pardon, le Travail": what is said last is meant.
_CORRECTED = phrase(
    r"\W*(?:euh\W+)?(?:enfin|pardon|oups|ou plutôt|plutôt|je veux dire|je voulais dire|non pardon|euh non)\W+(?:pour |de |sur |à )?"
    r"(?:(?:le |la |les |l['’]|celui |celle |ceux )(?:d[eu] |d['’]|des )?(?:la |l['’]|le )?)?(?:ministère (?:de |du |des )(?:la |l['’])?)?"
)
_NOT_THE_OTHER = phrase(
    r"\s*,\s*(?:et |mais )?(?:pas|non pas|non) (?:(?:celui|celle|ceux|celles|pour|sur) )?(?:(?:à|au|aux|du|des|de|d['’]|le|la|les|l['’])\s*){0,2}(?:ministère (?:de |du |des )(?:la |l['’])?)?"
)
# "Le projet des fourrières du ministère de la Justice" is taken for the one that was described.
_THE_PROJECT = phrase(r"\bprojet (?:de |du |des |de la |de l['’]|d['’]|sur (?:le |la |les |l['’])?)?$")
_OWN = phrase(r"\s*(?:(?:de|du|des|d['’]|à|au|aux|de l['’]|de la|l['’]|la|le|les)\s*)*")
# "Les gens sans toit" are no gap in a list.
_PERSONS = phrase(
    r"\b(?:gens|personnes?|familles?|enfants?|femmes?|hommes?|jeunes|gars|mecs|voisins?|frère|sœur|ami)\s*$"
)
# "Dans quelles régions…": what is asked for, no filter.
_ASKED_FOR = phrase(r"\b(?:quel(?:le)?s?|combien de)\s*$")
# "Pour quelle somme versée par le fonds ?": who pays, not what is asked about.
_AGENT = phrase(r"\bpar\s+(?:le\s+|ce\s+)?$")
# "Elle vient de ce fonds ?": of what is named before, not of the fund.
_PAID_BY_IT = phrase(
    r"\b(?:il|elle|ils|elles|c['’]|ça|qui|bien) ?(?:vien\w+|provien\w+|sort\w*|relèv\w+|(?:est|sont|a été|ont été|serait|fait|font) (?:bien |donc |aussi )?(?:financ|pay|souten|aid|issu|reten|lauréat|parti)\w*)"
    r" (?:de |par |du |à |au )(?:ce |le |la |votre )?fonds\b"
)
# "Laisse tomber la radio, combien pour…": what the question is not about.
_DISMISSED = phrase(
    r"\b(?:pas|point) (?:celui|celle|ceux|celles) qu(?:i|e|['’]) ?[^.,;:!?]*[,;:]|^\W*(?:non|nan|nn)\W+(?:pas|pa) (?:le |la |les |l['’])?[\w' ’-]{2,30},(?=\s*(?:le|la|les|l['’])\b)|"
    r"\bpas (?:celui|celle|ceux|celles) (?:des?|du|de la|de l['’]|pour|sur) [^.,;:!?]*,(?=\s*(?:le|la|les|l['’]|celui|celle|ceux|celles)\b)|"
    r"\b(?:laiss\w+ tomber|oubli(?:e|ez|ons)\b|rien à voir avec|assez parlé)[^.,;:!?]*|\bsans (?:me |nous |se |te |vous )?limiter (?:à|aux?)[^.,;:!?]*"
)
# "Bonjour, avocate à Lille. Un des projets…", "je suis agricultrice dans le Gers, …": who is asking.
_INTRODUCED = phrase(
    r"(?:^|[.;!?]\s*)[^.;:!?]*?\b(?:bonjour|bonsoir|salut|slt|bjr|hello|coucou|je|j['’]|jsuis|chui|nous)[^.;:!?]*[.;:!](?=\s*\S)"
    r"|\b(?:je suis|j['’]?suis|jsuis|chuis?|nous sommes|en tant que)\b[^.,;:!?]*(?:,|$)"
    r"|\b(?:je|nous) (?:dirig|travaill|représent|préside|enseign)\w*[^.;:!?]*[.;:!](?=\s*\S)"
    r"|\bj['’]?ai (?:un|une|mon|ma|mes|des) \w+ (?:à rendre |à préparer )?(?:demain|ce soir|cet après-midi|bientôt|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
    r"|\bpour nous(?: autres)?,? les \w+,|^\W*(?:et )?moi, (?:\w+ )?\w+,"
    r"|^\W*(?:bonjour|bonsoir|salut|bjr)\W+[^.;:!?]*?,(?=\s*(?:je|j['’]|nous|on)\s*(?:voudr|aimer|cherch|souhait|me demand|veu|voulai))"
)
# "Deux choses pour mon émission.", "c'est pour mes élèves", "mes élèves ont relevé cinq critères": what the answer is for, or
# who told of it.
_PURPOSES = phrase(
    r"(?:^|[.;!?]\s*)(?:\w+ ){0,3}pour (?:mon|ma|mes|notre|nos) \w+(?: \w+){0,2}[.;:!](?=\s*\S)"
    r"|\bc['’ ]?est pour (?:mon|ma|mes|notre|nos|un|une) [^.,;:!?]*"
    r"|\b(?:à|avec|pour) (?:mes|nos) (?:élèves|étudiants?|étudiantes?|lecteurs|lectrices|collègues|agents|enfants|auditeurs)\b"
    r"|^\W*(?:(?:bonjour|bonsoir|salut)\W+)?(?:(?:je suis|ici|en tant que)\W+)?(?:journaliste|reporter|étudiante?|enseignante?|professeure?|retraitée?|avocate?"
    r"|notaire|infirmi[èe]re?|chercheu(?:r|se)|policier|policière|fonctionnaire|agente?|stagiaire|apprentie?|doctorante?|auditeur|auditrice|magistrate?) (?:à|au|pour|de|du|dans|en|chez)\b[^,.;:!?]{0,60}[,.;:]"
    r"|\b(?:à|dans|sur|par) (?:la |le |les |l['’]|ma |mon |une? )(?:radio|télé\w*|journal|journaux|presse|infos?|dépêche|magazine)(?=[^.?!]{0,30}\b(?:dit|disai\w+|disent|lu|entendu|vu|racont\w+|parl\w+|annonc\w+|écri\w+|ils? (?:n['’])?ont)\b)"
    r"|\bpour (?:mon|ma|mes|notre|nos) (?:lycée|école|collège|classe|cours|fac|mémoire|devoir|exposé|blog|site|association|journal|émission)\b"
    r"|\b(?:pendant|alors|tandis) qu['’ ]?on (?:ferm|supprim|coup|manqu|licenci|rédui|augment)\w*[^.,;:!?]*"
    r"|^\W*(?:un|une|des|deux|trois) (?:\w+ ){1,6}?(?:voudrai|veu|me demand|nous demand|cherch|souhait|aimerai)\w*"
    r"|\b(?:l['’]|un |une |mon |ma |cet |cette |le |la )(?:élève|étudiante?|stagiaire|candidate?|collègue|prof\w*|journaliste|voisine?|patron\w*) (?:a |m['’]a |nous a )?(?:écri|dit|not|affirm|préten|mis|soutien|racont)\w*"
    r"|\b(?:entendu|lu|vu|appris)\b[^.,;?!]{0,30}\b(?:à|dans|sur) (?:la |le |les |l['’])(?:radio|télé\w*|journal|presse|infos?)\b"
    r"|\b(?<!trich[ée] )(?<!trichent )(?<!tricher )(?<!triche )(?<!fraudent )(?<!frauder )(?<!mentent )(?<!mentir )(?:sur|avec|de|par|paie|paye|payons|payez|paient) (?:nos|mes|des|tes|vos|leurs) (?:impôts|taxes|sous|deniers)\b"
    r"|^\W*(?:mon|ma|mes|un de mes|une de mes|nos|notre) \w+ (?=(?:\w+ )?(?:dis|dit|disent|affirm|préten|souti|soutien|jur|ont? (?:relevé|lu|noté|compté|entendu|vu|dit|trouvé))\w*)"
)
# What may be asked of the fund itself, whoever asks.
_OF_NOTIONS = frozenset({"ask_description", "ask_date", "ask_people", "ask_criteria"})
# "Je suis étudiante. Quels sont les trois projets les mieux financés ?": of all, unless it says "pour nous".
_I_AM = phrase(
    r"\b(?:je (?:dirige|travaille|représente|préside|enseigne)|je suis|j['’]?suis|jsuis|chuis?|nous sommes|en tant que)\b"
)
_I_AM_A = phrase(
    r"\b(?:je suis|j['’]?suis|jsuis|chuis?|en tant que|étant) (?:une? |le |la )?(?:jeune |ancien(?:ne)? |futur(?:e)? )?$"
)
_HELLO_FROM = phrase(r"\W*(?:bonjour|bonsoir|salut|slt|bjr|hello|coucou)\W+(?:une? )?(?:jeune )?")
_ALONE = phrase(r"(?: (?:à|en|au|de|du|chez|dans) [\w'’ ]+| indépendante?| retraitée?)?\s*[.,;:!]")
# A question after what somebody tells of themselves: where it begins, of whom the first part is, and whether it is of something.
_ASKS = phrase(
    r"\b(?:combien|quel(?:le)?s?|qui (?:a|ont|est|sont|porte)|quand|où|c['’ ]?est (?:quoi|qui)|est[- ]ce que|pourquoi|j['’]ai besoin d(?:e|es|u)|il me faut|(?:donne|cite|liste)(?:z|r)?[- ]moi)\b"
)
_OF_ONESELF = phrase(r"\bici\s*[:,]|\b(?:je|j['’ ]|moi|mon|ma|mes|nous|notre|nos)\b|\bj['’]")
_ABOUT_SOMETHING = phrase(
    r"\bintéress\w+ (?:à|au|aux|par)\b|\b(?:cherch|écri|enquêt|prépar|bosse|parl|rédig|question)\w*\b[^.:;!]*\b(?:sur|de|du|des)\b|\btravaill\w+ sur\b|\bsur (?:le|la|les|l['’])\b"
    r"|\b(?:projets?|lauréats?|concern\w*|à propos|au sujet)\b"
)
_LEANS_ON_IT = phrase(
    r"(?<!-)\b(?:ils?|elles?|eux|ça|cela)\b(?! y (?:a|en a|avait))|\b(?:ce|cet|cette|ces) (?:projet|dispositif|chantier|outil|programme)\w*|\b(?:y|en) (?:parl|serv|fai|sont|est)\w*"
)
_STUDIES = phrase(
    r"\b(?:prof\w*|enseign\w*|étudi\w*|élève|licence|master|cours|doctor\w*|exposé|devoir|mémoire|thèse|rapport)s? (?:de |d['’]|en )(?:la |l['’])?$"
)
_SAYING_WHAT = ("call", "term", "organisation", "project")
_FUND_ITSELF = phrase(r"\b(?:doté|dotation|créé)e?\b|\b(?:budget|enveloppe|montant|taille) du fonds\b")
_ALL_PROJECTS = phrase(r"\btous les (?:projets|lauréats)\b|\bdes deux appels\b")
_CONCERNS_ME = phrase(
    r"\bpour (?:moi|nous)\b|\b(?:me|nous) (?:concern|touch|regard|serv)\w*|\b(?:mon|ma|mes|notre|nos)\b|\b[mn]['’](?:aid|intéress)\w*"
)
_FOR_ME = phrase(r"\b(?:moi|nous|me|mes|nos|notre|mon|ma)\b")
_YOU_KNOW = phrase(
    r"\b(?:vous|tu) (?:en )?(?:connai\w+|décriv\w+|av(?:ez|iez)|as|présent\w+) combien\b|\bcombien (?:\w+ ){0,3}(?:connaissez|décrivez|connais|décris)[- ](?:vous|tu)\b"
)
ORDERED = frozenset({"highest", "lowest", "sort", "average"})
_AGAIN = phrase(r"\bc['’ ]?[ée]tait (?:combien|quoi|qui|quand)\b|\bd[ée]j[àa]\W*$")
_ONE_OF_THEM = phrase(
    r"\ben (?:\w+ )?(?:voi\w+|voy\w+|connai\w+|trouv\w+|a|avez|as|existe\w*)\b|\bpour (?:eux|elles|ça)\b|\bl[àa][- ]dessus\b"
)
_THEY = phrase(
    r"\b(?:le fonds|l['’][ée]tat|on) (?:lui|leur) (?:a|ont|avait|accord\w+|attribu\w+|vers\w+|donn\w+)\b|\b(?:ils|eux|elles)\b|\b(?:qu['’ ]|combien )(?:il|elle) (?:a|ont|avait|touche|reçoit|porte)\b|\b(?:il|elle) (?:a|touche|reçoit|porte) (?:eu|reçu|quoi|combien)\b"
)
# "Et si on retire le projet qu'il partage avec l'OFII ?"
_THE_ONE_SHARED = phrase(
    r"\W*(?:le projet|celui) (?:commun|conjoint|partagé|mené|porté|qu['’ ]?(?:il|elle|on|ils|elles) (?:\w+ )?(?:partag|port|mèn|men|a)\w*)"
    r"(?: (?:en commun|conjointement))? avec (?:l['’]|le |la |les )?"
)
_ALSO = phrase(r"^\s*(?:aussi|également|encore|en plus|donc)\b")  # "enlevez aussi la formation"
_THOSE_THAT = phrase(
    r"\b(?:ceux|celles|projets|lauréats) que? (?:la |le |les |l['’])?$|\b(?:ceux|celles|projets|lauréats) qu['’]$"
)
_NOT_ITS_OWN = phrase(r"\s*(?:ne |n['’])\w+ pas\b")
_TALLIED = frozenset({"dossiers", "applicant", "project", "operator", "ministry", "administrations déconcentrées"})
_IT = phrase(r"\b(?:il|elle|ils|elles|eux|ça|cela|y|en)\b")
# "Le premier appel du fonds, il a donné combien de gagnants ?"
_TAKEN_UP = phrase(r",\s*(?:il|elle|ils|elles)\b")
# "Pour ceux qui n'ont pas de toit et pour ceux qui…"
_AND_FOR = phrase(r"\b(?:et|ou) (?:pour )?(?:ceux|celles|celui|celle)\b|\b(?:et|ou) pour\b")
# "La somme pour les étudiants, et aussi celle pour la formation des agents."
_AND_THAT_FOR = phrase(r"\b(?:et|ou|puis|pis|ainsi que)(?: aussi)? (?:celle|celui) (?:pour|de|du|des|sur)\b")
# "L'héritage a eu combien, et les fourrières ?"
_AND_ANOTHER = phrase(r"\bchacune?\b|\brespective\w*\b|\bcombien,? et (?:le |la |les |l['’])[\w' ’-]+\W*$")
_MINE = phrase(r"\b(?:de|dans) (?:ma|notre|leur|sa) $")
_WHO = phrase(r"\s+(?:qui|que|dont)\b")
_PEOPLE = frozenset({"etudiants", "etrangers", "entreprises"})
# Where an audience is what is looked for, rather than those who gain by what is asked about.
_LOOKED_FOR = frozenset({"ask_projects", "ask_count", "ask_comparison", "follow_up"})
# "C'est bien la licence qui a reçu le plus, devant le contrôle fiscal ?"
_SUPPOSED = phrase(r"\b(?:c['’]est|est[- ]ce) (?:bien |donc |que c['’]est )?(?:la |le |les |l['’])?$")
_HOW_MANY = phrase(r"\b(?:combien|nombre|nb) d(?:e\s|['’]|\s)\s*$")
INCLUDED = phrase(
    r"\b(?:(?:compris|inclus)(?:es?)?|en (?:comptant|incluant|ajoutant)|(?:si )?(?:je|on|l['’]on|tu|vous) (?:y )?(?:compte|inclut|inclus|ajoute)\w*(?! (?:bien|juste)))\b|\bavec (?:le|son|leur) projets? (?:partag|commun)\w*"
)
# "… alors que nos routes sont défoncées": a remark, where it leads to no project.
_MEANWHILE = phrase(
    r"\b(?:alors? (?:que|qu['’])|pendant que|tandis que|quand on (?:pense|voit|sait))\b[^.,;:!?]*"
    r"|\b(?:un|une) (?:genre|sorte|espèce|style) d(?:e |['’])[^.,;:!?]*"
)
_COMPLEMENT = phrase(r"\s*(?:d['’]|(?:de|du|des)\s+(?:l['’]|la\s+|les\s+|nos\s+)?)")
_TOPICS = ("theme", "keyword", "region", "words", "unknown")

_LIVES_THERE = phrase(
    r"\b(?:j['’]habite|je vis|je suis|j['’]?suis|nous sommes|on est|j['’]ai été|j['’]étais|je travaille|installée?|retraitée?|né|née)\b[^.,;?!]{0,60}$"
)

Placed = tuple[Subject, tuple[int, int]]


def place_of_entity(entity: dict[str, Any]) -> tuple[int, int]:
    """Where an entity stands."""
    return entity["start"], entity["end"]


def aside_places(message: Message) -> list[tuple[int, int]]:
    """The places of the sentences that only tell of circumstances."""
    return [(low + message.offset, high + message.offset) for low, high in circumstances(message.text)]


def named_aside(message: Message, kb: KnowledgeBase) -> bool:
    """Whether what is named stands in sentences that only tell of circumstances."""
    aside = aside_places(message)
    named = [place for subject, place in all_named(message, kb) if subject.is_topical] if aside else []
    return bool(named) and all(any(low <= start < high for low, high in aside) for start, _ in named)


def is_its_own(message: Message, subjects: Sequence[Placed]) -> bool:
    """Whether a body follows a project as its own: "le chatbot de la SNCF" is none that was described."""
    pairs = pairwise(sorted(subjects, key=lambda placed: placed[1]))
    return any(
        a.kind in ("project", "keyword")
        and b.kind == "organisation"
        and _OWN.fullmatch(text_between(message, first, second))
        and not _THE_PROJECT.search(message.text[: first[0] - message.offset])
        for (a, first), (b, second) in pairs
    )


def named_as_left_out(message: Message, subjects: Sequence[Placed]) -> list[Placed]:
    """What is named and left out: it follows "sauf", "sans", "hors"…, or another one that does: "sauf A et B"."""
    found: list[Placed] = []
    for subject, place in sorted(subjects, key=lambda placed: placed[1]):
        if found and found[-1][1] == place:  # Bercy is two ministries
            found.append((subject, place))
            continue
        beside = found and _AND_TOO.fullmatch(text_between(message, found[-1][1], place))
        if beside or _is_left_out(message, place):
            found.append((subject, place))
    return found


def _is_left_out(message: Message, place: tuple[int, int]) -> bool:
    """Whether a place follows "sauf", "sans", "hors"… with at most an article between: "ceux que la DINSIC ne porte pas" too."""
    low, high = place[0] - message.offset, place[1] - message.offset
    if _THOSE_THAT.search(message.text[:low]) and _NOT_ITS_OWN.match(message.text[high:]):
        return True
    cues = [
        e
        for e in message.entities
        if e["entity"] == "excluding"
        and not place[0] <= e["start"] < place[1]
        and not _PERSONS.search(message.text[: e["start"] - message.offset])
    ]
    between = [text_between(message, place_of_entity(e), place) for e in cues if e["end"] <= place[0]]
    between = [_ALSO.sub("", text) for text in between]
    return any(ARTICLES.fullmatch(text) or _THE_ONE_SHARED.fullmatch(text) for text in between)


def extreme_left_out(message: Message) -> tuple[Subject, ...]:
    """The largest or the smallest ones, where they are left out: "tous sauf les deux plus gros"."""
    orders = (e for e in message.entities if e["entity"] == "operation" and e["value"] in ENDS)
    order = next((e for e in orders if _is_left_out(message, place_of_entity(e))), None)
    if order is None:
        return ()
    number = message.first("top") or 1
    return (Subject(kind="extreme", id=f"{order['value']} {number}", text=order["value"]),)


def those_that_count(message: Message, subjects: Sequence[Placed], kb: KnowledgeBase) -> Sequence[Placed]:
    """The subjects that count: beside a project, words that only name a theme are its circumstances.

    "Que change FranceConnect pour les fonctionnaires ?" is about FranceConnect; "le cloud a plus que FranceConnect ?" weighs
    what a theme of one project names.
    """
    if not any(s.kind == "project" for s, _ in subjects):
        return subjects
    if INCLUDED.search(message.text):  # "quels projets touchent à la voiture, carte grise comprise ?"
        projects = {s.id for s, _ in subjects if s.kind == "project"}
        wide = [(s, at) for s, at in subjects if s.kind == "theme" and projects < set(members(kb, s))]
        if wide:
            return [(s, at) for s, at in subjects if s.kind != "project"]
    weighs = (
        message.intent == "ask_comparison"
        or _AND_ANOTHER.search(message.text) is not None
        or bool({"compare", "sum"} & set(message.values("operation")))
    )
    projects = {s.id for s, _ in subjects if s.kind == "project"}
    kept = []
    for index, (subject, place) in enumerate(subjects):
        linked = subject.kind == "keyword" and _AND_FOR.search(message.text) is not None
        linked = linked or (subject.kind == "theme" and _AND_THAT_FOR.search(message.text) is not None)
        own = members(kb, subject) if weighs or linked else ()
        if len(own) == 1 and own[0] not in projects:
            kept.append((subject, place))
            continue
        before, after = subjects[max(0, index - 1) : index], subjects[index + 1 : index + 2]
        beside = any(_beside(message, other, place) for _, other in before) or any(
            _beside(message, place, other) for _, other in after
        )
        supposed = subject.kind == "theme" and _SUPPOSED.search(message.text[: place[0] - message.offset])
        if subject.kind not in ("theme", "keyword") or beside or supposed:
            kept.append((subject, place))
    return kept


def is_counted(message: Message, subject: Subject, place: tuple[int, int]) -> bool:
    """Whether people are what is counted, rather than what projects are about: "combien d'étudiants ?"."""
    before = message.text[: place[0] - message.offset]
    return subject.kind == "theme" and subject.id in _PEOPLE and _HOW_MANY.search(before) is not None


def are_together(message: Message, named: tuple[Subject, ...]) -> bool:
    """Whether so many things are named as are said to be meant, or one is said to be counted with another."""
    side = [s for s in named if s.is_topical or s.kind == "organisation"]
    if len(side) < 2:
        return False
    included = INCLUDED.search(message.text) and all(s.kind == "organisation" for s in side)
    return bool(included) or (message.first("number") == len(side) and len({s.kind for s in side}) > 1)


def are_side_by_side(message: Message, subjects: Sequence[Placed]) -> bool:
    """Whether things of different kinds are listed one after the other."""
    named = [(s, place) for s, place in subjects if s.is_topical or s.kind == "organisation"]
    kinds = {"organisation" if s.kind == "organisation" else "topic" for s, _ in named}
    if len(kinds) < 2:
        return False
    pairs = pairwise(named)
    return all(_beside(message, a, b) for (_, a), (_, b) in pairs if a != b)


def _beside(message: Message, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether only "et", "ou", a comma and the like stand between two places."""
    between = text_between(message, first, second)
    if _WHOSE.fullmatch(between):
        return False
    linked = re.search(r"[,;+]|\b(?:et|ou|puis|ni|plus|vs|versus|contre)\b|\bface à", between)
    return bool(linked) and _SIDE_BY_SIDE.fullmatch(between) is not None


def all_named(message: Message, kb: KnowledgeBase) -> list[Placed]:
    """What is named, with where: names and calls, and spans that name something else, searched for."""
    found: list[Placed] = []
    taken: list[tuple[int, int]] = []
    circumstances = [place_of_entity(e) for e in message.entities if e["entity"] in ("unsaid", "unit")]
    left_out = [place_of_entity(e) for e in message.entities if e["entity"] == "excluding"]
    for entity in message.entities:
        kind = entity["entity"]
        theme = kb.themes.get(entity["value"]) if kind == "theme" else None
        if theme is not None and theme.audience and not _is_looked_for(entity, message):
            continue
        if kind == "theme" and _MINE.search(message.text[: entity["start"] - message.offset]) and _is_where(entity):
            continue
        if kind in NAMING and any(low <= entity["start"] and entity["end"] <= high for low, high in left_out):
            continue
        if kind in ("theme", "keyword") and any(low <= entity["start"] < high for low, high in circumstances):
            continue
        if kind == "theme" and _ASKED_FOR.search(message.text[: entity["start"] - message.offset]) and _place(message):
            taken.append(place_of_entity(entity))
        elif (
            kind == "term"
            and message.first("refers")
            and _AGENT.search(message.text[: entity["start"] - message.offset])
        ):
            continue
        elif kind in NAMING:
            found.append((Subject(kind=kind, id=entity["value"], text=_said(message, entity)), place_of_entity(entity)))
            taken.append(place_of_entity(entity))
        elif kind == "call":
            found.append(
                (
                    Subject(kind="call", id=entity["value"], text=_said(message, entity)),
                    place_of_entity(entity),
                )
            )
    searched = [e for e in message.entities if e["entity"] == "topic"]
    leading = [e for e in searched if kb.search.find(str(e["value"]))] or searched[:1]
    for entity in leading:
        if any(entity["start"] < high and low < entity["end"] for low, high in taken):
            continue
        said = str(entity["value"])
        if keys(said):
            found.append((_searched(said, kb), place_of_entity(entity)))
    calls = {s.id for s, _ in found if s.kind == "call"}
    if "unknown" in calls:
        found = [(s, at) for s, at in found if s.kind != "call"]
        place = next(place_of_entity(e) for e in message.entities if (e["entity"], e["value"]) == ("call", "unknown"))
        found.append((Subject(kind="unknown", id="call", text="un autre appel à projets"), place))
    return sorted(_without_asides(message, found, kb), key=lambda pair: pair[1])


def _is_where(theme: dict[str, Any]) -> bool:
    """Whether a theme only says where somebody is from: "un hôpital de ma région"."""
    return theme["value"] == "regions"


def _is_looked_for(audience: dict[str, Any], message: Message) -> bool:
    """Whether those whom projects serve are all that a question names: "quels projets pour les citoyens ?"."""
    named = [e for e in message.entities if e["entity"] in NAMING and e["value"] != audience["value"]]
    which = _WHO.match(message.text[audience["end"] - message.offset :])  # "les gens qui dorment dehors"
    return message.intent in _LOOKED_FOR and not named and not which and not message.first("pronoun")


def _without_asides(message: Message, found: list[Placed], kb: KnowledgeBase) -> list[Placed]:
    """What is named apart from what is waved away, and from who is asking where the question names something."""
    text = message.text
    dismissed = [_place_of(m, message) for words in (_DISMISSED, _PURPOSES) for m in words.finditer(text)]
    rest = [(s, at) for s, at in found if not any(low <= at[0] < high for low, high in dismissed)]
    if rest or not any(_CONCERNS_ME.search(text[high - message.offset :]) for _, high in dismissed):
        found = rest  # else "je suis professeur à la fac. Vous avez quelque chose pour nous ?"
    if any(s.is_topical and members(kb, s) for s, _ in found):
        paid = [_place_of(m, message) for m in _PAID_BY_IT.finditer(text)]
        found = [(s, at) for s, at in found if s.id != FUND or not any(low <= at[0] < high for low, high in paid)]
    found = _without_dwellings(found, message)
    found = _without_preamble(found, message, kb)
    found = _without_professions(_without_sizes(_without_mistakes(found, message), message), message)
    meanwhile = [_place_of(m, message) for m in _MEANWHILE.finditer(text)]
    remarks = [(s, at) for s, at in found if any(low <= at[0] < high for low, high in meanwhile)]
    if len(remarks) < len(found):
        found = [(s, at) for s, at in found if (s, at) not in remarks or members(kb, s)]
    found = _of_the_asking(_narrowed(found, message, kb), message, kb)
    introduced = [_place_of(m, message) for m in _INTRODUCED.finditer(text)]
    asked = [(s, at) for s, at in found if not any(low <= at[0] < high for low, high in introduced)]
    kinds = ("organisation", "term") if message.intent in _OF_NOTIONS else ("organisation",)
    whole_fund = any(s.kind in ("term", "call") for s, _ in asked)
    if not any(s.is_topical or s.kind in kinds for s, _ in asked):
        if whole_fund and not _THEY.search(
            text
        ):  # "Bonjour, direction du budget. Quel est le cumul investi par le fonds ?"
            found = [(s, at) for s, at in found if (s, at) in asked or not _carries_nothing(s, kb)]
        ordered = ORDERED & set(message.values("operation")) or _YOU_KNOW.search(text)
        whole = ordered and not _FOR_ME.search(text)
        selves = [_place_of(m, message) for m in _INTRODUCED.finditer(text) if _I_AM.search(m.group())]
        inside = [(s, at) for s, at in found if any(low <= at[0] < high for low, high in selves)]
        if any(s.kind == "organisation" for s, _ in inside):  # "je suis délégué syndical à l'Intérieur. …"
            found = [(s, at) for s, at in found if (s, at) not in inside or s.kind == "organisation"]
        asked = [(s, at) for s, at in found if not (whole and any(low <= at[0] < high for low, high in selves))]
    kept = [(s, at) for s, at in found if (s, at) in asked or s.kind not in _TOPICS]
    named = any(s.is_topical or s.kind in ("organisation", "term", "call") for s, _ in asked)
    return [(s, at) for s, at in kept if (s, at) in asked or not (named and _carries_nothing(s, kb))]


def _without_dwellings(found: list[Placed], message: Message) -> list[Placed]:
    """What is named, without the region where somebody only lives: "je suis éleveur dans le Cantal, l'Agriculture a eu quelque chose ?"."""
    own = [
        (s, at)
        for s, at in found
        if s.kind == "region" and _LIVES_THERE.search(message.text[: at[0] - message.offset]) is not None
    ]
    others = any(s.is_topical or s.kind == "organisation" for s, at in found if (s, at) not in own)
    return [placed for placed in found if placed not in own] if others else found


def _without_preamble(found: list[Placed], message: Message, kb: KnowledgeBase) -> list[Placed]:
    """What is named, without what somebody tells of themselves before a question that says what it is about.

    "Je monte un powerpoint en urgence, combien de lauréats au 2e appel ?", "mon frère est policier : à l'Intérieur, quel… ?".
    """
    asks = _ASKS.search(message.text)
    before = message.text[: asks.start()] if asks is not None else ""
    end = max(before.rfind(mark) for mark in ".:;!")
    end = (end if end >= 0 else before.rfind(",")) + 1
    head, tail = message.text[:end], message.text[end:]
    inside = [(s, at) for s, at in found if at[0] - message.offset >= end]
    leans = _LEANS_ON_IT.search(tail) and not any(s.kind == "organisation" for s, _ in inside)
    if not _OF_ONESELF.search(head) or _ABOUT_SOMETHING.search(head) or leans:
        return found
    says_what = any(s.kind in _SAYING_WHAT and (s.id != FUND or _FUND_ITSELF.search(tail)) for s, _ in inside)
    bounded = any(e["entity"] == "amount" and e["start"] - message.offset >= end for e in message.entities)
    if not (says_what or bounded or _ALL_PROJECTS.search(tail)):
        return found  # "des familles ne paient plus leur loyer. Quelle somme le fonds consacre-t-il à ce problème ?"
    studied = [at for _, at in found if _STUDIES.search(message.text[: at[0] - message.offset])]
    idle = [(s, at) for s, at in found if s.kind in _TOPICS or _carries_nothing(s, kb) or at in studied]
    return [placed for placed in found if placed in inside or placed not in idle]


def _without_professions(found: list[Placed], message: Message) -> list[Placed]:
    """What is named, without what somebody only is: "je suis journaliste et j'écris sur l'intelligence artificielle"."""
    own, text = [], message.text
    for subject, place in found:
        before, after = text[: place[0] - message.offset], text[place[1] - message.offset :]
        greets = _HELLO_FROM.fullmatch(before) and _ALONE.match(
            after
        )  # "bonjour, journaliste. Le montant du deuxième appel ?"
        if subject.is_topical and (_I_AM_A.search(before) or (greets and not _CONCERNS_ME.search(after))):
            own.append((subject, place))
    others = any(s.is_topical or s.kind in ("call", "term") for s, at in found if (s, at) not in own)
    return [placed for placed in found if placed not in own] if others else found


def _without_sizes(found: list[Placed], message: Message) -> list[Placed]:
    """What is named, without the call of "16 projets" where these are supposed of a body or a topic."""
    if not any(s.is_topical or s.kind == "organisation" for s, _ in found):
        return found
    said = {place: message.text[place[0] - message.offset : place[1] - message.offset] for _, place in found}
    return [(s, place) for s, place in found if s.kind != "call" or not _SIZE.match(said[place])]


def _without_mistakes(found: list[Placed], message: Message) -> list[Placed]:
    """What is named, without what is taken back at once: "Bercy, enfin l'Économie"."""
    widened = {
        place_of_entity(e) for e in message.entities if e["entity"] == "widened"
    }  # "du deuxième, euh non de tous"
    places = sorted({place for _, place in found} | widened)
    taken_back = {
        first for first, second in pairwise(places) if _CORRECTED.fullmatch(text_between(message, first, second))
    }
    not_meant = {
        second for first, second in pairwise(places) if _NOT_THE_OTHER.fullmatch(text_between(message, first, second))
    }  # "l'Économie, pas les Comptes publics"
    return [(s, place) for s, place in found if place not in taken_back | not_meant]


def _narrowed(found: list[Placed], message: Message, kb: KnowledgeBase) -> list[Placed]:
    """What is named without what its complement narrows: "l'hébergement des serveurs" is about servers."""
    kinds = ("theme", "keyword", "words")
    wide = [
        (s, at)
        for (s, at), (other, place) in pairwise(sorted(found, key=lambda pair: pair[1]))
        if s.kind in kinds
        and other.kind in ("theme", "keyword")
        and not set(members(kb, s)) & set(members(kb, other))
        and _COMPLEMENT.fullmatch(text_between(message, at, place))
    ]
    return [placed for placed in found if placed not in wide]


def asking_places(message: Message) -> list[tuple[int, int]]:
    """The places of the sentences that ask."""
    return [(low + message.offset, high + message.offset) for low, high in asking(message.text)]


def _of_the_asking(found: list[Placed], message: Message, kb: KnowledgeBase) -> list[Placed]:
    """What the sentences that ask name; what was told before them counts where they name nothing themselves.

    Of that, a topic says what it is about, rather than words that lead to nothing and bodies that carry nothing.
    """
    places = asking_places(message)
    inside = [(s, at) for s, at in found if any(low <= at[0] < high for low, high in places)]
    outside = [(s, at) for s, at in found if s.kind == "organisation" and (s, at) not in inside]
    strong = any(s.kind in ("project", "keyword") for s, _ in found)
    if (
        places
        and len(outside) == 1
        and not strong
        and not any(s.is_topical or s.kind == "organisation" for s, _ in inside)
    ):
        asked = " ".join(message.text[low - message.offset : high - message.offset] for low, high in places)
        if _THEY.search(asked):  # "37 ans à La Poste, au guichet. Ils ont touché quelque chose, eux ?"
            return [*inside, *outside]
    ranked = any(
        e["entity"] == "position" and any(low <= e["start"] < high for low, high in places) for e in message.entities
    )
    counted = any(
        e["entity"] == "unit" and e["value"] in _TALLIED and any(low <= e["start"] < high for low, high in places)
        for e in message.entities
    )
    asked_words = " ".join(message.text[low - message.offset : high - message.offset] for low, high in places)
    pointing = _IT.search(_TAKEN_UP.sub(",", asked_words) if inside else asked_words)
    if (ranked or (counted and not pointing)) and {s.kind for s, _ in inside} in ({"call"}, {"call", "term"}):
        return inside  # "tout en bas il y a le chatbot, d'accord. Et l'avant-dernier du deuxième appel ?"
    if places and inside and not any(s.is_topical for s, _ in inside):
        before = message.text[: places[0][0] - message.offset]
        head = before[max(before.rfind(mark) for mark in ".!?;") + 1 :]
        if head.rstrip().endswith(":"):  # "Accueil ouvert jour et nuit : projet de l'Intérieur, ou d'un autre ?"
            low = places[0][0] - len(head)
            found = [(s, at) for s, at in found if low <= at[0] < places[0][0] or (s, at) in inside]
            return found
    asked_text = " ".join(message.text[low - message.offset : high - message.offset] for low, high in places)
    if places and not inside and _AGAIN.search(asked_text):
        return [
            (s, at) for s, at in found if s.kind == "call"
        ]  # "Attendez, je prends un crayon. C'était combien déjà ?"
    if inside:  # "Encore nos impôts jetés par les fenêtres ! Combien le fonds a-t-il investi ?"
        cries = [_place_of(m, message) for m in SENTENCE.finditer(message.text) if m.group().rstrip().endswith("!")]
        found = [(s, at) for s, at in found if not any(low <= at[0] < high for low, high in cries)]
    if places:  # "Doté de combien ? Histoire de voir si ça vaut le déplacement."
        found = [(s, at) for s, at in found if s.kind not in ("words", "unknown") or at[0] < places[-1][1]]
    notions = message.intent in _OF_NOTIONS and not message.first("those") and any(s.kind == "term" for s, _ in inside)
    if not notions and not any(s.is_topical or s.kind == "organisation" for s, _ in inside):
        topical = any(s.is_topical and members(kb, s) for s, _ in found)
        sought = _ONE_OF_THEM.search(asked_text) is not None  # "pas un projet contre la sécheresse. Vous en voyez un ?"
        idle = [s for s, _ in found if (s.kind == "unknown" and not sought) or (topical and _carries_nothing(s, kb))]
        return [(s, at) for s, at in found if (s, at) in inside or not places or s not in idle]
    return [(s, at) for s, at in found if (s, at) in inside or s.kind == "call"]


def _carries_nothing(subject: Subject, kb: KnowledgeBase) -> bool:
    return subject.kind == "organisation" and not kb.carried_by(subject.id)


def text_between(message: Message, first: tuple[int, int], second: tuple[int, int]) -> str:
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
