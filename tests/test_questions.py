"""The question and its bounds."""

from __future__ import annotations

import pytest

from knowledge import Range


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        (Range(low=5), [5, 6], [4]),
        (Range(low=5, strict=True), [6], [5, 4]),
        (Range(high=5), [5, 4], [6]),
        (Range(high=5, strict=True), [4], [5, 6]),
        (Range(low=2, high=4), [2, 3, 4], [1, 5]),
        (Range(low=0), [0], []),
        (Range(), [0, 10**9], []),
    ],
)
def test_bounds_hold_what_lies_within_them(bounds: Range, inside: list[int], outside: list[int]) -> None:
    assert [n for n in inside if not bounds.holds(n)] == []
    assert [n for n in outside if bounds.holds(n)] == []
