"""The chart of an answer that sets several amounts side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge import KnowledgeBase, french
from knowledge.answers import Answer, BodyRanking, Comparison, Group, Ranking, Selection
from knowledge.records import AmountKind, Project
from wording.texts import say


def chart(answer: Answer, kb: KnowledgeBase) -> dict[str, Any] | None:
    """The caption and the rows, in the order of the text; None where fewer than two amounts are known."""
    if isinstance(answer, Comparison):
        return _drawn(say("chart_compared"), map(_of_group, answer.groups))
    if isinstance(answer, BodyRanking) and not answer.by_number:
        scope = f" ({answer.scope})" if answer.scope else ""
        return _drawn(say("chart_bodies", scope=scope), map(_of_group, answer.groups))
    if isinstance(answer, (Ranking, Selection)):
        known = (p for p in answer.projects if p.amount.kind is not AmountKind.ABSENT)
        caption = say("chart_projects", scope=answer.scope or say("chart_described"))
        return _drawn(caption, (_of_project(p, kb) for p in known))
    return None


def _drawn(caption: str, rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    drawn = list(rows)
    return {"caption": caption, "rows": drawn} if len(drawn) > 1 else None


def _of_project(project: Project, kb: KnowledgeBase) -> dict[str, Any]:
    kind = say("amount_more_than") if project.amount.kind is AmountKind.MORE_THAN else ""
    return {
        "label": project.title,
        "amount_eur": project.euros,
        "amount": french.euros(project.euros) + kind,
        "carriers": french.join(body.label for body in kb.carriers(project)),
    }


def _of_group(group: Group) -> dict[str, Any]:
    kind = say("bodies_shared") if group.shared else say("chart_derived") if group.derived else ""
    label = french.upper_first(group.label)
    return {"label": label, "amount_eur": group.euros, "amount": french.euros(group.euros) + kind}
