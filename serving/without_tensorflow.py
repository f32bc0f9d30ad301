"""Rasa without TensorFlow and Transformers, which none of our components uses: an empty shell stands in for them.

Rasa 3.6.21, the last of its line, imports both for any bot, as bases of classes that only DIET, TED and the like make:
nine seconds of a start and half of the memory. The shell has every name that is asked of it, each an empty class; to make
anything of one fails with what to do. To check it, see tests/test_without_tensorflow.py, and start with
FTAP_TENSORFLOW=1, which leaves the shell out (a pipeline with DIET needs that: evaluation/pipelines.py).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

VARIABLE = "FTAP_TENSORFLOW"
LEFT_OUT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "transformers")


class _Empty(type):
    """An empty class, whose attributes are empty classes; as a decorator it changes nothing."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return empty(f"{cls.__name__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__module__ != __name__:  # Rasa's own, made of one of ours
            raise ImportError(f"{cls.__name__} needs TensorFlow, which was left out to save time: set {VARIABLE}=1")
        return args[0] if len(args) == 1 and callable(args[0]) and not kwargs else cls

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__


def empty(name: str) -> Any:
    """An empty class of a name."""
    return _Empty(name, (), {"__module__": __name__})


class _Shell(ModuleType):
    """A module that has every name, and every submodule."""

    __path__: list[str] = []  # noqa: RUF012
    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = empty(name)
        setattr(self, name, made)
        return made


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in LEFT_OUT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Shell(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def leave_out() -> None:
    """Puts the shell in place, unless TensorFlow is wanted or there already."""
    if not os.environ.get(VARIABLE) and "tensorflow" not in sys.modules:
        sys.meta_path.insert(0, _Finder())
