"""Letters are passed on to the other person, with no address of either."""

from datetime import UTC, date, datetime

import pytest

from portal.practices.asks.services import answer_ask, write_letter
from portal.users.models import Notice
from tests.factories.asks import AskFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def thread():
    ask = AskFactory(title="An evaluator\nfor us")
    return answer_ask(ask=ask, by=UserFactory(), text="We can help.", at=AT, today=date(2026, 3, 1))


class TestTellOtherPerson:
    def test_reaches_the_other_person_without_an_address(self, thread):
        write_letter(thread=thread, by=thread.ask.posted_by, text="Thank you.", at=AT)

        to_poster, to_replier = Notice.objects.order_by("pk")
        assert (to_poster.person, to_replier.person) == (thread.ask.posted_by, thread.replier)
        assert to_poster.subject == "A private letter about “An evaluator for us”"
        assert "We can help." in to_poster.text
        assert to_poster.path == thread.get_absolute_url()
        for notice in (to_poster, to_replier):
            told = notice.subject + notice.text + notice.reason
            assert not any(
                person.email in told for person in (thread.ask.posted_by, thread.replier)
            )

    def test_tells_of_each_letter_once(self, thread):
        for _press in range(2):
            write_letter(thread=thread, by=thread.replier, text="Still there?", at=AT)

        assert Notice.objects.filter(person=thread.ask.posted_by).count() == 2
