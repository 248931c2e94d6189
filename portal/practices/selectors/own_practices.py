"""What a member sees of the published practices of their own organisations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from portal.organisations.models import Organisation
from portal.practices.enums import AdoptionStatus, Confirmation, RemarkKind
from portal.practices.models import Adoption, PracticePage, Remark, ShortlistEntry
from portal.practices.selectors.looks import Looks, looks_at
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class OwnPractice:
    """One published practice, with what became of it and what waits for an answer."""

    practice: PracticePage
    looks: Looks
    saves: int
    """People who keep it on their shortlist; never who."""
    adoptions: int
    """As the practice's own page counts them: without the interested and the disputed."""
    waiting_adoptions: list[int]
    """Keys of adoptions that nobody has confirmed or disputed."""
    open_questions: int
    is_overdue: bool
    is_lead: bool
    """Whether the person's organisation tells it, and so may change it."""


def own_practices(person: User, *, on: date) -> list[OwnPractice]:
    """Those of the person's organisations that are live, the one with most to do first; six
    queries however many there are.
    """
    own = Organisation.objects.filter(memberships__user=person)
    practices = list(
        PracticePage.objects.live().not_archived().of_organisations(own).order_by("title")
    )
    saves = _counted(ShortlistEntry.objects.filter(practice__in=practices))
    shown = Remark.objects.shown()
    answered = shown.filter(kind=RemarkKind.ANSWER).values("question")
    questions = _counted(
        shown.filter(practice__in=practices, kind=RemarkKind.QUESTION).exclude(pk__in=answered)
    )
    adoptions, waiting = _adoptions(practices)
    looks = looks_at([practice.pk for practice in practices], on=on)
    leads = set(own.values_list("pk", flat=True))
    rows = [
        OwnPractice(
            practice=practice,
            looks=looks.get(practice.pk, Looks()),
            saves=saves.get(practice.pk, 0),
            adoptions=adoptions[practice.pk],
            waiting_adoptions=waiting[practice.pk],
            open_questions=questions.get(practice.pk, 0),
            is_overdue=bool(practice.review_by_date and practice.review_by_date < on),
            is_lead=practice.lead_organisation_id in leads,
        )
        for practice in practices
    ]
    return sorted(rows, key=lambda row: -_to_do(row))


def _to_do(row: OwnPractice) -> int:
    return len(row.waiting_adoptions) + row.open_questions + row.is_overdue


def _counted(rows: object) -> dict[int, int]:
    return dict(rows.order_by().values_list("practice").annotate(Count("pk")))  # type: ignore[attr-defined]  # Query sets of two models.


def _adoptions(
    practices: Iterable[PracticePage],
) -> tuple[dict[int, int], dict[int, list[int]]]:
    numbers: dict[int, int] = defaultdict(int)
    waiting: dict[int, list[int]] = defaultdict(list)
    rows = Adoption.objects.filter(practice__in=list(practices)).order_by("declared_at", "pk")
    columns = ("pk", "practice_id", "status", "confirmation")
    for pk, practice, status, confirmation in rows.values_list(*columns):
        if status != AdoptionStatus.INTERESTED and confirmation != Confirmation.DISPUTED:
            numbers[practice] += 1
        if confirmation == Confirmation.WAITING:
            waiting[practice].append(pk)
    return numbers, waiting
