"""A complete snapshot told on a phone, by somebody who has only the site: how much work it is."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.practices.models import Submission
from portal.practices.submission.drafts import draft_of, review_of
from portal.practices.submission.services import save_answers
from tests.access.answers import Reader
from tests.accessibility.browsing import Reading, new_context, sign_in
from tests.factories.users import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"width": 390, "height": 844}
MOST_INTERACTIONS = 40


class Phone:
    """A window that counts what a person does in it, and reads each page with axe."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.page = reading.page
        self.page.set_viewport_size(PHONE)
        self.interactions = 0

    def _count(self) -> None:
        self.interactions += 1

    def write(self, label: str, text: str) -> None:
        self._count()
        self.page.get_by_label(label).fill(text)

    def choose(self, label: str) -> None:
        self._count()
        self.page.get_by_label(label).check()

    def pick(self, label: str, option: str) -> None:
        self._count()
        self.page.get_by_label(label).select_option(label=option)

    def press(self, name: str, role: str = "button") -> None:
        self._count()
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()
        assert self._reading.violations() == []
        assert self._reading.overflow() == 0


@pytest.fixture
def phone(browser, address, world):
    key = sign_in(world.people[Reader.PROVIDER])
    context = new_context(browser, address, session_key=key)
    yield Phone(Reading(context))
    context.close()


@pytest.fixture
def new_phone(browser, address):
    """The phone of somebody who has never been here."""
    context = new_context(browser, address)
    yield Phone(Reading(context))
    context.close()


def code_in(message):
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", message.body)[0]


def begin(phone):
    """From the front door to the first question: an account, and an organisation."""
    phone.page.goto("/")
    phone.press("Share a practice", "link")
    phone.press("Create an account", "link")
    phone.write("Email address", "first@example.org")
    phone.write("Choose a password", PASSWORD)
    phone.press("Create account")
    phone.write("Code", code_in(mail.outbox[-1]))
    phone.press("Continue")
    phone.press("Find or add your organisation", "link")
    phone.write("What is it called?", "Example First Steps Care")
    phone.press("Add the organisation")


class TestSnapshotOnAPhone:
    def test_takes_fewer_than_forty_interactions_and_no_page_shuts_anybody_out(self, new_phone):
        phone = new_phone
        begin(phone)
        phone.press("Start a new practice")
        phone.write("What do you call it?", "Staff choose their shifts")
        phone.write("What is it, in one sentence?", "Care workers pick shifts a month ahead.")
        phone.choose("Running")
        phone.press("Save and continue")
        phone.write("What was the problem?", "People left because of their hours.")
        phone.write("What do you do?", "A shared sheet that everybody can fill in.")
        phone.press("Save and continue")
        phone.pick("Where?", "Rochdale")
        phone.pick("What is it about?", "Workforce")
        phone.press("Save and continue")
        phone.write("What changed?", "Fewer gaps in the rota.")
        phone.write("What did not work?", "Nights stayed hard to fill.")
        phone.write("When was that so?", "2025-06")
        phone.press("Save and continue")
        phone.choose("Reported by the organisation")
        phone.choose("We do not measure this yet")
        phone.press("Save and continue")
        phone.choose("Nobody is quoted or shown")
        phone.choose("Anybody may use and change it if they name us (CC BY 4.0)")
        phone.press("Save and continue")
        phone.press("Send it to the moderators")

        submission = Submission.objects.latest("pk")
        assert submission.practice.draft_title == "Staff choose their shifts"
        assert review_of(submission).is_waiting
        assert phone.interactions < MOST_INTERACTIONS

    def test_shows_both_texts_when_a_colleague_saved_first(self, phone, world):
        submission = Submission.objects.get(pk=world.words["submission_id"])
        phone.page.goto(reverse("submission_step", args=[submission.pk, "story"]))
        save_answers(
            submission=submission,
            answers={"problem": "Few people stayed."},
            by=world.people[Reader.PROVIDER],
            base=draft_of(submission).revision_id,
        )
        phone.write("What was the problem?", "People left because of their hours.")
        phone.press("Save and continue")

        mine = phone.page.get_by_label("What was the problem?").input_value()
        assert mine == "People left because of their hours."
        assert phone.page.get_by_role("definition").filter(has_text="Few people stayed.").count()
