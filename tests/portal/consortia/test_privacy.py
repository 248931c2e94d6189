"""Whatever providers do, in whatever order: nobody reads of another what both did not agree to.

Histories are driven through the pages, as a person's browser would, and the background work; then
everything that leaves the portal is read: pages, notices, exports, index documents and log lines.
"""

import json
from datetime import timedelta
from itertools import permutations

import pytest
import structlog
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from portal.consortia.models import Consortium, Disclosure, Pledge, ProposedMember, Step
from portal.organisations.models import MatchingProfile
from portal.tenders.models import Tender
from search.documents.tender import tender_documents
from tasks import matching
from tests.portal.consortia.browsers import HOURS, LOCATION, PLEDGE, World, actions


def took(organisation, consortium, *moves):
    return Step.objects.filter(
        consortium=consortium, seat__organisation=organisation, move__in=moves
    ).exists()


def both(one, other, *moves):
    """Whether both took one of these steps in one consortium, as the log of steps has it."""
    return any(
        took(one, consortium, *moves) and took(other, consortium, *moves)
        for consortium in Consortium.objects.all()
    )


def assert_private(text, owner, reader):
    """Of the owner the reader has nothing but what both agreed to."""
    assert str(HOURS + owner.pk) not in text
    assert str(LOCATION + owner.pk) not in text
    assert f"reason-of-{owner.slug}" not in text
    if not both(owner, reader, "say-yes"):
        assert owner.name not in text
    elif owner.name in text:
        told = Disclosure.objects.filter(discloser=owner, recipient=reader, fact="name")
        assert told.exists()
    if not both(owner, reader, "bind"):
        assert f"contact-of-{owner.slug}" not in text
    is_shown = Pledge.objects.filter(seat__organisation=owner, may_be_shown=True).exists()
    if not (is_shown and both(owner, reader, "bind")):
        assert str(PLEDGE + owner.pk) not in text


def assert_nowhere(text, world):
    for item in world.organisations:
        numbers = [str(number + item.pk) for number in (HOURS, PLEDGE, LOCATION)]
        secrets = (*numbers, item.name)
        found = [secret for secret in secrets if secret in text]
        assert not found
        assert f"-of-{item.slug}" not in text


class TestPrivacy:
    @pytest.fixture
    def world(self, covered_tender):
        Tender.objects.exclude(pk=covered_tender.pk).delete()
        Tender.objects.update(tender_period_end_at=timezone.now() + timedelta(days=200))
        while matching.solve_requested():
            pass
        return World(covered_tender)

    def test_is_kept_in_every_history(self, world):
        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
        @given(history=actions)
        def is_kept(history):
            world.begin()
            with transaction.atomic(), structlog.testing.capture_logs() as logged:
                for action in history:
                    world.act(*action)
                assert_promises(world, logged)
                transaction.set_rollback(True)

        is_kept()

    def test_is_kept_all_the_way_and_after_a_withdrawal(self, world):
        with structlog.testing.capture_logs() as logged:
            for action in (("interested", 0, 1), ("road", 0, 5), ("leave-market", 1, 1)):
                world.act(*action)
                assert_promises(world, logged)

        # What is held back in the histories is told once both agreed: the check can see it.
        assert any(
            f"contact-of-{owner.slug}" in world.read_by(reader, teams=Consortium.objects.all())
            for owner, reader in permutations(world.organisations, 2)
        )


def assert_promises(world, logged):
    for reader in world.organisations:
        text = world.read_by(reader, teams=Consortium.objects.all())
        for owner in world.organisations:
            if owner != reader:
                assert_private(text, owner, reader)
    assert_nowhere(json.dumps(logged, default=str), world)
    documents = tender_documents({world.tender.pk: 1})
    assert documents
    assert_nowhere(repr(documents), world)
    for pk, since in world.withdrawn.items():
        later = ProposedMember.objects.filter(organisation=pk, pk__gt=since)
        assert MatchingProfile.objects.filter(organisation=pk, withdrawn_at__isnull=False)
        assert not later.exists()
