"""Every shape of question, asked of the knowledge base."""

from __future__ import annotations

import pytest

from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.answers import (
    Ambiguous,
    Average,
    Bodies,
    BodyRanking,
    Carriers,
    Comparison,
    Explained,
    Nothing,
    OneProject,
    Rank,
    Ranking,
    Selection,
    Several,
    Share,
    Sources,
    Stated,
    Ties,
)
from knowledge.quantities import amounts
from knowledge.records import AmountKind
from tests.asked import FIRST_CALL, FUND, SECOND_CALL, ask, body, ids, project, region, term, theme, unknown

ALL_BY_GRANT = [
    "france-cloud", "franceconnect", "controle-fiscal", "licence", "parcours-etranger", "export", "labos-police",
    "formation-agents", "geoplateforme", "achats-etat", "impayes-loyers", "logement-dabord", "droit-travail",
    "accueil-usagers", "fourrieres", "radio-france", "dons-successions", "chatbot-interieur",
]  # fmt: skip


class TestAmounts:
    def test_of_one_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("licence"))
        assert isinstance(answer, OneProject)
        assert (answer.project.id, answer.figures) == ("licence", {12_800_000})

    def test_of_a_project_and_its_carrier_is_that_of_the_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("chatbot-interieur"), body("interieur"))
        assert answer.figures == {325_000}

    def test_of_a_shared_project_is_whole_and_says_that_it_is_shared(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("ign"))
        assert isinstance(answer, OneProject)
        assert (answer.project.euros, answer.project.amount.kind) == (3_600_000, AmountKind.SHARED)

    def test_of_a_body_tells_what_is_shared(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("premier-ministre"))
        assert isinstance(answer, Selection)
        assert (answer.total, answer.alone, [p.id for p in answer.shared]) == (
            3_900_000,
            1_800_000,
            ["impayes-loyers"],
        )

    @pytest.mark.parametrize(
        ("name", "euros", "projects"),
        [
            ("logement", 4_000_000, {"impayes-loyers", "logement-dabord"}),
            ("automobile", 2_025_000, {"chatbot-interieur", "fourrieres"}),
            ("ia", 20_400_000, {"parcours-etranger", "controle-fiscal"}),
            ("fiscalite", 14_400_000, {"controle-fiscal", "dons-successions"}),
        ],
    )
    def test_of_a_theme_is_the_sum_of_its_projects(
        self, kb: KnowledgeBase, name: str, euros: int, projects: set[str]
    ) -> None:
        answer = ask(kb, Want.AMOUNT, theme(name))
        assert isinstance(answer, Selection)
        assert (answer.total, set(ids(answer))) == (euros, projects)

    def test_of_a_body_on_a_theme(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("interieur"), theme("automobile"))
        assert isinstance(answer, Selection)
        assert answer.total == 2_025_000

    @pytest.mark.parametrize("text", ["", "Combien pour le deuxième appel ?", "Montant du deuxième appel"])
    def test_of_the_second_call_is_what_the_fund_granted(self, kb: KnowledgeBase, text: str) -> None:
        assert ask(kb, Want.AMOUNT, SECOND_CALL, text=text).figures == {69_000_000}

    def test_of_both_calls_is_what_the_fund_granted_in_all(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, FIRST_CALL, SECOND_CALL, text="Combien pour les deux appels ?")
        assert 195_000_000 in answer.figures
        assert 757_000_000 not in answer.figures

    def test_of_a_body_at_a_call_where_it_obtained_nothing(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("culture"), FIRST_CALL)
        assert isinstance(answer, Nothing)
        assert answer.why == "none"

    def test_of_two_bodies_are_given_one_by_one_with_their_sum(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("culture"), body("travail"))
        assert isinstance(answer, Comparison)
        assert ([g.euros for g in answer.groups], answer.total) == ([1_500_000, 1_900_000], 3_400_000)

    def test_of_two_bodies_with_a_joint_project_have_a_sum_that_counts_it_once(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("premier-ministre"), body("cohesion-territoires"))
        assert isinstance(answer, Comparison)
        assert [g.euros for g in answer.groups] == [3_900_000, 4_000_000]
        assert (answer.total, answer.overlap) == (5_800_000, True)
        assert all(g.shared for g in answer.groups)

    def test_without_some_projects(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("interieur"), excluding=(project("parcours-etranger"),))
        assert isinstance(answer, Selection)
        assert answer.total == 7_125_000

    def test_of_the_projects_of_the_last_answer(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, within=("licence", "fourrieres"), operation=Operation.SUM)
        assert isinstance(answer, Selection)
        assert answer.total == 14_500_000

    def test_a_right_claim_is_confirmed(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("licence"), claims=(12_800_000,), yes_no=True)
        assert isinstance(answer, OneProject)
        assert answer.premise.holds is True

    def test_a_wrong_claim_is_denied_with_the_right_amount(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("licence"), claims=(15_000_000,), yes_no=True)
        assert isinstance(answer, OneProject)
        assert answer.premise.holds is False
        assert answer.figures == {12_800_000}

    def test_nothing_is_taken_for_true_where_nothing_was_claimed(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("licence"))
        assert isinstance(answer, OneProject)
        assert answer.premise.holds is None

    def test_of_nothing_in_particular_asks_which(self, kb: KnowledgeBase) -> None:
        assert isinstance(ask(kb, Want.AMOUNT, text="combien ?"), Ambiguous)


class TestCounts:
    def test_of_the_projects_of_a_body(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, body("interieur"), unit="project")
        assert isinstance(answer, Selection)
        assert answer.count == 4

    def test_of_one_project_is_one(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, body("culture"), unit="project")
        assert isinstance(answer, Selection)
        assert (answer.count, ids(answer)) == (1, ["radio-france"])

    def test_of_the_projects_of_a_theme(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, theme("logement"), unit="project")
        assert isinstance(answer, Selection)
        assert answer.count == 2

    def test_of_all_projects_is_33_though_18_are_described(self, kb: KnowledgeBase) -> None:
        assert ask(kb, Want.COUNT, unit="project", text="combien de projets ?").figures == {33}

    def test_of_the_projects_above_an_amount(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, unit="project", amounts=Range(low=10_000_000, strict=True))
        assert isinstance(answer, Selection)
        assert answer.count == 4

    def test_of_the_ministries_that_carry_a_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, unit="ministry", text="combien de ministères sont lauréats ?")
        assert isinstance(answer, Bodies)
        ministries = {
            "enseignement-superieur", "agriculture", "transition-ecologique", "cohesion-territoires", "interieur",
            "economie", "travail", "action-comptes-publics", "culture",
        }  # fmt: skip
        assert {b.id for b in answer.bodies} - {"premier-ministre"} == ministries

    def test_of_the_operators_that_carry_a_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, unit="operator", text="combien d'opérateurs lauréats ?")
        assert isinstance(answer, Bodies)
        assert {b.id for b in answer.bodies} == {"ign", "ofii", "business-france", "radio-france"}

    def test_of_the_operators_beside_a_body_that_works_alone(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, body("dinsic"), unit="operator")
        assert isinstance(answer, Bodies)
        assert answer.bodies == ()

    def test_of_files_refused_is_a_difference(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, FIRST_CALL, unit="dossiers", text="combien de dossiers refusés ?")
        assert answer.figures == {105}

    def test_of_what_the_announcements_do_not_count(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, project("licence"), unit="étudiants", text="combien d'étudiants concernés ?")
        assert isinstance(answer, Nothing)
        assert (answer.why, ids(answer)) == ("unsaid", ["licence"])

    def test_a_wrong_number_is_denied(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, body("interieur"), unit="project", claims=(5,), yes_no=True)
        assert isinstance(answer, Selection)
        assert (answer.premise.holds, answer.count) == (False, 4)


class TestLists:
    def test_of_a_body(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, body("interieur"))) == [
            "parcours-etranger", "chatbot-interieur", "labos-police", "fourrieres",
        ]  # fmt: skip

    def test_of_a_body_with_one_project_is_that_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("culture"))
        assert isinstance(answer, OneProject)
        assert answer.project.id == "radio-france"

    def test_of_a_theme(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, theme("logement"))) == ["impayes-loyers", "logement-dabord"]

    def test_of_foreigners_is_not_of_exports(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, theme("etrangers"))) == ["parcours-etranger"]
        assert ids(ask(kb, Want.PROJECTS, theme("export"))) == ["export"]

    def test_of_the_first_call_owns_up_to_the_15_that_are_not_described(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, FIRST_CALL)
        assert isinstance(answer, Selection)
        assert (ids(answer), answer.undescribed) == (["france-cloud", "franceconnect"], 15)

    def test_of_the_second_call_hides_nothing(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, SECOND_CALL)
        assert isinstance(answer, Selection)
        assert (len(answer.projects), answer.undescribed) == (16, 0)

    def test_of_the_other_laureates_of_the_first_call(self, kb: KnowledgeBase) -> None:
        told = (project("france-cloud"), project("franceconnect"))
        answer = ask(kb, Want.PROJECTS, FIRST_CALL, excluding=told, complement=True)
        assert isinstance(answer, Nothing)
        assert (answer.why, answer.undescribed) == ("undescribed", 15)

    def test_of_a_body_at_a_call(self, kb: KnowledgeBase) -> None:
        assert len(ask(kb, Want.PROJECTS, body("interieur"), SECOND_CALL).projects) == 4

    def test_of_a_region(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, region("provence-alpes-cote-azur"))) == ["achats-etat"]

    def test_of_two_bodies_together_is_what_they_carry_together(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("agriculture"), body("transition-ecologique"))
        assert ids(answer) == ["geoplateforme"]

    def test_of_what_is_carried_jointly(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, joint=True)) == [
            "geoplateforme", "impayes-loyers", "parcours-etranger", "export", "radio-france",
        ]  # fmt: skip

    def test_of_what_a_body_carries_alone(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, body("cohesion-territoires"), joint=False)) == ["logement-dabord"]

    def test_of_what_a_body_carries_with_others(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, body("interieur"), joint=True)) == ["parcours-etranger"]


class TestThresholds:
    @pytest.mark.parametrize(
        ("amounts", "expected"),
        [
            (Range(low=6_000_000, strict=True), set(ALL_BY_GRANT[:5])),
            (Range(low=6_000_000), set(ALL_BY_GRANT[:6])),
            (Range(high=1_500_000, strict=True), {"dons-successions", "chatbot-interieur"}),
            (Range(high=1_500_000), {"radio-france", "dons-successions", "chatbot-interieur"}),
            (Range(low=2_000_000, high=4_000_000), {"geoplateforme", "achats-etat", "impayes-loyers"}),
            (Range(low=1_900_000, high=1_900_000), {"logement-dabord", "droit-travail"}),
        ],
    )
    def test_keep_the_projects_within_them(self, kb: KnowledgeBase, amounts: Range, expected: set[str]) -> None:
        assert set(ids(ask(kb, Want.PROJECTS, amounts=amounts))) == expected

    def test_narrow_a_body(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("interieur"), amounts=Range(low=5_000_000, strict=True))
        assert ids(answer) == ["parcours-etranger", "labos-police"]

    def test_that_no_project_meets_are_answered_by_none(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, amounts=Range(low=100_000_000, strict=True))
        assert isinstance(answer, Nothing)
        assert (answer.why, answer.kind, answer.projects) == ("none", "answer", ())

    def test_are_told_in_the_scope(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, amounts=Range(low=6_000_000, strict=True))
        assert isinstance(answer, Selection)
        assert answer.scope.replace("\u00a0", " ") == "de plus de 6 millions d'euros"


class TestRankings:
    def test_the_highest_of_all(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.HIGHEST)
        assert isinstance(answer, Ranking)
        assert (ids(answer), answer.among) == (["france-cloud"], 18)

    def test_the_lowest_of_all(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, operation=Operation.LOWEST)
        assert ids(answer) == ["chatbot-interieur"]

    def test_the_highest_of_a_call_names_its_scope(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, SECOND_CALL, operation=Operation.HIGHEST)
        assert isinstance(answer, Ranking)
        assert (ids(answer), answer.among, answer.scope) == (
            ["controle-fiscal"],
            16,
            "du deuxième appel à projets",
        )

    def test_the_lowest_of_a_body(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("action-comptes-publics"), operation=Operation.LOWEST)
        assert ids(answer) == ["dons-successions"]

    def test_the_first_three(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, operation=Operation.HIGHEST, top=3)) == ALL_BY_GRANT[:3]

    def test_the_three_smallest_come_smallest_first(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.LOWEST, top=3)
        assert ids(answer) == ["chatbot-interieur", "dons-successions", "radio-france"]

    def test_a_tie_at_the_edge_is_kept_whole(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.HIGHEST, top=9)
        assert ids(answer) == ALL_BY_GRANT[:10]

    def test_more_than_there_are_gives_them_all(self, kb: KnowledgeBase) -> None:
        assert ids(ask(kb, Want.PROJECTS, operation=Operation.HIGHEST, top=50)) == ALL_BY_GRANT

    def test_sorting_gives_all_of_a_body_in_order(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("interieur"), operation=Operation.SORT)
        assert ids(answer) == ["parcours-etranger", "labos-police", "fourrieres", "chatbot-interieur"]

    @pytest.mark.parametrize(
        ("position", "expected"),
        [
            (2, ["franceconnect"]),
            (9, ["geoplateforme", "achats-etat"]),
            (10, ["geoplateforme", "achats-etat"]),
            (18, ["chatbot-interieur"]),
            (-1, ["chatbot-interieur"]),
            (-2, ["dons-successions"]),
        ],
    )
    def test_the_project_at_a_position(self, kb: KnowledgeBase, position: int, expected: list[str]) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.HIGHEST, position=position)
        assert ids(answer) == expected

    @pytest.mark.parametrize("position", [19, -19])
    def test_there_is_no_project_beyond_the_last_position(self, kb: KnowledgeBase, position: int) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.HIGHEST, position=position)
        assert isinstance(answer, Nothing)
        assert answer.why == "none"

    def test_the_rank_of_a_project_tells_its_tie(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, project("achats-etat"), operation=Operation.RANK)
        assert isinstance(answer, Rank)
        assert (answer.place, answer.among, [p.id for p in answer.tied]) == (9, 18, ["geoplateforme"])

    def test_the_rank_of_a_project_in_its_call(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, project("licence"), SECOND_CALL, operation=Operation.RANK)
        assert isinstance(answer, Rank)
        assert (answer.place, answer.among, answer.tied) == (2, 16, ())

    def test_the_rank_that_follows_a_tie_counts_both(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, project("impayes-loyers"), operation=Operation.RANK)
        assert isinstance(answer, Rank)
        assert answer.place == 11

    def test_the_largest_and_the_smallest_at_once(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.EXTREMES)
        assert isinstance(answer, Comparison)
        assert (ids(answer), answer.gap) == (["france-cloud", "chatbot-interieur"], 23_975_000)

    def test_those_that_tie_at_an_end_are_all_told(self, kb: KnowledgeBase) -> None:
        within = ("controle-fiscal", "geoplateforme", "achats-etat")
        answer = ask(kb, Want.PROJECTS, operation=Operation.EXTREMES, within=within)
        assert isinstance(answer, Several)
        assert set(ids(answer)) == set(within)

    def test_a_project_wrongly_taken_for_the_largest(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, project("licence"), operation=Operation.HIGHEST, yes_no=True)
        assert isinstance(answer, Several)
        ranked, itself = answer.parts
        assert isinstance(ranked, Ranking)
        assert (ranked.premise.holds, ids(ranked), ids(itself)) == (False, ["france-cloud"], ["licence"])

    def test_a_project_rightly_taken_for_the_smallest(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, project("chatbot-interieur"), operation=Operation.LOWEST, yes_no=True)
        assert isinstance(answer, Ranking)
        assert answer.premise.holds is True

    def test_the_ministries_by_what_they_obtained(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.HIGHEST, unit="ministry", top=3)
        assert isinstance(answer, BodyRanking)
        assert [(g.organisation.id, g.euros) for g in answer.groups if g.organisation] == [
            ("action-comptes-publics", 22_900_000),
            ("interieur", 14_125_000),
            ("enseignement-superieur", 12_800_000),
        ]

    def test_the_ministry_with_least(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, operation=Operation.LOWEST, unit="ministry")
        assert isinstance(answer, BodyRanking)
        assert [g.euros for g in answer.groups] == [1_500_000]

    def test_bodies_by_how_many_projects_they_carry(self, kb: KnowledgeBase) -> None:
        pair = (body("travail"), body("interieur"))
        answer = ask(kb, Want.AMOUNT, *pair, operation=Operation.HIGHEST, by_number=True)
        assert isinstance(answer, BodyRanking)
        assert [(g.organisation.id, len(g.members)) for g in answer.groups if g.organisation] == [
            ("interieur", 4),
            ("travail", 1),
        ]

    @pytest.mark.parametrize(
        ("text", "low", "holds", "told"),
        [
            ("les 16 ont tous eu plus de 300 000 euros ?", 300_000, True, 16),
            ("les projets ont-ils tous reçu plus de 500 000 euros ?", 500_000, False, 1),
            ("tous les lauréats dépassent le million ?", 1_000_000, False, 2),
        ],
    )
    def test_those_that_do_not_keep_what_all_are_said_to(
        self, kb: KnowledgeBase, text: str, low: int, holds: bool, told: int
    ) -> None:
        answer = ask(kb, Want.PROJECTS, SECOND_CALL, amounts=Range(low=low, strict=True), text=text)
        assert isinstance(answer, (Selection, OneProject))
        assert (answer.premise.holds, len(answer.projects)) == (holds, told)

    @pytest.mark.parametrize(
        "text",
        ["tous les projets qui ont eu plus de 10 millions", "les lauréats qui reçoivent chacun plus de 10 millions"],
    )
    def test_all_of_some_size_are_listed_where_they_are_asked_for(self, kb: KnowledgeBase, text: str) -> None:
        answer = ask(kb, Want.PROJECTS, amounts=Range(low=10_000_000, strict=True), text=text)
        assert isinstance(answer, Selection)
        assert answer.premise.holds is None
        assert len(answer.projects) == 4

    def test_ministries_that_tie_are_told_together(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, theme("geographie"), operation=Operation.HIGHEST, unit="ministry")
        assert isinstance(answer, BodyRanking)
        assert {g.organisation.id for g in answer.groups if g.organisation} == {"agriculture", "transition-ecologique"}


class TestCoverage:
    def test_a_topic_in_a_call_that_is_not_described_in_full(self, kb: KnowledgeBase) -> None:
        first = FIRST_CALL
        answer = ask(kb, Want.COUNT, theme("cloud"), first)
        assert answer.coverage is not None
        assert (answer.coverage.described, answer.coverage.selected) == (2, 17)
        assert {2, 17} <= answer.figures

    def test_none_found_in_such_a_call(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("interieur"), FIRST_CALL)
        assert isinstance(answer, Nothing)
        assert answer.coverage is not None

    def test_of_all_laureates_of_the_fund(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.COUNT, theme("cloud"), FIRST_CALL, SECOND_CALL)
        assert answer.coverage is not None
        assert (answer.coverage.described, answer.coverage.selected, answer.coverage.call) == (18, 33, None)

    def test_nothing_is_left_open_of_a_call_described_in_full_or_of_what_is_described(self, kb: KnowledgeBase) -> None:
        second = SECOND_CALL
        assert ask(kb, Want.COUNT, theme("logement"), second).coverage is None
        assert ask(kb, Want.COUNT, theme("logement")).coverage is None


class TestTies:
    def test_those_that_got_one_and_the_same_amount_largest_first(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, operation=Operation.TIES)
        assert isinstance(answer, Ties)
        assert [[p.id for p in group] for group in answer.groups] == [
            ["geoplateforme", "achats-etat"],
            ["logement-dabord", "droit-travail"],
        ]

    def test_none_where_all_amounts_differ(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("interieur"), operation=Operation.TIES)
        assert isinstance(answer, Ties)
        assert answer.groups == ()


class TestComparisons:
    def test_two_bodies_with_their_gap_and_ratio(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("interieur"), body("culture"), operation=Operation.COMPARE)
        assert isinstance(answer, Comparison)
        assert [g.euros for g in answer.groups] == [14_125_000, 1_500_000]
        assert answer.gap == 12_625_000
        assert answer.ratio == pytest.approx(9.4167, abs=1e-4)

    def test_two_projects(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("licence"), project("fourrieres"), operation=Operation.COMPARE)
        assert isinstance(answer, Comparison)
        assert (ids(answer), answer.gap) == (["licence", "fourrieres"], 11_100_000)

    def test_two_equal_projects_have_no_gap(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("geoplateforme"), project("achats-etat"), operation=Operation.COMPARE)
        assert isinstance(answer, Comparison)
        assert (answer.gap, answer.ratio) == (0, 1)

    def test_three_bodies(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("culture"), body("travail"), body("economie"), operation=Operation.COMPARE)
        assert isinstance(answer, Comparison)
        assert [g.euros for g in answer.groups] == [1_500_000, 1_900_000, 6_000_000]
        assert answer.gap == 4_500_000

    def test_a_project_with_a_body(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("licence"), body("interieur"), operation=Operation.COMPARE)
        assert isinstance(answer, Comparison)
        assert [g.euros for g in answer.groups] == [12_800_000, 14_125_000]

    def test_which_of_two_got_more(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("fourrieres"), project("labos-police"), operation=Operation.HIGHEST)
        assert isinstance(answer, Comparison)
        assert max(answer.groups, key=lambda g: g.euros).members[0].id == "labos-police"

    def test_the_two_projects_of_the_last_answer(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, within=("france-cloud", "franceconnect"), operation=Operation.COMPARE)
        assert isinstance(answer, Comparison)
        assert answer.gap == 5_000_000

    def test_the_files_of_the_two_calls(self, kb: KnowledgeBase) -> None:
        answer = ask(
            kb,
            Want.COUNT,
            FIRST_CALL,
            SECOND_CALL,
            operation=Operation.COMPARE,
            unit="dossiers",
            text="compare le nombre de dossiers des deux appels",
        )
        assert isinstance(answer, Several)
        assert answer.figures == {122, 61}

    def test_a_gap_of_calls_cites_the_announcement_of_both_figures(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, FIRST_CALL, SECOND_CALL, operation=Operation.COMPARE)
        assert "2018-11-12" in {s.announcement for s in answer.sources}


class TestSharesAndMeans:
    def test_of_a_project_in_its_call(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("licence"), SECOND_CALL, operation=Operation.SHARE)
        assert isinstance(answer, Share)
        assert answer.part == 12_800_000
        assert answer.percent == pytest.approx(18.6, abs=0.15)

    def test_of_a_body_in_the_second_call(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("interieur"), SECOND_CALL, operation=Operation.SHARE)
        assert isinstance(answer, Share)
        assert answer.percent == pytest.approx(20.5, abs=0.15)

    def test_of_a_project_in_its_body(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("franceconnect"), body("dinsic"), operation=Operation.SHARE)
        assert isinstance(answer, Share)
        assert (answer.part, answer.whole) == (19_300_000, 43_600_000)

    def test_of_a_body_of_the_first_call_is_of_both_calls(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("dinsic"), operation=Operation.SHARE)
        assert isinstance(answer, Share)
        assert (answer.part, answer.whole) == (43_600_000, 195_000_000)

    @pytest.mark.parametrize(
        ("about", "text", "percent"),
        [
            (SECOND_CALL, "quelle part de la somme demandée a été accordée au deuxième appel ?", 23.0),
            (SECOND_CALL, "quelle part du coût le fonds paie-t-il au deuxième appel ?", 51.1),
            (SECOND_CALL, "quel pourcentage des dossiers a été retenu au deuxième appel ?", 26.2),
            (FIRST_CALL, "quel pourcentage des dossiers a été retenu au premier appel ?", 13.9),
            (FUND, "quelle part de la dotation a été investie ?", 27.9),
        ],
    )
    def test_between_figures_of_the_announcements(
        self, kb: KnowledgeBase, about: Subject, text: str, percent: float
    ) -> None:
        answer = ask(kb, Want.AMOUNT, about, operation=Operation.SHARE, text=text)
        assert isinstance(answer, Share)
        assert answer.percent == pytest.approx(percent, abs=0.06)

    def test_of_a_body_that_is_no_laureate_is_not_computed(self, kb: KnowledgeBase) -> None:
        assert isinstance(ask(kb, Want.AMOUNT, body("armees"), operation=Operation.SHARE), Nothing)

    def test_the_mean_of_the_second_call(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, SECOND_CALL, operation=Operation.AVERAGE)
        assert isinstance(answer, Average)
        assert answer.mean == pytest.approx(68_625_000 / 16, abs=1)

    def test_the_mean_of_a_body(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("interieur"), operation=Operation.AVERAGE)
        assert isinstance(answer, Average)
        assert answer.mean == 3_531_250


class TestCarriers:
    def test_of_a_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.CARRIER, project("geoplateforme"))
        assert isinstance(answer, Carriers)
        assert answer.carried[0].carriers == ("agriculture", "transition-ecologique", "ign")
        assert answer.premise.holds is None

    def test_a_right_carrier_is_confirmed(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.CARRIER, project("fourrieres"), body("interieur"), yes_no=True)
        assert isinstance(answer, Carriers)
        assert answer.premise.holds is True

    @pytest.mark.parametrize("want", [Want.CARRIER, Want.AMOUNT, Want.PROJECTS, Want.DESCRIPTION])
    def test_a_wrong_carrier_is_corrected_whatever_is_asked(self, kb: KnowledgeBase, want: Want) -> None:
        answer = ask(kb, want, project("fourrieres"), body("culture"))
        assert isinstance(answer, Carriers)
        assert (answer.premise.holds, ids(answer)) == (False, ["fourrieres"])
        assert [b.id for b in answer.supposed] == ["culture"]

    def test_a_body_that_is_no_laureate_does_not_carry_the_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.CARRIER, project("fourrieres"), body("justice"))
        assert isinstance(answer, Carriers)
        assert answer.premise.holds is False

    def test_of_everything_are_all_the_bodies(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.CARRIER)
        assert isinstance(answer, Bodies)
        assert len(answer.bodies) == 16

    def test_of_the_first_call_is_the_dinsic(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.CARRIER, FIRST_CALL)
        assert {c for p in answer.projects for c in p.carriers} == {"dinsic"}


class TestDescriptions:
    def test_of_a_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DESCRIPTION, project("droit-travail"))
        assert isinstance(answer, OneProject)
        assert answer.asked == (Want.DESCRIPTION,)
        assert "janvier 2020" in answer.project.details

    def test_benefits_of_a_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.BENEFITS, project("licence"))
        assert isinstance(answer, OneProject)
        assert any("tutorat" in text for text in answer.project.benefits)

    def test_every_project_has_benefits_and_a_purpose(self, kb: KnowledgeBase) -> None:
        assert [p.id for p in kb.projects.values() if not (p.benefits and p.purpose)] == []

    def test_of_the_fund(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DESCRIPTION, FUND)
        assert isinstance(answer, Explained)
        assert (answer.term.id, answer.figures) == ("fonds", {700_000_000})

    def test_of_a_call(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DESCRIPTION, SECOND_CALL)
        assert isinstance(answer, Explained)
        assert "61 dossiers" in answer.term.text

    def test_aims_of_the_fund(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.BENEFITS, FUND)
        assert isinstance(answer, Explained)
        assert answer.aims
        assert "dépenses publiques" in answer.term.aims

    def test_of_a_notion(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DESCRIPTION, term("govtech"))
        assert isinstance(answer, Explained)
        assert "Paris" in answer.term.text


STATED = [
    (Want.DATE, SECOND_CALL, "Quand le deuxième appel a-t-il été lancé ?", "20 juin 2018"),
    (Want.DATE, SECOND_CALL, "Quand les lauréats du deuxième appel ont-ils été annoncés ?", "12 novembre 2018"),
    (Want.DATE, FIRST_CALL, "Quand les lauréats du premier appel ont-ils été annoncés ?", "20 juin 2018"),
    (Want.DATE, term("comite"), "Quand le comité s'est-il réuni ?", "31 octobre 2018"),
    (Want.DATE, term("grand-plan"), "Quand le Grand plan d'investissement a-t-il été annoncé ?", "25 septembre 2017"),
    (Want.DATE, FUND, "Sur combien d'années le fonds est-il doté ?", "5 ans"),
    (Want.PLACE, SECOND_CALL, "Où les lauréats ont-ils été annoncés ?", "Paris"),
    (Want.PEOPLE, term("comite"), "Qui préside le comité ?", "ministre de l'Action et des Comptes publics"),
    (Want.PEOPLE, term("comite"), "Qui sont les membres du comité ?", "secrétariat général pour l'investissement"),
    (Want.PEOPLE, SECOND_CALL, "Qui a annoncé les lauréats du deuxième appel ?", "Mounir Mahjoubi"),
    (Want.PEOPLE, term("darmanin"), "Qui est Gérald Darmanin ?", "alors|était en 2018"),
    (Want.CRITERIA, term("criteres"), "Quels sont les critères ?", "gouvernance"),
    (Want.QUOTE, term("mahjoubi"), "Qu'a déclaré Mounir Mahjoubi ?", "intelligence artificielle"),
]


class TestStatements:
    @pytest.mark.parametrize(("want", "about", "text", "expected"), STATED, ids=[s[2] for s in STATED])
    def test_answer_dates_places_people_criteria_and_quotes(
        self, kb: KnowledgeBase, want: Want, about: Subject, text: str, expected: str
    ) -> None:
        answer = ask(kb, want, about, text=text)
        assert isinstance(answer, Stated)
        assert answer.kind == "answer"
        assert any(part in answer.facts[0].text for part in expected.split("|"))

    def test_the_date_of_a_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DATE, project("droit-travail"), text="Quand ouvre le service ?")
        assert isinstance(answer, OneProject)
        assert answer.fact is not None
        assert "janvier 2020" in answer.fact.text

    def test_the_place_of_a_project(self, kb: KnowledgeBase) -> None:
        answer = ask(
            kb, Want.PLACE, project("achats-etat"), text="Où se passe l'expérimentation ? dans quelles régions ?"
        )
        assert isinstance(answer, OneProject)
        assert answer.fact is not None
        assert "Bourgogne-Franche-Comté" in answer.fact.text

    def test_a_wrong_region_is_corrected(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PLACE, project("achats-etat"), region("bretagne"), text="les achats en Bretagne ?")
        assert "Provence" in _said(answer)

    def test_the_place_of_the_six_directions_is_not_given(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PLACE, project("accueil-usagers"), text="Quel est le site des six directions ?")
        assert answer.kind == "absent"

    def test_the_launch_of_the_first_call_is_not_given(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DATE, FIRST_CALL, text="Quand le premier appel a-t-il été lancé ?")
        assert answer.kind == "absent"

    def test_the_date_of_a_project_without_one_is_not_given(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DATE, project("fourrieres"), text="Quand sera-t-il prêt ?")
        assert isinstance(answer, Nothing)
        assert answer.why == "unsaid"

    def test_a_year_that_the_announcement_leaves_out_is_said_to_be_deduced(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.DATE, SECOND_CALL, text="Quand le deuxième appel a-t-il été lancé ?")
        assert "déduite" in _said(answer)


def _said(answer: object) -> str:
    if isinstance(answer, OneProject):
        return answer.fact.text if answer.fact else ""
    assert isinstance(answer, Stated)
    return " ".join(fact.text for fact in answer.facts)


class TestOthers:
    def test_bodies_that_won_are_listed_where_nothing_is_named(self, kb: KnowledgeBase) -> None:
        found = ask(kb, Want.PROJECTS, unit="ministry")
        assert isinstance(found, Bodies)
        assert "culture" in {b.id for b in found.bodies}
        assert "radio-france" not in {b.id for b in found.bodies}

    def test_no_other_is_not_none_at_all(self, kb: KnowledgeBase) -> None:
        found = ask(kb, Want.PROJECTS, body("culture"), excluding=(project("radio-france"),))
        carried = [p for p in kb.projects.values() if "culture" in p.carriers and p.id != "radio-france"]
        assert bool(carried) == bool(found.projects)
        alone = ask(kb, Want.PROJECTS, body("enseignement-superieur"), excluding=(project("licence"),))
        assert isinstance(alone, Nothing)
        assert (alone.why, alone.kind) == ("no_other", "answer")

    def test_others_of_a_body_without_others_are_not_told_as_its_own(self, kb: KnowledgeBase) -> None:
        found = ask(kb, Want.PROJECTS, body("enseignement-superieur"), excluding=(project("licence"),), complement=True)
        label = kb.organisations["enseignement-superieur"].name
        assert not found.projects or label not in getattr(found, "scope", "")

    def test_the_rank_of_a_body_with_several_projects_is_among_bodies(self, kb: KnowledgeBase) -> None:
        found = ask(kb, (), body("interieur"), operation=Operation.RANK)
        assert isinstance(found, BodyRanking)


class TestOfBothCalls:
    def test_a_date_of_neither_call_in_particular_is_told_of_both(self, kb: KnowledgeBase) -> None:
        found = ask(kb, Want.DATE, text="quand ont été annoncés les lauréats ?")
        assert isinstance(found, Stated)
        assert [f.about for f in found.facts] == ["appel-1", "appel-2"]

    @pytest.mark.parametrize("subject", [FIRST_CALL, SECOND_CALL])
    def test_a_date_of_one_call_is_its_own(self, kb: KnowledgeBase, subject: Subject) -> None:
        found = ask(kb, Want.DATE, subject, text="quand ont été annoncés les lauréats ?")
        assert isinstance(found, Stated)
        assert [f.about for f in found.facts] == [subject.id]

    def test_the_date_of_the_fund_is_not_that_of_its_calls(self, kb: KnowledgeBase) -> None:
        found = ask(kb, Want.DATE, FUND, text="il a été annoncé quand ?")
        assert not {f.about for f in getattr(found, "facts", ())} & {"appel-1", "appel-2"}

    def test_laureates_that_are_not_described_may_be_the_others_of_a_call(self, kb: KnowledgeBase) -> None:
        found = ask(kb, Want.PROJECTS, FIRST_CALL, excluding=(body("dinsic"),))
        assert isinstance(found, Nothing)
        assert (found.why, found.undescribed) == ("undescribed", 15)


def test_the_smaller_of_two_is_told_first_where_it_is_asked_for(kb: KnowledgeBase) -> None:
    two = {"union": True, "operation": Operation.LOWEST}
    found = ask(kb, Want.PROJECTS, project("controle-fiscal"), project("parcours-etranger"), **two)
    assert isinstance(found, Comparison)
    assert found.lowest


class TestWhatIsNotThere:
    @pytest.mark.parametrize("want", [Want.AMOUNT, Want.COUNT, Want.PROJECTS, Want.DESCRIPTION, Want.BENEFITS])
    @pytest.mark.parametrize("name", ["armees", "sante", "justice"])
    def test_a_body_that_is_no_laureate(self, kb: KnowledgeBase, want: Want, name: str) -> None:
        answer = ask(kb, want, body(name))
        assert isinstance(answer, Nothing)
        assert (answer.why, answer.kind, answer.organisation) == ("body", "absent", kb.organisations[name])
        assert answer.projects == ()

    def test_a_body_of_the_committee_has_no_project_and_is_told_of(self, kb: KnowledgeBase) -> None:
        assert isinstance(ask(kb, Want.AMOUNT, body("ditp")), Nothing)
        told = ask(kb, Want.DESCRIPTION, body("ditp"))
        assert isinstance(told, Stated)
        assert [fact.id for fact in told.facts] == ["membres-comite"]

    def test_a_body_that_is_no_laureate_beside_one_that_is(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, body("armees"), body("culture"))
        assert isinstance(answer, Several)
        absent, present = answer.parts
        assert (absent.kind, present.figures) == ("absent", {1_500_000})

    def test_a_body_that_is_no_laureate_on_a_topic_proposes_the_project_on_it(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, body("sante"), theme("etudiants"))
        assert isinstance(answer, Nothing)
        assert ids(answer) == ["licence"]

    @pytest.mark.parametrize("name", ["environnement", "ecole", "cybersecurite"])
    def test_a_topic_without_project(self, kb: KnowledgeBase, name: str) -> None:
        answer = ask(kb, Want.PROJECTS, theme(name))
        assert isinstance(answer, Nothing)
        assert (answer.why, answer.kind, answer.projects) == ("topic", "absent", ())

    def test_a_region_without_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, region("bretagne"))
        assert isinstance(answer, Nothing)
        assert (answer.why, answer.label) == ("topic", "Bretagne")

    def test_words_that_lead_to_nothing_are_repeated(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, unknown("les licornes"))
        assert isinstance(answer, Nothing)
        assert (answer.why, answer.label, answer.figures) == ("topic", "les licornes", {0})

    def test_what_the_announcements_do_not_say(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.UNSAID, project("licence"), text="quel prestataire ?")
        assert isinstance(answer, Nothing)
        assert (answer.why, ids(answer)) == ("unsaid", ["licence"])

    def test_what_the_announcements_do_not_say_of_nothing_in_particular(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.UNSAID, text="combien d'emplois créés ?")
        assert isinstance(answer, Nothing)
        assert answer.figures <= {0}


class TestSources:
    def test_of_a_project_with_its_place(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.SOURCE, project("licence"))
        assert isinstance(answer, Sources)
        assert [s.announcement for s in answer.rests_on] == ["2018-11-12"]
        assert answer.places == (kb.projects["licence"].where,)

    def test_of_a_call(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.SOURCE, FIRST_CALL)
        assert [s.publisher for s in answer.sources] == ["DINSIC"]

    def test_of_everything_are_both_announcements_in_order(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.SOURCE)
        assert [s.announcement for s in answer.sources] == ["2018-06-20", "2018-11-12"]

    def test_of_an_answer_over_both_calls_are_both_announcements(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.PROJECTS, theme("numerique"))
        assert len(answer.sources) == 2


class TestSeveralAtOnce:
    def test_of_one_project_are_one_answer(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, (Want.CARRIER, Want.AMOUNT), project("fourrieres"))
        assert isinstance(answer, OneProject)
        assert (answer.asked, answer.figures) == ((Want.CARRIER, Want.AMOUNT), {1_700_000})

    def test_of_a_body_are_answered_one_by_one(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, (Want.COUNT, Want.AMOUNT), body("interieur"), unit="project")
        assert isinstance(answer, Several)
        assert {4, 14_125_000} <= answer.figures

    def test_side_by_side_projects_are_told_each(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, project("labos-police"), project("licence"), union=True)
        assert isinstance(answer, Comparison)
        assert [g.euros for g in answer.groups] == [5_100_000, 12_800_000]

    def test_an_answered_part_makes_the_whole_an_answer(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, (Want.AMOUNT, Want.DATE), project("fourrieres"), text="combien et quand ?")
        assert answer.kind == "answer"
        assert 1_700_000 in answer.figures


def test_a_question_that_wants_nothing_lists_projects(kb: KnowledgeBase) -> None:
    answer = kb.ask(Question(about=Filter(subjects=(body("dinsic"),))))
    assert ids(answer) == ["france-cloud", "franceconnect"]


def test_a_project_is_not_of_another_call(kb: KnowledgeBase) -> None:
    answer = ask(kb, Want.DESCRIPTION, project("franceconnect"), SECOND_CALL)
    assert isinstance(answer, OneProject) and answer.premise.holds is False and answer.project.call == "appel-1"


def test_the_full_cost_of_a_call_is_not_what_was_granted(kb: KnowledgeBase) -> None:
    text = "le coût complet, pas seulement la subvention"
    assert ask(kb, Want.AMOUNT, SECOND_CALL, missing="full_cost", text=text).figures == {135_000_000}


def test_a_figure_of_a_call_is_a_share_of_what_was_requested_there(kb: KnowledgeBase) -> None:
    text = "les 69 millions, quel pourcentage de ce qui était demandé au fonds ?"
    found = ask(kb, Want.AMOUNT, FUND, operation=Operation.SHARE, claims=(69_000_000,), text=text)
    assert isinstance(found, Share)
    assert (found.part, found.whole) == (69_000_000, 300_000_000)


def test_what_is_left_is_not_what_there_was(kb: KnowledgeBase) -> None:
    text = "après les deux appels, il reste combien sur les 700 millions ?"
    found = ask(kb, Want.AMOUNT, FIRST_CALL, SECOND_CALL, claims=(700_000_000,), text=text)
    assert 505_000_000 in found.figures


class TestTheCallOfAProject:
    def test_is_told_of_one_project(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.CARRIER, project("franceconnect"), unit="call")
        assert isinstance(answer, OneProject)
        assert answer.about == FIRST_CALL

    def test_is_not_told_of_several(self, kb: KnowledgeBase) -> None:
        assert not isinstance(ask(kb, Want.PROJECTS, theme("automobile"), unit="call"), OneProject)


class TestFiguresOfTheFund:
    def test_what_was_asked_of_it_is_that_of_the_call_that_tells_it(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, FUND, text="les candidats demandaient combien au fonds ?")
        assert answer.figures == {300_000_000}

    def test_what_it_does_not_pay_is_the_rest_of_the_cost(self, kb: KnowledgeBase) -> None:
        answer = ask(kb, Want.AMOUNT, FUND, text="ce que le fonds ne paie pas s'élève à combien ?")
        assert 277_000_000 in answer.figures

    def test_what_it_gave_to_all_calls_is_no_endowment(self, kb: KnowledgeBase) -> None:
        answer = ask(
            kb, Want.AMOUNT, FIRST_CALL, SECOND_CALL, FUND,
            operation=Operation.SUM, text="les deux vagues réunies, combien d'argent le fonds a-t-il mis ?",
        )  # fmt: skip
        assert 195_000_000 in answer.figures
        assert 700_000_000 not in answer.figures


def test_a_number_of_inhabitants_is_no_amount() -> None:
    assert amounts("une ville de 30 000 habitants") == []
    assert [q.euros for q in amounts("un projet de 300 000 euros")] == [300_000]
