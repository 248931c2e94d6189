"""An author gives each Easy Read sentence its picture on the public site, and sees every check."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.models import Image

from portal.practices.models import EasyReadPage
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.easy_read import easy_read_of
from portal.users.models import Notice
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import complete, submission_of
from tests.factories.users import UserFactory
from tests.journeys.test_attachments import is_open, photo, picture, send
from tests.journeys.test_easy_read import LONG, address, write
from tests.pages import text_of

pytestmark = pytest.mark.django_db

SHOWN = "Two people at a table."


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def submission(client, member):
    client.force_login(member.user)
    made = complete(submission_of(member))
    write(client, made, "They plan.", "They swap.")
    return made


@pytest.fixture
def moderator():
    return UserFactory(role=Role.MODERATOR)


def choose(client, submission, number, chosen="new", *, base=None, **told):
    """Send the form of one sentence; a new picture has all that it needs unless told otherwise."""
    if chosen == "new":
        told = {"picture": photo(), "alt_text": SHOWN, "consent": "agreed", **told}
    form = {"chosen": chosen, "base": base or easy_read_of(submission).revision_id, **told}
    place = reverse("submission_easy_read_picture", args=[submission.pk, number])
    return client.post(place, form, follow=True)


def picture_of(submission, number):
    return easy_read_of(submission).ideas[number - 1].picture


class TestNewPicture:
    def test_stands_beside_its_sentence_with_its_words(self, client, submission):
        answer = choose(client, submission, 1, credit="Ours, CC BY 4.0")

        shown = picture_of(submission, 1)
        file = reverse("submission_picture_file", args=[submission.pk, shown.image.pk])
        assert f'src="{file}" alt="{SHOWN}"' in text_of(answer)
        assert is_open(client, file)
        assert (shown.credit, shown.consent) == ("Ours, CC BY 4.0", "agreed")
        assert picture_of(submission, 2) is None

    @pytest.mark.parametrize(
        ("told", "message"),
        [
            ({"picture": ""}, "Choose a picture."),
            ({"alt_text": ""}, "Say what it shows, for those who do not see it."),
            ({"consent": ""}, "Say whether somebody is in it. Ask them first."),
            (
                {"picture": SimpleUploadedFile("photo.jpg", b"<svg onload=alert(1)>")},
                "This is not a picture that we can show.",
            ),
        ],
        ids=["no file", "no words", "no consent", "no picture"],
    )
    def test_is_refused_without_what_it_needs(self, client, submission, told, message):
        answer = choose(client, submission, 1, **told)

        assert message in text_of(answer)
        assert "Error:" in text_of(answer)
        assert picture_of(submission, 1) is None
        assert not Image.objects.exists()

    def test_sent_twice_is_kept_once(self, client, submission):
        base = easy_read_of(submission).revision_id
        for _press in range(2):
            answer = choose(client, submission, 1, base=base)

        assert "It is kept." in text_of(answer)
        assert Image.objects.count() == 1
        chosen = picture_of(submission, 1).image.pk
        before = easy_read_of(submission).revision_id
        choose(client, submission, 1, chosen, base=base)
        assert easy_read_of(submission).revision_id == before

    def test_for_two_sentences_is_one_picture(self, client, submission):
        for number in (1, 2):
            choose(client, submission, number)

        assert picture_of(submission, 1).image == picture_of(submission, 2).image
        assert Image.objects.count() == 1


class TestPictureAtHand:
    @pytest.fixture
    def known(self, client, submission):
        send(client, submission, "picture", picture())
        return draft_of(submission).page.pictures.get()

    def test_comes_with_its_words_and_consent(self, client, submission, known):
        choose(client, submission, 1, known.image_id)

        chosen = picture_of(submission, 1)
        assert chosen.image.pk == known.image_id
        assert (chosen.alt_text, chosen.consent) == (known.alt_text, known.consent)

    def test_can_have_other_words_here(self, client, submission, known):
        choose(client, submission, 1, known.image_id, alt_text="They plan a week.")

        assert picture_of(submission, 1).alt_text == "They plan a week."
        assert draft_of(submission).page.pictures.get().alt_text == known.alt_text
        choose(client, submission, 1, known.image_id)
        assert picture_of(submission, 1).alt_text == "They plan a week."

    def test_stays_when_the_practice_lets_go_of_it(self, client, submission, known):
        choose(client, submission, 1, known.image_id)

        client.post(reverse("submission_picture_remove", args=[submission.pk, known.image_id]))

        assert is_open(client, known_file(submission, known.image_id))

    def test_of_another_practice_is_not_offered(self, client, submission, known):
        other = complete(submission_of())

        assert known_file(submission, known.image_id) in text_of(
            client.get(reverse("submission_easy_read_picture", args=[submission.pk, 1]))
        )
        client.force_login(other.started_by)
        write(client, other, "They sing.")
        answer = choose(client, other, 1, known.image_id)
        assert "This picture is gone. Choose another." in text_of(answer)
        assert picture_of(other, 1) is None


def known_file(submission, image_id):
    return reverse("submission_picture_file", args=[submission.pk, image_id])


class TestTakingOut:
    def test_deletes_a_picture_that_nothing_else_shows(self, client, submission):
        choose(client, submission, 1)
        choose(client, submission, 1, "none")

        assert picture_of(submission, 1) is None
        assert not Image.objects.exists()

    def test_keeps_it_for_another_sentence(self, client, submission):
        for number in (1, 2):
            choose(client, submission, number)
        choose(client, submission, 1, "none")

        assert is_open(client, known_file(submission, picture_of(submission, 2).image.pk))

    def test_follows_from_taking_out_its_sentence(self, client, submission):
        choose(client, submission, 1)

        write(client, submission, "They swap.")

        assert not Image.objects.exists()

    def test_follows_from_deleting_the_practice(
        self, client, submission, django_capture_on_commit_callbacks
    ):
        choose(client, submission, 1)

        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("submission_delete", args=[submission.pk]))

        assert not EasyReadPage.objects.exists()
        assert not Image.objects.exists()

    def test_waits_for_the_change_to_be_published(
        self, client, submission, django_capture_on_commit_callbacks
    ):
        choose(client, submission, 1)
        shown = picture_of(submission, 1).image
        EasyReadPage.objects.get().get_latest_revision().publish()

        choose(client, submission, 1, "none")
        assert Image.objects.get().pk == shown.pk
        with django_capture_on_commit_callbacks(execute=True):
            EasyReadPage.objects.get().get_latest_revision().publish()

        assert not Image.objects.exists()


class TestChecks:
    def test_are_told_at_each_sentence(self, client, submission):
        write(client, submission, "They plan.", LONG)
        choose(client, submission, 1)

        told = text_of(client.get(address(submission)))

        assert "1 sentence has a picture. 1 of 2 pass every check." in told
        first, second = told.split('<li class="cp-easy-read__idea">')[1:]
        assert "Passes every check." in first
        assert "has 17 words. Use at most 15." in second
        assert "Choose a picture that shows the idea." in second

    def test_tell_moderators_once_when_all_are_passed(self, client, submission, moderator):
        for number in (1, 2):
            choose(client, submission, number)
        choose(client, submission, 2, "none")
        choose(client, submission, 2)

        notice = Notice.objects.get(person=moderator, key__startswith="easy-read-ready")
        assert "passes the checks" in notice.subject

    def test_lead_to_a_page_that_readers_see(self, client, submission):
        for number in (1, 2):
            choose(client, submission, number)
        draft_of(submission).page.get_latest_revision().publish()
        draft = EasyReadPage.objects.get().get_latest_revision_as_object()
        draft.checked_by, draft.checked_on = "Example People First", "2026-03-01"
        draft.note_check(draft.body)
        draft.save_revision().publish()

        client.logout()
        page = EasyReadPage.objects.get()
        shown = picture_of(submission, 1).image
        public = reverse("easy_read_picture", args=[submission.practice_id, shown.pk])
        assert page.is_shown
        assert public in client.get(page.url).content.decode()
        assert is_open(client, public)


class TestPrivacy:
    def test_nobody_else_chooses_or_sees(self, client, submission):
        choose(client, submission, 1)
        file = known_file(submission, picture_of(submission, 1).image.pk)

        client.force_login(MemberFactory().user)
        answer = choose(client, submission, 1, "none")

        assert answer.status_code == 404
        assert not is_open(client, file)
        assert picture_of(submission, 1) is not None

    def test_nothing_is_written_over_what_somebody_else_saved(self, client, submission):
        seen = easy_read_of(submission).revision_id
        write(client, submission, "They sing.", "They swap.")

        answer = choose(client, submission, 1, base=seen)

        assert "Somebody else changed the sentences while you chose." in text_of(answer)
        assert "Choose the file again." in text_of(answer)
        assert picture_of(submission, 1) is None

    @pytest.mark.parametrize("number", [0, 3])
    def test_there_is_no_picture_without_a_sentence(self, client, submission, number):
        assert choose(client, submission, number).status_code == 404
