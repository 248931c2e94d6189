"""Where a page leads back to, as its address says."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(address: str | None, request: HttpRequest) -> str | None:
    """The address, if it is one of this site; anybody can write another into a link (CWE-601)."""
    if address and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return None
