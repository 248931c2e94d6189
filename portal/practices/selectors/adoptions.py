"""What became of a practice elsewhere: one sentence, every organisation, and where they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.organisations.models import Organisation
from portal.organisations.models.organisation import OrganisationQuerySet
from portal.organisations.tile_map import TileMap
from portal.practices.enums import AdoptionStatus, Confirmation, StopReason
from portal.practices.models import Adoption, AdoptionResult, PracticePage
from portal.practices.querysets import PracticeQuerySet
from portal.practices.selectors.adoption_map import adoption_map
from portal.practices.selectors.authors import authors_of
from portal.users.models import User

_RUNNING = {AdoptionStatus.RUNNING, AdoptionStatus.ADAPTED}


@dataclass(frozen=True, kw_only=True)
class AreaCount:
    """How many organisations took the practice up in one place."""

    name: str
    slug: str
    """Empty for those that named no place."""
    total: int


@dataclass(frozen=True, kw_only=True)
class OwnAdoption:
    """An adoption as somebody of one of its sides sees it."""

    adoption: Adoption
    is_author: bool
    is_adopter: bool


@dataclass(frozen=True, kw_only=True)
class Adoptions:
    """What others did with a practice; `sentence` is empty where nobody has taken it up."""

    sentence: str
    total: int
    """Organisations that took it up: those of the sentence, of the areas and of the map."""
    waiting: int
    rows: list[Adoption]
    areas: list[AreaCount]
    map: TileMap | None


def adoptions_of(practice: PracticePage, *, today: date) -> Adoptions:
    """Everything declared about a practice, newest first, each with its `shown_results`, in two
    queries, and one or two more where places are named.

    Those who are only interested are in the rows and not in the sentence. What the author disputes
    is in the rows, marked, and counts for nothing.
    """
    rows = list(
        Adoption.objects.filter(practice=practice.pk)
        .select_related("organisation", "area")
        .prefetch_related(_shown_results())
        .order_by("-declared_at", "-pk")
    )
    counted = [row for row in rows if row.confirmation != Confirmation.DISPUTED]
    taken_up = [row for row in counted if row.status != AdoptionStatus.INTERESTED]
    return Adoptions(
        sentence=_sentence(taken_up, today),
        total=len(taken_up),
        waiting=sum(row.confirmation == Confirmation.WAITING for row in taken_up),
        rows=rows,
        areas=_areas(taken_up),
        map=adoption_map(row.area for row in taken_up),
    )


def adoptions_by(organisation: Organisation, *, among: PracticeQuerySet) -> list[Adoption]:
    """What the organisation does with some practices of others, newest first.

    What an author disputes is left out here: the dispute is told on the practice's own page.
    """
    return list(
        Adoption.objects.filter(organisation=organisation, practice__in=among.values("pk"))
        .exclude(confirmation=Confirmation.DISPUTED)
        .select_related("practice")
        .order_by("-declared_at", "-pk")
    )


def adopters_among(user: User, practice: PracticePage) -> OrganisationQuerySet:
    """The person's organisations whose own practice this is not, by name."""
    return (
        Organisation.objects.filter(memberships__user=user)
        .exclude(pk__in=authors_of(practice).values("pk"))
        .in_name_order()
    )


def declared_before(
    practice: PracticePage, organisations: Iterable[Organisation]
) -> dict[str, object]:
    """What the first of the organisations that declared something said, as the form's values."""
    adoption = Adoption.objects.filter(practice=practice.pk, organisation__in=organisations).first()
    if adoption is None:
        return {}
    columns = ("status", "started", "stopped", "stop_reason", "what_changed")
    return {
        "organisation": adoption.organisation_id,
        "area": adoption.area_id,
        **{name: getattr(adoption, name) for name in columns},
    }


def own_adoption(user: User, pk: int) -> OwnAdoption | None:
    """The adoption with its `shown_results`, if the person acts for one of its sides; None for
    anybody else.
    """
    adoption = (
        Adoption.objects.filter(pk=pk)
        .select_related("practice", "organisation", "area")
        .prefetch_related(_shown_results())
        .first()
    )
    if adoption is None:
        return None
    mine = set(user.memberships.values_list("organisation_id", flat=True))
    authors = set(authors_of(adoption.practice).values_list("pk", flat=True))
    own = OwnAdoption(
        adoption=adoption,
        is_author=bool(mine & authors),
        is_adopter=adoption.organisation_id in mine,
    )
    return own if own.is_author or own.is_adopter else None


def _shown_results() -> Prefetch[str]:
    """As a list on each row: through its manager, each of hundreds would build a query anew."""
    results = AdoptionResult.objects.select_related("organisation")
    return Prefetch("results", queryset=results, to_attr="shown_results")


def _sentence(adoptions: list[Adoption], today: date) -> str:
    """Such as “7 organisations, 5 still running after a year, 1 stopped: staffing”."""
    if not adoptions:
        return ""
    total = len(adoptions)
    lasting = sum(_has_lasted(adoption, today) for adoption in adoptions)
    trying = sum(adoption.status == AdoptionStatus.TRYING for adoption in adoptions)
    stopped = [adoption for adoption in adoptions if adoption.status == AdoptionStatus.STOPPED]
    parts = [ngettext("%(n)d organisation", "%(n)d organisations", total) % {"n": total}]
    if lasting:
        parts.append(_("%(n)d still running after a year") % {"n": lasting})
    if trying:
        parts.append(_("%(n)d trying it") % {"n": trying})
    if stopped:
        parts.append(
            _("%(n)d stopped: %(reasons)s") % {"n": len(stopped), "reasons": _reasons(stopped)}
        )
    return ", ".join(parts)


def _has_lasted(adoption: Adoption, today: date) -> bool:
    if adoption.status not in _RUNNING or not adoption.started:
        return False
    # A date known to the year or month alone counts from its end: nobody is said to last who may
    # not have. Partial dates of one length sort as text.
    year_ago = f"{today.year - 1}-{today:%m-%d}"
    return adoption.started < year_ago[: len(adoption.started)] or adoption.started == year_ago


def _reasons(stopped: Iterable[Adoption]) -> str:
    counted = Counter(adoption.stop_reason for adoption in stopped)
    return ", ".join(str(StopReason(reason).label) for reason, _times in counted.most_common())


def _areas(adoptions: Iterable[Adoption]) -> list[AreaCount]:
    """Every organisation once; none at all where nobody named a place."""
    counted = Counter(adoption.area for adoption in adoptions)
    unplaced = counted.pop(None, 0)
    rows = [
        AreaCount(name=area.name, slug=area.slug, total=total)
        for area, total in counted.items()
        if area
    ]
    rows.sort(key=lambda row: (-row.total, row.name))
    if rows and unplaced:
        rows.append(AreaCount(name=_("Place not given"), slug="", total=unplaced))
    return rows
