"""A tender is published, partners are proposed, and a provider answers for itself."""

import re

import pytest
from django.urls import reverse

from portal.consortia.models import ProposedMember
from tasks.matching import solve_requested
from tests.factories.consortia import load_market, member_of

pytestmark = pytest.mark.django_db


class TestAProviderLooksForPartners:
    def test_from_the_board_to_a_yes(self, client):
        load_market()
        while solve_requested():
            pass
        client.force_login(member_of("example-bramble-day-services"))

        board = client.get(reverse("tender_list")).content.decode()
        tender_url = re.search(r'href="(/tenders/\d+/)"[^>]*>\s*Example: help at home', board)[1]
        tender = client.get(tender_url).content.decode()
        partners_url = re.search(r'href="(/tenders/\d+/consortium/)"', tender)[1]
        partners = client.get(partners_url).content.decode()
        answer_url = re.search(r'action="(/consortium-members/[\w-]+/answer/)"', partners)[1]
        after = client.post(answer_url, {"answer": "interested"}, follow=True).content.decode()

        assert "Proven best" in partners
        assert "Day opportunities in Oldham" in partners
        assert "Your answer is saved" in after
        assert ProposedMember.objects.filter(consent="interested").count() == 1
