"""Files that the admin's own reports write hold no formula, wherever somebody typed one."""

import csv

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.users.roles import Role
from tests.factories.practices import PracticePageFactory
from tests.factories.submissions import AT, sent_to_moderators
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://example.org")'


@pytest.fixture
def moderator(client):
    ensure_site(site_url="http://testserver")
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


def cells_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return {cell for row in csv.reader(text.splitlines()) for cell in row}


class TestReportsOfWagtail:
    def test_write_no_title_as_a_formula(self, moderator):
        PracticePageFactory(title=FORMULA, last_published_at=AT)
        report = reverse("wagtailadmin_reports:aging_pages")

        cells = cells_of(moderator.get(report, {"export": "csv"}))

        assert f"'{FORMULA}" in cells
        assert FORMULA not in cells

    @pytest.mark.parametrize(
        "name", ["wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_tasks"]
    )
    def test_write_no_title_of_what_waits_as_a_formula(self, moderator, name):
        sent_to_moderators(title=FORMULA)

        cells = cells_of(moderator.get(reverse(name), {"export": "csv"}))

        assert f"'{FORMULA}" in cells
        assert FORMULA not in cells
