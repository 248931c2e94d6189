"""Practices as live pages under a library, with their vocabularies; valid by default."""

from importlib import import_module
from typing import Any

import factory
from django.apps import apps
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from home.models import HomePage
from portal.practices.enums import EvidenceBasis, FindingKind, MeasuredBy, SourceDocument, Stage
from portal.practices.models import (
    Beneficiary,
    Finding,
    ImpactClaim,
    PracticeLibraryPage,
    PracticePage,
    PracticeSource,
    ShortlistEntry,
    Theme,
)
from tests.factories.organisations import OrganisationFactory, TreeFactory
from tests.factories.users import UserFactory


class ThemeFactory(TreeFactory):
    class Meta:
        model = Theme

    slug = factory.Sequence(lambda number: f"theme-{number}")
    name = factory.Sequence(lambda number: f"Theme {number}")


class BeneficiaryFactory(DjangoModelFactory):
    class Meta:
        model = Beneficiary

    slug = factory.Sequence(lambda number: f"gains-{number}")
    name = factory.Sequence(lambda number: f"People who gain {number}")


def home_page() -> HomePage:
    """The front page of the default site, made under the root when there is none."""
    existing = HomePage.objects.first()
    if existing is not None:
        return existing
    home = root_page().add_child(instance=HomePage(title="Home", slug="common-practice"))
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": home},
    )
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=site.root_page_id)


def root_page() -> Page:
    """The root of the page tree, made again where a test that commits has emptied the tables."""
    existing = Page.objects.filter(depth=1).first()
    if existing is not None:
        return existing
    Locale.objects.get_or_create(language_code="en-gb")
    return Page.add_root(title="Root", slug="root")


def restore_migrated_rows() -> None:
    """Put back what migrations leave in a new database: the roots of Wagtail's two trees, and the
    public services whose notices can be read.
    """
    root_page()
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    import_module("portal.tenders.migrations.0004_notice_feeds").add_services(apps, None)


def practice_library() -> PracticeLibraryPage:
    """The page that holds practices, made under the front page when there is none."""
    existing = PracticeLibraryPage.objects.first()
    if existing is not None:
        return existing
    library = PracticeLibraryPage(title="Practices", slug="practices")
    home_page().add_child(instance=library)
    return PracticeLibraryPage.objects.get(pk=library.pk)


def make_private(page: Page) -> PageViewRestriction:
    """Let only people who have signed in see the page and everything below it."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


class PracticePageFactory(DjangoModelFactory):
    """A live practice of one organisation. Lists such as `themes=[...]` are set with the page.

    `parent=` puts it below another page than the library.
    """

    class Meta:
        model = PracticePage

    class Params:
        draft = factory.Trait(live=False, has_unpublished_changes=True)
        stopped = factory.Trait(stage=Stage.STOPPED, evidence_basis=EvidenceBasis.NEGATIVE)
        example = factory.Trait(is_example=True)

    title = factory.Sequence(lambda number: f"Practice {number}")
    slug = factory.Sequence(lambda number: f"practice-{number}")
    summary = "One sentence about what it is and who it helps."
    lead_organisation = factory.SubFactory(OrganisationFactory)
    stage = Stage.RUNNING
    evidence_basis = EvidenceBasis.REPORTED

    @classmethod
    def _create(cls, model_class: type[PracticePage], *args: Any, **kwargs: Any) -> PracticePage:
        parent = kwargs.pop("parent", None) or practice_library()
        page = model_class(**kwargs)
        # A fresh copy: treebeard reads the number of children from the object in hand.
        Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
        return page

    @classmethod
    def _build(cls, model_class: type[PracticePage], *args: Any, **kwargs: Any) -> PracticePage:
        kwargs.pop("parent", None)
        return model_class(**kwargs)


class ShortlistEntryFactory(DjangoModelFactory):
    class Meta:
        model = ShortlistEntry

    user = factory.SubFactory(UserFactory)
    practice = factory.SubFactory(PracticePageFactory)
    added_at = factory.LazyFunction(timezone.now)


class ImpactClaimFactory(DjangoModelFactory):
    class Meta:
        model = ImpactClaim

    practice = factory.SubFactory(PracticePageFactory)
    value = "85"
    unit = "%"
    what_changed = "staff who say they are happier at work"
    as_of = "2019"
    measured_by = MeasuredBy.ORGANISATION


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    practice = factory.SubFactory(PracticePageFactory)
    kind = FindingKind.BARRIER
    text = "Rates differ from council to council."


class PracticeSourceFactory(DjangoModelFactory):
    class Meta:
        model = PracticeSource

    practice = factory.SubFactory(PracticePageFactory)
    document = SourceDocument.WEBINAR_PAPER
    section = "CS1"
