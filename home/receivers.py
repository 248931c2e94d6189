"""Lets those who look after an area into the admin, and out again with their last area."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from home.services.moderation import FACILITATORS
from portal.organisations.models import AreaFacilitator


@receiver([post_save, post_delete], sender=AreaFacilitator)
def facilitators_changed(instance: AreaFacilitator, **_others: Any) -> None:
    """Give or take the group that opens the admin, and nothing in it but their own queue."""
    group = Group.objects.get_or_create(name=FACILITATORS)[0]
    if AreaFacilitator.objects.filter(user=instance.user_id).exists():
        group.user_set.add(instance.user_id)
    else:
        group.user_set.remove(instance.user_id)
