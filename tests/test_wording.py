"""Replies: whatever is asked, they say only what the answer holds; and they read well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge
from knowledge import Filter, Operation, Question, Range, Subject, Want
from knowledge.answers import Ambiguous, Answer, Comparison, Explained, Nothing, Several, Sources, Stated
from knowledge.french import NBSP
from knowledge.quantities import amounts
from knowledge.records import Fact, Project
from tests import asked
from wording import render
from wording.render import _text

KB = knowledge.shared()
ALL_CALLS = tuple(Subject(kind="call", id=c) for c in KB.calls)


# Questions of every kind


def _named(kind: str, ids: object) -> list[Subject]:
    return [Subject(kind=kind, id=i) for i in ids]


_NAMED = [
    *_named("project", KB.projects),
    *_named("organisation", KB.organisations),
    *_named("theme", KB.themes),
    *_named("region", KB.regions),
    *_named("call", KB.calls),
    *_named("term", KB.terms),
    *(Subject(kind="keyword", id=p.id, text=p.keywords[0]) for p in KB.projects.values()),
    Subject(kind="unknown", id="licornes", text="licornes"),
    Subject(kind="unknown", id="call", text="un autre appel à projets"),
]
_PROJECTS = st.sampled_from(sorted(KB.projects))
_WORDS = st.builds(
    lambda ids: Subject(kind="words", id=" ".join(ids), text="des papiers"),
    st.lists(_PROJECTS, min_size=1, max_size=5, unique=True),
)
_SUBJECTS = st.sampled_from(_NAMED) | _WORDS
_EUROS = st.sampled_from([325_000, 1_000_000, 1_900_000, 3_600_000, 6_000_000, 13_400_000, 24_300_000, 700_000_000])
_RANGES = (
    st.builds(Range, low=_EUROS, strict=st.booleans())
    | st.builds(Range, high=_EUROS, strict=st.booleans())
    | st.lists(_EUROS, min_size=2, max_size=2).map(lambda bounds: Range(low=min(bounds), high=max(bounds)))
)


def _filter(**parts: object) -> Filter:
    """A filter; things stand side by side only where several are named."""
    about = Filter(**parts)
    side_by_side = about.union and len(set(about.operands) - set(about.of_kind("call"))) > 1
    return about.copy(update={"union": side_by_side})


_FILTERS = st.builds(
    _filter,
    subjects=st.lists(_SUBJECTS, max_size=4, unique=True).map(tuple),
    excluding=st.just(()) | st.lists(_SUBJECTS, max_size=6, unique=True).map(tuple),
    amounts=st.none() | _RANGES,
    joint=st.sampled_from([None, None, True, False]),
    within=st.just(()) | st.lists(_PROJECTS, max_size=5, unique=True).map(tuple),
    union=st.booleans(),
)
_PHRASES = sorted({phrase for fact in KB.facts for phrase in fact.words})
_BODIES = ["ministry", "operator", "directorate", "organisation"]
_UNITS = [None, "project", "call", "dossiers", "agents", "applicant", *_BODIES]
_CUES = Path(__file__).parent.parent / "nlu" / "cues.yml"
_MISSING = sorted(yaml.safe_load(_CUES.read_text(encoding="utf-8"))["unsaid"])
_QUESTIONS = st.builds(
    Question,
    wants=st.lists(st.sampled_from(Want), max_size=3, unique=True).map(tuple),
    about=_FILTERS,
    operation=st.none() | st.sampled_from(Operation),
    top=st.none() | st.integers(1, 20),
    position=st.none() | st.integers(1, 20) | st.integers(-3, -1),
    unit=st.sampled_from(_UNITS),
    claims=st.lists(st.sampled_from([2, 4, 16, 17, 18, 33, 900_000, 1_900_000, 14_125_000]), max_size=2).map(tuple),
    yes_no=st.booleans(),
    by_number=st.sampled_from([False, False, True]),
    each=st.sampled_from([None, None, Range(low=2), Range(low=1, high=1), Range(low=4, high=4)]),
    complement=st.booleans(),
    whole=st.none() | _FILTERS,
    missing=st.sampled_from([None, *_MISSING]),
    times=st.sampled_from([None, None, None, (1, 2), (3, 1), (15, 100)]),
    text=st.lists(st.sampled_from(_PHRASES), max_size=3).map(" ".join),
)
_EXAMPLES = settings(max_examples=300, deadline=None, derandomize=True)


# What an answer lets a reply say

# Stands where a text was taken out, so that the numbers on its two sides never meet.
_GAP = " texte "
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_NO_FIGURES = re.compile(
    rf"\b\d{{1,2}}(?:er)?\s(?:et \d{{1,2}}\s)?(?:{_MONTHS})(?:\s\d{{4}})?"  # dates
    r"|\b20[12]\d\b"  # years
    r"|\d+(?:,\d+)?\s%"  # shares
    r"|\b\d+(?:,\d+)? fois plus"  # ratios
    r"|^\d+\. ",  # the numbers of a list
    re.MULTILINE,
)
_INTEGER = re.compile(rf"(?<!\d,)(?<!\d)\d+(?:[ {NBSP}]\d{{3}})*(?!\d|,\d)")


def _parts(answer: Answer) -> list[Answer]:
    return [leaf for part in answer.parts for leaf in _parts(part)] if isinstance(answer, Several) else [answer]


def _facts(answer: Answer) -> list[Fact]:
    own = [getattr(answer, name) for name in ("fact", "facts") if getattr(answer, name, None)]
    return [fact for found in own for fact in (found if isinstance(found, tuple) else (found,))]


def _texts_of_project(project: Project) -> list[str]:
    return [project.title, project.purpose, project.details, *project.benefits]


def _texts(answer: Answer) -> set[str]:
    """The texts that an answer brings along, written by editors or said by the person, and told as they are."""
    texts: set[str] = set()
    for part in _parts(answer):
        for project in part.projects:
            texts.update(_texts_of_project(project))
        for fact in _facts(part):
            texts.update(fact.text.split("{value}"))
        for name in ("scope", "label", "whole_label", "heard"):
            texts.add(getattr(part, name, ""))
        texts.update(getattr(part, "labels", ()))
        if isinstance(part, Comparison):
            texts.update(g.label for g in part.groups)
        if isinstance(part, Explained):
            texts.update((part.term.text, part.term.aims))
        if isinstance(part, Sources):
            texts.update((*part.titles, *part.places))
    return {text.strip() for text in texts if text.strip(" .,;:")}


def _without(text: str, parts: set[str]) -> str:
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(re.escape(part), _GAP, text, flags=re.IGNORECASE)
    return text


def _integers(text: str) -> set[int]:
    return {int(re.sub(r"\D", "", found)) for found in _INTEGER.findall(text)}


def _scopes(answer: Answer) -> set[str]:
    """The words that say what was asked, which may name what is left out."""
    names = ("scope", "label", "whole_label", "heard")
    return {getattr(p, n, "") for p in _parts(answer) for n in names} | {
        label for part in _parts(answer) for label in getattr(part, "labels", ())
    }


@_EXAMPLES
@given(_QUESTIONS)
def test_every_question_gets_a_whole_sentence(question: Question) -> None:
    text = render(KB.ask(question), KB)

    assert text.strip()
    assert "{" not in text
    assert "}" not in text
    assert "None" not in text
    assert not re.search(r"^\s*-?\s*$", text, re.MULTILINE), "an empty line"


@_EXAMPLES
@given(_QUESTIONS)
def test_every_amount_that_is_told_is_in_the_answer(question: Question) -> None:
    answer = KB.ask(question)
    said = _without(render(answer, KB), _texts(answer))

    assert {quantity.euros for quantity in amounts(said)} <= answer.figures


@_EXAMPLES
@given(_QUESTIONS)
def test_every_number_that_is_told_is_in_the_answer(question: Question) -> None:
    answer = KB.ask(question)
    said = _NO_FIGURES.sub(_GAP, _without(render(answer, KB), _texts(answer)))
    for quantity in reversed(amounts(said)):
        said = said[: quantity.start] + _GAP + said[quantity.end :]

    assert _integers(said) <= answer.figures


@_EXAMPLES
@given(_QUESTIONS)
def test_every_project_that_is_told_is_in_the_answer(question: Question) -> None:
    answer = KB.ask(question)
    texts = {s for s in _scopes(answer) if s}
    texts.update(f for part in _parts(answer) for fact in _facts(part) for f in fact.text.split("{value}"))
    said = _without(render(answer, KB), {t for t in texts if t.strip(" .,;:")})
    told = {p for p in KB.projects.values() if p.title.casefold() in said.casefold()}

    assert told <= set(answer.projects)


@_EXAMPLES
@given(_QUESTIONS)
def test_the_source_stands_last_once(question: Question) -> None:
    answer = KB.ask(question)
    lines = render(answer, KB).splitlines()

    sourced = [line for line in lines if re.match(r"Sources? : ", line)]
    if answer.sources and not isinstance(answer, (Sources, Ambiguous)):
        assert sourced == [lines[-1]]
    else:
        assert sourced == []


# The checks themselves


def test_numbers_are_seen_and_dates_shares_and_ratios_are_not() -> None:
    assert _integers("18 projets, 900\u00a0000 agents, 12,8 et 3") == {18, 900_000, 3}
    assert _NO_FIGURES.sub("", "12 novembre 2018, 40 %, 1,5 fois plus") == ", , "


# Examples


def _ask(*wants: Want, operation: Operation | None = None, **named: str) -> Answer:
    subjects = tuple(Subject(kind=kind, id=i) for kind, ids in named.items() for i in ids.split())
    return KB.ask(Question(wants=wants, about=Filter(subjects=subjects), operation=operation))


def _say(*wants: Want, operation: Operation | None = None, **named: str) -> str:
    return render(_ask(*wants, operation=operation, **named), KB)


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_the_amount_of_a_project_stands_first_and_its_source_last() -> None:
    lines = _plain(_say(Want.AMOUNT, project="licence")).splitlines()

    assert lines[0] == "Réussite en licence : 12,8 millions d'euros."
    assert lines[-1] == "Source : annonce du 12 novembre 2018."


def test_a_reply_about_a_project_holds_its_essentials() -> None:
    text = _plain(_say(Want.BENEFITS, project="fourrieres"))

    assert text.startswith("Ce que le projet « Gestion des fourrières » doit apporter :\n- ")
    assert "1,7 million d'euros" in text
    assert "ministère de l'Intérieur" in text
    assert KB.projects["fourrieres"].purpose in text


def test_the_sum_of_a_body_stands_first() -> None:
    first = _plain(_say(Want.AMOUNT, organisation="interieur")).splitlines()[0]

    assert first == "Projets du ministère de l'Intérieur : 14,125 millions d'euros au total, pour 4 projets."


def test_a_sum_says_what_part_is_shared() -> None:
    text = _plain(_say(Want.AMOUNT, organisation="premier-ministre"))

    assert "Dont 2,1 millions d'euros en commun" in text
    assert "1,8 million d'euros hors de cette part" in text


def test_a_shared_amount_is_said_to_be_shared() -> None:
    first = _plain(_say(Want.AMOUNT, project="geoplateforme")).splitlines()[0]

    assert first.startswith("Géoplateforme : 3,6 millions d'euros, une seule somme pour ")
    assert first.endswith("sans répartition connue.")


_PARTS_OF_A_CALL = [
    {"joint": True},
    {"excluding": (Subject(kind="organisation", id="interieur"),)},
    {"within": ("licence", "export")},
]


@pytest.mark.parametrize("part", _PARTS_OF_A_CALL, ids=lambda part: next(iter(part)))
def test_the_announced_sum_of_a_call_is_not_told_of_a_part_of_it(part: dict[str, Any]) -> None:
    about = Filter(subjects=ALL_CALLS[1:], **part)
    text = render(KB.ask(Question(wants=(Want.AMOUNT,), about=about)), KB)

    assert 69_000_000 not in {quantity.euros for quantity in amounts(text)}


@pytest.mark.parametrize("part", _PARTS_OF_A_CALL, ids=lambda part: next(iter(part)))
def test_laureates_that_a_filter_leaves_out_are_not_said_to_be_undescribed(part: dict[str, Any]) -> None:
    about = Filter(subjects=ALL_CALLS[1:], **part)
    text = render(KB.ask(Question(wants=(Want.PROJECTS,), about=about)), KB)

    assert "pas décrits" not in text


def test_long_lists_are_told_in_full() -> None:
    text = _say(Want.PROJECTS)

    assert all(project.title in text for project in KB.projects.values())
    assert text.count("\n- ") == len(KB.projects)


def test_a_list_tells_each_carrier_and_amount() -> None:
    text = _plain(_say(Want.PROJECTS, theme="logement"))

    assert "- Hébergement et logement des personnes sans abri (Cohésion des territoires) : 1,9 million d'euros" in text
    assert "impayés de loyer (Premier ministre, Cohésion des territoires et DIHAL) : 2,1 millions d'euros" in text


def test_undescribed_laureates_are_told() -> None:
    text = _plain(_say(Want.PROJECTS, call="appel-1"))

    assert "17 lauréats" in text
    assert "les 15 autres n'y sont pas décrits" in text


def test_numbers_hold_together_with_their_units() -> None:
    text = _say(Want.AMOUNT, organisation="interieur")

    assert f"14,125{NBSP}millions{NBSP}d'euros" in text
    assert f"325{NBSP}000{NBSP}euros" in text
    assert f"4{NBSP}projets" in text
    assert f"12{NBSP}novembre{NBSP}2018" in text
    assert not re.search(r"\d (?:\d{3}\b|projets?\b|millions?\b|euros?\b|novembre\b|juin\b)", text)


def test_ties_are_told_as_ties() -> None:
    second = KB.ask(
        Question(wants=(Want.PROJECTS,), operation=Operation.LOWEST, position=6, about=Filter(subjects=ALL_CALLS[1:]))
    )
    text = _plain(render(second, KB))

    assert text.startswith("À égalité au 6e rang par montant")
    assert "Hébergement et logement des personnes sans abri" in text
    assert "Accès au droit du travail" in text


def test_projects_with_the_same_amount_are_told_by_amount() -> None:
    asked = Question(wants=(Want.PROJECTS,), operation=Operation.TIES, yes_no=True)
    text = _plain(render(KB.ask(asked), KB))

    assert text.startswith("Oui. Projets décrits ayant reçu le même montant qu'un autre :")
    assert "- 3,6 millions d'euros : Géoplateforme (" in text
    assert "- 1,9 million d'euros : Hébergement et logement des personnes sans abri (" in text


def test_that_no_projects_got_the_same_amount_is_told() -> None:
    interior = Filter(subjects=(Subject(kind="organisation", id="interieur"),))
    asked = Question(wants=(Want.PROJECTS,), operation=Operation.TIES, about=interior, yes_no=True)

    assert _plain(render(KB.ask(asked), KB)).startswith("Non. Parmi les projets du ministère de l'Intérieur, aucun")


def test_a_sum_of_two_bodies_tells_that_a_common_project_counts_once() -> None:
    both = tuple(Subject(kind="organisation", id=i) for i in ("cohesion-territoires", "premier-ministre"))
    text = _plain(
        render(KB.ask(Question(wants=(Want.AMOUNT,), operation=Operation.SUM, about=Filter(subjects=both))), KB)
    )

    assert "Ensemble : 5,8 millions d'euros au total, ce qu'ils ont en commun n'étant compté qu'une fois." in text


def test_laureates_that_are_not_described_are_told_of() -> None:
    about = Filter(subjects=(Subject(kind="organisation", id="interieur"), ALL_CALLS[0]))
    text = _plain(render(KB.ask(Question(wants=(Want.PROJECTS,), about=about)), KB))

    assert (
        "Les annonces ne décrivent que 2 des 17 lauréats du premier appel à projets ; il peut y en avoir d'autres."
        in text
    )


def test_the_rank_of_a_tied_project_names_the_others() -> None:
    text = _plain(_say(Want.PROJECTS, operation=Operation.RANK, project="achats-etat"))

    assert "Même montant : Géoplateforme." in text


def test_rankings_name_their_scope() -> None:
    assert "parmi les 18 projets décrits" in _plain(_say(Want.PROJECTS, operation=Operation.HIGHEST))
    assert "parmi les 16 projets du deuxième appel" in _plain(
        _say(Want.PROJECTS, operation=Operation.HIGHEST, call="appel-2")
    )


def test_a_wrong_figure_is_denied_and_a_right_one_confirmed() -> None:
    about = Filter(subjects=(Subject(kind="project", id="licence"),))
    wrong = KB.ask(Question(wants=(Want.AMOUNT,), about=about, claims=(13_000_000,)))
    right = KB.ask(Question(wants=(Want.AMOUNT,), about=about, claims=(12_800_000,)))

    assert render(wrong, KB).startswith("Non. ")
    assert render(right, KB).startswith("Oui. ")


def test_a_wrong_carrier_is_corrected() -> None:
    text = _plain(_say(Want.CARRIER, project="licence", organisation="culture"))

    assert text.startswith("Non. ")
    assert "n'est pas porté par le ministère de la Culture, mais par le ministère de l'Enseignement supérieur" in text


@pytest.mark.parametrize("project", KB.projects.values(), ids=lambda project: project.id)
def test_no_carrier_is_denied_beside_a_body_that_is_none(project: Project) -> None:
    other = next(id for id in ("culture", "travail") if id not in project.carriers)
    for carrier in project.carriers:
        bodies = tuple(Subject(kind="organisation", id=id) for id in (carrier, other))
        about = Filter(subjects=(Subject(kind="project", id=project.id), *bodies))
        text = _plain(render(KB.ask(Question(wants=(Want.CARRIER,), about=about, yes_no=True)), KB))

        assert text.startswith("Non. ")
        denied, kept = text.split("n'est pas porté par ", 1)[1].split(", mais par ", 1)
        assert KB.organisations[other].name in denied
        assert KB.organisations[carrier].name not in denied
        assert KB.organisations[carrier].name in kept


def test_a_body_that_is_no_laureate_is_said_to_be_none() -> None:
    text = _say(Want.AMOUNT, organisation="armees")

    assert text.startswith("Le ministère des Armées ne fait pas partie des lauréats")
    assert not amounts(text)
    assert _say(Want.AMOUNT, organisation="hopitaux").startswith("Les hôpitaux ne font pas partie")


def test_what_the_announcements_do_not_say_points_elsewhere() -> None:
    text = _say(Want.UNSAID, project="licence")

    assert text.startswith("Les annonces que je connais ne le disent pas.")
    assert "www.modernisation.gouv.fr" in text


def test_bodies_side_by_side_tell_each_sum() -> None:
    text = _plain(_say(Want.AMOUNT, operation=Operation.COMPARE, organisation="culture interieur"))

    assert text.startswith("Le ministère de l'Intérieur a obtenu le plus : 14,125 millions d'euros, contre 1,5 million")
    assert "L'écart est de 12,625 millions d'euros, soit 9,4 fois plus." in text


def test_a_deduction_is_said_to_be_one() -> None:
    text = _plain(_say(Want.AMOUNT, operation=Operation.COMPARE, call="appel-1 appel-2"))

    assert "126 millions d'euros" in text
    assert "est une déduction" in text


def test_a_doubtful_name_is_asked_back_without_a_figure() -> None:
    subject = Subject(kind="project", id="fourrieres", text="fourmilières")
    text = render(Ambiguous((subject,), ("Gestion des fourrières",), heard="fourmilières"), KB)

    assert text == "Je ne suis pas sûr d'avoir compris « fourmilières ». Vouliez-vous dire « Gestion des fourrières » ?"


def test_several_answers_share_one_source_line() -> None:
    text = _plain(_say(Want.COUNT, Want.DATE, call="appel-2"))

    assert text.count("Source") == 1
    assert text.splitlines()[-1] == "Source : annonce du 12 novembre 2018."


def test_two_announcements_are_both_named() -> None:
    assert _plain(_say(Want.PROJECTS)).endswith("Sources : annonces du 20 juin 2018 et du 12 novembre 2018.")


def test_every_term_and_fact_can_be_told() -> None:
    for term in KB.terms.values():
        assert term.text in render(Explained(term), KB)
    for fact in KB.facts:
        assert "{" not in render(Stated((fact,)), KB)


def test_every_kind_of_answer_has_its_wording() -> None:
    wordless = [kind.__name__ for kind in Answer.__subclasses__() if kind not in _text.registry]

    assert len(Answer.__subclasses__()) > 10
    assert wordless == []


def test_every_reason_for_nothing_has_its_own_words() -> None:
    said = {render(Nothing(why, label="x"), KB) for why in ("topic", "none")}
    unsaid = {render(Nothing("unsaid", label=label), KB) for label in ("", *_MISSING)}

    assert len(said | unsaid) == 3 + len(_MISSING)


def test_a_project_of_another_call_is_told_with_its_own() -> None:
    text = render(KB.ask(asked.question(Want.PROJECTS, asked.project("franceconnect"), asked.SECOND_CALL)), KB)
    assert text.startswith("Non. FranceConnect Plateforme, phase 2 est un lauréat du premier appel")
