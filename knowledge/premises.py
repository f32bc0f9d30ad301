"""What a question takes for granted: who carries a project, in which call it won, what any announcement tells of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import facts
from knowledge.answers import (
    Answer,
    Carriers,
    Nothing,
    OneProject,
    Premise,
    Selection,
    Several,
)
from knowledge.quantities import durations
from knowledge.questions import Filter, Operation, Question, Range, Subject, Want
from knowledge.records import FUND, Asked, Fact, Project
from knowledge.selection import label, select
from knowledge.sums import selection
from knowledge.text import keys, phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

IS_OF = phrase(
    r"(?<!\bau )\b(?:c['’ ]?est|c['’ ]?était|est|était|fait|faisait|date|pris|retenue?|choisie?|sélectionnée?|lauréate?|gagn\w+) (?:bien |aussi |donc )?(?:partie )?(?:du|de la|dans|le|la|au|à la)\b[^?]*\b(?:appel|vague|édition|fournée|session)\b"
    r"|\b(?:vien\w+|provien\w+|relèv\w+) (?:bien |donc )?(?:du|de la)\b[^?]*\b(?:appel|vague|fournée|session)\b"
    r"|\b(?:a|ont) été (?:bien )?(?:annoncé|retenu|dévoilé|sélectionné|choisi)e?s? (?:bien )?(?:en|au)\b"
)
# "Les 16 ont tous eu au moins un million": not "tous les projets qui ont eu…", which are asked for.
ALL_KEEP = phrase(
    r"(?<!qui )\b(?:ont|sont|dépass\w+|touch\w+|reçoivent|obtiennent|atteign\w+)(?:[- ](?:ils|elles))? (?:bien |donc )?(?:chacune?|tou(?:s|tes))\b"
    r"|\btou(?:s|tes) (?:ont|sont|auraient|dépass\w+|touchent|reçoivent|atteignent)\b"
    r"|\btou(?:s|tes) les (?:lauréats|projets|\d+)(?:(?! qui) \w+){0,4}? (?:ont|dépassent|touchent|reçoivent|atteignent)\b"
    r"|\bchacune? (?:a|ont|dépass\w+|touch\w+|reçoi\w+|des \w+ (?:\w+ )?a)\b"
    r"|\bles \d+ (?:lauréats |projets )?(?:ont|dépassent|touchent|reçoivent|atteignent)\b"
)
_TOGETHER = phrase(r"\bà (?:eux|elles)\b|\bensemble\b|\ben tout\b|\bau total\b|\bréuni\w*\b|\bcumul\w*")
_WHICH_CALL = phrase(r"\b(?:dans|de|à|sur|lors de) quel appel\b")
_NAMED = phrase(r"\b(?:motifs?|raisons?|pourquoi)\b|\b(?:titres?|noms?|intitulés?|liste)\b|\b(?:lesquels|quels)\b")
_DEADLINE = phrase(r"\bjusqu['’]à (?:quel|quand)|\bdate limite\b|\bclôture\b|\bau plus tard\b")
_IN_FACT = phrase(
    r"\batteinte?s?\b|\b(?:vraiment|réellement|effectivement|finalement|au final|au bout du compte|en pratique|dans les faits|concrètement)\b"
)
# What tells those who applied from those who won.
APPLYING = frozenset(
    "candidat depose candidate postule participe participant mobilise repondu dossier candidature tente lance concouru"
    " concourir inscrit presente candidater postuler deposer participer repondre tenter inscrire".split()
)
_NUMERIC = frozenset("combien montant somme cout nombre chiffre".split())
# A statement answers a question that seems to ask for something unsaid only where it fits it this well.
SURELY = 5.4
# What is told of a project answers a question where it holds so many of its words.
_TOLD = 2
# "La ventilation des crédits région par région" is not where a project is tried.
_BY_PLACE = phrase(r"\bpar (?:région|département|académie|commune|ville|territoire|préfecture)s?\b")
_PER_ONE = phrase(r"\bpar (?:agent|fonctionnaire|personne|tête|bénéficiaire)")
# Of these no announcement says a word, whatever figure stands near.
_NEVER_TOLD = ("jobs", "price", "access", "marks", "biography", "contractor", "contact")


def its_call(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """The few projects in question with their calls: "FranceConnect, c'est de quel appel ?"."""
    about = question.about
    named = _WHICH_CALL.search(question.text) is not None
    amount = want is Want.AMOUNT and not named
    asked = question.unit == "call" and (want is not Want.COUNT or named) and not amount
    asked = asked and question.operation in ((None, Operation.SUM) if named else (None,))
    narrowed = about.topical or about.within or (named and about.of_kind("organisation"))
    kept = few_of(select(kb, about), about) if asked and narrowed and not about.of_kind("call") else []
    each = tuple(OneProject(p, (Want.PROJECTS,), about=Subject(kind="call", id=p.call)) for p in kept)
    return Several(each) if len(each) > 1 else next(iter(each), None)


def of_its_call(kb: KnowledgeBase, question: Question, want: Want) -> OneProject | None:
    """The one project in question, asked whether it is of a call: "FranceConnect, c'est bien le premier appel ?"."""
    about, calls = question.about, question.about.of_kind("call")
    asked = want in (Want.PROJECTS, Want.AMOUNT, Want.DATE, Want.CARRIER) and question.operation is None
    if not (asked and len(calls) == 1 and about.of_kind("project", "keyword") and IS_OF.search(question.text)):
        return None
    kept = select(kb, about)
    return OneProject(kept[0], (Want.PROJECTS,), Premise(True), calls[0]) if len(kept) == 1 else None


def as_long_as(question: Question, told: Fact) -> Premise:
    """Whether a statement tells the length of time that a question takes for true: "700 millions sur dix ans ?"."""
    said, true = durations(question.text), durations(told.text)
    if not {unit for _, unit in said} & {unit for _, unit in true}:
        return Premise()
    return Premise(said <= true)


def dated(kb: KnowledgeBase, question: Question) -> Fact | None:
    """When what the one project in question brings is announced for; None where that is not told."""
    own = chosen(kb, question.about)
    about = own[0].id if len(own) == 1 else None
    return next((f for f in kb.facts if f.asks is Asked.DATE and f.about == about and not f.absent), None)


def never_told(kb: KnowledgeBase, question: Question, want: Want) -> bool:
    """Whether a question asks for what no announcement tells; a fact that fits it well is told all the same."""
    about = question.about
    if question.missing == "refused" and want in (Want.COUNT, Want.AMOUNT, Want.CRITERIA):
        named = _NAMED.search(question.text) is not None  # "les titres des dossiers recalés"
        return named and want is not Want.AMOUNT
    if question.missing == "applying" and _DEADLINE.search(question.text):
        return True  # when the call was launched is told, not until when one could apply
    if question.missing == "progress" and about.subjects and all(s.id == FUND for s in about.subjects):
        return True  # "le fonds existe-t-il encore ?"
    if question.missing == "progress" and want is Want.DATE and dated(kb, question) is not None:
        return False  # "c'est déjà en ligne ?", of what is announced for a month
    if question.missing == "split" and _BY_PLACE.search(question.text) and not about.of_kind("project", "keyword"):
        return True
    if question.missing == "split" and _PER_ONE.search(question.text):
        return False  # "ça fait combien par agent ?" can be computed
    of_criteria = any(s.id == "criteres" for s in about.of_kind("term"))
    if question.missing == "outcome" and of_criteria and not _IN_FACT.search(question.text):
        return False  # "un euro placé doit rapporter combien ?"
    if question.missing in _NEVER_TOLD or (question.missing == "outcome" and _IN_FACT.search(question.text)):
        return True
    one = len(select(kb, about)) == 1 if about.topical or about.within or about.of_kind("organisation") else False
    one = one and len(about.of_kind("organisation")) < 2  # "les Finances et le Travail, combien chacun ?"
    if question.missing in ("full_cost", "split") and not one:
        return False
    if question.missing == "progress" and want is Want.UNSAID and project_told_of(kb, question) is not None:
        return False  # "saura-t-on sur internet où en est son véhicule ?"
    return best_statement(kb, question) is None


def best_statement(kb: KnowledgeBase, question: Question) -> Fact | None:
    """The statement that surely fits a question, whatever it asks; figures only where it asks for one."""
    numbers = _NUMERIC & set(keys(question.text))
    figures = (Asked.AMOUNT, Asked.COUNT, Asked.CRITERIA)
    asked = figures if numbers else tuple(asks for asks in Asked if asks not in figures)
    fitting = [pair for asks in asked for pair in facts.score_all(kb, question, asks)[:1]]
    score, fact = max(fitting, key=lambda pair: pair[0], default=(0.0, None))
    return fact if score >= SURELY else None


def nearby(kb: KnowledgeBase, question: Question) -> tuple[Project, ...]:
    """The projects that the rest of the question is about, to be proposed."""
    about = question.about
    rest = tuple(s for s in about.operands if s.kind != "call" and select(kb, about_one(about, s)))
    if not rest:
        return ()
    kept = select(kb, about.copy(update={"subjects": rest}))
    return tuple(kept) if len(kept) <= 5 else ()


def chosen(kb: KnowledgeBase, about: Filter) -> list[Project]:
    """The projects of the topics or bodies in question, or of an earlier answer."""
    return select(kb, about) if about.topical or about.of_kind("organisation") or about.within else []


def about_one(about: Filter, subject: Subject) -> Filter:
    return about.copy(update={"subjects": (subject,), "within": (), "excluding": (), "amounts": None, "joint": None})


def that_all_keep(kb: KnowledgeBase, question: Question) -> Answer | None:
    """Those that do not keep the bounds that all are said to keep: "les 16 ont tous eu plus de 500 000 euros ?"."""
    about, bounds = question.about, question.about.amounts
    if (
        bounds is None
        or None not in (bounds.low, bounds.high)
        or question.operation is not None
        or not ALL_KEEP.search(question.text)
    ):
        return None
    whole = select(kb, about.copy(update={"amounts": None}))
    if len(whole) < 2:
        return None
    holds = len(select(kb, about)) == len(whole)
    beyond = Range(low=bounds.high, high=bounds.low, strict=not bounds.strict)
    told = about if holds else about.copy(update={"amounts": beyond})
    answer = selection(kb, question.with_filter(told), Want.PROJECTS)
    return replace(answer, premise=Premise(holds)) if isinstance(answer, (Selection, OneProject)) else answer


def beside_bounds(kb: KnowledgeBase, question: Question) -> Answer | None:
    """The grant of the one project named, and whether it keeps the bounds: "le cloud a eu plus de 70 millions ?"."""
    about = question.about
    bodies = about.of_kind("organisation")
    if (
        about.amounts is not None
        and question.yes_no
        and (about.union or about.within)
        and _TOGETHER.search(question.text)
    ):
        summed = select(kb, about.copy(update={"amounts": None}))
        if len(summed) > 1:  # "à eux quatre ils dépassent les 20 millions, c'est bien ça ?"
            whole = Filter(within=tuple(p.id for p in summed))
            total = selection(kb, question.with_filter(whole), Want.AMOUNT)
            holds = about.amounts.holds(sum(p.euros for p in summed))
            return replace(total, premise=Premise(holds)) if isinstance(total, Selection) else total
    if about.amounts is not None and question.yes_no and len(bodies) == 1 and not (about.topical or select(kb, about)):
        summed = select(kb, about.copy(update={"amounts": None}))
        if len(summed) > 1:  # "l'Intérieur cumule plus de 14 millions ?"
            total = selection(kb, question.with_filter(about.copy(update={"amounts": None})), Want.AMOUNT)
            holds = about.amounts.holds(sum(p.euros for p in summed))
            return replace(total, premise=Premise(holds)) if isinstance(total, Selection) else total
    own = (
        select(kb, about.copy(update={"amounts": None}))
        if about.amounts and about.operands != about.of_kind("call")
        else []
    )
    if about.amounts is None or len(own) != 1 or own[0].amount.euros is None:
        return None
    return OneProject(own[0], (Want.AMOUNT,), Premise(about.amounts.holds(own[0].euros)))


def of_other_carriers(kb: KnowledgeBase, question: Question) -> Answer | None:
    """A project or topic with a body that does not carry it: who does."""
    about = question.about
    bodies = about.of_kind("organisation")
    if (
        about.union
        or not (about.topical and bodies)
        or select(kb, about)
        or about.amounts is not None
        or about.joint is not None
    ):
        return None
    kept = select(kb, about.copy(update={"subjects": about.topical}))
    if not kept or len(kept) > 4:
        return None
    return Carriers(tuple(kept), Premise(False), tuple(kb.organisations[b.id] for b in bodies))


def of_another_call(kb: KnowledgeBase, question: Question) -> Answer | None:
    """The one project named, where it is asked in a call that is not its own.

    A body stands for its one project where its grant is told too: of the first call not all laureates are known.
    """
    about = question.about
    calls = about.of_kind("call")
    named = about.topical or about.of_kind("organisation")
    rest = select(kb, about.copy(update={"subjects": named, "amounts": None})) if calls and named else []
    grants = {*question.claims, about.amounts.low if about.amounts is not None else None}
    if not about.topical and not {p.euros for p in rest} & grants:
        one = rest[0] if len(rest) == 1 and question.yes_no else None
        return OneProject(one, (Want.PROJECTS,), about=Subject(kind="call", id=one.call)) if one is not None else None
    return OneProject(rest[0], (Want.PROJECTS,), Premise(False), calls[0]) if len(rest) == 1 else None


def few_of(kept: list[Project], about: Filter) -> list[Project]:
    return kept if (about.operands or about.within) and len(kept) <= 4 else []


def really_takes_place(kb: KnowledgeBase, about: Filter, region: Subject) -> Answer:
    """Where a project really takes place, asked about a region where it does not."""
    rest = about.copy(update={"subjects": tuple(s for s in about.subjects if s != region)})
    for project in select(kb, rest) if rest.operands or rest.within else []:
        for fact in kb.facts:
            if fact.asks is Asked.PLACE and fact.about == project.id:
                return OneProject(project, (Want.PLACE,), Premise(False), fact=fact)
    return Nothing("topic", label(kb, region))


def project_told_of(kb: KnowledgeBase, question: Question) -> Project | None:
    """The one project in question, where what is told of it holds the words of the question."""
    kept = chosen(kb, question.about)
    if len(kept) != 1 or question.missing not in (None, "progress") or _NUMERIC & set(keys(question.text)):
        return None
    return kept[0] if kb.search.shared(words_outside_names(question), kept[0].id) >= _TOLD else None


def words_outside_names(question: Question) -> str:
    """The words of a question beside the names in it."""
    own = question.text
    for subject in question.about.subjects:
        own = own.replace(subject.text, " ") if subject.text else own
    return own
