"""Hands a practice's page what it shows; a page model cannot ask the selectors that read it."""

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.practices.conversation.selectors import Conversation, conversation_of
from portal.practices.models import Commitment, PracticePage
from portal.practices.schema_org import article_of, json_ld
from portal.practices.selectors.adoptions import Adoptions, adoptions_of
from portal.practices.selectors.attachments import Attachments, attachments_of
from portal.practices.selectors.contents import ContentsItem, contents_of
from portal.practices.selectors.details import PracticeDetails, practice_details
from portal.practices.selectors.freshness import Freshness, freshness_of
from portal.practices.selectors.opinions import Opinion, is_unread, opinions_on
from portal.practices.similar import SimilarPractices, similar_practices
from portal.practices.voices.selectors import VoiceGroup, voices_of

register = template.Library()


@register.simple_tag(name="practice_details", takes_context=True)
def details_of_practice(context: Context, practice: PracticePage) -> PracticeDetails:
    """The details of `practice`; in the editor's preview those of the unsaved draft."""
    request = context.get("request")
    return practice_details(practice, is_draft=getattr(request, "is_preview", False))


@register.simple_tag
def practice_contents(
    details: PracticeDetails, attachments: Attachments, *, is_offered: bool
) -> list[ContentsItem]:
    """The parts of a practice's page; empty where it is short."""
    return contents_of(details, attachments=attachments, is_offered=is_offered)


@register.simple_tag(name="similar_practices", takes_context=True)
def practices_like(context: Context, practice: PracticePage) -> SimilarPractices:
    """The practices that resemble `practice`; none in the editor's preview of a draft."""
    request = context.get("request")
    if getattr(request, "is_preview", False):
        return SimilarPractices()
    return similar_practices(practice)


@register.simple_tag(name="practice_freshness")
def freshness_of_practice(practice: PracticePage) -> Freshness:
    """Whether the facts of `practice` can still be relied on today."""
    return freshness_of(practice, today=timezone.localdate())


@register.simple_tag(name="practice_adoptions")
def adoptions_of_practice(practice: PracticePage) -> Adoptions:
    """What others did with `practice` up to today."""
    return adoptions_of(practice, today=timezone.localdate())


@register.simple_tag(name="practice_voices")
def voices_on_practice(practice: PracticePage) -> list[VoiceGroup]:
    """What people say of `practice` from their own lives."""
    return voices_of(practice)


@register.simple_tag
def practice_is_offered(practice: PracticePage) -> bool:
    """Whether readers may add to the page of `practice`: everybody can read it, and it is live."""
    is_open = practice.pk and practice.live and practice.archived_on is None
    return bool(is_open) and not practice.get_view_restrictions().exists()


@register.simple_tag(name="practice_attachments")
def attachments_of_practice(practice: PracticePage) -> Attachments:
    """The pictures and files of `practice`, saved or in a draft."""
    return attachments_of(practice)


@register.simple_tag(name="practice_is_unread")
def unread_practice(practice: PracticePage) -> bool:
    """Whether moderators have still to read `practice`, which is published already."""
    return is_unread(practice)


@register.filter
def is_overdue(commitment: Commitment) -> bool:
    """Whether the day of `commitment` is over today and nothing was told."""
    return commitment.is_overdue(timezone.localdate())


@register.simple_tag(name="practice_commitments")
def commitments_about_practice(practice: PracticePage) -> list[Commitment]:
    """What organisations promise about `practice`."""
    return list(practice.commitments.open_first())


@register.simple_tag(name="practice_conversation")
def conversation_on_practice(practice: PracticePage) -> Conversation:
    """What readers ask and say about `practice`."""
    return conversation_of(practice)


@register.simple_tag(name="practice_opinions")
def opinions_on_practice(practice: PracticePage) -> list[Opinion]:
    """What moderators wrote of `practice` when they let it be published."""
    return opinions_on(practice)


@register.simple_tag
def practice_json_ld(practice: PracticePage, details: PracticeDetails) -> SafeString:
    """`practice` in the words of schema.org, for programs."""
    return json_ld(article_of(practice, details.relations))
