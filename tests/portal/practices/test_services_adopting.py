"""Each side of an adoption speaks for itself alone, and its words are kept once."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError
from wagtail.models import ModelLogEntry

from portal.organisations.who_may import NotAMemberError
from portal.practices.enums import AdoptionStatus, Confirmation, StopReason
from portal.practices.models import Adoption, AdoptionResult, PracticePage
from portal.practices.selectors.adoptions import adoptions_of, own_adoption
from portal.practices.services.adopting import (
    Declaration,
    NotOfferedError,
    OwnPracticeError,
    add_result,
    answer_adoption,
    declare_adoption,
    withdraw_adoption,
)
from portal.users.models import Notice
from tests.factories.adoptions import AdoptionFactory, MemberFactory, PartnerFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, tzinfo=UTC)
LATER = datetime(2026, 4, 1, tzinfo=UTC)
RUNNING = Declaration(status=AdoptionStatus.RUNNING, started="2025-03")


@pytest.fixture
def adopter():
    return MemberFactory()


@pytest.fixture
def author():
    return MemberFactory()


@pytest.fixture
def practice(author):
    return PracticePageFactory(lead_organisation=author.organisation)


@pytest.fixture
def declare(practice, adopter):
    """Declare as the adopter unless told otherwise."""

    def run(declaration=RUNNING, at=AT, **changes):
        who = {"practice": practice, "organisation": adopter.organisation, "by": adopter.user}
        return declare_adoption(**{**who, **changes}, declaration=declaration, at=at)

    return run


class TestDeclareAdoption:
    def test_waits_for_the_author(self, declare, adopter):
        adoption = declare()

        assert (adoption.status, adoption.confirmation) == ("running", "waiting")
        assert (adoption.declared_by, adoption.declared_at) == (adopter.user, AT)

    def test_twice_is_one_adoption(self, declare):
        assert declare() == declare(at=LATER)
        assert Adoption.objects.get().declared_at == AT

    def test_asks_the_author_again_when_it_changes(self, declare, author):
        answer_adoption(adoption=declare(), by=author.user, dispute="", at=AT)
        stopping = Declaration(
            status=AdoptionStatus.STOPPED, started="2025-03", stop_reason=StopReason.STAFFING
        )

        changed = declare(stopping, at=LATER)

        assert (changed.confirmation, changed.answered_by, changed.declared_at) == (
            Confirmation.WAITING,
            None,
            LATER,
        )

    def test_leaves_the_answer_when_nothing_changed(self, declare, author):
        answer_adoption(adoption=declare(), by=author.user, dispute="", at=AT)

        assert declare(at=LATER).confirmation == Confirmation.CONFIRMED

    def test_needs_a_member(self, declare):
        with pytest.raises(NotAMemberError):
            declare(by=UserFactory())

    def test_is_not_for_those_whose_practice_it_is(self, declare, practice, author, adopter):
        with pytest.raises(OwnPracticeError):
            declare(organisation=author.organisation, by=author.user)

        PartnerFactory(practice=practice, organisation=adopter.organisation)
        with pytest.raises(OwnPracticeError):
            declare()

    def test_needs_a_practice_that_is_offered(self, declare, practice):
        archived = {"archived_on": date(2026, 1, 1), "archive_reason": "duplicate"}
        PracticePage.objects.filter(pk=practice.pk).update(**archived)

        with pytest.raises(NotOfferedError):
            declare()
        assert not Adoption.objects.exists()


class TestAnswerAdoption:
    @pytest.mark.parametrize(
        ("dispute", "confirmation"),
        [("", Confirmation.CONFIRMED), ("They never began.", Confirmation.DISPUTED)],
    )
    def test_keeps_what_the_author_says(self, declare, author, dispute, confirmation):
        answer_adoption(adoption=declare(), by=author.user, dispute=dispute, at=LATER)

        kept = Adoption.objects.get()
        assert (kept.confirmation, kept.dispute) == (confirmation, dispute)
        assert (kept.answered_by, kept.answered_at) == (author.user, LATER)

    def test_is_not_for_the_adopter(self, declare, adopter):
        with pytest.raises(NotAMemberError):
            answer_adoption(adoption=declare(), by=adopter.user, dispute="", at=AT)


class TestWithdrawAdoption:
    def test_hides_it_from_every_reader_and_count(self, declare, practice, adopter):
        adoption = declare()

        withdraw_adoption(adoption=adoption, by=adopter.user, at=LATER)

        assert not Adoption.objects.exists()
        assert not practice.adoptions.exists()
        assert adoptions_of(practice, today=date(2026, 5, 1)).rows == []
        assert own_adoption(adopter.user, adoption.pk) is None

    def test_is_told_to_the_author_once(self, declare, adopter, author):
        adoption = declare()

        for _press in range(2):
            withdraw_adoption(adoption=adoption, by=adopter.user, at=LATER)

        notice = Notice.objects.get(key__startswith="adoption-withdrawn:")
        assert notice.person == author.user
        assert "took back that it takes up" in notice.subject
        assert notice.path == adoption.practice.url

    def test_is_for_the_organisation_that_declared_it(self, declare, author):
        with pytest.raises(NotAMemberError):
            withdraw_adoption(adoption=declare(), by=author.user, at=LATER)

    def test_is_undone_by_declaring_it_again(self, declare, author, adopter):
        adoption = declare()
        answer_adoption(adoption=adoption, by=author.user, dispute="", at=AT)
        withdraw_adoption(adoption=adoption, by=adopter.user, at=LATER)

        again = declare(at=LATER)

        assert again == adoption
        assert Adoption.objects.get().confirmation == Confirmation.WAITING


class TestHistory:
    def test_keeps_every_step_with_what_it_said(self, declare, author, adopter):
        adoption = declare()
        answer_adoption(adoption=adoption, by=author.user, dispute="Since when?", at=AT)
        declare(Declaration(status=AdoptionStatus.TRYING, started="2026"), at=LATER)
        declare(Declaration(status=AdoptionStatus.TRYING, started="2026"), at=LATER)
        withdraw_adoption(adoption=adoption, by=adopter.user, at=LATER)

        steps = adoption.steps.order_by("pk").values_list(
            "kind", "by", "status", "started", "dispute"
        )
        assert list(steps) == [
            ("declared", adopter.user.pk, "running", "2025-03", ""),
            ("disputed", author.user.pk, "running", "2025-03", "Since when?"),
            ("declared", adopter.user.pk, "trying", "2026", ""),
            ("withdrawn", adopter.user.pk, "trying", "2026", ""),
        ]

    def test_is_in_the_audit_log_of_the_organisation(self, declare, adopter):
        adoption = declare()

        withdraw_adoption(adoption=adoption, by=adopter.user, at=LATER)

        entries = ModelLogEntry.objects.filter(object_id=str(adopter.organisation.pk))
        assert [entry.data["step"] for entry in entries.order_by("timestamp", "pk")] == [
            "declared",
            "withdrawn",
        ]


class TestAddResult:
    @pytest.mark.parametrize("side", ["adopter", "author"])
    def test_is_for_both_sides_in_their_own_name(self, declare, request, side):
        member = request.getfixturevalue(side)

        result = add_result(adoption=declare(), by=member.user, text="Good.", as_of="2026", at=AT)

        assert (result.organisation, result.added_by) == (member.organisation, member.user)

    def test_twice_is_one_result(self, declare, adopter):
        for _press in range(2):
            add_result(adoption=declare(), by=adopter.user, text="Good.", as_of="2026", at=AT)

        assert AdoptionResult.objects.count() == 1

    def test_is_for_nobody_else(self, declare):
        stranger = MemberFactory().user

        with pytest.raises(NotAMemberError):
            add_result(adoption=declare(), by=stranger, text="Good.", as_of="2026", at=AT)


class TestAdoption:
    def test_is_there_once_for_each_organisation(self):
        first = AdoptionFactory()

        with pytest.raises(IntegrityError):
            AdoptionFactory(practice=first.practice, organisation=first.organisation)

    @pytest.mark.parametrize(
        "fields",
        [
            {"status": "magic"},
            {"confirmation": "magic"},
            {"status": AdoptionStatus.STOPPED},
            {"stop_reason": StopReason.FUNDING},
            {"stopped": "2024"},
            {"confirmation": Confirmation.DISPUTED},
            {"dispute": "Not so."},
        ],
        ids=str,
    )
    def test_refuses_what_contradicts_itself_even_from_sql(self, fields):
        adoption = AdoptionFactory()

        with pytest.raises(IntegrityError):
            Adoption.objects.filter(pk=adoption.pk).update(**fields)

    def test_reads_as_a_line(self):
        adoption = AdoptionFactory(organisation=OrganisationFactory(name="Example Care"))

        assert str(adoption) == "Example Care: Running it"
