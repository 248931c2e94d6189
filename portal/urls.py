"""Every address of the portal: wiring only."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

# Every login goes through allauth, so that no form skips rate limits or the second factor.
_to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
admin.autodiscover()
# allauth's documented way to close Django's own login form.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
handler429 = "portal.users.views.too_many_requests"

urlpatterns = [
    path("cms/login/", _to_sign_in),
    path("cms/", include(wagtailadmin_urls)),
    path("django-admin/login/", _to_sign_in),
    path("django-admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("", include("portal.common.urls")),
    path("", include("search.urls")),
    path("", include("portal.organisations.urls")),
    path("", include("portal.practices.urls")),
    path("", include("portal.tenders.urls")),
    path("", include("portal.consortia.urls")),
    path("", include("portal.subscriptions.urls")),
    path("_util/login/", _to_sign_in),
    path("", include(wagtail_urls)),
]
