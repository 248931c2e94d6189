"""The examples fill every page of the exchange, say what they are, and stay among themselves."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from home.example_network.loading import LOADERS, load_example_network
from home.management.commands.load_example_network import FOLDER
from home.models import EventPage
from portal.consortia.models import Consortium, Pledge
from portal.consortia.states import TeamState
from portal.organisations.models import MatchingProfile, Organisation
from portal.practices.member_enums import AskKind, CommitmentOutcome
from portal.practices.models import (
    Adoption,
    AskOrOffer,
    Commitment,
    EasyReadPage,
    PeerReview,
    PracticePage,
    Remark,
    ReviewOffer,
    VisitHost,
    Voice,
)
from portal.tenders.models import EarlyNotice
from portal.users.models import User
from tests.factories.practices import PracticePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_starting_content")]

SITE_URL = "http://127.0.0.1:8000"


@pytest.fixture
def content():
    return json.loads((FOLDER / "network.json").read_text(encoding="utf-8"))


@pytest.fixture
def _market(settings):
    settings.SITE_URL = SITE_URL
    call_command("load_example_market", stdout=StringIO())


@pytest.fixture
def load(_market):
    def run():
        out = StringIO()
        call_command("load_example_network", stdout=out)
        return out.getvalue()

    return run


def rows_of_the_database():
    labels = ("users", "organisations", "practices", "tenders", "consortia", "home")
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model.__name__: sorted(map(str, model.objects.values_list())) for model in models}


class TestLoadExampleNetwork:
    def test_puts_something_on_every_page(self, load, content):
        said = load()

        assert f"example network: {sum(len(content[part]) for part in LOADERS)} new." in said
        today = timezone.localdate()
        assert AskOrOffer.objects.open_on(today).count() == len(content["asks"])
        assert VisitHost.objects.count() == len(content["hosts"])
        assert PeerReview.objects.with_public_lesson().exists()
        assert Voice.objects.shown().exists()
        assert Remark.objects.exclude(question=None).exists()
        assert EventPage.objects.live().still_ahead(timezone.now()).exists()
        assert EventPage.objects.live().over(timezone.now()).exclude(lessons="").exists()
        assert {*Commitment.objects.values_list("outcome", flat=True)} == {
            "",
            *CommitmentOutcome.values,
        }

    def test_shows_a_practice_with_its_licence_picture_and_consent(self, client, load):
        load()

        page = PracticePage.objects.get(reference="EX01")
        told = client.get(page.url).content.decode()
        assert page.live
        assert page.easy_read.is_shown
        assert page.submission.quotes_consent
        assert page.pictures.get().alt_text in told
        assert page.licence in told
        assert "4 organisations" in told

    def test_shows_a_team_that_bids_together_to_those_who_are_in_it(self, client, load):
        load()
        consortium = Consortium.objects.get()
        client.force_login(User.objects.get(email="provider@example.org"))

        told = client.get(consortium.get_absolute_url()).content.decode()

        assert consortium.tender.title.startswith("Example:")
        assert consortium.state == TeamState.DRAFTED
        assert "Sign the heads of terms." in told
        assert {pledge.seat.organisation.is_example for pledge in Pledge.objects.all()} == {True}
        assert (
            client.get(reverse("consortium_step", args=[consortium.public_id, "sign"])).status_code
            == 200
        )

    def test_leaves_a_tender_alone_whose_best_team_is_another(self, load):
        MatchingProfile.objects.filter(organisation__slug="example-bramble-day-services").delete()

        said = load()

        assert "example network" in said
        assert not Consortium.objects.exists()

    def test_changes_nothing_the_second_time(self, load):
        load()
        before = rows_of_the_database()

        assert "example network: 0 new." in load()
        assert rows_of_the_database() == before

    def test_leaves_what_people_changed_since(self, load):
        load()
        AskOrOffer.objects.filter(kind=AskKind.ASK).update(is_hidden=True)
        AskOrOffer.objects.filter(kind=AskKind.OFFER).update(closed_at=timezone.now())
        ReviewOffer.objects.all().delete()
        Remark.objects.update(is_taken_back=True)
        PracticePage.objects.get(reference="EX01").pictures.all().delete()

        assert "example network: 0 new." in load()

    def test_posts_again_what_has_closed_meanwhile(self, load, content):
        load()
        later = timezone.now() + timedelta(days=75)

        loaded = load_example_network(content, at=later)

        assert {part for part, number in loaded.items() if number} == {"asks"}

    def test_says_of_everything_that_it_is_an_example(self, load):
        load()

        told = [
            *Adoption.objects.values_list("organisation__name", flat=True),
            *AskOrOffer.objects.values_list("title", flat=True),
            *Commitment.objects.values_list("what", flat=True),
            *EarlyNotice.objects.values_list("title", flat=True),
            *EasyReadPage.objects.values_list("title", flat=True),
            *EventPage.objects.values_list("title", flat=True),
            *PeerReview.objects.values_list("lesson", flat=True).exclude(lesson=""),
            *Remark.objects.values_list("text", flat=True),
            *VisitHost.objects.values_list("shows", flat=True),
            *Voice.objects.values_list("text", flat=True),
        ]
        assert [words for words in told if not words.startswith("Example")] == []
        assert EventPage.objects.filter(is_example=False).count() == 0
        assert {
            *PracticePage.objects.filter(is_example=True).values_list("reference", flat=True)
        } == {"EX01", "EX02"}

    def test_says_nothing_of_a_real_practice(self, load, content):
        load()
        real = PracticePageFactory(reference="R1")
        adoption = {**content["adoptions"][0], "practice": real.reference}

        with pytest.raises(PracticePage.DoesNotExist):
            load_example_network({**content, "adoptions": [adoption]}, at=timezone.now())

    def test_says_nothing_for_a_real_organisation(self, load, content):
        load()
        real = Organisation.objects.filter(is_example=False).first()
        host = {**content["hosts"][0], "organisation": real.slug}

        with pytest.raises(Organisation.DoesNotExist):
            load_example_network({**content, "hosts": [host]}, at=timezone.now())


class TestElsewhere:
    def test_loads_nothing_where_others_can_reach_the_portal(self, load, settings):
        settings.SITE_URL = "https://practice.example.org"

        with pytest.raises(CommandError, match="SITE_URL"):
            load()

        assert not User.objects.exists()
        assert not PracticePage.objects.filter(is_example=True).exists()

    def test_is_no_part_of_the_starting_content(self):
        assert not PracticePage.objects.filter(is_example=True).exists()
        assert not EventPage.objects.exists()
        assert not AskOrOffer.objects.exists()
