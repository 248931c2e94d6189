"""What search adds to Wagtail: rules, best bets and reports in the admin, similar practices."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from portal.practices.similar import HOOK
from search.admin_panels import add_meaning_panel
from search.models import BestBet, SynonymGroup, SynonymTerm
from search.models.synonyms import SynonymKind
from search.refused_views import RefusedReport, retry_all
from search.report_views import LackingThemesReport, LittleFoundReport
from search.similar import find_similar_practices

MAX_TERMS = 6


class SynonymGroupCreateView(CreateView):
    """The empty form, or one filled in with the wordings of `?term=…&term=…`."""

    def get_initial_form_instance(self) -> SynonymGroup | None:
        """An unsaved rule; a form that was sent says itself what is in it."""
        texts = self.request.GET.getlist("term")[:MAX_TERMS]
        if self.request.method == "POST" or not texts:
            return None
        length = SynonymTerm._meta.get_field("text").max_length
        rule = SynonymGroup(kind=SynonymKind.EQUAL)
        rule.terms = [
            SynonymTerm(text=text[:length], sort_order=number) for number, text in enumerate(texts)
        ]
        return rule


class SynonymGroupViewSet(SnippetViewSet):
    """List and form of synonym rules, searchable by their words."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Search synonyms")
    add_to_admin_menu = True
    add_view_class = SynonymGroupCreateView
    list_display = ("__str__", "kind", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("terms__text", "note")


class BestBetCreateView(CreateView):
    """The form of a new best bet; it remembers who chose."""

    def save_instance(self) -> BestBet:
        """Save the choice with the moderator who made it."""
        self.form.instance.chosen_by = self.request.user
        saved: BestBet = super().save_instance()
        return saved


class BestBetViewSet(SnippetViewSet):
    """List and form of what stands first, or is left out, for a search."""

    model = BestBet
    icon = "pick"
    menu_label = _("Best bets")
    add_to_admin_menu = True
    add_view_class = BestBetCreateView
    list_display = ("query", "practice", "action", "starts_on", "ends_on", "chosen_by")
    list_filter = ("action",)
    search_fields = ("query", "reason")


register_snippet(SynonymGroupViewSet)
register_snippet(BestBetViewSet)
hooks.register("construct_homepage_panels", add_meaning_panel)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def retry_url() -> list[URLPattern]:
    """Where the button is that sends everything again that the index did not take."""
    return [path("reports/not-taken/again/", retry_all, name="refused_retry")]


LittleFoundReport.register("searches", order=300)
LackingThemesReport.register("themes", order=310)
RefusedReport.register("not-taken", order=320)
hooks.register(HOOK, find_similar_practices)
