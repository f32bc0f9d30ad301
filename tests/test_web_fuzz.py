"""The widget's door under requests that a machine makes up from the contract: no fault, every answer as it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.door import PREFIX, ROOT, served

LONGEST_SECONDS = 60
EXAMPLES = 60
# Methods that Sanic itself does not know (TRACE) are refused before our routes; tests/test_web.py tries the others.
LEFT_OUT = "unsupported_method"


def test_made_up_requests_get_the_answers_of_the_contract(model: str, tmp_path: Path) -> None:
    often = {"FTAP_CONVERSATIONS_PER_HOUR": "1000000", "FTAP_MESSAGES_PER_MINUTE": "1000000"}
    with served(tmp_path, **often) as door:
        address = door.origin + PREFIX
        command = (Path(sys.executable).with_name("schemathesis"), "run", ROOT / "channels" / "openapi.yml")
        options = ("--url", address, "--max-examples", str(EXAMPLES), "--seed", "1", "--no-color")
        env = {**os.environ, "DOOR": address, "SCHEMATHESIS_HOOKS": "tests.fuzzing", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [*map(str, command), *options, "--exclude-checks", LEFT_OUT],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
        )

    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    tried = re.search(r"(\d+) generated, (\d+) passed", said)
    assert tried and tried[1] == tried[2] and int(tried[1]) > 100, said
    assert "Tested: 6" in said
    log = (tmp_path / "server.log").read_text()
    assert "failed" not in log and "not consumed" not in log, log
