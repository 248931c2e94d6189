"""Providers bid together: from the first yes to signed terms, a bid and its lessons."""

import pytest
from django.core import mail
from django.urls import reverse

from portal.consortia.enums import Question
from portal.consortia.models import Consortium, Disclosure, HeadsOfTerms, ProposedMember
from portal.consortia.workspace.selectors import lead_of
from portal.consortia.workspace.terms import SECTIONS
from tasks.digests import send_notices
from tasks.matching import complete_team, solve_requested
from tasks.notices import plan_notices
from tests.factories.consortia import load_market, member_of

pytestmark = pytest.mark.django_db

HOST = "example-marigold-home-care"
LEAVER = "example-foxglove-transport"


@pytest.fixture
def people(client):
    """By organisation, somebody who acts for each member of the best team."""
    load_market()
    while solve_requested():
        pass
    members = ProposedMember.objects.filter(
        proposal__rank=1, proposal__run__tender__ocid="ocds-example-0001"
    )
    return {slug: member_of(slug) for slug in members.values_list("organisation__slug", flat=True)}


@pytest.fixture
def go(client, people):
    """Open a step's page as somebody of one organisation, and send its form."""

    def gone(slug, key, **data):
        client.force_login(people[slug])
        address = reverse("consortium_step", args=[Consortium.objects.get().public_id, key])
        assert client.get(address).status_code == 200, key
        response = client.post(address, data, follow=True)
        assert "Saved." in response.content.decode(), key
        return response.content.decode()

    return gone


@pytest.fixture
def page(client, people):
    """The consortium's page as somebody of one organisation sees it."""

    def shown(slug):
        client.force_login(people[slug])
        return client.get(Consortium.objects.get().get_absolute_url()).content.decode()

    return shown


def open_with(client, people, slug):
    member = ProposedMember.objects.get(
        proposal__rank=1,
        proposal__run__tender__ocid="ocds-example-0001",
        organisation__slug=slug,
    )
    client.force_login(people[slug])
    address = reverse("consortium_answer", args=[member.public_id])
    return client.post(address, {"answer": "interested"}, follow=True).content.decode()


def gather(client, people, go):
    """Everybody says yes, agrees to confidentiality, and is in."""
    open_with(client, people, HOST)
    guests = [slug for slug in people if slug != HOST]
    for slug in guests:
        go(slug, "yes")
    for slug in people:
        go(slug, "confidentiality", contact=f"Desk of {slug}")
    go(HOST, "invite")
    for slug in guests:
        go(slug, "accept")
    assert complete_team() == 1


def signature():
    terms = HeadsOfTerms.objects.order_by("-number").first()
    return {"full_name": "Ex Ample", "authority": "director", "sha256": terms.sha256}


class TestProvidersBidTogether:
    def test_from_the_first_yes_to_the_lessons(self, client, people, go, page):
        gather(client, people, go)
        guests = [slug for slug in people if slug != HOST]
        assert "Answer the competition-law checklist." in page(HOST)
        safe = {question.value: "yes" for question in Question} | {"standalone": "no"}
        for slug in people:
            go(slug, "checklist", **safe)
        go(guests[0], "terms", **{section.key: "As we agreed." for section in SECTIONS})
        go(HOST, "terms", purpose="Help at home.", lead="Marigold leads.")
        for slug in people:
            go(slug, "sign", **signature())
        lead = lead_of(Consortium.objects.get()).organisation.slug
        for slug in people:
            if slug != lead:
                go(slug, "authorise", **signature())
        go(HOST, "legal-form", legal_form="contract-consortium", cqc_answer="Each for its own.")
        go(HOST, "bid")
        go(HOST, "outcome", outcome="won")
        lessons = go(guests[0], "lessons", lessons="Begin before the notice is out.")

        assert Consortium.objects.get().state == "learned"
        assert "Lessons were written down" in lessons
        number = HeadsOfTerms.objects.order_by("-number").first().number
        version = client.get(
            reverse("consortium_terms", args=[Consortium.objects.get().public_id, number])
        ).content.decode()
        assert "Put in:" in version
        assert version.count("Ex Ample") == 2 * len(people) - 1

    def test_names_come_after_the_second_yes_and_are_logged(self, client, people, go, page):
        open_with(client, people, HOST)
        before = page(LEAVER)
        go(LEAVER, "yes")
        after = page(LEAVER)
        log = client.get(reverse("disclosure_list")).content.decode()

        assert "Marigold" not in before
        assert "Marigold" in after
        assert "to Example Marigold Home Care" in log
        assert not any(name in after for name in ("Larkspur", "Bramble"))

    def test_an_exit_asks_somebody_else_and_tells_no_reason(self, client, people, go, page):
        gather(client, people, go)
        go(LEAVER, "no", reason="Our van broke.")
        while complete_team():
            pass

        seen = page(HOST)
        assert (
            not Consortium.objects.get()
            .runs.latest("pk")
            .proposals.filter(members__organisation__slug=LEAVER)
        )
        assert "A member left, so partners were looked for again" in seen
        assert "The team goes on without this." in seen
        assert "Foxglove" not in seen
        assert "Our van broke." not in seen

    def test_every_mail_leads_to_the_page_and_names_nobody(self, client, people, go):
        gather(client, people, go)
        plan_notices()
        send_notices()

        assert mail.outbox
        for letter in mail.outbox:
            assert Consortium.objects.get().get_absolute_url() in letter.body
            assert not any(
                name in letter.body for name in ("Marigold", "Larkspur", "Bramble", "Foxglove")
            )

    def test_pledges_are_a_sum_until_everybody_shows_theirs(self, client, people, go):
        gather(client, people, go)
        go(HOST, "minimum", monthly_hours="3500")
        hours = dict(zip(people, (1201, 902, 703, 804), strict=True))
        for slug, amount in hours.items():
            go(slug, "hours", monthly_hours=str(amount))
        address = reverse("consortium_step", args=[Consortium.objects.get().public_id, "hours"])
        seen = client.get(address).content.decode()
        own = list(people)[-1]

        assert "3610" in seen
        assert "The minimum is reached." in seen
        others = [str(hours[slug]) for slug in people if slug != own]
        assert not any(amount in seen for amount in others)
        assert not Disclosure.objects.filter(fact="pledge").exists()

    def test_a_service_that_ends_finds_somebody(self, client, people, go):
        gather(client, people, go)
        service = str(ProposedMember.objects.first().covered.first().service_type_id)
        go(
            LEAVER,
            "continuity",
            service_type=service,
            ends_on="1/3/2027",
            about="Two people draw on it.",
        )
        notice = Consortium.objects.get().continuity_notices.get()
        address = reverse("consortium_step", args=[notice.consortium.public_id, "take-on"])
        client.force_login(people[HOST])
        form = client.get(address).content.decode()
        assert "Example Foxglove Community Transport, until 1 March 2027" in form
        assert f'value="{notice.pk}"' not in form
        assert "Tell your partners</h2>" not in form
        go(HOST, "take-on", notice=str(notice.public_id), words="From February.")

        assert notice.offers.get().words == "From February."
        page = client.get(f"{notice.consortium.get_absolute_url()}continuity/").content.decode()
        assert page.index("From February.") < page.index("Tell your partners</h2>")
