"""Asks what would bring an organisation into a team; the background work finds the question."""

from datetime import datetime

from django.db import transaction

from portal.consortia.models import EntryQuestion, MatchRun
from portal.consortia.models.entry import ASK_AGAIN_AFTER
from portal.organisations.models import Organisation


class AskedLatelyError(Exception):
    """The organisation asked about the same tender within the last day."""


class AlreadyProposedError(Exception):
    """The organisation is in a team of this matching, so nothing has to change."""


@transaction.atomic
def ask_for_entry(*, run: MatchRun, organisation: Organisation, at: datetime) -> EntryQuestion:
    """Ask, perhaps anew, what would bring the organisation into the first team of the tender.

    Raises:
        AlreadyProposedError: it is in a team already.
        AskedLatelyError: it asked about this tender within the last day.
    """
    # The row lock makes two people of one organisation who ask at once take turns.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if run.proposals.filter(members__organisation=organisation).exists():
        raise AlreadyProposedError
    own = EntryQuestion.objects.filter(organisation=organisation, run__tender=run.tender_id)
    if own.filter(asked_at__gt=at - ASK_AGAIN_AFTER).exists():
        raise AskedLatelyError
    waiting = {"answer": "", "answered_at": None, "service_type": None, "area": None}
    question, _is_new = EntryQuestion.objects.update_or_create(
        run=run, organisation=organisation, defaults={"asked_at": at, **waiting}
    )
    return question
