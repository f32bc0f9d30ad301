"""Where conversations and their locks are kept: as an endpoints file says, else as the environment does.

``FTAP_DATABASE_URL`` names the database of conversations (a local file by default), ``FTAP_REDIS_URL`` where replicas
share locks and limits.
"""

from __future__ import annotations

import os
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain

from channels import forgetting
from serving import connections
from serving.database import InDatabase
from serving.locks import InProcessLocks, RedisLocks
from serving.model import HERE
from serving.stores import WholeInMemory

DATABASE, REDIS = "FTAP_DATABASE_URL", "FTAP_REDIS_URL"
DEFAULT_FILE = HERE / "conversations.db"


def read(file: Path, keep: bool = True) -> AvailableEndpoints:
    """What an endpoints file says, made whole.

    Args:
        keep: whether conversations outlive the process where the file does not say.

    Raises:
        SettingsError: an address cannot be used.
    """
    found = AvailableEndpoints.read_endpoints(str(file))
    if found.tracker_store is None:
        found.tracker_store = InDatabase(Domain.empty(), database()) if keep else WholeInMemory(Domain.empty())
    found.lock_store = found.lock_store or locks()
    return found


def database() -> str:
    """The address of the database of conversations."""
    return os.environ.get(DATABASE) or connections.in_file(DEFAULT_FILE)


def locks() -> LockStore:
    """Where the locks of conversations are."""
    address = os.environ.get(REDIS)
    return RedisLocks(address) if address else InProcessLocks()


def report_failures() -> None:
    """Has Rasa's agents tell when their tracker store fails.

    Rasa 3.6.21, the last of its line, always wraps the store: where it fails, a conversation goes on as an empty one,
    and what is said meanwhile is lost. To check it, see tests/test_database.py.
    """
    Agent._create_tracker_store = staticmethod(_as_it_is)


def _as_it_is(store: TrackerStore | None, domain: Domain) -> TrackerStore:
    """In place of ``Agent._create_tracker_store``: the store without a wrapper that covers its failures."""
    bare: TrackerStore = forgetting.primary(store or InMemoryTrackerStore(domain))
    bare.domain = domain
    return bare
