"""Organisations and their vocabularies, as administrators edit them in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.common.complaint_admin import MODERATION_MENU
from portal.common.tree_permissions import WordsOnlyPermissionPolicy
from portal.organisations.joining.admin import ClaimViewSet
from portal.organisations.models import (
    Area,
    AreaFacilitator,
    ClientGroup,
    Organisation,
    OrganisationClaim,
    OrganisationTrust,
    Sector,
)
from portal.organisations.panels import ORGANISATION_PANELS, TERM_PANELS


class OrganisationViewSet(SnippetViewSet):
    """Organisations with their other names and dated facts."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = ("name", "kind", "is_example")
    list_filter = ("kind", "sectors", "is_example")
    search_fields = ("name", "other_names__name", "identifiers__number")
    ordering = ("name",)
    panels = ORGANISATION_PANELS


class SectorViewSet(SnippetViewSet):
    """Kinds of ownership or purpose."""

    model = Sector
    icon = "tag"
    menu_label = _("Sectors")
    list_display = ("name", "slug")
    ordering = ("name",)
    panels = TERM_PANELS


class ClientGroupViewSet(SnippetViewSet):
    """People whom care and support are for."""

    model = ClientGroup
    icon = "user"
    menu_label = _("Client groups")
    list_display = ("name", "slug")
    ordering = ("name",)
    panels = TERM_PANELS


class TrustViewSet(SnippetViewSet):
    """Whose practices are published before they are read; deleting one takes that back."""

    model = OrganisationTrust
    icon = "success"
    menu_label = _("Trusted to publish")
    menu_order = 237
    menu_hook = MODERATION_MENU
    copy_view_enabled = False
    list_display = ("organisation", "reason", "since")
    ordering = ("-since", "pk")
    panels = (FieldPanel("organisation"), FieldPanel("reason"), FieldPanel("since", read_only=True))


class AreaViewSet(SnippetViewSet):
    """The tree of places: words here, places by `manage.py import_areas`."""

    model = Area
    icon = "site"
    menu_label = _("Areas")
    list_display = ("name", "kind", "slug")
    list_filter = ("kind",)
    search_fields = ("name",)
    ordering = ("path",)
    panels = (FieldPanel("name"), FieldPanel("note"), FieldPanel("gss_code"))
    copy_view_enabled = False


class AreaFacilitatorViewSet(SnippetViewSet):
    """Who looks after the network where."""

    model = AreaFacilitator
    icon = "user"
    menu_label = _("Area facilitators")
    list_display = ("user", "area")
    list_filter = ("area",)
    panels = (FieldPanel("user"), FieldPanel("area"))
    copy_view_enabled = False


class OrganisationGroup(SnippetViewSetGroup):
    """One menu for organisations and their vocabularies."""

    items = (
        OrganisationViewSet,
        SectorViewSet,
        ClientGroupViewSet,
        AreaViewSet,
        AreaFacilitatorViewSet,
    )
    menu_icon = "group"
    menu_label = _("Organisations")
    menu_order = 210


# Before the forms, which ask the policy what they may offer.
register_permission_policy(Area, WordsOnlyPermissionPolicy(Area))
register_permission_policy(OrganisationClaim, WordsOnlyPermissionPolicy(OrganisationClaim))
register_snippet(OrganisationGroup)
register_snippet(ClaimViewSet)
register_snippet(TrustViewSet)
