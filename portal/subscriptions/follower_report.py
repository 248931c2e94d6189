"""The moderators' list of how many people follow what: numbers, and nothing that was typed."""

from typing import Any, ClassVar

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, SubscriberState
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Topic
from portal.users.reports import ModeratorReport


def _followers(cadence: Cadence | None = None) -> Count:
    live = Q(
        subscriptions__ended_at__isnull=True,
        subscriptions__subscriber__state=SubscriberState.ACTIVE,
    )
    if cadence is not None:
        live &= Q(subscriptions__cadence=cadence)
    return Count("subscriptions", filter=live)


def _title(topic: Topic) -> str:
    return Interest.of_topic(topic).title


class FollowersReport(ModeratorReport):
    """Each theme, area, organisation, practice and list with its followers, the most first.

    Searches with words are left out: one person typed them, and nobody else is to read them.
    """

    page_title = _("Followers")
    header_icon = "group"
    index_url_name = "followers_report"
    index_results_url_name = "followers_report_results"
    results_template_name = "subscriptions/reports/followers_results.html"
    export_filename = "followers"
    verbose_name_plural = _("interests")
    model = Topic
    columns = (
        Column("value", label=_("Interest"), accessor=_title),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("followers", label=_("Followers")),
        *(Column(f"followers_{cadence.value}", label=cadence.label) for cadence in CHOSEN_CADENCES),
    )
    list_export: ClassVar = [column.name for column in columns]
    export_headings: ClassVar = {column.name: column.label for column in columns}

    def get_queryset(self) -> Any:
        """Interests that somebody follows now, with their followers by cadence."""
        by_cadence = {
            f"followers_{cadence.value}": _followers(cadence) for cadence in CHOSEN_CADENCES
        }
        counted = Topic.objects.without_words().annotate(followers=_followers(), **by_cadence)
        return counted.filter(followers__gt=0).order_by("-followers", "kind", "pk")
