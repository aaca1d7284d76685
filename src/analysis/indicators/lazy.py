"""Attributes of a study that are worked out when they are first asked for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    lazy = property
else:

    class lazy(property):  # noqa: N801
        """A property worked out once. JupyterLab shows its docstring, which it does not of a cached_property."""

        def __get__(self, owner: Any, kind: Any = None) -> Any:
            if owner is None:
                return self
            kept = owner.__dict__.setdefault("_kept", {})
            name = self.fget.__name__
            if name not in kept:
                kept[name] = super().__get__(owner, kind)
            return kept[name]
