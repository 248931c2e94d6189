"""The sitemap leads to everything that is public and of use, at the address of this site."""

import re

import pytest

from home.services.site import ensure_site
from tests.factories.organisations import AreaFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(client, settings):
    """Asks for the addresses of the sitemap."""
    settings.SITE_URL = "https://practice.example"
    ensure_site(site_url="https://practice.example")

    def ask():
        return re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())

    return ask


class TestSitemap:
    def test_leads_to_the_lists_and_what_is_in_them(self, addresses):
        ThemeFactory(slug="pay")
        AreaFactory(slug="bury")
        practice = PracticePageFactory()

        base = "https://practice.example"
        wanted = {
            f"{base}/{path}/" for path in ("themes", "areas", "tenders", "themes/pay", "areas/bury")
        }
        assert wanted <= set(addresses())
        assert any(address.endswith(practice.url) for address in addresses())

    def test_names_nothing_twice_and_no_other_host(self, addresses):
        found = addresses()

        assert len(found) == len(set(found))
        assert {address.split("/")[2] for address in found} == {"practice.example"}

    def test_names_no_private_practice(self, addresses):
        practice = PracticePageFactory()
        make_private(practice)

        assert not [address for address in addresses() if address.endswith(practice.url)]
