"""Which asks and offers an interest is in: the filters of their list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.practices.asks.forms import FilterForm
from portal.practices.asks.selectors import narrowed
from portal.practices.member_enums import AskKind, AskTopic
from portal.practices.models import AskOrOffer

_CHOICES = {"kind": AskKind, "topic": AskTopic}


@dataclass(frozen=True, kw_only=True)
class AskWish:
    """Kind, topic, theme and area by their names in the list's form; none means every ask."""

    chosen: Mapping[str, object]
    text = ""
    """The list has no box for words."""

    @classmethod
    def parse(cls, data: QueryDict) -> "AskWish":
        """Read the list's own address; a value that is none is no wish."""
        chosen = FilterForm(data).chosen()
        return cls(chosen={name: value for name, value in sorted(chosen.items()) if value})

    @classmethod
    def from_query_string(cls, text: str) -> "AskWish":
        """Read what `query_string` wrote; an area or theme that is gone is no wish any more."""
        return cls.parse(QueryDict(text))

    @property
    def query_string(self) -> str:
        """The list's address of the same asks; the same for equal wishes."""
        return urlencode({name: getattr(it, "slug", it) for name, it in self.chosen.items()})

    @property
    def title(self) -> str:
        """The wish in words, such as “Asks and offers: Bury; A mentor”."""
        all_of_them = _("Asks and offers")
        words = "; ".join(str(_label(name, value)) for name, value in self.chosen.items())
        return f"{all_of_them}: {words}" if words else all_of_them

    def among(self, ids: Collection[int], *, at: datetime) -> set[int]:
        """Those of these asks that the filters leave, whether or not they are open at ``at``.

        Of a wish whose area and theme are gone nothing is left to ask for, and nobody asked to be
        told of everything.
        """
        if not ids or not self.chosen:
            return set()
        asks = narrowed(AskOrOffer.objects.filter(pk__in=ids), self.chosen)
        return set(asks.values_list("pk", flat=True))


def _label(name: str, value: object) -> object:
    return _CHOICES[name](value).label if name in _CHOICES else value
