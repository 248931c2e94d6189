"""Addresses of the organisations pages."""

from portal.organisations.account import urls as account_urls

urlpatterns = [*account_urls.urlpatterns]
