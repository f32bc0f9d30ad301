"""What the components that learn nothing share: they are made without settings, and read one message after the other."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message


class MessageReader(GraphComponent):
    """A component that reads a message, and adds to it what it finds."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        """The component."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, each read."""
        for message in messages:
            self.read(message)
        return messages

    def read(self, message: Message) -> None:
        """Adds to a message what the component finds in it."""
        raise NotImplementedError
