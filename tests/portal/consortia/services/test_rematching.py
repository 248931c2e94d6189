"""The night's work, and the matching of a new tender."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.consortia.enums import ConsentState, RunState
from portal.consortia.models import MatchRun, ProposedMember, TenderCheck
from portal.consortia.services import rematching
from portal.consortia.services.comparing import compare_again
from portal.consortia.services.rematching import rematch_due
from portal.organisations.models import CapacityOffer, DeclaredService, MatchingProfile
from portal.tenders.models import Tender
from portal.tenders.signals import tender_changed
from portal.users.enums import NoticeKind
from portal.users.models import Notice
from portal.users.notice_choices import recent_notices
from tests.factories.consortia import member_of

MARIGOLD, CLOVER = "example-marigold-home-care", "example-clover-works"


@pytest.fixture
def tender(covered_tender):
    MatchRun.objects.all().delete()
    Tender.objects.exclude(pk=covered_tender.pk).delete()
    at = timezone.now() + timedelta(days=90)
    Tender.objects.update(tender_period_end_at=at)
    return covered_tender


@pytest.fixture
def night(tender):
    """Goes to the next night and compares; the first call is the matching of a new tender."""
    nights = iter(range(30))
    return lambda: rematch_due(at=timezone.now() + timedelta(days=next(nights)))


@pytest.fixture
def solves(monkeypatch):
    """How many problems are solved; the solver itself stays the real one."""
    counted = []
    honest = rematching.work_out

    def counting(problem, requirements, **options):
        counted.append(problem.tender)
        return honest(problem, requirements, **options)

    monkeypatch.setattr(rematching, "work_out", counting)
    return counted


def told(user):
    return [notice.subject for notice in Notice.objects.filter(person=user).order_by("pk")]


class TestRematchDue:
    def test_matches_a_new_tender(self, tender, night):
        assert night() == 1

        run = MatchRun.objects.get()
        assert run.state == RunState.SOLVED
        assert run.proposals.filter(rank=1).exists()

    def test_compares_nothing_twice_in_one_night(self, tender):
        at = timezone.now()

        assert [rematch_due(at=at), rematch_due(at=at)] == [1, 0]

    def test_solves_nothing_where_nothing_has_changed(self, tender, night, solves):
        night()
        night()

        assert len(solves) == 1
        assert MatchRun.objects.count() == 1

    def test_solves_nothing_where_a_provider_changed_that_could_do_no_part(
        self, tender, night, solves
    ):
        night()
        asked = {"home-care", "day-opportunities", "community-transport"}
        others = MatchingProfile.objects.exclude(
            organisation__declared_services__service_type__slug__in=asked
        )
        assert others.update(max_share_percent=7)
        night()

        assert len(solves) == 1

    @pytest.mark.parametrize(
        "change",
        [
            lambda: MatchingProfile.objects.filter(organisation__slug=MARIGOLD).update(
                withdrawn_at=timezone.now()
            ),
            lambda: MatchingProfile.objects.filter(organisation__slug=MARIGOLD).update(
                max_team_size=2
            ),
            lambda: DeclaredService.objects.filter(organisation__slug=MARIGOLD).update(
                rating="outstanding", rating_date=timezone.localdate()
            ),
            lambda: CapacityOffer.objects.filter(organisation__slug=MARIGOLD).update(
                weekly_hours=3
            ),
            lambda: Tender.objects.get().lots.get(lot_id="1").classifications.all().delete(),
        ],
        ids=["withdrawal", "profile", "service", "hours", "notice"],
    )
    def test_solves_anew_where_something_changed_that_teams_depend_on(
        self, tender, night, solves, change
    ):
        night()
        change()
        night()

        assert len(solves) == 2

    def test_proposes_nobody_who_withdrew(self, tender, night):
        night()
        MatchingProfile.objects.filter(organisation__slug=MARIGOLD).update(
            withdrawn_at=timezone.now()
        )
        night()

        newest = MatchRun.objects.order_by("-pk").first()
        assert newest.proposals.exists()
        assert not ProposedMember.objects.filter(
            proposal__run=newest, organisation__slug=MARIGOLD
        ).exists()

    def test_keeps_the_page_that_people_answered_where_the_teams_are_the_same(
        self, tender, night, solves
    ):
        night()
        place = ProposedMember.objects.filter(organisation__slug=MARIGOLD).first()
        place.consent, place.answered_at = ConsentState.DECLINED, timezone.now()
        place.save()
        CapacityOffer.objects.filter(organisation__slug=MARIGOLD).update(weekly_hours=999)
        night()

        assert len(solves) == 2
        assert MatchRun.objects.get().pk == place.proposal.run_id

    def test_compares_a_changed_notice_before_the_night(self, tender):
        at = timezone.now()
        rematch_due(at=at)

        tender_changed.send(Tender, tender=tender, is_new=False, at=at)

        assert rematch_due(at=at) == 1

    def test_says_once_that_a_notice_names_no_declared_service(self, tender, night):
        for lot in tender.lots.all():
            lot.classifications.all().delete()
        night()
        night()

        assert MatchRun.objects.get().state == RunState.NOTHING_TO_MATCH

    def test_reads_the_providers_once_for_all_tenders(self, market, django_assert_max_num_queries):
        MatchRun.objects.all().delete()
        rematch_due(at=timezone.now())
        for tender in Tender.objects.all():
            compare_again(tender)

        # Six for the providers; the rest is a few for each of the three tenders.
        with django_assert_max_num_queries(60) as queries:
            assert rematch_due(at=timezone.now()) == 3

        reads = [query["sql"] for query in queries if "matchingprofile" in query["sql"].lower()]
        assert sum(sql.startswith('SELECT "organisations_matchingprofile"') for sql in reads) == 1

    def test_lets_a_tender_that_cannot_be_worked_out_block_no_other(self, market, monkeypatch):
        MatchRun.objects.all().delete()
        at = timezone.now()

        def broken(*_arguments, **_options):
            raise ValueError("a defect")

        with monkeypatch.context() as patch:
            patch.setattr(rematching, "work_out", broken)
            with pytest.raises(ValueError, match="a defect"):
                rematch_due(at=at)

        assert MatchRun.objects.get().state == RunState.FAILED
        assert rematch_due(at=at) == 2
        assert TenderCheck.objects.filter(inputs_sha256="").count() == 1


class TestTelling:
    def test_tells_those_in_the_first_team_of_a_new_tender(self, tender, night):
        inside, outside = member_of(MARIGOLD), member_of(CLOVER)
        night()

        assert told(inside) == [f"A tender could use what you offer: {tender.title}"]
        assert told(outside) == []

    def test_tells_at_a_full_hour_whenever_the_solver_was_done(self, tender, night):
        inside = member_of(MARIGOLD)
        night()

        notice = Notice.objects.get(person=inside)
        assert (notice.written_at.minute, notice.written_at.second) == (0, 0)
        assert notice.kind == NoticeKind.SUGGESTIONS
        assert not recent_notices(inside, at=notice.written_at - timedelta(seconds=1)).exists()
        assert recent_notices(inside, at=notice.written_at).exists()

    def test_tells_nothing_again_while_nothing_material_changes(self, tender, night):
        inside = member_of(MARIGOLD)
        night()
        CapacityOffer.objects.filter(organisation__slug=MARIGOLD).update(weekly_hours=999)
        night()

        assert len(told(inside)) == 1

    def test_tells_those_who_stay_that_the_team_changed(self, tender, night):
        inside = member_of(MARIGOLD)
        night()
        MatchingProfile.objects.filter(organisation__slug="example-bramble-day-services").update(
            withdrawn_at=timezone.now()
        )
        night()

        assert told(inside)[1:] == [f"A suggested team has changed: {tender.title}"]

    def test_names_nobody(self, tender, night):
        inside = member_of(MARIGOLD)
        night()

        text = Notice.objects.get(person=inside).text
        names = ProposedMember.objects.values_list("organisation__name", flat=True)
        assert names
        assert not any(name in text for name in names)

    def test_does_not_ask_again_who_answered(self, tender, night):
        inside = member_of(MARIGOLD)
        night()
        ProposedMember.objects.filter(organisation__slug=MARIGOLD).update(
            consent=ConsentState.DECLINED, answered_at=timezone.now()
        )
        MatchingProfile.objects.filter(organisation__slug="example-bramble-day-services").update(
            withdrawn_at=timezone.now()
        )
        night()

        assert len(told(inside)) == 1

    def test_tells_nobody_of_a_tender_for_which_it_is_too_late(self, tender, night):
        Tender.objects.update(tender_period_end_at=timezone.now() + timedelta(days=14))
        inside = member_of(MARIGOLD)

        assert night() == 1
        assert told(inside) == []
