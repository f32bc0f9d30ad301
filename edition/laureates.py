"""The laureates of an announcement: in tables, in lists, under headings, in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from edition.bodies import Bodies, Body, Named
from edition.documents import Document, Kind
from edition.figures import Figure, Unread, read, with_unit
from edition.plain import LABEL
from edition.totals import Role, counted, role
from edition.units import GRANT, Unit, has_grant, label_of, units_of
from knowledge.records import Amount, AmountKind
from knowledge.text import fold, words

ABSENT = Amount(kind=AmountKind.ABSENT)

_CARRIER = re.compile(
    r"\bport(?:e|eur|eurs|ee|age)\b|\bministeres?\b|\borganismes?\b|\bbeneficiaires?\b|\badministrations?\b|\bpilotes?\b|\bdirections?\b|\boperateurs?\b"
)
_COST = re.compile(r"\bcouts?\b|\bbudget\b|\bdemande\b|\bsollicite\b|\btotal\b(?! accorde)")
# Of two columns of amounts, the one that is called so has the grants.
_GRANTED = re.compile(r"\bsubventions?\b|\b(?:accord|attribu|octroy|allou)|\bftap\b|\bfonds\b")
_TOTAL = re.compile(r"(?:sous )?total(?: (?:general|global|des?|du|accorde)\b.*)?")
_PROJECT = re.compile(
    r"^(?:le |nom du |titre du |intitule du )?projets?\b|\bintitule\b|\btitre\b|^nom\b|^actions?\b|^laureats?\b"
)
_OBJECT = re.compile(r"projet|objet")
_BENEFITS = re.compile(r"\bbenefices?\b|\bles \+|\bplus du projet\b|\bgains?\b|\bresultats? attendus?\b|\bapports?\b")
_QUOTED = re.compile(r"«\s*([^»]{2,120}?)\s*»|“([^”]{2,120})”|\"([^\"]{2,120})\"")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bM\.)(?<!\bMM\.)\s+(?=[A-ZÀ-ÝŒ«\"“\[])")
_NEXT = re.compile(r"\s+[–—-]\s+|\s*[:;|]\s+|\s*\(\s*|\s*\)\s*|\s*,\s+|\s*\.\s*$")
_FILLING = re.compile(
    r"^(?:(?:et|pour|avec|dont|soit|de|un|une|montant|subvention|financement|aide|du|le|la|projet|accordée?|d['’]un|par|au|à hauteur de|:|,|–|—|-|porté|portée|\s)\b\s*)*$",
    re.IGNORECASE,
)
# "Projets du ministère de la Justice :" says who carries those that follow.
_WHOSE = re.compile(
    r"(?:les |\d+ )?(?:projets?|laureats?) (?:du |de la |de l'|des |de |portes? par (?:le |la |l')?)(?:minist|$)"
)
_INTRODUCES = re.compile(r"laureat|projets? (?:retenus?|selectionnes?|suivants?)|enveloppe|liste")


@dataclass(frozen=True)
class Laureate:
    """A project and its award, as an announcement tells of them."""

    title: str
    carriers: tuple[Body, ...]
    amount: Amount
    where: str  # in French, for the editor and for the source
    passage: str = field(default="", compare=False)
    has_benefits: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Sum:
    """An amount that is not the grant of one project."""

    euros: int
    role: Role
    said: str  # the sentence that tells it
    where: str
    bodies: tuple[Body, ...] = ()


@dataclass
class Found:
    """All that the blocks of a document say of laureates and money."""

    laureates: list[Laureate] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    unread: list[tuple[str, Unread]] = field(default_factory=list)  # each with its place
    envelopes: list[tuple[Sum, tuple[str, ...]]] = field(default_factory=list)  # each with the titles that share it


def find(document: Document, bodies: Bodies) -> Found:
    """The laureates of a document, its sums, and the figures that were not understood."""
    quoted = [q for q in _quoted(document.title) if not _is_programme(q)]
    return _Finder(bodies, quoted[0] if len(quoted) == 1 else "").find(units_of(document.blocks, bodies))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [s for s in _SENTENCE_END.split(text) if s.strip()]


class _Finder:
    """Reads units one after the other; remembers whom the last ones spoke of."""

    def __init__(self, bodies: Bodies, title: str) -> None:
        self._bodies = bodies
        self._found = Found()
        self._title = title  # of the one project that the whole document is about
        self._carriers: tuple[Body, ...] = ()  # named for all that follows: a line, a heading or an introduction

    def find(self, units: Sequence[Unit]) -> Found:
        heading, level = None, 0
        for unit in units:
            if unit.heading != heading:
                heading = unit.heading
                if self._bodies.is_list(heading):
                    self._carriers, level = tuple(self._bodies.in_list(heading)), unit.level
                elif unit.level <= level:  # another chapter, of which nothing is said
                    self._carriers, level = (), 0
            self._unit(unit)
        return self._found

    def _unit(self, unit: Unit) -> None:
        if unit.kind is Kind.ROW:
            self._row(unit)
        elif (unit.is_labelled and not _is_introduction(unit)) and (
            has_grant(unit.lines) or any(_PROJECT.search(label_of(line)) for line in unit.lines)
        ):
            self._labelled(unit)
        elif unit.kind is Kind.HEADING:
            self._section(unit)
        elif unit.kind is Kind.ITEM:
            self._item(unit)
        elif len(unit.lines) == 1 and self._bodies.is_list(unit.lines[0]):
            self._carriers = tuple(self._bodies.in_list(unit.lines[0]))
        else:
            self._sentences(" ".join(unit.lines), unit, self._title)

    def _row(self, unit: Unit) -> None:
        """One project in a row, where its table names its columns."""
        if not unit.header:
            self._item(replace(unit, lines=[" – ".join(filter(None, unit.lines))]))
            return
        names = [*unit.header, *[""] * len(unit.lines)]
        cells = [with_unit(cell, name) for cell, name in zip(unit.lines, names)]
        if any(_TOTAL.fullmatch(" ".join(word.folded for word in words(cell))) for cell in unit.lines):
            for cell in cells:
                self._sum(cell, unit, Role.TOTAL)
            return
        project, carrier, grant = self._columns(unit)
        amount = self._grant(cells[grant], unit) if grant is not None else ABSENT
        for at, cell in enumerate(cells):
            if at not in (project, carrier, grant):
                self._sum(cell, unit, Role.OTHER)
        carriers = tuple(self._bodies.in_list(unit.lines[carrier])) if carrier is not None else self._carriers
        self._add(unit.lines[project] if project is not None else "", carriers, amount, unit, " ".join(unit.lines))

    def _columns(self, unit: Unit) -> tuple[int | None, int | None, int | None]:
        """Which cells of a row hold the project, its carriers and its grant."""
        header = [fold(name) for name in unit.header[: len(unit.lines)]]
        cells = range(len(unit.lines))
        grants = [i for i, name in enumerate(header) if GRANT.search(name) and not _COST.search(name)]
        grant = next((i for i in grants if _GRANTED.search(header[i])), next(iter(grants), None))
        named = [i for pattern in (_PROJECT, _OBJECT) for i, name in enumerate(header) if pattern.search(name)]
        project = next((i for i in named if i != grant), None)
        told = [i for i, name in enumerate(header) if _CARRIER.search(name)]
        bodies = [i for i in cells if self._bodies.is_list(unit.lines[i])]
        carrier = next((i for i in (*told, *bodies) if i not in (grant, project)), None)
        if project is None:
            project = next((i for i in cells if i not in (grant, carrier)), None)
        return project, carrier, grant

    def _labelled(self, unit: Unit) -> None:
        """One project in lines such as "Porteur : …", "Projet : …", "Montant : …"."""
        amount, title = ABSENT, ""
        carriers: tuple[Body, ...] = ()
        loose: list[str] = []
        benefits = False
        for line in unit.lines:
            match = LABEL.match(line)
            label = fold(match.group()) if match else ""
            said = line[match.end() :].strip() if match else line
            if match and GRANT.search(label) and not _COST.search(label) and amount is ABSENT:
                amount = self._grant(with_unit(said, label), unit, bare=said)
            elif match and _BENEFITS.search(label):
                benefits = True
                self._sum(said, unit, Role.OTHER)
            elif match and _CARRIER.search(label) and not carriers:
                carriers = tuple(self._bodies.in_list(said))
            elif match and _PROJECT.search(label) and not title:
                title = said
                self._sum(said, unit, Role.OTHER)
            elif not match and not carriers and self._bodies.is_list(line):
                carriers = tuple(self._bodies.in_list(line))
            else:
                self._sum(with_unit(said, label), unit, Role.OTHER)
                loose.append(said)
        title = title or unit.heading or (loose[0] if loose else "")
        self._add(title, carriers or self._carriers, amount, unit, " ".join(unit.lines), benefits)

    def _section(self, unit: Unit) -> None:
        """A heading and its text: one project where the heading tells its amount, else what the sentences say."""
        figures, unread = read(unit.heading)
        granted = [f for f in figures if role(unit.heading, f) is Role.GRANT]
        benefits = any(_BENEFITS.search(label_of(line)) for line in unit.lines)
        if len(granted) == 1 and not (counted(unit.heading) or 0) > 1:
            said = unit.heading[: granted[0].start] + unit.heading[granted[0].end :]
            parts = [p.strip() for p in re.split(r"\s*:\s+", said) if p.strip(" ,;–-()")]
            named = [n.body for n in self._bodies.in_sentence(said)]
            text = " ".join(unit.lines)
            carriers = tuple(dict.fromkeys(named)) or self._carrier_in(text) or self._carriers
            for sentence in sentences(text):
                self._sum(sentence, unit, Role.OTHER)
            self._add(
                parts[-1].strip(" ,;–-()") if parts else unit.heading,
                carriers,
                granted[0].amount(len(carriers)),
                unit,
                f"{said} {text}",
                benefits,
            )
            return
        self._tell(unit, figures, unread, unit.heading)
        self._sentences(" ".join(unit.lines), unit, self._title or unit.heading, benefits)

    def _carrier_in(self, text: str) -> tuple[Body, ...]:
        """Who carries the project that a text describes, where it says so."""
        for sentence in sentences(text):
            said = re.search(
                r"\b(?:port[ée]e?s?|pilot[ée]e?s?|conduite?s?|men[ée]e?s?) (?:conjointement )?par\b(.*)", sentence
            )
            if said:
                return tuple(dict.fromkeys(n.body for n in self._bodies.in_sentence(said.group(1))))
        return ()

    def _item(self, unit: Unit) -> None:
        """An item that tells of one project: its parts, in any order; else what its sentences say."""
        text = " ".join(unit.lines)
        figures, unread = read(text)
        granted = [f for f in figures if role(text, f) is Role.GRANT]
        if re.match(r"total\b", fold(text)):
            self._sum(text, unit, Role.TOTAL)
            return
        lone = not granted and not unread and _INTRODUCES.search(fold(unit.above)) and unit.above.rstrip().endswith(":")
        if len(granted) > 1 or not (granted or unread or lone):
            self._sentences(text, unit, "")
            return
        said = text
        for start, end in sorted(
            [*((f.start, f.end) for f in figures), *((u.start, u.end) for u in unread)], reverse=True
        ):
            said = f"{said[:start]} ; {said[end:]}"
        title, carriers = self._parts(said, unit.lines)
        if not (title and (carriers or self._carriers)):
            self._sentences(text, unit, "")
            return
        carriers = carriers or self._carriers
        self._tell(unit, [f for f in figures if f not in granted], unread, text)
        amount = granted[0].amount(len(carriers)) if granted else ABSENT
        self._add(title, carriers, amount, unit, text)

    def _parts(self, said: str, lines: Sequence[str]) -> tuple[str, tuple[Body, ...]]:
        """The title and the carriers of an item whose amounts were cut out."""
        quoted = _quoted(said)
        rest = _QUOTED.sub(" ; ", said) if quoted else said
        if len(lines) > 1 and self._bodies.is_list(lines[0]):
            carriers = tuple(self._bodies.in_list(lines[0]))
            rest = rest.replace(lines[0], " ; ", 1)
        else:
            pieces = [p.strip() for p in _NEXT.split(rest) if p and p.strip()]
            listed = [p for p in pieces if self._bodies.is_list(p)]
            carriers = tuple(dict.fromkeys(b for p in listed for b in self._bodies.in_list(p)))
            for piece in listed:
                rest = rest.replace(piece, " ; ", 1)
            if not carriers:
                named = self._bodies.in_sentence(rest)
                carriers = tuple(dict.fromkeys(n.body for n in named))
                for n in reversed(named):
                    rest = f"{rest[: n.start]} ; {rest[n.end :]}"
        if quoted:
            return quoted[0], carriers
        left = [p.strip(" ,.;:–—-()") for p in re.split(r"\s+[–—-]\s+|\s*[;|()]\s*|\s*:\s+", rest)]
        kept = [p for p in left if words(p) and not _FILLING.match(p)]
        kept = [
            re.sub(r"^(?:projets?|pour|reçoit|obtient|le projet|afin de)\s*:?\s+(?=\S)", "", p, flags=re.IGNORECASE)
            for p in kept
        ]
        return (kept[0] if kept else ""), carriers

    def _sentences(self, text: str, unit: Unit, title: str, benefits: bool = False) -> None:
        """Running text: each sentence with its amounts, the projects that it quotes, and the bodies."""
        carriers, name = self._carriers, ""
        all_quoted = _quoted(text)
        for sentence in sentences(text):
            figures, unread = read(sentence)
            named = self._bodies.in_sentence(sentence)
            groups = _grouped(sentence, [(n.start, n.end, n.body) for n in named])
            quoted = [q for q in _quoted(sentence) if not _is_programme(q)]
            granted = [f for f in figures if role(sentence, f) is Role.GRANT]
            several = (counted(sentence) or 0) > 1
            if quoted:
                name = quoted[-1]
            introduces = (several and re.search(r"\bport[ée]s? par\b", sentence)) or (
                named and _WHOSE.match(fold(sentence[: named[0].start + len("minist")]))
            )
            if named and introduces and text.rstrip().endswith(":"):
                self._carriers = tuple(dict.fromkeys(n.body for n in named))
            totals = [f for f in figures if f not in granted]
            shared = [f for f in totals if role(sentence, f) is Role.TOTAL]
            if len(shared) == 1 and len(quoted) > 1 and not granted:
                self._envelope(sentence, shared[0], quoted, groups, unit)
                self._tell(unit, [f for f in totals if f not in shared], unread, sentence)
                carriers = groups[-1] if groups else carriers
                continue
            projects = quoted or ([name] if name and granted else [])
            if granted and not projects:
                projects = [self._told_name(sentence, granted, title or (all_quoted[0] if all_quoted else ""))]
            if granted and len(granted) == 1 and len(projects) > 1:
                self._envelope(sentence, granted[0], projects, groups, unit)
            elif 1 < len(granted) != len(projects) > 1:  # which amount is whose is not sure
                every = tuple(dict.fromkeys(body for g in groups for body in g)) or carriers
                for project in projects:
                    self._add(project, every, ABSENT, unit, text, benefits)
                totals = figures
            elif granted and (groups or carriers) and all(projects):
                pairs = _paired(granted, projects)
                for position, (figure, project) in enumerate(pairs):
                    whose = (
                        groups[position]
                        if len(groups) == len(pairs)
                        else tuple(b for g in groups for b in g)
                        if groups
                        else carriers
                    )
                    if len(pairs) > 1 and 1 < len(groups) < len(pairs):
                        whose = _nearest(sentence, project, figure, named) or whose
                    self._add(project, whose, figure.amount(len(whose)), unit, text, benefits)
                granted = [f for f, _ in pairs]
                totals = [f for f in figures if f not in granted]
            else:
                totals = figures
            self._tell(unit, totals, unread, sentence)
            if groups:
                carriers = groups[-1]

    def _told_name(self, sentence: str, figures: Sequence[Figure], title: str) -> str:
        """What a sentence calls the project that it does not quote; else the title of its section."""
        after = sentence[figures[-1].end :]
        aim = re.match(
            r"\s*(?:pour|afin de|destin[ée]e?s? à|en vue de|,? au titre (?:du|de))\s+(?:le projet\s+)?(.{6,120}?)(?:[,;.]|$)",
            after,
        )
        if title and not re.search(r"laur[ée]at|appel à projets?|fonds|projets", title, re.IGNORECASE):
            return title
        return aim.group(1).strip() if aim else ""

    def _envelope(
        self, sentence: str, figure: Figure, projects: Sequence[str], groups: Sequence[tuple[Body, ...]], unit: Unit
    ) -> None:
        """One amount for several projects: none of them has one of its own."""
        every = tuple(dict.fromkeys(b for g in groups for b in g)) or self._carriers
        for position, project in enumerate(projects):
            whose = groups[position] if len(groups) == len(projects) else every
            self._add(project, whose, ABSENT, unit, sentence)
        total = Sum(figure.euros, Role.TOTAL, sentence, unit.place, every)
        self._found.envelopes.append((total, tuple(projects)))

    def _grant(self, text: str, unit: Unit, bare: str = "") -> Amount:
        """The amount of a cell or of a label's text."""
        figures, unread = read(text)
        labelled = f"montant : {text}"
        offset = len(labelled) - len(text)
        granted = [
            f
            for f in figures
            if role(labelled, replace(f, start=f.start + offset, end=f.end + offset)) is not Role.OTHER
        ]
        self._tell(unit, figures[1:] if granted else figures, unread, text)
        if not figures and not unread and re.search(r"\d", bare or text):
            self._found.unread.append((unit.place, Unread(0, len(text), bare or text, "unité non écrite")))
        return granted[0].amount(1) if granted else ABSENT

    def _sum(self, text: str, unit: Unit, as_role: Role) -> None:
        """Keeps the figures of a text that tells of no grant."""
        figures, unread = read(text)
        for figure in figures:
            self._found.sums.append(Sum(figure.euros, as_role, text, unit.place))
        self._found.unread += [(unit.place, u) for u in unread]

    def _tell(self, unit: Unit, figures: Sequence[Figure], unread: Sequence[Unread], sentence: str) -> None:
        bodies = tuple(dict.fromkeys(n.body for n in self._bodies.in_sentence(sentence)))
        for figure in figures:
            known = role(sentence, figure)
            known = Role.OTHER if known is Role.GRANT else known
            self._found.sums.append(Sum(figure.euros, known, sentence, unit.place, bodies))
        self._found.unread += [(unit.place, u) for u in unread]

    def _add(
        self, title: str, carriers: tuple[Body, ...], amount: Amount, unit: Unit, passage: str, benefits: bool = False
    ) -> None:
        if amount.euros is not None and len(carriers) > 1 and amount.kind is not AmountKind.MORE_THAN:
            amount = Amount(kind=AmountKind.SHARED, euros=amount.euros)
        title = title.strip(" .,;:–—")
        title = title[:1].upper() + title[1:]
        again = next((one for one in self._found.laureates if _is_same(one, title, carriers)), None)
        if again is not None and amount in (again.amount, ABSENT):
            return
        if again is not None and again.amount == ABSENT:
            self._found.laureates.remove(again)
        self._found.laureates.append(Laureate(title, carriers, amount, unit.place, passage, benefits))


def _is_introduction(unit: Unit) -> bool:
    """Whether a unit is one line that ends with its label, and so announces what follows."""
    return len(unit.lines) == 1 and unit.lines[0].rstrip().endswith(":")


def _is_same(one: Laureate, title: str, carriers: tuple[Body, ...]) -> bool:
    """Whether a project was told before: two bodies may each have a project of the same name."""
    others = bool(one.carriers and carriers) and not set(one.carriers) & set(carriers)
    return bool(title) and fold(one.title) == fold(title) and not others


def _quoted(text: str) -> list[str]:
    """The names that a text puts in quotation marks."""
    return [next(filter(None, groups)).strip(" ,.") for groups in _QUOTED.findall(text)]


def _is_programme(name: str) -> bool:
    """Whether what is quoted is the fund or its programme, rather than a project."""
    return bool(re.search(r"^fonds\b|action publique|^grand plan|^france relance|^appel a projets", fold(name)))


def _grouped(sentence: str, named: Sequence[tuple[int, int, Body]]) -> list[tuple[Body, ...]]:
    """Bodies that are named together ("l'INSEE et le CNRS"), together."""
    groups: list[list[tuple[int, int, Body]]] = []
    for each in named:
        between = sentence[groups[-1][-1][1] : each[0]] if groups else None
        joined = between is not None and re.fullmatch(
            r"[\s,/–-]*(?:et|avec|ainsi que|\([A-Z-]+\))?[\s,/]*(?:l['’]|le |la |les |du |de |d['’]|des )?(?:l['’]|la )?\s*",
            between,
        )
        if joined:
            groups[-1].append(each)
        else:
            groups.append([each])
    return [tuple(dict.fromkeys(body for _, _, body in group)) for group in groups]


def _paired(figures: Sequence[Figure], projects: Sequence[str]) -> list[tuple[Figure, str]]:
    """Amounts with the projects that they go to, in the order of the sentence."""
    if len(figures) == len(projects):
        return list(zip(figures, projects))
    return list(zip(figures[:1], projects[:1]))


def _nearest(sentence: str, project: str, figure: Figure, named: Sequence[Named]) -> tuple[Body, ...]:
    """The last body that is named before a project and its amount."""
    at = max(sentence.find(project), figure.start)
    before = [n.body for n in named if n.start < at]
    return tuple(before[-1:])
