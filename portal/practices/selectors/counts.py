"""How many of some practices each theme, area or organisation has."""

from collections import Counter
from typing import Literal

from django.db.models import Count
from django.db.models.functions import Substr
from treebeard.mp_tree import MP_Node

from portal.organisations.models import Area
from portal.practices.models import Theme
from portal.practices.naming import NAMED_PARTNERS
from portal.practices.querysets import PracticeQuerySet

TREES: dict[str, type[MP_Node]] = {"themes": Theme, "areas": Area}


def practices_per_branch(
    practices: PracticeQuerySet, relation: Literal["themes", "areas"], *, depth: int
) -> dict[str, int]:
    """Path of a node at `depth` (1 for roots) -> number of practices in it or anywhere below it.

    A practice that is in two places below a node counts once for it. Nodes without practices are
    not in the answer.
    """
    length: int = TREES[relation].steplen * depth
    rows = (
        practices.filter(**{f"{relation}__depth__gte": depth})
        .annotate(branch=Substr(f"{relation}__path", 1, length))
        .order_by()
        .values("branch")
        .annotate(total=Count("pk", distinct=True))
    )
    return {row["branch"]: row["total"] for row in rows}


def practices_per_tree(
    practices: PracticeQuerySet, relation: Literal["themes", "areas"], *, depths: int
) -> dict[str, int]:
    """The same for every node of the tree, down to `depths` levels; one query for each level."""
    counts: dict[str, int] = {}
    for depth in range(1, depths + 1):
        counts |= practices_per_branch(practices, relation, depth=depth)
    return counts


def practices_per_organisation(
    practices: PracticeQuerySet, organisation_ids: list[int]
) -> Counter[int]:
    """Organisation id -> number of practices that it leads or may be named in, each once."""
    led = practices.filter(lead_organisation__in=organisation_ids)
    joined = practices.filter(NAMED_PARTNERS, partners__in=organisation_ids)
    pairs = {
        *led.order_by().values_list("lead_organisation", "pk"),
        *joined.order_by().values_list("partners", "pk"),
    }
    return Counter(organisation_id for organisation_id, _practice_id in pairs)
