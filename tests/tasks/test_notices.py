"""Whatever is written down for somebody is planned and sent by the scheduled jobs, in any order."""

from datetime import UTC, datetime

import pytest

from portal.common.outbox import messages_in
from portal.subscriptions.models import Delivery
from portal.users.enums import NoticeKind
from portal.users.models import Notice
from portal.users.notices import Message, notify, notify_address
from tasks import notices, receivers
from tasks.digests import send_notices, send_transactional
from tasks.notices import plan_notices
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def message(kind):
    return Message(kind=kind, key=f"{kind}:1", subject="S", text="T", path="/x/", reason="it is.")


@pytest.fixture
def rung(monkeypatch):
    """The names of the tasks that are woken."""
    names = []
    for module in (receivers, notices):
        monkeypatch.setattr(module, "ring_on_commit", lambda task: names.append(task.name))
    return names


class TestPlanNotices:
    def test_is_woken_where_something_is_written_and_wakes_the_senders(self, rung):
        notify(people=[UserFactory()], message=message(NoticeKind.REVIEWS), at=AT)
        assert rung == ["tasks.notices.plan_notices"]

        plan_notices()
        plan_notices()

        assert rung[1:] == ["tasks.digests.send_transactional", "tasks.digests.send_notices"]

    def test_is_left_asleep_where_everybody_was_told(self, rung):
        person = UserFactory()
        for _time in range(2):
            notify(people=[person], message=message(NoticeKind.REVIEWS), at=AT)

        assert len(rung) == 1


class TestSending:
    def test_takes_each_kind_once_and_forgets_strangers(self, outbox_dir):
        person = UserFactory()
        notify(people=[person], message=message(NoticeKind.REVIEWS), at=AT)
        notify_address(
            address="stranger@example.org", message=message(NoticeKind.INVITATIONS), at=AT
        )
        for _time in range(2):
            plan_notices()
            send_notices()
            send_transactional()

        addresses = sorted(mail["To"] for mail in messages_in(outbox_dir))
        assert addresses == sorted([person.email, "stranger@example.org"])
        assert Notice.objects.get().person == person
        assert Delivery.objects.get().notice.person == person
