"""Forgets what was begun before signing in and never taken up."""

from celery import shared_task
from django.utils import timezone

from portal.practices.early_drafts.services import forget_early_drafts


@shared_task(queue="housekeeping")
def forget_drafts() -> None:
    """Delete early drafts, with the addresses in them, once their time is over."""
    forget_early_drafts(at=timezone.now())
