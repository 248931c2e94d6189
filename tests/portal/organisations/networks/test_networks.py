"""A network takes an organisation in when both sides agree, and either side may end it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.organisations.models import NetworkMembership, NetworkRequest
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.organisation import OrganisationKind
from portal.organisations.networks import services
from portal.organisations.networks.services import NotAnOwnerError, ask_to_join
from portal.users.models import Notice
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return MemberFactory(role=MembershipRole.OWNER)


@pytest.fixture
def host():
    """An owner of a network."""
    network = OrganisationFactory(name="Care partnership", kind=OrganisationKind.PARTNERSHIP)
    return MemberFactory(organisation=network, role=MembershipRole.OWNER)


def page_of(member):
    return reverse("network_list", args=[member.organisation.slug])


def read(client, address):
    return text_of(client.get(address))


def ask(client, owner, host):
    client.force_login(owner.user)
    return client.post(page_of(owner), {"network": host.organisation_id})


def answer(client, host, word):
    client.force_login(host.user)
    request = NetworkRequest.objects.get()
    return client.post(reverse("network_answer", args=[request.pk]), {"answer": word})


class TestJoining:
    def test_needs_both_sides(self, client, owner, host):
        ask(client, owner, host)
        assert "has not answered yet" in read(client, page_of(owner))
        assert not NetworkMembership.objects.exists()
        client.force_login(host.user)
        assert owner.organisation.name in read(client, page_of(host))

        answer(client, host, "agree")

        tie = NetworkMembership.objects.get()
        assert (tie.network, tie.member) == (host.organisation, owner.organisation)
        assert "Care partnership" in read(client, owner.organisation.get_absolute_url())

    def test_shows_who_asked_that_it_was_refused(self, client, owner, host):
        ask(client, owner, host)

        answer(client, host, "refuse")

        assert not NetworkMembership.objects.exists()
        assert "Who asks to join" not in read(client, page_of(host))
        client.force_login(owner.user)
        assert "Care partnership said no on" in read(client, page_of(owner))
        assert "Care partnership" not in read(client, owner.organisation.get_absolute_url())

    def test_is_not_asked_again_for_30_days_after_a_no(self, client, owner, host):
        ask(client, owner, host)
        answer(client, host, "refuse")

        page = ask(client, owner, host)
        NetworkRequest.objects.update(refused_at=timezone.now() - timedelta(days=30))
        ask(client, owner, host)

        assert "ask again from" in page.context["form"].errors["network"][0]
        assert NetworkRequest.objects.get().refused_at is None

    def test_is_offered_where_somebody_can_answer(self, client, owner, host):
        host.user.is_active = False
        host.user.save()

        page = ask(client, owner, host)

        assert not page.context["form"].fields["network"].queryset.exists()
        assert not NetworkRequest.objects.exists()

    def test_is_asked_once(self, client, owner, host):
        ask(client, owner, host)
        ask(client, owner, host)

        assert NetworkRequest.objects.count() == 1


class TestTelling:
    """Owners learn by mail what the other side did; who did it, and editors, are not told."""

    @pytest.fixture(autouse=True)
    def _editors(self, owner, host):
        for member in (owner, host):
            MemberFactory(organisation=member.organisation, role=MembershipRole.EDITOR)

    def told(self):
        return list(Notice.objects.order_by("pk").values_list("person", "subject"))

    def test_asks_the_owners_of_the_network_once(self, client, owner, host):
        ask(client, owner, host)
        ask(client, owner, host)

        subject = f"{owner.organisation} asks to join Care partnership"
        assert self.told() == [(host.user.pk, subject)]
        assert Notice.objects.get().path == page_of(host)

    @pytest.mark.parametrize(
        ("word", "said"), [("agree", "is a member of"), ("refuse", "did not take")]
    )
    def test_brings_the_answer_to_who_asked(self, client, owner, host, word, said):
        ask(client, owner, host)
        answer(client, host, word)

        (_asked, (person, subject)) = self.told()
        assert person == owner.user.pk
        assert said in subject

    def test_says_that_it_has_ended(self, client, owner, host):
        tie = NetworkMembership.objects.create(network=host.organisation, member=owner.organisation)
        client.force_login(owner.user)
        client.post(reverse("network_end", args=[tie.pk]))

        ((person, subject),) = self.told()
        assert person == host.user.pk
        assert "no longer a member" in subject


class TestLeaving:
    @pytest.mark.parametrize("who", ["owner", "host"])
    def test_is_up_to_either_side(self, client, owner, host, who, request):
        tie = NetworkMembership.objects.create(network=host.organisation, member=owner.organisation)
        person = request.getfixturevalue(who)
        client.force_login(person.user)

        back = client.post(reverse("network_end", args=[tie.pk]))

        assert back.url == page_of(person)
        assert not NetworkMembership.objects.exists()


class TestRights:
    def test_are_of_owners_alone(self, client, owner, host):
        editor = MemberFactory(organisation=owner.organisation, role=MembershipRole.EDITOR)
        tie = NetworkMembership.objects.create(
            network=host.organisation, member=OrganisationFactory()
        )
        request = NetworkRequest.objects.create(
            network=host.organisation, member=owner.organisation, asked_at=timezone.now()
        )
        client.force_login(editor.user)

        assert client.post(page_of(owner), {"network": host.organisation_id}).status_code == 403
        for name, pk in (("network_end", tie.pk), ("network_answer", request.pk)):
            assert client.post(reverse(name, args=[pk]), {"answer": "agree"}).status_code == 404
        with pytest.raises(NotAnOwnerError):
            ask_to_join(
                network=host.organisation,
                member=owner.organisation,
                by=editor.user,
                at=timezone.now(),
            )
        assert NetworkMembership.objects.count() == NetworkRequest.objects.count() == 1


class TestReading:
    def test_is_for_editors_too_without_buttons(self, client, owner, host):
        NetworkMembership.objects.create(network=host.organisation, member=owner.organisation)
        editor = MemberFactory(organisation=owner.organisation, role=MembershipRole.EDITOR)
        client.force_login(editor.user)

        text = read(client, page_of(owner))

        assert "Care partnership" in text
        assert "Ask one of your owners" in text
        assert "Leave" not in text

    def test_is_not_for_strangers(self, client, owner):
        client.force_login(UserFactory())

        assert client.get(page_of(owner)).status_code == 404


class TestBadInput:
    def test_is_no_network(self, client, owner, host):
        client.force_login(owner.user)
        provider = OrganisationFactory()

        for number in ("", "0", "x", provider.pk, owner.organisation_id):
            page = client.post(page_of(owner), {"network": number})
            assert page.context["form"].errors["network"]
        assert not NetworkRequest.objects.exists()

    def test_is_a_network_that_it_is_in(self, client, owner, host):
        NetworkMembership.objects.create(network=host.organisation, member=owner.organisation)

        page = ask(client, owner, host)

        assert "already" in page.context["form"].errors["network"][0]

    def test_is_one_request_too_many(self, client, owner, host, monkeypatch):
        monkeypatch.setattr(services, "MOST_OPEN", 0)

        page = ask(client, owner, host)

        assert "Wait for them" in page.context["form"].errors["network"][0]
