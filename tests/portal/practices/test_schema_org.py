"""Practices in the words of schema.org."""

import json
import re

import pytest

from portal.practices.schema_org import json_ld
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def told_on(page):
    (text,) = _SCRIPT.findall(page.content.decode())
    return json.loads(text)


class TestPracticePage:
    def test_says_what_it_is_who_does_it_and_where(self, client):
        practice = PracticePageFactory(
            title="Gardens",
            licence="CC BY 4.0",
            lead_organisation=OrganisationFactory(name="Example Care"),
            themes=[ThemeFactory(name="Loneliness")],
            areas=[AreaFactory(name="Bury")],
        )

        told = told_on(client.get(practice.url))

        assert told["@type"] == "Article"
        assert told["headline"] == "Gardens"
        assert told["url"].endswith(practice.url)
        assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert told["about"] == ["Loneliness"]
        assert told["spatialCoverage"] == ["Bury"]
        assert told["sourceOrganization"]["name"] == "Example Care"

    def test_leaves_out_what_it_does_not_state(self, client):
        told = told_on(client.get(PracticePageFactory(licence="", themes=[]).url))

        assert "license" not in told
        assert "about" not in told

    def test_cannot_be_broken_out_of_by_a_title(self, client):
        title = "</script><script>alert(1)</script>"
        page = client.get(PracticePageFactory(title=title).url)

        assert told_on(page)["headline"] == title
        assert "<script>alert(1)" not in page.content.decode()


class TestJsonLd:
    def test_escapes_every_sign_that_html_reads(self):
        escaped = r'{"a": "\u003C\u0026\u003E\u2028"}'

        assert (
            json_ld({"a": "<&>\u2028"}) == f'<script type="application/ld+json">{escaped}</script>'
        )
