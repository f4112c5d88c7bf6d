"""The ratio bar: the whole is the original size, the filled part what is left after compression."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from charts.numbers import significant

# A filled part narrower than this could not be seen.
_LEAST_SHARE = 0.006


@dataclass(frozen=True)
class Bar:
    ratio: float | None
    reference: float | None
    title: str
    ticks: tuple[tuple[str, float], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.ratio and not self.reference

    @property
    def grew(self) -> bool:
        return bool(self.ratio) and share(self.ratio or 1.0) > 1

    @property
    def filled(self) -> float:
        """The filled part, 0 to 1. What grew fills the bar and is marked as having grown."""
        return max(_LEAST_SHARE, min(1.0, share(self.ratio))) if self.ratio else 0.0

    @property
    def sentence(self) -> str:
        """The bar in words: what a screen reader says and what hovering shows."""
        parts = [self._own(), self._reference()]
        parts += [f"{name} {significant(ratio, 3)}" for name, ratio in self.ticks]
        figures = pgettext("between figures", ", ").join(part for part in parts if part)
        return (
            _("%(title)s: %(figures)s") % {"title": self.title, "figures": figures} if self.title else figures
        )

    def _own(self) -> str:
        if not self.ratio:
            return ""
        percent = significant(100 * share(self.ratio), 3)
        figures = {"ratio": significant(self.ratio, 3), "percent": percent}
        return _("ratio %(ratio)s, %(percent)s %% of the original") % figures

    def _reference(self) -> str:
        return _("reference %(ratio)s") % {"ratio": significant(self.reference, 3)} if self.reference else ""


def share(ratio: float) -> float:
    """What is left of the original at that ratio; 1 is all of it."""
    return 1 / ratio
