"""Public words anywhere can be reported, and a moderator hides them with a reason."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.common.complaints import Complaint, ReportReason
from portal.practices.learning_visits.selectors import open_hosts
from portal.practices.models import Adoption, AdoptionResult, ReportedText, Voice
from portal.practices.models.reported_text import TextKind, words_at
from portal.practices.peer_review.selectors import public_lessons
from portal.practices.text_reports.services import report_text
from portal.users.roles import Role
from tests.factories.adoptions import AdoptionFactory, AdoptionResultFactory, MemberFactory
from tests.factories.learning_visits import VisitHostFactory
from tests.factories.peer_reviews import PeerReviewFactory
from tests.factories.practices import make_private
from tests.factories.users import UserFactory
from tests.factories.voices import VoiceFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
MAKERS = {
    TextKind.ADOPTION: lambda: AdoptionFactory(what_changed="We met in a pub."),
    TextKind.RESULT: AdoptionResultFactory,
    TextKind.LESSON: lambda: PeerReviewFactory(public=True),
    TextKind.HOST: VisitHostFactory,
    TextKind.VOICE: VoiceFactory,
}


def is_shown(kind, row):
    """Whether readers see the words now."""
    return {
        TextKind.ADOPTION: lambda: bool(Adoption.objects.get(pk=row.pk).shown_what_changed),
        TextKind.RESULT: lambda: AdoptionResult.objects.filter(pk=row.pk).exists(),
        TextKind.LESSON: lambda: public_lessons().filter(pk=row.pk).exists(),
        TextKind.HOST: lambda: open_hosts().filter(pk=row.pk).exists(),
        TextKind.VOICE: lambda: Voice.objects.shown().filter(pk=row.pk).exists(),
    }[kind]()


def address(kind, row):
    return reverse("text_report", args=[kind.value, row.pk])


@pytest.mark.parametrize("kind", TextKind)
class TestEveryKind:
    def test_is_reported_hidden_and_restored_with_its_history(self, client, kind):
        ensure_site(site_url="http://testserver")
        row = MAKERS[kind]()
        client.force_login(UserFactory())
        assert words_at(kind, row.pk) in client.get(address(kind, row)).content.decode()
        client.post(address(kind, row), {"reason": "private", "words": "It names me."})
        reported = ReportedText.objects.get()
        assert reported.is_reported
        assert is_shown(kind, row)

        client.force_login(UserFactory(role=Role.MODERATOR))
        edit = reverse("wagtailsnippets_practices_reportedtext:edit", args=[reported.pk])
        page = client.get(edit).content.decode()
        assert words_at(kind, row.pk) in page
        assert "It names me." in page
        client.post(edit, {"is_hidden": "on", "reason": "It names somebody."})
        hidden = is_shown(kind, row)
        client.post(edit, {"reason": "They agreed."})

        assert (hidden, is_shown(kind, row)) == (False, True)
        steps = [event.step for event in reported.history]
        assert steps == ["reported", "hidden", "restored"]


class TestHiddenResult:
    def test_is_not_said_again_in_silence(self, client):
        member = MemberFactory()
        adoption = AdoptionFactory(organisation=member.organisation)
        result = AdoptionResultFactory(adoption=adoption)
        ReportedText.objects.create(kind=TextKind.RESULT, object_id=result.pk, is_hidden=True)
        client.force_login(member.user)
        form = {"text": result.text, "as_of": result.as_of}

        page = client.post(reverse("adoption_result", args=[adoption.pk]), form).content.decode()

        assert "Moderators hid exactly these words." in page


class TestReporting:
    def test_is_once_for_each_person(self):
        person, row = UserFactory(), AdoptionResultFactory()
        told = {"kind": TextKind.RESULT, "object_id": row.pk, "by": person, "at": AT}

        for _press in range(2):
            report_text(**told, complaint=Complaint(reason=ReportReason.OTHER))

        assert ReportedText.objects.get().history.count() == 1

    def test_is_not_of_what_not_everybody_may_read(self, client):
        result = AdoptionResultFactory()
        make_private(result.adoption.practice)
        client.force_login(UserFactory())

        for path in (address(TextKind.RESULT, result), "/report/voice/0/", "/report/rumour/1/"):
            assert client.get(path).status_code == 404

    def test_of_no_reason_says_so_at_the_field(self, client):
        result = AdoptionResultFactory()
        client.force_login(UserFactory())

        page = client.post(address(TextKind.RESULT, result), {"reason": ""}).content.decode()

        assert "Choose what is wrong with it." in page
        assert not ReportedText.objects.exists()
