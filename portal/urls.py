"""Every address of the portal: wiring only."""

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.http import require_safe
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.models import Document
from wagtail.images.models import Image

from portal.common.robots import robots
from portal.common.sitemaps import ListSitemap
from portal.organisations.sitemaps import AreaSitemap, OrganisationSitemap
from portal.practices.sitemaps import ThemeSitemap
from portal.subscriptions.mail_events import mail_event_urls
from portal.users.views import closed_door, sign_in_door

SITEMAPS = {
    "pages": Sitemap,
    "lists": ListSitemap,
    "organisations": OrganisationSitemap,
    "areas": AreaSitemap,
    "themes": ThemeSitemap,
}
handler429 = "portal.users.views.too_many_requests"

# The forms of Wagtail's admin check what is in a file; Django's own would take any.
admin.site.unregister([Document, Image])

# The first pattern that fits an address wins. Three other login forms and two for shared passwords
# stand behind our doors: every login goes through allauth, so that none skips the rate limits or
# the second step.
urlpatterns = [
    path("cms/login/", sign_in_door),
    path("cms/", include(wagtailadmin_urls)),
    path("django-admin/login/", sign_in_door),
    path("django-admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("documents/authenticate_with_password/<int:restriction_id>/", closed_door),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("portal.common.urls")),
    path("", include("search.urls")),
    path("", include("portal.organisations.urls")),
    path("", include("portal.practices.urls")),
    path("", include("portal.tenders.urls")),
    path("", include("portal.consortia.urls")),
    path("", include("portal.subscriptions.urls")),
    *mail_event_urls(),
    path("_util/login/", sign_in_door),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        closed_door,
    ),
    path("", include(wagtail_urls)),
]
