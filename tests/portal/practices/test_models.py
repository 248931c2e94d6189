"""What the database itself refuses about practices, and what a practice says of itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from portal.practices.enums import Effect, LinkKind, Method, SourceDocument, Stage
from portal.practices.models import (
    EasyReadPage,
    PracticeLibraryPage,
    PracticeLink,
    PracticePage,
    Theme,
)
from portal.practices.short_names import RESERVED
from tests.access.routes import routes
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import (
    FindingFactory,
    ImpactClaimFactory,
    PracticePageFactory,
    PracticeSourceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


class TestPracticePage:
    def test_shares_no_reference_with_another(self):
        PracticePageFactory(reference="P01")
        other = PracticePageFactory(reference="P02")

        with pytest.raises(IntegrityError):
            PracticePage.objects.filter(pk=other.pk).update(reference="P01")

    def test_may_have_no_reference_like_another(self):
        PracticePageFactory.create_batch(2, reference="")

        assert PracticePage.objects.filter(reference="").count() == 2

    def test_refuses_the_short_name_of_each_page_of_ours_beside_it(self):
        below = [route.split("/")[1] for route in routes() if route.startswith("practices/")]
        ours = {name for name in below if name}
        practice = PracticePageFactory()

        for name in ours:
            practice.slug = name
            with pytest.raises(ValidationError, match="short name"):
                practice.full_clean()
        assert ours == RESERVED

    @pytest.mark.parametrize("column", ["stage", "evidence_basis"])
    def test_refuses_a_value_of_no_list_even_from_sql(self, column):
        practice = PracticePageFactory()

        with pytest.raises(IntegrityError):
            PracticePage.objects.filter(pk=practice.pk).update(**{column: "magic"})

    def test_refuses_our_reading_of_a_section_that_does_not_exist(self):
        practice = PracticePageFactory()
        practice.our_reading = ["problem", "mood"]

        with pytest.raises(ValidationError, match="Not a section: mood"):
            practice.full_clean()

    def test_keeps_an_organisation_from_being_deleted_under_it(self):
        practice = PracticePageFactory()

        with pytest.raises(IntegrityError):
            practice.lead_organisation.delete()

    def test_says_its_dates_in_words(self):
        practice = PracticePageFactory(started="2012", as_of="2019-10")

        assert (practice.started_in_words, practice.as_of_in_words) == ("2012", "October 2019")

    def test_names_its_lead_in_the_sentence_of_evidence(self):
        practice = PracticePageFactory(lead_organisation=OrganisationFactory(name="HMR Circle"))
        ImpactClaimFactory(practice=practice, effect=Effect.BETTER, method=Method.SURVEY)

        practice.refresh_from_db()

        assert practice.evidence_sentence.startswith("HMR Circle measured")

    def test_can_have_its_easy_read_version_below_it_alone(self):
        assert PracticePage.allowed_subpage_models() == [EasyReadPage]

    def test_stands_below_the_library(self):
        assert PracticeLibraryPage.allowed_subpage_models() == [PracticePage]


class TestStage:
    def test_calls_stopping_an_outcome(self):
        assert Stage.STOPPED.label == "Tried, did not last"


class TestPracticeLink:
    def test_leads_to_one_practice_once_for_each_kind(self):
        one, other = PracticePageFactory.create_batch(2)
        PracticeLink.objects.create(practice=one, to=other, kind=LinkKind.ADAPTED_FROM)
        PracticeLink.objects.create(practice=one, to=other, kind=LinkKind.COMPARE_WITH)

        with pytest.raises(IntegrityError):
            PracticeLink.objects.create(practice=one, to=other, kind=LinkKind.ADAPTED_FROM)

    def test_does_not_lead_to_itself(self):
        practice = PracticePageFactory()

        with pytest.raises(IntegrityError):
            PracticeLink.objects.create(practice=practice, to=practice, kind=LinkKind.INSPIRED_BY)

    def test_reads_as_a_sentence(self):
        one, other = PracticePageFactory.create_batch(2)

        link = PracticeLink(practice=one, to=other, kind=LinkKind.ADAPTED_FROM)

        assert str(link) == f"Adapted from {other.title}"


class TestDetails:
    def test_read_as_what_they_say(self):
        claim = ImpactClaimFactory(value="80", unit="%", what_changed="rose", as_of="2019-10")
        finding = FindingFactory(text="Rates differ.")
        source = PracticeSourceFactory(document=SourceDocument.POLICY_BRIEF, section="Responses")

        assert [str(claim), str(finding), str(source)] == [
            "80 % rose",
            "Rates differ.",
            "Hughes, policy brief, 2019-20 · Responses",
        ]
        assert claim.as_of_in_words == "October 2019"
        assert claim.in_words == "80% rose"


class TestTheme:
    def test_has_two_levels_at_most(self):
        child = ThemeFactory(parent=ThemeFactory())

        with pytest.raises(IntegrityError):
            ThemeFactory(parent=child)

    def test_has_an_address_made_of_its_short_name(self):
        assert ThemeFactory(slug="pay").get_absolute_url() == "/themes/pay/"

    def test_is_shown_by_its_name(self):
        assert str(Theme(name="Pay")) == "Pay"
