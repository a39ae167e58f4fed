"""Classes of values: `dataclass` as Python has it, made in a third of the time.

Python compiles a function for every method of every such class; for all of Plaint's that was a twelfth of a short
build. Here only what makes an instance is compiled. Comparing, hashing and showing are the same few functions for all,
and that nothing assigns to a frozen one is for the type checker to see: to it, this is Python's own decorator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(cls=None, /, *, frozen=False, eq=True, order=False, **options):
        """The class, with what makes its instances, and compares, hashes and shows them by their fields."""

        def made(cls):
            own = vars(cls).keys() & {"__eq__", "__hash__", "__repr__"}
            cls = dataclasses.dataclass(cls, eq=order, order=order, repr=False, **options)
            fields = dataclasses.fields(cls)
            compared = [each.name for each in fields if each.compare]
            values = attrgetter(*compared) if compared else lambda each: ()
            methods = {"__repr__": _showing([each.name for each in fields if each.repr])}
            if eq:
                methods |= {"__eq__": _comparing(values), "__hash__": _hashing(values) if frozen else None}
            for name in methods.keys() - own:
                setattr(cls, name, methods[name])
            return cls

        return made if cls is None else made(cls)

    def _comparing(values):
        def equal(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        return equal

    def _hashing(values):
        return lambda self: hash(values(self))

    def _showing(names):
        def shown(self):
            said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{type(self).__qualname__}({said})"

        return shown


__all__ = ["dataclass"]
