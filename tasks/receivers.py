"""The one file that listens to signals: it writes work down with the change, and rings.

Wagtail saves and deletes a page in one transaction and sends `post_save` and `post_delete` inside
it, so a page's change and its outbox row are kept or lost together, and so are deletions of any
model. Django sends `post_save` of a plain model after its transaction, and Wagtail announces a
move after its own. Plain models are therefore written down before they are saved too: whenever the
process dies, a row is left that is drained after the change. What a death during a move leaves
behind, the hourly `verify_index` finds; no page is shown meanwhile that the database would not
show.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from treebeard.mp_tree import MP_Node
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.models import EventPage
from portal.organisations.models import (
    Area,
    ClientGroup,
    Organisation,
    OrganisationName,
    Sector,
)
from portal.practices.models import (
    AskOrOffer,
    Beneficiary,
    EasyReadPage,
    Finding,
    ImpactClaim,
    PartnerAnswer,
    PracticeLibraryPage,
    PracticePage,
    Theme,
)
from portal.practices.services.refresh_evidence import refresh_evidence
from portal.subscriptions.enums import OpeningKind
from portal.subscriptions.services.recording import record_event, record_opening
from portal.subscriptions.signals import event_recorded, mail_requested
from portal.tenders.models import EarlyNoticeEvent, Tender
from portal.tenders.signals import tender_changed
from portal.users.signals import notices_written
from search.models.outbox import Entity
from search.services.queue_changes import queue_changes
from tasks.digests import match_events, send_transactional
from tasks.doorbell import ring_on_commit
from tasks.indexing import drain_outbox
from tasks.notices import plan_notices


@receiver([post_save, post_delete], sender=PracticePage)
def index_practice(instance: PracticePage, **_signal: Any) -> None:
    """A practice was saved in any way, published or not, or deleted."""
    _index([instance.pk])


@receiver([post_save, post_delete], sender=EasyReadPage)
def index_practice_of_easy_read(instance: EasyReadPage, **_signal: Any) -> None:
    """An Easy Read version was published, changed, taken down or deleted."""
    # Without a practice it is going together with the practice.
    _index(filter(None, [instance.practice_id]))


@receiver([pre_save, post_save, post_delete], sender=ImpactClaim)
@receiver([pre_save, post_save, post_delete], sender=Finding)
def index_practice_of_detail(instance: ImpactClaim | Finding, **_signal: Any) -> None:
    """A figure or finding was changed by itself; with its page, the page's own save comes too."""
    _index([instance.practice_id])


@receiver([post_save, post_delete], sender=ImpactClaim)
def refresh_evidence_of_practice(
    instance: ImpactClaim, *, raw: bool = False, **_signal: Any
) -> None:
    """A figure was changed, with its page or by itself: it may decide the evidence level."""
    if not raw:
        refresh_evidence([instance.practice_id])


@receiver([page_published, page_unpublished, post_page_move])
def index_practices_below_changed_page(instance: Page, **_signal: Any) -> None:
    """A page was published, unpublished or moved: what is below it may be seen by others now."""
    _index(_practices_below(instance))


@receiver(post_save, sender=PracticeLibraryPage)
def index_library(instance: PracticeLibraryPage, **_signal: Any) -> None:
    """The page above all practices was changed."""
    _index(_practices_below(instance))


@receiver([pre_save, post_save, post_delete], sender=PageViewRestriction)
def index_restricted_practices(instance: PageViewRestriction, **_signal: Any) -> None:
    """A page and everything below it became private, or public again."""
    _index(_practices_below(instance.page))


@receiver([pre_save, post_save, pre_delete], sender=Organisation)
def index_practices_of_organisation(instance: Organisation, **_signal: Any) -> None:
    """An organisation's name may have changed; before a deletion its practices are still known."""
    if instance.pk:
        _index(_ids(PracticePage.objects.of_organisation(instance)))


@receiver([pre_save, post_save, post_delete], sender=PartnerAnswer)
def index_practice_of_partner(instance: PartnerAnswer, **_signal: Any) -> None:
    """An organisation said whether it is a partner: only with its yes is its name findable."""
    _index([instance.practice_id])


@receiver([pre_save, post_save, post_delete], sender=OrganisationName)
def index_practices_of_named_organisation(instance: OrganisationName, **_signal: Any) -> None:
    """An organisation gained, changed or lost another name."""
    _index(_ids(PracticePage.objects.of_organisation(instance.organisation)))


@receiver([pre_save, post_save, pre_delete], sender=Theme)
def index_practices_about_theme(instance: Theme, **_signal: Any) -> None:
    """A theme was changed: practices of its children carry its name too."""
    _index(_ids_in_tree("themes", instance))


@receiver([pre_save, post_save, pre_delete], sender=Area)
def index_practices_and_tenders_in_area(instance: Area, **_signal: Any) -> None:
    """A place was changed: practices and tenders anywhere inside it carry its name too."""
    _index(_ids_in_tree("areas", instance))
    if instance.path:
        _index_tenders(_ids(Tender.objects.filter(areas__path__startswith=instance.path)))


@receiver(tender_changed)
def index_changed_tender(tender: Tender, **_signal: Any) -> None:
    """A tender was imported, posted, changed or withdrawn, in the transaction of this signal."""
    _index_tenders([tender.pk])


@receiver(post_save, sender=EarlyNoticeEvent)
def index_tender_of_notice(instance: EarlyNoticeEvent, **_signal: Any) -> None:
    """A moderator hid or restored a notice that was posted here, in this transaction."""
    _index_tenders(_ids(Tender.objects.filter(early_notice=instance.notice_id)))


@receiver(post_delete, sender=Tender)
def index_deleted_tender(instance: Tender, **_signal: Any) -> None:
    """A tender was deleted, within the transaction of its deletion."""
    _index_tenders([instance.pk])


@receiver([pre_save, post_save, pre_delete], sender=Sector)
def index_practices_of_sector(instance: Sector, **_signal: Any) -> None:
    """A sector was changed."""
    _index(_ids_with("sectors", instance))


@receiver([pre_save, post_save, pre_delete], sender=ClientGroup)
def index_practices_for_client_group(instance: ClientGroup, **_signal: Any) -> None:
    """A client group was changed."""
    _index(_ids_with("client_groups", instance))


@receiver([pre_save, post_save, pre_delete], sender=Beneficiary)
def index_practices_with_beneficiary(instance: Beneficiary, **_signal: Any) -> None:
    """A group of people who gain was changed."""
    _index(_ids_with("gains", instance))


@receiver(post_save, sender=PracticePage)
def tell_of_practice(
    instance: PracticePage, *, raw: bool, update_fields: frozenset[str] | None, **_signal: Any
) -> None:
    """A practice was published, changed or taken down; saving a draft names its fields."""
    if not raw and update_fields is None:
        record_event(practice=instance, at=timezone.now())


@receiver(post_save, sender=PartnerAnswer)
def tell_of_answered_practice(instance: PartnerAnswer, *, raw: bool, **_signal: Any) -> None:
    """A partner that said yes is named from now on; those who follow it hear of the practice."""
    if not raw:
        _tell_of([instance.practice_id])


@receiver(post_save, sender=Page)
def tell_of_page(instance: Page, *, raw: bool, **_signal: Any) -> None:
    """A page was saved as a page of no kind, as the bulk actions of the CMS do to take it down."""
    if not raw:
        _tell_of([instance.pk])
        _tell_of_events(EventPage.objects.filter(pk=instance.pk))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def tell_of_restricted_practices(instance: PageViewRestriction, **_signal: Any) -> None:
    """A page and everything below it became private, or public again."""
    _tell_of(_practices_below(instance.page))
    _tell_of_events(EventPage.objects.descendant_of(instance.page, inclusive=True))


@receiver(post_page_move)
def tell_of_moved_practices(instance: Page, **_signal: Any) -> None:
    """A page was moved, perhaps into or out of a private part."""
    _tell_of(_practices_below(instance))


@receiver(post_save, sender=EventPage)
def tell_of_event_page(instance: EventPage, *, raw: bool, **_signal: Any) -> None:
    """An event was published, moved to another day, or taken down."""
    if not raw:
        _tell_of_opening(OpeningKind.EVENT, instance.pk)


@receiver(post_save, sender=AskOrOffer)
def tell_of_ask(instance: AskOrOffer, *, raw: bool, **_signal: Any) -> None:
    """An ask or offer was posted, closed, hidden or shown again."""
    if not raw:
        _tell_of_opening(OpeningKind.ASK, instance.pk)


@receiver(tender_changed)
def tell_of_tender(tender: Tender, **_signal: Any) -> None:
    """An import wrote a tender that is new, or other facts of one."""
    _tell_of_opening(OpeningKind.TENDER, tender.pk)


@receiver(event_recorded)
def ring_for_event(**_signal: Any) -> None:
    """Followers may have something to hear of."""
    ring_on_commit(match_events)


@receiver(mail_requested)
def ring_for_requested_mail(**_signal: Any) -> None:
    """Somebody waits for a mail."""
    ring_on_commit(send_transactional)


@receiver(notices_written)
def ring_for_notices(**_signal: Any) -> None:
    """Somebody is to be told something."""
    ring_on_commit(plan_notices)


def _tell_of(practice_ids: Iterable[int]) -> None:
    for practice in PracticePage.objects.filter(pk__in=practice_ids):
        record_event(practice=practice, at=timezone.now())


def _tell_of_events(events: Any) -> None:
    for pk in events.values_list("pk", flat=True):
        _tell_of_opening(OpeningKind.EVENT, pk)


def _tell_of_opening(kind: OpeningKind, pk: int) -> None:
    record_opening(kind=kind, pk=pk, at=timezone.now())


def _index(practice_ids: Iterable[int]) -> None:
    ids = list(practice_ids)
    if ids:
        queue_changes(entity=Entity.PRACTICE, object_ids=ids, at=timezone.now())
        ring_on_commit(drain_outbox)


def _index_tenders(tender_ids: Iterable[int]) -> None:
    ids = list(tender_ids)
    if ids:
        queue_changes(entity=Entity.TENDER, object_ids=ids, at=timezone.now())
        ring_on_commit(drain_outbox)


def _practices_below(page: Page) -> list[int]:
    # By path as the database has it now: a moved page in hand still carries its former path.
    current = Page.objects.filter(pk=page.pk).first()
    if current is None:
        return []
    return _ids(PracticePage.objects.descendant_of(current, inclusive=True))


def _ids_in_tree(field: str, node: MP_Node) -> list[int]:
    # A node has a path before it is first saved; without one, every path would begin with it.
    if not node.path:
        return []
    return _ids(PracticePage.objects.filter(**{f"{field}__path__startswith": node.path}))


def _ids_with(field: str, term: Model) -> list[int]:
    # Before it is first saved, an entry has no key and no practices.
    return _ids(PracticePage.objects.filter(**{field: term})) if term.pk else []


def _ids(found: Any) -> list[int]:
    return list(found.order_by("pk").values_list("pk", flat=True).distinct())
