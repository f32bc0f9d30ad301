"""From an answer to a reply: the French text, complete by itself, made of the answer alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from knowledge import KnowledgeBase, Want, french
from knowledge.answers import (
    Ambiguous,
    Answer,
    Average,
    Bodies,
    BodyRanking,
    Carriers,
    Comparison,
    Explained,
    Gap,
    Group,
    Missed,
    Nothing,
    OneProject,
    PerHead,
    Premise,
    Rank,
    Ranking,
    Scaled,
    Selection,
    Several,
    Share,
    Sources,
    Stated,
    Ties,
)
from knowledge.questions import Range
from knowledge.records import AmountKind, Organisation, OrganisationKind, Project
from knowledge.selection import named
from wording.texts import say

# The answers that add amounts up, whatever was asked.
_SUMS = (Average, BodyRanking, Comparison, Share)
_UNITS = {
    "ministry": ("ministère", "ministères"),
    "operator": ("opérateur", "opérateurs"),
    "directorate": ("direction", "directions"),
    "organisation": ("organisme", "organismes"),
}


@dataclass(frozen=True)
class Reply:
    """What the assistant says: the text, and the typed payload that a channel may draw."""

    text: str
    payload: dict[str, Any] = field(default_factory=dict)


def render(answer: Answer, kb: KnowledgeBase) -> str:
    """The text of an answer, with what its sums leave open, and its source."""
    return "\n".join(
        part for part in (_text(answer, kb), _left_open(answer), _coverage(answer), _source(answer)) if part
    )


def _coverage(answer: Answer) -> str:
    """That projects which are not described may fit too."""
    covered = answer.coverage
    if covered is None:
        return ""
    described, selected = french.number(covered.described), french.number(covered.selected)
    return say(
        "coverage", described=described, selected=selected, call=f" du {covered.call.name}" if covered.call else ""
    )


def _left_open(answer: Answer) -> str:
    """That a sum leaves out the amounts that are not given, and counts others at the least that they can be."""
    if isinstance(answer, Several):
        return "\n".join(dict.fromkeys(filter(None, (_left_open(part) for part in answer.parts))))
    listed = isinstance(answer, Selection) and (answer.asked in (Want.AMOUNT, Want.COUNT) or _is_summed(answer))
    summed = isinstance(answer, _SUMS) or listed
    if not summed:
        return ""
    untold = [p.title for p in answer.projects if p.amount.kind is AmountKind.ABSENT]
    least = [p.title for p in answer.projects if p.amount.kind is AmountKind.MORE_THAN]
    lines = [say("sum_without", projects=french.join(untold))] if untold else []
    if least:
        lines.append(say("sum_at_least", projects=french.join(least)))
    return "\n".join(lines)


@singledispatch
def _text(answer: Answer, kb: KnowledgeBase) -> str:
    raise NotImplementedError(f"no wording for {type(answer).__name__}")


@_text.register
def _(answer: OneProject, kb: KnowledgeBase) -> str:
    project = answer.project
    lines = [_one(project, want, kb) for want in answer.asked]
    if answer.fact is not None:
        lines = [_fact(answer.fact.text, answer.fact.value, answer.fact.unit)]
        lines.append(say("near_project", title=project.title, amount=_amount(project), carriers=_carriers(project, kb)))
    asked = set(answer.asked)
    if answer.about is not None and answer.about.kind == "call":
        lines.insert(0, say("of_call", title=project.title, call=kb.calls[project.call].name))
    if answer.fact is None:
        if not asked & {Want.AMOUNT, Want.PROJECTS}:
            lines.append(_one(project, Want.AMOUNT, kb))
        if not asked & {Want.CARRIER, Want.PROJECTS}:
            lines.append(_one(project, Want.CARRIER, kb))
        if not asked & {Want.DESCRIPTION, Want.PROJECTS}:
            lines.append(say("purpose", purpose=project.purpose))
    return _with_premise(answer.premise, "\n".join(dict.fromkeys(lines)))


def _one(project: Project, want: Want, kb: KnowledgeBase) -> str:
    """What is asked of a project, first and in full."""
    if want is Want.DESCRIPTION:
        return "\n".join((say("description", title=project.title, purpose=project.purpose), project.details))
    if want is Want.BENEFITS:
        return say("benefits_title", title=project.title) + "\n" + french.sentence_list(project.benefits)
    if want is Want.CARRIER:
        key = "carried_jointly_by" if len(project.carriers) > 1 else "carried_by"
        return say(key, carriers=_carriers(project, kb))
    if want is Want.PROJECTS:
        first = _one(project, Want.AMOUNT, kb)
        return "\n".join((first, say("purpose", purpose=project.purpose), _one(project, Want.CARRIER, kb)))
    if project.amount.kind is AmountKind.ABSENT:
        return say("amount_absent", title=project.title)
    shared = project.amount.kind is AmountKind.SHARED
    kind = say("amount_shared", carriers=_carriers(project, kb)) if shared else ""
    if project.amount.kind is AmountKind.MORE_THAN:
        kind = say("amount_more_than")
    return say("amount", title=project.title, amount=_amount(project), kind=kind)


@_text.register
def _(answer: Selection, kb: KnowledgeBase) -> str:
    scope = f"projets {answer.scope}".strip() if answer.scope else "projets décrits"
    if answer.asked is Want.AMOUNT:
        lines = [_total(answer, scope), french.sentence_list([_line(p, kb) for p in answer.selected])]
    elif answer.asked is Want.COUNT:
        total = say("count_total", total=french.euros(answer.total)) if answer.total else ""
        projects = french.plural(answer.count, "projet")
        head = say("count", count=projects, scope=answer.scope or "décrits", total=total).replace(" ,", ",")
        lines = [head, french.sentence_list([_line(p, kb) for p in answer.selected])]
    else:
        count = french.plural(len(answer.selected), "projet")
        total = say("count_total", total=french.euros(answer.total)) if _is_summed(answer) else ""
        head = say("list", count=count, scope=answer.scope or "décrits dans les annonces", total=total)
        lines = [head, french.sentence_list([_line(p, kb, answer.asked) for p in answer.selected])]
    if answer.undescribed:
        lines.append(
            say("undescribed", count=french.plural(answer.count, "lauréat"), hidden=french.number(answer.undescribed))
        )
    return _with_premise(answer.premise, "\n".join(lines))


def _is_summed(answer: Selection) -> bool:
    """Whether a list tells its total too: that of a call is announced as another figure, rounded."""
    return answer.asked is Want.PROJECTS and answer.call is None and not answer.undescribed and len(answer.selected) > 1


def _total(answer: Selection, scope: str) -> str:
    if all(p.amount.kind is AmountKind.ABSENT for p in answer.selected):
        return say("total_absent", scope=scope)
    total, count = french.euros(answer.total), french.plural(len(answer.selected), "projet")
    call = answer.call
    if call is not None and call.awarded is not None and call.awarded.euros:
        gap = french.euros(abs(call.awarded.euros - answer.total))
        return say("total_announced", scope=scope, announced=french.euros(call.awarded.euros), total=total, gap=gap)
    lines = [say("total", scope=scope, total=total, count=count)]
    if answer.shared and answer.alone:
        shared = french.euros(answer.total - answer.alone)
        lines.append(say("total_shared", shared=shared, alone=french.euros(answer.alone)))
    elif answer.shared:
        lines.append(say("total_all_shared"))
    return "\n".join(lines)


@_text.register
def _(answer: PerHead, kb: KnowledgeBase) -> str:
    return say(
        "per_head",
        title=answer.project.title,
        share=french.decimal(answer.share, 2),
        unit=answer.fact.unit.rstrip("s"),
        amount=_amount(answer.project),
        count=french.number(answer.fact.value or 0),
        units=answer.fact.unit,
    )


@_text.register
def _(answer: Average, kb: KnowledgeBase) -> str:
    return say(
        "median" if answer.median else "average",
        mean=french.roughly(answer.mean),
        scope=answer.scope or "décrit",
        total=french.euros(answer.total),
        count=french.plural(len(answer.selected), "projet"),
    )


@_text.register
def _(answer: Ranking, kb: KnowledgeBase) -> str:
    return _with_premise(answer.premise, _ranked(answer, kb))


def _ranked(answer: Ranking, kb: KnowledgeBase) -> str:
    end = "lowest" if answer.lowest_first else "highest"
    key = "among_scope" if answer.scope else "among"
    among = say(key, count=french.plural(answer.among, "projet"), scope=answer.scope) if answer.among > 1 else ""
    first = answer.ranked[0]
    tied = len({p.euros for p in answer.ranked}) == 1 and len(answer.ranked) > 1
    values = {"among": among, "count": french.number(len(answer.ranked))}
    if answer.position is not None:
        position = french.ordinal(answer.position)
        if tied:
            head = say("ranking_tied_position", position=position, **values)
            return head + "\n" + french.sentence_list([_line(p, kb) for p in answer.ranked])
        return say(
            f"ranking_position_{end}", position=position, title=first.title, amount=_amount(first),
            carriers=_carriers(first, kb, short=True), **values,
        )  # fmt: skip
    if len(answer.ranked) == 1:
        line = say(
            f"ranking_{end}",
            title=first.title,
            amount=_amount(first),
            carriers=_carriers(first, kb, short=True),
            **values,
        )
        return "\n".join((line, say("purpose", purpose=first.purpose)))
    whole = len(answer.ranked) == answer.among
    key = f"ranking_tied_{end}" if tied else f"ranking_all_{end}" if whole else f"ranking_list_{end}"
    rows = [f"{i}. {_line(p, kb)}" for i, p in enumerate(answer.ranked, 1)]
    return say(key, **values) + "\n" + "\n".join(rows if not tied else [f"- {_line(p, kb)}" for p in answer.ranked])


@_text.register
def _(answer: Rank, kb: KnowledgeBase) -> str:
    among = french.plural(answer.among, "projet") + (f" {answer.scope}" if answer.scope else " décrits")
    lines = [
        say(
            "rank", title=answer.project.title, place=french.ordinal(answer.place), among=among,
            amount=_amount(answer.project),
        )
    ]  # fmt: skip
    if answer.tied:
        lines.append(say("rank_tied", others=french.join(p.title for p in answer.tied)))
    return _with_premise(answer.premise, "\n".join(lines))


@_text.register
def _(answer: Ties, kb: KnowledgeBase) -> str:
    scope = f"projets {answer.scope or 'décrits'}"
    if not answer.groups:
        return say("ties_none", answer=say("no") if answer.yes_no else "", scope=scope)
    lines = [
        say(
            "ties_line",
            amount=french.euros(group[0].euros),
            projects=french.join(f"{p.title} ({_carriers(p, kb, short=True)})" for p in group),
        )
        for group in answer.groups
    ]
    return say("ties", answer=say("yes") if answer.yes_no else "", scope=scope) + "\n" + french.sentence_list(lines)


@_text.register
def _(answer: BodyRanking, kb: KnowledgeBase) -> str:
    lines = []
    first = answer.groups[0]
    if answer.by_number:
        lines.append(_by_number(answer))
        lines.append(french.sentence_list([_group(g, "bodies_line") for g in answer.groups]))
    elif answer.position is not None:
        lines.append(_body_at(answer, answer.position))
        lines.append(french.sentence_list([_line(p, kb) for g in answer.groups for p in g.members]))
    elif len(answer.groups) == 1 or answer.top == 1:
        key = "bodies_lowest" if answer.lowest_first else "bodies_highest"
        body = french.join(_label(g) for g in answer.groups)
        count = french.plural(len(first.members), "projet")
        lines.append(say(key, body=body, amount=french.euros(first.euros), count=count))
        lines.append(french.sentence_list([_line(p, kb) for g in answer.groups for p in g.members]))
    else:
        end = "petit au plus gros" if answer.lowest_first else "gros au plus petit"
        lines.append(say("bodies_all", scope=f" ({answer.scope})" if answer.scope else "", end=end))
        lines += [f"{i}. {_group(g, 'bodies_line')}" for i, g in enumerate(answer.groups, 1)]
    if any(g.shared for g in answer.groups):
        lines.append(say("bodies_note"))
    return "\n".join(lines)


def _body_at(answer: BodyRanking, position: int) -> str:
    from_top = say("bodies_from_highest" if (position > 0) is not answer.lowest_first else "bodies_from_lowest")
    first = answer.groups[0]
    body = french.join(_label(g) for g in answer.groups)
    count = french.plural(len(first.members), "projet")
    place = french.ordinal(abs(position))
    return say("bodies_at", position=place, from_top=from_top, body=body, amount=french.euros(first.euros), count=count)


def _by_number(answer: BodyRanking) -> str:
    """Which bodies carry the most projects, the fewest, or so many."""
    if answer.each is not None:
        bodies = french.plural(len(answer.groups), "organisme")
        verb = "porte" if len(answer.groups) == 1 else "portent"
        return say("bodies_each", bodies=bodies, verb=verb, number=_each(answer.each))
    number = len(answer.groups[0].members)
    count = french.plural(number, "projet")
    first = [g for g in answer.groups if len(g.members) == number]
    if answer.top is None and len(first) == len(answer.groups):
        return say("bodies_as_many", count=count)
    key = "bodies_fewest" if answer.lowest_first else "bodies_most"
    return say(key, body=french.join(_label(g) for g in first), count=count)


def _each(bounds: Range) -> str:
    return "plusieurs projets" if bounds.high is None else french.plural(bounds.high, "projet")


def _group(group: Group, key: str) -> str:
    count = french.plural(len(group.members), "projet")
    shared = say("bodies_shared") if group.shared else ""
    body = _label(group)
    amount = french.euros(group.euros) if group.priced else say("amount_unknown")
    return french.upper_first(say(key, body=body, amount=amount, count=count, shared=shared))


@_text.register
def _(answer: Bodies, kb: KnowledgeBase) -> str:
    one, many = _UNITS[answer.unit]
    count = french.plural(len(answer.bodies), one, many)
    places = " ".join(filter(None, ("parmi les porteurs des projets", answer.scope or "décrits")))
    if not answer.bodies:
        return say("bodies_none", unit=one, scope=places)
    names = french.sentence_list([french.upper_first(_with_acronym(b)) for b in answer.bodies])
    return say("bodies_count", count=count, scope=places)[:-1] + " :\n" + names


@_text.register
def _(answer: Comparison, kb: KnowledgeBase) -> str:
    groups = sorted(answer.groups, key=lambda g: -g.euros)
    lines = []
    if len({g.euros for g in groups}) == 1:
        labels = french.join(_label(g) for g in groups)
        lines.append(say("compared_equal", amount=french.euros(groups[0].euros), labels=labels))
    elif len(groups) == 2 and answer.total is None:
        most, least = groups
        lines.append(_foremost(most, least, answer.lowest))
        ratio = answer.ratio
        if ratio is not None and ratio >= 1.05:
            lines.append(say("compared_gap", gap=french.euros(answer.gap), ratio=french.decimal(ratio)))
        else:
            lines.append(say("compared_gap_only", gap=french.euros(answer.gap)))
    else:
        lines.append(say("compared_intro"))
    if len(groups) > 2 or answer.total is not None or any(len(g.members) > 1 or g.organisation for g in groups):
        lines.append(french.sentence_list([_compared(g, kb) for g in groups]))
    if any(g.shared for g in groups):
        lines.append(say("bodies_note"))
    if answer.total is not None:
        key = "compared_total_once" if answer.overlap else "compared_total"
        lines.append(say(key, total=french.euros(answer.total)))
    if any(g.derived for g in groups):
        lines.append(say("compared_derived"))
    lead = "" if answer.more is None else say("compared_more" if answer.more else "compared_less")
    return _with_premise(answer.premise, lead + "\n".join(lines))


def _foremost(most: Group, least: Group, lowest: bool = False) -> str:
    """Which of two obtained the most; the least, where that was asked."""
    key, one, other = ("compared_least", least, most) if lowest else ("compared_most", most, least)
    amounts = {"most": french.euros(most.euros), "least": french.euros(least.euros)}
    return say(key, label=_label(one), other=_label(other), **amounts)


def _label(group: Group) -> str:
    return named(group.organisation) if group.organisation else group.label


def _compared(group: Group, kb: KnowledgeBase) -> str:
    count = ""
    if len(group.members) > 1:
        count = f" ({' ; '.join(f'{p.title}, {_amount(p)}' for p in group.members)})" if len(group.members) < 5 else ""
    elif group.organisation and group.members:
        count = f" ({group.members[0].title})"
    label = french.upper_first(_label(group))
    return say("compared_line", label=label, amount=french.euros(group.euros), count=count, shared="")


@_text.register
def _(answer: Share, kb: KnowledgeBase) -> str:
    money = bool(answer.members) or answer.whole > 1000
    write = french.euros if money else french.number
    if not answer.label:
        return say("share_bare", part=write(answer.part), percent=french.decimal(answer.percent),
                   rounded=round(answer.percent), whole=write(answer.whole))  # fmt: skip
    return say(
        "share", label=answer.label, part=write(answer.part), percent=french.decimal(answer.percent),
        rounded=round(answer.percent),         whole=answer.whole_label, whole_amount=write(answer.whole),
    )  # fmt: skip


@_text.register
def _(answer: Gap, kb: KnowledgeBase) -> str:
    write = french.euros if answer.more.unit == "euros" else french.number
    more, less = write(answer.more.value or 0), write(answer.less.value or 0)
    times = say("gap_double") if answer.ratio == 2 else say("gap_times", ratio=french.decimal(answer.ratio or 0))
    return say("gap", more=more, less=less, gap=write(answer.gap), times=times if answer.ratio else "")


@_text.register
def _(answer: Scaled, kb: KnowledgeBase) -> str:
    by, into = answer.times
    if by == 1:
        how = say("scaled_down", n=french.number(into))
    else:
        how = say("scaled_up" if into == 1 else "scaled_percent", n=french.number(by))
    text = say("scaled", amount=french.euros(answer.euros), how=how, result=french.roughly(answer.result))
    return say("scaled_of", label=answer.label, text=text) if answer.label else text


@_text.register
def _(answer: Missed, kb: KnowledgeBase) -> str:
    said, right = french.euros(answer.said), french.euros(answer.euros)
    label = answer.label or say("missed_label")
    if not answer.gap:
        return say("missed_nothing", right=right, label=label)
    return say("missed_by", said=said, right=right, label=label, gap=french.euros(answer.gap))


@_text.register
def _(answer: Carriers, kb: KnowledgeBase) -> str:
    lines = []
    for project in answer.carried:
        mistaken = [body for body in answer.supposed if body.id not in project.carriers]
        if answer.premise.holds is False and mistaken:
            supposed = french.join(map(named, mistaken), last="ni")
            lines.append(say("carriers_not", title=project.title, supposed=supposed, carriers=_carriers(project, kb)))
        else:
            key = "carriers_joint" if len(project.carriers) > 1 else "carriers_one"
            lines.append(say(key, title=project.title, carriers=_carriers(project, kb)))
    if len(answer.carried) == 1:
        project = answer.carried[0]
        lines.append(say("carriers_details", amount=_amount(project), purpose=project.purpose))
    text = french.sentence_list(lines) if len(answer.carried) > 1 else "\n".join(lines)
    return _with_premise(answer.premise, text)


@_text.register
def _(answer: Stated, kb: KnowledgeBase) -> str:
    lines = [_fact(f.text, f.value, f.unit) for f in answer.facts]
    return _with_premise(answer.premise, lines[0] if len(lines) == 1 else french.sentence_list(lines))


def _fact(text: str, value: int | None, unit: str) -> str:
    if value is None:
        return text
    written = french.roughly(value) if unit == "euros" else french.number(value)
    return french.upper_first(text.replace("{value}", written))


@_text.register
def _(answer: Explained, kb: KnowledgeBase) -> str:
    return answer.term.aims if answer.aims and answer.term.aims else answer.term.text


@_text.register
def _(answer: Sources, kb: KnowledgeBase) -> str:
    if answer.earlier:
        lines = []
        for source, title in zip(answer.rests_on, answer.titles):
            place = say("sources_place", place=answer.places[0]) if answer.places else ""
            lines.append(say("sources_earlier", dates=french.day(source.date), title=title, place=place))
        return "\n".join(lines)
    rows = [
        say("sources_line", dates=french.day(s.date), publisher=s.publisher, title=t)
        for s, t in zip(answer.rests_on, answer.titles)
    ]
    return say("sources_all") + "\n" + french.sentence_list(rows)


@_text.register
def _(answer: Nothing, kb: KnowledgeBase) -> str:
    if answer.why == "body" and answer.organisation is not None:
        verb = "font" if answer.organisation.article == "les" else "fait"
        lines = [say("nothing_body", body=named(answer.organisation), verb=verb)]
    elif answer.why == "topic" and answer.label == "un autre appel à projets":
        lines = [say("nothing_call"), say("official")]
    elif answer.why == "topic":
        lines = [say("nothing_topic", label=answer.label)]
    elif answer.why == "none":
        lines = [say("nothing_none", scope=f" : {answer.scope}" if answer.scope else "")]
    elif answer.why == "no_other":
        lines = [say("nothing_no_other", scope=answer.scope)]
    elif answer.why == "undescribed" and answer.call is not None:
        hidden, selected = french.number(answer.undescribed), french.number(answer.call.selected)
        lines = [say("nothing_undescribed", hidden=hidden, call=answer.call.name, selected=selected)]
    else:
        lines = [say(f"unsaid_{answer.label}" if answer.label else "nothing_unsaid"), say("official")]
    if answer.near and answer.why in ("body", "topic"):
        lines += [say("near"), french.sentence_list([_line(p, kb) for p in answer.near])]
    elif answer.near:
        project = answer.near[0]
        lines.append(say("near_project", title=project.title, amount=_amount(project), carriers=_carriers(project, kb)))
    elif answer.why in ("body", "topic"):
        lines.append(say("propose"))
    return "\n".join(lines)


@_text.register
def _(answer: Ambiguous, kb: KnowledgeBase) -> str:
    if answer.joins:
        if not answer.labels:
            return say("clarify_added_open" if answer.adds else "clarify_weighed_open", one=answer.joins)
        asks = "clarify_added" if answer.adds else "clarify_weighed"
        others = (*(f"« {label} »" for label in answer.labels), say("clarify_other"))
        return say(asks, one=answer.joins, labels=french.join(others, last="ou"))
    if not answer.labels:
        return say("clarify_open")
    labels = french.join((f"« {label} »" for label in answer.labels), last="ou")
    if answer.heard:
        return say("clarify_doubt", heard=answer.heard, labels=labels)
    return say("clarify_names", labels=labels)


@_text.register
def _(answer: Several, kb: KnowledgeBase) -> str:
    return "\n".join(_text(part, kb) for part in answer.parts)


def _source(answer: Answer) -> str:
    if isinstance(answer, (Sources, Ambiguous)) or not answer.sources:
        return ""
    dates = french.join(f"du {french.day(s.date)}" for s in answer.sources)
    return say("source_one" if len(answer.sources) == 1 else "source_many", dates=dates)


def _with_premise(premise: Premise, text: str) -> str:
    if premise.holds is None:
        return text
    return say("yes" if premise.holds else "no") + text


def _line(project: Project, kb: KnowledgeBase, asked: Want = Want.PROJECTS) -> str:
    line = say("list_one", title=project.title, carriers=_carriers(project, kb, short=True), amount=_amount(project))
    if asked is Want.DESCRIPTION:
        line += f". {french.upper_first(project.purpose)}"
    if asked is Want.BENEFITS:
        line += f". {french.upper_first(french.join(project.benefits))}."
    return line


def _amount(project: Project) -> str:
    return french.euros(project.euros) if project.amount.euros is not None else say("amount_unknown")


def _carriers(project: Project, kb: KnowledgeBase, short: bool = False) -> str:
    bodies = kb.carriers(project)
    return french.join(b.label if short else _with_acronym(b, article=True) for b in bodies)


def _with_acronym(body: Organisation, article: bool = False) -> str:
    name = named(body) if article else body.name
    acronym = body.short if body.short.isupper() and body.kind is not OrganisationKind.MINISTRY else ""
    return f"{name} ({acronym})" if acronym else name
