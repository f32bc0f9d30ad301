"""`python -m evaluation`: plays the conversation sets, prints what is right, and fails below the gates.

Then cross-validates the NLU, and compares classifiers, unless --quick.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from evaluation import crossvalidation, pipelines
from evaluation.scenarios import FOLDER, Result, is_refusal, load
from evaluation.talk import play_all
from serving.agent import Assistant
from serving.model import path as model_path

GATES = {"conversations": 95.0, "out of scope": 97.0, "false refusals": 2.0, "wrong figures": 0}


def main() -> int:
    """Runs the evaluation; 1 when the frozen set is below a gate."""
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("--model", default=str(model_path()))
    parser.add_argument("--sets", nargs="+", default=["development", "field", "frozen"])
    parser.add_argument("--quick", action="store_true", help="only the conversations")
    parser.add_argument("--failures", type=Path, help="write each failing conversation to this file")
    arguments = parser.parse_args()
    assistant = Assistant(arguments.model)
    held = True
    for name in arguments.sets:
        results = play_all(load(FOLDER / f"{name}.yml"), assistant)
        figures = measure(results)
        report(name, results, figures)
        if arguments.failures:
            arguments.failures.with_suffix(f".{name}.txt").write_text(failures(results), encoding="utf-8")
        if name == "frozen":
            held = within_gates(figures)
            print("  gates held" if held else f"  BELOW THE GATES {GATES}")
    if not arguments.quick:
        print(f"\nNLU, {crossvalidation.FOLDS}-fold cross-validation (reports and pictures in results/nlu)", flush=True)
        for what, value in crossvalidation.run().items():
            print(f"  {what:22} {value:5.1f}")
        print(
            f"  {'name spans F1':22} {crossvalidation.name_spans(assistant):5.1f} (overlap, no folds: nothing is learnt)"
        )
        print("\npipeline                   conversations  turns  parse ms  training s", flush=True)
        for row in pipelines.table():
            print(
                f"  {row.pipeline:24} {row.conversations_percent:13.1f} {row.turns_percent:6.1f}"
                f" {row.parse_ms:9.1f} {row.training_s:11.0f}",
                flush=True,
            )
    return 0 if held else 1


def measure(results: list[Result]) -> dict[str, float]:
    """The figures of a set, in percent but for the count of wrong figures."""
    verdicts = [v for r in results for v in r.verdicts]
    limits = [v for v in verdicts if v.expected.kinds == ("out_of_scope",)]
    answerable = [v for v in verdicts if v.expected.kinds == ("answer",)]
    return {
        "conversations": _percent(sum(r.right for r in results), len(results)),
        "turns": _percent(sum(v.right for v in verdicts), len(verdicts)),
        "out of scope": _percent(sum(v.kind in ("out_of_scope", "absent") for v in limits), len(limits)),
        "false refusals": _percent(sum(is_refusal(v.kind) for v in answerable), len(answerable)),
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


def report(name: str, results: list[Result], figures: dict[str, float]) -> None:
    """Prints the figures of a set, and those of each shape of question."""
    print(f"\n{name}: {len(results)} conversations, {sum(len(r.verdicts) for r in results)} turns")
    for what, value in figures.items():
        print(f"  {what:16} {value:6.1f}" if what != "wrong figures" else f"  {what:16} {value:6.0f}")
    total, right = Counter(r.scenario.shape for r in results), Counter(r.scenario.shape for r in results if r.right)
    print("  " + " · ".join(f"{shape} {right[shape]}/{total[shape]}" for shape in sorted(total)))


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


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


if __name__ == "__main__":
    sys.exit(main())
