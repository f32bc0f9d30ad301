"""The bodies of an announcement: those that the knowledge base knows, and new ones, which are proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.names import Names, Reference
from knowledge.records import Organisation, OrganisationKind
from knowledge.text import LINKING_WORDS, fold, words

_NOUNS = (
    "minist[eè]re|ministre|secr[ée]tariat|d[ée]l[ée]gation|direction|agence|office|institut|[ée]tablissement|caisse|centre"
    "|universit[ée]|pr[ée]fecture|service|[ée]cole|conseil|commissariat|haut[- ]commissariat|groupement|mus[ée]e"
    "|biblioth[èe]que|observatoire|autorit[ée]|commission|r[ée]gie|chambre|acad[ée]mie|rectorat|parc|fondation|conservatoire"
    "|archives|opérateur|imprimerie|mission"
)
_BODY_NOUN = re.compile(rf"^(?:l['’]\s?|la |le |les )?(?:{_NOUNS})\b", re.IGNORECASE)
_VERB = (
    r"(?:re[çc]oi\w*|obtien\w*|porte(?:nt|ra)?\b|b[ée]n[ée]fici\w*|dispose\w*|est\b|sont\b|a\b|ont\b|va\b|vont\b|se\b|qui\b|que\b|ser[ao]\w*"
    r"|recevr\w*|touche\w*|lance\w*|pilote\w*|pr[ée]sente\w*|d[ée]veloppe\w*|veut\b|met\b|s['’]|n['’]|fait\b|ouvr\w*|cr[ée]e\w*|moderni\w*|propos\w*)"
)
# A body named in a sentence goes up to a verb, a mark, or what it does.
_IN_SENTENCE = re.compile(
    rf"\b(?i:{_NOUNS})\b(?:\s+(?:[a-zà-öø-ÿœæ]+['’]\s?)?(?!{_VERB}|(?:pour|avec|dans|par|sur|ainsi|afin|à hauteur|au titre|et)\b)"
    r"[\w'’-]+){0,9}(?:\s*\([A-Z][A-Z-]{1,9}\))?"
)
_HAS_VERB = re.compile(rf"\s{_VERB}")
_ACRONYM = re.compile(r"\(([A-Z][A-Z0-9&-]{1,11})\)")
_MINISTRY_BEFORE = re.compile(r"minist(?:ere|re)s?(?: charge)?(?: de| du| des| d| de la| de l| a la| au)*\s*$")
_APART = re.compile(r"\s+/\s+|/|\s+[–—-]\s+|\s*;\s*|\s+&\s+|\s+avec\s+(?:le |la |l['’]|les )?|\s*\+\s*")
_AND = re.compile(r"\s*,\s*(?:et\s+)?|\s+et\s+")
_LEADING = re.compile(
    r"^(?:et\s+)?(?:port[ée]e?s?\s+par\s+|porteurs?\s*:\s*|lauréats?\s*:\s*)?(?:l['’]\s?|la\s+|le\s+|les\s+)?",
    re.IGNORECASE,
)
_KINDS = (
    (r"^ministere|^secretariat d", OrganisationKind.MINISTRY),
    (r"^direction|^delegation|^secretariat general|^service|^commissariat|^prefecture", OrganisationKind.DIRECTORATE),
)


@dataclass(frozen=True)
class Body:
    """A body as an announcement names it; ``known`` tells whether the knowledge base has its id."""

    id: str
    name: str
    known: bool = True
    short: str = ""

    def kind(self) -> OrganisationKind:
        """What a new body seems to be."""
        found = (kind for pattern, kind in _KINDS if re.search(pattern, fold(self.name)))
        return next(found, OrganisationKind.OPERATOR)


@dataclass(frozen=True)
class Named:
    """A body at a place of a text."""

    start: int
    end: int
    body: Body


@dataclass
class Bodies:
    """Finds bodies in texts; remembers the new ones, so that one is the same wherever it is named."""

    organisations: Iterable[Organisation]
    proposed: dict[str, Body] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {o.id: o for o in self.organisations}
        self._names = Names()
        for organisation in self._known.values():
            own = (organisation.name, organisation.short, *organisation.names)
            self._names.add(Reference("organisation", organisation.id), own, organisation.never)

    def in_list(self, text: str) -> list[Body]:
        """The bodies of a text that names only bodies: a cell, a label's text, the line above a project."""
        found: list[Body] = []
        for part in filter(None, map(str.strip, _APART.split(text))):
            found += self._in_part(part)
        return list(dict.fromkeys(found))

    def is_list(self, text: str) -> bool:
        """Whether a text names bodies and nothing else."""
        plain = text.strip(" .:")
        if not plain or len(plain) > 250 or re.search(r"[.!?]\s", plain):
            return False
        for part in filter(None, map(str.strip, _APART.split(plain))):
            bare = _LEADING.sub("", part, count=1)
            if self._rest(bare) and (not _BODY_NOUN.match(bare) or _HAS_VERB.search(bare)):
                return False
        return True

    def in_sentence(self, text: str) -> list[Named]:
        """The bodies that a sentence surely names, in order: everyday words that name one in questions do not count."""
        found: list[Named] = []
        for mention in self._names.find(text, lambda folded: True):
            if mention.score < 1 or not self._is_sure(text, mention.start, mention.end):
                continue
            (reference, *others) = mention.references
            if not others:
                found.append(Named(mention.start, mention.end, self._body(reference.id)))
        for match in _IN_SENTENCE.finditer(text):
            taken = any(n.start < match.end() and match.start() < n.end for n in found)
            specific = len([w for w in words(match.group()) if w.folded not in LINKING_WORDS]) > 1
            if (
                not taken
                and specific
                and (
                    match.group()[0].isupper()
                    or _ACRONYM.search(match.group())
                    or match.group().startswith("ministère")
                )
            ):
                found.append(Named(match.start(), match.end(), self._new(match.group())))
        ordered = sorted(found, key=lambda n: n.start)
        return [n for n, before in zip(ordered, [None, *ordered]) if before is None or n.body != before.body]

    def _in_part(self, part: str) -> list[Body]:
        bare = _LEADING.sub("", part, count=1).strip(" .:")
        mentions = self._names.find(bare, lambda folded: True)
        if mentions and not self._rest(bare):
            return [self._body(m.references[0].id) for m in mentions]
        pieces = [piece for piece in _AND.split(bare) if piece.strip()]
        if len(pieces) > 1 and all(_BODY_NOUN.match(piece.strip()) or self._names.find(piece) for piece in pieces):
            return [body for piece in pieces for body in self._in_part(piece)]
        return [self._new(bare)] if words(bare) else []

    def _rest(self, text: str) -> list[str]:
        """The meaningful words of a text that stand in no known name."""
        inside = [(m.start, m.end) for m in self._names.find(text, lambda folded: True)]
        left = [w for w in words(text) if not any(low <= w.start < high for low, high in inside)]
        plain = {"ministere", "ministre", "ministeres", "services", "porte", "portee", "portes", "par", "avec"}
        return [w.folded for w in left if w.folded not in LINKING_WORDS and w.folded not in plain]

    def _is_sure(self, text: str, start: int, end: int) -> bool:
        said, before = text[start:end], fold(text[max(0, start - 40) : start]).replace("'", " ").replace("’", " ")
        if re.match(r"minist", fold(said)) or _MINISTRY_BEFORE.search(before):
            return True
        if said.isupper() and len(said) > 1:
            return True
        return (len(words(said)) > 1 and said[0].isupper()) or bool(_BODY_NOUN.match(said) and len(words(said)) > 2)

    def _body(self, name: str) -> Body:
        organisation = self._known[name]
        return Body(name, organisation.name, True, organisation.short)

    def _new(self, text: str) -> Body:
        """A body that the base does not know, under an id made from its acronym or its words."""
        acronym = _ACRONYM.search(text)
        name = " ".join(_ACRONYM.sub("", text).split()).strip(" ,;:.-")
        name = (
            name[:1].lower() + name[1:] if _BODY_NOUN.match(name) and name.split()[0].lower() == "ministère" else name
        )
        for known in self.proposed.values():
            if fold(name) in (fold(known.name), fold(known.short)):
                return known
        said = acronym.group(1) if acronym else name
        meaningful = [w.folded for w in words(said) if w.folded not in LINKING_WORDS and w.folded != "ministere"]
        made = "-".join(meaningful[:4])[:50] or "organisme"
        while made in self._known:
            made += "-2"
        body = Body(made, name, False, acronym.group(1) if acronym else "")
        return self.proposed.setdefault(made, body)
