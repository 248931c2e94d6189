"""Records what a suggested organisation says: only it decides, and its no is nobody else's
business.
"""

from datetime import datetime

from django.db import transaction

from portal.consortia.enums import ConsentState
from portal.consortia.models import ProposedMember


@transaction.atomic
def answer_suggestion(
    *, member: ProposedMember, consent: ConsentState, at: datetime
) -> ProposedMember:
    """Keep the organisation's answer; a later answer takes the place of an earlier one.

    Raises:
        ValueError: “suggested” is no answer.
    """
    if consent is ConsentState.SUGGESTED:
        raise ValueError(consent)
    member.consent, member.answered_at = consent, at
    member.save(update_fields=["consent", "answered_at"])
    return member
