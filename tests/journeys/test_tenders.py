"""A tender from the publisher's file to the reader: published, found, read, and called off."""

import json

import pytest
from django.core.management import call_command

from tests.factories.organisations import AreaFactory

pytestmark = pytest.mark.django_db
NOTICE = {
    "ocid": "ocds-example-journey",
    "id": "first",
    "date": "2026-11-01T09:00:00Z",
    "tag": ["tender"],
    "buyer": {"name": "Example Borough Council"},
    "tender": {
        "title": "Home care for adults",
        "status": "active",
        "classification": {"scheme": "CPV", "id": "85312000"},
        "tenderPeriod": {"endDate": "2099-07-13T12:00:00+01:00"},
        "items": [{"id": "1", "deliveryAddresses": [{"region": "UKD37"}]}],
        "suitability": {"vcse": True},
    },
}


class TestTenderJourney:
    def test_leads_from_a_file_to_the_board_the_page_and_the_cancellation(self, client, tmp_path):
        region = AreaFactory(slug="greater-manchester", name="Greater Manchester")
        for slug in ("bury", "oldham", "rochdale", "salford"):
            AreaFactory(slug=slug, name=slug.title(), parent=region)
        (tmp_path / "notice.json").write_text(json.dumps({"releases": [NOTICE, {"id": "x"}]}))

        with pytest.raises(SystemExit):
            call_command("tenders_import", tmp_path, "--json")

        assert _titles(client, area="bury", status="open") == ["Home care for adults"]
        assert _titles(client, area="salford") == []
        entry = client.get("/tenders/").context["board"].entries[0]
        page = client.get(entry.tender.get_absolute_url()).content.decode()
        assert "13 July 2099 at 12:00" in page
        assert "Social work services without accommodation" in page

        cancelled = {"title": "Home care for adults", "status": "cancelled"}
        end = NOTICE | {"id": "second", "date": "2026-11-09T09:00:00Z", "tender": cancelled}
        (tmp_path / "notice.json").write_text(json.dumps(end))
        call_command("tenders_import", tmp_path)

        assert _titles(client, status="open") == []
        assert _titles(client, status="over", area="bury") == ["Home care for adults"]


def _titles(client, **query):
    return [entry.tender.title for entry in client.get("/tenders/", query).context["board"].entries]
