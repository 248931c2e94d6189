"""What is overdue for review says so; what is archived says why, and is offered nowhere."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from portal.practices.enums import ArchiveReason
from portal.practices.models import PracticePage
from portal.practices.selectors.freshness import Freshness, freshness_of
from search.documents.practice import practice_documents, public_practice_ids
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.pages import text_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)
ARCHIVED = {"archived_on": date(2026, 2, 1), "archive_reason": ArchiveReason.REPLACED}


def page_of(client, practice):
    response = client.get(practice.url)
    assert response.status_code == 200
    return text_of(response)


class TestFreshness:
    @pytest.mark.parametrize(
        ("review_by", "is_overdue"),
        [(None, False), (date(2026, 2, 28), True), (TODAY, False), (date(2026, 3, 2), False)],
    )
    def test_is_lost_the_day_after_the_review_was_due(self, review_by, is_overdue):
        practice = PracticePageFactory.build(review_by_date=review_by)

        assert bool(freshness_of(practice, today=TODAY).overdue_since) is is_overdue

    def test_of_an_archived_practice_speaks_of_nothing_but_the_archive(self):
        successor = PracticePageFactory()
        practice = PracticePageFactory(
            review_by_date=date(2020, 1, 1), successor=successor, **ARCHIVED
        )

        assert freshness_of(practice, today=TODAY) == Freshness(
            archived_on=date(2026, 2, 1),
            archive_reason="A newer practice takes its place",
            successor=successor,
        )

    @pytest.mark.parametrize("hide", [PracticePage.unpublish, make_private])
    def test_names_no_successor_that_is_hidden(self, hide):
        successor = PracticePageFactory()
        practice = PracticePageFactory(successor=successor, **ARCHIVED)

        hide(successor)

        assert freshness_of(practice, today=TODAY).successor is None


class TestPageOfThePractice:
    def test_says_that_it_is_overdue_for_review(self, client):
        practice = PracticePageFactory(review_by_date=timezone.localdate() - timedelta(days=1))

        assert "Overdue for review." in page_of(client, practice)

    def test_says_nothing_while_the_review_is_ahead(self, client):
        practice = PracticePageFactory(review_by_date=timezone.localdate() + timedelta(days=1))

        page = page_of(client, practice)

        assert "To be reviewed by" in page
        assert "Overdue" not in page

    def test_says_why_it_is_archived_and_what_to_read_instead(self, client):
        successor = PracticePageFactory(title="Newer and better")
        practice = PracticePageFactory(successor=successor, **ARCHIVED)

        page = page_of(client, practice)

        assert "Archived on 1 February 2026." in page
        assert "A newer practice takes its place." in page
        assert f'href="{successor.url}">Newer and better</a>' in page


class TestArchivedPractice:
    def test_is_in_no_list_and_in_no_index(self, client):
        theme = ThemeFactory(slug="pay")
        archived = PracticePageFactory(title="Kept for the record", themes=[theme], **ARCHIVED)
        other = PracticePageFactory(themes=[theme])

        assert list(public_practice_ids()) == [other.pk]
        assert practice_documents({archived.pk: 1, other.pk: 1}).keys() == {other.pk}
        for address in ("/themes/pay/", archived.lead_organisation.get_absolute_url(), other.url):
            assert "Kept for the record" not in client.get(address).content.decode()

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"archived_on": TODAY}, "Choose why"),
            ({"archive_reason": ArchiveReason.DUPLICATE}, "Give the day"),
        ],
    )
    def test_needs_a_day_and_a_reason(self, fields, message):
        practice = PracticePageFactory()
        for name, value in fields.items():
            setattr(practice, name, value)

        with pytest.raises(ValidationError, match=message):
            practice.full_clean()
        with pytest.raises(IntegrityError):
            PracticePage.objects.filter(pk=practice.pk).update(**fields)

    def test_is_not_its_own_successor(self):
        practice = PracticePageFactory(**ARCHIVED)
        practice.successor = practice

        with pytest.raises(ValidationError, match="another practice"):
            practice.full_clean()
        with pytest.raises(IntegrityError):
            PracticePage.objects.filter(pk=practice.pk).update(successor=practice)
