"""Asks what would bring an organisation into a team; the background work finds the question."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from portal.consortia.models import EntryQuestion, MatchRun
from portal.organisations.models import Organisation

ASK_AGAIN_AFTER = timedelta(days=1)
"""Changing one's own facts and asking again and again would tell of the facts of others."""


class AskedLatelyError(Exception):
    """The organisation asked about the same tender within the last day."""


class AlreadyProposedError(Exception):
    """The organisation is in a team of this matching, so nothing has to change."""


@transaction.atomic
def ask_for_entry(*, run: MatchRun, organisation: Organisation, at: datetime) -> EntryQuestion:
    """Ask what would bring the organisation into the first team of the run's tender.

    Raises:
        AlreadyProposedError: it is in a team already.
        AskedLatelyError: it asked about this tender within the last day.
    """
    # The row lock makes two people of one organisation who ask at once take turns.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if run.proposals.filter(members__organisation=organisation).exists():
        raise AlreadyProposedError
    own = EntryQuestion.objects.filter(organisation=organisation, run__tender=run.tender_id)
    if own.filter(Q(asked_at__gt=at - ASK_AGAIN_AFTER) | Q(run=run)).exists():
        raise AskedLatelyError
    return EntryQuestion.objects.create(run=run, organisation=organisation, asked_at=at)
