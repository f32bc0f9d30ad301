"""What widget/README.md tells hosts is what the widget does."""

from __future__ import annotations

import re

from tests.browser.driving import ROOT
from tests.browser.test_embedding import HOST_POLICY

README = (ROOT / "widget" / "README.md").read_text(encoding="utf-8")
SOURCES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "widget" / "src").rglob("*") if path.is_file()}
SOURCE = "\n".join(SOURCES.values())


def test_every_option_is_told() -> None:
    assert set(re.findall(r"data-[a-z-]+", README)) == set(re.findall(r"(?<![\w-])data-[a-z-]+", SOURCE)) - {"data-"}


def test_every_property_is_told() -> None:
    assert set(re.findall(r"--ftap-[a-z-]+", README)) == set(re.findall(r"--ftap-[a-z-]+", SOURCE))


def test_the_policy_that_is_told_is_the_one_that_is_tested() -> None:
    told = re.findall(r"^((?:\w+-src|require-trusted-types-for) .*);$", README, re.MULTILINE)
    tested = HOST_POLICY.format(server="https://assistant.example.org").removeprefix("default-src 'none'; ")
    assert "; ".join(told) == tested


def test_every_file_that_it_names_exists() -> None:
    named = re.findall(r"`((?:src|pages|dist)/[\w./-]*)`", README)
    assert named and all((ROOT / "widget" / name).exists() for name in named)
