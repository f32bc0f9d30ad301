"""The assistant as its users start it: real processes, real ports."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.processes import free_port, started

ROOT = Path(__file__).parent.parent


def post(url, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


@pytest.fixture(scope="module")
def server(model):
    port = free_port()
    with started("-m", "serving", "run", "--port", str(port), port=port) as process:
        yield f"http://127.0.0.1:{port}", process


def test_it_answers_over_rest(server):
    url, _ = server
    replies = post(f"{url}/webhooks/rest/webhook", {"sender": "a", "message": "combien pour la Culture ?"})

    assert "1,5\u00a0million" in " ".join(r.get("text", "") for r in replies)
    assert [r["custom"]["kind"] for r in replies if "custom" in r] == ["answer"]


def test_a_typed_command_is_text(server):
    url, _ = server
    replies = post(f"{url}/webhooks/rest/webhook", {"sender": "b", "message": "/restart"})

    assert replies and all(r.get("text") or r.get("custom") for r in replies)


@pytest.mark.parametrize("path", ["/conversations/a/tracker", "/model", "/status", "/domain"])
def test_rasas_http_api_is_closed(server, path):
    url, _ = server
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{url}{path}", timeout=30)
    assert refused.value.code == 404


def test_it_listens_on_loopback_alone(server):
    url, _ = server
    port = int(url.rsplit(":", 1)[1])
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        own = "127.0.0.2"
    with socket.socket() as probe:
        assert probe.connect_ex((own, port)) != 0


def test_a_taken_port_is_told_in_a_line(server):
    url, _ = server
    port = url.rsplit(":", 1)[1]
    done = subprocess.run(
        [sys.executable, "-m", "serving", "run", "--port", port], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert f"Port {port}" in done.stderr and f"PORT={int(port) + 1}" in done.stderr


def test_an_impossible_port_is_told_in_a_line():
    done = subprocess.run(
        [sys.executable, "-m", "serving", "run", "--port", "99999"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 1 and done.stderr.startswith("99999 is no port")


def test_control_c_stops_everything(model):
    port = free_port()
    with started("-m", "serving", "run", "--port", str(port), port=port) as process:
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=30)

    assert f"http://127.0.0.1:{port}/webhooks/rest/webhook" in output
    assert f"http://127.0.0.1:{port}/assistant/demo" in output
    assert "Traceback" not in output
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_control_c_while_it_starts_is_not_lost():
    script = f"""
import os, signal
from sanic import Sanic
from serving.stopping import heed_an_early_stop

app = Sanic("stopped_early")
app.add_route(lambda request: None, "/")
app.register_listener(heed_an_early_stop, "after_server_start")
app.register_listener(lambda app, loop: os.kill(os.getpid(), signal.SIGINT), "after_server_start")
app.run(host="127.0.0.1", port={free_port()})
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=30)

    assert done.returncode == 0, done.stderr


def test_the_separate_action_server_works_too():
    port = free_port()
    with started("-m", "rasa", "run", "actions", "--port", str(port), port=port):
        listed = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/actions", timeout=30))

    names = {action["name"] for action in listed}
    assert {"action_answer", "action_misunderstood", "action_repeat", "action_session_start"} <= names


def test_a_setting_that_cannot_be_used_is_told_in_a_line(model):
    # Rasa, used by other tests in this process, sets it lower than a start of ours does.
    fresh = {name: value for name, value in os.environ.items() if name != "TF_CPP_MIN_LOG_LEVEL"}
    done = subprocess.run(
        [sys.executable, "-m", "serving", "run", "--port", str(free_port())],
        cwd=ROOT,
        env={**fresh, "FTAP_SECRET": "short"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "FTAP_SECRET" in done.stderr and "32" in done.stderr


@pytest.fixture
def copy(tmp_path):
    ignored = shutil.ignore_patterns(".venv", ".git", "models", "results", "tests", "__pycache__", ".*_cache")
    return shutil.copytree(ROOT, tmp_path / "copy", ignore=ignored)


def test_a_broken_knowledge_file_is_told_with_its_line(copy):
    file = copy / "knowledge" / "announcements" / "2018-11-12-deuxieme-appel.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("carriers: [travail]", "carriers: [travial]"), "utf-8")
    done = subprocess.run([sys.executable, "-m", "serving", "run"], cwd=copy, capture_output=True, text=True)

    assert done.returncode == 1
    assert re.search(r"2018-11-12-deuxieme-appel\.yml:\d+: .*unknown organisation 'travial'", done.stderr)
    assert "Traceback" not in done.stderr


def test_the_training_data_is_sound(copy):
    done = subprocess.run([sys.executable, "-m", "serving", "validate"], cwd=copy, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "sound" in done.stdout


def test_without_python_311_the_setup_says_how_to_get_it(copy, tmp_path):
    bash = shutil.which("bash")
    done = subprocess.run(
        [bash, "scripts/setup.sh", "requirements.txt"],
        cwd=copy,
        env={"PATH": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "Python 3.11 is needed" in done.stderr and "apt install" in done.stderr


def test_without_network_the_setup_says_so(copy):
    done = subprocess.run(
        ["scripts/setup.sh", "requirements.txt"],
        cwd=copy,
        env={**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_NO_INDEX": "1", "PIP_RETRIES": "0"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
