"""The stored evidence level is what the rules give, whichever way the facts changed."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from portal.practices.enums import Comparison, Effect, MeasuredBy, Method, Stage
from portal.practices.models import ImpactClaim, PracticePage
from portal.practices.services.refresh_evidence import refresh_all_evidence, refresh_evidence
from tests.factories.practices import BeneficiaryFactory, ImpactClaimFactory, PracticePageFactory

pytestmark = pytest.mark.django_db

MEASURED = {"effect": Effect.BETTER, "method": Method.SURVEY}


@pytest.fixture
def practice():
    return PracticePageFactory(problem="People are alone.", what_is_done="Members meet.")


def level(practice):
    return PracticePage.objects.values_list("evidence_level", flat=True).get(pk=practice.pk)


class TestStoredLevel:
    def test_is_there_from_the_first_save(self, practice):
        assert level(practice) == "1"

    def test_follows_the_page(self, practice):
        practice.stage = Stage.STOPPED
        practice.save()

        assert level(practice) == "stopped"

    def test_follows_a_figure_that_is_saved_by_itself(self, practice):
        claim = ImpactClaimFactory(practice=practice, **MEASURED)
        with_a_survey = level(practice)

        claim.comparison = Comparison.COMPARISON_GROUP
        claim.save()

        assert (with_a_survey, level(practice)) == ("2", "3")

    def test_follows_a_figure_that_is_deleted(self, practice):
        ImpactClaimFactory(practice=practice, **MEASURED)

        ImpactClaim.objects.filter(practice=practice).delete()

        assert level(practice) == "1"

    def test_follows_figures_that_come_and_go_with_the_page(self, practice):
        practice.claims = [
            ImpactClaim(
                value="80",
                what_changed="rose",
                as_of="2019",
                measured_by=MeasuredBy.ORGANISATION,
                **MEASURED,
            )
        ]
        practice.save()
        with_a_figure = level(practice)

        practice.claims = []
        practice.save()

        assert (with_a_figure, level(practice)) == ("2", "1")

    def test_sees_who_gains_beside_a_figure_that_decides_nothing(self):
        practice = PracticePageFactory(what_is_done="Members meet.")
        practice.claims = [ImpactClaim(value="£9", what_changed="pay an hour")]
        practice.gains = [BeneficiaryFactory()]

        practice.save_revision().publish()

        assert level(practice) == "1"

    def test_waits_for_a_draft_to_be_published(self, practice):
        practice.stage = Stage.STOPPED
        revision = practice.save_revision()
        while_a_draft = level(practice)

        revision.publish()

        assert (while_a_draft, level(practice)) == ("1", "stopped")

    def test_keeps_the_measurement_that_decided(self, practice):
        ImpactClaimFactory(practice=practice, as_of="2019-10", **MEASURED)

        practice.refresh_from_db()

        assert "as of October 2019" in practice.evidence_sentence

    @pytest.mark.parametrize("column", ["evidence_level", "manual"])
    def test_refuses_a_value_of_no_list_even_from_sql(self, practice, column):
        with pytest.raises(IntegrityError):
            PracticePage.objects.filter(pk=practice.pk).update(**{column: "gold"})


class TestRefreshEvidence:
    def test_finds_nothing_to_do_where_levels_are_right(self, practice):
        ImpactClaimFactory(practice=practice, **MEASURED)

        assert refresh_all_evidence() == 0

    def test_puts_right_what_was_changed_behind_its_back(self, practice):
        PracticePage.objects.filter(pk=practice.pk).update(stage=Stage.STOPPED)

        assert (refresh_evidence([practice.pk]), level(practice)) == (1, "stopped")

    def test_corrects_a_level_that_was_set_by_hand(self, practice):
        PracticePage.objects.filter(pk=practice.pk).update(evidence_level="5")

        assert (refresh_all_evidence(), level(practice)) == (1, "1")

    def test_passes_over_what_is_no_practice(self):
        assert refresh_evidence([0]) == 0

    def test_costs_no_more_queries_for_more_practices(
        self, practice, django_assert_max_num_queries
    ):
        ids = [practice.pk, *(PracticePageFactory().pk for _number in range(5))]

        with django_assert_max_num_queries(6):
            refresh_evidence(ids)

    def test_is_a_command_that_says_what_it_did(self, practice):
        PracticePage.objects.filter(pk=practice.pk).update(evidence_level="5")
        said = StringIO()

        call_command("refresh_evidence", stdout=said)

        assert said.getvalue().strip() == "1 evidence level was corrected."
