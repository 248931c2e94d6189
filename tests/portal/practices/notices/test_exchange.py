"""Both sides of a review, a visit or a voice hear of each other, and read it on the page alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.practices.learning_visits.services import (
    Wish,
    answer_visit,
    ask_to_visit,
    cancel_visit,
    give_feedback,
)
from portal.practices.peer_review.services import (
    add_finding,
    agree_to_lesson,
    answer_invitation,
    set_visit,
    write_lesson,
)
from portal.practices.voices.services import answer_voice
from portal.users.models import Notice
from tests.factories.adoptions import MemberFactory
from tests.factories.learning_visits import VisitHostFactory
from tests.factories.peer_reviews import PeerReviewFactory
from tests.factories.users import UserFactory
from tests.factories.voices import VoiceFactory, approver

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "The rota is empty on Sundays."


def told():
    """Person -> subjects, oldest first."""
    found = {}
    for notice in Notice.objects.order_by("pk"):
        found.setdefault(notice.person_id, []).append(notice.subject)
    return found


@pytest.fixture
def sides():
    """A review that was asked for, with somebody who acts for each side."""
    review = PeerReviewFactory(invited=True)
    asker = MemberFactory(organisation=review.request.organisation).user
    reviewer = MemberFactory(organisation=review.reviewer).user
    return review, asker, reviewer


class TestPeerReviews:
    def test_tell_each_side_what_the_other_did(self, sides):
        review, asker, reviewer = sides
        answer_invitation(review=review, by=reviewer, is_accepted=True, at=AT)
        set_visit(review=review, by=asker, first=AT.date(), last=AT.date(), at=AT)
        add_finding(review=review, by=reviewer, text=SECRET, at=AT)
        write_lesson(review=review, by=reviewer, text="Ask first.", at=AT)
        agree_to_lesson(review=review, by=asker, text="Ask first.", at=AT)

        name, own = str(review.reviewer), str(review.request.organisation)
        assert told() == {
            asker.pk: [
                f"{name} will review you",
                f"{name} wrote a finding for you",
                f"{name} proposes a lesson for everybody",
            ],
            reviewer.pk: [
                f"{own} set the day of the peer review",
                "The lesson of your peer review is published",
            ],
        }

    def test_write_nothing_of_a_finding_into_a_mail(self, sides):
        review, _asker, reviewer = sides
        answer_invitation(review=review, by=reviewer, is_accepted=True, at=AT)
        add_finding(review=review, by=reviewer, text=SECRET, at=AT)

        assert not any(SECRET in row.subject + row.text for row in Notice.objects.all())

    def test_send_one_mail_for_a_day_of_findings(self, sides):
        review, asker, reviewer = sides
        answer_invitation(review=review, by=reviewer, is_accepted=True, at=AT)
        for number in range(3):
            add_finding(review=review, by=reviewer, text=f"Finding {number}", at=AT)
        add_finding(review=review, by=reviewer, text="Next day", at=AT + timedelta(days=1))

        assert [subject for subject in told()[asker.pk] if "finding" in subject] == [
            f"{review.reviewer} wrote a finding for you"
        ] * 2

    def test_tell_who_asked_of_a_no(self, sides):
        review, asker, reviewer = sides
        answer_invitation(review=review, by=reviewer, is_accepted=False, at=AT)

        assert told() == {asker.pk: [f"{review.reviewer} cannot review you"]}


class TestLearningVisits:
    @pytest.fixture
    def host(self):
        return VisitHostFactory(capacity=10, organisation__name="Circle")

    @pytest.fixture
    def owner(self, host):
        return MemberFactory(organisation=host.organisation).user

    @pytest.fixture
    def visit(self, host, owner):
        day = date(2026, 5, 4)
        wish = Wish(text=SECRET, people=2, first_day=day, last_day=day)
        return ask_to_visit(host=host, by=UserFactory(), wish=wish, at=AT)

    def test_tell_each_side_what_the_other_did(self, visit, owner):
        answer_visit(visit=visit, by=owner, is_accepted=True, words=SECRET, at=AT)
        give_feedback(
            visit=visit, by=visit.visitor, text=SECRET, at=datetime(2026, 5, 5, tzinfo=UTC)
        )

        assert told() == {
            owner.pk: [
                "Somebody asks to visit you on 4 May 2026",
                "Your visitors of 4 May 2026 wrote what they learned",
            ],
            visit.visitor.pk: ["You can visit Circle on 4 May 2026"],
        }
        assert not any(SECRET in row.subject + row.text for row in Notice.objects.all())

    def test_tell_the_host_how_many_would_come(self, visit, host):
        day = date(2026, 5, 6)
        wish = Wish(text="To see it", people=1, first_day=day, last_day=day)
        ask_to_visit(host=host, by=UserFactory(), wish=wish, at=AT)

        first_words = [notice.text.split(" would ")[0] for notice in Notice.objects.order_by("pk")]

        assert first_words == ["2 people", "1 person"]

    def test_tell_of_a_no_and_of_a_visit_that_is_cancelled(self, visit, owner, host):
        answer_visit(visit=visit, by=owner, is_accepted=False, words="", at=AT)
        day = date(2026, 5, 6)
        wish = Wish(text="To see it", people=1, first_day=day, last_day=day)
        other = ask_to_visit(host=host, by=visit.visitor, wish=wish, at=AT)
        cancel_visit(visit=other, by=visit.visitor, at=AT)

        assert told()[visit.visitor.pk] == ["Circle cannot have you on 4 May 2026"]
        assert told()[owner.pk][-1] == "The visit on 6 May 2026 is cancelled"


class TestVoices:
    @pytest.mark.parametrize(
        ("reason", "subject"),
        [("", "What you said is shown"), ("It names people.", "What you said is not shown")],
    )
    def test_tell_their_speaker_what_became_of_them(self, reason, subject):
        voice = VoiceFactory(waiting=True)
        answer_voice(voice=voice, by=approver(), reason=reason, at=AT)

        assert told() == {voice.author_id: [subject]}
        assert reason not in Notice.objects.get().text or not reason
