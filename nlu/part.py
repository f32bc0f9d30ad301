"""A part of a message as it was read, and whether it is a question of its own by its words: see nlu/parts.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT

from knowledge.calls import IN_A_MONTH
from knowledge.questions import ENDS
from knowledge.sentences import AND
from knowledge.text import phrase
from nlu.reading_of_intent import ASKS, AUDIENCES, NAMES, Reading

# Where a message may be parted, the surest first: where a sentence ends, and at "et".
MARKS = (
    re.compile(r"(?<=[?!.;])(?<!\bM\.)\s+(?=\S)"),
    phrase(rf",?\s+{AND}\s+(?=[^\s<>=≤≥])"),
)
_LINK = phrase(rf"(?:,?\s+{AND})?\s*$")
WORD = re.compile(r"\w+")

# What a part may be about.
_TOPICS = frozenset("project organisation keyword".split())
_WHOLES = frozenset("term call".split())
NAMED = NAMES | _WHOLES
PAYER = ("term", "fonds")  # "le fonds y met combien ?" only says who pays
CRITERIA = ("term", "criteres")
_FUND_ITSELF = ("fund", "itself")
_THE_FUND = phrase(
    r"\b(?:disp|dot|cagnotte|total|global|en tout|sert|signif|veut dire|dire quoi|c['’] ?est quoi|c quoi|c koi|quoi|koi)\w*"
)
# "Combien pour les étrangers ?" asks about their project, "et que gagnent les étrangers ?" of the one spoken of.
_CHOSEN_BY_AUDIENCE = frozenset({"ask_projects", "ask_amount", "ask_carrier"})
# Or of which projects: those within bounds, of a month, all of them.
_OF_SEVERAL = frozenset({"ask_projects", "ask_amount", "ask_count"})
_PROJECTS = phrase(r"\b(?:projets?|lauréats?)\b")
_OF_ALL = phrase(r"\b(?:tous|toutes|ensemble des) (?:les |des )?(?:projets|lauréats|dossiers|confondus)\b")

# What leans on what was said before.
_POINTING = frozenset("pronoun those other complement same opposite".split())
_LEANS = phrase(
    r"^\W*(?:et |ou )?(?:lequel|laquelle|lesquel\w*|parce|car|puisqu\w*)\b|\b(?:l['’] ?(?:a|ont|avait|aurait)|lui|(?:celui|celle|ceux|celles)(?! (?:d|qu))|chacune?)\b"
    r"|\by\b(?! (?:en )?(?:a|avait|aura)\b)|\bce projet\b"
)
_IN_A_LIST = phrase(r"\bl[ea] (?:premi\w+|seconde?|dernier|dernière)\b")  # but for "le premier" of two calls
# These may also take up what stands before them: "la licence, ça représente combien ?".
_TAKES_UP = phrase(r"\b(?:ça|cela)\b")

# From that confidence on, an intent says that something is asked; a question mark alone says it from more,
_SURE, _RATHER = 0.5, 0.6
# and from that one on, in so many words, it needs neither.
_CLEAR, _TELLING = 0.75, 3
_ASKING = frozenset("wants operation unsaid yes_no inverted".split())
# How a question opens, and what asks wherever it stands.
_ASKING_WORD = (
    r"(?:combien|qu['’]est|quoi|koi|kel\w*|quel\w*|lequel|laquelle|lesquel\w*|auquel|quand(?! même)|kan\w?|comment|pourquoi|est[- ]ce|cb|cmb|cbien"
    r"|donn\w*[- ]moi|énumér\w*|rappel\w*[- ]moi|quelque chose|qqch|un truc|ce qu(?:e |['’] ?)(?:veut dire|signifie|c['’]est))"
)
_OPENS = phrase(
    r"^\W*(?:(?:bonjour|bonsoir|salut|coucou|svp|et|puis|aussi|sinon|alors|ensuite|également|enfin|surtout|euh|ok|bon|dites|dis)\W+)*"
    rf"(?:(?:(?:pour|de|d['’]|à|a|en|dans|sur|par|chez|au|avec|depuis|sous|c['’] ?est|c|s) ?)?(?:le |la |les |l['’])?(?:{_ASKING_WORD}|qui|ki)"
    r"|(?:il )?y (?:en )?(?:a|avait)|ya\w*|existe|je cherche|parl\w*[- ](?:moi|nous)"
    r"|(?:donn|list|explique|rappel|addition|calcul|compar|class|montr|récapitul|résum|détaill|présent)\w*|cit\w+"
    r"|(?:le |la |les |l['’])?(?:date|montant|budget|total|nombre|nb|nom|but|avantages?|porteur))\b"
)
_ASKS_WITHIN = phrase(rf"\b{_ASKING_WORD}\b|(?:,|\bpar|\bavec)\s*(?:qui|ki)\b")
# "… c'est ça ?", "ofii montant": what makes a question of what was said.
_ASKS_LAST = phrase(
    r"\b(?:c['’ ]?est (?:bien )?(?:ça|ca|exact|vrai)|c['’ ]?est[- ]tu ça|exact|non|hein|pas vrai|d['’]accord|ça existe"
    r"|(?<!du )(?<!de )(?<!le )(?<!la )(?:montant|budget|total))(?: (?:svp|stp|chez vous))?\W*$"
)
# What is asked for by its name alone: "top 5 du deuxième appel".
_LISTED = phrase(
    r"^\W*(?:et )?(?:le |un )?(?:top|podium)\b"
    r"|^\W*(?:et )?(?:tous |toutes )?(?:(?:les?|une?|des) )?(?:projets?|lauréats?|dossiers|trucs|choses|machins)\b"
)
# How a part opens that only tells circumstances: "si on classe les lauréats, …".
_BESIDE = r"si|dans|parmi|vu|sachant|comme|puisqu\w*|parce|car|au|aux|sur|en|après|avant|avec|depuis|selon|lors|pour|pr|qu|que"
_CIRCUMSTANCE = phrase(rf"^\W*(?:et )?(?:{_BESIDE})\b")
# Or may only add to what stands before: "combien pour le cloud et la radio en tout ?".
_ADDED = phrase(rf"^\W*(?:et )?(?:le|la|les|l|du|de|des|d|un|une|ceux|celui|celle|{_BESIDE})\b")


@dataclass(frozen=True)
class Part:
    """A part of a message as it was read: its text, how sure its intent is, and what was found in it."""

    text: str
    confidence: float
    reading: Reading

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> Part:
        """The part of a message as it is passed on."""
        intent = parsed[INTENT]
        reading = Reading(intent[INTENT_NAME_KEY], parsed[ENTITIES])
        return cls(_LINK.sub("", parsed[TEXT]), float(intent[PREDICTED_CONFIDENCE_KEY]), reading)

    @property
    def is_sentence(self) -> bool:
        return self.text[-1] in "?!.;"

    @property
    def asks(self) -> bool:
        """Whether it surely asks something that the announcements may tell."""
        sure = self.confidence >= _SURE or self.reading.holds(*_ASKING)
        own = self.reading.intent == "follow_up" and bool(self.named()) and (self.opens or self.lists)
        return own or (self.reading.intent in ASKS and sure)

    @property
    def opens_at_once(self) -> bool:
        """Whether it opens with a word that asks."""
        return _OPENS.match(self.text) is not None

    @property
    def opens(self) -> bool:
        """Whether it is a question by its words, not a circumstance of one."""
        if self.opens_at_once or self.is_clear:
            return True
        wonders = self._tells("yes_no", "unsaid") and not _CIRCUMSTANCE.match(self.text)
        wants = self._tells("wants") and not _ADDED.match(self.text)
        return wonders or wants or self.asks_within or _ASKS_LAST.search(self._sentence) is not None

    @property
    def is_clear(self) -> bool:
        """Whether its intent is so sure that its words need not open as a question's: "ki gagne, geoplateforme ou achats"."""
        sure = self.reading.intent in ASKS and self.confidence >= _CLEAR and self.text[-1] not in ".!;"
        long_enough = len(WORD.findall(self.text)) >= _TELLING
        return sure and long_enough and self.reading.holds(*NAMED, "wants") and not _ADDED.match(self.text)

    @property
    def says_what(self) -> bool:
        """Whether a turn of phrase in it says what is asked."""
        return self._tells("wants", "yes_no", "unsaid") or _ASKS_LAST.search(self._sentence) is not None

    @property
    def is_likely(self) -> bool:
        """Whether it asks, likelier than not."""
        return self.confidence >= _RATHER or self.reading.holds(*_ASKING)

    @property
    def asks_within(self) -> bool:
        """Whether it asks by a word that stands anywhere: "la Géoplateforme est portée par qui"."""
        return self._tells("inverted") or _ASKS_WITHIN.search(self._sentence) is not None

    @property
    def _sentence(self) -> str:
        """Its first sentence: "… et à la DIHAL. Est-ce exact ?" asks nothing of its own there."""
        return MARKS[0].split(self.text, maxsplit=1)[0]

    def _tells(self, *kinds: str) -> bool:
        """Whether things of these kinds were found in its first sentence."""
        end = len(self._sentence)
        return any(e["entity"] in kinds and e["start"] < end for e in self.reading.entities)

    @property
    def lists(self) -> bool:
        """Whether it asks for projects by what they have in common alone: "tous les trucs sur les voitures"."""
        return self.reading.intent in ("ask_projects", "follow_up") and _LISTED.match(self.text) is not None

    @property
    def lists_all(self) -> bool:
        """Whether it asks so for some of all projects: "les projets entre 5 et 8 millions"."""
        return self.lists and (self.weighs_all or bool(self.bounds))

    @property
    def counts_all(self) -> bool:
        """Whether it asks how many projects there are in all: "combien de projets financés en 2018"."""
        return ("unit", "project") in self.reading.found and self.reading.intent == "ask_count"

    @property
    def bounds(self) -> set[tuple[str, str]]:
        """The bounds, or the first so many, of all projects that it asks for: "les projets entre 5 et 8 millions"."""
        of_projects = ("unit", "project") in self.reading.found or _PROJECTS.search(self.text) or self.weighs_all
        of_projects = of_projects or self.reading.intent == "ask_projects"
        if self.reading.intent not in _OF_SEVERAL or not of_projects:
            return set()
        bounds = (e for e in self.reading.entities if e["entity"] == "amount" and e["value"]["range"])
        tops = (e for e in self.reading.entities if e["entity"] == "top")
        said = (*IN_A_MONTH.findall(self.text), *(_OF_ALL.findall(self.text) if self.weighs_all else ()))
        return {("scope", str(bound)) for bound in (*(e["value"] for e in (*bounds, *tops)), *said)}

    @property
    def weighs_all(self) -> bool:
        """Whether it asks which is the largest or the smallest: "qui a eu le plus ?"."""
        return not self.reading.operations.isdisjoint(ENDS)

    def named(self, second: bool = False) -> set[tuple[str, str]]:
        """What it is about; a theme that only says for whom something is counts for none in a second part."""
        found = self.reading.found
        about = {(kind, name) for kind, name in found if kind in _TOPICS | _WHOLES} - {PAYER}
        if PAYER in found and (self.reading.intent == "ask_description" or _THE_FUND.search(self.text)):
            about.add(_FUND_ITSELF)
        elif PAYER in found and not second:
            about.add(PAYER)
        if self.reading.intent == "ask_criteria":
            about.add(CRITERIA)
        chosen = not second or self.reading.intent in _CHOSEN_BY_AUDIENCE
        about |= {(kind, name) for kind, name in found if kind == "theme" and (chosen or name not in AUDIENCES)}
        return about | self.bounds

    @property
    def leans(self) -> bool:
        """Whether it leans, as the second part, on the first for its subject."""
        alone = len({name for kind, name in self.named() if kind != "term"}) < 2
        compares = "compare" in self.reading.operations and alone
        own = self.reading.holds("project", "keyword")
        words = [] if own else [*_TAKES_UP.finditer(_ASKS_LAST.sub("", self.text))]
        taken_up = [e["start"] for e in self.reading.entities if e["entity"] in _POINTING] + [m.start() for m in words]
        points = not own and _LEANS.search(self.text) is not None
        points = points or (not self.reading.holds("call") and _IN_A_LIST.search(self.text) is not None)
        return compares or points or not all(map(self._is_named_before, taken_up))

    def _is_named_before(self, place: int) -> bool:
        """Whether what a pronoun stands for stands before it: "la licence, ça représente…"."""
        return any(e["end"] <= place for e in self.reading.entities if e["entity"] in NAMES)
