"""The typed payload of a reply, for channels that draw more than text: sources, tables and charts."""

from __future__ import annotations

from typing import Any

from knowledge import KnowledgeBase
from knowledge.answers import Answer, BodyRanking, Comparison, Ranking, Selection


def payload(answer: Answer, kb: KnowledgeBase) -> dict[str, Any]:
    """What an answer holds, as plain data: its kind, its sources, its projects and, where it compares, its bars."""
    return {
        "kind": answer.kind,
        "sources": [
            {"date": s.date.isoformat(), "publisher": s.publisher, "title": kb.titles[s.announcement]}
            for s in answer.sources
        ],
        "projects": [
            {
                "id": p.id,
                "title": p.title,
                "carriers": [b.label for b in kb.carriers(p)],
                "amount_eur": p.amount.euros,
            }
            for p in answer.projects
        ],
        "bars": _bars(answer),
    }


def _bars(answer: Answer) -> list[dict[str, Any]]:
    """The bars of a chart, in euros; none where there is nothing to compare."""
    if isinstance(answer, (Comparison, BodyRanking)):
        return [{"label": g.label, "amount_eur": g.euros} for g in answer.groups]
    if isinstance(answer, (Ranking, Selection)) and len(answer.projects) > 1:
        return [{"label": p.title, "amount_eur": p.amount.euros} for p in answer.projects]
    return []
