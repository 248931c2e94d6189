"""A reader asks for emails, is told exactly once of what was published, and leaves in one click."""

import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils.module_loading import import_string

from portal.common.outbox import messages_in
from portal.users.roles import Role
from portal.users.services import ensure_user
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tasks.schedule import SCHEDULE
from tests.factories.organisations import AreaFactory, SectorFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.real_components import IS_REAL_STACK

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=LONDON)
SITE = "http://testserver"


class Portal:
    """The running portal as people meet it: pages, mails, and a clock that moves on."""

    def __init__(self, clock: time_machine.Traveller, outbox: Path) -> None:
        self.clock = clock
        self.outbox = outbox
        self.moderator = Client()
        self.moderator.force_login(
            ensure_user(
                email="mo@example.org", password="x", first_name="Mo", role=Role.ADMINISTRATOR
            )
        )

    def run_jobs(self) -> None:
        """What the worker does, in the order of the schedule."""
        for job in SCHEDULE:
            if job.task.startswith(("tasks.digests.", "tasks.indexing.drain")):
                import_string(job.task)()

    def at(self, moment: datetime) -> None:
        """Let the clock reach the moment, and the worker do what is due then."""
        self.clock.move_to(moment)
        self.run_jobs()

    def publish(self, page) -> None:
        """A moderator publishes the page in the CMS."""
        self._bulk("publish", page)

    def unpublish(self, page) -> None:
        """A moderator takes the page down in the CMS."""
        self._bulk("unpublish", page)

    def _bulk(self, action: str, page) -> None:
        url = f"/cms/bulk/wagtailcore/page/{action}/?id={page.pk}"
        assert self.moderator.post(url, {"next": "/cms/"}).status_code == 302
        self.run_jobs()

    def mails_to(self, address: str) -> list[EmailMessage]:
        """The person's mails, oldest first."""
        mails = [mail for mail in messages_in(self.outbox) if mail["To"] == address]
        return sorted(mails, key=lambda mail: mail["Date"].datetime)


class Reader:
    """Somebody with an address, a browser and a mail program, and no account."""

    def __init__(self, portal: Portal, address: str) -> None:
        self.portal = portal
        self.address = address
        self.browser = Client(enforce_csrf_checks=True)

    @property
    def mails(self) -> list[EmailMessage]:
        return self.portal.mails_to(self.address)

    @property
    def digests(self) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["List-ID"]]

    def text(self, mail: EmailMessage) -> str:
        return mail.get_body(("plain",)).get_content()

    def press(self, path: str, **fields: str):
        """Open a page and send its form, as a browser does."""
        page = self.browser.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
        return self.browser.post(
            path, {"csrfmiddlewaretoken": token[1], **fields}, HTTP_REFERER=SITE + path
        )

    def follow(self, address: str, cadence: str = "daily") -> None:
        """Ask for emails, find the link in the mail, and confirm."""
        answer = self.press(f"/email-updates/{address}", email=self.address, cadence=cadence)
        assert answer.url == "/email-updates/check/"
        self.portal.run_jobs()
        link = re.search(rf"{SITE}(/email-updates/confirm/\S+/)", self.text(self.mails[-1]))
        assert self.press(link[1]).status_code == 302

    def one_click(self, mail: EmailMessage) -> int:
        """What the mail program's own unsubscribe button does: a bare POST without cookies."""
        path = mail["List-Unsubscribe"].strip(" <>").removeprefix(SITE)
        program = Client(enforce_csrf_checks=True)
        return program.post(path, {"List-Unsubscribe": "One-Click"}).status_code


@pytest.fixture
def portal(settings, tmp_path, outbox_dir):
    settings.SEARCH_TIMEOUT = 10  # Seconds: a test machine may be busy, and no reader waits here.
    settings.SEARCH_INDEX_PREFIX = f"tell-{uuid4().hex[:12]}"
    if not IS_REAL_STACK:
        settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    with time_machine.travel(MONDAY, tick=False) as clock:
        rebuild_index(at=MONDAY, engine=current_engine())
        yield Portal(clock, outbox_dir)
    if IS_REAL_STACK:
        current_engine().indices.remove_all()


@pytest.fixture
def theme():
    return ThemeFactory(slug="loneliness", name="Loneliness")


@pytest.fixture
def reader(portal, theme):
    """Somebody who follows loneliness daily since Monday noon."""
    reader = Reader(portal, "amina@example.org")
    reader.follow("?theme=loneliness")
    return reader


def draft(title: str, **fields):
    page = PracticePageFactory(title=title, draft=True, **fields)
    page.save_revision()
    return page


def morning(day: int) -> datetime:
    """Half past seven, so many days after that Monday."""
    return (MONDAY + timedelta(days=day)).replace(hour=7, minute=30)


class TestReader:
    def test_is_told_once_and_leaves_in_one_click(self, portal, reader, theme):
        portal.publish(draft("Walking together", themes=[theme]))
        assert reader.digests == []

        portal.at(morning(1))
        (digest,) = reader.digests
        portal.at(morning(1) + timedelta(hours=1))
        portal.at(morning(2))

        assert "New: Walking together" in reader.text(digest)
        assert len(reader.digests) == 1
        assert [reader.one_click(digest), reader.one_click(digest)] == [200, 200]
        portal.publish(draft("Too late", themes=[theme]))
        portal.at(morning(3))
        assert len(reader.digests) == 1

    def test_can_change_how_often_without_losing_or_repeating_anything(self, portal, reader, theme):
        portal.publish(draft("First", themes=[theme]))
        portal.at(morning(1))
        manage = re.search(rf"{SITE}(/email-updates/manage/\S+/)", reader.text(reader.digests[0]))
        page = reader.browser.get(manage[1]).content.decode()
        subscription = re.search(r'name="subscription" value="(\d+)"', page)[1]
        reader.press(manage[1], action="change", subscription=subscription, cadence="weekly")
        portal.publish(draft("Second", themes=[theme]))

        for day in range(2, 8):
            portal.at(morning(day))

        assert len(reader.digests) == 2
        assert "Second" in reader.text(reader.digests[1])
        assert "First" not in reader.text(reader.digests[1])

    def test_hears_at_once_when_that_is_what_they_asked_for(self, portal, theme):
        reader = Reader(portal, "ben@example.org")
        reader.follow("?theme=loneliness", cadence="immediate")

        portal.publish(draft("Hot news", themes=[theme]))

        assert [mail["Subject"] for mail in reader.digests] == ["New: Hot news"]

    def test_hears_of_what_a_search_finds(self, portal):
        reader = Reader(portal, "cara@example.org")
        reader.follow("?q=gardening")

        portal.publish(draft("Gardening on prescription"))
        portal.publish(draft("Bookkeeping"))
        portal.at(morning(1))

        text = reader.text(reader.digests[0])
        assert "Gardening on prescription" in text
        assert "Bookkeeping" not in text

    def test_learns_of_another_sector_and_another_area(self, portal, reader, theme):
        sector, area = SectorFactory(), AreaFactory()
        portal.publish(draft("Sector news", sectors=[SectorFactory()]))
        portal.publish(draft("Area news", areas=[AreaFactory()], sectors=[sector]))
        portal.publish(draft("Own news", themes=[theme], sectors=[sector], areas=[area]))

        portal.at(morning(1))

        text = reader.text(reader.digests[0])
        assert "From another sector: Sector news" in text
        assert "From another area: Area news" in text


class TestReaderOfWhatComesAndGoes:
    """How Joinup's digests behave (ec-europa/joinup-dev, tests/features/joinup_subscription)."""

    def test_is_not_told_of_what_was_taken_down(self, portal, reader, theme):
        page = draft("A mistake", themes=[theme])
        portal.publish(page)
        portal.unpublish(page)

        portal.at(morning(1))

        assert reader.digests == []

    def test_is_told_later_of_what_was_down_at_the_time(self, portal, reader, theme):
        page = draft("Being mended", themes=[theme])
        portal.publish(page)
        portal.unpublish(page)
        portal.at(morning(1))
        portal.publish(page)

        portal.at(morning(2))

        assert "New: Being mended" in reader.text(reader.digests[0])

    def test_is_not_told_twice_of_what_went_and_came_back(self, portal, reader, theme):
        page = draft("Back again", themes=[theme])
        portal.publish(page)
        portal.at(morning(1))
        portal.unpublish(page)
        portal.publish(page)

        portal.at(morning(2))

        assert len(reader.digests) == 1

    def test_is_told_of_a_change(self, portal, reader, theme):
        page = draft("Growing", themes=[theme])
        portal.publish(page)
        portal.at(morning(1))
        page.refresh_from_db()
        page.results = "It works."
        page.save_revision()
        portal.publish(page)

        portal.at(morning(2))

        assert "Updated: Growing" in reader.text(reader.digests[1])

    def test_gets_one_larger_mail_after_the_worker_was_down(self, portal, reader, theme):
        for number in range(3):
            portal.clock.move_to(morning(number + 1))
            page = draft(f"Day {number}", themes=[theme])
            page.save_revision().publish()

        portal.at(morning(5))
        portal.at(morning(6))

        assert len(reader.digests) == 1
        assert all(f"Day {number}" in reader.text(reader.digests[0]) for number in range(3))

    def test_is_told_with_the_next_mail_of_what_came_after_one(self, portal, reader, theme):
        portal.at(morning(1))
        portal.publish(draft("Late", themes=[theme]))

        portal.at(morning(1) + timedelta(hours=2))
        assert reader.digests == []
        portal.at(morning(2))

        assert "New: Late" in reader.text(reader.digests[0])

    @pytest.mark.parametrize(("cadence", "days"), [("daily", 1), ("weekly", 7), ("monthly", 30)])
    def test_is_told_as_often_as_they_chose(self, portal, theme, cadence, days):
        reader = Reader(portal, "dee@example.org")
        reader.follow("?theme=loneliness", cadence=cadence)
        portal.publish(draft("News", themes=[theme]))

        portal.at(morning(days) - timedelta(minutes=1))
        assert reader.digests == []
        portal.at(morning(days))
        portal.at(morning(days) + timedelta(hours=1))

        assert len(reader.digests) == 1

    def test_reads_their_interests_in_the_order_of_the_alphabet(self, portal, reader, theme):
        first = ThemeFactory(slug="ageing", name="Ageing well")
        portal.at(MONDAY + timedelta(hours=1))
        reader.follow("?theme=ageing")
        portal.publish(draft("Of the second", themes=[theme]))
        portal.publish(draft("Of the first", themes=[first]))

        portal.at(morning(1))

        text = reader.text(reader.digests[0])
        assert text.index("Of the first") < text.index("Of the second")

    def test_can_end_all_of_it_at_once(self, portal, reader, theme):
        other = ThemeFactory(slug="ageing", name="Ageing well")
        portal.at(MONDAY + timedelta(hours=1))
        reader.follow("?theme=ageing")
        portal.publish(draft("The last", themes=[theme]))
        portal.at(morning(1))
        manage = re.search(rf"{SITE}(/email-updates/manage/\S+/)", reader.text(reader.digests[0]))

        reader.press(manage[1], action="end-all")
        portal.publish(draft("Too late", themes=[theme, other]))
        portal.at(morning(2))

        assert len(reader.digests) == 1


class TestStranger:
    def test_cannot_sign_anybody_up(self, portal, theme):
        victim = Reader(portal, "victim@example.org")
        victim.press("/email-updates/?theme=loneliness", email=victim.address, cadence="immediate")
        portal.run_jobs()

        portal.publish(draft("Hot news", themes=[theme]))
        portal.at(morning(1))

        assert [mail["Subject"] for mail in victim.mails] == ["Confirm that you want these emails"]
