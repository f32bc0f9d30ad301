"""Questions made from the knowledge base itself: each project, body, call and theme, asked in several wordings.

They catch what no hand-written question can foresee: a newcomer whose name is already that of something else, or that
everyday words hide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from knowledge import KnowledgeBase, french
from knowledge.records import Measure, Organisation, Project
from knowledge.selection import contracted, named
from knowledge.text import fold

Reply = tuple[str, dict[str, Any]]  # its text and its payload


@dataclass(frozen=True)
class Check:
    """A question with what a right reply tells."""

    about: str  # the kind and id of the thing
    question: str
    projects: frozenset[str] = frozenset()  # ids that its payload has to name
    only: bool = True  # whether it may name no other
    says: tuple[str, ...] = ()  # pieces of its text

    def fault(self, reply: Reply) -> str:
        """What is wrong with a reply; nothing where it is right."""
        text, payload = reply
        told = frozenset(p["id"] for p in payload.get("projects") or ())
        plain = _plain(text)
        if self.projects - told:
            return f"{self.question!r} does not tell of {', '.join(sorted(self.projects - told))}"
        if self.only and told - self.projects:
            return f"{self.question!r} tells of {', '.join(sorted(told - self.projects))} too"
        lacking = [said for said in self.says if _plain(said) not in plain]
        return f"{self.question!r} does not say {', '.join(map(repr, lacking))}: {text!r}" if lacking else ""


def checks(kb: KnowledgeBase) -> Iterator[Check]:
    """All checks of a base, with and without accents."""
    for check in _written(kb):
        yield check
        bare = fold(check.question)
        if bare != check.question.lower():
            yield replace(check, question=bare)


def faults(kb: KnowledgeBase, ask: Callable[[str, str], Reply]) -> dict[str, list[str]]:
    """What is answered wrongly, by thing; ``ask`` gets a question and the name of a conversation of its own."""
    found: dict[str, list[str]] = {}
    for number, check in enumerate(checks(kb)):
        fault = check.fault(ask(check.question, f"generated-{number}"))
        if fault:
            found.setdefault(check.about, []).append(fault)
    return found


def _written(kb: KnowledgeBase) -> Iterator[Check]:
    for project in kb.projects.values():
        yield from _of_project(project, kb)
    for organisation in kb.organisations.values():
        yield from _of_body(organisation, kb)
    for call in kb.calls.values():
        members = [p for p in kb.projects.values() if p.call == call.id]
        if members:
            yield from _of_call(call.id, call.name, members, kb)
    for theme in kb.themes.values():
        about = frozenset(kb.on_theme(theme.id))
        if about:
            for question in ("Quels projets concernent le thème « {} » ?", "Quels sont les projets sur {} ?"):
                yield Check(f"theme {theme.id}", question.format(theme.name), about)


def _of_project(project: Project, kb: KnowledgeBase) -> Iterator[Check]:
    about, own = f"project {project.id}", frozenset({project.id})
    title = project.title
    amount = (french.euros(project.amount.euros),) if project.amount.euros is not None else ()
    carriers = tuple(kb.organisations[c].name for c in project.carriers)
    for question in ("Combien a reçu le projet « {} » ?", "montant de {} ?", "{}, c'est combien ?"):
        yield Check(about, question.format(title), own, says=amount)
    for question in ("C'est quoi {} ?", "À quoi sert le projet {} ?"):
        yield Check(about, question.format(title), own, says=(project.purpose.rstrip(" ."),))
    for question in ("Qui porte {} ?", "Quel ministère est responsable de {} ?"):
        yield Check(about, question.format(title), own, says=carriers)
    for name in project.names:
        yield Check(about, f"combien pour {name} ?", own, says=amount)


def _of_body(organisation: Organisation, kb: KnowledgeBase) -> Iterator[Check]:
    about, own = f"organisation {organisation.id}", frozenset(kb.carried_by(organisation.id))
    of = contracted("de", organisation)
    if not own:
        return
    total = sum(kb.projects[p].euros for p in own)
    told = (french.euros(total),) if all(kb.projects[p].amount.euros is not None for p in own) else ()
    yield Check(about, f"Combien a reçu {named(organisation)} ?", own, says=told)
    yield Check(about, f"total des montants {of} ?", own, says=told)
    yield Check(about, f"Quels sont les projets {of} ?", own)
    yield Check(about, f"liste des projets {of}", own)
    yield Check(about, f"Combien de projets porte {named(organisation)} ?", own, says=(str(len(own)),))
    if organisation.short:
        yield Check(about, f"et {organisation.short}, combien ?", own, says=told)


def _of_call(id: str, name: str, members: list[Project], kb: KnowledgeBase) -> Iterator[Check]:
    about, own = f"call {id}", frozenset(p.id for p in members)
    yield Check(about, f"Quels sont les projets du {name} ?", own)
    yield Check(about, f"liste des lauréats du {name}", own)
    most = max(members, key=lambda p: p.euros)
    yield Check(
        about,
        f"Quel est le plus gros projet du {name} ?",
        frozenset({most.id}),
        only=False,
        says=(french.euros(most.euros),),
    )
    selected = kb.figure(id, Measure.SELECTED)
    if selected is not None and selected.value is not None:
        yield Check(about, f"Combien de lauréats au {name} ?", only=False, says=(french.number(selected.value),))
    awarded = kb.figure(id, Measure.AWARDED)
    if awarded is not None and awarded.value is not None and not (awarded.sum or awarded.difference):
        question = f"Combien le fonds a-t-il accordé au {name} ?"
        yield Check(about, question, only=False, says=(french.euros(awarded.value),))
    announced = kb.calls[id].announced
    yield Check(
        about, f"Quand les lauréats du {name} ont-ils été annoncés ?", only=False, says=(french.day(announced),)
    )


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("\u00a0", " ").split())
