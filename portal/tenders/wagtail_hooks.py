"""What tenders add to the Wagtail admin: feeds, a warning when one is old, and what is posted."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from portal.common.tree_permissions import WordsOnlyPermissionPolicy
from portal.tenders.comments.admin import TenderCommentViewSet
from portal.tenders.feed_admin import NoticeFeedViewSet, add_old_feeds_panel
from portal.tenders.models import NoticeFeed, PublishedNotice, TenderComment
from portal.tenders.posting.admin import PublishedNoticeViewSet

# Before the forms, which ask the policy what they may offer.
register_permission_policy(NoticeFeed, WordsOnlyPermissionPolicy(NoticeFeed))
register_permission_policy(TenderComment, WordsOnlyPermissionPolicy(TenderComment))
register_permission_policy(PublishedNotice, WordsOnlyPermissionPolicy(PublishedNotice))
register_snippet(NoticeFeedViewSet)
register_snippet(TenderCommentViewSet)
register_snippet(PublishedNoticeViewSet)
hooks.register("construct_homepage_panels", add_old_feeds_panel)
