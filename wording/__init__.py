"""The French of replies: from an answer to what the person reads."""

from wording.render import Reply, render
from wording.texts import say

__all__ = ["Reply", "render", "say"]
