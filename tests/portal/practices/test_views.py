"""Pages that list practices: what they show, what they keep to themselves, and what they cost."""

import pytest
from django.urls import reverse

from portal.organisations.models import NetworkMembership
from portal.organisations.models.organisation import NameKind, OrganisationKind
from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink
from tests.factories.organisations import (
    AreaFactory,
    OrganisationFactFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    SectorFactory,
)
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db

MOST_QUERIES = 17
HIDDEN = "A practice that nobody may see"


@pytest.fixture
def organisation():
    return OrganisationFactory(slug="circle", name="HMR Circle", areas=[AreaFactory(slug="north")])


@pytest.fixture
def theme():
    return ThemeFactory(slug="pay", name="Pay", parent=ThemeFactory(slug="work"))


@pytest.fixture
def area():
    return AreaFactory(slug="rochdale", name="Rochdale", parent=AreaFactory(slug="gm"))


@pytest.fixture
def practice(organisation, theme, area):
    return PracticePageFactory(
        title="Visible practice", lead_organisation=organisation, themes=[theme], areas=[area]
    )


def page_of(client, name, *arguments, query=""):
    response = client.get(reverse(name, args=arguments) + query)
    assert response.status_code == 200
    return response.content.decode()


LISTS = [
    "/organisations/",
    "/organisations/circle/",
    "/themes/",
    "/themes/pay/",
    "/themes/work/",
    "/areas/",
    "/areas/rochdale/",
    "/areas/gm/",
]


@pytest.mark.parametrize("address", LISTS)
class TestEveryList:
    def test_counts_public_practices_alone(self, client, practice, address):
        before = client.get(address).content.decode()
        kept = {
            "lead_organisation": practice.lead_organisation,
            "themes": practice.themes.all(),
            "areas": practice.areas.all(),
        }
        PracticePageFactory(title=HIDDEN, draft=True, **kept)
        make_private(PracticePageFactory(title=HIDDEN, **kept))
        PracticePageFactory(title=HIDDEN, **kept).unpublish()

        after = client.get(address).content.decode()

        assert "1 practice" in before
        assert after == before

    def test_costs_few_queries(self, client, practice, django_assert_max_num_queries, address):
        PracticePageFactory.create_batch(
            21,
            lead_organisation=practice.lead_organisation,
            partners=[OrganisationFactory()],
            themes=practice.themes.all(),
            areas=practice.areas.all(),
        )
        client.get(address)

        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(address)

    @pytest.mark.usefixtures("practice")
    @pytest.mark.parametrize("page", ["0", "999999999999", "x", "-1", "", "1e3", "²"])
    def test_shows_the_nearest_page_for_any_number(self, client, address, page):
        assert client.get(address, {"page": page}).status_code == 200


@pytest.mark.parametrize("name", ["organisation_detail", "theme_detail", "area_detail"])
class TestEveryDetail:
    def test_is_not_there_for_an_unknown_name(self, client, name):
        assert client.get(reverse(name, args=["nobody"])).status_code == 404

    def test_is_read_only(self, client, name):
        assert client.post(reverse(name, args=["nobody"])).status_code == 405


class TestOrganisationList:
    def test_shows_each_organisation_with_its_practices(self, client, practice):
        page = page_of(client, "organisation_list")

        assert "1 organisation" in page
        assert f'href="{practice.lead_organisation.get_absolute_url()}"' in page
        assert "1 practice" in page

    def test_is_narrowed_down_by_a_plain_form(self, client, organisation):
        charity = SectorFactory(slug="charity")
        OrganisationFactory(name="Big Fund", kind=OrganisationKind.FUNDER, sectors=[charity])

        page = page_of(client, "organisation_list", query="?kind=funder&sector=charity&letter=b")

        assert "Big Fund" in page
        assert organisation.name not in page
        assert '<input type="hidden" name="letter" value="B">' in page

    def test_shows_the_way_back_when_nothing_fits(self, client, organisation):
        page = page_of(client, "organisation_list", query="?letter=Z")

        assert "No organisation fits all of these." in page
        assert "Show all organisations" in page

    def test_keeps_the_filter_on_the_next_page(self, client):
        OrganisationFactory.create_batch(21)

        page = page_of(client, "organisation_list", query="?kind=provider")

        assert "?kind=provider&amp;page=2" in page

    def test_labels_an_example(self, client):
        OrganisationFactory(example=True)

        assert "Example: not a real organisation" in page_of(client, "organisation_list")


class TestOrganisationDetail:
    def test_shows_names_form_facts_and_networks(self, client, organisation):
        organisation.legal_form = "Community interest company"
        organisation.save()
        OrganisationNameFactory(organisation=organisation, name="Old Circle")
        OrganisationNameFactory(organisation=organisation, name="HMRC", kind=NameKind.ACRONYM)
        OrganisationFactFactory(
            organisation=organisation,
            label="Members",
            value="820",
            as_of="2019-10",
            source="Webinar paper, CS4",
        )
        network = OrganisationFactory(name="Big Network")
        NetworkMembership.objects.create(network=network, member=organisation)

        page = " ".join(page_of(client, "organisation_detail", "circle").split())

        assert "Formerly called: Old Circle." in page
        assert "HMRC" in page
        assert "Community interest company" in page
        assert "820" in page
        assert "(as of October 2019)" in page
        assert "All are from: Webinar paper, case study 4 (HMR Circle)." in page
        assert network.get_absolute_url() in page

    def test_says_so_when_a_fact_has_no_date(self, client, organisation):
        OrganisationFactFactory(organisation=organisation, as_of="")

        assert "(date not stated)" in page_of(client, "organisation_detail", "circle")

    def test_shows_a_practice_that_it_partners(self, client, organisation):
        PracticePageFactory(title="Joint work", reference="P77", partners=[organisation])

        assert "Joint work" in page_of(client, "organisation_detail", "circle")

    def test_says_when_it_has_shared_nothing(self, client, organisation):
        page = page_of(client, "organisation_detail", "circle")

        assert "This organisation has shared no practice here yet." in page

    def test_labels_an_example_on_the_page_and_above_it(self, client):
        OrganisationFactory(slug="made-up", example=True)

        page = page_of(client, "organisation_detail", "made-up")

        assert "Example: not a real organisation" in page
        assert "Example data" in page


class TestThemeList:
    def test_asks_about_a_theme_without_practices(self, client, theme):
        page = page_of(client, "theme_list")

        assert "No practice shows this yet. Have you tried it?" in page

    def test_leads_from_its_contents_to_each_upper_theme(self, client, theme):
        page = client.get(reverse("theme_list")).content.decode()

        assert theme.get_parent().slug == "work"
        assert 'href="#work"' in page
        assert 'id="work"' in page

    def test_does_not_ask_where_there_is_one(self, client, practice):
        assert "Have you tried it?" not in page_of(client, "theme_list")


class TestAdaptationList:
    def test_names_what_everybody_may_read_and_no_more(self, client, practice):
        shown = PracticePageFactory(title="Another way")
        for adapted in (shown, PracticePageFactory(title=HIDDEN, draft=True)):
            PracticeLink.objects.create(practice=adapted, to=practice, kind=LinkKind.ADAPTED_FROM)

        page = page_of(client, "adaptation_list", practice.pk)

        assert "1 practice" in page
        assert "Another way" in page
        assert HIDDEN not in page

    def test_says_what_to_do_where_there_is_none(self, client, practice):
        page = page_of(client, "adaptation_list", practice.pk)

        assert f"{reverse('submission_start')}?from={practice.pk}" in page

    def test_is_none_of_a_hidden_practice(self, client, practice):
        make_private(practice)

        assert client.get(reverse("adaptation_list", args=[practice.pk])).status_code == 404


class TestThemeDetail:
    def test_leads_to_the_finder_and_to_email_updates(self, client, practice):
        page = page_of(client, "theme_detail", "pay")

        assert f'{reverse("practice_search")}?theme=pay"' in page
        assert f'{reverse("subscribe_start")}?theme=pay"' in page

    def test_shows_what_to_do_where_there_is_no_practice(self, client, theme):
        page = page_of(client, "theme_detail", "pay")

        assert "No practice shows this yet. Have you tried it?" in page
        assert "be told by email when somebody shares one" in page
        assert "Search and filter these practices" not in page

    def test_says_that_the_founding_papers_ask_for_a_gap(self, client):
        ThemeFactory(slug="outcomes", is_gap=True)

        page = page_of(client, "theme_detail", "outcomes")

        assert "The papers that this site began with ask for it." in page


class TestAreaDetail:
    def test_leads_up_the_tree(self, client, area):
        page = page_of(client, "area_detail", "rochdale")

        assert 'href="/areas/gm/"' in page

    def test_shows_practices_of_the_places_inside(self, client, practice):
        assert "Visible practice" in page_of(client, "area_detail", "gm")

    def test_leads_to_the_finder_and_to_email_updates(self, client, practice):
        page = page_of(client, "area_detail", "rochdale")

        assert f'{reverse("practice_search")}?area=rochdale"' in page
        assert f'{reverse("subscribe_start")}?area=rochdale"' in page

    def test_shows_what_to_do_where_there_is_no_practice(self, client, area):
        page = page_of(client, "area_detail", "rochdale")

        assert "No practice from Rochdale yet." in page
        assert "look at the wider area" in page

    def test_names_an_organisation_that_works_there(self, client, organisation):
        assert "HMR Circle" in page_of(client, "area_detail", "north")
