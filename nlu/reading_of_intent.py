"""The reading of a question whose intent may be another: the record that each rule of nlu/intent_corrector.py takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knowledge.text import fold

# What is asked of the announcements.
ASKS = frozenset(
    "ask_amount ask_benefits ask_carrier ask_comparison ask_count ask_criteria ask_date ask_description ask_people"
    " ask_place ask_projects ask_quote ask_source ask_unsaid".split()
)
NAMES = frozenset({"project", "organisation", "theme", "keyword", "region"})
PROJECTS = frozenset({"projet", "projets", "laureat", "laureats"})
YOU = frozenset("tu toi te t vous robot bot assistant".split())
FIRST_PERSON = frozenset("je j me m moi mon ma mes nous notre nos chui jsuis chuis".split())
MY = frozenset({"mon", "ma", "mes"})
# "Je vous prie" asks nothing of the assistant.
COURTESY = frozenset("prie plait remercie".split())
# So few words beside names leave a turn of phrase as all that is asked.
SHORT = 6
_TOPICS = frozenset({"project", "theme", "keyword"})
# Words beside which a name is all that is said.
_EMPTY = frozenset(
    "projet le la les celui celle alors ok ah bon non oui et pour sur chez ministere ? . ! , je moi c est pardon desole"
    " excuse excusez erreur parle parlais voulais veux dire pense pensais plutot pas peut etre precisement svp stp merci bonjour s il te vous plait".split()
)
THAT_ONE = frozenset("celui celle ceux celles".split())
# Themes that say who somebody is, rather than what is asked about.
AUDIENCES = frozenset("etudiants etrangers entreprises agents emploi".split())
# What a project has so many of.
_PARTS = frozenset(("unit", unit) for unit in ("agents", "directions", "régions", "critères", "volets"))
# What is told of every project.
_TOLD = frozenset(
    "ask_amount ask_benefits ask_carrier ask_comparison ask_count ask_date ask_description ask_place ask_projects".split()
)


@dataclass(frozen=True)
class Reading:
    """What is known of a question: the intent that was read, what was found in it, and its other words."""

    intent: str
    entities: Sequence[Mapping[str, Any]] = ()
    others: AbstractSet[str] = frozenset()  # folded, outside names
    ranked: Sequence[str] = ()  # the intents in the classifier's order, where it is unsure

    @cached_property
    def found(self) -> set[tuple[str, str]]:
        """The kind and value of whatever was found and has a name."""
        return {(e["entity"], e["value"]) for e in self.entities if isinstance(e["value"], str)}

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of what was found."""
        return {e["entity"] for e in self.entities}

    @cached_property
    def wanted(self) -> set[str]:
        """What turns of phrase ask for."""
        return {value for kind, value in self.found if kind == "wants"}

    @cached_property
    def operations(self) -> set[str]:
        """What turns of phrase do with what is named."""
        return {value for kind, value in self.found if kind == "operation"}

    @cached_property
    def named(self) -> set[str]:
        """The names, folded, as they were said."""
        return {fold(e.get("said", "")) for e in self.entities if e["entity"] in NAMES}

    @property
    def unsure(self) -> bool:
        """Whether the classifier is."""
        return bool(self.ranked)

    @property
    def has_name(self) -> bool:
        return self.holds(*NAMES)

    @property
    def has_topic(self) -> bool:
        return self.holds(*_TOPICS)

    @property
    def topics(self) -> set[str]:
        """The topics that were found."""
        return {value for kind, value in self.found if kind in _TOPICS}

    @property
    def has_parts(self) -> bool:
        """Whether what a project has so many of is spoken of: agents, criteria…"""
        return not self.found.isdisjoint(_PARTS)

    @property
    def speaks_to_you(self) -> bool:
        return self.says(YOU)

    @property
    def left(self) -> AbstractSet[str]:
        """The words that say something beside names."""
        return self.others - _EMPTY

    @property
    def of_one_thing(self) -> str | None:
        """The intent that asks for the one thing wanted."""
        return f"ask_{next(iter(self.wanted))}" if len(self.wanted) == 1 else None

    def holds(self, *kinds: str) -> bool:
        """Whether something of one of these kinds was found."""
        return not self.kinds.isdisjoint(kinds)

    def says(self, words: AbstractSet[str]) -> bool:
        """Whether one of these words stands outside names."""
        return not self.others.isdisjoint(words)

    def told_first(self, otherwise: str, besides: Collection[str] = ()) -> str:
        """The likeliest intent that asks for what is told of every project, besides some."""
        return next((intent for intent in self.ranked if intent in _TOLD and intent not in besides), otherwise)


# The better intent, or None where the rule does not apply.
Rule = Callable[[Reading], str | None]
