"""What the results of a set come to: its figures, its gates, and what went wrong, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from evaluation.scenarios import Result, Verdict, is_refusal
from knowledge.quantities import amounts

GATES = {"conversations": 95.0, "out of scope": 97.0, "false refusals": 2.0, "wrong figures": 0}


def percent(part: int, whole: int) -> float:
    """A part of a whole, in percent; nothing is missing from an empty whole."""
    return 100 * part / whole if whole else 100.0


def measure(results: list[Result]) -> dict[str, float]:
    """The figures of a set, in percent but for the count of wrong figures."""
    verdicts = [v for r in results for v in r.verdicts]
    limits = [v for v in verdicts if v.expected.kinds == ("out_of_scope",)]
    answerable = [v for v in verdicts if v.expected.kinds == ("answer",)]
    return {
        "conversations": percent(sum(r.right for r in results), len(results)),
        "turns": percent(sum(v.right for v in verdicts), len(verdicts)),
        "out of scope": percent(sum(v.kind in ("out_of_scope", "absent") for v in limits), len(limits)),
        "false refusals": percent(sum(is_refusal(v.kind) for v in answerable), len(answerable)),
        "wrong figures": sum(v.wrong_figure for v in verdicts),
    }


def within_gates(figures: dict[str, float]) -> bool:
    """Whether the figures of the frozen set pass."""
    return (
        figures["conversations"] >= GATES["conversations"]
        and figures["out of scope"] >= GATES["out of scope"]
        and figures["false refusals"] <= GATES["false refusals"]
        and figures["wrong figures"] <= GATES["wrong figures"]
    )


def by_shape(results: list[Result]) -> str:
    """The conversations right, of how many, for each shape of question."""
    total, right = Counter(r.scenario.shape for r in results), Counter(r.scenario.shape for r in results if r.right)
    return " · ".join(f"{shape} {right[shape]}/{total[shape]}" for shape in sorted(total))


def wrong_figures(results: list[Result]) -> str:
    """Each turn that states a wrong figure: its scenario, its message, what was expected and what was stated."""
    lines = []
    for result in results:
        for verdict in result.verdicts:
            if verdict.wrong_figure:
                lines += [
                    f"  wrong figure | {result.scenario.name}",
                    f"    > {verdict.expected.user}",
                    f"    expected {'; '.join(_expected(verdict))}",
                    f"    stated {_euros(q.euros for q in amounts(verdict.reply))}",
                ]
    return "".join(line + "\n" for line in lines)


def failures(results: list[Result]) -> str:
    """The conversations that went wrong, as text."""
    lines = []
    for result in results:
        if result.right:
            continue
        lines.append(f"=== {result.scenario.shape} | {result.scenario.name}")
        for verdict in result.verdicts:
            flag = "WRONG FIGURE" if verdict.wrong_figure else "wrong" if verdict.problems else "right"
            lines += [f"  > {verdict.expected.user}", f"    [{flag}] {'; '.join(verdict.problems)}"]
            if verdict.problems:
                lines.append("    < " + verdict.reply.replace("\n", "\n      "))
    return "\n".join(lines) + "\n"


def _expected(verdict: Verdict) -> Iterator[str]:
    wanted = verdict.expected.wanted
    if "amounts" in wanted:
        yield _euros(wanted["amounts"])
    if "never" in wanted:
        yield f"never {wanted['never']}"


def _euros(found: Iterable[int]) -> str:
    return ", ".join(f"{euros:_} €".replace("_", " ") for euros in dict.fromkeys(found))
