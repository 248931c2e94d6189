"""Every way in which a practice changes must leave a row in the outbox, in the same transaction."""

import pytest
from django.db import connection
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.practices.models import PartnerAnswer, PracticePage
from portal.subscriptions.models import Event
from search.models import OutboxEntry
from tests.factories.easy_read import EasyReadPageFactory
from tests.factories.organisations import (
    AreaFactory,
    ClientGroupFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    SectorFactory,
)
from tests.factories.practices import (
    BeneficiaryFactory,
    FindingFactory,
    ImpactClaimFactory,
    PracticePageFactory,
    ThemeFactory,
    home_page,
    make_private,
    practice_library,
)

pytestmark = pytest.mark.django_db


def settled():
    """Take everything for indexed, so that only what comes next is pending."""
    for entry in OutboxEntry.objects.all():
        entry.done_version = entry.version
        entry.save()


def pending():
    return set(OutboxEntry.objects.pending().values_list("object_id", flat=True))


@pytest.fixture
def practice():
    practice = PracticePageFactory()
    PracticePageFactory(title="A bystander")
    settled()
    return PracticePage.objects.get(pk=practice.pk)


class TestPracticeChanges:
    def test_queue_a_new_practice(self):
        practice = PracticePageFactory()

        assert pending() == {practice.pk}

    def test_queue_an_edit_by_code(self, practice):
        practice.summary = "Another."
        practice.save()

        assert pending() == {practice.pk}

    def test_queue_a_revision_when_it_is_published(self, practice):
        practice.title = "Another"
        revision = practice.save_revision()
        settled()

        revision.publish()

        assert pending() == {practice.pk}

    def test_queue_unpublishing(self, practice):
        practice.unpublish()

        assert pending() == {practice.pk}

    def test_queue_deletion(self, practice):
        number = practice.pk

        practice.delete()

        assert pending() == {number}

    def test_queue_deletion_of_the_page_above(self, practice):
        everything = set(PracticePage.objects.values_list("pk", flat=True))

        practice_library().delete()

        assert pending() == everything

    def test_queue_a_move(self, practice):
        other = home_page().add_child(instance=Page(title="Other", slug="other"))
        settled()

        practice.move(other, pos="last-child")

        assert pending() == {practice.pk}

    def test_queue_what_is_below_a_moved_page(self, practice):
        other = home_page().add_child(instance=Page(title="Other", slug="other"))
        everything = set(PracticePage.objects.values_list("pk", flat=True))
        settled()

        practice_library().move(other, pos="last-child")

        assert pending() == everything

    def test_queue_what_is_below_an_unpublished_page(self, practice):
        practice_library().unpublish()

        assert pending() == set(PracticePage.objects.values_list("pk", flat=True))

    def test_queue_a_figure_or_finding_saved_by_itself(self, practice):
        claim = ImpactClaimFactory(practice=practice)
        assert pending() == {practice.pk}
        settled()

        claim.delete()
        assert pending() == {practice.pk}
        settled()

        FindingFactory(practice=practice)
        assert pending() == {practice.pk}


class TestRestrictions:
    def test_queue_a_practice_that_becomes_private_and_public_again(self, practice):
        restriction = make_private(practice)
        assert pending() == {practice.pk}
        settled()

        restriction.delete()
        assert pending() == {practice.pk}

    def test_queue_everything_below_a_page(self, practice):
        make_private(home_page())

        assert pending() == set(PracticePage.objects.values_list("pk", flat=True))

    def test_queue_nothing_for_a_page_without_practices(self, practice):
        page = home_page().add_child(instance=Page(title="Other", slug="other"))

        PageViewRestriction.objects.create(page=page, restriction_type="login")

        assert pending() == set()


class TestVocabularies:
    @pytest.mark.parametrize(
        ("factory", "field"),
        [
            (SectorFactory, "sectors"),
            (ClientGroupFactory, "client_groups"),
            (BeneficiaryFactory, "gains"),
            (ThemeFactory, "themes"),
            (AreaFactory, "areas"),
            (OrganisationFactory, "partners"),
        ],
    )
    def test_queue_the_practices_of_a_changed_or_deleted_entry(self, practice, factory, field):
        entry = factory()
        practice = PracticePageFactory(reference="P77", **{field: [entry]})
        settled()

        entry.name = "Another name"
        entry.save()
        assert pending() == {practice.pk}
        settled()

        entry.delete()
        assert pending() == {practice.pk}

    @pytest.mark.parametrize(
        ("factory", "field"), [(ThemeFactory, "themes"), (AreaFactory, "areas")]
    )
    def test_queue_the_practices_below_a_changed_parent(self, practice, factory, field):
        parent = factory()
        below = PracticePageFactory(**{field: [factory(parent=parent)]})
        settled()

        parent.name = "Another name"
        parent.save()

        assert pending() == {below.pk}

    def test_queue_the_practices_that_an_organisation_leads(self, practice):
        practice.lead_organisation.name = "Another name"
        practice.lead_organisation.save()

        assert pending() == {practice.pk}

    def test_queue_the_practices_of_an_organisation_with_another_name(self, practice):
        name = OrganisationNameFactory(organisation=practice.lead_organisation)
        assert pending() == {practice.pk}
        settled()

        name.delete()
        assert pending() == {practice.pk}


class TestPartners:
    def test_queue_and_tell_of_the_practice_when_they_say_yes(self, practice):
        partner = OrganisationFactory()
        practice.partners = [partner]
        practice.save()
        settled()
        told = Event.objects.count()

        answer = PartnerAnswer(practice=practice, organisation=partner, is_partner=True)
        answer.answered_at = timezone.now()
        answer.save()

        assert pending() == {practice.pk}
        assert Event.objects.count() == told + 1

    def test_queue_the_practice_when_their_answer_goes_with_them(self, practice):
        answer = practice.partner_answers.create(
            organisation=OrganisationFactory(), is_partner=True, answered_at=timezone.now()
        )
        settled()

        answer.delete()

        assert pending() == {practice.pk}


class TestTransactions:
    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(
        ("signal", "change"),
        [
            (post_save, lambda page: page.save()),
            (post_save, lambda page: page.save_revision().publish()),
            (post_save, lambda page: page.unpublish()),
            (post_delete, lambda page: page.delete()),
        ],
        ids=["save", "publish", "unpublish", "delete"],
    )
    def test_keep_the_row_of_a_page_only_with_the_change(self, signal, change):
        practice = PracticePageFactory()
        settled()

        def fail(**_signal):
            assert pending() == {practice.pk}  # Our receiver came first.
            raise ConnectionAbortedError

        signal.connect(fail, sender=PracticePage)
        try:
            with pytest.raises(ConnectionAbortedError):
                change(practice)
        finally:
            signal.disconnect(fail, sender=PracticePage)

        assert pending() == set()
        assert PracticePage.objects.get(pk=practice.pk).live

    @pytest.mark.parametrize(
        ("table", "entry_of"),
        [
            ("organisations_organisation", lambda page: page.lead_organisation),
            ("practices_theme", lambda page: page.themes.get()),
            ("organisations_sector", lambda page: page.sectors.get()),
        ],
    )
    def test_write_down_a_plain_model_both_before_and_after_it_is_saved(self, table, entry_of):
        practice = PracticePageFactory(themes=[ThemeFactory()], sectors=[SectorFactory()])
        entry = entry_of(PracticePage.objects.get(pk=practice.pk))
        written = []

        def watch(execute, sql, params, many, context):
            if sql.startswith("UPDATE"):
                written.append(sql.split('"')[1])
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            entry.save()

        assert written == ["search_outboxentry", table, "search_outboxentry"]


class TestEasyReadChanges:
    @pytest.fixture
    def easy_read(self, practice):
        page = EasyReadPageFactory(practice=practice)
        settled()
        return page

    def test_queue_the_practice_of_a_new_version(self, practice):
        EasyReadPageFactory(practice=practice)

        assert pending() == {practice.pk}

    def test_queue_it_when_the_version_is_taken_down(self, practice, easy_read):
        easy_read.unpublish()

        assert pending() == {practice.pk}

    def test_queue_it_when_the_version_is_deleted(self, practice, easy_read):
        easy_read.delete()

        assert pending() == {practice.pk}
