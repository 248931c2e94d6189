"""What the tables refuse, and how moderators edit synonym rules."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from search.models import OutboxEntry, SynonymGroup, SynonymTerm
from search.models.synonyms import SynonymKind
from search.plan.synonyms import RuleKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class TestOutboxEntry:
    def test_is_one_row_for_each_thing(self):
        row = {"entity": "practice", "object_id": 1, "changed_at": NOW, "next_attempt_at": NOW}
        OutboxEntry.objects.create(**row)

        with pytest.raises(IntegrityError):
            OutboxEntry.objects.create(**row)

    def test_cannot_have_more_done_than_changed(self):
        with pytest.raises(IntegrityError):
            OutboxEntry.objects.create(
                entity="practice",
                object_id=1,
                version=1,
                done_version=2,
                changed_at=NOW,
                next_attempt_at=NOW,
            )


class TestSynonymGroup:
    def test_has_the_kinds_that_the_plan_knows(self):
        assert set(SynonymKind.values) == {kind.value for kind in RuleKind}

    def test_reads_as_its_words(self):
        group = SynonymGroup(kind="one-way")
        group.terms = [SynonymTerm(text="llp"), SynonymTerm(text="consortium", is_target=True)]

        assert str(group) == "llp → consortium"

    def test_is_edited_in_the_admin(self, admin_client):
        group = SynonymGroup(kind="equal", note="Both are used.")
        group.terms = [SynonymTerm(text="lifts"), SynonymTerm(text="rides")]
        group.save()

        listing = admin_client.get(reverse("wagtailsnippets_search_synonymgroup:list"))
        form = admin_client.get(
            reverse("wagtailsnippets_search_synonymgroup:edit", args=[group.pk])
        )

        assert "lifts, rides" in listing.content.decode()
        assert 'value="rides"' in form.content.decode()


class TestSynonymTerm:
    def test_refuses_a_wording_without_a_word(self):
        with pytest.raises(ValidationError, match="at least one word"):
            SynonymTerm(text="!?").clean()
