"""A provider tells with whom, what helped and where to read more; nothing of others is lost."""

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.organisations.models import OrganisationName
from portal.practices.models import Finding, PracticeSource
from portal.practices.submission.drafts import draft_of
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.submissions import submission_of
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    ensure_site(site_url="http://testserver")
    member = MemberFactory()
    client.force_login(member.user)
    return member


@pytest.fixture
def submission(member):
    return submission_of(member)


def save(client, submission, base=None, **answers):
    address = reverse("submission_step", args=[submission.pk, "lessons"])
    base = base or client.get(address).context["form"].initial["base"]
    return client.post(address, {"base": base, **answers})


def told(submission):
    page = draft_of(submission).page
    return {
        "partners": [str(partner) for partner in page.partners.all()],
        "findings": [(row.kind, row.text) for row in page.findings.all()],
        "sources": [(row.part, row.url) for row in page.sources.all()],
    }


class TestLessons:
    def test_are_kept_as_the_page_keeps_them(self, client, submission):
        be_caring = OrganisationFactory(name="Be Caring")
        OrganisationName.objects.create(organisation=be_caring, name="CASA", kind="former")
        OrganisationFactory(name="HMR Circle")
        save(
            client,
            submission,
            partner_names="casa ltd\nHMR Circle\n\nBe Caring",
            enablers="A manager who listens.\nTime.",
            barriers="Short contracts.",
            wants="An evaluator.",
            source_name="Our report, 2025",
            source_url="https://example.org/report",
        )

        assert told(submission) == {
            "partners": ["Be Caring", "HMR Circle"],
            "findings": [
                ("enabler", "A manager who listens."),
                ("enabler", "Time."),
                ("barrier", "Short contracts."),
                ("want", "An evaluator."),
            ],
            "sources": [("Our report, 2025", "https://example.org/report")],
        }
        check = text_of(client.get(reverse("submission_send", args=[submission.pk])))
        assert "A manager who listens." in check

    def test_saved_again_lose_nothing_that_a_moderator_added(self, client, submission):
        draft = draft_of(submission)
        draft.page.findings = [Finding(kind="barrier", text="Rates.", addressee="commissioner")]
        draft.page.sources = [PracticeSource(document="policy-brief", section="3")]
        draft.page.save_revision()
        save(client, submission, barriers="Rates.\nTravel.", source_name="Ours")

        page = draft_of(submission).page
        assert [(row.text, row.addressee) for row in page.findings.all()] == [
            ("Rates.", "commissioner"),
            ("Travel.", "anyone"),
        ]
        assert {row.document for row in page.sources.all()} == {"policy-brief", "other"}

    def test_of_a_colleague_are_not_written_over_unseen(self, client, submission):
        address = reverse("submission_step", args=[submission.pk, "lessons"])
        base = client.get(address).context["form"].initial["base"]
        save(client, submission, barriers="Theirs.")

        answer = save(client, submission, base=base, barriers="Ours.")

        assert "Somebody else changed this page" in text_of(answer)
        assert told(submission)["findings"] == [("barrier", "Theirs.")]

    def test_do_not_stand_in_the_way_of_another_page_saved_meanwhile(self, client, submission):
        save(client, submission, barriers="Rates.")
        address = reverse("submission_step", args=[submission.pk, "lessons"])
        base = client.get(address).context["form"].initial["base"]
        draft_of(submission).page.save_revision()

        assert save(client, submission, base=base, barriers="Rates.\nTravel.").status_code == 302

    @pytest.mark.parametrize(
        ("answers", "message"),
        [
            ({"partner_names": "Nobody Care"}, "“Nobody Care” is not here under this name."),
            ({"barriers": "\n".join(map(str, range(11)))}, "Ten lines are enough."),
            ({"wants": "a" * 401}, "Make each line shorter"),
            ({"source_url": "https://example.org/"}, "Say what the web address leads to."),
            ({"source_url": "not an address"}, "Enter a web address"),
        ],
    )
    def test_say_at_the_field_what_is_wrong_and_keep_the_text(
        self, client, submission, answers, message
    ):
        answer = text_of(save(client, submission, **answers))

        assert message in answer
        assert told(submission)["findings"] == []

    def test_may_stay_empty(self, client, submission):
        assert save(client, submission).status_code == 302
        assert told(submission) == {"partners": [], "findings": [], "sources": []}
