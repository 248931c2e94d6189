"""What readers ask and say about a practice, shown unless told otherwise."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from portal.practices.enums import RemarkKind, WriterRole
from portal.practices.models import Remark
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory


class RemarkFactory(DjangoModelFactory):
    """`question=` makes it the answer to one."""

    class Meta:
        model = Remark

    practice = factory.Maybe(
        "question",
        factory.SelfAttribute("question.practice"),
        factory.SubFactory(PracticePageFactory),
    )
    question = None
    kind = factory.LazyAttribute(
        lambda remark: RemarkKind.ANSWER if remark.question else RemarkKind.QUESTION
    )
    role = WriterRole.WORKER
    author = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda number: f"How long does it take, {number}?")
    written_at = datetime(2026, 3, 1, tzinfo=UTC)
