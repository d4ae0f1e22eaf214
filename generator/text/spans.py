"""Things with spans, found by where they stand without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from generator.model import Span

_Item = TypeVar("_Item")


class SpanIndex(Generic[_Item]):
    """Items sorted by their spans, none of which is much longer than a name or a clause."""

    __slots__ = ("_items", "_longest", "_span", "_starts")

    def __init__(self, items: Iterable[_Item], span: Callable[[_Item], Span]) -> None:
        """Sort the items by what `span` says of each."""
        self._span = span
        self._items = sorted(items, key=span)
        self._starts = [span(item).start for item in self._items]
        self._longest = max((span(item).end - span(item).start for item in self._items), default=0)

    def __iter__(self) -> Iterator[_Item]:
        """Yield all items in text order."""
        return iter(self._items)

    def overlapping(self, where: Span) -> Iterator[_Item]:
        """Yield the items that share a character with `where`, in text order."""
        place = bisect_left(self._starts, where.start - self._longest)
        while place < len(self._items) and self._starts[place] < where.end:
            if self._span(self._items[place]).end > where.start:
                yield self._items[place]
            place += 1

    def within(self, where: Span) -> Iterator[_Item]:
        """Yield the items that lie wholly in `where`, in text order."""
        return (item for item in self.overlapping(where) if where.holds(self._span(item)))

    def overlaps(self, where: Span) -> bool:
        """Tell whether any item shares a character with `where`."""
        return next(self.overlapping(where), None) is not None
