"""What members of the small portal say, ask and arrange, one of everything."""

from home.models import EventPractice
from portal.organisations.models import Organisation
from portal.practices.enums import RemarkKind
from portal.practices.member_enums import AskKind
from portal.practices.models import PracticePage, Theme
from portal.users.models import User
from tests.factories.asks import AskFactory, AskMessageFactory
from tests.factories.events import EventPageFactory
from tests.factories.learning_visits import LearningVisitFactory, VisitHostFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.peer_reviews import (
    PeerReviewFactory,
    ReviewFindingFactory,
    ReviewOfferFactory,
    ReviewRequestFactory,
)
from tests.factories.practices import PracticePageFactory
from tests.factories.remarks import RemarkFactory
from tests.factories.voices import VoiceFactory


def exchange_words(
    practice: PracticePage, theme: Theme, provider: User | None
) -> dict[str, str | int]:
    """The words that addresses of these pages are filled with; `provider` speaks for `practice`."""
    organisation = practice.lead_organisation
    assert organisation is not None
    return {
        **_voices(practice, provider),
        **_conversation(practice, provider),
        **_peer_review(organisation, theme),
        **_asks(provider),
        **_visits(organisation, provider),
        **_events(practice),
    }


def _voices(practice: PracticePage, owner: User | None) -> dict[str, str | int]:
    """What the provider said, shown; and what somebody else said, which waits."""
    return {
        "own_voice_id": VoiceFactory(practice=practice, author=owner).pk,
        "waiting_voice_id": VoiceFactory(practice=practice, waiting=True).pk,
    }


def _conversation(practice: PracticePage, reader: User | None) -> dict[str, str | int]:
    """A question with an answer, one that waits, and one of the provider's own."""
    question = RemarkFactory(practice=practice)
    RemarkFactory(question=question, organisation=practice.lead_organisation)
    RemarkFactory(practice=practice, kind=RemarkKind.CONCERN)
    return {
        "remark_id": RemarkFactory(practice=practice).pk,
        "own_remark_id": RemarkFactory(practice=practice, author=reader).pk,
    }


def _peer_review(organisation: Organisation, theme: Theme) -> dict[str, str | int]:
    """The provider asked for a review, was asked for one, and has a public lesson."""
    asked = ReviewRequestFactory(organisation=organisation, theme=theme)
    willing = OrganisationFactory(name="Willing Care")
    ReviewOfferFactory(organisation=willing)
    PracticePageFactory(title="Willing", lead_organisation=willing, themes=[theme])
    review = PeerReviewFactory(request=asked)
    ReviewFindingFactory(review=review)
    PeerReviewFactory(request__theme=theme, public=True)
    return {
        "review_request_id": asked.pk,
        "review_id": review.pk,
        "review_public_id": PeerReviewFactory(request=asked, public=True).pk,
        "review_invitation_id": PeerReviewFactory(reviewer=organisation, invited=True).pk,
        "organisation_id": organisation.pk,
    }


def _asks(owner: User | None) -> dict[str, str | int]:
    """What the provider asks for, with a letter, and what somebody else offers."""
    own = AskFactory(posted_by=owner)
    letter = AskMessageFactory(thread__ask=own)
    return {
        "own_ask_id": own.pk,
        "ask_id": AskFactory(kind=AskKind.OFFER).pk,
        "letters_id": letter.thread_id,
        "letter_id": letter.pk,
    }


def _visits(organisation: Organisation, owner: User | None) -> dict[str, str | int]:
    """A request to the provider's organisation, and an agreed visit of its own."""
    other = VisitHostFactory()
    return {
        "visit_host_id": other.pk,
        "visit_to_own_id": LearningVisitFactory(host__organisation=organisation, asked=True).pk,
        "own_visit_id": LearningVisitFactory(host=other, visitor=owner).pk,
    }


def _events(practice: PracticePage) -> dict[str, str | int]:
    """An event ahead with a practice to read, and one that is over with its lessons."""
    event = EventPageFactory(slug="ahead", preparation="<p>Bring a question.</p>")
    event.practices = [EventPractice(practice=practice, sort_order=0)]
    event.save_revision().publish()
    EventPageFactory(slug="over", over=True, lessons="<p>Meet more often.</p>")
    return {"event_id": event.pk}
