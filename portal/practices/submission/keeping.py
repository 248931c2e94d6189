"""Keeps a published practice up to date: it is opened for a change, or confirmed as it stands."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from portal.organisations.models import Organisation
from portal.organisations.who_may import NotAMemberError, require_member
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import next_review
from portal.users.models import User


@transaction.atomic
def open_published(*, practice: PracticePage, by: User, at: datetime) -> Submission:
    """The pages on which its lead organisation changes it, made where it came another way.

    Raises:
        NotAMemberError: `by` does not act for the lead organisation.
    """
    lead = _own_lead(practice, by)
    submission, _is_new = Submission.objects.get_or_create(
        practice=practice, defaults={"organisation": lead, "started_by": by, "started_at": at}
    )
    return submission


@transaction.atomic
def confirm_still_so(*, practice: PracticePage, by: User, at: datetime) -> date:
    """Put the next review a year ahead, on the page and in its draft; the day of it.

    Raises:
        NotAMemberError: `by` does not act for the lead organisation.
    """
    submission = open_published(practice=practice, by=by, at=at)
    day = next_review(today=timezone.localdate(at))
    page = PracticePage.objects.select_for_update().get(pk=practice.pk)
    page.review_by_date = day
    page.save(update_fields=["review_by_date"])
    draft = draft_of(submission).page
    draft.review_by_date = day
    # Nothing that readers see was changed, so nothing waits to be published.
    draft.save_revision(user=by, changed=page.has_unpublished_changes, clean=False)
    if not page.has_unpublished_changes:
        PracticePage.objects.filter(pk=page.pk).update(live_revision=draft.latest_revision)
    return day


def _own_lead(practice: PracticePage, by: User) -> Organisation:
    lead: Organisation | None = practice.lead_organisation
    if lead is None:
        raise NotAMemberError
    require_member(by, lead)
    return lead
