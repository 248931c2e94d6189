"""What a consortium learned becomes a draft that is filled with what is known, and names nobody
who did not agree.
"""

import pytest

from home.services.site import ensure_site
from portal.consortia.enums import Outcome
from portal.consortia.workspace.services.bidding import record_outcome
from portal.practices.models import Submission
from portal.practices.submission.drafts import draft_of

LESSONS = "Start a month earlier, and agree on the lead first."


@pytest.fixture
def decided(team):
    """A consortium whose bid was lost."""
    ensure_site(site_url="http://testserver")
    consortium = team.to_bid()
    by = team.person(consortium.host)
    record_outcome(seat=team.host_seat, outcome=Outcome.LOST, by=by, at=team.tick())
    return consortium


def tell(client, team, seat, **form):
    """One member writes the lessons and says whether it may be named."""
    client.force_login(team.person(seat.organisation))
    client.post(f"{seat.consortium.get_absolute_url()}lessons/", {"lessons": LESSONS, **form})


def begin(client, team, seat):
    client.force_login(team.person(seat.organisation))
    return client.post(f"{seat.consortium.get_absolute_url()}lessons/practice/")


class TestAPracticeOfLessons:
    def test_is_filled_with_the_tender_the_outcome_and_who_agreed(self, client, team, decided):
        own, agreeing, *_silent = team.seats()
        tell(client, team, agreeing, may_be_named="on")
        tell(client, team, own)

        response = begin(client, team, own)

        submission = Submission.objects.get()
        assert response.url == f"/share/{submission.pk}/"
        page = draft_of(submission).page
        assert page.lead_organisation == own.organisation
        assert str(decided.tender) in page.what_is_done
        assert "Another bid won" in page.results
        assert page.implications == LESSONS
        assert set(page.areas.all()) == set(decided.tender.areas.all())
        assert list(page.partners.all()) == [agreeing.organisation]
        assert not page.live

    def test_is_begun_once_by_each_member(self, client, team, decided):
        own, other, *_more = team.seats()
        tell(client, team, own)

        assert begin(client, team, own).url == begin(client, team, own).url

        begin(client, team, other)
        assert Submission.objects.count() == 2

    def test_needs_lessons(self, client, team, decided):
        begin(client, team, team.host_seat)

        assert not Submission.objects.exists()

    def test_names_nobody_who_takes_the_word_back(self, client, team, decided):
        own, other, *_more = team.seats()
        tell(client, team, other, may_be_named="on")
        tell(client, team, other)

        begin(client, team, own)

        assert not draft_of(Submission.objects.get()).page.partners.exists()
