"""People write under a role that is theirs, and nothing done to their words is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from portal.common.complaining import decide_words
from portal.practices.conversation.roles import roles_of
from portal.practices.conversation.services import (
    MOST_IN_AN_HOUR,
    HiddenWordsError,
    NotOfferedError,
    NotTheAuthorError,
    NotYourRoleError,
    OwnPracticeError,
    Said,
    TooManyError,
    answer_question,
    write_remark,
)
from portal.practices.enums import RemarkKind, WriterRole
from portal.practices.models import Remark, RemarkEvent
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.remarks import RemarkFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUESTION = Said(kind=RemarkKind.QUESTION, role=WriterRole.WORKER, text="How long does it take?")


@pytest.fixture
def practice():
    return PracticePageFactory()


@pytest.fixture
def speaker(practice):
    """Somebody who acts for the practice's organisation."""
    return MemberFactory(organisation=practice.lead_organisation).user


class TestRolesOf:
    def test_are_the_lived_ones_for_everybody(self):
        assert roles_of(UserFactory()) == [
            WriterRole.SUPPORTED_PERSON,
            WriterRole.FAMILY_SUPPORTER,
            WriterRole.WORKER,
            WriterRole.OTHER,
        ]

    def test_hold_provider_and_commissioner_for_those_who_are(self):
        assert WriterRole.PROVIDER in roles_of(MemberFactory().user)
        assert WriterRole.COMMISSIONER in roles_of(UserFactory(role=Role.COMMISSIONER))

    def test_hold_commissioner_and_not_provider_for_those_of_a_commissioner(self):
        roles = roles_of(MemberFactory(organisation__commissioner=True).user)

        assert WriterRole.COMMISSIONER in roles
        assert WriterRole.PROVIDER not in roles


class TestWriteRemark:
    def test_twice_is_one_remark(self, practice):
        author = UserFactory()

        for _press in range(2):
            write_remark(practice=practice, author=author, said=QUESTION, at=AT)

        assert Remark.objects.get().author == author

    def test_names_the_organisation_of_a_provider(self, practice):
        member = MemberFactory()
        said = Said(kind=RemarkKind.THANKS, role=WriterRole.PROVIDER, text="We copied it.")

        remark = write_remark(practice=practice, author=member.user, said=said, at=AT)

        assert remark.organisation == member.organisation

    def test_names_the_organisation_of_a_commissioner(self, practice):
        member = MemberFactory(organisation__commissioner=True)
        said = Said(kind=RemarkKind.COMMENT, role=WriterRole.COMMISSIONER, text="We buy it.")

        remark = write_remark(practice=practice, author=member.user, said=said, at=AT)

        assert remark.organisation == member.organisation

    def test_refuses_the_words_that_moderators_hid(self, practice):
        remark = RemarkFactory(practice=practice, is_hidden=True)
        said = Said(kind=RemarkKind(remark.kind), role=WriterRole.OTHER, text=remark.text)

        with pytest.raises(HiddenWordsError):
            write_remark(practice=practice, author=remark.author, said=said, at=AT)

    @pytest.mark.parametrize(
        ("kind", "role"),
        [(RemarkKind.COMMENT, WriterRole.COMMISSIONER), (RemarkKind.ANSWER, WriterRole.WORKER)],
    )
    def test_is_under_a_role_of_ones_own(self, practice, kind, role):
        said = Said(kind=kind, role=role, text="I say so.")

        with pytest.raises(NotYourRoleError):
            write_remark(practice=practice, author=UserFactory(), said=said, at=AT)

    @pytest.mark.parametrize("kind", [RemarkKind.THANKS, RemarkKind.CONCERN])
    def test_judges_no_practice_of_ones_own(self, practice, speaker, kind):
        said = Said(kind=kind, role=WriterRole.WORKER, text="We are good.")

        with pytest.raises(OwnPracticeError):
            write_remark(practice=practice, author=speaker, said=said, at=AT)

    def test_needs_a_practice_that_is_offered(self, practice):
        make_private(practice)

        with pytest.raises(NotOfferedError):
            write_remark(practice=practice, author=UserFactory(), said=QUESTION, at=AT)

    def test_has_a_limit_for_an_hour(self, practice):
        author = UserFactory()

        def ask(number, at):
            said = Said(kind=RemarkKind.QUESTION, role=WriterRole.OTHER, text=f"Why {number}?")
            return write_remark(practice=practice, author=author, said=said, at=at)

        for number in range(MOST_IN_AN_HOUR):
            ask(number, AT)
        with pytest.raises(TooManyError):
            ask("more", AT + timedelta(minutes=59))
        assert ask("later", AT + timedelta(minutes=61)).pk


class TestAnswerQuestion:
    def test_is_in_the_name_of_the_organisation(self, practice, speaker):
        question = RemarkFactory(practice=practice)

        answer = answer_question(question=question, author=speaker, text="A year.", at=AT)

        assert (answer.kind, answer.question) == (RemarkKind.ANSWER, question)
        assert answer.organisation == practice.lead_organisation

    def test_is_as_a_commissioner_where_one_leads_the_practice(self):
        practice = PracticePageFactory(lead_organisation__commissioner=True)
        speaker = MemberFactory(organisation=practice.lead_organisation).user
        question = RemarkFactory(practice=practice)

        answer = answer_question(question=question, author=speaker, text="A year.", at=AT)

        assert answer.role == WriterRole.COMMISSIONER

    def test_may_be_the_same_for_two_questions(self, practice, speaker):
        for question in (RemarkFactory(practice=practice), RemarkFactory(practice=practice)):
            answer_question(question=question, author=speaker, text="Yes.", at=AT)

        assert Remark.objects.filter(text="Yes.").count() == 2

    def test_is_for_nobody_else(self, practice):
        with pytest.raises(NotTheAuthorError):
            answer_question(
                question=RemarkFactory(practice=practice),
                author=MemberFactory().user,
                text="A year.",
                at=AT,
            )

    def test_is_not_for_a_comment(self, practice, speaker):
        comment = RemarkFactory(practice=practice, kind=RemarkKind.COMMENT)

        with pytest.raises(NotTheAuthorError):
            answer_question(question=comment, author=speaker, text="Thanks.", at=AT)


class TestModeration:
    def test_hides_the_answers_of_a_hidden_question(self):
        question = RemarkFactory()
        RemarkFactory(question=question)

        decide_words(target=question, by=UserFactory(), is_hidden=True, words="Rude.", at=AT)

        assert not Remark.objects.shown().exists()


class TestRemark:
    @pytest.mark.parametrize(
        "fields", [{"kind": "magic"}, {"role": "magic"}, {"text": ""}, {"kind": "answer"}], ids=str
    )
    def test_refuses_what_contradicts_itself_even_from_sql(self, fields):
        remark = RemarkFactory()

        with pytest.raises(IntegrityError):
            Remark.objects.filter(pk=remark.pk).update(**fields)

    @pytest.mark.parametrize(
        "fields",
        [{"step": "reported"}, {"step": "hidden"}, {"step": "magic", "words": "So."}],
        ids=str,
    )
    def test_has_no_history_without_a_reason(self, fields):
        with pytest.raises(IntegrityError):
            RemarkEvent.objects.create(remark=RemarkFactory(), at=AT, **fields)

    def test_reads_as_a_line_without_its_words(self):
        assert str(RemarkFactory()) == "Question, Care or support worker"
