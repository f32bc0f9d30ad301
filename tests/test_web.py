"""The door of the widget over HTTP: tokens, origins, bodies, limits, pages, and the contract as a whole."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import TimestampSigner

from channels import settings
from channels.about import SUGGESTIONS
from channels.bodies import LARGEST_BODY
from channels.pages import PAGES
from channels.tokens import Tokens, new_conversation
from channels.web import WebChannel
from tests.door import CONTRACT, PREFIX, SECRET, Door, Response, new_id, served
from wording import say

ALLOWED = "https://www.example.gouv.fr"
FOREIGN = "https://evil.example"
DAY = 24 * 3600
MESSAGES_PER_MINUTE = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The widget's files, as small as can be; one stylesheet is missing."""
    made = tmp_path_factory.mktemp("door")
    for page in PAGES:
        if page.path != "/demo.css":
            file = made / "widget" / page.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"/* {page.file} */")
    return made


@pytest.fixture(scope="module")
def door(model: str, folder: Path) -> Iterator[Door]:
    env = {"FTAP_ORIGINS": f"{ALLOWED}, https://autre.example:8443", "FTAP_CONVERSATIONS_PER_HOUR": "10000"}
    with served(folder, FTAP_PRIVACY_URL="https://example.gouv.fr/donnees", **env) as found:
        yield found


@pytest.fixture
def token(door: Door) -> str:
    return door.begin()


# Conversations


def test_a_conversation_begins_with_the_introduction(door: Door) -> None:
    begun = door.ask("POST", "/conversations").body

    assert [r["text"] for r in begun["replies"]] == [say("introduction")]
    assert [r["kind"] for r in begun["replies"]] == ["talk"]


def test_tokens_are_long_random_and_each_another(door: Door) -> None:
    tokens = {door.begin() for _ in range(3)}

    assert len(tokens) == 3
    assert all(len(t.split("-", 2)[2].split(".")[0]) * 6 >= 128 for t in tokens)


def test_a_question_is_answered_with_sources_choices_and_chart(door: Door, token: str) -> None:
    one = door.say(token, "combien pour la Culture ?").body
    several = door.say(token, "combien pour l'Intérieur ?").body

    assert one["text"] == "combien pour la Culture ?"
    (reply,) = one["replies"]
    assert reply["kind"] == "answer" and "1,5\u00a0million" in reply["text"]
    assert [s["label"] for s in reply["sources"]] == ["annonce du 12\u00a0novembre\u00a02018"]
    assert [c["label"] for c in reply["choices"]] == [say("button_description"), say("button_benefits")]
    assert "chart" not in reply
    (reply,) = several["replies"]
    assert sum(row["amount_eur"] for row in reply["chart"]["rows"]) == 14_125_000


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bonjour", "talk"),
        ("quel temps fera-t-il demain ?", "out_of_scope"),
        ("combien pour les Armées ?", "absent"),
        ("combien a reçu ce projet ?", "clarify"),
    ],
)
def test_the_kinds_of_replies(door: Door, token: str, text: str, kind: str) -> None:
    assert [r["kind"] for r in door.say(token, text).body["replies"]] == [kind]


def test_a_typed_command_is_text(door: Door, token: str) -> None:
    door.say(token, "combien pour la Culture ?")
    turn = door.say(token, "/restart")

    assert turn.status == 200 and turn.body["text"] == "restart"
    assert len(door.export(token).body["turns"]) == 2


def test_a_choice_asks_its_question_and_shows_its_label(door: Door, token: str) -> None:
    (reply,) = door.say(token, "combien pour la licence ?").body["replies"]
    turn = door.choose(token, reply["choices"][1]["id"]).body

    assert turn["text"] == say("button_benefits")
    assert turn["replies"][0]["text"].startswith("Ce que le projet « Réussite en licence » doit apporter")


def test_a_choice_of_an_earlier_reply_can_still_be_taken(door: Door, token: str) -> None:
    (reply,) = door.say(token, "combien pour la licence ?").body["replies"]
    door.say(token, "et la Culture ?")
    door.say(token, "merci")
    turn = door.choose(token, reply["choices"][1]["id"]).body

    assert turn["replies"][0]["text"].startswith("Ce que le projet « Réussite en licence » doit apporter")


def test_a_choice_of_another_conversation_is_unknown(door: Door, token: str) -> None:
    (reply,) = door.say(door.begin(), "combien pour la licence ?").body["replies"]
    refused = door.choose(token, reply["choices"][0]["id"])

    assert (refused.status, refused.code) == (404, "not_found")
    assert door.export(token).body["turns"] == []


def test_the_same_id_says_nothing_twice(door: Door, token: str) -> None:
    message_id = new_id()
    first = door.say(token, "combien pour la Culture ?", message_id)
    again = [door.say(token, text, message_id) for text in ("combien pour la Culture ?", "autre chose")]

    assert {r.content for r in again} == {first.content}
    assert door.export(token).body["turns"] == [first.body]


def test_the_export_tells_everything(door: Door, token: str) -> None:
    before = time.time()
    turn = door.say(token, "combien pour la Culture ?").body
    door.rate(token, turn["id"], True)
    door.rate(token, turn["id"], False, reason="trop\u200b long ")
    kept = door.export(token).body

    assert abs(time.mktime(time.strptime(kept["begun"], "%Y-%m-%dT%H:%M:%S%z")) - time.timezone - before) < 60
    assert [r["text"] for r in kept["replies"]] == [say("introduction")]
    assert kept["turns"] == [{**turn, "feedback": {"helpful": False, "reason": "trop  long"}}]


def test_a_verdict_on_no_turn_is_refused(door: Door, token: str) -> None:
    refused = door.rate(token, new_id(), True)

    assert (refused.status, refused.code) == (404, "not_found")


def test_a_verdict_does_not_disturb_the_conversation(door: Door, token: str) -> None:
    turn = door.say(token, "combien pour la Culture ?").body
    door.rate(token, turn["id"], True)

    assert "14,125" in door.say(token, "et l'Intérieur ?").body["replies"][0]["text"]


def test_what_is_deleted_is_gone(door: Door, token: str) -> None:
    message_id = new_id()
    door.say(token, "bonjour", message_id)

    assert door.erase(token).status == 204
    late = [
        door.export(token),
        door.say(token, "bonjour", message_id),
        door.say(token, "bonjour"),
        door.rate(token, message_id, True),
        door.erase(token),
    ]
    assert {(r.status, r.code) for r in late} == {(410, "gone")}


# Tokens


def _every_operation(door: Door, authorization: str | None) -> list[Response]:
    headers = {} if authorization is None else {"Authorization": authorization}
    return [
        door.ask("GET", "/conversation", headers=headers),
        door.ask("DELETE", "/conversation", headers=headers),
        door.ask("POST", "/messages", {"id": new_id(), "text": "bonjour"}, headers=headers),
        door.ask("POST", "/feedback", {"turn": new_id(), "helpful": True}, headers=headers),
    ]


def _forged(token: str) -> dict[str, str | None]:
    conversation, stamp, signature = token.rsplit(".", 2)
    other = Tokens("another secret of the same good length", DAY).give(conversation)
    return {
        "none": None,
        "empty": "",
        "no scheme": token,
        "another scheme": f"Basic {token}",
        "no signature": f"Bearer {conversation}",
        "cut": f"Bearer {token[:-1]}",
        "another conversation": f"Bearer {new_conversation()}.{stamp}.{signature}",
        "another secret": f"Bearer {other}",
        "another service of ours": f"Bearer {TimestampSigner(SECRET).sign(conversation).decode()}",
        "another channel's name": f"Bearer {Tokens(SECRET, DAY).give('default')}",
        "no ascii": "Bearer \xe9\xff",
    }


@pytest.mark.parametrize("how", list(_forged("a.b.c")))
def test_a_forged_token_opens_nothing(door: Door, token: str, how: str) -> None:
    answers = _every_operation(door, _forged(token)[how])

    assert {(r.status, r.code) for r in answers} == {(401, "unauthorised")}
    assert all(r.headers["www-authenticate"] == "Bearer" for r in answers)
    assert door.export(token).status == 200


def test_an_old_token_is_refused(door: Door, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = token.rsplit(".", 2)[0]
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: int(time.time()) - DAY - 5)
    old = Tokens(SECRET, DAY).give(conversation)

    assert {(r.status, r.code) for r in _every_operation(door, f"Bearer {old}")} == {(410, "gone")}


def test_a_token_is_taken_from_the_header_alone(door: Door, token: str) -> None:
    assert door.ask("GET", f"/conversation?token={token}").status == 400
    assert door.ask("GET", "/conversation", headers={"Cookie": f"token={token}"}).status == 401


# Bodies


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        [["id", "x"]],
        None,
        "bonjour",
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 8000,
        b'{"id": NaN}',
        {"text": "bonjour"},
        {"id": "1", "text": "bonjour"},
        {"id": "00000000-0000-0000-0000-000000000000\n", "text": "bonjour"},
        {"id": "{ID}"},
        {"id": "{ID}", "text": ""},
        {"id": "{ID}", "text": None},
        {"id": "{ID}", "text": 3},
        {"id": "{ID}", "text": ["bonjour"]},
        {"id": "{ID}", "text": {"a": "b"}},
        {"id": "{ID}", "text": "a" * 1001},
        {"id": "{ID}", "text": "\u200b\u2060 \n"},
        {"id": "{ID}", "choice": ""},
        {"id": "{ID}", "choice": "c" * 65},
        {"id": "{ID}", "text": "bonjour", "choice": "choix-0123456789ab"},
        {"id": "{ID}", "text": "bonjour", "choice": None},
        {"id": "{ID}", "text": "bonjour", "sender": "quelqu'un"},
        {"id": "{ID}", "text": "bonjour", "metadata": {}},
    ],
    ids=lambda body: ascii(body)[:48],
)
def test_a_malformed_message_is_refused(door: Door, token: str, body: Any) -> None:
    sent = body if isinstance(body, bytes) else json.dumps(body).replace("{ID}", new_id()).encode()
    refused = door.ask("POST", "/messages", sent, token)

    assert (refused.status, refused.code) == (400, "malformed")
    assert door.export(token).body["turns"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"turn": "1", "helpful": True},
        {"turn": "{ID}"},
        {"turn": "{ID}", "helpful": "oui"},
        {"turn": "{ID}", "helpful": 1},
        {"turn": "{ID}", "helpful": True, "reason": "a" * 501},
        {"turn": "{ID}", "helpful": True, "reason": None},
        {"turn": "{ID}", "helpful": True, "score": 3},
    ],
    ids=str,
)
def test_a_malformed_verdict_is_refused(door: Door, token: str, body: dict[str, Any]) -> None:
    turn = door.say(token, "bonjour").body["id"]
    refused = door.ask("POST", "/feedback", json.dumps(body).replace("{ID}", turn).encode(), token)

    assert (refused.status, refused.code) == (400, "malformed")
    assert "feedback" not in door.export(token).body["turns"][0]


@pytest.mark.parametrize("size", [LARGEST_BODY + 1, 3_000_000])
@pytest.mark.parametrize("path", ["/messages", "/feedback", "/conversations"])
def test_an_oversize_body_is_refused_and_the_sender_hears_it(door: Door, token: str, path: str, size: int) -> None:
    refused = door.ask("POST", path, b"a" * size, token)

    assert (refused.status, refused.code) == (413, "too_long")


def test_a_page_takes_no_oversize_body_either(door: Door) -> None:
    assert door.raw("GET", "/", b"a" * (LARGEST_BODY + 1)).status == 413


def test_the_longest_message_fits_in_a_body(door: Door, token: str) -> None:
    content = json.dumps({"id": new_id(), "text": "\U0001f642" * 1000}).encode()

    assert 12_000 < len(content) <= LARGEST_BODY
    assert door.ask("POST", "/messages", content, token).status == 200


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/json-patch"]
)
@pytest.mark.parametrize("path", ["/messages", "/feedback"])
def test_a_body_of_another_type_is_refused(door: Door, token: str, path: str, media_type: str) -> None:
    refused = door.ask("POST", path, {}, token, {"Content-Type": media_type})

    assert (refused.status, refused.code) == (415, "media_type")


def test_json_may_say_its_charset(door: Door, token: str) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}

    assert door.ask("POST", "/messages", {"id": new_id(), "text": "bonjour"}, token, headers).status == 200


@pytest.mark.parametrize(
    ("method", "path"), [(m.upper(), path) for path, known in CONTRACT["paths"].items() for m in known]
)
def test_query_strings_are_refused(door: Door, token: str, method: str, path: str) -> None:
    refused = door.ask(method, f"{path}?a=b", token=token)

    assert (refused.status, refused.code) == (400, "malformed")


@pytest.mark.parametrize("path", CONTRACT["paths"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused_and_the_right_ones_told(door: Door, method: str, path: str) -> None:
    known = [m.upper() for m in CONTRACT["paths"][path]]
    if method in known:
        assert door.ask(method, path).status != 405
    else:
        refused = door.ask(method, path)
        assert (refused.status, refused.code) == (405, "method")
        assert sorted(refused.headers["allow"].split(", ")) == sorted(known)


# Origins


def _cors(response: Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name.startswith("access-control-")}


@pytest.mark.parametrize("origin", [ALLOWED, "https://autre.example:8443", "own"])
def test_an_allowed_site_may_ask(door: Door, origin: str) -> None:
    origin = door.origin if origin == "own" else origin
    asked = door.ask("GET", "/about", headers={"Origin": origin})

    assert asked.status == 200
    assert _cors(asked) == {"access-control-allow-origin": origin, "access-control-expose-headers": "Retry-After"}
    assert asked.headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "origin",
    [
        FOREIGN,
        "null",
        "",
        f"{ALLOWED}.evil.example",
        f"{ALLOWED}:8443",
        "http://www.example.gouv.fr",
        "http://127.0.0.1",
        "*",
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/about"), ("POST", "/conversations"), ("OPTIONS", "/messages")])
def test_a_foreign_site_may_not(door: Door, method: str, path: str, origin: str) -> None:
    refused = door.ask(method, path, headers={"Origin": origin})

    assert (refused.status, refused.code) == (403, "origin")
    assert _cors(refused) == {}


def test_a_foreign_site_with_a_token_may_not_either(door: Door, token: str) -> None:
    answers = [
        door.ask("DELETE", "/conversation", token=token, headers={"Origin": FOREIGN}),
        door.ask("POST", "/messages", {"id": new_id(), "text": "bonjour"}, token, {"Origin": FOREIGN}),
    ]

    assert {r.status for r in answers} == {403}
    assert door.export(token).body["turns"] == []


def test_a_browser_is_told_what_it_may_send(door: Door) -> None:
    asking = {"Origin": ALLOWED, "Access-Control-Request-Method": "DELETE"}
    told = door.raw("OPTIONS", "/conversation", headers=asking)

    assert told.status == 204 and told.content == b""
    assert _cors(told) == {
        "access-control-allow-origin": ALLOWED,
        "access-control-expose-headers": "Retry-After",
        "access-control-allow-methods": "GET, DELETE",
        "access-control-allow-headers": "Authorization, Content-Type",
        "access-control-max-age": "600",
    }


def test_refusals_can_be_read_by_allowed_sites(door: Door) -> None:
    refused = door.ask("GET", "/conversation", headers={"Origin": ALLOWED})

    assert refused.status == 401
    assert refused.headers["access-control-allow-origin"] == ALLOWED


# Limits


def test_a_flood_of_messages_is_slowed_down(door: Door, token: str) -> None:
    message_id = new_id()
    answers = [door.say(token, "bonjour", message_id) for _ in range(MESSAGES_PER_MINUTE + 1)]

    assert {r.status for r in answers[:-1]} == {200}
    assert (answers[-1].status, answers[-1].code) == (429, "too_many")
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert door.say(door.begin(), "bonjour").status == 200


# About and pages


def test_it_says_what_it_is(door: Door) -> None:
    told = door.ask("GET", "/about").body

    assert told["until"] == "2018-11-12"
    assert "24\u00a0heures" in told["privacy"]
    assert told["privacy_url"] == "https://example.gouv.fr/donnees" and "contact_url" not in told
    assert told["suggestions"] == [say(s) for s in SUGGESTIONS]


@pytest.mark.parametrize("suggestion", SUGGESTIONS)
def test_each_suggestion_is_answered(door: Door, token: str, suggestion: str) -> None:
    assert [r["kind"] for r in door.say(token, say(suggestion)).body["replies"]] == ["answer"]


@pytest.mark.parametrize("page", [p for p in PAGES if p.path != "/demo.css"], ids=lambda p: p.path)
def test_the_widgets_files_are_served(door: Door, page: Any) -> None:
    got = door.raw("GET", page.path)
    again = door.raw("GET", page.path, headers={"If-None-Match": f'"x", {got.headers["etag"]}'})

    assert got.status == 200 and got.content == f"/* {page.file} */".encode()
    assert got.headers["content-type"] == page.media_type
    assert got.headers["cache-control"] == "no-cache" and got.headers["x-content-type-options"] == "nosniff"
    assert (again.status, again.content) == (304, b"")
    assert door.raw("HEAD", page.path).status == 200
    assert door.raw("POST", page.path).status == 405


@pytest.mark.parametrize("path", ["/", "/demo"])
def test_pages_run_no_foreign_code(door: Door, path: str) -> None:
    got = door.raw("GET", path)

    assert got.headers["referrer-policy"] == "no-referrer"
    assert got.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        "trusted-types lit-html"
    )


def test_the_script_may_be_loaded_as_a_module_by_allowed_sites(door: Door) -> None:
    allowed = door.raw("GET", "/widget.js", headers={"Origin": ALLOWED})
    foreign = door.raw("GET", "/widget.js", headers={"Origin": FOREIGN})

    assert allowed.headers["access-control-allow-origin"] == ALLOWED
    assert foreign.status == 200 and _cors(foreign) == {}


def test_the_address_without_its_slash_leads_to_the_page(door: Door) -> None:
    led = door.raw("GET", "")

    assert led.status == 308 and led.headers["location"] == f"{PREFIX}/"


def test_a_page_that_is_not_installed_is_told_to_people_and_to_the_operator(door: Door, folder: Path) -> None:
    missing = door.raw("GET", "/demo.css")

    assert missing.status == 404 and missing.content.decode() == say("page_missing")
    assert f"{folder}/widget/pages/demo.css cannot be served" in (folder / "server.log").read_text()


@pytest.mark.parametrize(
    "path",
    [
        "/../credentials.yml",
        "/%2e%2e/credentials.yml",
        "/..%2fcredentials.yml",
        "/pages/chat.html",
        "/openapi.yml",
        "/x.css",
    ],
)
def test_no_path_leads_to_another_file(door: Door, path: str) -> None:
    assert door.raw("GET", path).status == 404


# The contract


def test_the_routes_are_those_of_the_contract_and_the_pages() -> None:
    made = WebChannel(settings.Settings(secret=SECRET)).blueprint(_nothing)
    routes = {route.uri for route in made._future_routes}

    assert routes == {*CONTRACT["paths"], *(page.path for page in PAGES), ""}


def test_every_path_has_the_methods_of_the_contract() -> None:
    operations = WebChannel(settings.Settings(secret=SECRET)).door.operations
    told = {path: {method.upper() for method in known} for path, known in CONTRACT["paths"].items()}

    assert {path: set(known) for path, known in operations.items()} == told


async def _nothing(message: object) -> None:
    raise AssertionError("the door speaks to the agent itself")


def test_nothing_personal_is_logged(door: Door, token: str, folder: Path) -> None:
    door.say(token, "mon numéro est le 0612345678")

    assert "0612345678" not in (folder / "server.log").read_text()
    assert "127.0.0.1 " not in (folder / "server.log").read_text()
    assert token.split(".")[0] not in (folder / "server.log").read_text()
