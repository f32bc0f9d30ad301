"""Work that Rasa does at each message, or in training, and that changes nothing here, left out.

All of it leans on the inside of Rasa 3.6.21, the last of its line; each shortcut says what it replaces and why that is
safe. To check them: tests/test_shortcuts.py compares each with what it replaces; `make bench` says what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

from rasa.core import processor
from rasa.core.actions.action import RemoteAction
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.training import graph_trainer
from rasa.engine.training.hooks import LoggingHook
from rasa.shared.core.events import Event
from rasa.shared.importers.importer import CombinedDataImporter, E2EImporter, TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from watching.metrics import STAGE


def take() -> None:
    """Has Rasa take the shortcuts in this process; done once, however often it is called."""
    RemoteAction._validate_action_result = trusted
    DaskGraphRunner.run = run_in_order
    Event.resolve_by_type = staticmethod(_type_of_event)
    processor.copy = NO_COPIES


@cache
def take_for_training() -> None:
    """Has Rasa train by shorter ways in this process, from now on; to be trained with ``force_training``."""
    graph_trainer.TrainingHook = NoCache
    TrainingData.sanitize_examples = staticmethod(as_they_are)
    for importer in (E2EImporter, CombinedDataImporter):
        importer.get_nlu_data = whatever_the_language(importer.get_nlu_data)


class NoCache(LoggingHook):
    """In place of the hook that hashes all examples after each component, over and over, to find later what need not be
    trained again. A model is trained here only when its sources have changed (serving/model.py), and then whole."""

    def __init__(self, cache: object, model_storage: object, pruned_schema: object) -> None:
        pass

    def on_before_node(self, *args: object, **inputs: object) -> dict[str, Any]:
        return {}

    def on_after_node(self, *args: object, **outputs: object) -> None:
        return None


def as_they_are(examples: list[Message]) -> list[Message]:
    """In place of a search for doubles by the hash of each example, each time that data are merged: data/ has none, see
    tests/test_training_data.py."""
    return examples


def whatever_the_language(read: Callable[[TrainingDataImporter], TrainingData]) -> Callable[..., TrainingData]:
    """In place of a method that reads all data again for each language that it is asked for; there is one language."""

    def read_once(importer: TrainingDataImporter, language: str | None = None) -> TrainingData:
        return read(importer)

    return read_once


# In place of the module copy in Rasa's processor, which copies all that is heard and said, deeply, only to tell it to a
# debug log that is not kept: 0.4 ms a message.
NO_COPIES = SimpleNamespace(deepcopy=lambda thing: thing)


def trusted(action: RemoteAction, result: dict[str, Any]) -> bool:
    """In place of a check of an action's result against a constant JSON schema, itself checked anew at each call.

    14 of the 18 ms that an action costs. The result comes from our own code, in this process.
    """
    return True


def run_in_order(
    runner: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """In place of Dask, which plans the graph anew at each run, in threads that are never used: 0.5 ms, thrice a message.

    The graph of a trained model does not change, so the order is found once for each set of targets.
    """
    wanted = tuple(targets or runner._graph_schema.target_names)
    orders: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = runner.__dict__.setdefault("_orders", {})
    if wanted not in orders:
        orders[wanted] = list(_order(runner, wanted))
    done: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
    with STAGE["decide" if "select_prediction" in wanted else "understand"].time():
        for name, needed in orders[wanted]:
            if name not in done:
                done[name] = runner._instantiated_nodes[name](*(done.get(need, need) for need in needed))
    return dict(done[name] for name in wanted)


def _order(runner: DaskGraphRunner, targets: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The nodes that lead to some targets, each with those that it needs, after them."""
    nodes = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
    seen: set[str] = set()

    def before(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        if name in seen or name not in nodes:  # the others are inputs
            return
        seen.add(name)
        needed = tuple(nodes[name].needs.values())
        for need in needed:
            yield from before(need)
        yield name, needed

    for target in targets:
        yield from before(target)


_resolve = Event.resolve_by_type


@lru_cache(maxsize=256)
def _type_of_event(name: str, default: type[Event] | None = None) -> type[Event] | None:
    """In place of a walk through all classes of events for each event that is read: they are all there at the start."""
    found: type[Event] | None = _resolve(name, default)
    return found
