"""Who sees what of a matching."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from portal.consortia.enums import ConsentState, EntryAnswer
from portal.consortia.models import EntryQuestion, MatchRun, ProposedMember
from portal.consortia.services.requesting import ASKED_AT_MOST, request_match
from portal.consortia.services.solving import solve_run
from portal.organisations.models import Area, CapacityOffer, DeclaredService, ServiceType
from portal.users.roles import Role
from tasks.matching import answer_question
from tests.factories.consortia import member_of
from tests.factories.users import UserFactory

OTHERS = ("Example Larkspur", "Example Bramble", "Example Foxglove")


@pytest.fixture
def url(covered_tender):
    at = timezone.now()
    run = request_match(tender=covered_tender, requested_by=None, at=at)
    solve_run(run=run, at=at)
    return reverse("tender_consortia", args=[covered_tender.pk])


def own_place(slug):
    return ProposedMember.objects.filter(organisation__slug=slug).order_by("proposal__rank").first()


class TestTenderConsortia:
    def test_sends_a_stranger_to_sign_in(self, client, url):
        response = client.get(url)

        assert response.status_code == 302
        assert reverse("account_login") in response.url

    def test_says_whom_a_reserved_tender_lets_bid(self, client, url, covered_tender):
        client.force_login(member_of("example-marigold-home-care"))
        words = "lets only these bid: public service mutuals."
        before = client.get(url).content.decode()
        covered_tender.lots.update(reserved_for=["publicServiceMissionOrganization"])

        assert words not in before
        assert words in client.get(url).content.decode()

    def test_says_whom_a_reserved_lot_lets_bid(self, client, url, covered_tender):
        client.force_login(member_of("example-marigold-home-care"))
        covered_tender.lots.filter(lot_id="2").update(reserved_for=["shelteredWorkshop"])

        page = client.get(url).content.decode()

        words = "the notice lets only these bid: supported employment providers."
        assert f"For lot 2 {words}" in page
        assert page.count("lets only these bid") == 1

    def test_is_closed_to_somebody_without_a_provider(self, client, url):
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        response = client.get(url)

        assert response.status_code == 403
        assert "This page is for people who act for a provider." in response.text

    def test_shows_a_provider_its_own_name_and_the_others_as_roles(self, client, url):
        client.force_login(member_of("example-marigold-home-care"))

        page = client.get(url).content.decode()

        assert "Example Marigold Home Care" in page
        assert "A provider of home care in Oldham" in page
        assert not any(name in page for name in OTHERS)

    def test_shows_a_provider_alone_what_its_own_part_rests_on(self, client, url):
        own, other = "example-marigold-home-care", "example-larkspur-care-co-operative"
        for slug, number in ((own, "1-145996910"), (other, "1-145996911")):
            services = DeclaredService.objects.filter(organisation__slug=slug)
            services.update(cqc_location_id=number, rating_url=f"https://example.org/{number}")
        client.force_login(member_of(own))

        page = " ".join(client.get(url).content.decode().split())

        day = date_format(timezone.localdate(), "j F Y")
        assert f"On {day} you said that you give home care in Bury, Rochdale" in page
        assert 'href="https://www.cqc.org.uk/location/1-145996910"' in page
        assert f"Rated Good for Home care on {day}" in page
        assert 'href="https://example.org/1-145996910"' in page
        assert "145996911" not in page

    def test_tells_a_provider_no_figure_of_another(self, client, url):
        CapacityOffer.objects.exclude(organisation__slug="example-marigold-home-care").update(
            weekly_hours=987654321
        )
        client.force_login(member_of("example-marigold-home-care"))

        assert "987654321" not in client.get(url).content.decode()

    def test_shows_a_provider_that_is_in_no_team_no_team(self, client, url):
        client.force_login(member_of("example-clover-works"))

        page = client.get(url).content.decode()

        assert "A provider of" not in page
        assert "No team with your organisation in it" in page

    def test_shows_a_moderator_every_name(self, client, url):
        client.force_login(UserFactory(role=Role.MODERATOR))

        page = client.get(url).content.decode()

        assert all(name in page for name in OTHERS)

    def test_asks_for_a_new_matching_by_post(self, client, url, covered_tender):
        client.force_login(member_of("example-marigold-home-care"))
        before = MatchRun.objects.filter(tender=covered_tender).count()

        response = client.post(url)

        assert response.status_code == 302
        assert MatchRun.objects.filter(tender=covered_tender).count() == before + 1

    def test_says_when_an_organisation_that_asked_often_may_ask_again(self, client, url):
        client.force_login(member_of("example-marigold-home-care"))
        for _ in range(ASKED_AT_MOST):
            client.post(url)
            MatchRun.objects.update(state="solved", solved_at=timezone.now())
        before = MatchRun.objects.count()

        page = client.post(url, follow=True).content.decode()

        assert "You can look again from" in page
        assert MatchRun.objects.count() == before

    def test_changes_nothing_on_get(self, client, url):
        client.force_login(member_of("example-marigold-home-care"))
        before = MatchRun.objects.count()

        client.get(url)

        assert MatchRun.objects.count() == before

    def test_needs_few_queries(self, client, url, django_assert_max_num_queries):
        client.force_login(member_of("example-marigold-home-care"))

        with django_assert_max_num_queries(28):
            client.get(url)


class TestConsortiumAnswer:
    def test_keeps_the_own_organisations_answer(self, client, url):
        member = own_place("example-marigold-home-care")
        client.force_login(member_of("example-marigold-home-care"))

        client.post(reverse("consortium_answer", args=[member.public_id]), {"answer": "interested"})

        member.refresh_from_db()
        assert member.consent == ConsentState.INTERESTED
        assert member.answered_at is not None

    def test_knows_no_place_of_another_organisation(self, client, url):
        member = own_place("example-foxglove-transport")
        client.force_login(member_of("example-marigold-home-care"))

        response = client.post(
            reverse("consortium_answer", args=[member.public_id]), {"answer": "interested"}
        )

        member.refresh_from_db()
        assert response.status_code == 404
        assert member.consent == ConsentState.SUGGESTED

    @pytest.mark.parametrize("answer", ["", "suggested", "maybe"])
    def test_refuses_what_is_no_answer(self, client, url, answer):
        member = own_place("example-marigold-home-care")
        client.force_login(member_of("example-marigold-home-care"))

        response = client.post(
            reverse("consortium_answer", args=[member.public_id]), {"answer": answer}
        )

        assert response.status_code == 400


class TestConsortiumEntry:
    @pytest.fixture
    def outsider(self):
        return member_of("example-clover-works")

    @pytest.fixture
    def ask(self, client, url, covered_tender):
        def asked(user):
            client.force_login(user)
            return client.post(reverse("consortium_entry", args=[covered_tender.pk]), follow=True)

        return asked

    def test_tells_the_organisation_what_would_bring_it_in(self, client, gap_tender):
        at = timezone.now()
        solve_run(run=request_match(tender=gap_tender, requested_by=None, at=at), at=at)
        client.force_login(member_of("example-marigold-home-care"))
        address = reverse("consortium_entry", args=[gap_tender.pk])

        page = client.post(address, follow=True).content.decode()
        assert "We are working this out. Load this page again" in page
        assert answer_question() == 1
        after = client.get(reverse("tender_consortia", args=[gap_tender.pk])).content.decode()

        assert "What would bring Example Marigold Home Care in" in after
        assert "You would be in the first proposal if you gave home care in" in after
        assert "Tell us what would bring us in" not in after

    def test_tells_nobody_else(self, client, url, ask, outsider):
        ask(outsider)
        answer_question()

        for other in (
            member_of("example-sorrel-care"),
            member_of("example-marigold-home-care"),
            UserFactory(role=Role.MODERATOR),
        ):
            client.force_login(other)
            page = client.get(url).content.decode()
            assert "Clover" not in page
            assert "You would be in the first proposal" not in page

    def test_answers_one_question_a_day(self, ask, outsider, covered_tender):
        ask(outsider)
        at = timezone.now()
        solve_run(run=request_match(tender=covered_tender, requested_by=None, at=at), at=at)

        assert "You asked this today" in ask(outsider).content.decode()
        assert EntryQuestion.objects.count() == 1

    def test_offers_nothing_to_who_is_in_a_team(self, ask):
        page = ask(member_of("example-marigold-home-care")).content.decode()

        assert "What would bring" not in page
        assert not EntryQuestion.objects.exists()

    def test_is_closed_to_somebody_without_a_provider(self, ask):
        assert ask(UserFactory(role=Role.MODERATOR)).status_code == 403

    @pytest.mark.parametrize("answer", EntryAnswer)
    def test_has_a_sentence_for_every_answer(self, client, url, ask, outsider, answer):
        ask(outsider)
        EntryQuestion.objects.update(
            answer=answer,
            answered_at=timezone.now(),
            service_type=ServiceType.objects.get(slug="home-care"),
            area=Area.objects.get(slug="bury"),
        )

        page = client.get(url).content.decode()

        assert "%(" not in page
        assert "We are working this out" not in page
