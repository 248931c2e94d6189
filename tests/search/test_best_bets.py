"""What moderators put first or leave out: the table, its form, and the plan."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils.timezone import localdate

from portal.practices.query import PracticeQuery
from search.models import BestBet
from search.planning import plan_for
from search.selectors import choices_for
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)


def best_bet(**fields):
    if "practice" not in fields:
        fields["practice"] = PracticePageFactory()
    defaults = {"query": "gardens", "action": "pin", "starts_on": TODAY, "reason": "Asked often."}
    return BestBet.objects.create(**{**defaults, **fields})


class TestBestBet:
    def test_refuses_a_search_without_words(self):
        with pytest.raises(ValidationError, match="at least one word"):
            BestBet(query="!?").clean()

    def test_refuses_an_end_before_its_start(self):
        bet = BestBet(query="gardens", starts_on=TODAY, ends_on=TODAY - timedelta(days=1))

        with pytest.raises(ValidationError, match="not before the first one"):
            bet.clean()

    def test_refuses_the_same_choice_twice(self):
        existing = best_bet()
        again = BestBet(query="Garden!", practice=existing.practice, starts_on=TODAY)

        with pytest.raises(ValidationError, match="Change that one"):
            again.clean()
        with pytest.raises(IntegrityError):
            again.save()

    def test_is_made_in_the_admin_and_remembers_who_chose(self, admin_client, admin_user):
        practice = PracticePageFactory()
        form = {
            "query": "gardens",
            "practice": practice.pk,
            "action": "pin",
            "position": 1,
            "starts_on": "2026-03-01",
            "reason": "Asked often.",
        }

        admin_client.post(reverse("wagtailsnippets_search_bestbet:add"), form)

        assert BestBet.objects.get().chosen_by == admin_user


class TestChoicesFor:
    def test_takes_a_search_however_it_is_written(self):
        bet = best_bet(query="Community garden")

        assert choices_for("  community GARDENS? ", on=TODAY).pinned == (str(bet.practice_id),)

    def test_takes_no_other_search(self):
        best_bet(query="gardens")

        assert choices_for("community gardens", on=TODAY).pinned == ()

    def test_orders_by_place_and_parts_what_is_hidden(self):
        second, first = best_bet(position=2), best_bet(position=1)
        out = best_bet(action="hide")

        choices = choices_for("gardens", on=TODAY)

        assert choices.pinned == (str(first.practice_id), str(second.practice_id))
        assert choices.hidden == (str(out.practice_id),)

    def test_holds_from_its_first_day_to_its_last(self):
        best_bet(starts_on=TODAY, ends_on=TODAY + timedelta(days=1))
        held = [
            bool(choices_for("gardens", on=TODAY + timedelta(days=day)).pinned)
            for day in range(-1, 3)
        ]

        assert held == [False, True, True, False]


class TestSearchWithBestBets:
    def test_finds_a_choice_at_the_next_search(self, engine, rebuild):
        PracticePageFactory(title="Gardens")
        chosen = PracticePageFactory(title="Time bank")
        rebuild()
        before = engine.search(plan_for(PracticeQuery(text="gardens"), engine=engine))

        best_bet(practice=chosen, starts_on=localdate())
        after = engine.search(plan_for(PracticeQuery(text="gardens"), engine=engine))

        assert [hit.title for hit in before.hits] == ["<mark>Gardens</mark>"]
        assert [hit.title for hit in after.hits] == ["Time bank", "<mark>Gardens</mark>"]

    def test_says_on_the_page_that_moderators_chose(self, client, rebuild):
        best_bet(practice=PracticePageFactory(title="Time bank"), starts_on=localdate())
        rebuild()

        page = client.get(reverse("practice_search"), {"q": "gardens"})

        assert "Chosen by our moderators." in page.content.decode()

    def test_never_shows_a_chosen_practice_that_was_unpublished(self, client, rebuild):
        practice = PracticePageFactory(title="Time bank")
        best_bet(practice=practice, starts_on=localdate())
        rebuild()
        practice.unpublish()

        page = client.get(reverse("practice_search"), {"q": "gardens"})

        assert "Time bank" not in page.content.decode()
