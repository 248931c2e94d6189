"""Search engines are told of public pages alone."""

import pytest

from portal.practices.models import PracticePage
from tests.factories.practices import PracticePageFactory, make_private

pytestmark = pytest.mark.django_db


class TestSitemap:
    def test_is_found_from_the_file_that_programs_read_first(self, client, settings):
        settings.SITE_URL = "https://portal.example"

        told = client.get("/robots.txt").content.decode().splitlines()

        assert "Sitemap: https://portal.example/sitemap.xml" in told

    def test_names_a_public_practice(self, client):
        practice = PracticePageFactory()

        assert practice.url in client.get("/sitemap.xml").content.decode()

    @pytest.mark.parametrize(
        "hide", [PracticePage.unpublish, make_private], ids=["draft", "private"]
    )
    def test_does_not_name_a_hidden_practice(self, client, hide):
        practice = PracticePageFactory()
        hide(practice)

        response = client.get("/sitemap.xml")

        assert response.status_code == 200
        assert practice.url not in response.content.decode()
