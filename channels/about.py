"""What the widget says of the assistant before any conversation."""

from __future__ import annotations

from typing import Any

from channels.settings import Settings
from knowledge import KnowledgeBase, french
from wording import say

SUGGESTIONS = ("suggestion_amount", "suggestion_ranking", "suggestion_topic", "suggestion_fund")


def about(settings: Settings, kb: KnowledgeBase) -> dict[str, Any]:
    """The name, the end of what it knows, the notices, and questions to begin with, as plain data."""
    links = {"privacy_url": settings.privacy_url, "contact_url": settings.contact_url}
    hours = round(settings.token_hours)
    return {
        "name": say("about_name"),
        "until": max(s.date for s in kb.sources).isoformat(),
        "privacy": say("about_privacy", hours=french.plural(hours, "heure")),
        "contact": say("about_contact"),
        "suggestions": [say(suggestion) for suggestion in SUGGESTIONS],
        **{name: url for name, url in links.items() if url},
    }
