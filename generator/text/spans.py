"""Things with spans, found by where they stand without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter, itemgetter
from typing import Generic, TypeVar

from generator.model import Span

_Item = TypeVar("_Item")
# Pairs compare faster than spans, and in the same order.
_ends = attrgetter("start", "end")


class SpanIndex(Generic[_Item]):
    """Items sorted by their spans, none of which is much longer than a name or a clause."""

    __slots__ = ("_items", "_longest", "_span", "_starts")

    def __init__(self, items: Iterable[_Item], span: Callable[[_Item], Span]) -> None:
        """Sort the items by what `span` says of each."""
        self._span = span
        keyed = sorted([(_ends(span(item)), item) for item in items], key=itemgetter(0))
        self._items = [item for _, item in keyed]
        self._starts = [start for (start, _), _ in keyed]
        self._longest = max([end - start for (start, end), _ in keyed], default=0)

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
