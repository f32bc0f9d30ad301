"""The sentences of a message: those that ask, and those that only tell of circumstances."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.text import phrase

Place = tuple[int, int]

AND = r"(?:et|é|puis|pis|ainsi que)"  # what joins two questions

# Neither the point of "2.1 millions" ends a sentence, nor those of "M. Darmanin" and "I.A.".
SENTENCE = re.compile(r"(?:[^.;:!?…]|[.:](?=\d)|(?<=\bM)\.(?= [A-ZÀ-Ý])|(?<=\b[A-Z])\.(?=[A-Z]\b))+[.;:!?…]*")
_WORDS = re.compile(r"\w+")
# Sentences that ask without a question mark: "Donnez-moi la liste.", "Je cherche un projet…", "Combien pour la radio".
_REQUEST = phrase(
    r"^\W*(?:\w+\W+){0,3}?(?:donn|cit|list|montr|dis|dit|parl|expli|rappel|compar|class|additionn|calcul|détaill|précis"
    r"|indiqu|énumér|cherch|souhait|voudr|veu|aimerai|faudrait|combien|quel|qui\b|quand\b|où\b|pourquoi|comment)"
    r"|.*\b(?:dis|dites|donne|donnez|rappelle|rappelez|cite|citez|explique|expliquez|précisez|indiquez)[- ](?:moi|nous)\b"
)
# "Pouvez-vous m'aider ?" asks nothing of its own.
_COURTESY = phrase(
    r"^\W*(?:et )?(?:est[- ]ce que )?(?:(?:pouvez|pourriez|peux|pourrais|sauriez|saurais|voulez|voudriez)\W{1,3}(?:vous|tu)"
    r"|(?:vous|tu) (?:pouvez|pourriez|peux|pourrais|sauriez|saurais|savez|sais)) (?:bien )?"
    r"(?:m['’] ?|me |nous )?(?:le |en )?(?:aider|éclairer|répondre|renseigner|dire|guider|orienter|dépanner|informer)"
    r"(?: (?:s['’]il (?:vous|te) plaît|svp|merci|là[- ]dessus|à ce sujet))*\W*$"
)
# Nor does a remark on what was answered: "je m'en doutais."
_REMARK = phrase(
    r"^\W*(?:(?:ah|oh|bon|ok|euh|mais|et)\W+)*(?:je m['’]en dout\w+|je le savais|tant (?:pis|mieux)|dommage|pas grave|peu importe|rien à voir"
    r"|(?:c['’]est )?(?:noté|logique|étonnant|curieux|bizarre|clair|intéressant)|ça (?:ne )?m['’]étonne\w*(?: pas)?|je (?:vois|comprends|note|prends note)|soit|parfait|très bien)\W*$"
)
# "C'est pour mon mémoire."
_PURPOSE = phrase(r"^\W*(?:c['’] ?est|ce serait|c['’] ?était|cela est|ceci est) (?:juste )?pour\b")
# What is asked about is told before: "… Ça me paraît énorme, vous confirmez ?".
_CHECKS = phrase(
    r"\b(?:vrai|exact|juste|correct|confirm\w*|normal|d['’]accord|trompe|bon chiffre|bien (?:ça|cela)|c['’]est ça|ça|cela|celui|celle"
    r"|laisser passer|tient|tiens|(?:l['’]|le |la )(?:écrire|publier|affirmer|reprendre|avancer|citer)|(?:écrire|publier|affirmer|dire|reprendre) (?:ça|cela|comme ça|ainsi|tel quel)|erreur|faux|j['’]ai (?:bon|juste))\b"
)
# "… Lequel, et pour quel montant ?" asks about what stands before it.
_WHICH = phrase(r"^\W*(?:et |mais )?(?:lequel|laquelle)\b")
# "Je suis prof à la fac. Vous avez quelque chose pour nous ?"
_FOR_ONESELF = phrase(
    r"\b(?:pour|chez|à|comme) (?:nous|moi)\b(?! (?:aider|dire|donner|le))|\bdans mon (?:cas|domaine|secteur|métier)\b"
    r"|\b(?:qui|ça|me|nous) (?:(?:me|nous) )?(?:concern|regard)\w*\b"
)
# A message of fewer words is read as a whole; so few words that ask lean on what was told before them.
_LONG, _ENOUGH = 11, 4


def asking(text: str) -> tuple[Place, ...]:
    """The places of the sentences that end with a question mark and ask something of their own."""
    found = (m for m in SENTENCE.finditer(text) if m.group().rstrip().endswith("?"))
    return tuple(m.span() for m in found if not _COURTESY.match(m.group()))


def circumstances(text: str) -> tuple[Place, ...]:
    """The places of the sentences that only tell of circumstances, beside those of a long message that ask."""
    sentences = list(SENTENCE.finditer(text))
    courtesies = tuple(m.span() for m in sentences if _COURTESY.match(m.group()))
    if len(_WORDS.findall(_but(text, courtesies))) < _ENOUGH:
        return ()
    asked = asking(text)
    questions = " ".join(text[low:high] for low, high in asked)
    leans = _CHECKS.search(questions) or _WHICH.search(questions) or _FOR_ONESELF.search(questions)
    if len(_WORDS.findall(text)) < _LONG or len(_WORDS.findall(questions)) < _ENOUGH or leans:
        return courtesies
    told = (m for m in sentences if m.span() not in asked)
    asks = (m for m in told if _REQUEST.match(m.group()) and not _PURPOSE.match(m.group()))
    spoken = {*asked, *(m.span() for m in asks if not _COURTESY.match(m.group()))}
    return tuple(m.span() for m in sentences if m.span() not in spoken)


def remarks(text: str) -> tuple[Place, ...]:
    """The places of the sentences before the last that only remark on what was said before: "je m'en doutais."."""
    sentences = [m for m in SENTENCE.finditer(text) if _WORDS.search(m.group())]
    return tuple(m.span() for m in sentences[:-1] if _REMARK.match(m.group()))


def without_circumstances(text: str) -> str:
    """The sentences of a text that ask, or all of it where they cannot be told from the others."""
    return _but(text, circumstances(text)).strip()


def _but(text: str, places: Sequence[Place]) -> str:
    """A text without some places, given in order."""
    for low, high in reversed(places):
        text = text[:low] + text[high:]
    return text
