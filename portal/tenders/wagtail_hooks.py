"""What tenders add to the Wagtail admin: feeds of notices, a warning when one is old, comments."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from portal.common.tree_permissions import WordsOnlyPermissionPolicy
from portal.tenders.comments.admin import TenderCommentViewSet
from portal.tenders.feed_admin import NoticeFeedViewSet, add_old_feeds_panel
from portal.tenders.models import NoticeFeed, TenderComment

# Before the forms, which ask the policy what they may offer.
register_permission_policy(NoticeFeed, WordsOnlyPermissionPolicy(NoticeFeed))
register_permission_policy(TenderComment, WordsOnlyPermissionPolicy(TenderComment))
register_snippet(NoticeFeedViewSet)
register_snippet(TenderCommentViewSet)
hooks.register("construct_homepage_panels", add_old_feeds_panel)
