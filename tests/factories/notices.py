"""What single people are to be told."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.users.enums import NoticeKind
from portal.users.models import Notice
from tests.factories.subscriptions import SIGNED_UP
from tests.factories.users import UserFactory


class NoticeFactory(DjangoModelFactory[Notice]):
    """A notice that nobody has planned yet; give `address=` for somebody without an account."""

    class Meta:
        model = Notice

    person = factory.SubFactory(UserFactory)
    kind = NoticeKind.REVIEWS
    key = factory.Sequence(lambda number: f"news:{number}")
    subject = "“Shifts <of> one's own” & more is due"
    text = "It is <so>.\n\nRead it again."
    path = "/practices/shifts/"
    reason = "you wrote it."
    written_at = SIGNED_UP

    @classmethod
    def to_address(cls, address: str, **fields: Any) -> Notice:
        """An invitation to somebody who may have no account."""
        told = {"kind": NoticeKind.INVITATIONS, **fields}
        return cls(person=None, address=address, **told)  # type: ignore[no-any-return]  # As all factories.
