"""Sets up Wagtail's own moderation for practices: three readings, one after the other."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from home.models import PracticeReading
from portal.users.roles import Role

WORKFLOW = "Moderation of practices"
FACILITATORS = "Area facilitators"
"""Group of those who look after an area: it opens the admin, and what waits in their areas."""
READINGS = (
    "Is it complete?",
    "Does the evidence hold?",
    "Is it in plain English, with Easy Read where it is needed?",
)
"""Names in the database, where administrators may change them; the order is that of reading."""


@transaction.atomic
def ensure_moderation(library: Page) -> None:
    """Give the library its workflow if it has none; what administrators changed since, stays."""
    access = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    Group.objects.get_or_create(name=FACILITATORS)[0].permissions.add(access)
    if WorkflowPage.objects.filter(page=library).exists():
        return
    workflow = Workflow.objects.create(name=WORKFLOW)
    moderators = Group.objects.get_or_create(name=Role.MODERATOR.value)[0]
    for place, name in enumerate(READINGS):
        reading = PracticeReading.objects.create(name=name)
        reading.groups.add(moderators)
        WorkflowTask.objects.create(workflow=workflow, task=reading, sort_order=place)
    WorkflowPage.objects.create(page=library, workflow=workflow)
