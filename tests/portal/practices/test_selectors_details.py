"""The page of a practice shows what was declared, in words, and marks what is our reading."""

import pytest

from portal.practices.enums import (
    Addressee,
    Effect,
    FindingKind,
    LinkKind,
    MeasuredBy,
    Method,
)
from portal.practices.models import ImpactClaim, PracticeLink
from portal.practices.selectors.details import practice_details
from portal.practices.selectors.relations import Named
from tests.factories.organisations import (
    AreaFactory,
    ClientGroupFactory,
    OrganisationFactory,
    SectorFactory,
)
from tests.factories.practices import (
    BeneficiaryFactory,
    FindingFactory,
    ImpactClaimFactory,
    PracticePageFactory,
    PracticeSourceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticePageFactory(
        lead_organisation=OrganisationFactory(slug="circle", name="HMR Circle"),
        # What was imported names its partners as its source does.
        reference="P01",
        partners=[OrganisationFactory(slug="council", name="Council")],
        areas=[AreaFactory(slug="rochdale", name="Rochdale")],
        themes=[ThemeFactory(slug="loneliness", name="Loneliness")],
        sectors=[SectorFactory(slug="cic", name="CIC")],
        client_groups=[ClientGroupFactory(slug="older", name="Older people")],
        gains=[BeneficiaryFactory(slug="workers", name="Workers")],
        problem="People are alone.",
        what_did_not_work="  ",
        results="It helped.",
        our_reading=["results"],
    )


def claim_card(practice, **fields):
    ImpactClaimFactory(practice=practice, **fields)
    return practice_details(practice).claims[0]


def measured(**fields):
    """A practice with one figure that shows a change."""
    practice = PracticePageFactory(**fields)
    ImpactClaimFactory(practice=practice, effect=Effect.BETTER, method=Method.SURVEY)
    practice.refresh_from_db()
    return practice


class TestRelations:
    @pytest.mark.parametrize("is_draft", [False, True], ids=["page", "preview"])
    def test_name_everything_with_the_lead_first(self, practice, is_draft):
        relations = practice_details(practice, is_draft=is_draft).relations

        assert vars(relations) == {
            "organisations": [
                Named(slug="circle", name="HMR Circle"),
                Named(slug="council", name="Council"),
            ],
            "named": [],
            "areas": [Named(slug="rochdale", name="Rochdale")],
            "themes": [Named(slug="loneliness", name="Loneliness")],
            "sectors": [Named(slug="cic", name="CIC")],
            "client_groups": [Named(slug="older", name="Older people")],
            "gains": [Named(slug="workers", name="Workers")],
        }

    def test_show_an_unsaved_theme_in_the_preview_alone(self, practice):
        practice.themes = [ThemeFactory(name="Housing")]

        drafted = practice_details(practice, is_draft=True).relations.themes
        stored = practice_details(practice).relations.themes

        assert [theme.name for theme in drafted] == ["Housing"]
        assert [theme.name for theme in stored] == ["Loneliness"]

    def test_do_without_an_organisation(self):
        practice = measured(lead_organisation=None)

        details = practice_details(practice)

        assert details.relations.organisations == []
        assert details.evidence_sentence.startswith("The organisation measured")

    def test_do_not_take_a_partner_for_the_lead(self):
        practice = measured(lead_organisation=None, partners=[OrganisationFactory()])

        assert practice_details(practice).evidence_sentence.startswith("The organisation measured")


class TestEvidence:
    def test_is_the_level_with_its_sentence(self):
        details = practice_details(measured())

        assert details.evidence_level == "Level 2: a change was measured"
        assert details.evidence_sentence.endswith("It does not show what caused the change.")

    def test_of_a_draft_is_that_of_the_figures_in_hand(self):
        practice = measured(problem="People are alone.", what_is_done="Members meet.")
        practice.claims = []

        drafted = practice_details(practice, is_draft=True)

        assert drafted.evidence_level == "Level 1: it says what and why"


class TestSections:
    def test_leave_out_empty_ones(self, practice):
        sections = practice_details(practice).sections

        assert [section.heading for section in sections] == [
            "What is the problem?",
            "What changed?",
        ]

    def test_mark_our_reading(self, practice):
        sections = practice_details(practice).sections

        assert [section.is_our_reading for section in sections] == [False, True]

    def test_set_apart_what_did_not_work(self, practice):
        practice.what_did_not_work = "Nobody paid."

        sections = practice_details(practice).sections

        assert [section.id for section in sections if section.is_lesson] == ["what-did-not-work"]


class TestClaims:
    @pytest.mark.parametrize(
        ("value", "unit", "figure"),
        [("80", "%", "80%"), ("29", "carers", "29 carers"), ("half", "", "half")],
    )
    def test_give_the_figure_with_its_unit(self, practice, value, unit, figure):
        assert claim_card(practice, value=value, unit=unit).figure == figure

    @pytest.mark.parametrize(
        ("period", "as_of", "shown"),
        [
            ("since 2014", "2019-10", "Since 2014, as of October 2019"),
            ("", "2019", "As of 2019"),
            ("year 4", "", "Year 4"),
            ("", "", "Date not stated"),
        ],
    )
    def test_are_never_without_a_word_about_the_date(self, practice, period, as_of, shown):
        assert claim_card(practice, period=period, as_of=as_of).period == shown

    @pytest.mark.parametrize(
        ("measured_by", "source"),
        [
            (MeasuredBy.ORGANISATION, "HMR Circle, its own figure"),
            (MeasuredBy.REGULATOR, "the regulator"),
            (MeasuredBy.NOT_STATED, "not stated"),
        ],
    )
    def test_say_who_measured(self, practice, measured_by, source):
        assert claim_card(practice, measured_by=measured_by).source == source

    def test_carry_their_caution(self, practice):
        assert claim_card(practice, caution="sample not stated").caution == "Sample not stated"

    def test_show_an_unsaved_one_in_the_preview(self, practice):
        practice.claims = [ImpactClaim(value="5", what_changed="it rose")]

        assert [claim.figure for claim in practice_details(practice, is_draft=True).claims] == ["5"]


class TestFindings:
    def test_are_grouped_by_whom_they_are_for(self, practice):
        for text, addressee in (
            ("A", Addressee.PROVIDER),
            ("B", Addressee.COMMISSIONER),
            ("C", Addressee.PROVIDER),
        ):
            FindingFactory(practice=practice, text=text, addressee=addressee)

        groups = practice_details(practice).barriers

        assert [(group.addressee, group.texts) for group in groups] == [
            ("Commissioners", ["B"]),
            ("Providers", ["A", "C"]),
        ]

    def test_are_parted_by_kind(self, practice):
        for kind in FindingKind:
            FindingFactory(practice=practice, kind=kind, text=kind.value)

        details = practice_details(practice)

        assert details.barriers[0].texts == ["barrier"]
        assert details.enablers[0].texts == ["enabler"]
        assert details.wants == ["want"]


class TestSourcesOfThePage:
    def test_are_credit_lines(self, practice):
        PracticeSourceFactory(practice=practice, section="CS4", part="")

        assert [credit.words for credit in practice_details(practice).sources] == [
            "Westall and Hughes, webinar paper, October 2019, case study 4 (HMR Circle)"
        ]


class TestLinksOfThePage:
    def test_leave_adaptations_to_the_tree(self, practice):
        original = PracticePageFactory(title="Southwark Circle")
        PracticeLink.objects.create(
            practice=practice, to=original, kind=LinkKind.ADAPTED_FROM, is_our_reading=True
        )
        PracticeLink.objects.create(practice=practice, to=original, kind=LinkKind.INSPIRED_BY)

        details = practice_details(practice)

        assert [str(link.relation) for link in details.links.origins] == ["Inspired by"]
        assert details.family.trees[0].children[0].is_our_reading

    def test_keep_an_adaptation_that_only_the_draft_has(self, practice):
        stored, added = PracticePageFactory(title="Stored"), PracticePageFactory(title="Added")
        PracticeLink.objects.create(practice=practice, to=stored, kind=LinkKind.ADAPTED_FROM)
        practice.links = [PracticeLink(to=added, kind=LinkKind.ADAPTED_FROM)]

        origins = practice_details(practice, is_draft=True).links.origins

        assert [link.title for link in origins] == ["Added"]


class TestQueries:
    def test_are_eight_for_a_published_practice(self, practice, django_assert_num_queries):
        practice_details(practice)

        with django_assert_num_queries(8):
            practice_details(practice)
