"""The moderators' reports on practices: what is in them, in what order, and as a file."""

import csv
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import WorkflowState

from home.services.site import ensure_site
from portal.practices.models import Submission
from portal.practices.reports.care import Need, practices_to_care_for
from portal.practices.reports.reach import reach
from portal.practices.submission.drafts import review_of
from portal.users.roles import Role
from tests.factories.easy_read import EasyReadPageFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, SectorFactory
from tests.factories.practices import (
    PracticePageFactory,
    PracticeSourceFactory,
    make_private,
)
from tests.factories.submissions import AT, sent_to_moderators
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)
WHOLE = {"evidence_level": "1", "easy_read_url": "https://example.org/easy"}


def whole(title, **fields):
    """A practice that needs nothing but what the fields say."""
    practice = PracticePageFactory(
        title=title, problem="x", what_is_done="y", **{**WHOLE, **fields}
    )
    PracticeSourceFactory(practice=practice)
    return practice


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture
def moderator(client):
    ensure_site(site_url="http://testserver")
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


class TestPracticesToCareFor:
    def test_leaves_out_what_needs_nothing(self):
        whole("Whole")

        assert practices_to_care_for(on=TODAY) == []

    def test_says_what_each_needs(self):
        whole("Old", review_by_date=date(2026, 2, 1))
        whole("Hard to read", easy_read_url="")
        PracticePageFactory(title="Bare")

        needs = {
            row.title: [need.label for need in row.needs] for row in practices_to_care_for(on=TODAY)
        }

        assert needs["Old"] == ["a review of its facts"]
        assert needs["Hard to read"] == ["an Easy Read version"]
        assert needs["Bare"] == ["a source", "a word on how it knows", "an Easy Read version"]

    @pytest.mark.parametrize("is_checked", [True, False])
    def test_takes_an_easy_read_version_for_one_once_readers_see_it(self, is_checked):
        practice = whole("Easy", easy_read_url="")
        EasyReadPageFactory(practice=practice, is_checked=is_checked)

        rows = practices_to_care_for(on=TODAY)

        assert [row.needs for row in rows] == ([] if is_checked else [[Need.NO_EASY_READ]])

    def test_puts_what_waits_first_and_then_what_is_most_overdue(self):
        whole("Late", review_by_date=date(2026, 2, 1))
        whole("Very late", review_by_date=date(2025, 2, 1))
        sent_to_moderators()

        rows = practices_to_care_for(on=TODAY)

        assert [row.title for row in rows] == ["Staff choose their shifts", "Very late", "Late"]
        assert rows[0].needs[0] == Need.WAITING

    def test_tells_the_age_and_the_deadline_that_the_author_reads(self):
        sent_to_moderators()
        WorkflowState.objects.update(created_at=AT - timedelta(days=40))

        (row,) = practices_to_care_for(on=TODAY)

        review = review_of(Submission.objects.get())
        assert (row.waiting_since, row.answer_by) == (review.since, review.answer_by)
        assert row.answer_by == AT + timedelta(days=7)

    def test_leaves_out_drafts_and_archived_ones(self):
        PracticePageFactory(draft=True)
        PracticePageFactory(archived_on=TODAY, archive_reason="replaced")

        assert practices_to_care_for(on=TODAY) == []

    @pytest.mark.parametrize("need", Need)
    def test_is_narrowed_down_to_one_need(self, need):
        whole("Old", review_by_date=date(2026, 2, 1))
        PracticePageFactory(title="Bare")
        sent_to_moderators()
        Submission.objects.update(is_unread=True)
        everything = practices_to_care_for(on=TODAY)

        found = practices_to_care_for(on=TODAY, need=need)

        assert found == [row for row in everything if need in row.needs]
        assert 0 < len(found) < len(everything)

    def test_asks_the_database_as_often_for_many_as_for_few(self, django_assert_num_queries):
        PracticePageFactory()
        with CaptureQueriesContext(connection) as few:
            practices_to_care_for(on=TODAY)
        for _ in range(5):
            PracticePageFactory()

        with django_assert_num_queries(len(few)):
            practices_to_care_for(on=TODAY)


class TestReach:
    def test_counts_organisations_and_public_practices_with_zero_as_zero(self):
        sector, empty = SectorFactory(name="Mutual"), SectorFactory(name="Union")
        bury = AreaFactory(name="Bury")
        organisation = OrganisationFactory(sectors=[sector], areas=[bury], size_band="")
        PracticePageFactory(sectors=[sector], areas=[bury], lead_organisation=organisation)
        make_private(PracticePageFactory(sectors=[sector]))

        counts = {(str(row.kind), row.name): (row.organisations, row.practices) for row in reach()}

        assert counts["Sector", "Mutual"] == (1, 1)
        assert counts["Sector", empty.name] == (0, 0)
        assert counts["Area", "Bury"] == (1, 1)
        assert counts["Size", "Not said"][1] == 1

    def test_counts_no_example_and_places_for_those_around_them(self):
        around = AreaFactory(name="Around")
        inside = AreaFactory(name="Inside", parent=around)
        real = OrganisationFactory(areas=[inside, around])
        OrganisationFactory(areas=[inside], example=True)
        PracticePageFactory(lead_organisation=real, areas=[inside])
        PracticePageFactory(lead_organisation=real, areas=[inside], is_example=True)

        counts = {row.name: (row.organisations, row.practices) for row in reach()}

        assert counts["Inside"] == counts["Around"] == (1, 1)

    def test_counts_what_says_nothing_of_it(self):
        PracticePageFactory(lead_organisation=OrganisationFactory())

        unsaid = {str(row.kind): row.practices for row in reach() if row.name == "Not said"}

        assert unsaid == {"Sector": 1, "Size": 1, "Area": 1}

    def test_asks_the_database_as_often_for_many_as_for_few(self, django_assert_num_queries):
        for _ in range(3):
            OrganisationFactory(areas=[AreaFactory()], sectors=[SectorFactory()])

        with django_assert_num_queries(11):
            reach()


class TestReportPages:
    @pytest.mark.parametrize("name", ["care_report", "reach_report"])
    def test_are_pages_and_files(self, moderator, name):
        PracticePageFactory(title="=Bare", lead_organisation=None, areas=[AreaFactory()])

        assert moderator.get(reverse(name)).status_code == 200
        assert rows_of(moderator.get(reverse(name), {"export": "csv"}))
        assert moderator.get(reverse(name), {"export": "xlsx"}).status_code == 200

    @pytest.mark.parametrize("export", ["csv", "xlsx"])
    def test_write_a_file_of_one_need(self, moderator, export):
        whole("Hard to read", easy_read_url="")
        PracticePageFactory(title="Bare")

        page = moderator.get(reverse("care_report"), {"need": "no-source"})
        file = moderator.get(reverse("care_report"), {"need": "no-source", "export": export})

        assert f"need=no-source&amp;export={export}" in page.content.decode()
        if export == "csv":
            (row,) = rows_of(file)
            assert row["Practice"] == "Bare"
            assert row["Needs"].startswith("a source, ")

    def test_show_the_day_to_answer_by(self, moderator):
        sent_to_moderators()

        page = moderator.get(reverse("care_report"), {"need": "waiting"}).content.decode()

        assert "9 March 2026: late" in page

    def test_write_no_formula_into_a_spreadsheet(self, moderator):
        PracticePageFactory(title="=Bare")

        (row,) = rows_of(moderator.get(reverse("care_report"), {"export": "csv"}))

        assert row["Practice"] == "'=Bare"

    @pytest.mark.parametrize("name", ["care_report", "reach_report"])
    def test_are_for_moderators_alone(self, client, name):
        client.force_login(UserFactory(role=Role.PROVIDER))

        assert client.get(reverse(name)).status_code == 302
