"""Takes reports of words that have no row of their own to be hidden in."""

from datetime import datetime

from django.db import transaction

from portal.common.complaining import report_words
from portal.common.complaints import Complaint
from portal.practices.models import ReportedText
from portal.practices.models.reported_text import TextKind
from portal.users.models import User


@transaction.atomic
def report_text(
    *, kind: TextKind, object_id: int, by: User, complaint: Complaint, at: datetime
) -> ReportedText:
    """Tell moderators of some words, which stay until one of them decides; once for each person.

    Raises:
        TooManyReportsError: enough for this hour.
    """
    reported, _is_new = ReportedText.objects.get_or_create(kind=kind, object_id=object_id)
    report_words(target=reported, by=by, complaint=complaint, at=at)
    return reported
