"""Listens to the apps below: a notice that came or changed is read for requirements and compared
with the providers anew, and what an organisation lets partners read is told to those it has.
"""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from portal.consortia.requirements.services import propose_requirements
from portal.consortia.services.comparing import compare_again
from portal.consortia.workspace.services.disclosing import disclose_what_is_allowed_now
from portal.organisations.models import Organisation
from portal.organisations.signals import sharing_chosen
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


@receiver(sharing_chosen, dispatch_uid="consortia_disclose_on_choice")
def disclose_on_choice(*, organisation: Organisation, at: datetime, **_more: Any) -> None:
    """Let the partners of today read what they may read by now, and log it for the organisation."""
    disclose_what_is_allowed_now(organisation=organisation, at=at)
