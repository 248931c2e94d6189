"""Asks named partners, takes their answers, and takes off the page who is none."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log as audit

from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.organisations.who_may import require_member
from portal.practices.models import PartnerAnswer, PracticePage
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message


class NotNamedError(Exception):
    """Nobody names the organisation as a partner, and it never answered."""


@transaction.atomic
def ask_partners(*, practice: PracticePage, at: datetime) -> None:
    """Tell those who are named and never answered; take off again who said no before.

    Call it when a practice is published: only then is anybody named.
    """
    named = Organisation.objects.filter(partner_practices=practice.pk)
    answered = PartnerAnswer.objects.filter(practice=practice.pk)
    _take_off(practice, answered.filter(is_partner=False, organisation__in=named))
    for organisation in named.exclude(pk__in=answered.values("organisation")):
        _ask(practice, organisation, at)


@transaction.atomic
def answer_as_partner(
    *, practice: PracticePage, organisation: Organisation, by: User, is_partner: bool, at: datetime
) -> PartnerAnswer:
    """Say yes, and count as an author from now on; or no, and be named no more.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        NotNamedError: it is not for this organisation to answer.
    """
    require_member(by, organisation)
    known = PartnerAnswer.objects.filter(practice=practice.pk, organisation=organisation)
    is_named = PracticePage.objects.filter(pk=practice.pk, partners=organisation).exists()
    if not is_named and not known.exists():
        raise NotNamedError
    answer, _is_new = PartnerAnswer.objects.update_or_create(
        practice_id=practice.pk,
        organisation=organisation,
        defaults={"is_partner": is_partner, "answered_by": by, "answered_at": at},
    )
    told = {"partner_of": practice.pk, "is_partner": is_partner}
    audit(instance=organisation, action="wagtail.edit", user=by, data=told, timestamp=at)
    if not is_partner:
        _take_off(practice, known)
        _tell_lead(practice, organisation, at)
    return answer


def _take_off(practice: PracticePage, refusals: "QuerySet[PartnerAnswer]") -> None:
    gone = set(refusals.values_list("organisation", flat=True))
    if gone:
        page = PracticePage.objects.get(pk=practice.pk)
        page.partners = [partner for partner in page.partners.all() if partner.pk not in gone]
        page.save()


def _ask(practice: PracticePage, organisation: Organisation, at: datetime) -> None:
    told = {"name": organisation.name, "title": practice.title}
    message = Message(
        kind=NoticeKind.PARTNERS,
        key=f"partner:{practice.pk}:{organisation.pk}",
        subject=_("%(name)s is named as a partner in “%(title)s”") % told,
        text=_(
            "Somebody who told of “%(title)s” named %(name)s as a partner. Is that so? Say yes, "
            "or have the name taken off."
        )
        % told,
        path=reverse("partner_answer", args=[practice.pk]),
        reason=_("you act for the organisation that is named."),
    )
    named = Organisation.objects.filter(pk=organisation.pk)
    notify_members(organisations=named, message=message, at=at)


def _tell_lead(practice: PracticePage, organisation: Organisation, at: datetime) -> None:
    told = {"name": organisation.name, "title": practice.title}
    message = Message(
        kind=NoticeKind.PARTNERS,
        key=f"partner-no:{practice.pk}:{organisation.pk}:{at.isoformat()}",
        subject=_("%(name)s is no partner in “%(title)s”") % told,
        text=_("%(name)s said that it is no partner in “%(title)s”. We took its name off.") % told,
        path=practice.url or "/",
        reason=_("you act for the organisation whose practice this is."),
    )
    lead = Organisation.objects.filter(led_practices=practice.pk)
    notify_members(organisations=lead, message=message, at=at)
