"""Who somebody is in the network, and what that lets them do."""

import pytest
from django.db import IntegrityError

from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.organisation import OrganisationKind
from portal.organisations.who_may import (
    HeldRole,
    areas_looked_after,
    may_decide_claims,
    may_edit,
    may_manage_members,
    roles_held_by,
)
from portal.users.enums import SelfDescription
from portal.users.roles import Role
from tests.factories.organisations import (
    AreaFacilitatorFactory,
    AreaFactory,
    MembershipFactory,
    OrganisationFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


class TestRolesHeldBy:
    @pytest.mark.parametrize("description", SelfDescription)
    def test_names_what_people_say_of_themselves(self, description):
        user = UserFactory(describes_as=description)

        assert roles_held_by(user) == [HeldRole(label=description.label)]

    @pytest.mark.parametrize(
        ("role", "label"),
        [(MembershipRole.OWNER, "Provider owner"), (MembershipRole.EDITOR, "Provider editor")],
    )
    def test_names_the_organisation_acted_for(self, role, label):
        membership = MembershipFactory(user=UserFactory(), role=role)

        held = roles_held_by(membership.user)

        assert held == [HeldRole(label=label, scope=membership.organisation.name)]

    @pytest.mark.parametrize(
        ("kind", "label"),
        [
            (OrganisationKind.COMMISSIONER, "Commissioner owner"),
            (OrganisationKind.RESEARCH, "Owner"),
        ],
    )
    def test_calls_people_what_their_organisation_is(self, kind, label):
        row = MembershipFactory(user=UserFactory(), organisation__kind=kind)

        assert roles_held_by(row.user) == [HeldRole(label=label, scope=row.organisation.name)]

    @pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.MODERATOR, Role.ADMINISTRATOR])
    def test_names_what_a_group_gives(self, role):
        assert roles_held_by(UserFactory(role=role)) == [HeldRole(label=role.label)]

    def test_names_the_area_looked_after(self):
        row = AreaFacilitatorFactory(user=UserFactory())

        assert roles_held_by(row.user) == [HeldRole(label="Area facilitator", scope=row.area.name)]

    def test_is_empty_for_a_reader(self):
        assert roles_held_by(UserFactory()) == []

    def test_costs_as_many_queries_for_many_as_for_one(self, django_assert_num_queries):
        user = UserFactory()
        for _row in range(3):
            MembershipFactory(user=user)
            AreaFacilitatorFactory(user=user)

        with django_assert_num_queries(3):
            roles_held_by(user)


class TestWhoMay:
    @pytest.mark.parametrize(
        ("role", "edits", "manages"),
        [(MembershipRole.OWNER, True, True), (MembershipRole.EDITOR, True, False)],
    )
    def test_follows_from_the_membership(self, role, edits, manages):
        membership = MembershipFactory(user=UserFactory(), role=role)
        user, organisation = membership.user, membership.organisation

        answers = (may_edit(user, organisation), may_manage_members(user, organisation))

        assert answers == (edits, manages)

    def test_ends_at_other_organisations(self):
        user = MembershipFactory(user=UserFactory()).user
        other = OrganisationFactory()

        assert (may_edit(user, other), may_manage_members(user, other)) == (False, False)

    def test_ends_with_the_account(self):
        membership = MembershipFactory(user=UserFactory(is_active=False))

        assert not may_edit(membership.user, membership.organisation)
        assert not may_manage_members(membership.user, membership.organisation)

    def test_is_not_opened_by_a_description(self):
        user = UserFactory(describes_as=SelfDescription.WORKER)

        assert not may_edit(user, OrganisationFactory())
        assert not may_decide_claims(user)

    @pytest.mark.parametrize(
        ("role", "answer"),
        [(Role.MODERATOR, True), (Role.ADMINISTRATOR, True), (Role.COMMISSIONER, False)],
    )
    def test_lets_moderators_decide_claims(self, role, answer):
        assert may_decide_claims(UserFactory(role=role)) is answer


class TestFacilitates:
    def test_reaches_the_places_inside_and_no_others(self):
        region = AreaFactory()
        row = AreaFacilitatorFactory(user=UserFactory(), area=AreaFactory(parent=region))
        inside, beside = AreaFactory(parent=row.area), AreaFactory(parent=region)

        assert areas_looked_after(row.user) == {row.area.pk, inside.pk}
        assert not {beside.pk, region.pk} & areas_looked_after(row.user)

    def test_ends_with_the_account(self):
        row = AreaFacilitatorFactory(user=UserFactory(is_active=False))

        assert areas_looked_after(row.user) == frozenset()

    def test_is_nothing_for_others(self):
        AreaFactory()

        assert areas_looked_after(UserFactory()) == frozenset()


class TestDatabase:
    def test_refuses_an_unknown_role(self):
        with pytest.raises(IntegrityError):
            MembershipFactory(user=UserFactory(), role="king")

    def test_refuses_an_unknown_description(self):
        with pytest.raises(IntegrityError):
            UserFactory(describes_as="king")

    def test_keeps_a_facilitator_of_an_area_once(self):
        row = AreaFacilitatorFactory(user=UserFactory())

        with pytest.raises(IntegrityError):
            AreaFacilitatorFactory(user=row.user, area=row.area)

    def test_gives_a_description_no_group(self):
        user = UserFactory(describes_as=SelfDescription.SUPPORTED_PERSON)

        assert not user.groups.exists()
