"""A small portal with one of everything, and one person of each kind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from home.services.site import ensure_site
from portal.consortia.enums import RunState
from portal.consortia.models import ConsortiumProposal, MatchRun, ProposedMember
from portal.organisations.colleagues.tokens import invitation_token
from portal.organisations.models import Membership, Organisation
from portal.organisations.models.membership import MembershipRole
from portal.practices.early_drafts.tokens import resume_token
from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage, Theme
from portal.practices.services.shortlist import add_to_shortlist
from portal.practices.submission.easy_read import save_sentences
from portal.subscriptions.enums import Cadence, DeliveryState, TopicKind
from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber
from portal.subscriptions.services.addressing import ADDRESS_MESSAGE, request_address
from portal.subscriptions.services.subscribing import SubscriptionRequest, request_subscription
from portal.subscriptions.tokens import (
    address_token,
    confirm_token,
    manage_token,
    not_for_me_token,
    notice_token,
    one_click_token,
)
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.roles import Role
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.access.answers import Reader
from tests.access.consortium import consortium_words
from tests.access.exchange import exchange_words
from tests.factories.adoptions import AdoptionFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.early_notices import EarlyNoticeFactory
from tests.factories.easy_read import EasyReadPageFactory
from tests.factories.notices import NoticeFactory
from tests.factories.organisations import (
    AreaFactory,
    AssetOfferFactory,
    DeclaredServiceFactory,
    DoNotPairFactory,
    ExistingTieFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationClaimFactory,
    OrganisationFactory,
    SectorFactory,
)
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.factories.requirements import TenderRequirementFactory
from tests.factories.submissions import EarlyDraftFactory, submission_of
from tests.factories.subscriptions import (
    DeliveryFactory,
    SavedSearchFactory,
    SubscriberFactory,
    SubscriptionFactory,
)
from tests.factories.tender_comments import TenderCommentFactory
from tests.factories.tenders import TenderFactory
from tests.factories.users import UserFactory, authenticator_app_of, passkey_of

SITE_URL = "http://testserver"


@dataclass(frozen=True, kw_only=True)
class World:
    """The people, and the words that addresses in the tables are filled with."""

    people: dict[Reader, User | None]
    words: dict[str, str | int]

    def address(self, row: object) -> str:
        """The address that a row of a table, written as a path with {words}, stands for."""
        return "/" + str(row).format(**self.words)


@contextmanager
def open_world(folder: Path) -> Iterator[World]:
    """The portal with its search index in `folder`, in a transaction that is rolled back."""
    engine_url = f"tantivy://{folder / 'search'}"
    with transaction.atomic(), override_settings(SEARCH_ENGINE_URL=engine_url):
        world = build_world()
        rebuild_index(at=timezone.now(), engine=current_engine())
        yield world
        transaction.set_rollback(True)


def build_world() -> World:
    """Make the portal in an empty database."""
    home = ensure_site(site_url=SITE_URL)
    theme = ThemeFactory(name="Workforce", slug="workforce")
    organisation = OrganisationFactory(
        name="Example Home Care", slug="example-home-care", sectors=[SectorFactory()]
    )
    practice = PracticePageFactory(
        title="People choose their own staff",
        slug="people-choose",
        lead_organisation=organisation,
        themes=[theme],
        areas=[AreaFactory(name="Rochdale", slug="rochdale")],
    )
    other = PracticePageFactory(title="Volunteers drive", slug="volunteers-drive", themes=[theme])
    ThemeFactory(name="Quiet", slug="quiet")
    AreaFactory(name="Quiet", slug="quiet")
    people = _people(organisation)
    return World(
        people=people,
        words={
            "home_id": home.pk,
            "library_id": practice.get_parent().pk,
            "practice_id": practice.pk,
            "other_practice_id": other.pk,
            **_own_work(people[Reader.PROVIDER], practice),
            **_closed_practices(organisation, people[Reader.PROVIDER]),
            **_documents(),
            **_tokens(theme),
            **_adoption(practice),
            "commitment_id": CommitmentFactory(organisation=organisation).pk,
            "easy_read_id": EasyReadPageFactory(practice=other).pk,
            **exchange_words(practice, theme, people[Reader.PROVIDER]),
            **_tender(organisation),
            **_early_talks(organisation, people),
            **_joining(organisation, people[Reader.PROVIDER]),
            **_sign_in_words(people),
            **_told(people[Reader.PROVIDER]),
        },
    )


def _people(organisation: Organisation) -> dict[Reader, User | None]:
    people: dict[Reader, User | None] = {
        reader: None if reader is Reader.ANONYMOUS else UserFactory(role=Role[reader.name])
        for reader in Reader
    }
    MembershipFactory(
        user=people[Reader.PROVIDER], organisation=organisation, role=MembershipRole.OWNER
    )
    return people


def _closed_practices(organisation: Organisation, owner: User | None) -> dict[str, str | int]:
    make: Callable[..., PracticePage] = PracticePageFactory
    private = make(slug="private", lead_organisation=organisation)
    restriction = make_private(private)
    draft = make(slug="draft", lead_organisation=organisation, live=False, owner=owner)
    make(slug="taken-down", lead_organisation=organisation).unpublish()
    return {
        "private_id": private.pk,
        "restriction_id": restriction.pk,
        "own_draft_id": draft.pk,
    }


def _own_work(owner: User | None, practice: PracticePage) -> dict[str, str | int]:
    """What the provider keeps on a shortlist, and what it is telling the network."""
    assert owner is not None
    entry = add_to_shortlist(user=owner, practice=practice, at=timezone.now())
    submission = submission_of(Membership.objects.get(user=owner))
    save_sentences(
        submission=submission,
        sentences=["They plan."],
        by=owner,
        base=None,
        at=timezone.now(),
    )
    return {"shortlisted_id": entry.pk, "submission_id": submission.pk}


def _adoption(practice: PracticePage) -> dict[str, str | int]:
    """A neighbour that took the practice up, and a practice of its own."""
    neighbour = OrganisationFactory(name="Neighbour Care", slug="neighbour-care")
    adoption = AdoptionFactory(
        practice=practice, organisation=neighbour, what_changed="We met in a pub."
    )
    own = PracticePageFactory(
        title="Staff swap visits",
        lead_organisation=neighbour,
        partners=[practice.lead_organisation],
    )
    PracticeLink.objects.create(
        practice=own, to=practice, kind=LinkKind.ADAPTED_FROM, what_changed="We meet in a pub."
    )
    return {"adoption_id": adoption.pk, "neighbour_practice_id": own.pk}


def _documents() -> dict[str, str | int]:
    root = Collection.get_first_root_node()
    closed = root.add_child(name="For members")
    restriction = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    file = ContentFile(b"%PDF-1.4 example", name="example.pdf")
    open_document = Document.objects.create(title="Open", file=file, collection=root)
    closed_document = Document.objects.create(title="Closed", file=file, collection=closed)
    return {
        "document": f"{open_document.pk}/{open_document.filename}",
        "closed_collection_id": restriction.pk,
        "closed_document": f"{closed_document.pk}/{closed_document.filename}",
    }


def _tokens(theme: Theme) -> dict[str, str | int]:
    subscriber = SubscriptionFactory(to=theme).subscriber
    interest = Interest(kind=TopicKind.THEME, value=theme.slug)
    request = SubscriptionRequest(
        email="new@example.org", interest=interest, cadence=Cadence.DAILY, form_url="/"
    )
    request_subscription(request=request, at=timezone.now())
    request_address(subscriber=subscriber, email="moved@example.org", at=timezone.now())
    moving = Delivery.objects.get(message=ADDRESS_MESSAGE)
    return {
        "address_token": address_token(moving.public_id),
        "sent_mail_id": str(_sent_mail(subscriber).public_id),
        "confirm_token": confirm_token(ConsentRecord.objects.get().public_id),
        "manage_token": manage_token(subscriber.public_id),
        "not_for_me_token": not_for_me_token(
            subscriber.public_id, ("", PracticePageFactory(slug="not-for-me").pk)
        ),
        "one_click_token": one_click_token(subscriber.public_id, Cadence.DAILY),
    }


def _told(person: User | None) -> dict[str, str | int]:
    """Somebody with an account who was told of something, and the links in the mail."""
    assert person is not None
    subscriber = SubscriberFactory(email=person.email)
    NoticeFactory(person=person, written_at=timezone.now())
    return {
        "told_token": manage_token(subscriber.public_id),
        "off_token": notice_token(person.pk, NoticeKind.REVIEWS),
    }


def _sent_mail(subscriber: Subscriber) -> Delivery:
    """A mail of which nothing is public any more."""
    items = FrozenItems(groups=(), event_ids=()).to_json()
    return DeliveryFactory(
        subscriber=subscriber, state=DeliveryState.SENT, sent_at=timezone.now(), items=items
    )


def _early_talks(
    organisation: Organisation, people: dict[Reader, User | None]
) -> dict[str, str | int]:
    """A planned tender with a comment by the provider; a notice on the board that the commissioner
    wrote, and a draft of another buyer.
    """
    comment = TenderCommentFactory(organisation=organisation, author=people[Reader.PROVIDER])
    buyer = OrganisationFactory(name="Example Council", slug="example-council", kind="commissioner")
    MembershipFactory(user=people[Reader.COMMISSIONER], organisation=buyer)
    return {
        "planned_tender_id": comment.tender_id,
        "own_comment_id": comment.pk,
        "own_notice_id": EarlyNoticeFactory(organisation=buyer, published=True).pk,
        "other_draft_notice_id": EarlyNoticeFactory().pk,
    }


def _tender(organisation: Organisation) -> dict[str, str | int]:
    """A tender with one proposal: the provider's own organisation and another."""
    tender = TenderFactory()
    run = MatchRun.objects.create(
        tender=tender,
        requested_at=tender.published_at,
        solved_at=tender.published_at,
        state=RunState.SOLVED,
    )
    proposal = ConsortiumProposal.objects.create(run=run, rank=1, quality=1)
    own, other = (
        ProposedMember.objects.create(proposal=proposal, organisation=member)
        for member in (organisation, OrganisationFactory(name="Rival Care", slug="rival-care"))
    )
    return {
        "quiet_tender_id": TenderFactory().pk,
        "organisation_id": organisation.pk,
        "requirement_id": TenderRequirementFactory(tender=tender).pk,
        "tender_id": tender.pk,
        "own_member_id": str(own.public_id),
        "other_member_id": str(other.public_id),
        **consortium_words(organisation),
    }


def _joining(organisation: Organisation, owner: User | None) -> dict[str, str | int]:
    """Somebody who wants to act for the organisation, who is invited, and what its owner saved."""
    invitation = InvitationFactory(organisation=organisation)
    # Said by the other one, so that there is something to answer.
    tie = ExistingTieFactory(first=organisation, confirmed_by_second_at=timezone.now())
    return {
        "member_id": MembershipFactory(user=UserFactory(), organisation=organisation).pk,
        "invitation_id": invitation.pk,
        "service_id": DeclaredServiceFactory(organisation=organisation).pk,
        "asset_id": AssetOfferFactory(organisation=organisation).pk,
        "apart_id": DoNotPairFactory(organisation=organisation).pk,
        "tie_id": tie.pk,
        "invitation_token": invitation_token(invitation),
        "early_draft_token": resume_token(EarlyDraftFactory()),
        "claim_id": OrganisationClaimFactory(organisation=organisation).pk,
        "saved_search_id": SavedSearchFactory(user=owner).pk,
    }


def _sign_in_words(people: dict[Reader, User | None]) -> dict[str, str | int]:
    """Second steps of the administrator, and the link of somebody who forgot their password."""
    administrator = people[Reader.ADMINISTRATOR]
    assert administrator is not None
    authenticator_app_of(administrator)
    # A link to set a password stops working when its owner signs in, so this one never does.
    forgetful = UserFactory()
    reset_key = EmailAwarePasswordResetTokenGenerator().make_token(forgetful)
    return {
        "reset_key": f"{user_pk_to_url_str(forgetful)}-{reset_key}",
        "key_id": passkey_of(administrator).pk,
    }
