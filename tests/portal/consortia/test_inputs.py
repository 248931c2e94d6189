"""What a matching depends on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.consortia.inputs import problem_for, requirements_of
from portal.organisations.models import (
    CapacityOffer,
    DeclaredService,
    DoNotPair,
    ExistingTie,
    MatchingProfile,
    MatchOptIn,
    Organisation,
)
from portal.organisations.models.opt_in import OPT_IN_LASTS, MatchPurpose


def problem(tender, at=None):
    return problem_for(tender, requirements_of(tender), at=at or timezone.now())


def provider_of(problem, slug):
    key = str(Organisation.objects.get(slug=slug).pk)
    return next((item for item in problem.providers if item.key == key), None)


def hours_of_sorrel(tender, at):
    return provider_of(problem(tender, at), "example-sorrel-care").weekly_hours


class TestRequirementsOf:
    def test_reads_lots_codes_and_areas(self, covered_tender):
        found = {
            (item.lot.lot_id, item.service_type.slug, item.area.slug)
            for item in requirements_of(covered_tender)
        }

        assert found == {
            ("1", "home-care", "bury"),
            ("1", "home-care", "rochdale"),
            ("1", "home-care", "oldham"),
            ("2", "day-opportunities", "rochdale"),
            ("2", "day-opportunities", "oldham"),
            ("2", "community-transport", "rochdale"),
            ("2", "community-transport", "oldham"),
        }

    def test_leaves_out_codes_that_no_service_type_carries(self, covered_tender):
        covered_tender.lots.get(lot_id="1").classifications.update(code="45000000")

        lots = {item.lot.lot_id for item in requirements_of(covered_tender)}

        assert lots == {"2"}

    @pytest.mark.parametrize("status", ["cancelled", "unsuccessful", "complete", "withdrawn"])
    def test_leaves_out_lots_that_nobody_can_bid_for_any_more(self, covered_tender, status):
        covered_tender.lots.filter(lot_id="2").update(status=status)

        assert {item.lot.lot_id for item in requirements_of(covered_tender)} == {"1"}

    def test_keeps_lots_whatever_else_is_said_of_them(self, covered_tender):
        covered_tender.lots.filter(lot_id="2").update(status="planned")

        assert {item.lot.lot_id for item in requirements_of(covered_tender)} == {"1", "2"}


class TestProblemFor:
    def test_asks_for_registration_where_the_service_is_regulated(self, covered_tender):
        needs = {
            item.key: item.service_type.is_regulated for item in requirements_of(covered_tender)
        }

        cells = {cell.key: cell.needs_registration for cell in problem(covered_tender).cells}

        assert cells == needs
        assert set(needs.values()) == {True, False}

    def test_counts_a_declared_city_region_as_each_borough_in_it(self, covered_tender):
        transport = provider_of(problem(covered_tender), "example-foxglove-transport")

        assert len(transport.skills[0].areas) == 3

    def test_leaves_out_who_never_said_yes(self, covered_tender):
        MatchingProfile.objects.filter(organisation__slug="example-sorrel-care").delete()

        assert provider_of(problem(covered_tender), "example-sorrel-care") is None

    def test_leaves_out_who_withdrew(self, covered_tender):
        at = timezone.now()
        MatchingProfile.objects.filter(organisation__slug="example-sorrel-care").update(
            withdrawn_at=at
        )

        assert provider_of(problem(covered_tender), "example-sorrel-care") is None

    def test_leaves_out_whose_yes_is_for_something_else(self, covered_tender):
        MatchOptIn.objects.filter(
            organisation__slug="example-sorrel-care", purpose=MatchPurpose.TENDERS
        ).delete()

        assert provider_of(problem(covered_tender), "example-sorrel-care") is None

    def test_leaves_out_whose_yes_was_taken_back(self, covered_tender):
        MatchOptIn.objects.filter(organisation__slug="example-sorrel-care").update(
            withdrawn_at=timezone.now()
        )

        assert provider_of(problem(covered_tender), "example-sorrel-care") is None

    def test_leaves_out_whose_yes_is_over(self, covered_tender):
        later = timezone.now() + OPT_IN_LASTS
        DeclaredService.objects.update(expires_date=later.date() + timedelta(days=9))
        before = problem(covered_tender, at=later - timedelta(hours=1))

        assert len(before.providers) == MatchingProfile.objects.count()
        assert problem(covered_tender, at=later).providers == ()

    def test_counts_no_hours_that_have_grown_old(self, covered_tender):
        DeclaredService.objects.update(expires_date=timezone.localdate() + timedelta(days=900))
        soon, later = (timezone.now() + timedelta(days=days) for days in (89, 91))

        assert hours_of_sorrel(covered_tender, soon) > 0
        assert hours_of_sorrel(covered_tender, later) == 0

    def test_counts_the_hours_that_were_offered_for_this_tender(self, covered_tender):
        offer = CapacityOffer.objects.get(organisation__slug="example-sorrel-care")
        offer.pk, offer.ocid, offer.weekly_hours = None, covered_tender.ocid, 7
        offer.save()

        assert hours_of_sorrel(covered_tender, timezone.now()) == 7

    def test_counts_hours_that_are_free_when_the_work_starts(self, covered_tender):
        start = timezone.localdate() + timedelta(days=40)
        covered_tender.lots.update(contract_start_date=start)
        offers = CapacityOffer.objects.filter(organisation__slug="example-sorrel-care")

        offers.update(free_from=start)
        from_then = hours_of_sorrel(covered_tender, timezone.now())
        offers.update(free_from=timezone.localdate(), free_until=start)

        assert from_then > 0
        assert hours_of_sorrel(covered_tender, timezone.now()) == 0

    def test_leaves_out_a_declaration_older_than_ninety_days(self, covered_tender):
        later = timezone.now() + timedelta(days=91)

        assert problem(covered_tender, at=later).providers == ()

    def test_keeps_fictional_providers_from_a_real_tender(self, covered_tender):
        covered_tender.is_example = False

        assert problem(covered_tender).providers == ()

    def test_counts_a_tie_only_when_both_confirm(self, covered_tender):
        before = problem(covered_tender).ties
        ExistingTie.objects.update(confirmed_by_second_at=None)

        after = problem(covered_tender).ties

        assert (len(before), len(after)) == (1, 0)

    def test_carries_what_each_stands_for(self, covered_tender):
        profiles = MatchingProfile.objects.all()
        profiles.update(stands_for=["local", "living-wage"])

        values = {item.values for item in problem(covered_tender).providers}

        assert values == {frozenset({"local", "living-wage"})}

    def test_leaves_out_who_says_that_a_ground_for_exclusion_applies(self, covered_tender):
        profiles = MatchingProfile.objects.filter(organisation__slug="example-sorrel-care")
        found = []
        for answer in ("no", "advice", "yes"):
            profiles.update(exclusion=answer)
            found.append(provider_of(problem(covered_tender), "example-sorrel-care") is not None)

        assert found == [True, True, False]

    def test_leaves_out_whom_the_debarment_list_names(self, covered_tender):
        Organisation.objects.filter(slug="example-sorrel-care").update(
            debarred_on=timezone.localdate()
        )

        assert provider_of(problem(covered_tender), "example-sorrel-care") is None
        assert len(problem(covered_tender).providers) == 10

    @pytest.mark.parametrize(
        ("code", "fitting"),
        [
            ("shelteredWorkshop", ["supported"]),
            ("publicServiceMissionOrganization", ["mutual"]),
            ("smeVcse", ["sme", "vcse"]),
        ],
    )
    def test_has_only_the_kinds_that_a_reserved_tender_lets_bid(
        self, covered_tender, code, fitting
    ):
        covered_tender.lots.update(reserved_for=[code])
        slugs = ["example-marigold-home-care", "example-sorrel-care", "example-clover-works"]
        profiles = MatchingProfile.objects.all()
        for slug, kind in zip(slugs, fitting, strict=False):
            profiles.filter(organisation__slug=slug).update(statuses=["local", kind])

        found = {item.key for item in problem(covered_tender).providers}

        named = Organisation.objects.filter(slug__in=slugs[: len(fitting)])
        assert found == {str(organisation.pk) for organisation in named}

    def test_leaves_a_reservation_that_it_does_not_know_to_people(self, covered_tender):
        before = problem(covered_tender)
        covered_tender.lots.update(reserved_for=["something-new"])

        assert problem(covered_tender) == before

    def test_tells_who_may_work_in_a_lot_that_alone_is_reserved(self, covered_tender):
        everyone = {item.key for item in problem(covered_tender).providers}
        reserved = covered_tender.lots.get(lot_id="2")
        covered_tender.lots.filter(pk=reserved.pk).update(reserved_for=["smeVcse"])
        sorrel = MatchingProfile.objects.filter(organisation__slug="example-sorrel-care")
        sorrel.update(statuses=["local", "vcse"])

        found = problem(covered_tender)

        assert {lot.key for lot in found.lots if lot.only_kinds} == {str(reserved.pk)}
        assert {item.key for item in found.providers} == everyone
        assert {item.key: item.kinds for item in found.providers if item.kinds} == {
            str(sorrel.get().organisation_id): {"vcse"}
        }

    def test_carries_private_exclusions(self, covered_tender):
        pair = DoNotPair.objects.get()

        pairs = problem(covered_tender).forbidden_pairs

        assert pairs == {frozenset({str(pair.organisation_id), str(pair.other_id)})}

    @pytest.mark.parametrize(("better", "worse"), [("outstanding", "good"), ("good", "not-rated")])
    def test_ranks_ratings(self, covered_tender, better, worse):
        def quality(rating):
            DeclaredService.objects.filter(organisation__slug="example-marigold-home-care").update(
                rating=rating, rating_date=timezone.localdate()
            )
            provider = provider_of(problem(covered_tender), "example-marigold-home-care")
            return provider.skills[0].quality

        assert quality(better) > quality(worse)

    def test_knows_no_names(self, covered_tender):
        before = problem(covered_tender).fingerprint()
        for organisation in Organisation.objects.all():
            organisation.name = organisation.name[::-1]
            organisation.save()

        assert problem(covered_tender).fingerprint() == before
