"""How people name calls for projects: by number, by the month of their announcement, by how many they selected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge.quantities import MONTHS
from knowledge.records import Call
from knowledge.text import fold, phrase

_ORDINALS = {
    1: r"premiere?|1 ?ere?|1 ?er|1 ?re|1",
    2: r"deuxieme|seconde?|2 ?e(?:me|m)?|2 ?nde?|2 ?de?|2",
    3: r"troisieme|3 ?e(?:me)?|3",
    4: r"quatrieme|4 ?e(?:me)?|4",
    5: r"cinquieme|5 ?e(?:me)?|5",
    6: r"sixieme|6 ?e(?:me)?|6",
    7: r"septieme|7 ?e(?:me)?|7",
    8: r"huitieme|8 ?e(?:me)?|8",
    9: r"neuvieme|9 ?e(?:me)?|9",
    10: r"dixieme|10 ?e(?:me)?|10",
}
_ROUND = r"(?:appel(?:le)?s?|fois(?! (?:qu|plus|moins|mieux|davantage|superieur|inferieur))|vagues?|concours|mises? au concours|tours?|sessions?|editions?|promotions?|promos?|fournees?|rounds?|salves?|campagnes?|call)"
# "L'appel ouvert en juin" is not the one that was announced then.
_NOT_OPENED = "(?<!ouvert en )(?<!lance en )(?<!demarre en )(?<!debute en )"
_MONTHS = fold(MONTHS).split("|")
IN_A_MONTH = phrase(rf"\ben ({MONTHS})\b")
# "Le deuxième appel a-t-il reçu plus que le premier ?", "combien à l'appel n°1, et au n°2 ?": at the end of what is said
_BARE = re.compile(
    r"\b(?:le|du|au|celui du|que le|contre|contre le|contre la|vs|versus|qu au|qu a la|que la|de la|celle de la) (premiere?|deuxieme|seconde?|(?:n|n[o°]|numero) *[12])(?=(\W*)(\w*))"
)
_ENDS_WITH = frozenset("et mais donc ou autrement soit alors puis c correct exact juste vrai non hein je j".split())
# "Les seize du second appel" is one call, named twice.
_SAME_CALL = re.compile(r"\s*(?:(?:projets|laureats|gagnants|retenus) )?(?:d[eu]s?|au|en) (?:ce )?")
_LISTED = re.compile(
    rf"\b(?:le |du |au )?(?:premiere?|1 ?ere?|1 ?er) (?:appel )?(?:et|ou|puis|plus) +(?:le |la |du |au )?(?:deuxieme|seconde?|2 ?e(?:me)?|2 ?nd) {_ROUND}\b"
    rf"|\b{_ROUND} (?:n[o°]? ?)?1 (?:et|ou|puis) (?:n[o°]? ?)?2\b"
)
# "Au deuxième appel il y avait 122 dossiers" is about the second, though the first received so many.
_RECEIVED = re.compile(r"\d+ (?:candidat\w*|dossiers?)\b")
# "Mi-novembre, quelle somme…" is a moment, not the call that was announced then.
_NOT_THEN = "".join(
    rf"(?<!{word} )"
    for word in "annonces annonce retenus laureats gagnants devoiles presentes proclames choisis selectionnes".split()
)
_AS_OF = re.compile(rf"\b(?:fin|mi|debut|au \d\d?|des) +$|{_NOT_THEN}\ben +$")
# "Combien de projets ont convaincu en novembre ?" is about the call that was announced then.
_SELECTED_THEN = re.compile(
    r"\b(?:combien de|quels|nombre de) (?:projets|laureats|dossiers)\b|\b\d+ (?:projets|laureats|gagnants|dossiers) (?:\w+ ){0,2}en\b"
)
# "Après novembre 2018, la fournée suivante", "les lauréats 2020", "dépensé en 2021" is none that is known.
_LATER = re.compile(
    rf"\bapres (?:le )?(?:\d+ )?novembre(?: 2018)?\b.*\b(?:{_ROUND} (?:suivante?|prochaine?)|prochaine? {_ROUND})"
    r"|\b(?:laureats?|gagnants?|ftap|promotion|edition|cuvee|palmares) (?:(?:du|de|en|la|le|l) )?20(?:19|2\d)\b"
    r"|\b(?:depens|distribu|vers|invest|donn|accord|engag|octroy|attribu)\w* (?:\w+ ){0,4}?(?<!jusqu )(?<!ici )(?:en|pendant|durant|courant) (?:la )?(?:seule )?(?:annee )?20(?:19|2\d)\b"
    r"|^\W*(?:et )?en 20(?:19|2\d) (?:\w+ ){0,3}(?:depens|distribu|vers|invest|donn|accord|engag|octroy|attribu)\w*"
)
# "Le deuxième appel a été lancé le 20 juin" names one call.
_OPENED_ON = re.compile(r"\b(?:lance|ouvert|demarre|debute|commence)e? (?:le )?\d\d? +$")
_AT_THE_END_OF = re.compile(r"\b(?:au soir|a l issue|au terme|a la fin|apres|au lendemain) (?:(?:de|du|d|le|la|l) )*$")
_SINCE = re.compile(r"\bdepuis (?:le |son )?(?:debut|depart|origine|creation|toujours)\b|\bau total\b|\ben tout\b")
_SO_FAR = re.compile(r"\bdeja\b(?!\W*$)")
_IN_ALL = re.compile(r"\b(?:en tout|au total|tous|deux appels)\b|\b(?:plus|moins) (?:de|que)\b")
_SEVERAL = {"deux": 2, "2": 2, "trois": 3, "3": 3, "quatre": 4, "4": 4, "cinq": 5, "5": 5}
# From this many on, "les 16" are the laureates of a call; "les 3" are what was just spoken of.
_FEWEST = 10
_WORDS = {15: "quinze", 16: "seize", 17: "dix +sept", 33: "trente +trois"}


@dataclass(frozen=True)
class CallMention:
    """A call named in a text; ``call`` is None where there is no such call in the base."""

    start: int
    end: int
    call: str | None


class CallNames:
    """The ways to name the calls of a knowledge base."""

    def __init__(self, calls: Iterable[Call], received: Mapping[str, int] = MappingProxyType({})) -> None:
        """``received``: how many files each call received, by which it may be named: "les 61 candidats"."""
        known = {c.number: c for c in calls}
        self._both = re.compile(
            rf"\b(?:(?:les|aux|des|ces|sur|dans) )?(?P<number>{'|'.join(_SEVERAL)}) (?P<first>premiers )?{_ROUND}\b|les deux annonces|\b{_ROUND} reunis"
        )
        total = sum(c.selected for c in known.values())
        self._total = re.compile(
            rf"\b(?:les|des|ces|aux) (?:{total}|{_WORDS.get(total, total)})\b(?! (?:millions?|m\b))"
        )
        self._all = tuple(known[number].id for number in sorted(known))
        self._patterns: list[tuple[re.Pattern[str], str | None]] = []
        self._months = {_MONTHS[c.announced.month - 1]: c.id for c in known.values()}
        self._sizes = [
            (re.compile(rf"\b(?:{_size(c)}) (?:projets|laureats|gagnants|dossiers retenus)\b"), c.id)
            for c in known.values()
            if c.selected >= _FEWEST
        ]
        for number, ordinal in _ORDINALS.items():
            call = known.get(number)
            pattern = rf"\b(?<!top )(?!\d+ fois\b)(?:{ordinal})(?: et (?:derniere? )?)? +(?:d )?{_ROUND}\b|\b{_ROUND} (?:a projets? )?(?:n ?[°ºo]? *|numero )?(?:{ordinal})\b"
            if call is not None:
                pattern += rf"|\b(?:le|la) (?:{ordinal}) (?:en )?(?:a|avait|aurait) (?:bien )?(?:retenu|selectionne|recu|choisi|attire|recompense|couronne)\b"
                month = _MONTHS[call.announced.month - 1]
                if number == max(known):
                    pattern += rf"|\b(?:plus recente?|tout derniere?) {_ROUND}\b|\b{_ROUND} (?:le |la )?plus recente?\b"
                if number == 1:
                    pattern += rf"|\b{_ROUND} (?:a projets? )?(?:initiale?|inaugurale?)\b"
                if call.id in received:
                    pattern += rf"|\b{received[call.id]} (?:candidat\w*|dossiers?)\b"
                pattern += rf"|{_NOT_OPENED}\b{month}\b(?: {call.announced.year}\b|(?! (?:19|20)\d\d))"
                if call.launched is not None:
                    opened = _MONTHS[call.launched.month - 1]
                    pattern += rf"|\b(?:ouverte?|lancee?|demarree?|debutee?) en {opened}\b"
            if call is not None and call.selected >= _FEWEST:
                pattern += rf"|\b(?:les|des|ces|aux|parmi les) (?:{_size(call)})\b(?! (?:millions?|m\b|ministeres|directions|plus|premiers))"
            self._patterns.append((re.compile(pattern), call.id if call else None))

    def find(self, text: str) -> list[CallMention]:
        """The calls named in a text, in order."""
        plain = "".join(c if c.isalnum() else " " for c in _same_length(text))
        later = _LATER.search(plain)
        if later is not None:
            return [CallMention(*later.span(), None)]
        both = self._both.search(plain)
        several = self._several(both) if both else self._all if (both := self._total.search(plain)) else ()
        if both and several:
            return [CallMention(both.start(), both.end(), call) for call in several]
        found = []
        for pattern, call in self._patterns:
            matches = list(pattern.finditer(plain))
            if not matches:
                continue
            first = matches[0]
            counted = first.group()[:1].isdigit() or _SELECTED_THEN.search(plain)  # "des 61 dossiers" is no "dès"
            if not (
                (_AS_OF.search(plain[: first.start()]) and not counted)
                or _is_a_moment(plain, first)
                or _SO_FAR.search(plain[first.end() :])
                or _OPENED_ON.search(plain[: first.start()])
            ):
                again = [m for m in matches[1:] if _SAME_CALL.fullmatch(plain, first.end(), m.start())]
                found.append(CallMention(first.start(), (again or matches)[0].end(), call))
        named = [m for m in found if not _RECEIVED.match(plain, m.start)]
        found = [m for m in (named or found) if not any(_is_of(m, other, plain) for other in found)]
        listed = _LISTED.search(plain)
        if listed and len(self._all) > 1:
            return [CallMention(listed.start(), listed.end(), call) for call in self._all]
        if len(found) == 1 and (bare := _bare(text, plain)) is not None:
            call = self._by_ordinal(bare.group(1))
            if call not in (None, found[0].call) and bare.start() > found[0].start:
                found.append(CallMention(bare.start(1), bare.end(1), call))
        if not found and not _IN_ALL.search(plain):  # "16 projets, 135 millions": the call that selected so many
            found = [CallMention(*m.span(), call) for size, call in self._sizes if (m := size.search(plain))][:1]
        return sorted(found, key=lambda m: m.start)

    def by_month(self, text: str) -> str | None:
        """The call that was announced in the month that a text names: "dont combien en novembre ?"."""
        words = set(re.findall(r"\w+", _same_length(text)))
        return next((call for month, call in self._months.items() if month in words), None)

    def announced_in(self, text: str) -> str | None:
        """The call that was announced in the month that a text says: "qui a touché le gros lot en novembre ?"."""
        return next(filter(None, map(self.by_month, IN_A_MONTH.findall(text))), None)

    def _several(self, match: re.Match[str]) -> tuple[str, ...]:
        """The calls of "les deux appels", "les trois appels", "les deux premiers appels"; none where there are not so many."""
        number = _SEVERAL.get(match["number"] or "", 2)
        if match["first"]:
            return self._all[:number] if number <= len(self._all) else ()
        return self._all if number in (2, len(self._all)) else ()

    def _by_ordinal(self, word: str) -> str | None:
        return (
            self._all[0]
            if word.startswith("premier") or word.endswith("1")
            else self._all[1]
            if len(self._all) > 1
            else None
        )


def _is_a_moment(plain: str, mention: re.Match[str]) -> bool:
    """Whether a call only says when: "au soir du deuxième appel, combien depuis le début ?"."""
    return _AT_THE_END_OF.search(plain[: mention.start()]) is not None and _SINCE.search(plain) is not None


def _bare(text: str, plain: str) -> re.Match[str] | None:
    """An ordinal alone, after which nothing says what it numbers: a sign, the end, or a word that goes on."""
    matches = (m for m in _BARE.finditer(plain))
    return next((m for m in matches if not m[3] or text[m.end(1) : m.start(3)].strip() or m[3] in _ENDS_WITH), None)


def _is_of(one: CallMention, other: CallMention, text: str) -> bool:
    """Whether a call named by how many it selected is said to be another one: "les 17 lauréats du deuxième appel"."""
    return one.call != other.call and _SAME_CALL.fullmatch(text, one.end, max(one.end, other.start)) is not None


def _size(call: Call) -> str:
    return "|".join(filter(None, (str(call.selected), _WORDS.get(call.selected))))


def _same_length(text: str) -> str:
    return "".join((fold(c) or " ")[0] for c in text)
