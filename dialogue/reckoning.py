"""What is to be worked out from one sum: "la moitié de ça ?", "divisé par trois ?", "je me suis trompé de combien ?"."""

from __future__ import annotations

from dialogue.memory import Memory, Told
from dialogue.referents import last_things
from dialogue.told_sums import worth
from knowledge import Filter, KnowledgeBase, Operation, Question, Want
from knowledge.quantities import FEWEST_EUROS, count_before
from knowledge.text import fold, phrase

_PARTS = {"moitie": 2, "tiers": 3, "quart": 4, "cinquieme": 5, "sixieme": 6, "dixieme": 10, "centieme": 100}
_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "decuple": 10}
_NUMBER = r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|seize|vingt|cent)"
_SCALE = (
    r"(?:(?:la|une) (?P<half>moitié)|(?:(?:le|un) (?=tiers|quart)|un )(?P<part>tiers|quart|cinquième|sixième|dixième|centième)"
    rf"|(?:le|au) (?P<multiple>double|triple|quadruple|quintuple|décuple)|(?P<times>{_NUMBER}) fois)"
)
_LEAD = r"^\W*(?:(?:et|donc|alors|mais|ok|bon|euh|disons|pour voir|par exemple|si on (?:prend|prenait)|prenons)\W+)*"
_OF_THAT = r"(?: (?:de |du |d['’])?(?:ça|cela|ce montant|cette somme|ce total|ce chiffre|ce budget|cette enveloppe|celui-là|celui-ci|celle-là|celle-ci|tout ça|l['’]ensemble))?"
_COMES_TO = (
    r"(?:(?:ça|ca|cela|ce|c['’ ]?|on|ils|elles)[- ]?(?:en )?(?:fait|ferait|donne|donnerait|monte|monterait|montait|représente|représenterait|est|serait|arrive|arriverait|vaut|vaudrait)"
    r"|(?:combien|quoi|que) (?:ça |cela )?(?:font|fait|ferait|donne|donnerait|vaut|vaudrait|serait))"
)
# Nothing but a part or a multiple of what was told: "la moitié de ça ?", "et le double, ça fait combien ?"
_BARE = phrase(rf"{_LEAD}{_SCALE}{_OF_THAT}(?:,[^,?]{{0,30}})?(?:[\s,]+{_COMES_TO}\b[^,.?!]*)?\W*$")
# "Donc le double ?" wonders about what was told.
_WONDERED = phrase(r"^\W*(?:donc|alors|soit|ah),? (?:la|le) (?:moitié|tiers|quart|double|triple|quadruple)\W*$")
# "Le triple de l'accueil, pour voir, ça monterait à combien ?", "combien font deux fois la licence ?"
_OF_THIS = phrase(rf"{_LEAD}{_SCALE} .*[\s,]{_COMES_TO}\b.*\b(?:combien|quoi)\b")
_MAKES = phrase(rf"\b(?:combien|que) (?:ça |cela )?(?:font|fait|ferait|vaut|donne|donnerait) {_SCALE}\b")
_DIVIDED = phrase(
    rf"\bdivis\w* (?:[^.?!]{{0,30}} )?(?:par|en) (?P<n>{_NUMBER})\b"
    rf"|\b(?:partag|répart|coup|découp|fractionn|sépar)\w* (?:[^.?!]{{0,30}} )?en (?P<parts>{_NUMBER})\b"
    rf"|\b(?:à|en) (?P<shares>{_NUMBER}) parts (?:égales|pareilles)\b"
)
_MULTIPLIED = phrase(
    rf"\bmultipli\w* (?:[^.?!]{{0,30}} )?par (?P<n>{_NUMBER})\b|{_LEAD}(?:fois |[x×*] ?)(?P<times>{_NUMBER})\b(?! (?:plus|moins))"
)
_PERCENT = phrase(
    rf"{_LEAD}(?:combien (?:font|fait|ça fait) )?(?P<n>\d+) ?(?:%|pour ?cents?|pourcents?) (?:de |d['’])(?:ça|cela|ce (?:montant|total)|cette somme|celui-là)"
)
_SLASHED = phrase(rf"{_LEAD}[/÷] ?(?P<n>\d+)\b(?![/\d])")
# "Si on n'en gardait que la moitié, ça ferait combien ?"
_SUPPOSED = phrase(
    rf"\b(?:si|mettons|imagin\w+|suppos\w+|hypothèse|rien que)\b.*{_SCALE}.*\b(?:combien|quoi|quelle somme)\b"
)
# A mean is told as such: "divisé par les 33 projets".
_OF_PROJECTS = phrase(r"\b(?:projets?|lauréats?|dossiers?|ans?|années?|agents?|habitants?|mois)\b")
# "Ils se sont trompés de combien ?", "j'étais à combien du bon chiffre ?"
_HOW_WRONG = phrase(
    r"\b(?:tromp|plant|gour|surestim|sous-estim|exagér|gonfl|arrondi|rat|loup)\w* de (?:combien|beaucoup)\b|\bde combien\b[^?]*\b(?:tromp|plant|gour|surestim|sous-estim|exagér|gonfl|rat|loup)\w*"
    r"|\bcombien\b[^?]*\b(?:bon|vrai|véritable|exact) (?:chiffre|montant|total|compte)\b|\b(?:erreur|écart) (?:est |était |serait )?de combien\b|\bquelle (?:est |était )?(?:l['’]|mon |son |leur )?erreur\b"
)
# "Il lui manque combien pour arriver au million ?"
_TO_REACH = phrase(
    r"\b(?:manqu\w*|fallu|faudrait|faut)\b[^?]*\b(?:pour|avant) (?:\w+ )?(?:arriv|attein|fair|avoir|touch|franchi|pass|dépass)\w*|\b(?:loin (?:de|du|des)|(?:écart|différence) (?:avec|par rapport à)) (?:les |le )?\d"
)
_EACH = phrase(r"\bchac(?:un|une)\b|\bchaque\b")
_OF_OTHERS = phrase(r"\b(?:y a|en a|quels?|lesquels?|projets?|autres?|uns?|certains?)\b")
_EXACTLY = phrase(
    r"\b(?:c['’ ]?(?:est )?(?:bien )?(?:ça|sa|cela)|exact|juste|correct|n['’]est-ce pas|non|hein|c['’ ]?est (?:bien|ça)|je (?:me trompe|crois)|si)\W*$"
)


def factor_said(text: str) -> tuple[int, int] | None:
    """What a text asks to multiply a sum by, as numerator and denominator: (1, 2) for "la moitié de ça ?"; else None."""
    if _OF_PROJECTS.search(text) or _WONDERED.match(text):
        return None
    percent = _PERCENT.search(text)
    if percent is not None:
        return int(percent["n"]), 100
    divided = _DIVIDED.search(text) or _SLASHED.search(text)
    multiplied = _MULTIPLIED.search(text)
    said = divided or multiplied
    if said is not None:
        by = count_before(next(filter(None, said.groups())))
        return None if not by else (1, by) if divided is not None else (by, 1)
    said = next((found for words in (_BARE, _OF_THIS, _MAKES, _SUPPOSED) if (found := words.search(text))), None)
    if said is None:
        return None
    part, multiple = said["half"] or said["part"], said["multiple"]
    if part:
        return 1, _PARTS[fold(part)]
    by = _TIMES[fold(multiple)] if multiple else count_before(said["times"])
    return (by, 1) if by else None


def worked_out(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question for what is to be worked out from one sum; None where nothing is."""
    return (
        scaled(question, memory, kb)
        or missed(question, memory)
        or to_reach(question, memory)
        or checked(question, memory)
    )


def scaled(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question how much a part or a multiple of what is named, else of what was told, would be; None for others."""
    factor = factor_said(question.text)
    about = _of_what(question, memory, kb) if factor is not None else None
    if about is None:
        return None
    facts = _the_one_fact(memory.turns[0], kb) if not question.about.operands and memory.turns else ()
    return Question(wants=(Want.AMOUNT,), about=about, times=factor, facts=facts, text=question.text)


def missed(question: Question, memory: Memory) -> Question | None:
    """The question how far a sum that was said is from the right one: "ils se sont trompés de combien ?"; None for others."""
    told = memory.turns[0] if memory.turns else None
    if told is None or question.about != Filter() or not _HOW_WRONG.search(question.text):
        return None
    said = [c for c in (*question.claims, *told.question.claims) if c >= FEWEST_EUROS]
    wanted = {"wants": (Want.AMOUNT,), "operation": Operation.MISS, "claims": tuple(said[:1])}
    of_sum = told.question.operation in (None, Operation.SUM, Operation.MISS)
    return told.question.copy(update={**wanted, "text": question.text}) if said and of_sum and not told.absent else None


def to_reach(question: Question, memory: Memory) -> Question | None:
    """The question how far what was told is from a sum that is said: "il manque combien pour arriver au million ?"; None else."""
    told = memory.turns[0] if memory.turns else None
    asked = question.operation in (None, Operation.COMPARE) and question.about == Filter()
    if told is None or not asked or len(question.claims) != 1 or not _TO_REACH.search(question.text):
        return None
    one = worth(told)
    if one is None or question.claims[0] < FEWEST_EUROS:
        return None
    about = Filter(within=told.projects) if len(told.projects) > 1 else Filter(subjects=(one,))
    return question.copy(update={"wants": (Want.AMOUNT,), "operation": Operation.MISS, "about": about})


def checked(question: Question, memory: Memory) -> Question | None:
    """The question whether the one told got just so much: "13 millions tout rond, c'est ça ?"; None for others."""
    told, bounds = memory.turns[0] if memory.turns else None, question.about.amounts
    one = told.project if told is not None else None
    if one is None or bounds is None or not question.about.only_bounds or bounds.low is None:
        return None
    if bounds.low != bounds.high or question.operation is not None or not _EXACTLY.search(question.text):
        return None
    if _OF_OTHERS.search(question.text):  # "il y en a un à un million pile, non ?"
        return None
    said = {"wants": (Want.AMOUNT,), "about": Filter(subjects=(one,)), "claims": (bounds.low,), "yes_no": True}
    return question.copy(update=said)


def _of_what(question: Question, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    named = tuple(s for s in question.about.subjects if s.kind != "unknown")
    if named:
        return Filter(subjects=named, union=question.about.union)
    told = memory.turns[0] if memory.turns else None
    if told is None or told.absent:
        return None
    if len(told.projects) > 1 and not told.facts:
        return Filter(within=told.projects)
    alone = len(told.projects) == 1 and len(kb.projects[told.projects[0]].carriers) == 1
    pair = last_things(2, memory, kb) if alone and _EACH.search(question.text) else None
    if pair is not None:  # "s'ils partageaient, chacun aurait quoi ?", of the last two
        return Filter(subjects=pair, union=True)
    one = worth(told) or told.focus
    return Filter(subjects=(one,)) if one is not None else Filter() if told.facts else None


def _the_one_fact(told: Told, kb: KnowledgeBase) -> tuple[str, ...]:
    """The one sum that was told, where it is stated rather than added up."""
    sums = tuple(fact for fact in told.facts if kb.fact(fact).unit == "euros")
    return sums if len(sums) == 1 else ()
