"""The example account is told once of what was loaded after it began to follow, and of no more."""

import pytest
from django.utils import timezone

from portal.common.outbox import messages_in
from portal.subscriptions.models import Subscriber, Subscription
from portal.subscriptions.previews import content_of, sent_digests
from portal.subscriptions.services.ending import end_all_subscriptions
from search.documents.collection import PRACTICES, TENDERS
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tasks.example_follower import FOLLOWED, FOLLOWER, begin_to_follow, send_what_is_new
from tests.factories.practices import PracticePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    for collection in (PRACTICES, TENDERS):
        rebuild_index(at=timezone.now(), engine=current_engine(collection))


@pytest.fixture
def theme():
    return ThemeFactory(slug=FOLLOWED[0].value)


@pytest.fixture
def following(theme, outbox_dir):
    """One practice is there before, and one comes after."""
    PracticePageFactory(title="There before", themes=[theme])
    begin_to_follow(at=timezone.now())
    PracticePageFactory(title="Example: a shelf", themes=[theme])


def follower():
    return Subscriber.objects.get(email=FOLLOWER)


class TestExampleFollower:
    def test_gets_one_digest_of_what_is_new(self, following, outbox_dir):
        sent = [send_what_is_new(at=timezone.now()) for _time in range(2)]

        assert sent == [1, 0]
        (delivery,) = sent_digests(follower())
        content = content_of(delivery, at=timezone.now())
        assert "1 practice" in content.heading
        subjects = [mail["Subject"] for mail in messages_in(outbox_dir)]
        assert subjects.count(content.heading) == 1
        assert len(subjects) == 1 + len(FOLLOWED)  # A mail to confirm each.

    def test_begins_once_and_never_again_after_it_left(self, following):
        end_all_subscriptions(subscriber=follower(), reason="managed", at=timezone.now())

        begin_to_follow(at=timezone.now())

        assert not Subscription.objects.live().exists()
        assert send_what_is_new(at=timezone.now()) == 0
