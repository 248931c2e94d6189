"""What people say of a practice, shown on its page unless told otherwise."""

from datetime import UTC, datetime

import factory
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory

from portal.practices.enums import VoiceStatus, WriterRole
from portal.practices.models import Voice
from portal.users.models import User
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory


class VoiceFactory(DjangoModelFactory):
    class Meta:
        model = Voice

    class Params:
        waiting = factory.Trait(status=VoiceStatus.WAITING, decided_at=None)

    practice = factory.SubFactory(PracticePageFactory)
    author = factory.SubFactory(UserFactory)
    role = WriterRole.SUPPORTED_PERSON
    text = "I choose who comes to my home."
    status = VoiceStatus.SHOWN
    consent_wording = "They may show my words."
    given_at = datetime(2026, 3, 1, tzinfo=UTC)
    decided_at = datetime(2026, 3, 2, tzinfo=UTC)


def approver() -> User:
    """A person whose task is to answer voices."""
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="approve_voice"))
    return User.objects.get(pk=person.pk)
