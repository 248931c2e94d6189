"""Who is named as a partner has no rights before they say yes, and is named no more after a no."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal.organisations.who_may import NotAMemberError
from portal.practices.conversation.selectors import speaks_for
from portal.practices.models import PracticePage
from portal.practices.partners.services import NotNamedError, answer_as_partner, ask_partners
from portal.practices.selectors.adoptions import adopters_among
from portal.practices.selectors.authors import authors_of
from portal.practices.selectors.relations import stored_relations
from portal.users.models import Notice
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def member():
    return MemberFactory(organisation__name="Named Care")


@pytest.fixture
def lead():
    return MemberFactory()


@pytest.fixture
def practice(member, lead):
    """Told here by the lead, who names the member's organisation."""
    return PracticePageFactory(
        reference="", partners=[member.organisation], lead_organisation=lead.organisation
    )


def answer(practice, member, *, is_partner):
    return answer_as_partner(
        practice=practice,
        organisation=member.organisation,
        by=member.user,
        is_partner=is_partner,
        at=AT,
    )


def partners_of(practice):
    return list(PracticePage.objects.get(pk=practice.pk).partners.all())


def publish(practice):
    PracticePage.objects.get(pk=practice.pk).save_revision().publish()


class TestBeingNamed:
    def test_gives_no_rights(self, practice, member, lead):
        assert list(authors_of(practice)) == [lead.organisation]
        assert not speaks_for(member.user, practice)
        assert list(adopters_among(member.user, practice)) == [member.organisation]

    def test_is_told_once_when_it_is_published(self, practice, member):
        publish(practice)
        publish(practice)

        notice = Notice.objects.get(person=member.user)
        assert notice.path == reverse("partner_answer", args=[practice.pk])

    def test_is_shown_as_what_it_is(self, client, practice, member):
        relations = stored_relations(practice)

        assert [named.name for named in relations.named] == ["Named Care"]
        assert "Named Care" not in [each.name for each in relations.organisations]
        text = client.get(practice.url).content.decode()
        assert "they have not said yes" in text

    def test_by_a_source_is_shown_as_before(self, member):
        imported = PracticePageFactory(reference="P77", partners=[member.organisation])

        relations = stored_relations(imported)

        assert relations.named == []
        assert "Named Care" in [each.name for each in relations.organisations]


class TestYes:
    def test_makes_an_author(self, practice, member):
        answer(practice, member, is_partner=True)

        assert speaks_for(member.user, practice)
        assert not adopters_among(member.user, practice).exists()
        assert stored_relations(practice).named == []
        assert ModelLogEntry.objects.get().data["is_partner"] is True

    def test_ends_with_being_named(self, practice, member):
        answer(practice, member, is_partner=True)
        practice.partners = []
        practice.save()

        assert not speaks_for(member.user, practice)


class TestNo:
    def test_takes_the_name_off_and_tells_the_lead(self, practice, member, lead):
        answer(practice, member, is_partner=False)

        assert partners_of(practice) == []
        assert "Named Care" in Notice.objects.get(person=lead.user).text

    def test_keeps_the_name_off_when_it_is_named_again(self, practice, member):
        answer(practice, member, is_partner=False)
        page = PracticePage.objects.get(pk=practice.pk)
        page.partners = [member.organisation]
        page.save_revision().publish()

        assert partners_of(practice) == []
        assert not Notice.objects.filter(person=member.user).exists()


class TestAnswering:
    def test_is_for_members_of_who_is_named(self, practice, member):
        stranger = MemberFactory()
        with pytest.raises(NotNamedError):
            answer(practice, stranger, is_partner=True)
        with pytest.raises(NotAMemberError):
            answer_as_partner(
                practice=practice,
                organisation=member.organisation,
                by=stranger.user,
                is_partner=True,
                at=AT,
            )

    def test_is_a_page(self, client, practice, member):
        client.force_login(member.user)
        address = reverse("partner_answer", args=[practice.pk])
        form = {"organisation": member.organisation.pk, "answer": "yes"}

        refused = client.post(address, {**form, "answer": ""}).content.decode()
        foreign = client.post(address, {**form, "organisation": OrganisationFactory().pk})
        assert "Choose yes or no." in refused
        assert "Choose one of your own organisations." in foreign.content.decode()
        client.post(address, form)

        assert speaks_for(member.user, practice)

    def test_says_to_others_whom_it_is_for(self, client, practice):
        client.force_login(UserFactory())

        page = client.get(reverse("partner_answer", args=[practice.pk]))

        assert "you act for none of them" in page.content.decode()

    @pytest.mark.parametrize("partners", [0, 3])
    def test_asks_nobody_twice(self, practice, partners):
        practice.partners = OrganisationFactory.create_batch(partners)
        practice.save()

        ask_partners(practice=practice, at=AT)
        ask_partners(practice=practice, at=AT)

        assert not Notice.objects.exists()
