"""What is counted and timed, for Prometheus. No figure holds a text, an address, or the name of a conversation.

deploy/grafana/ draws these and deploy/alerts.yml watches them; tests/test_watching.py knows each of their names again.
"""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STAGES = ("lock", "read", "understand", "decide", "act", "keep")

REQUESTS = Counter("ftap_requests", "Answers of the widget's door", ("operation", "status"))
MESSAGE_SECONDS = Histogram("ftap_message_seconds", "Time from a message to its answer", buckets=_SECONDS)
_STAGE_SECONDS = Histogram("ftap_stage_seconds", "Time that a stage of a message takes", ("stage",), buckets=_SECONDS)
STAGE = {name: _STAGE_SECONDS.labels(name) for name in STAGES}
REPLIES = Counter(
    "ftap_replies", "Replies, by what was asked (intent) and what became of it", ("shape", "kind", "lack")
)
EMPTY_REPLIES = Counter("ftap_empty_replies", "Turns for which the assistant had no word, told as an apology")
APOLOGIES = Counter("ftap_apologies", "Turns that were told as an apology, for whatever reason")
REPEATS = Counter("ftap_repeats", "Messages that came again and found their answer")
ERRORS = Counter("ftap_errors", "Failures, by where they were met", ("where",))
TURN_FAULTS = Counter("ftap_turn_faults", "Turns that were lost, doubled, or crossed with another's", ("fault",))
VERDICTS = Counter("ftap_verdicts", "What people say of turns", ("helpful",))
BEGUN = Counter("ftap_conversations_begun", "Conversations begun")
DELETED = Counter("ftap_conversations_deleted", "Conversations deleted", ("why",))
DELETED_AT = Gauge("ftap_deletion_timestamp_seconds", "When old conversations were last deleted, all of them")
READY = Gauge("ftap_ready", "Whether a part could be used when it was last looked at", ("part",))
KNOWLEDGE_AT = Gauge("ftap_knowledge_timestamp_seconds", "When the knowledge in use was loaded")

# What alerts compare with what was before is there from the start, as nought.
for _where in ("turn", "action", "door", "limits", "deletion", "knowledge"):
    ERRORS.labels(_where)
for _fault in ("lost", "doubled", "crossed"):
    TURN_FAULTS.labels(_fault)
for _helpful in ("true", "false"):
    VERDICTS.labels(_helpful)
for _why in ("asked", "old"):
    DELETED.labels(_why)
for _status in (200, 500, 503):
    REQUESTS.labels("say", _status)
