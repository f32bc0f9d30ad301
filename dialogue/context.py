"""A question in the light of what was said before.

A question that stands by itself is left as it is, so that stale context never answers for something else; one that
points at something that cannot be told is not answered on a guess.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dialogue import (
    asking_back,
    reckoning,
    told_bodies,
    told_calls,
    told_figures,
    told_fund,
    told_gap,
    told_list,
    told_project,
    told_rank,
    told_sums,
)
from dialogue.follow_up import changed, next_in_ranking
from dialogue.memory import Memory, Told
from dialogue.money import IN_ALL, MONEY, PAYER
from dialogue.pointing import Pointing
from dialogue.referents import ELLIPTIC, Unclear, is_fragment, length, pointed_at
from dialogue.shares import goes_on_with_share, share
from dialogue.told_project import OF_A_PROJECT, OF_ONE
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want, facts
from knowledge.counting import counts_applicants
from knowledge.quantities import FEWEST_EUROS
from knowledge.questions import EXTREMES, NEIGHBOURS
from knowledge.records import FUND, Asked
from knowledge.selection import members, select
from knowledge.sums import REMAINS
from knowledge.text import phrase

# "Tous mis bout à bout", "au total": of the list told.
_ALL_TOGETHER = phrase(
    r"\btou(?:s|tes|t) (?:mis|ensemble|réunie?s?|cumulée?s?|additionnée?s?|bout à bout|ça|cela)\b|\bau total\b"
)
_HOW_LONG = re.compile(r"\b(?:au bout de|en combien de|combien (?:de temps|d['’]années)|quel délai)\b", re.I)
_ALL = re.compile(r"\btous les (?:projets|lauréats)", re.I)
_OF_ALL = re.compile(
    r"\btou(?:s|tes)\b|depuis (?:le début|l['’]origine|toujours)|\bl['’][ée]tat\b|\bau total\b|\bfonds\b", re.I
)
_OF_THE_FUND = re.compile(rf"{_OF_ALL.pattern}|\b(?:lauréats|projets|gagnants|ministères|appels?)\b", re.I)
_THAT_ALONE = re.compile(r"\W*(?:et |pour |avec )*(?:lui|elle|eux|elles|cel(?:ui|le)(?:[- ](?:ci|là))?|ça)\W*", re.I)
_AND_IT_TOO = re.compile(r"^\W*et (?:lui|elle|eux|elles|cel(?:ui|le)[- ](?:ci|là)),? ", re.I)
_FIGURES = ((Want.AMOUNT,), (Want.COUNT,))
_FIGURES_OF_A_LIST = (Operation.SUM, Operation.AVERAGE, Operation.EXTREMES)
# "L'enveloppe du deuxième appel": a whole of its own, whatever was spoken of before.
_OF_THE_CALL = re.compile(
    r"\b(?:enveloppe|montant|total|budget|somme|dotation|coût)s?(?: \w+)? (?:du|de la|de l['’]|des) (?:\w+ )?"
    r"(?:premi|deuxi|second|1er|2|appel|vague)",
    re.I,
)
# "Et qui a fait la sélection ?": that of all, whatever was spoken of.
_OF_THE_CHOICE = phrase(r"\b(?:sélection\w*|choix|choisi\w*|tri|comité|jury|annonc\w+|dévoil\w+|proclam\w+)\b")
# So many projects are not told again because of a doubt: where they come from is enough.
_MANY = 5
# How far back a list may have been told of which some are left out.
_BACK = 4
_THE_ONE = phrase(
    r"^\W*(?:(?:euh|non|pardon|ben|bah|alors|oui)\W+)*(?:celui|celle|ceux|celles)\b(?!.*(?:\?|combien|quand))"
)
_WHAT_FIGURE = phrase(
    r"\bles \d[\d,. ]*(?:m€|millions)?\W+(?:\w+\W+){0,2}?(?:c['’ ]?est|c['’ ]?était|correspond\w*|ça correspond\w*) (?:à )?quoi\b|\bà quoi (?:correspond|renvoi)\w* (?:\w+ )?(?:donc )?les \d"
)
_SO_MANY = phrase(
    r"\b(?:n['’])?y en (?:a|avait|aurait)(?:[- ]t?[- ]?il)? (?:que |bien |donc |alors )*(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b"
)
_ADD_UP = phrase(r"\b(?:additionn|cumul|somm)\w*")
_ALIKE = phrase(rf"{told_list.THE_SAME.pattern}|\bautre chose\b|\bdéjà (?:ça|ceux|celles)\b")
_EACH = phrase(r"\bchacune?\b")
_WHERE_TO_FIND = phrase(r"\b(?:trouve|consulte|cherche|procure|renseigne)\w*\b")
_WHETHER_TRUE = re.compile(r"\b(?:faux|fausse|vrai|exact|juste|correct|erroné|trompé|bon chiffre)e?s?\b", re.I)


def in_context(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question as it is meant after what was said before.

    Raises:
        Unclear: it points at nothing that was said, or at what cannot be told apart.
    """
    if told_gap.with_ones_own(question):
        raise Unclear(question)
    meant = _in_context(question, at, memory, kb)
    meant = _within_new_bounds(question, at, _beyond_the_list(meant, kb), memory, kb)
    idle = told_gap.of_no_laureate(question, meant, kb)
    if idle is not None:
        return idle
    weighs = question.operation in (Operation.COMPARE, Operation.EXTREMES) and not at.other
    meant = told_gap.with_the_other(meant, memory, kb) if weighs else meant
    meant = _of_the_list_told(meant, memory, kb)
    if memory.turns and not memory.turns[0].absent and told_gap.weighs_nothing(question, at, meant, memory, kb):
        raise Unclear(meant.copy(update={"operation": meant.operation or Operation.COMPARE}))
    return meant


def _beyond_the_list(question: Question, kb: KnowledgeBase) -> Question:
    """The question without the list told, where that holds nothing of what is named: "et la radio, là-dedans ?"."""
    about = question.about
    named = about.of_kind("project", "theme", "keyword", "organisation")
    alone = about.within and named and not about.amounts and not about.excluding
    if not alone or question.yes_no or select(kb, about):
        return question
    free = about.copy(update={"within": ()})
    return question.with_filter(free) if select(kb, free) else question


def _of_the_list_told(question: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """The sum, mean or span of the list told, where one is asked of nothing else: "donc 53,6 millions, j'écris ça ?"."""
    euros = any(c >= FEWEST_EUROS for c in question.claims) and facts.telling(kb, question.claims) is None
    figure = question.operation in _FIGURES_OF_A_LIST or (question.operation is None and euros)
    how_much = question.operation is None and not question.claims and not REMAINS.search(question.text)
    bare = (
        (figure or how_much) and question.wants == (Want.AMOUNT,) and question.about == Filter() and not question.facts
    )
    if not bare or question.missing or _OF_THE_FUND.search(_ALL_TOGETHER.sub(" ", question.text)):
        return question
    if len(memory.listed) < (1 if how_much else 2) or memory.turns[0].absent:
        return question
    of_list = {"about": Filter(within=memory.listed), "operation": question.operation or Operation.SUM}
    return question.copy(update=of_list)


def _within_new_bounds(
    question: Question, at: Pointing, meant: Question, memory: Memory, kb: KnowledgeBase
) -> Question:
    """The question for those within bounds that hold none of the list told: "et ceux sous 1,6 million ?", after the largest."""
    narrowed = question.about.only_bounds and question.wants == (Want.PROJECTS,) and meant.about != question.about
    narrowed = narrowed and question.operation is None and at.number is None  # not "à eux deux, plus de 5 millions ?"
    if not narrowed or not memory.turns or len(memory.listed) < 2 or select(kb, meant.about):
        return meant
    bounded = next((t.question for t in memory.turns if t.question.about.amounts is not None), None)
    calls = bounded.about.of_kind("call") if bounded is not None else ()
    return question.with_filter(question.about.copy(update={"subjects": calls}))


def _in_context(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question as it is meant, perhaps weighing one thing alone."""
    worked_out = reckoning.worked_out(question, memory, kb)
    if worked_out is not None:
        return worked_out
    question = told_rank.in_the_ranking(question, at, memory, kb)
    if memory.pending is not None and (not question.wants or _names_the_one_meant(question, at)):
        question = asking_back.completed(question, memory.pending, memory, kb)
    if not memory.turns:
        question = told_calls.of_the_call_in_place(question, at, kb)
        if _points_at_nothing(question, at):
            raise Unclear
        return question
    if question.wants and question.wants[0] is not Want.PLACE:
        memory = memory.without_places()
    memory = _back_to_the_list(question, memory, kb)
    told = memory.turns[0]
    of_all = ("project", len(kb.projects)) in question.tallies and not at.rest
    if of_all and question.operation is Operation.SUM and question.about == Filter():
        return question  # "ajoutez les montants des 18 projets décrits"
    if of_all and question.about.only_bounds:
        return question  # "les 18 projets ont tous dépassé 300 000 euros ?"
    if question.claims and not question.about.subjects and _WHAT_FIGURE.search(question.text):
        return question.copy(update={"wants": (Want.UNSAID,), "operation": None})  # "alors les 195, c'est quoi ?"
    if question.missing == "payer" and question.claims:
        return question  # "les autres financeurs des 66 millions qui manquent, qui est-ce ?"
    question = _without_the_unknown(question, at)
    question = told_bodies.put_right(question, at)
    question = told_sums.added_money(question, at, told)
    question = told_list.files_as_projects(question, told)
    question = told_figures.of_so_many(question, told, kb)
    question = told_bodies.with_all_of_it(question, told)
    question = told_gap.more_or_less(question, memory, kb)
    settled = told_figures.of_so_much(question, told)
    settled = settled or told_calls.in_another_year(question, told, kb) or told_gap.end_against(question, told, kb)
    settled = settled or told_gap.gap_said(question, memory, kb) or told_gap.together_against(question, at, memory, kb)
    settled = settled or told_rank.gap_to_the_one_ahead(question, told, kb)
    settled = settled or told_gap.end_against_the_other(question, memory, kb)
    settled = settled or told_list.whose_is_the_nth(question, at, told) or told_rank.beside_the_group(question, memory)
    settled = settled or told_gap.several_against(question, told, kb)
    settled = settled or told_gap.one_of_two_against_the_other(question, at, told, kb)
    settled = settled or told_gap.against_another(question, at, told)
    if settled is not None:
        return settled
    of_it = told_calls.refused_too(question, told)
    if of_it.about != question.about:
        return of_it
    question = of_it
    settled = told_list.without_the_nth(question, at, memory)
    settled = settled or told_list.so_many_of_the_call(question, at, told, kb)
    settled = settled or told_list.only_those(question, memory, kb)
    if settled is not None:
        return settled
    question, at = told_project.what_else_of_it(question, at, told)
    question = told_list.not_that_one(question, at, told, kb)
    question, at = told_list.of_that_day(question, at)
    question = told_calls.of_the_same_call(question, told)
    question = told_calls.each_time(question, memory)
    question = told_list.which_is_of(question, told, kb)
    question = told_bodies.what_else_it_has(question, at)
    question, at = told_calls.in_the_next_call(question, at, told)
    question, at = told_calls.in_the_nth_call(question, at, told, kb)
    settled = told_calls.files_weighed(question, told, kb) or told_calls.money_of_the_call(question, told)
    settled = settled or told_list.the_opposite(question, told)
    settled = (
        settled or told_calls.of_applicants(question, told) or told_calls.with_another_call(question, at, memory, kb)
    )
    settled = settled or told_calls.in_one_call(question, told) or told_list.all_of_the_list(question, at, memory)
    settled = (
        settled or told_rank.the_other_end(question, at, memory) or told_bodies.of_the_leading_body(question, memory)
    )
    settled = settled or told_bodies.with_the_body_told(question, memory)
    settled = settled or told_bodies.total_of_the_body(question, told)
    settled = settled or told_sums.total_of_one(question, told)
    settled = settled or told_rank.the_next_ones(question, memory)
    settled = settled or told_bodies.others_of_the_body(question, at, memory, kb)
    settled = settled or told_bodies.others_of_the_carrier(question, at, told, kb)
    settled = settled or told_bodies.sits_on_it(question, told)
    settled = settled or told_sums.against_what_is_named(question, told, kb)
    settled = settled or told_list.added_to_it(question, at, told, kb)
    if settled is not None:
        return settled
    question = told_project.without_asides(question, at, told)
    question = told_project.as_spoken_of(question, at, memory, kb)
    if question.operation is Operation.SUM and MONEY.search(question.text):
        question = question.copy(update={"wants": (Want.AMOUNT,)})
    if question.operation is Operation.TIES:
        question = told_list.tied(question, at, told)
    if question.missing == "split" and at.rest:  # "les trois autres se partagent combien ?"
        each = _EACH.search(question.text) is not None
        changes = {"wants": (Want.PROJECTS,) if each else (Want.AMOUNT,), "operation": None if each else Operation.SUM}
        question, at = question.copy(update={**changes, "missing": None}), replace(at, sure=True)
    settled = _of_what_was_told(question, at, memory, kb)
    if settled is not None:
        return settled
    question = _about_what_was_told(question, at, memory, kb)
    if question.wants == (Want.CRITERIA,) and at.positions:
        return question
    settled = _in_order(question, at, memory, kb) or _weighed(question, at, memory, kb)
    return settled if settled is not None else _continued(question, at, memory, kb)


def _names_the_one_meant(question: Question, at: Pointing) -> bool:
    """Whether an answer to a clarification only names what was meant: "celui de M. Darmanin, les Comptes publics"."""
    if _THE_ONE.match(question.text) and question.about.topical and question.operation is None:
        return True  # "celle où les fonctionnaires se forment"
    asked = question.wants in ((Want.PEOPLE,), (Want.DESCRIPTION,), (Want.CARRIER,), (Want.PROJECTS,))
    return asked and at.sure is False and bool(question.about.of_kind("organisation", "project"))


def _of_what_was_told(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """What is asked of the list, project, bodies or figures told, in words that fit nothing else; None for others."""
    told = memory.turns[0]
    settled = told_fund.left_of_the_fund(question, memory, kb) or told_figures.whose_number(question, kb)
    settled = settled or told_fund.spent_share(question, memory, kb) or told_fund.so_far(question, memory, kb)
    settled = settled or told_fund.what_it_pays(question, told, kb)
    settled = settled or told_fund.left_to_the_others(question, told, kb)
    if settled is not None:
        return settled
    settled = told_figures.selected_of_them(question, told, kb)
    settled = (
        settled or told_calls.against_other_applicants(question, told) or told_calls.in_other_numbers(question, told)
    )
    settled = settled or told_calls.weighed_again(question, told) or told_figures.asked_again(question, told, kb)
    settled = settled or told_fund.by_the_year(question, told, kb)
    settled = settled or told_sums.of_sums_told(question, at, memory, kb)
    settled = settled or told_project.doubted(question, at, told) or told_list.doubted_sum(question, told)
    settled = settled or told_list.total_checked(question, told)
    settled = settled or told_sums.with_the_one_told(question, memory)
    settled = settled or told_list.spread(question, told)
    settled = settled or told_rank.those_ahead(question, told, kb)
    if settled is None and not (at.other or at.positions):
        settled = told_list.counted(question, told)
    if settled is None and not (at.other or at.positions or at.number or (at.rest and question.about.amounts is None)):
        settled = told_project.beside_it(question, told, kb)
    if settled is not None:
        return settled
    settled = told_bodies.with_what_was_left_out(question, memory, kb)
    figure_doubted = question.wants != (Want.SOURCE,) and any(c >= FEWEST_EUROS for c in question.claims)
    if told.absent and not told.projects and figure_doubted and not question.about.operands:
        return told.question  # "t'es sûr ? on m'a dit 12 millions", of what is not in the announcements
    if settled is None and at.left_out and not question.about.excluding:
        settled = told_list.without_that(question, memory, kb)
    return settled if settled is not None else told_figures.of_figures(question, at, memory, kb)


def _about_what_was_told(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question with the calls, bodies, list or project told in it where its words lean on them."""
    told = memory.turns[0]
    question = told_bodies.presided(question, told, kb)
    question = told_calls.of_that_time(question, told, kb)
    question = told_calls.of_the_nth_call(question, at, memory, kb)
    question = told_bodies.in_full_words(question, told)
    question = told_bodies.which_have_some(question, told)
    question = told_bodies.of_the_winner(question, told, kb)
    question = told_bodies.the_same_ones(question, memory, kb)
    question = told_bodies.same_as_that_of(question, told)
    question = told_bodies.same_call_as(question, memory)
    question = told_list.the_one_on_it(question, told, kb)
    question = told_list.those_of_the_list(question, told, kb)
    question = told_list.of_the_list_before(question, memory)
    question = told_list.of_the_first_listed(question, memory)
    question = told_rank.beside_the_ranked(question, told)
    question = told_list.of_the_list_told(question, told)
    question = told_list.that_all_keep(question, told)
    question = told_list.those_meant(question, told)
    question = told_rank.gap_to_the_next(question, told, kb)
    question = told_list.large_or_small(question, told, kb)
    question = told_rank.end_of_the_list(question, memory)
    question = told_rank.beside_the_mean(question, told, kb)
    question = told_rank.placed_by_amount(question, at, told)
    question = told_list.most_of_the_two(question, at, memory)
    question = told_calls.counted_too(question, at, told, kb)
    question = told_calls.of_the_event(question, told, kb)
    question = told_calls.announced_then(question, told, kb)
    question = told_calls.announced_by(question, told, kb)
    question = told_calls.average_of_the_call(question, told, kb)
    question = told_bodies.of_the_ranked_body(question, at, told)
    question = told_bodies.compared_by_number(question, memory, kb)
    question = told_bodies.next_of_the_ranked(question, at, memory)
    question = told_bodies.most_of_the_bodies(question, told)
    question = told_list.of_those_spoken_of(question, at, told)
    question = told_project.of_the_one_spoken_of(question, at, told)
    question = told_project.of_the_pronoun(question, at, told)
    question = told_project.weighed_against(question, at, told, kb)
    question = told_project.granted_by_the_fund(question, told)
    question = told_project.guessed_of_it(question, at, told)
    question = told_project.begun_when(question, told)
    question = told_project.part_of_a_carrier(question, told, kb)
    question = told_project.how_much(question, told)
    question = told_project.by_head(question, told)
    question = told_project.for_whom(question, at, told)
    question = told_calls.in_full(question, told)
    question = _of_the_criterion(question, at, told, kb)
    if question.wants == (Want.CRITERIA,) and at.positions:
        return question
    question = told_calls.of_the_other_call(question, at, told, kb)
    question = told_project.beside_a_part(question, told, kb)
    question = told_project.carried_by_it(question, at, told, kb)
    question = told_project.the_same_one(question, told)
    question = told_project.good_for(question, at, told, kb)
    question = told_project.inside(question, told, kb)
    question = told_project.in_region(question, told, kb)
    question = told_project.of_its_contents(question, at, told, kb)
    question = told_project.for_whom_it_is(question, told, kb)
    question = told_project.of_which_call(question, at, told)
    question = told_project.of_its_call(question, told)
    question = told_list.with_the_other(question, at, told)
    question = told_list.with_bound(question, at, memory)
    question = told_bodies.its_only_one(question, memory, kb)
    question = told_bodies.after_a_carrier(question, at, memory, kb)
    if at.refers and not (at.sure or question.about.subjects or question.about.within or question.operation):
        question = question.copy(update={"wants": ()})
    question = told_bodies.words_of(question, at, told, kb)
    question = told_bodies.office_of(question, at, told, kb)
    question = told_bodies.by_whom(question, at, told, kb)
    question = told_rank.ranked(question, at, memory, kb)
    question = told_rank.is_it_next(question, told, kb)
    question = told_rank.is_it_ahead(question, told, kb)
    question = told_rank.is_it_placed(question, at, told)
    question = told_rank.named_at_a_place(question, at, told, kb)
    question = told_rank.most_of_the_list(question, at, told, kb)
    question = told_rank.is_it_the_most(question, at, memory, kb)
    return told_calls.share_of_the_nth_call(question, at, told, kb)


def _in_order(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question that puts all in order anew, or that goes on in the ranking told; None for others."""
    ordered = question.operation in (*EXTREMES, Operation.SORT, Operation.EXTREMES)
    anew = at.widened or (len(memory.turns[0].projects) < 2 and told_rank.RANKED.search(question.text))
    if ordered and (anew or (_told_nothing(memory.turns[0], kb) and not question.about.operands)):
        ranked = (t.question for t in memory.turns if t.question.operation in (*EXTREMES, Operation.SORT))
        last = next(ranked, None)
        calls = (
            last.about.of_kind("call") if last is not None and not at.widened and not question.about.subjects else ()
        )
        return question.with_filter(question.about.copy(update={"subjects": (*question.about.subjects, *calls)}))
    return next_in_ranking(question, at, memory)


def _weighed(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question for a share, or about the two things told last; None for others."""
    told = memory.turns[0]
    if goes_on_with_share(question, told):
        whole = question.about.copy(update={"amounts": None})
        question = question.copy(update={"operation": Operation.SHARE, "wants": (Want.AMOUNT,), "about": whole})
    if question.operation is Operation.SHARE:
        return share(question, at, memory, kb)
    if told_list.checks_the_gap(question, told):
        return told.question
    return told_list.which_of_the_two(question, at, memory, kb) or told_list.whose_the_two(question, at, memory, kb)


def _continued(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about what it points at, or the last one changed; itself where it stands by itself.

    Raises:
        Unclear: it points at what cannot be told apart, or says too little.
    """
    told = memory.turns[0]
    if question.claims and not question.about.subjects and REMAINS.search(question.text):
        return question.copy(update={"wants": (Want.AMOUNT,)})  # "combien reste-t-il des 700 millions ?"
    question = told_list.sum_of_the_first(question, memory)
    pointed = pointed_at(question, at, memory, kb)
    if pointed is not None:
        return _asked_of(question, at, pointed, told.question)
    if question.wants == (Want.SOURCE,):
        return _source(question, at, memory, kb)
    of_those = told_list.which_of_those_listed(question, memory)
    of_those = of_those or told_list.but_for_those_listed(question, at, memory, kb)
    if of_those is not None:
        return of_those
    left = {p for s in question.about.excluding for p in members(kb, s)}
    but_for = bool(left) and left < set(memory.listed)
    but_for = but_for or (any(s.kind == "extreme" for s in question.about.excluding) and _of_a_list(question, told))
    but_for = but_for and not question.about.operands
    if not question.wants or but_for or _leans(question, at, told):
        return changed(memory, question, at, kb)
    if _EACH.search(question.text) and question.wants == (Want.AMOUNT,) and len(memory.listed) > 1 and not told.absent:
        return question.copy(update={"wants": (Want.PROJECTS,), "about": Filter(within=memory.listed)})
    if _is_bare(question, told):
        raise Unclear
    return question


def _back_to_the_list(question: Question, memory: Memory, kb: KnowledgeBase) -> Memory:
    """The memory as it was when a list was told of which some are left out now: "retire les deux de la DINSIC"."""
    left = {p for s in question.about.excluding for p in members(kb, s)}
    if not left or question.about.operands or left & set(memory.listed) or len(memory.listed) > 1:
        return memory
    since = next((i for i, told in enumerate(memory.turns[:_BACK]) if left < set(told.projects)), 0)
    return replace(memory, turns=memory.turns[since:])


def _of_a_list(question: Question, told: Told) -> bool:
    """Whether a question may be of the list told: "fais-moi la somme sans le plus gros"."""
    return len(told.projects) > 1 and not told.absent and not _OF_THE_FUND.search(question.text)


def _without_the_unknown(question: Question, at: Pointing) -> Question:
    """The question without the words that name nothing known, where it points back at what it is about."""
    unknown = [s for s in question.about.of_kind("unknown") if s.id != "call"]
    if not (at.somewhere and unknown and (question.wants or at.pronoun or at.singular)):
        return question
    for_them = any(re.search(rf"\bpour (?:les |la |le |l['’]){re.escape(s.text)}", question.text) for s in unknown)
    if question.wants == (Want.PROJECTS,) and for_them:
        return question  # "et pour les abeilles, y a rien de prévu ?"
    kept = tuple(s for s in question.about.subjects if s not in unknown)
    return question.with_filter(question.about.copy(update={"subjects": kept}))


def _told_nothing(told: Told, kb: KnowledgeBase) -> bool:
    """Whether the last answer was only that a body is no laureate, so that nothing of it can be put in order."""
    return told.absent and not told.projects and not any(members(kb, s) for s in told.question.about.operands)


def _is_bare(question: Question, told: Told) -> bool:
    """Whether a few words ask how much without saying of what, where something else than the fund was spoken of."""
    about = question.about
    asks = question.wants == (Want.AMOUNT,) and question.operation in (None, Operation.AVERAGE)
    named = about.subjects or about.is_narrowed or question.claims or question.missing
    of_the_fund = told.focus is not None and told.focus.kind in ("term", "call")
    few = length(question) <= ELLIPTIC + 1
    return asks and few and not named and not of_the_fund and not _OF_THE_FUND.search(question.text)


def _points_at_nothing(question: Question, at: Pointing) -> bool:
    """Whether a first question leans on something said before: "combien a reçu ce projet ?"."""
    if question.claims:
        return False
    if question.operation in NEIGHBOURS and not question.about.topical:
        return True  # "et le suivant ?"
    if question.about.excluding and question.wants:
        return False  # "et si on enlève la DINSIC, combien pour les autres ?"
    nothing = question.about == Filter() and not (
        question.wants or question.operation or question.missing or question.unit
    )
    if nothing and at.refers and _THAT_ALONE.fullmatch(question.text):
        return True
    if question.about == Filter() and _AND_IT_TOO.search(question.text):
        return True
    asked = question.wants and question.wants[0] in (Want.AMOUNT, Want.CARRIER, Want.BENEFITS, Want.DATE, Want.PLACE)
    return bool(asked) and at.refers and not question.about.subjects and question.operation is None


def _of_the_criterion(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the criteria where these were spoken of: "celui sur les économies, il dit quoi ?"."""
    criteria = Subject(kind="term", id="criteres")
    told_of = told.question.wants == (Want.CRITERIA,) or told.question.unit == "critères"
    told_of = told_of or any(kb.fact(id).about == criteria.id for id in told.facts)
    if told_of and _ALIKE.search(question.text) and question.about.of_kind("call") == question.about.subjects:
        return question.copy(
            update={"wants": (Want.CRITERIA,), "operation": None, "complement": False}
        )  # "les mêmes au premier appel ?"
    if told_of and _SO_MANY.search(question.text) and not question.about.topical:
        about = Filter(subjects=(criteria,))  # "il y en a bien cinq en tout ?"
        return question.copy(update={"wants": (Want.COUNT,), "unit": "critères", "operation": None, "about": about})
    if told_of and question.wants == (Want.PEOPLE,) and not question.about.subjects:
        return question.with_filter(Filter(subjects=(Subject(kind="term", id="comite"),)))  # "c'est qui qui notait ?"
    spoken_of = told.focus == criteria or told.question.wants == (Want.CRITERIA,)
    guessed = (at.singular and not at.sure and question.operation is None) or bool(at.positions)
    guessed = guessed or (question.wants == (Want.QUOTE,) and at.singular)  # "celui sur les sous, il dit quoi ?"
    guessed = guessed or (question.wants == (Want.DATE,) and _HOW_LONG.search(question.text) is not None)
    fitting = facts.best(kb, question, Asked.CRITERIA) if question.wants == (Want.BENEFITS,) else None
    guessed = guessed or (fitting is not None and question.about == Filter())  # "le retour attendu ?"
    guessed = guessed or (at.singular and question.wants == (Want.DESCRIPTION,))  # "celui-là, dis-m'en plus"
    named = question.about.topical or (question.about.operands and question.wants != (Want.DATE,))
    if not (spoken_of and guessed) or named:
        return question
    return question.copy(update={"wants": (Want.CRITERIA,), "about": Filter(subjects=told.things or (criteria,))})


def _asked_of(question: Question, at: Pointing, about: Filter, last: Question) -> Question:
    """The question about what it points at; it wants what the last one did where it does not say what."""
    wants = question.wants or (last.wants if last.wants != (Want.UNSAID,) else (Want.PROJECTS,))
    if last.wants == (Want.COUNT,) and question.operation is Operation.SUM and question.wants != (Want.AMOUNT,):
        wants = (Want.AMOUNT,) if MONEY.search(question.text) or _ADD_UP.search(question.text) else last.wants
    if not question.wants and wants[:1] in ((Want.COUNT,), (Want.SOURCE,)) and not about.of_kind("call"):
        wants = (Want.PROJECTS,) if question.operation is not Operation.SUM else wants
    if not question.wants and question.operation in (Operation.SUM, Operation.COMPARE) and wants[:1] not in _FIGURES:
        wants = (Want.AMOUNT,)
    if wants == (Want.COUNT,) and question.unit is None and [s.kind for s in about.subjects] == ["project"]:
        wants = (Want.AMOUNT,)  # "l'autre projet, combien ?"
    unit = question.unit or (last.unit if wants == last.wants else None)
    if at.body and about.excluding:
        question = question.copy(update={"complement": False})  # of that body alone
    if wants == (Want.CARRIER,) and about.topical:
        unit = None  # "quel ministère ?" of one of them
    if len(about.subjects) > 1 and len(about.subjects) == len(at.positions):
        question = question.copy(update={"operation": question.operation or Operation.COMPARE})
        wants = (Want.AMOUNT,)
    bodies = about.union and {s.kind for s in about.subjects} == {"organisation"}
    if bodies and question.operation is Operation.HIGHEST:  # "entre ces deux-là, qui a le plus d'argent ?"
        question, unit = question.copy(update={"operation": Operation.COMPARE}), None
    placed = (
        question.position if question.operation in EXTREMES and about.within else None
    )  # "là-dedans, le 3e plus gros"
    return question.copy(update={"wants": wants, "about": about, "unit": unit, "position": placed})


def _source(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """Where the last answer comes from, or whether the figure that is said is right."""
    told = memory.turns[0]
    granted = [p.id for p in kb.projects.values() if p.euros in question.claims]
    if told.absent and len(granted) == 1 and not question.about.subjects:  # "où vérifier les 1,9 million ?"
        return question.with_filter(Filter(subjects=(Subject(kind="project", id=granted[0]),)))
    mixed_up = told_figures.of_the_other_call(question, told, kb)
    if mixed_up is not None:
        return mixed_up
    elsewhere = not told.projects or _WHERE_TO_FIND.search(question.text) is not None
    if told.absent and elsewhere and not question.about.operands:
        return told.question  # "t'es sûr ?", "où les trouver ?", of what is not in the announcements
    doubted = at.doubt and len(told.projects) < _MANY and not question.about.operands
    if question.claims or doubted or (told.question.claims and _WHETHER_TRUE.search(question.text)):
        return told.question.copy(update={"claims": question.claims or told.question.claims})
    if question.about.operands:
        return question
    about = told.question.about
    if not about.subjects:
        about = Filter(within=told.projects, subjects=told.things if not told.projects else ())
    return told.question.copy(update={"wants": (Want.SOURCE,), "about": about})


def _leans(question: Question, at: Pointing, told: Told) -> bool:
    """Whether a question that says what it wants leans on the one before for its subject."""
    about = question.about
    if question.operation in EXTREMES and about.within and not about.subjects:
        return False  # of a list that is already known
    if any(s.kind != "call" and not (s.id == FUND and at.refers) for s in about.subjects):
        return False
    if at.number or at.rest:
        return True
    if question.wants in _FIGURES and is_fragment(question) and not about.subjects:
        return True
    if len(told.projects) > 1 and not told.absent and _is_bare(question, told):
        return True
    if about.of_kind("term") and IN_ALL.search(question.text):
        return False
    if about.of_kind("call") and counts_applicants(question) and told.absent:
        return False  # "et au deuxième, combien de ministères s'étaient lancés ?", after how to apply
    if about.of_kind("call") and (not at.refers or _OF_THE_CALL.search(question.text)):
        return False
    if question.wants[0] in (Want.BENEFITS, Want.CARRIER, Want.DESCRIPTION) and not about.subjects:
        of_one = told.focus is not None and told.focus.kind == "project" and "quels" not in question.text.casefold()
        return at.refers or question.unit is None or of_one
    of_the_choice = question.wants == (Want.PEOPLE,) and _OF_THE_CHOICE.search(question.text)
    when = question.wants in ((Want.DATE,), (Want.PLACE,)) and _OF_THE_CHOICE.search(question.earlier)
    if _ALL.search(question.text) or of_the_choice or when:
        return False
    if at.refers:
        return True
    plain = question.unit is None or (question.wants == (Want.AMOUNT,) and question.unit in OF_A_PROJECT)
    of_one = told.focus is not None and not about.subjects and plain
    text = PAYER.sub(" ", question.text)
    stated = bool(told.facts) and len(told.question.about.of_kind("call")) == 1
    of_call = stated or (told.focus is not None and told.focus.kind == "call")
    of_call = of_call and question.operation in (None, Operation.SUM)
    if of_call and question.wants[0] in (Want.COUNT, Want.AMOUNT) and not about.subjects:
        return not _OF_ALL.search(text)
    if question.wants == (Want.COUNT,) and question.unit in OF_A_PROJECT and told.focus is not None:
        return told.project is not None
    fragment = length(question) <= ELLIPTIC
    if fragment and (question.operation in EXTREMES or question.wants == (Want.COUNT,)):
        other_end = told.question.operation in EXTREMES and not _OF_THE_FUND.search(text)  # "la plus grosse ?"
        return (len(told.projects) > 1 and not _OF_ALL.search(text)) or other_end
    elliptic = of_one if question.wants[0] in OF_ONE else fragment
    return elliptic and question.operation is None and not _OF_THE_FUND.search(text)
