"""What in a message points back to what was said before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialogue.message import Message
from knowledge.text import phrase

# What may be the subject of "a-t-il".
_NAMING = frozenset("project organisation theme keyword term call topic".split())
# From that confidence on, an intent is sure.
SURE = 0.6
_LAST_ONES = phrase(r"\b(?:ces|les|des) \w+ derni(?:er|ère|ere)s\b")
_RANKING = {"highest", "lowest", "sort", "extremes"}


def _positions(message: Message) -> tuple[int, ...]:
    """The places that are said; "les deux derniers" are two."""
    shares = [e for e in message.entities if e["entity"] == "operation" and e["value"] == "share"]
    places = (e for e in message.entities if e["entity"] == "position")
    said = tuple(  # "un dixième du total" is no place
        dict.fromkeys(e["value"] for e in places if not any(s["start"] <= e["start"] < s["end"] for s in shares))
    )
    top = message.first("top")
    if not said and top and top > 1 and _LAST_ONES.search(message.text):
        said = (-1,)
    if said in ((1,), (-1,)) and top and top > 1 and not _RANKING & set(message.values("operation")):
        return tuple(range(1, top + 1)) if said == (1,) else tuple(range(-top, 0))
    return said


def _extreme(message: Message) -> str | None:
    """The end of a ranking that a question about a share starts from."""
    operations = message.values("operation")
    return next((o for o in ("highest", "lowest") if o in operations), None) if "share" in operations else None


@dataclass(frozen=True)
class Pointing:
    """The words of a message that point back: pronouns, ordinals, "l'autre", "les deux", "ce ministère"…"""

    refers: bool = False  # "il", "celui-ci", "et…"
    pronoun: bool = False  # "il", so that what is named beside it is a circumstance
    singular: bool = False  # one thing is meant: "il", "qui le porte"
    positions: tuple[int, ...] = ()  # "le deuxième" is 2, "le dernier" -1
    earliest: bool = False  # "le premier dont on parlait"
    added: bool = False  # "si on y ajoute la Culture"
    other: bool = False  # "l'autre", "son autre projet"
    rest: bool = False  # "les autres"
    number: int | None = None  # "les deux", "ces trois-là"
    those: bool = False  # "parmi ceux-là", "leur somme"
    body: bool = False  # "ce ministère", the one that carries what was spoken of
    same: bool = False  # "la même somme"
    opposite: bool = False  # "et ceux en dessous ?"
    whole: bool = False  # "de ce total"
    widened: bool = False  # "tous ministères confondus"
    other_call: bool = False  # "et l'autre appel ?"
    left_out: bool = False  # "sans celui-là"
    doubt: bool = False  # "t'es sûr ?"
    extreme: str | None = (
        None  # "la plus grosse ligne, quelle part ?": highest or lowest, where something else is asked
    )
    aside: bool = False  # topics are only named in sentences that tell of circumstances
    sure: bool = True  # what is asked is said, rather than guessed

    @classmethod
    def of(cls, message: Message) -> Pointing:
        """What the NLU found of it in a message."""
        return cls(
            refers=bool(message.first("refers"))
            or message.intent == "follow_up"
            or (bool(message.first("inverted")) and not any(e["entity"] in _NAMING for e in message.entities)),
            pronoun=bool(message.first("pronoun")),
            singular=bool(message.first("singular")),
            sure=message.confidence >= SURE or bool(message.first("wants")),
            positions=_positions(message),
            earliest=bool(message.first("earliest")),
            added=bool(message.first("added")),
            other=bool(message.first("other")),
            rest=bool(message.first("complement")),
            number=message.first("number"),
            those=bool(message.first("those")),
            body=bool(message.first("body")),
            same=bool(message.first("same")),
            opposite=bool(message.first("opposite")),
            whole=bool(message.first("whole")),
            widened=bool(message.first("widened")),
            other_call=bool(message.first("other_call")),
            extreme=_extreme(message),
            left_out=bool(message.first("left_out")),
            doubt=bool(message.first("doubt")),
        )

    @property
    def somewhere(self) -> bool:
        """Whether anything points back."""
        return replace(self, sure=True, singular=False, aside=False, extreme=None, doubt=False) != Pointing()
