"""The editor's inbox: what got no answer, read from stored conversations, grouped, masked, shown."""

from __future__ import annotations

import asyncio
import io
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import SQLTrackerStore
from rich.console import Console

from channels import transcript
from channels.transcript import Reply, Transcript, Turn
from evaluation.generated import checks
from inbox.__main__ import _read
from inbox.grouping import Group, Likeness, group
from inbox.letters import Inbox, inbox
from inbox.nearest import Nearest, names
from inbox.page import page
from inbox.stored import NotStored
from inbox.table import show
from inbox.unanswered import Unanswered, Why, unanswered
from knowledge import KnowledgeBase
from knowledge.loading import HERE
from serving.agent import Assistant

ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _conversation(*turns: tuple[str, str] | Turn) -> Transcript:
    """A conversation of texts and kinds of replies; a kind may have a lack: "absent/topic"."""
    made = Transcript(NOON)
    for number, given in enumerate(turns):
        if isinstance(given, Turn):
            turn = given
        else:
            text, (kind, _, lack) = given[0], given[1].partition("/")
            turn = Turn(str(number), text, NOON, [Reply("Réponse.", kind, lack=lack)])
        made.turns[turn.id] = turn
    return made


def _judged(helpful: bool, **more: str) -> Turn:
    return Turn("j", "quels projets ?", NOON, [Reply("Voici.", "answer")], feedback={"helpful": helpful, **more})


def _asked(text: str, *why: Why, day: int = 20) -> Unanswered:
    return Unanswered(text, date(2026, 11, day), why or (Why.TOPIC,), f"réponse à {text}")


# What got no answer


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("misunderstood", (Why.MISUNDERSTOOD,)),
        ("absent/topic", (Why.TOPIC,)),
        ("absent/body", (Why.BODY,)),
        ("absent/unsaid", (Why.UNSAID,)),
        ("absent", (Why.ABSENT,)),
        ("answer/body", (Why.BODY,)),  # one of two questions
        ("out_of_scope", (Why.OUT_OF_SCOPE,)),
        ("clarify", (Why.CLARIFICATION,)),
    ],
)
def test_what_became_of_a_question_says_why(kind: str, why: tuple[Why, ...]) -> None:
    assert [one.why for one in unanswered(_conversation(("combien ?", kind)))] == [why]


@pytest.mark.parametrize("kind", ["answer", "talk"])
def test_what_was_answered_is_not_in_the_inbox(kind: str) -> None:
    assert unanswered(_conversation(("combien ?", kind))) == []


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (("clarify", "answer"), []),
        (("clarify", "absent/body"), ["1"]),
        (("clarify", "clarify", "answer"), ["0"]),
        (("clarify", "clarify"), ["0"]),
        (("clarify", "talk"), ["0"]),
    ],
)
def test_a_question_back_is_abandoned_where_no_answer_follows(kinds: tuple[str, ...], found: list[str]) -> None:
    told = unanswered(_conversation(*((str(number), kind) for number, kind in enumerate(kinds))))

    assert [one.text for one in told] == found


def test_a_verdict_brings_its_reason_masked() -> None:
    (found,) = unanswered(_conversation(_judged(False, reason="appelez le 06 12 34 56 78")))

    assert (found.why, found.comment) == ((Why.DISLIKED,), "appelez le [téléphone]")
    assert unanswered(_conversation(_judged(True, reason="merci"))) == []


def test_a_turn_that_failed_is_told() -> None:
    (found,) = unanswered(_conversation(Turn("f", "combien ?", NOON, failed=True)))

    assert found.why == (Why.FAILED,)


def test_only_the_day_and_the_masked_words_are_kept() -> None:
    (found,) = unanswered(_conversation(("moi c'est a@b.fr, combien ?", "misunderstood")))

    assert found == Unanswered(
        "moi c'est [e-mail], combien ?", NOON.astimezone().date(), (Why.MISUNDERSTOOD,), "Réponse."
    )


def test_what_says_nothing_is_left_out() -> None:
    assert unanswered(_conversation(("?!", "misunderstood"))) == []


# Groups


@pytest.fixture(scope="module")
def likeness(kb: KnowledgeBase) -> Likeness:
    return Likeness([*(check.question for check in checks(kb)), *(name for _, name in names(kb))])


@pytest.fixture(scope="module")
def nearest(kb: KnowledgeBase, likeness: Likeness) -> Nearest:
    return Nearest(kb, HERE, likeness)


def _groups(likeness: Likeness, nearest: Nearest, *texts: str) -> list[Group]:
    return group([_asked(text) for text in texts], likeness, nearest.named)


def test_like_questions_are_one_group_with_its_most_frequent_wording(likeness: Likeness, nearest: Nearest) -> None:
    found = _groups(
        likeness,
        nearest,
        "un projet sur les piscines municipales ?",
        "combien pour les piscines ?",
        "COMBIEN POUR LES PISCINES",
        "piscine ?",
        "comment candidater ?",
        "Comment candidater ?",
        "comment on fait pour candidater",
        "et la Défense ?",
        "le ministère des Armées a eu combien ?",
    )

    assert [(g.typical, g.times) for g in found] == [
        ("combien pour les piscines ?", 4),
        ("comment candidater ?", 3),
        ("le ministère des Armées a eu combien ?", 2),
    ]


def test_questions_of_the_same_form_are_not_alike(likeness: Likeness, nearest: Nearest) -> None:
    asked = ("combien pour les piscines ?", "combien pour les tracteurs ?", "combien pour les satellites ?")

    assert len(_groups(likeness, nearest, *asked)) == 3


def test_what_is_out_of_scope_comes_last(likeness: Likeness) -> None:
    asked = [_asked("la météo ?", Why.OUT_OF_SCOPE)] * 3 + [_asked("piscine ?")]

    assert [g.typical for g in group(asked, likeness)] == ["piscine ?", "la météo ?"]


def test_a_group_tells_its_days_and_reasons(likeness: Likeness) -> None:
    (found,) = group(
        [_asked("piscine ?", day=3), _asked("piscine ?", Why.TOPIC, Why.DISLIKED, day=1), _asked("piscine", day=7)],
        likeness,
    )

    assert found.days == (date(2026, 11, 1), date(2026, 11, 7))
    assert found.reasons == ((Why.TOPIC, 3), (Why.DISLIKED, 1)) and found.why is Why.TOPIC


def test_more_wordings_than_are_clustered_join_the_likest_group(
    likeness: Likeness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inbox.grouping._MOST", 2)
    asked = [*[_asked("les piscines ?")] * 3, *[_asked("des tracteurs ?")] * 2, _asked("piscine"), _asked("satellite")]

    assert [(g.typical, g.times) for g in group(asked, likeness)] == [
        ("les piscines ?", 4),
        ("des tracteurs ?", 2),
        ("satellite", 1),
    ]


# What is near


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("qui dirige la geoplateforme ?", "projet « Géoplateforme »"),
        ("c koi le truc des bagnoles enlevées", "thème « automobile » (2\u00a0projets)"),
        ("combien pour les fourierres", "projet « Gestion des fourrières »"),
        ("combien pour la Défense ?", "ministère des Armées (aucun projet)"),
        ("un projet pour les piscines ?", "thème « sport » (aucun projet)"),
        ("blorg fnar zut", None),
    ],
)
def test_the_nearest_thing_is_told(nearest: Nearest, question: str, near: str | None) -> None:
    found = nearest.to([question])

    assert next((known.label for known in found), None) == near


def test_the_place_of_its_record_is_told(nearest: Nearest) -> None:
    (known, *_) = nearest.to(["qui dirige la géoplateforme ?"])
    path, _, line = known.place.partition(":")

    assert path.startswith("knowledge/announcements/")
    assert "id: geoplateforme" in (ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]


# What is shown


@pytest.fixture(scope="module")
def shown(kb: KnowledgeBase) -> Inbox:
    asked = [
        _asked("combien pour les piscines ?", day=18),
        _asked("piscine <script>alert(1)</script>"),
        Unanswered("quels projets [red]x[/red] ?", date(2026, 11, 20), (Why.DISLIKED,), "Voici.", "c'est <b>faux</b>"),
    ]
    return inbox(asked, 3, kb, HERE)


def test_the_page_asks_for_nothing_and_escapes_what_people_wrote(shown: Inbox) -> None:
    text = page(shown, date(2026, 11, 21))

    assert "default-src 'none'" in text and "unsafe" not in text
    assert not re.search(r"<script|<b>|https?:|src=|href=|url\(|@import", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "c&#39;est &lt;b&gt;faux&lt;/b&gt;" in text


def test_the_page_tells_what_how_often_when_why_and_what_to_do(shown: Inbox) -> None:
    text = page(shown, date(2026, 11, 21)).replace("\u00a0", " ").replace("&nbsp;", " ")

    for told in (
        "3 questions sans réponse",
        "« combien pour les piscines ? »",
        "du 18 novembre 2026 au 20 novembre 2026",
        "Aucun projet n'a été trouvé sur ce sujet.",
        "thème « sport » (aucun projet) <code>knowledge/themes.yml:",
        "ajoutez le mot à ses « keywords »",
        "La réponse donnée a été jugée inutile.",
    ):
        assert told.replace("'", "&#39;") in text.replace("'", "&#39;"), told


def test_the_table_fits_a_terminal_and_takes_no_markup(shown: Inbox) -> None:
    console = Console(width=80, record=True, file=io.StringIO())
    show(shown, console)
    text = console.export_text()

    assert max(map(len, text.splitlines())) <= 80
    assert "[red]x[/red]" in re.sub(r"\s", "", text)
    assert "18/11–20/11" in text


def test_every_reason_has_its_words() -> None:
    from inbox.letters import _texts

    assert _texts().keys() == {why.value for why in Why}
    assert all(words.keys() == {"short", "why", "edit"} for words in _texts().values())


# From the assistant's own events


def _store(folder: Path) -> Path:
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder}/kept.db\n")
    return endpoints


def _run(folder: Path, endpoints: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inbox", "--endpoints", str(endpoints), "--page", str(folder / "inbox.html")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


async def _told(assistant: Assistant, conversation: str) -> Any:
    return await assistant.agent.tracker_store.retrieve_full_tracker(conversation)


def test_stored_conversations_become_the_inbox(assistant: Assistant, tmp_path: Path) -> None:
    for text in (
        "combien pour les piscines ?",
        "combien pour la Culture ?",
        "et la Défense ?",
        "quelle est la météo ?",
    ):
        assistant.say(text, "inbox-secret-id")
    tracker = asyncio.run(_told(assistant, "inbox-secret-id"))
    told = transcript.read(event.as_dict() for event in tracker.events)
    assert told is not None
    assert [(one.text, one.why) for one in unanswered(told)] == [
        ("combien pour les piscines ?", (Why.TOPIC,)),
        ("et la Défense ?", (Why.BODY,)),
        ("quelle est la météo ?", (Why.OUT_OF_SCOPE,)),
    ]

    endpoints = _store(tmp_path)
    asyncio.run(SQLTrackerStore(assistant.agent.domain, db=f"{tmp_path}/kept.db").save(tracker))
    done = _run(tmp_path, endpoints)

    assert (done.returncode, done.stderr) == (0, "")
    assert "3\u00a0questions sans réponse" in done.stdout and "organisme non" in done.stdout
    assert "inbox-secret-id" not in done.stdout + (tmp_path / "inbox.html").read_text()


@pytest.mark.parametrize("channel", ["rest", "cmdline"])
def test_what_became_of_a_question_is_kept_for_every_channel_and_shown_on_none(
    assistant: Assistant, channel: str
) -> None:
    output = CollectingOutputChannel()
    message = UserMessage("combien pour les piscines ?", output, f"inbox-{channel}", input_channel=channel)
    assistant.loop.run_until_complete(assistant.agent.handle_message(message))
    tracker = asyncio.run(_told(assistant, f"inbox-{channel}"))
    told = transcript.read(event.as_dict() for event in tracker.events)

    assert told is not None and [one.why for one in unanswered(told)] == [(Why.TOPIC,)]
    assert all("outcome" not in shown for shown in output.messages)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "ce fichier n'existe pas"),
        ("# rien\n", "ne sont pas conservées"),
        ("tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: nowhere.db\n", "n'existe pas encore"),
        ("tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: README.md\n", "ne répond pas comme il faut"),
    ],
)
def test_a_store_that_cannot_be_read_is_told(tmp_path: Path, content: str | None, said: str) -> None:
    endpoints = tmp_path / "endpoints.yml"
    if content is not None:
        endpoints.write_text(content)
    with pytest.raises(NotStored, match=said) as refused:
        asyncio.run(_read(endpoints, None))

    assert len(str(refused.value).splitlines()) == 1
    assert not (ROOT / "nowhere.db").exists()


def test_an_empty_store_is_told(tmp_path: Path) -> None:
    SQLTrackerStore(db=f"{tmp_path}/kept.db")
    done = _run(tmp_path, _store(tmp_path))

    assert (done.returncode, done.stdout) == (0, "Aucune conversation n'est conservée pour l'instant.\n")


def test_only_the_last_days_can_be_shown(assistant: Assistant, tmp_path: Path) -> None:
    assistant.say("combien pour les piscines ?", "inbox-days")
    tracker = asyncio.run(_told(assistant, "inbox-days"))
    asyncio.run(SQLTrackerStore(assistant.agent.domain, db=f"{tmp_path}/kept.db").save(tracker))

    assert [len(asyncio.run(_read(_store(tmp_path), days))[0]) for days in (None, 1, -1)] == [1, 1, 0]
