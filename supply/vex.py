"""What is known to be vulnerable and cannot be reached here, each with its reason: deploy/vex.yml."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, Field

from supply.locks import ROOT

FILE = ROOT / "deploy" / "vex.yml"


class Status(Enum):
    """Why nobody can reach a fault, as OpenVEX puts it."""

    NOT_THERE = "vulnerable_code_not_present"
    NOT_RUN = "vulnerable_code_not_in_execute_path"
    OUT_OF_REACH = "vulnerable_code_cannot_be_controlled_by_adversary"
    GUARDED = "inline_mitigations_already_exist"


class Held(BaseModel):
    """A package of which faults are known and put up with."""

    package: str
    version: str
    ids: tuple[str, ...]
    status: Status
    reason: str = Field(min_length=20)

    class Config:
        extra = Extra.forbid
        frozen = True


def read(file: Path = FILE) -> list[Held]:
    """The list.

    Raises:
        ValueError: an entry is incomplete.
    """
    return [Held.parse_obj(one) for one in yaml.safe_load(file.read_text(encoding="utf-8"))]
