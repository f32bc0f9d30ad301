"""What is worked out from one sum: a part or a multiple of it, or how far a sum that was said is from it."""

from __future__ import annotations

from knowledge.answers import Ambiguous, Answer, Comparison, Missed, OneProject, Scaled, Selection, Stated


def scaled(times: tuple[int, int], of: Answer) -> Answer:
    """The sum that an answer tells, multiplied; the answer itself where it tells of something missing.

    Args:
        times: numerator and denominator of what the sum is multiplied by.
        of: the answer that tells the sum.
    """
    told = _sum_told(of)
    return _as_it_is(of) if told is None else Scaled(*told, of, times)


def missed(said: int, of: Answer) -> Answer:
    """How far a sum that was said, in euros, is from the one that an answer tells."""
    told = _sum_told(of)
    return _as_it_is(of) if told is None else Missed(*told, of, said)


def _as_it_is(answer: Answer) -> Answer:
    return answer if answer.kind != "answer" else Ambiguous((), ())


def _sum_told(answer: Answer) -> tuple[str, int] | None:
    """What the one sum of an answer is of, in words or not at all, and the sum in euros."""
    if isinstance(answer, OneProject) and answer.project.amount.euros is not None:
        return answer.project.title, answer.project.amount.euros
    if isinstance(answer, Selection) and answer.selected:
        return f"les {len(answer.selected)} projets {answer.scope or 'décrits'}", sum(p.euros for p in answer.selected)
    if isinstance(answer, Comparison) and answer.total is not None:
        return "le tout", answer.total
    if isinstance(answer, Stated) and len(answer.facts) == 1 and answer.facts[0].unit == "euros":
        return "", answer.facts[0].value or 0
    return None
