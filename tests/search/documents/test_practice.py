"""Practices as the documents that both engines index."""

import pytest

from portal.practices.facets import FACETS
from portal.practices.models import PracticePage
from search.documents import KEYWORD_FIELDS
from search.documents.collection import PRACTICES
from search.documents.practice import practice_documents, public_practice_ids
from search.engines.elasticsearch.mapping import index_body
from search.engines.tantivy.schema import text_fields
from tests.factories.easy_read import EasyReadPageFactory
from tests.factories.organisations import (
    AreaFactory,
    ClientGroupFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    SectorFactory,
)
from tests.factories.practices import (
    BeneficiaryFactory,
    FindingFactory,
    ImpactClaimFactory,
    PracticePageFactory,
    ThemeFactory,
    make_private,
    practice_library,
)

pytestmark = pytest.mark.django_db


def document_of(practice, version=1):
    return practice_documents({practice.pk: version})[practice.pk]


OWN_FACTS = {
    "stage": ("running",),
    "evidence": ("not-stated",),
    "legal_form": ("community-interest-company",),
    "kind_of_change": ("complements",),
    "cost_band": ("under-1k",),
    "started": ("2018",),
    "easy_read": ("yes",),
}


class TestPracticeDocuments:
    def test_hold_the_texts_that_people_read(self):
        practice = PracticePageFactory(
            title="Night checks", summary="In short.", problem="Falls.", results="Fewer falls."
        )
        ImpactClaimFactory(practice=practice, value="17", unit="%", what_changed="fewer falls")
        FindingFactory(practice=practice, text="Needs a handover.")

        texts = document_of(practice).texts

        assert texts["title"] == "Night checks"
        assert texts["summary"] == "In short."
        assert texts["body"].split("\n") == [
            "Falls.",
            "Fewer falls.",
            "17 % fewer falls",
            "Needs a handover.",
        ]

    def test_are_filed_under_every_value_and_its_ancestors(self):
        parent = ThemeFactory(slug="pay", name="Pay", description="What people earn.")
        child = ThemeFactory(slug="wage", name="Wage", description="By the hour.", parent=parent)
        region = AreaFactory(slug="north", name="North")
        town = AreaFactory(slug="town", name="Town", parent=region)
        practice = PracticePageFactory(
            reference="P99",
            themes=[child],
            areas=[town],
            sectors=[SectorFactory(slug="cic", name="CIC")],
            client_groups=[ClientGroupFactory(slug="older", name="Older people")],
            gains=[BeneficiaryFactory(name="Families")],
            lead_organisation=OrganisationFactory(slug="lead", name="Lead"),
            partners=[OrganisationFactory(slug="partner", name="Partner")],
        )

        made = document_of(practice)

        assert dict(made.keywords) | OWN_FACTS == OWN_FACTS | {
            "theme": ("pay", "wage"),
            "area": ("north", "town"),
            "client_group": ("older",),
            "sector": ("cic",),
            "organisation": ("lead", "partner"),
        }
        assert set(made.texts["labels"].split("\n")) == {
            *("Pay", "Wage", "North", "Town", "CIC", "Older people", "Families", "Lead"),
            *("Partner", "P99"),
        }
        assert made.texts["subjects"] == "What people earn.\nBy the hour."

    def test_are_filed_under_the_facts_of_the_practice_itself(self):
        practice = PracticePageFactory(
            lead_organisation=OrganisationFactory(legal_form="Community Interest Company"),
            kind_of_change="complements",
            cost_band="under-1k",
            started="2018-12",
            easy_read_url="https://example.org/easy",
        )

        made = document_of(practice)

        assert {name: made.keywords[name] for name in OWN_FACTS} == OWN_FACTS

    def test_are_filed_under_an_easy_read_version_of_our_own(self):
        easy_read = EasyReadPageFactory()

        made = document_of(PracticePage.objects.get(pk=easy_read.practice_id))

        assert made.keywords["easy_read"] == ("yes",)

    def test_say_in_so_many_words_what_is_not_stated(self):
        practice = PracticePageFactory(lead_organisation=None)

        assert document_of(practice).keywords == {
            **dict.fromkeys(KEYWORD_FIELDS, ("not-stated",)),
            "stage": ("running",),
            "easy_read": ("no",),
        }

    def test_hold_the_other_names_of_organisations(self):
        organisation = OrganisationFactory(name="Be Caring")
        OrganisationNameFactory(organisation=organisation, name="CASA")
        practice = PracticePageFactory(lead_organisation=organisation)

        assert "CASA" in document_of(practice).texts["labels"].split("\n")

    def test_carry_the_version_they_are_asked_for(self):
        assert document_of(PracticePageFactory(), version=7).version == 7

    def test_are_newer_for_a_later_practice_even_within_one_second(self):
        first, second = PracticePageFactory(), PracticePageFactory()
        PracticePage.objects.update(first_published_at="2026-01-01T00:00:00Z")

        assert document_of(first).newest < document_of(second).newest

    def test_are_not_made_of_what_not_everybody_may_read(self):
        draft = PracticePageFactory(draft=True)
        private = PracticePageFactory()
        make_private(private)
        public = PracticePageFactory()

        made = practice_documents({draft.pk: 1, private.pk: 1, public.pk: 1, 10**9: 1})

        assert set(made) == {public.pk}

    def test_are_not_made_below_a_private_page(self):
        practice = PracticePageFactory()
        make_private(practice_library())

        assert practice_documents({practice.pk: 1}) == {}

    def test_take_the_same_number_of_queries_for_many_as_for_one(
        self, django_assert_max_num_queries
    ):
        versions = {}
        for _number in range(5):
            practice = PracticePageFactory(
                themes=[ThemeFactory()], areas=[AreaFactory()], partners=[OrganisationFactory()]
            )
            ImpactClaimFactory(practice=practice)
            versions[practice.pk] = 1

        with django_assert_max_num_queries(20):
            made = practice_documents(versions)

        assert len(made) == 5


class TestPublicPracticeIds:
    def test_are_in_ascending_order_without_what_is_not_public(self):
        first, hidden, last = (PracticePageFactory() for _number in range(3))
        make_private(hidden)

        assert list(public_practice_ids()) == [first.pk, last.pk]


class TestKeywordFields:
    def test_are_the_facets_of_the_finder(self):
        assert set(KEYWORD_FIELDS) == {facet.key for facet in FACETS}

    def test_are_in_both_indexes(self):
        properties = index_body(PRACTICES)["mappings"]["properties"]

        assert {properties[field]["type"] for field in KEYWORD_FIELDS} == {"keyword"}
        assert text_fields(PRACTICES).keys() >= set(KEYWORD_FIELDS)
