"""Custom actions: from what the tracker holds to a question, and from its answer to a reply."""

import os

# `rasa run actions`, for who wants the actions in a process of their own, asks no one who they are: it is for this
# machine alone, where the SDK would listen to all.
os.environ.setdefault("SANIC_HOST", "127.0.0.1")
