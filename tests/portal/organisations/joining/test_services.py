"""Making, claiming and answering: each once, by those who may, with a record."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from wagtail.models import ModelLogEntry

from portal.organisations.joining.services import (
    MOST_IN_A_DAY,
    AlreadyAnsweredError,
    AlreadyMemberError,
    NameTakenError,
    NewOrganisation,
    NotAModeratorError,
    OwnClaimError,
    TooManyError,
    claim_organisation,
    create_organisation,
    decide_claim,
)
from portal.organisations.models import Membership, Organisation, OrganisationClaim
from portal.organisations.models.membership import MembershipRole
from portal.organisations.who_may import is_commissioner
from portal.users.models import Notice
from portal.users.roles import Role
from tests.factories.organisations import (
    AreaFactory,
    MembershipFactory,
    OrganisationClaimFactory,
    OrganisationFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def create(name="Ada's Home Help", by=None, at=NOW, kind="provider", **said):
    new = NewOrganisation(name=name, kind=kind, **said)
    return create_organisation(new=new, by=by or UserFactory(), at=at)


def claim(organisation, by, at=NOW):
    return claim_organisation(organisation=organisation, by=by, reason="I manage it.", at=at)


def decide(row, *, is_approved=True, answer="We rang them."):
    moderator = UserFactory(role=Role.MODERATOR)
    return decide_claim(claim=row, by=moderator, is_approved=is_approved, answer=answer, at=NOW)


class TestCreateOrganisation:
    def test_makes_its_maker_the_owner_and_keeps_a_record(self):
        user, area = UserFactory(), AreaFactory()

        organisation = create(by=user, area=area)

        assert organisation.slug == "adas-home-help"
        assert list(organisation.areas.all()) == [area]
        assert organisation.memberships.get(user=user).role == MembershipRole.OWNER
        assert ModelLogEntry.objects.get().user == user

    def test_makes_nobody_a_commissioner_before_a_moderator_does(self):
        user = UserFactory()
        council = create("Example Council", user, kind="commissioner")
        before = (council.memberships.exists(), is_commissioner(user))

        decide(claim(council, user))

        assert before == (False, False)
        assert council.memberships.get(user=user).role == MembershipRole.OWNER
        assert is_commissioner(user)

    def test_finds_a_free_address(self):
        OrganisationFactory(slug="circle")

        assert [create("Circle!").slug, create("日本").slug] == ["circle-2", "organisation"]

    @pytest.mark.parametrize("name", ["Be Caring", "BE CARING"])
    def test_refuses_a_name_that_is_taken(self, name):
        OrganisationFactory(name="Be Caring")

        with pytest.raises(NameTakenError):
            create(name)

        assert Organisation.objects.count() == 1

    def test_ends_for_the_day_at_five(self):
        user = UserFactory()
        for number in range(MOST_IN_A_DAY):
            create(f"Group {number}", user)

        with pytest.raises(TooManyError):
            create("Sixth", user)
        create("Sixth", user, NOW + timedelta(days=1, seconds=1))

        assert Organisation.objects.count() == MOST_IN_A_DAY + 1


class TestClaimOrganisation:
    def test_twice_is_one_claim(self):
        organisation, user = OrganisationFactory(), UserFactory()

        assert claim(organisation, user) == claim(organisation, user)

    def test_is_not_for_members(self):
        membership = MembershipFactory(user=UserFactory())

        with pytest.raises(AlreadyMemberError):
            claim(membership.organisation, membership.user)

    def test_ends_for_the_day_at_five(self):
        user = UserFactory()
        for _row in range(MOST_IN_A_DAY):
            claim(OrganisationFactory(), user)

        with pytest.raises(TooManyError):
            claim(OrganisationFactory(), user)
        assert claim(OrganisationFactory(), user, NOW + timedelta(days=1))


class TestDecideClaim:
    def test_makes_the_first_member_an_owner(self):
        row = OrganisationClaimFactory()

        decide(row)

        assert Membership.objects.get(user=row.claimant).role == MembershipRole.OWNER

    def test_makes_an_editor_where_somebody_owns_it(self):
        row = OrganisationClaimFactory()
        MembershipFactory(user=UserFactory(), organisation=row.organisation)

        decide(row)

        assert Membership.objects.get(user=row.claimant).role == MembershipRole.EDITOR

    def test_makes_an_owner_where_the_only_owner_closed_the_account(self):
        row = OrganisationClaimFactory()
        MembershipFactory(user=UserFactory(is_active=False), organisation=row.organisation)

        decide(row)

        assert Membership.objects.get(user=row.claimant).role == MembershipRole.OWNER

    def test_is_not_for_the_person_who_asked(self):
        row = OrganisationClaimFactory(claimant=UserFactory(role=Role.MODERATOR))

        with pytest.raises(OwnClaimError):
            decide_claim(claim=row, by=row.claimant, is_approved=True, answer="Me.", at=NOW)

        assert not Membership.objects.exists()

    def test_is_for_moderators_alone(self):
        row = OrganisationClaimFactory()

        with pytest.raises(NotAModeratorError):
            decide_claim(claim=row, by=UserFactory(), is_approved=True, answer="Ok.", at=NOW)

        assert not Membership.objects.exists()

    def test_is_in_the_record_of_the_organisation(self):
        row = OrganisationClaimFactory()

        decide(row)

        entry = ModelLogEntry.objects.get(object_id=str(row.organisation_id))
        assert entry.data == {"colleagues": "approved a claim"}

    def test_lets_nobody_in_when_it_refuses(self):
        row = OrganisationClaimFactory()

        decide(row, is_approved=False)

        assert not Membership.objects.exists()

    def test_is_given_once(self):
        row = OrganisationClaimFactory()
        decide(row, is_approved=False)

        with pytest.raises(AlreadyAnsweredError):
            decide(row)

        assert not Membership.objects.exists()

    @pytest.mark.parametrize("is_approved", [True, False])
    def test_is_told_to_who_asked(self, is_approved):
        row = OrganisationClaimFactory(organisation__name="Ada & Co")

        decide(row, is_approved=is_approved, answer="We rang <them>.")

        notice = row.claimant.notices.get()
        assert "Ada & Co" in notice.subject
        assert "We rang <them>." in notice.text
        assert not notice.can_be_turned_off

    def test_tells_the_owners_who_was_let_in_beside_them(self):
        row = OrganisationClaimFactory(claimant__first_name="Ada")
        owner = MembershipFactory(user=UserFactory(), organisation=row.organisation).user
        MembershipFactory(
            user=UserFactory(), organisation=row.organisation, role=MembershipRole.EDITOR
        )

        decide(row)

        assert set(Notice.objects.values_list("person", flat=True)) == {row.claimant.pk, owner.pk}
        notice = owner.notices.get()
        assert "Ada asked to act for" in notice.text
        assert notice.path.endswith(f"/organisations/{row.organisation.slug}/colleagues/")


class TestDatabase:
    @pytest.mark.parametrize(
        "fields",
        [
            {"status": "approved"},
            {"status": "perhaps", "decided_at": NOW},
            {"decided_at": NOW},
            {"status": "refused", "decided_at": NOW, "answer": ""},
        ],
        ids=str,
    )
    def test_refuses_an_answer_that_is_none(self, fields):
        with pytest.raises(IntegrityError):
            OrganisationClaimFactory(**fields)

    def test_keeps_one_waiting_claim_for_a_person(self):
        row = OrganisationClaimFactory()

        with pytest.raises(IntegrityError):
            OrganisationClaim.objects.create(
                organisation=row.organisation, claimant=row.claimant, reason="x", asked_at=NOW
            )
