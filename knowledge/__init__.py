"""What is true of the FTAP's laureates, and how it is asked. Knows nothing of Rasa.

>>> kb = load()
>>> question = Question(wants=(Want.AMOUNT,), about=Filter(subjects=(Subject(kind="organisation", id="interieur"),)))
>>> kb.ask(question).total
14125000
"""

from knowledge.base import KnowledgeBase, load
from knowledge.loading import KnowledgeError
from knowledge.questions import Filter, Operation, Question, Range, Subject, Want
from knowledge.sharing import hold, share, shared

__all__ = [
    "Filter",
    "KnowledgeBase",
    "KnowledgeError",
    "Operation",
    "Question",
    "Range",
    "Subject",
    "Want",
    "hold",
    "load",
    "share",
    "shared",
]
