"""A provider adds pictures and files, and others see them once the practice is published."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from home.services.site import ensure_site
from portal.practices.models import Submission
from portal.practices.submission import attachments
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import send_submission
from portal.practices.submission.taking_back import withdraw_submission
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import AreaFacilitatorFactory, AreaFactory
from tests.factories.practices import make_private
from tests.factories.submissions import AT, complete
from tests.factories.users import PASSWORD, UserFactory
from tests.journeys.test_share import start

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 example"


@pytest.fixture
def member():
    ensure_site(site_url="http://testserver")
    return MemberFactory()


@pytest.fixture
def submission(client, member):
    client.force_login(member.user)
    start(client, member)
    return Submission.objects.get()


def photo(colour="teal"):
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(buffer, "JPEG")
    return SimpleUploadedFile("photo.jpg", buffer.getvalue())


def picture(**changes):
    told = {"picture": photo(), "alt_text": "Two people at a table.", "consent": "agreed"}
    return {**told, **changes}


def document(**changes):
    told = {
        "document": SimpleUploadedFile("plan.pdf", PDF),
        "title": "Our plan",
        "text_version": "We meet each week.",
    }
    return {**told, **changes}


def send(client, submission, what, form):
    return client.post(reverse(f"submission_{what}", args=[submission.pk]), form)


def page_of(client, submission):
    return client.get(reverse("submission_attachments", args=[submission.pk])).content.decode()


def drafted(submission):
    page = draft_of(submission).page
    return list(page.pictures.all()), list(page.documents.all())


def is_open(client, address):
    answer = client.get(address)
    # Read to the end, as a browser does: then the file is closed.
    return answer.status_code == 200 and bool(answer.getvalue())


class TestPicturesAndFiles:
    def test_are_seen_by_their_own_people_first_and_by_everybody_at_last(
        self, client, submission, member
    ):
        send(client, submission, "picture", picture(caption="Every Monday."))
        send(client, submission, "document", document())
        (shown,), (file,) = drafted(submission)
        own = reverse("submission_picture_file", args=[submission.pk, shown.image_id])
        public = reverse("practice_picture", args=[shown.image_id, "large"])
        assert is_open(client, own)
        assert is_open(client, file.document.url)

        client.logout()
        assert [is_open(client, address) for address in (own, public, file.document.url)] == [
            False,
            False,
            False,
        ]
        client.force_login(UserFactory(role=Role.MODERATOR))
        assert is_open(client, public)
        assert is_open(client, file.document.url)

        draft_of(submission).page.get_latest_revision().publish()
        client.logout()
        assert is_open(client, public)
        assert is_open(client, file.document.url)
        page = client.get(submission.practice.url).content.decode()
        assert 'alt="Two people at a table."' in page
        assert "Every Monday." in page
        assert "We meet each week." in page

        make_private(submission.practice)
        assert [is_open(client, address) for address in (public, file.document.url)] == [
            False,
            False,
        ]

    def test_stay_on_the_page_until_a_change_without_them_is_published(
        self, client, submission, django_capture_on_commit_callbacks
    ):
        send(client, submission, "picture", picture())
        send(client, submission, "document", document())
        (shown,), (file,) = drafted(submission)
        public = reverse("practice_picture", args=[shown.image_id, "large"])
        address = file.document.url
        draft_of(submission).page.get_latest_revision().publish()

        client.post(reverse("submission_picture_remove", args=[submission.pk, shown.image_id]))
        client.post(reverse("submission_document_remove", args=[submission.pk, file.document_id]))
        assert is_open(client, public)
        assert is_open(client, address)

        with django_capture_on_commit_callbacks(execute=True):
            draft_of(submission).page.get_latest_revision().publish()
        assert not is_open(client, public)
        assert not is_open(client, address)

    def test_of_a_draft_are_open_to_colleagues(self, client, submission, member):
        send(client, submission, "document", document())
        _pictures, (file,) = drafted(submission)
        colleague = MemberFactory(organisation=member.organisation).user
        address = reverse("submission_document_file", args=[submission.pk, file.document_id])
        client.force_login(colleague)

        assert address in page_of(client, submission)
        assert is_open(client, address)

    def test_are_kept_once_when_a_form_is_sent_twice(self, client, submission):
        for _ in range(2):
            send(client, submission, "document", document())

        assert len(drafted(submission)[1]) == 1

    def test_can_be_taken_out_with_their_files(self, client, submission):
        send(client, submission, "picture", picture())
        send(client, submission, "document", document())
        (shown,), (file,) = drafted(submission)

        address = file.document.url

        for _ in range(2):
            client.post(reverse("submission_picture_remove", args=[submission.pk, shown.image_id]))
            client.post(
                reverse("submission_document_remove", args=[submission.pk, file.document_id])
            )

        assert drafted(submission) == ([], [])
        assert not is_open(client, address)

    def test_of_others_are_out_of_reach(self, client, submission):
        send(client, submission, "picture", picture())
        (shown,), _none = drafted(submission)
        client.force_login(MemberFactory().user)

        own = reverse("submission_picture_file", args=[submission.pk, shown.image_id])
        assert not is_open(client, own)
        remove = reverse("submission_picture_remove", args=[submission.pk, shown.image_id])
        assert client.post(remove).status_code == 404
        assert len(drafted(submission)[0]) == 1


class TestBadInput:
    @pytest.mark.parametrize(
        ("what", "form", "field", "message"),
        [
            ("picture", {"picture": ""}, "picture", "Choose a picture."),
            ("picture", {"alt_text": ""}, "alt_text", "for those who do not see it"),
            ("picture", {"consent": ""}, "consent", "Ask them first"),
            ("picture", {"picture": SimpleUploadedFile("a.jpg", b"<svg/>")}, "picture", "JPEG"),
            ("picture", {"picture": SimpleUploadedFile("a.jpg", b"")}, "picture", "empty"),
            ("document", {"text_version": ""}, "text_version", "cannot open it"),
            ("document", {"title": "x" * 201}, "title", "200"),
            ("document", {"document": SimpleUploadedFile("a.pdf", b"MZ")}, "document", "PDF"),
        ],
    )
    def test_is_answered_at_the_field_and_keeps_the_words(
        self, client, submission, what, form, field, message
    ):
        whole = {"picture": picture, "document": document}[what](**form)

        page = send(client, submission, what, whole)

        assert message in page.context[what].errors[field][0]
        kept = [text for text in whole.values() if isinstance(text, str) and len(text) > 8]
        assert all(text in page.content.decode() for text in kept)
        assert drafted(submission) == ([], [])

    def test_asks_for_the_file_again_beside_another_error(self, client, submission):
        page = send(client, submission, "picture", picture(alt_text=""))

        assert page.context["picture"].errors["picture"] == ["Choose the file again."]

    def test_is_one_more_than_there_may_be(self, client, submission, monkeypatch):
        monkeypatch.setattr(attachments, "MOST", 1)
        send(client, submission, "picture", picture())

        page = send(client, submission, "picture", picture(picture=photo("red")))

        assert "Take one out first" in page.context["picture"].errors["picture"][0]

    def test_loses_no_words_when_the_session_has_ended(self, client, submission, member):
        client.logout()
        answer = send(client, submission, "document", document())

        back = client.post(answer.url, {"login": member.user.email, "password": PASSWORD})

        assert back.status_code == 302
        assert "We meet each week." in page_of(client, submission)


class TestAreaFacilitator:
    @pytest.fixture
    def sent(self, client, submission, member):
        """Sent from Bury with a picture and a file; their addresses."""
        send(client, submission, "picture", picture())
        send(client, submission, "document", document())
        bury = complete(submission).practice.get_latest_revision_as_object().areas.get()
        send_submission(submission=submission, by=member.user, at=AT)
        (shown,), (file,) = drafted(submission)
        picture_address = reverse("practice_picture", args=[shown.image_id, "large"])
        return bury, [picture_address, file.document.url]

    def test_opens_what_waits_to_be_read_in_their_area(self, client, sent):
        area, addresses = sent
        client.force_login(AreaFacilitatorFactory(user=UserFactory(), area=area).user)

        assert [is_open(client, address) for address in addresses] == [True, True]

    def test_opens_nothing_of_another_area(self, client, sent):
        _area, addresses = sent
        client.force_login(AreaFacilitatorFactory(user=UserFactory(), area=AreaFactory()).user)

        assert [is_open(client, address) for address in addresses] == [False, False]

    def test_opens_nothing_of_a_draft_that_does_not_wait(self, client, submission, member, sent):
        area, addresses = sent
        withdraw_submission(submission=submission, by=member.user, at=AT)
        client.force_login(AreaFacilitatorFactory(user=UserFactory(), area=area).user)

        assert [is_open(client, address) for address in addresses] == [False, False]
