"""What an organisation's own people tell the matching, and what nobody else reads."""

import logging
from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.organisations.models import (
    AssetOffer,
    CapacityOffer,
    DoNotPair,
    MatchingProfile,
    MatchOptIn,
    Membership,
)
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import AreaFactory, AssetOfferFactory, OrganisationFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
OWN = "/account/organisations/circle/matching/"
PUBLIC = "/organisations/circle/"
MATCHING = {
    "purposes": ["tenders", "partners"],
    "weekly_hours": "987654",
    "free_from": "",
    "free_until": "",
    "turnover_band": "under-5m",
    "turnover_year": str(timezone.localdate().year - 1),
    "max_share_percent": "37",
    "max_team_size": "4",
    "stands_for": ["local"],
    "statuses": ["vcse"],
    "exclusion": "no",
    "share_ratings": "introduced",
    "share_registered": "bound",
    "share_values": "introduced",
    "share_hours": "bound",
    "share_turnover": "never",
}
ASSET = {"kind": "land", "area": "", "about": "Half an acre near the canal.", "is_named": ""}


@pytest.fixture
def organisation(client):
    member = MemberFactory(organisation__slug="circle", organisation__name="HMR Circle")
    client.force_login(member.user)
    return member.organisation


class TestMatchingPage:
    def test_keeps_the_numbers_to_the_organisation(self, client, organisation):
        client.post(OWN, MATCHING)
        own = text_of(client.get(OWN))
        client.force_login(UserFactory())

        assert 'value="987654"' in own
        assert client.get(OWN).status_code == 404
        assert "987654" not in text_of(client.get(PUBLIC))

    def test_asks_for_a_yes(self, client, organisation):
        text = text_of(client.post(OWN, {**MATCHING, "purposes": []}))

        assert "Without a yes we keep nothing." in text
        assert 'value="987654"' in text
        assert not MatchingProfile.objects.exists()

    def test_keeps_with_the_day_what_the_organisation_says_that_it_is(self, client, organisation):
        client.post(OWN, MATCHING)

        profile = MatchingProfile.objects.get()
        assert (profile.statuses, profile.exclusion) == (["vcse"], "no")
        assert profile.turnover_year == timezone.localdate().year - 1
        assert profile.self_declared_on == timezone.localdate()

    def test_takes_a_yes_for_one_purpose_back(self, client, organisation):
        client.post(OWN, MATCHING)
        client.post(OWN, {**MATCHING, "purposes": ["tenders"]})

        withdrawn = {row.purpose: row.withdrawn_at for row in MatchOptIn.objects.all()}
        assert withdrawn["tenders"] is None
        assert withdrawn["partners"] is not None

    def test_is_left_and_joined_again(self, client, organisation):
        client.post(OWN, MATCHING)
        client.post(f"{OWN}leave/")
        left = MatchingProfile.objects.get().withdrawn_at
        assert not MatchOptIn.objects.filter(withdrawn_at=None).exists()
        client.post(OWN, MATCHING)

        row = MatchingProfile.objects.get()
        assert left is not None
        assert row.withdrawn_at is None
        assert row.opted_in_at >= left
        assert MatchOptIn.objects.filter(withdrawn_at=None).count() == 2

    def test_keeps_the_time_of_the_first_yes(self, client, organisation):
        client.post(OWN, MATCHING)
        first = MatchOptIn.objects.get(purpose="tenders").given_at
        client.post(OWN, {**MATCHING, "weekly_hours": "5"})

        assert MatchOptIn.objects.get(purpose="tenders").given_at == first
        assert CapacityOffer.objects.get().weekly_hours == 5

    def test_offers_what_was_said_before_again(self, client, organisation):
        client.post(OWN, {**MATCHING, "free_until": "1/2/2090"})

        text = text_of(client.get(OWN))

        assert 'value="01/02/2090"' in text
        assert 'value="37"' in text
        assert text.count('checked="checked"') == 4

    def test_says_why_hours_count_no_more(self, client, organisation):
        client.post(OWN, MATCHING)
        old = timezone.localdate() - timedelta(days=90)
        CapacityOffer.objects.update(declared_date=old, expires_date=timezone.localdate())

        assert "We count no hours of yours, because you said them more than 90 days ago" in (
            text_of(client.get(OWN))
        )

    def test_says_that_a_yes_is_over(self, client, organisation):
        client.post(OWN, MATCHING)
        past = timezone.now() - timedelta(days=400)
        MatchOptIn.objects.update(given_at=past, expires_at=past + timedelta(days=365))

        assert "so you are left out" in text_of(client.get(OWN))

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"weekly_hours": "many"}, "Enter a whole number, such as 40."),
            ({"weekly_hours": "0"}, "greater than or equal to 1"),
            ({"weekly_hours": "-1"}, "greater than or equal to 1"),
            ({"weekly_hours": "9" * 30}, "less than or equal to 1000000"),
            ({"max_share_percent": "101"}, "less than or equal to 100"),
            ({"max_team_size": "7"}, "not one of the available choices"),
            ({"turnover_band": ""}, "Choose a band."),
            ({"turnover_year": ""}, "Choose a year."),
            ({"turnover_year": "1999"}, "not one of the available choices"),
            ({"turnover_year": "2999"}, "not one of the available choices"),
            ({"purposes": ["adverts"]}, "not one of the available choices"),
            ({"stands_for": ["profit"]}, "not one of the available choices"),
            ({"statuses": ["bank"]}, "not one of the available choices"),
            ({"exclusion": "perhaps"}, "not one of the available choices"),
            ({"share_hours": "always"}, "not one of the available choices"),
            ({"free_from": "soon"}, "Write a day, month and year"),
            ({"free_until": "1/1/2020"}, "later than today"),
            ({"free_from": "2/1/2090", "free_until": "1/1/2090"}, "after the first one"),
        ],
        ids=str,
    )
    def test_changes_nothing_on_bad_input(self, client, organisation, caplog, change, message):
        caplog.set_level(logging.INFO)

        text = text_of(client.post(OWN, {**MATCHING, **change}))

        assert message in text
        assert "max_share_percent" in change or 'value="37"' in text
        assert not MatchingProfile.objects.exists()
        assert not CapacityOffer.objects.exists()
        assert "form.refused" in caplog.text
        assert "987654" not in caplog.text

    def test_tells_nothing_to_somebody_removed_while_they_wrote(self, client, organisation):
        client.post(OWN, MATCHING)
        Membership.objects.all().delete()

        response = client.post(OWN, {"purposes": ["tenders"]})

        assert response.status_code == 403
        assert "987654" not in text_of(response)


class TestPrivateList:
    def test_is_for_the_organisation_alone(self, client, organisation, caplog):
        caplog.set_level(logging.INFO)
        other = MemberFactory(organisation__name="Loud Neighbours")
        client.post(f"{OWN}apart/", {"other": "loud neighbours"})
        own = text_of(client.get(f"{OWN}apart/"))
        client.force_login(other.user)

        assert "Loud Neighbours" in own.split("<datalist")[0]
        assert client.get(f"{OWN}apart/").status_code == 404
        assert "HMR Circle" not in text_of(client.get("/account/"))
        assert "oud neighbours" not in caplog.text.lower()

    def test_is_shortened(self, client, organisation):
        client.post(f"{OWN}apart/", {"other": OrganisationFactory(name="Loud").name})
        row = DoNotPair.objects.get()

        client.post(f"/account/apart/{row.pk}/remove/")

        assert not DoNotPair.objects.exists()

    def test_shows_no_name_to_a_stranger_who_sends_the_form(self, client, organisation):
        client.post(f"{OWN}apart/", {"other": OrganisationFactory(name="Loud Neighbours").name})
        client.force_login(UserFactory())

        response = client.post(f"{OWN}apart/", {"other": ""})

        assert response.status_code == 403
        assert "Loud Neighbours" not in text_of(response)

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("", "Write the name of an organisation."),
            ("Nobody here", "No organisation here has this name."),
            ("hmr circle", "This is your own organisation."),
            ("x" * 300, "at most 200 characters"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_the_name(self, client, organisation, name, message):
        text = text_of(client.post(f"{OWN}apart/", {"other": name}))

        assert message in text
        assert f'value="{name}"' in text or not name
        assert not DoNotPair.objects.exists()

    def test_is_not_endless(self, client, organisation):
        for _number in range(50):
            DoNotPair.objects.create(organisation=organisation, other=OrganisationFactory())

        text = text_of(client.post(f"{OWN}apart/", {"other": OrganisationFactory().name}))

        assert "Your list is full." in text


class TestAssets:
    def test_are_offered_said_again_and_taken_back(self, client, organisation):
        client.post(f"{OWN}assets/", {**ASSET, "area": AreaFactory(name="Bury").pk})
        row = AssetOffer.objects.get()
        AssetOffer.objects.update(declared_date=date(2026, 1, 1), expires_date=date(2026, 4, 1))
        old = text_of(client.get(f"{OWN}assets/"))
        client.post(f"/account/assets/{row.pk}/again/")
        row.refresh_from_db()
        client.post(f"/account/assets/{row.pk}/remove/")

        assert "It is not shown any more since 1 April 2026." in old
        assert row.expires_date > timezone.localdate()
        assert not AssetOffer.objects.exists()

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"kind": ""}, "Choose what you offer."),
            ({"kind": "yacht"}, "not one of the available choices"),
            ({"about": ""}, "Say a few words"),
            ({"about": "<b>"}, "Take out the signs"),
            ({"about": "x" * 501}, "at most 500 characters"),
            ({"area": "999999"}, "not one of the available choices"),
        ],
        ids=str,
    )
    def test_keep_what_was_typed_on_bad_input(self, client, organisation, change, message):
        text = text_of(client.post(f"{OWN}assets/", {**ASSET, **change}))

        assert message in text
        assert "Half an acre" in text or "about" in change
        assert not AssetOffer.objects.exists()

    @pytest.mark.parametrize("action", ["again", "remove"])
    def test_of_others_are_not_found(self, client, organisation, action):
        row = AssetOfferFactory()

        assert client.post(f"/account/assets/{row.pk}/{action}/").status_code == 404
        assert AssetOffer.objects.get().expires_date == row.expires_date
