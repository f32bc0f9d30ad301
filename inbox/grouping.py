"""Questions that are alike, together: cosine of their weighted pieces of words, clustered by average linkage.

Pieces of 3 to 5 letters bear typos and endings. Their weights come from questions that the knowledge base makes, so
that "combien a reçu…" counts for little even where few questions are in the inbox.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from inbox.unanswered import Unanswered, Why
from knowledge.text import fold, words

_FURTHEST = 0.7  # distance, 0 to 1, within which questions are alike
_MOST = 3000  # wordings that are clustered: the time and memory grow with their square


class Likeness:
    """Texts as weighted pieces of words; the cosine of two says how alike they are."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Takes all that is to be compared, and usual questions: what most of them have says little."""
        self._vectorizer = TfidfVectorizer(
            preprocessor=plainly, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True
        ).fit(texts)

    def vectors(self, texts: Sequence[str]) -> Any:
        """The vectors of texts, one a row, of length 1."""
        return self._vectorizer.transform(texts)


@dataclass(frozen=True)
class Group:
    """Questions that are alike, the most typical wording first."""

    wordings: tuple[str, ...]
    asked: tuple[Unanswered, ...]

    @property
    def typical(self) -> str:
        return self.wordings[0]

    @property
    def times(self) -> int:
        return len(self.asked)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        days = [one.day for one in self.asked]
        return min(days), max(days)

    @cached_property
    def reasons(self) -> tuple[tuple[Why, int], ...]:
        """Why they are here, and how often, the most frequent first."""
        return tuple(Counter(why for one in self.asked for why in one.why).most_common())

    @property
    def why(self) -> Why:
        """The main reason: a verdict of the person's counts only where there is no other."""
        return next((why for why, _ in self.reasons if why is not Why.DISLIKED), Why.DISLIKED)

    @property
    def comments(self) -> tuple[str, ...]:
        """What people said against the replies."""
        return tuple(dict.fromkeys(one.comment for one in self.asked if one.comment))

    @property
    def reply(self) -> str:
        """What the typical wording was answered last."""
        return [one.reply for one in self.asked if one.text == self.typical][-1]


def group(
    asked: Sequence[Unanswered], likeness: Likeness, named: Callable[[str], str] = lambda text: ""
) -> list[Group]:
    """The groups of questions, those asked most often first; what is out of scope comes last.

    ``named`` gives the labels of what a text names, so that "la Défense" is like "les Armées".
    """
    if not asked:
        return []
    same: dict[str, list[Unanswered]] = {}
    for one in asked:
        same.setdefault(plainly(one.text), []).append(one)
    written = sorted(same, key=lambda text: -len(same[text]))
    vectors = likeness.vectors([f"{text} {named(text)}" for text in written])
    members: dict[int, list[int]] = {}
    for position, label in enumerate(_labels(vectors)):
        members.setdefault(label, []).append(position)
    groups = [_group([same[written[p]] for p in positions], vectors[positions]) for positions in members.values()]
    return sorted(groups, key=lambda g: (g.why is Why.OUT_OF_SCOPE, -g.times, g.typical))


def plainly(text: str) -> str:
    """The words of a text, folded: how it was written does not part two questions."""
    return " ".join(word.folded for word in words(fold(text))) or text


def _labels(vectors: Any) -> list[int]:
    """The number of the group of each vector; those beyond the most frequent join the group of the likest one."""
    first = vectors[:_MOST]
    if first.shape[0] == 1:
        return [0]
    distances = np.clip(1 - (first @ first.T).toarray(), 0, 1)
    clustering = AgglomerativeClustering(
        n_clusters=None, affinity="precomputed", linkage="average", distance_threshold=_FURTHEST
    )
    labels = [int(label) for label in clustering.fit(distances).labels_]
    for vector in vectors[_MOST:]:
        likenesses = (vector @ first.T).toarray()[0]
        nearest = int(likenesses.argmax())
        alone = 1 - likenesses[nearest] > _FURTHEST
        labels.append(max(labels) + 1 if alone else labels[nearest])
    return labels


def _group(same: Sequence[list[Unanswered]], vectors: Any) -> Group:
    """A group of wordings: the typical one is asked most often, then most like all the others, then says the most."""
    central = np.asarray((vectors @ vectors.T).sum(axis=1)).ravel()
    order = sorted(range(len(same)), key=lambda i: (-len(same[i]), -round(float(central[i]), 6), -len(same[i][0].text)))
    wordings = tuple(Counter(one.text for one in same[i]).most_common(1)[0][0] for i in order)
    return Group(wordings, tuple(one for i in order for one in same[i]))
