"""The answer what would bring an organisation in, and that it does."""

import pytest
from django.utils import timezone

from portal.consortia.enums import EntryAnswer
from portal.consortia.matching.entry import ChangeKind
from portal.consortia.models import EntryQuestion, ProposedMember
from portal.consortia.services.asking import ask_for_entry
from portal.consortia.services.explaining import answer_entry, give_up_entry
from portal.organisations.models import DeclaredService, MatchingProfile, Organisation
from tests.portal.consortia.services.test_asking import solved


def answered(tender, slug):
    run = solved(tender)
    question = ask_for_entry(
        run=run, organisation=Organisation.objects.get(slug=slug), at=timezone.now()
    )
    return answer_entry(question=question, at=timezone.now())


class TestAnswerEntry:
    def test_names_a_change_that_made_brings_the_organisation_in(self, gap_tender):
        question = answered(gap_tender, "example-marigold-home-care")
        assert question.answer == EntryAnswer.AREA

        service = DeclaredService.objects.get(
            organisation=question.organisation, service_type=question.service_type
        )
        service.areas.add(question.area)

        again = solved(gap_tender)
        first = ProposedMember.objects.filter(proposal__run=again, proposal__rank=1)
        assert first.filter(organisation=question.organisation).exists()

    def test_tells_who_never_said_yes_to_say_yes_first(self, covered_tender):
        MatchingProfile.objects.filter(organisation__slug="example-clover-works").delete()

        assert answered(covered_tender, "example-clover-works").answer == EntryAnswer.NOT_OPEN

    def test_tells_who_may_not_bid_why(self, covered_tender):
        outsider = "example-clover-works"
        profiles = MatchingProfile.objects.exclude(organisation__slug=outsider)
        profiles.update(statuses=["vcse"])
        covered_tender.lots.update(reserved_for=["smeVcse"])

        assert answered(covered_tender, outsider).answer == EntryAnswer.RESERVED

        EntryQuestion.objects.all().delete()
        MatchingProfile.objects.filter(organisation__slug=outsider).update(exclusion="yes")
        assert answered(covered_tender, outsider).answer == EntryAnswer.EXCLUDED

    def test_changes_nothing_a_second_time(self, covered_tender):
        question = answered(covered_tender, "example-clover-works")
        before = question.answered_at

        answer_entry(question=question, at=timezone.now())

        question.refresh_from_db()
        assert question.answered_at == before

    def test_closes_what_cannot_be_worked_out(self, covered_tender):
        run = solved(covered_tender)
        outsider = Organisation.objects.get(slug="example-clover-works")
        question = ask_for_entry(run=run, organisation=outsider, at=timezone.now())

        give_up_entry(question=question, at=timezone.now())

        question.refresh_from_db()
        assert question.answer == EntryAnswer.UNKNOWN

    @pytest.mark.parametrize("kind", ChangeKind)
    def test_has_an_answer_for_every_kind_of_change(self, kind):
        assert kind.value in EntryAnswer.values
