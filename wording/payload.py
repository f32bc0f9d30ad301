"""The typed payload of a reply, for channels that draw more than text: sources, tables and charts."""

from __future__ import annotations

from typing import Any

from knowledge import KnowledgeBase, french
from knowledge.answers import Answer
from wording.charts import chart
from wording.texts import say


def payload(answer: Answer, kb: KnowledgeBase) -> dict[str, Any]:
    """What an answer holds, as plain data: its kind, its sources, its projects, why something is missing, its chart."""
    drawn = chart(answer, kb)
    return {
        "kind": answer.kind,
        "sources": [
            {
                "label": say("source_label", date=french.day(s.date)),
                "date": s.date.isoformat(),
                "publisher": s.publisher,
                "title": kb.titles[s.announcement],
            }
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
        **({"lack": answer.lack} if answer.lack else {}),
        **({"chart": drawn} if drawn else {}),
    }
