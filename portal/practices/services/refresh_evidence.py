"""Works evidence levels out again from what the database holds."""

from collections.abc import Iterable

from django.db import transaction

from portal.practices.models import PracticePage

_CHUNK = 200
_COLUMNS = ("evidence_level", "evidence_grounds")


def refresh_evidence(practice_ids: Iterable[int]) -> int:
    """Bring the stored level of each practice into line with its facts; how many were out of line.

    A practice is locked while its facts are read, so that of two changes at once the later one sees
    the earlier. Ids of no practice are passed over.
    """
    ids = sorted(set(practice_ids))
    return sum(_refreshed(ids[start : start + _CHUNK]) for start in range(0, len(ids), _CHUNK))


def refresh_all_evidence() -> int:
    """The same for every practice, published or not: after a change of the rules, or of rows by
    hand.
    """
    return refresh_evidence(PracticePage.objects.values_list("pk", flat=True))


@transaction.atomic
def _refreshed(practice_ids: list[int]) -> int:
    practices = (
        PracticePage.objects.filter(pk__in=practice_ids)
        .select_for_update(of=("self",))
        .prefetch_related("claims", "gains")
        .order_by("pk")
    )
    changed = [
        practice for practice in practices if practice.take_evidence(practice.assess_evidence())
    ]
    for practice in changed:
        # Not a bulk update: whoever listens for saved practices has to hear of this one.
        practice.save(update_fields=_COLUMNS, clean=False)
    return len(changed)
