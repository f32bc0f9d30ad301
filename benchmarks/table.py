"""Figures, their goals, and the table that says which are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# What the ratio of a figure without another to compare it with, or a figure without a goal, is written as.
_NONE = "–"


@dataclass(frozen=True)
class Goal:
    """What a figure, or its ratio to the one that it is compared with, must be: at most, or at least, a limit."""

    limit: float
    on_ratio: bool = True
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value is within the limit."""
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True)
class Figure:
    """A measure of ours, in a unit, beside the one that it is compared with (``other``), and its goal, if it has one."""

    name: str
    ours: float
    unit: str
    other: float | None = None
    other_name: str = "peer"
    goal: Goal | None = None

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the other."""
        return self.ours / self.other if self.other else None

    @property
    def held(self) -> bool | None:
        """Whether the goal is held; None where there is none.

        Raises:
            ValueError: the goal is on the ratio to another figure, and there is no such figure.
        """
        if self.goal is None:
            return None
        value = self.ratio if self.goal.on_ratio else self.ours
        if value is None:
            raise ValueError(f"{self.name}: nothing to compare with")
        return self.goal.holds(value)


def missed(figures: Sequence[Figure]) -> list[Figure]:
    """The figures whose goals are not held."""
    return [figure for figure in figures if figure.held is False]


def written(figures: Sequence[Figure]) -> str:
    """The table, one line a figure."""
    rows = [("figure", "ours", "compared with", "ratio", "goal", "held"), *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) if not i else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    other = _NONE if figure.other is None else f"{figure.other_name} {_amount(figure.other, figure.unit)}"
    ratio = _NONE if figure.ratio is None else f"{figure.ratio:.2f}"
    held = {None: _NONE, True: "yes", False: "NO"}[figure.held]
    return figure.name, _amount(figure.ours, figure.unit), other, ratio, _goal(figure), held


def _goal(figure: Figure) -> str:
    if figure.goal is None:
        return _NONE
    sign = "≥" if figure.goal.at_least else "≤"
    if figure.goal.on_ratio:
        return f"{sign} {figure.goal.limit:.2f} ×"
    return f"{sign} {_amount(figure.goal.limit, figure.unit)}"


def _amount(value: float, unit: str) -> str:
    digits = 0 if value >= 1000 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".replace(",", " ").strip()
