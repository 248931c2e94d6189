"""Listens to the tenders app: a notice that came or changed is read for requirements, and
compared with the providers anew.
"""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from portal.consortia.requirements.services import propose_requirements
from portal.consortia.services.comparing import compare_again
from portal.tenders.models import Tender
from portal.tenders.signals import tender_changed


@receiver(tender_changed, dispatch_uid="consortia_propose_requirements")
def propose_on_change(*, tender: Tender, at: datetime, **_more: Any) -> None:
    """Write down what the text of a care notice seems to ask for, for people to check."""
    if tender.is_care_relevant:
        propose_requirements(tender=tender, at=at)


@receiver(tender_changed, dispatch_uid="consortia_compare_again")
def compare_on_change(*, tender: Tender, **_more: Any) -> None:
    """Find partners for what the notice asks for now; a new one is compared in any case."""
    compare_again(tender)
