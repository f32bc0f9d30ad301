"""`python -m evaluation`: plays the conversation sets, prints what is right, and fails below the gates.

Then plays questions with noise and two in one message, draws what other fallback thresholds would do, cross-validates the NLU, and compares
classifiers; the last two not with --quick.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from evaluation import crossvalidation, joined, noise, threshold, training
from evaluation.figures import GATES, by_shape, failures, measure, within_gates, wrong_figures
from evaluation.scenarios import FOLDER, Result, Scenario, load
from evaluation.talk import play_all
from serving.agent import Assistant
from serving.model import HERE
from serving.model import path as model_path
from serving.without_tensorflow import VARIABLE as TENSORFLOW

DEVELOPMENT, FROZEN = "development", "frozen"
# Nobody tunes to the frozen set: what went wrong in it is kept out of what is printed.
_FROZEN_WRONG_FIGURES = HERE / "results" / "wrong_figures.frozen.txt"


def main() -> int:
    """Runs the evaluation; 1 when the frozen set or the noisy questions are below a gate."""
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("--model", default=str(model_path()))
    parser.add_argument(
        "--sets",
        nargs="+",
        default=[
            DEVELOPMENT,
            "field",
            "voices",
            "newcomers",
            "visitors",
            "guests",
            "callers",
            "talkers",
            "neighbours",
            "strangers",
            "opened",
            FROZEN,
        ],
    )
    parser.add_argument("--quick", action="store_true", help="no cross-validation, no training of other pipelines")
    parser.add_argument("--failures", type=Path, help="write what fails to files of this name, one a set")
    arguments = parser.parse_args()
    assistant = Assistant(arguments.model)
    known = training.questions()

    played = {name: _conversations(name, assistant, known) for name in arguments.sets}
    stressed = _noise(assistant, known)
    _two_at_once(assistant, known)
    # The threshold is one more thing that could be tuned to the frozen set.
    _threshold([r.scenario for name, results in played.items() if name != FROZEN for r in results], assistant)
    if not arguments.quick:
        _classifiers(assistant)
    if arguments.failures:
        for name, results in played.items():
            arguments.failures.with_suffix(f".{name}.txt").write_text(failures(results), encoding="utf-8")
        arguments.failures.with_suffix(".noise.txt").write_text(noise.lost(stressed), encoding="utf-8")
    return _summary(played, stressed)


def _unseen(name: str, known: frozenset[str]) -> tuple[list[Scenario], int]:
    """The scenarios of a set that count, and how many do not, for the training data holds a message of theirs."""
    scenarios = load(FOLDER / f"{name}.yml")
    counted = training.unseen(scenarios, known)
    return counted, len(scenarios) - len(counted)


def _conversations(name: str, assistant: Assistant, known: frozenset[str]) -> list[Result]:
    """Plays a set, and prints its figures."""
    scenarios, left_out = _unseen(name, known)
    results = play_all(scenarios, assistant)
    figures = measure(results)
    print(f"\n{name}: {len(results)} conversations, {sum(len(r.verdicts) for r in results)} turns", end="")
    print(f" ({left_out} conversations left out: the training data holds a message of theirs)")
    for what, value in figures.items():
        print(f"  {what:16} {value:6.1f}" if what != "wrong figures" else f"  {what:16} {value:6.0f}")
    tell_wrong_figures(name, wrong_figures(results))
    print("  " + by_shape(results))
    if name == FROZEN:
        print("  gates held" if within_gates(figures) else f"  BELOW THE GATES {GATES}", flush=True)
    return results


def tell_wrong_figures(name: str, listed: str) -> None:
    """Prints the list of wrong figures; that of the frozen set goes to a file, and only its place is printed."""
    if name == FROZEN:
        _FROZEN_WRONG_FIGURES.parent.mkdir(parents=True, exist_ok=True)
        _FROZEN_WRONG_FIGURES.write_text(listed, encoding="utf-8")
        print(f"  its wrong figures are listed in {_FROZEN_WRONG_FIGURES}, to be left unread while tuning")
    elif listed:
        print(listed, end="")


def _noise(assistant: Assistant, known: frozenset[str]) -> dict[str, list[noise.Pair]]:
    """Plays the development questions with noise, and prints what each kind loses."""
    stressed = noise.stress(_unseen(DEVELOPMENT, known)[0], assistant)
    print(f"\nnoise, {DEVELOPMENT} questions (at most {noise.MOST_LOST_POINTS:g} points may be lost)")
    print("               clean %  noisy %  points lost  wrong figures")
    for kind, pairs in stressed.items():
        clean, noisy = noise.percents(pairs)
        wrong = sum(pair.noisy.wrong_figure for pair in pairs)
        print(f"  {kind:10} {clean:9.1f} {noisy:8.1f} {clean - noisy:12.1f} {wrong:14}", flush=True)
    return stressed


def _two_at_once(assistant: Assistant, known: frozenset[str]) -> None:
    """Plays pairs of development questions, each joined in one message, and prints how many get both answers."""
    results = joined.ask_two_by_two(_unseen(DEVELOPMENT, known)[0], assistant)
    figures = measure(results)
    print(f"\ntwo {DEVELOPMENT} questions in one message, {len(results)} pairs")
    print(
        f"  both answered    {figures['conversations']:6.1f}\n  wrong figures    {figures['wrong figures']:6.0f}",
        flush=True,
    )


def _threshold(scenarios: list[Scenario], assistant: Assistant) -> None:
    """Prints and draws what other fallback thresholds would do."""
    turns, now = threshold.turns(scenarios, assistant), threshold.present()
    points, right = threshold.curve(turns), sum(t.right for t in turns)
    threshold.draw(points, now)
    print(f"\nfallback threshold, now {now:g}, on {right} right replies and {len(turns) - right} wrong ones", end="")
    print(f" (picture: {threshold.PICTURE})\n  threshold   right lost %   wrong withheld %")
    for point in points:
        print(f"  {point.threshold:9.2f} {point.right_lost:14.1f} {point.wrong_withheld:18.1f}", flush=True)


def _classifiers(assistant: Assistant) -> None:
    """Prints the cross-validation of the classifier, and what other pipelines reach."""
    print(f"\nNLU, {crossvalidation.FOLDS}-fold cross-validation (reports and pictures in results/nlu)", flush=True)
    for what, value in crossvalidation.run().items():
        print(f"  {what:22} {value:5.1f}")
    print(f"  {'name spans F1':22} {crossvalidation.name_spans(assistant):5.1f} (overlap, no folds: nothing is learnt)")
    print(flush=True)
    subprocess.run([sys.executable, "-m", "evaluation.pipelines"], env={**os.environ, TENSORFLOW: "1"}, check=True)


def _summary(played: dict[str, list[Result]], stressed: dict[str, list[noise.Pair]]) -> int:
    """Prints the whole on one line; 1 when something is below a gate."""
    figures = {name: measure(results) for name, results in played.items()}
    kind, most = max(((kind, noise.loss_points(pairs)) for kind, pairs in stressed.items()), key=lambda loss: loss[1])
    below = [FROZEN] if FROZEN in figures and not within_gates(figures[FROZEN]) else []
    below += ["noise"] if most > noise.MOST_LOST_POINTS else []
    parts = [
        f"{name} {f['conversations']:.1f} %, wrong figures {f['wrong figures']:.0f}" for name, f in figures.items()
    ]
    parts.append(f"noise loses {most:.1f} points ({kind})")
    parts.append(f"BELOW THE GATES: {', '.join(below)}" if below else "gates held")
    print("\n" + " · ".join(parts))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
