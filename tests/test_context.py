"""Follow-ups, understood in the light of what was said before."""

from __future__ import annotations

from typing import Any

import pytest

import knowledge
from dialogue.context import in_context
from dialogue.memory import Memory
from dialogue.pointing import Pointing
from dialogue.referents import Unclear
from knowledge import Operation, Question, Range, Subject, Want
from knowledge.answers import Answer, Selection
from tests.asked import FIRST_CALL, FUND, SECOND_CALL, body, ids, project, question, term, theme, unknown

KB = knowledge.shared()
_POINTING = set(Pointing.__dataclass_fields__)


def _told(*asked: Question) -> Memory:
    """The memory once questions have been answered, one after another."""
    memory = Memory()
    for each in asked:
        memory = memory.after(each, KB.ask(each), KB)
    return memory


def _meant(memory: Memory, wants: Want | tuple[Want, ...] = (), *subjects: Subject, **said: Any) -> Question:
    """What a follow-up means; what it says is parted into what points back and what belongs to the question."""
    pointing = {name: said.pop(name) for name in _POINTING & set(said)}
    said.setdefault("text", "et alors ?")
    return in_context(question(wants, *subjects, **said), Pointing(**{"refers": True, **pointing}), memory, KB)


def _then(memory: Memory, wants: Want | tuple[Want, ...] = (), *subjects: Subject, **said: Any) -> Answer:
    return KB.ask(_meant(memory, wants, *subjects, **said))


def _named(meant: Question) -> list[str]:
    return [s.id for s in meant.about.subjects]


INTERIOR = _told(question(Want.AMOUNT, body("interieur"), text="combien pour l'Intérieur"))
LICENCE = _told(question(Want.AMOUNT, project("licence"), text="combien pour la licence"))


class TestByItself:
    def test_without_a_past_a_question_is_left_as_it_is(self) -> None:
        asked = question(Want.PROJECTS, text="quels projets ?")
        assert in_context(asked, Pointing(refers=True), Memory(), KB) == asked

    def test_without_a_past_what_points_back_is_unclear(self) -> None:
        with pytest.raises(Unclear):
            _meant(Memory(), Want.AMOUNT, text="combien a reçu ce projet ?")

    def test_a_question_that_names_its_subject_is_left_as_it_is(self) -> None:
        asked = question(Want.AMOUNT, project("fourrieres"), text="combien pour les fourrières")
        assert in_context(asked, Pointing(), LICENCE, KB) == asked

    @pytest.mark.parametrize("text", ["combien de projets en tout, tous les projets", "tous les lauréats"])
    def test_everything_is_not_the_last_subject(self, text: str) -> None:
        assert _meant(LICENCE, Want.COUNT, refers=False, text=text).about.subjects == ()

    def test_a_long_question_without_a_name_does_not_lean_on_the_last(self) -> None:
        asked = question(Want.AMOUNT, text="combien le fonds a-t-il distribué depuis le début")
        assert in_context(asked, Pointing(), LICENCE, KB) == asked

    def test_the_questions_are_left_as_they_were(self) -> None:
        change = question((), body("culture"), text="et la Culture ?")
        copies = change.copy(deep=True), INTERIOR.turns[0].question.copy(deep=True)
        in_context(change, Pointing(refers=True), INTERIOR, KB)
        assert (change, INTERIOR.turns[0].question) == copies


class TestAnotherBody:
    def test_keeps_what_is_asked(self) -> None:
        meant = _meant(INTERIOR, (), body("culture"))
        assert (meant.wants, _named(meant)) == ((Want.AMOUNT,), ["culture"])

    def test_keeps_the_call(self) -> None:
        memory = _told(question(Want.PROJECTS, body("culture"), SECOND_CALL))
        assert set(_meant(memory, (), body("interieur")).about.subjects) == {body("interieur"), SECOND_CALL}

    def test_keeps_the_operation(self) -> None:
        memory = _told(question(Want.PROJECTS, body("culture"), operation=Operation.LOWEST))
        assert _meant(memory, (), body("interieur")).operation is Operation.LOWEST

    def test_keeps_the_bounds(self) -> None:
        memory = _told(question(Want.PROJECTS, body("culture"), amounts=Range(low=2_000_000)))
        assert _meant(memory, (), body("interieur")).about.amounts == Range(low=2_000_000)

    def test_forgets_what_was_claimed_of_the_first(self) -> None:
        memory = _told(question(Want.AMOUNT, body("culture"), claims=(2_000_000,)))
        assert _meant(memory, (), body("interieur")).claims == ()

    def test_forgets_the_projects_of_the_first(self) -> None:
        answer = _then(_told(question(Want.AMOUNT, body("culture"))), (), body("interieur"))
        assert isinstance(answer, Selection)
        assert answer.total == 14_125_000

    def test_may_ask_something_else(self) -> None:
        memory = _told(question(Want.AMOUNT, body("culture"), operation=Operation.HIGHEST))
        meant = _meant(memory, Want.COUNT, body("interieur"))
        assert (meant.wants, meant.operation) == ((Want.COUNT,), None)


class TestTheSameSubject:
    @pytest.mark.parametrize("want", [Want.BENEFITS, Want.CARRIER, Want.DESCRIPTION])
    def test_asked_something_else(self, want: Want) -> None:
        meant = _meant(LICENCE, want, refers=False)
        assert (meant.wants, ids(KB.ask(meant))) == ((want,), ["licence"])

    def test_circumstances_of_a_pronoun_are_no_subject(self) -> None:
        meant = _meant(LICENCE, Want.BENEFITS, theme("agents"), pronoun=True, text="il apporte quoi aux agents ?")
        assert _named(meant) == ["licence"]

    def test_where_it_comes_from_is_the_source_of_the_last_answer(self) -> None:
        answer = _then(LICENCE, Want.SOURCE, text="d'où vient ce chiffre ?")
        assert [s.announcement for s in answer.sources] == ["2018-11-12"]

    def test_the_source_of_a_named_thing_is_its_own(self) -> None:
        answer = _then(LICENCE, Want.SOURCE, project("franceconnect"))
        assert [s.announcement for s in answer.sources] == ["2018-06-20"]

    def test_a_body_supposed_of_a_project_is_its_supposed_carrier(self) -> None:
        meant = _meant(LICENCE, (), body("culture"), text="c'est la Culture ?")
        assert (meant.wants, _named(meant)) == ((Want.CARRIER,), ["licence", "culture"])

    def test_unknown_words_beside_a_pronoun_are_left_out(self) -> None:
        meant = _meant(LICENCE, Want.AMOUNT, unknown("sous"), singular=True, text="il a eu combien de sous ?")
        assert _named(meant) == ["licence"]

    def test_a_ministry_pointed_at_is_the_one_that_carries_what_was_told(self) -> None:
        meant = _meant(LICENCE, Want.PROJECTS, body=True, text="les projets de ce ministère")
        assert _named(meant) == ["enseignement-superieur"]

    def test_the_same_amount_as_the_project_told(self) -> None:
        memory = _told(question(Want.AMOUNT, project("geoplateforme")))
        assert ids(_then(memory, Want.PROJECTS, same=True, text="qui a eu la même somme ?")) == ["achats-etat"]

    def test_the_same_amount_as_each_other_where_nothing_single_was_told(self) -> None:
        five = _told(question(Want.PROJECTS, operation=Operation.HIGHEST, top=5))
        again = _then(
            five, Want.PROJECTS, same=True, refers=True, operation=Operation.TIES, text="lesquels à égalité ?"
        )
        assert ids(again) == []
        everything = _told(question(Want.PROJECTS))
        told = _then(everything, Want.PROJECTS, same=True, operation=Operation.TIES, text="quels projets à égalité ?")
        assert ids(told) == ["geoplateforme", "achats-etat", "logement-dabord", "droit-travail"]


class TestAnOrdinal:
    @pytest.mark.parametrize("position", [1, 2, 4, -1])
    def test_points_into_the_last_list_as_it_was_told(self, position: int) -> None:
        meant = _meant(INTERIOR, Want.AMOUNT, positions=(position,))
        assert _named(meant) == [INTERIOR.listed[position - 1 if position > 0 else position]]

    def test_keeps_what_is_newly_asked(self) -> None:
        assert _meant(INTERIOR, Want.CARRIER, positions=(3,)).wants == (Want.CARRIER,)

    def test_beyond_the_list_is_unclear(self) -> None:
        with pytest.raises(Unclear):
            _meant(INTERIOR, Want.AMOUNT, positions=(7,))

    def test_two_of_them_are_compared(self) -> None:
        meant = _meant(INTERIOR, (), positions=(1, 2))
        assert (meant.operation, len(meant.about.subjects)) == (Operation.COMPARE, 2)

    def test_with_an_order_is_a_place_in_it(self) -> None:
        said = {"operation": Operation.HIGHEST, "position": 2, "positions": (2,)}
        assert ids(_then(INTERIOR, Want.PROJECTS, **said)) == ["labos-police"]

    def test_after_the_first_of_a_ranking_is_its_next_place(self) -> None:
        memory = _told(question(Want.PROJECTS, body("interieur"), operation=Operation.HIGHEST))
        assert ids(_then(memory, (), positions=(2,))) == ["labos-police"]

    def test_is_a_call_where_calls_were_spoken_of(self) -> None:
        meant = _meant(_told(question(Want.DATE, SECOND_CALL)), (), positions=(1,))
        assert (meant.wants, _named(meant)) == ((Want.DATE,), ["appel-1"])

    def test_counts_what_was_spoken_of_one_by_one(self) -> None:
        memory = _told(question(Want.AMOUNT, project("licence")), question(Want.AMOUNT, project("fourrieres")))
        assert _named(_meant(memory, Want.CARRIER, positions=(1,))) == ["licence"]


class TestTheOthers:
    def test_are_those_not_yet_told(self) -> None:
        memory = _told(question(Want.PROJECTS, body("interieur"), operation=Operation.HIGHEST))
        assert ids(_then(memory, rest=True)) == ["chatbot-interieur", "labos-police", "fourrieres"]

    def test_of_a_bound_are_those_outside_it(self) -> None:
        first = _told(question(Want.PROJECTS, theme("automobile"), amounts=Range(high=1_000_000)))
        others = ids(_then(first, rest=True))
        assert first.listed == ("chatbot-interieur",)
        assert "fourrieres" in others
        assert "chatbot-interieur" not in others

    def test_of_the_first_call_are_those_that_are_not_described(self) -> None:
        assert _then(_told(question(Want.PROJECTS, FIRST_CALL)), rest=True).figures >= {15}

    def test_the_other_one_of_two_is_the_one_not_last_told(self) -> None:
        memory = _told(question(Want.PROJECTS, theme("automobile")), question(Want.AMOUNT, project("fourrieres")))
        assert ids(_then(memory, other=True)) == ["chatbot-interieur"]

    def test_the_other_one_where_there_is_none_is_unclear(self) -> None:
        with pytest.raises(Unclear):
            _meant(LICENCE, (), other=True)


class TestNarrowing:
    def test_by_amount_keeps_the_list(self) -> None:
        bound = Range(low=2_000_000, strict=True)
        assert ids(_then(INTERIOR, amounts=bound, refers=False)) == ["parcours-etranger", "labos-police"]

    def test_by_amount_again_replaces_the_bounds(self) -> None:
        memory = _told(question(Want.PROJECTS, body("interieur"), amounts=Range(low=6_000_000)))
        narrowed = _then(memory, amounts=Range(low=1_000_000))
        assert ids(narrowed) == ["parcours-etranger", "labos-police", "fourrieres"]

    def test_to_the_other_side_of_the_bound(self) -> None:
        memory = _told(question(Want.PROJECTS, body("interieur"), amounts=Range(low=2_000_000)))
        assert ids(_then(memory, opposite=True, text="et ceux en dessous ?")) == ["chatbot-interieur", "fourrieres"]

    def test_to_what_is_carried_jointly(self) -> None:
        assert ids(_then(INTERIOR, joint=True)) == ["parcours-etranger"]

    def test_by_leaving_out_one_of_them(self) -> None:
        left = _then(INTERIOR, excluding=(project("fourrieres"),))
        assert ids(left) == ["parcours-etranger", "chatbot-interieur", "labos-police"]

    def test_to_the_largest_of_those_told(self) -> None:
        assert ids(_then(INTERIOR, operation=Operation.HIGHEST)) == ["parcours-etranger"]

    def test_the_highest_after_the_lowest_looks_among_all_again(self) -> None:
        memory = _told(question(Want.PROJECTS, body("interieur"), operation=Operation.LOWEST))
        assert ids(_then(memory, Want.PROJECTS, operation=Operation.HIGHEST)) == ["parcours-etranger"]

    def test_to_those_told(self) -> None:
        assert _meant(INTERIOR, Want.COUNT, those=True).about.within == INTERIOR.listed


class TestAnotherCall:
    def test_replaces_the_call_and_keeps_what_is_asked(self) -> None:
        meant = _meant(_told(question(Want.COUNT, FIRST_CALL, unit="dossiers")), (), SECOND_CALL)
        assert (meant.wants, meant.about.subjects, meant.unit) == ((Want.COUNT,), (SECOND_CALL,), "dossiers")

    def test_keeps_the_body(self) -> None:
        meant = _meant(_told(question(Want.PROJECTS, body("dinsic"), SECOND_CALL)), (), FIRST_CALL)
        assert set(meant.about.subjects) == {body("dinsic"), FIRST_CALL}
        assert ids(KB.ask(meant)) == ["france-cloud", "franceconnect"]

    def test_keeps_the_topic(self) -> None:
        memory = _told(question(Want.PROJECTS, theme("numerique")))
        assert ids(_then(memory, (), FIRST_CALL)) == ["france-cloud", "franceconnect"]

    def test_asks_the_same_figure_of_it(self) -> None:
        memory = _told(question(Want.COUNT, FIRST_CALL, unit="dossiers", text="combien de dossiers au premier ?"))
        assert _then(memory, (), SECOND_CALL, text="et au deuxième ?").figures == {61}


class TestArithmetic:
    def test_those_told_are_added_up(self) -> None:
        answer = _then(_told(question(Want.PROJECTS, body("interieur"))), operation=Operation.SUM)
        assert 14_125_000 in answer.figures

    def test_the_two_last_spoken_of_are_compared(self) -> None:
        memory = _told(question(Want.AMOUNT, body("interieur")), question(Want.AMOUNT, body("action-comptes-publics")))
        meant = _meant(memory, Want.AMOUNT, operation=Operation.COMPARE, number=2, text="compare les deux")
        assert set(_named(meant)) == {"interieur", "action-comptes-publics"}

    def test_the_two_last_spoken_of_are_added_up(self) -> None:
        memory = _told(question(Want.AMOUNT, project("licence")), question(Want.AMOUNT, project("fourrieres")))
        assert 14_500_000 in _then(memory, Want.AMOUNT, operation=Operation.SUM, number=2).figures

    def test_the_two_of_a_list_are_added_up(self) -> None:
        memory = _told(question(Want.PROJECTS, theme("logement")))
        assert 4_000_000 in _then(memory, Want.AMOUNT, number=2, operation=Operation.SUM).figures

    def test_more_things_than_were_spoken_of_are_unclear(self) -> None:
        with pytest.raises(Unclear):
            _meant(LICENCE, Want.AMOUNT, operation=Operation.COMPARE, number=3)

    def test_what_is_named_is_compared_to_what_was_told(self) -> None:
        memory = _told(question(Want.AMOUNT, body("interieur")))
        meant = _meant(memory, Want.AMOUNT, body("culture"), operation=Operation.COMPARE, text="plus que la Culture ?")
        assert _named(meant) == ["interieur", "culture"]

    def test_what_is_named_is_added_to_what_was_told(self) -> None:
        assert 14_500_000 in _then(LICENCE, Want.AMOUNT, project("fourrieres"), added=True).figures

    def test_a_share_is_of_the_last_total_that_holds_the_part(self) -> None:
        meant = _meant(INTERIOR, Want.AMOUNT, project("fourrieres"), operation=Operation.SHARE)
        assert meant.whole is not None
        assert meant.whole.within == INTERIOR.listed


SECOND = _told(question(Want.COUNT, SECOND_CALL, unit="dossiers", text="combien de dossiers au deuxième appel"))


class TestWhoPays:
    """The fund named as the one that pays is not what is asked about."""

    @pytest.mark.parametrize(
        "text",
        [
            "ils demandaient combien au fonds ?",
            "quelle somme le fonds leur a-t-il accordée ?",
            "avec quel budget du fonds ?",
        ],
    )
    def test_a_payer_is_no_subject(self, text: str) -> None:
        assert _named(_meant(SECOND, Want.AMOUNT, FUND, text=text)) == ["appel-2"]

    def test_a_price_to_the_fund_is_that_of_the_project(self) -> None:
        meant = _meant(LICENCE, Want.AMOUNT, FUND, refers=False, singular=True, text="combien coûte-t-il au fonds ?")
        assert ids(KB.ask(meant)) == ["licence"]

    def test_all_that_the_fund_gave_is_asked_of_the_fund(self) -> None:
        text = "combien le fonds a-t-il donné en tout ?"
        assert _named(_meant(SECOND, Want.AMOUNT, FUND, text=text)) == ["fonds"]


class TestOfWhatWasTold:
    def test_how_many_there_are_of_a_list(self) -> None:
        listed = _told(question(Want.PROJECTS, amounts=Range(low=10_000_000, strict=True), text="plus de dix millions"))
        told = _then(listed, Want.COUNT, text="ça en fait combien ?")
        assert isinstance(told, Selection) and told.count == 4

    def test_how_many_criteria_there_are(self) -> None:
        criteria = _told(question(Want.CRITERIA, text="quels critères ?"))
        assert 4 in _then(criteria, Want.AMOUNT, text="cela en fait combien ?").figures

    def test_who_shares_a_project(self) -> None:
        geo = _told(question(Want.AMOUNT, project("geoplateforme"), text="combien pour la Géoplateforme"))
        assert _meant(geo, Want.COUNT, joint=False, text="en est-elle le seul porteur ?").wants == (Want.CARRIER,)

    def test_what_got_more_than_it(self) -> None:
        told = _then(LICENCE, Want.PROJECTS, SECOND_CALL, text="y en a qui ont eu plus ?")
        assert ids(told) == ["controle-fiscal"]

    def test_the_rest_of_an_earlier_list(self) -> None:
        told = _told(
            question(Want.PROJECTS, body("interieur"), text="les projets de l'Intérieur"),
            question(Want.DESCRIPTION, project("parcours-etranger"), text="celui de l'OFII"),
        )
        answer = _then(told, (), rest=True, number=3, text="et les trois autres")
        assert set(ids(answer)) == {"chatbot-interieur", "labos-police", "fourrieres"}

    def test_another_whole_of_a_share(self) -> None:
        share = question(Want.AMOUNT, project("licence"), operation=Operation.SHARE, text="quelle part ?")
        meant = _meant(_told(share), (), SECOND_CALL, text="et de l'ensemble du deuxième appel ?")
        assert meant.operation is Operation.SHARE and "licence" in _named(meant)

    def test_no_share_of_what_has_no_split(self) -> None:
        geo = _told(question(Want.AMOUNT, project("geoplateforme"), text="combien pour la Géoplateforme"))
        meant = _meant(geo, Want.AMOUNT, body("ign"), operation=Operation.SHARE, text="quelle part revient à l'IGN ?")
        assert (meant.wants, meant.missing) == ((Want.UNSAID,), "split")

    @pytest.mark.parametrize("text", ["le plus petit ?", "le moins cher ?"])
    def test_an_order_without_a_name_is_of_the_last_list(self, text: str) -> None:
        answer = _then(INTERIOR, Want.PROJECTS, refers=False, operation=Operation.LOWEST, text=text)
        assert ids(answer) == ["chatbot-interieur"]

    def test_a_gap_is_between_the_last_things_spoken_of(self) -> None:
        told = _told(
            question(Want.AMOUNT, body("dinsic"), operation=Operation.SUM, text="total DINSIC"),
            question(Want.AMOUNT, body("interieur"), operation=Operation.SUM, text="total Intérieur"),
        )
        meant = _meant(told, Want.AMOUNT, refers=False, operation=Operation.COMPARE, text="différence ?")
        assert set(_named(meant)) == {"dinsic", "interieur"}

    def test_a_sum_of_several_turns(self) -> None:
        told = _told(
            question(Want.PROJECTS, theme("logement"), text="projets logement"),
            question(Want.AMOUNT, project("export"), text="exportations"),
        )
        answer = _then(told, Want.AMOUNT, number=3, operation=Operation.SUM, text="cumul des trois ?")
        assert 10_000_000 in answer.figures


class TestOfTheCallSpokenOf:
    @pytest.mark.parametrize(("wants", "text"), [(Want.COUNT, "combien ont été retenus ?"), (Want.AMOUNT, "accordé ?")])
    def test_its_figures(self, wants: Want, text: str) -> None:
        assert _named(_meant(SECOND, wants, refers=False, text=text)) == ["appel-2"]

    def test_not_where_everything_is_meant(self) -> None:
        assert _named(_meant(SECOND, Want.COUNT, refers=False, text="combien de dossiers au total ?")) == []

    def test_its_whole_whatever_was_spoken_of(self) -> None:
        meant = _meant(INTERIOR, Want.AMOUNT, SECOND_CALL, text="et l'enveloppe du deuxième appel ?")
        assert _named(meant) == ["appel-2"]


class TestNothingFound:
    @pytest.mark.parametrize("asked", [question(Want.PROJECTS, unknown("les piscines"), text="et les piscines ?")])
    def test_what_was_spoken_of_stays(self, asked: Question) -> None:
        memory = LICENCE.after(asked, KB.ask(asked), KB)
        assert ids(_then(memory, Want.CARRIER, text="qui le porte ?")) == ["licence"]


class TestWhatGoesOn:
    def test_the_other_call(self) -> None:
        memory = _told(question(Want.COUNT, SECOND_CALL, text="combien de lauréats au deuxième appel"))
        assert _named(_meant(memory, (), text="et l'autre appel", other_call=True)) == ["appel-1"]

    def test_without_the_body(self) -> None:
        large = Range(low=5_000_000, strict=True)
        memory = _told(question(Want.PROJECTS, body("interieur"), amounts=large))
        meant = _meant(memory, (), text="tous ministères confondus", widened=True)
        assert (meant.about.subjects, meant.about.amounts) == ((), large)

    def test_whether_it_is_the_largest(self) -> None:
        meant = _meant(LICENCE, Want.PROJECTS, text="c'est le plus gros ?", operation=Operation.HIGHEST)
        assert (_named(meant), meant.yes_no) == (["licence"], True)

    def test_what_was_supposed_the_largest_is_still_spoken_of(self) -> None:
        supposed = question(Want.PROJECTS, project("licence"), operation=Operation.HIGHEST, yes_no=True)
        assert _told(supposed).listed == ("licence",)

    def test_which_is_the_largest_is_asked_of_all(self) -> None:
        text = "et c'est lequel le plus gros de tous ?"
        meant = _meant(LICENCE, Want.PROJECTS, text=text, operation=Operation.HIGHEST, widened=True)
        assert meant.about.subjects == ()

    def test_whether_a_topic_is_inside(self) -> None:
        memory = _told(question(Want.DESCRIPTION, project("controle-fiscal")))
        assert ids(_then(memory, Want.DESCRIPTION, theme("ia"), text="y a de l'IA dedans ?")) == ["controle-fiscal"]

    def test_the_rest_of_a_topic(self) -> None:
        memory = _told(question(Want.DATE, project("fourrieres")))
        found = _then(memory, (), theme("automobile"), text="autre chose côté voitures ?", rest=True)
        assert ids(found) == ["chatbot-interieur"]

    def test_the_two_others_of_an_earlier_list(self) -> None:
        memory = _told(
            question(Want.PROJECTS, body("interieur")),
            question(Want.AMOUNT, project("labos-police")),
            question(Want.AMOUNT, project("chatbot-interieur")),
        )
        found = _then(memory, (), text="et les deux autres ?", rest=True, number=2)
        assert set(ids(found)) == {"parcours-etranger", "fourrieres"}

    def test_alone_after_who_announced(self) -> None:
        memory = _told(question(Want.DATE, SECOND_CALL, text="quand ?"))
        meant = _meant(memory, Want.CARRIER, text="tout seul ?", joint=False)
        assert (meant.wants, _named(meant), meant.about.joint) == ((Want.PEOPLE,), ["appel-2"], None)

    def test_the_names_of_what_was_counted(self) -> None:
        memory = _told(question(Want.COUNT, FIRST_CALL, text="combien de projets au premier appel"))
        assert _meant(memory, Want.PEOPLE, text="donnez-moi leurs noms").wants == (Want.PROJECTS,)

    def test_a_comparison_goes_on_with_what_it_began_with(self) -> None:
        memory = _told(
            question(Want.AMOUNT, project("logement-dabord"), project("droit-travail"), operation=Operation.COMPARE)
        )
        meant = _meant(memory, Want.AMOUNT, project("radio-france"), operation=Operation.COMPARE)
        assert _named(meant) == ["logement-dabord", "radio-france"]


class TestOfTheSameList:
    def test_others_of_the_same_kind_share_the_narrowest_theme(self) -> None:
        memory = _told(question(Want.DESCRIPTION, project("fourrieres")))
        meant = _meant(memory, Want.PROJECTS, text="il y en a d'autres du même genre ?", complement=True)
        shared = [t for t in KB.themes if len(found := KB.gathered("theme", t)) > 1 and "fourrieres" in found]
        assert meant.about.subjects[0].id in shared
        assert len(KB.gathered("theme", meant.about.subjects[0].id)) == min(
            len(KB.gathered("theme", t)) for t in shared
        )
        assert "fourrieres" not in ids(KB.ask(meant))

    def test_which_of_those_told_a_body_carries(self) -> None:
        memory = _told(question(Want.PROJECTS, theme("automobile")))
        told = memory.listed
        assert len(told) > 1
        found = _then(memory, Want.PROJECTS, body("interieur"), text="lesquels sont portés par l'Intérieur ?")
        assert set(ids(found)) <= set(told)

    def test_what_was_left_out_is_taken_in_again(self) -> None:
        without = question(Want.AMOUNT, body("interieur"), excluding=(project("fourrieres"),), operation=Operation.SUM)
        meant = _meant(_told(without), text="et avec ?")
        assert (_named(meant), meant.about.excluding, meant.operation) == (["interieur"], (), Operation.SUM)

    def test_a_place_after_the_criteria_is_that_of_a_criterion(self) -> None:
        meant = _meant(_told(question(Want.CRITERIA, FUND)), text="le deuxième c'est lequel déjà ?", positions=(2,))
        assert meant.wants == (Want.CRITERIA,)

    def test_others_of_that_body_are_its_own(self) -> None:
        said = {"text": "ils ont d'autres projets ?", "complement": True, "other": True, "body": True}
        of_many = _told(question(Want.DESCRIPTION, project("fourrieres")))
        found = _then(of_many, Want.PROJECTS, **said)
        assert "fourrieres" not in ids(found)
        assert found.projects
        assert all("interieur" in p.carriers for p in found.projects)
        assert (none := _then(LICENCE, Want.PROJECTS, **said)).kind == "answer"
        assert getattr(none, "why", "") == "no_other"

    def test_one_name_of_two_bodies_is_one_side_of_a_comparison(self) -> None:
        bercy = tuple(Subject(kind="organisation", id=i, text="Bercy") for i in ("action-comptes-publics", "economie"))
        meant = _meant(INTERIOR, (), *bercy, text="plus que Bercy ?", operation=Operation.COMPARE)
        assert set(_named(meant)) == {"interieur", *(s.id for s in bercy)}


class TestOfBodiesAndSums:
    def test_the_gap_of_two_bodies_ranked_one_after_the_other(self) -> None:
        first = question(Want.PROJECTS, unit="ministry", operation=Operation.HIGHEST)
        second = question(Want.PROJECTS, unit="ministry", operation=Operation.HIGHEST, position=2)
        memory = _told(first, second)
        said = {"text": "l'écart entre eux ?", "those": True, "operation": Operation.COMPARE}
        found = _then(memory, Want.AMOUNT, **said)
        totals = sorted(
            (sum(KB.projects[p].euros for p in KB.carried_by(b)) for b in KB.organisations if b != "dinsic"),
            reverse=True,
        )
        assert {totals[0], totals[1], totals[0] - totals[1]} <= found.figures

    def test_how_many_projects_the_ranked_body_has(self) -> None:
        first = question(Want.PROJECTS, unit="ministry", operation=Operation.HIGHEST)
        meant = _meant(_told(first), Want.COUNT, text="avec combien de projets ?", unit="project")
        assert _named(meant) == ["action-comptes-publics"]

    def test_what_all_counted_laureates_got(self) -> None:
        said = {"text": "et combien d'argent en tout ?", "operation": Operation.SUM}
        found = _then(_told(question(Want.COUNT, unit="project", text="combien de lauréats ?")), Want.AMOUNT, **said)
        assert 195_000_000 in found.figures
        of_fund = {**said, "text": "et quelle enveloppe en tout ?"}
        found = _then(_told(question(Want.COUNT, unit="project", text="combien de lauréats ?")), Want.AMOUNT, **of_fund)
        assert 700_000_000 in found.figures

    def test_the_full_cost_of_those_counted(self) -> None:
        memory = _told(question(Want.COUNT, unit="project", text="dans combien de projets ?"))
        text = "et quel est le montant total de ces projets ?"
        found = _then(memory, Want.AMOUNT, text=text, operation=Operation.SUM)
        assert 472_000_000 in found.figures

    def test_another_project_of_the_same_amount(self) -> None:
        memory = _told(question(Want.CARRIER, project("geoplateforme")))
        exactly = Range(low=3_600_000, high=3_600_000)
        text = "un autre projet a-t-il reçu exactement 3,6 millions ?"
        assert ids(_then(memory, Want.PROJECTS, text=text, amounts=exactly)) == ["achats-etat"]

    def test_another_amount_is_looked_for_among_all(self) -> None:
        some = question(Want.PROJECTS, amounts=Range(low=1_900_000, high=1_900_000))
        memory = _told(some)
        memory = _told(some, _meant(memory, Want.CARRIER, text="ils dépendent de qui ?"))
        exactly = Range(low=3_600_000, high=3_600_000)
        found = _then(memory, (), text="et à 3,6 y en a ?", amounts=exactly)
        assert {p.id for p in found.projects} == {"geoplateforme", "achats-etat"}

    def test_others_on_a_topic_leave_out_what_was_told(self) -> None:
        memory = _told(question(Want.PROJECTS, theme("automobile")))
        found = _then(memory, Want.PROJECTS, theme("demarches"), text="d'autres projets sur les démarches ?", rest=True)
        assert ids(found)
        assert not set(ids(found)) & set(memory.listed)

    def test_the_aid_of_the_fund_is_that_to_the_project_told(self) -> None:
        memory = _told(question(Want.DESCRIPTION, project("france-cloud")))
        said = {"text": "Bon, l'aide du fonds alors.", "refers": False}
        assert ids(_then(memory, Want.AMOUNT, FUND, **said)) == ["france-cloud"]


class TestOnTheWay:
    def test_the_gap_of_a_place_and_the_one_spoken_of(self) -> None:
        top = question(Want.PROJECTS, SECOND_CALL, operation=Operation.HIGHEST, top=3)
        memory = _told(top)
        third = _meant(memory, Want.CARRIER, text="le troisième, il est porté par qui ?", positions=(3,))
        said = {"text": "l'écart entre le premier et lui ?", "positions": (1,), "operation": Operation.COMPARE}
        assert 6_400_000 in _then(_told(top, third), Want.AMOUNT, **said).figures

    def test_for_whom_goes_on_from_what_it_brings(self) -> None:
        memory = _told(question(Want.BENEFITS, project("dons-successions")))
        meant = _meant(memory, Want.PROJECTS, theme("agents"), text="et pour les fonctionnaires ?")
        assert (meant.wants, ids(KB.ask(meant))) == ((Want.BENEFITS,), ["dons-successions"])

    @pytest.mark.parametrize("text", ["et en tout, fourrières comprises, combien ?", "total avec les fourrières"])
    def test_what_was_left_out_counts_in_the_total(self, text: str) -> None:
        memory = _told(question(Want.PROJECTS, body("interieur"), excluding=(project("fourrieres"),)))
        found = _then(memory, Want.AMOUNT, project("fourrieres"), text=text, operation=Operation.SUM)
        assert 14_125_000 in found.figures

    def test_the_other_of_two_is_not_the_one_spoken_of_before(self) -> None:
        memory = _told(
            question(Want.AMOUNT, project("france-cloud")),
            question(Want.AMOUNT, body("dinsic"), operation=Operation.SUM),
        )
        assert ids(_then(memory, Want.AMOUNT, text="l'autre, pour quel montant ?", other=True)) == ["franceconnect"]

    def test_the_laureates_of_both_calls_are_added_up(self) -> None:
        memory = _told(
            question(Want.COUNT, SECOND_CALL, unit="project", text="combien de projets au deuxième appel ?"),
            question(Want.COUNT, FIRST_CALL, unit="project", text="et au premier ?"),
        )
        assert 33 in _then(memory, (), text="ça fait combien en tout ?", operation=Operation.SUM).figures

    def test_against_how_many(self) -> None:
        memory = _told(question(Want.COUNT, SECOND_CALL, unit="dossiers", text="combien de dossiers au deuxième ?"))
        found = _then(memory, Want.AMOUNT, text="contre combien la première ?", positions=(1,))
        assert 122 in found.figures

    def test_the_rate_of_the_other_call(self) -> None:
        memory = _told(
            question(Want.COUNT, FIRST_CALL, unit="dossiers", text="combien de dossiers au premier appel ?"),
        )
        rate = _meant(memory, Want.AMOUNT, text="soit quel taux de réussite ?", operation=Operation.SHARE)
        memory = memory.after(rate, KB.ask(rate), KB)
        meant = _meant(memory, (), text="et au 2e ?", positions=(2,))
        assert (meant.operation, _named(meant)) == (Operation.SHARE, ["appel-2"])

    def test_the_ministry_of_a_person(self) -> None:
        memory = _told(question(Want.PEOPLE, term("darmanin"), text="qui est Darmanin ?"))
        assert _named(_meant(memory, Want.AMOUNT, text="son ministère a eu combien ?", body=True)) == [
            "action-comptes-publics"
        ]

    def test_an_average_is_of_the_call_spoken_of(self) -> None:
        memory = _told(question(Want.AMOUNT, SECOND_CALL, text="combien a accordé le deuxième appel ?"))
        meant = _meant(memory, Want.AMOUNT, text="la moyenne par projet ?", operation=Operation.AVERAGE, refers=False)
        assert _named(meant) == ["appel-2"]

    def test_a_round_figure_is_that_of_the_project_spoken_of(self) -> None:
        memory = _told(question(Want.DESCRIPTION, project("labos-police")))
        about = Range(low=5_000_000, high=5_000_000)
        meant = _meant(memory, Want.PROJECTS, text="5 millions tout rond ?", amounts=about)
        assert (_named(meant), meant.claims) == (["labos-police"], (5_000_000,))

    def test_what_the_fund_paid_is_an_amount(self) -> None:
        memory = _told(question(Want.AMOUNT, FIRST_CALL, SECOND_CALL, text="montant total des projets ?"))
        found = _then(memory, Want.COUNT, text="dont combien payés par le fonds ?")
        assert 195_000_000 in found.figures

    @pytest.mark.parametrize(
        ("text", "operation"),
        [
            ("et lui ?", None),
            ("et le suivant ?", Operation.AFTER),
            ("et celui-là ?", None),
            ("et lui il a eu quoi ?", None),
        ],
    )
    def test_what_points_at_nothing_is_asked_back(self, text: str, operation: Operation | None) -> None:
        with pytest.raises(Unclear):
            _meant(Memory(), (), text=text, operation=operation)

    def test_which_of_two_is_on_a_topic(self) -> None:
        memory = _told(question(Want.AMOUNT, project("controle-fiscal"), project("licence"), union=True))
        text = "lequel des deux se sert de l'intelligence artificielle ?"
        meant = _meant(memory, (), theme("ia"), text=text, number=2, operation=Operation.COMPARE)
        assert ids(KB.ask(meant)) == ["controle-fiscal"]
        others = memory.after(meant, KB.ask(meant), KB)
        assert ids(_then(others, (), text="y en a d'autres ?", rest=True)) == ["parcours-etranger"]

    def test_a_place_that_ranks_goes_on_with_the_ranking(self) -> None:
        most = question(Want.DESCRIPTION, body("interieur"), operation=Operation.HIGHEST)
        memory = _told(question(Want.PROJECTS, theme("titres")), most)
        memory = _told(question(Want.PROJECTS, theme("titres")), most, _meant(memory, Want.AMOUNT, text="combien ?"))
        said = {"text": "et leur 2e plus gros ?", "positions": (2,), "position": 2, "operation": Operation.HIGHEST}
        assert ids(_then(memory, Want.PROJECTS, **said)) == ["labos-police"]

    def test_this_ministry_in_a_call(self) -> None:
        memory = _told(question(Want.PEOPLE, term("comite"), text="qui préside le comité ?"))
        said = {"text": "et le ministère du président, combien au deuxième appel ?", "body": True}
        assert 22_900_000 in _then(memory, Want.AMOUNT, SECOND_CALL, **said).figures


class TestFigures:
    def test_what_a_figure_is(self) -> None:
        found = KB.ask(question(Want.DESCRIPTION, claims=(195_000_000,), text="les 195 millions, c'est quoi ?"))
        assert 195_000_000 in found.figures

    def test_a_figure_without_more_is_no_reason_to_ask_back(self) -> None:
        asked = question(Want.AMOUNT, claims=(195_000_000,), text="ça correspond à quoi ?")
        assert (
            _meant(Memory(), Want.AMOUNT, claims=(195_000_000,), text="ça correspond à quoi ?").claims == asked.claims
        )


TWO = _told(
    question(Want.AMOUNT, project("radio-france"), text="combien pour la radio"),
    question(Want.AMOUNT, project("droit-travail"), text="et le droit du travail ?"),
)
FILES = _told(question(Want.COUNT, FIRST_CALL, unit="dossiers", text="combien de dossiers au premier appel ?"))


class TestTheLearntFollowUps:
    def test_the_most_of_two_told_one_by_one_is_of_these_two(self) -> None:
        meant = _meant(TWO, Want.PROJECTS, operation=Operation.HIGHEST, text="qui touche le plus ?")
        assert _named(meant) == ["radio-france", "droit-travail"]

    def test_the_most_of_all_projects_is_of_all(self) -> None:
        meant = _meant(
            TWO, Want.PROJECTS, refers=False, operation=Operation.HIGHEST, text="quel projet touche le plus ?"
        )
        assert meant.about.subjects == ()

    def test_a_place_is_that_of_the_project_spoken_of(self) -> None:
        meant = _meant(LICENCE, Want.PROJECTS, operation=Operation.RANK, text="quelle position au classement ?")
        assert _named(meant) == ["licence"]

    def test_the_next_one_after_a_figure_of_a_call_is_the_other_call(self) -> None:
        meant = _meant(FILES, operation=Operation.AFTER, text="et pour le suivant ?")
        assert _named(meant) == ["appel-2"]
        assert (meant.wants, meant.unit) == ((Want.COUNT,), "dossiers")

    def test_another_year_is_of_no_known_call(self) -> None:
        assert KB.ask(_meant(FILES, text="et en 2019 ?")).kind == "absent"
        assert KB.ask(_meant(FILES, text="et en 2018 ?")).kind == "answer"

    def test_counts_of_a_call_are_compared_with_those_told(self) -> None:
        meant = _meant(
            FILES, Want.AMOUNT, SECOND_CALL, operation=Operation.COMPARE, text="donc deux fois moins au deuxième ?"
        )
        assert _named(meant) == ["appel-1", "appel-2"]
        assert (meant.wants, meant.unit) == ((Want.COUNT,), "dossiers")

    def test_what_was_shared_is_taken_in_again(self) -> None:
        alone = _told(question(Want.AMOUNT, body("cohesion-territoires"), joint=False, text="hors projet partagé ?"))
        assert ids(_then(alone, text="et en comptant le partagé ?")) == ["impayes-loyers", "logement-dabord"]

    def test_the_others_share_what_is_left(self) -> None:
        listed = _told(
            question(Want.PROJECTS, body("action-comptes-publics"), text="ses projets ?"),
            question(Want.AMOUNT, project("controle-fiscal"), text="combien pour le contrôle fiscal ?"),
        )
        answer = _then(
            listed, Want.UNSAID, missing="split", rest=True, number=3, text="les trois autres se partagent combien ?"
        )
        assert 9_500_000 in answer.figures

    def test_how_many_of_one_project_is_how_much(self) -> None:
        pair = _told(
            question(Want.PROJECTS, theme("automobile"), text="les voitures ?"),
            question(Want.AMOUNT, project("fourrieres"), text="les fourrières ?"),
        )
        meant = _meant(pair, Want.COUNT, other=True, text="l'autre projet, combien ?")
        assert (meant.wants, _named(meant)) == ((Want.AMOUNT,), ["chatbot-interieur"])

    def test_what_was_asked_of_the_fund_is_no_endowment(self) -> None:
        assert _then(FILES, Want.AMOUNT, FUND, text="et combien demandé au fonds ?").kind in ("absent", "answer")
        assert 700_000_000 not in _then(FILES, Want.AMOUNT, FUND, text="et combien demandé au fonds ?").figures
