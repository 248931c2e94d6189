"""What waits for a moderator, counted kind by kind, for the first page of the admin."""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import ReportableWords
from portal.organisations.models import OrganisationClaim
from portal.organisations.models.claim import ClaimStatus
from portal.practices.models import AskOrOffer, Remark, ReportedText
from portal.practices.reports.care import Need, number_waiting
from portal.practices.voices.selectors import voices_to_answer
from portal.tenders.models import PublishedNotice, TenderComment
from portal.users.models import User

_REPORTED: tuple[tuple[type[ReportableWords], str | Promise], ...] = (
    (Remark, _("Reported questions and comments")),
    (AskOrOffer, _("Reported asks and offers")),
    (ReportedText, _("Other reported texts")),
    (TenderComment, _("Reported comments on tenders")),
    (PublishedNotice, _("Reported early notices")),
)


@dataclass(frozen=True, kw_only=True)
class WaitingWork:
    """One kind of thing that waits, how many there are, and where they are answered."""

    label: str | Promise
    number: int
    url: str


def work_waiting_for(moderator: User) -> list[WaitingWork]:
    """Every kind of which something waits; people first who were told when to expect an answer."""
    claims = OrganisationClaim.objects.filter(status=ClaimStatus.WAITING)
    work = [
        WaitingWork(
            label=_("Practices to read"),
            number=number_waiting(),
            url=f"{reverse('care_report')}?need={Need.WAITING}",
        ),
        WaitingWork(
            label=_("Voices to read"),
            number=voices_to_answer(moderator).count(),
            url=reverse("voice_queue"),
        ),
        WaitingWork(
            label=_("People who ask to act for an organisation"),
            number=claims.count(),
            url=f"{_list_of(OrganisationClaim)}?status={ClaimStatus.WAITING}",
        ),
        *(_reported(words, label) for words, label in _REPORTED),
    ]
    return [kind for kind in work if kind.number]


def _reported(words: type[ReportableWords], label: str | Promise) -> WaitingWork:
    reported = words._default_manager.filter(is_reported=True)
    return WaitingWork(
        label=label, number=reported.count(), url=f"{_list_of(words)}?is_reported=true"
    )


def _list_of(model: type[Model]) -> str:
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:list")
