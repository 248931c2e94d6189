"""Addresses of the organisations pages."""

from portal.organisations.account import urls as account_urls
from portal.organisations.colleagues import urls as colleague_urls
from portal.organisations.declaring import urls as declaring_urls
from portal.organisations.editing import urls as editing_urls
from portal.organisations.joining import urls as joining_urls
from portal.organisations.networks import urls as network_urls

urlpatterns = [
    *account_urls.urlpatterns,
    *joining_urls.urlpatterns,
    *colleague_urls.urlpatterns,
    *editing_urls.urlpatterns,
    *declaring_urls.urlpatterns,
    *network_urls.urlpatterns,
]
