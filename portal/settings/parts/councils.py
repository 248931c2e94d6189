"""Signing in with the account of a council or another employer (OpenID Connect); off unless set."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.parts.environment import env

_server = env("OIDC_SERVER_URL")
_named = {
    "OIDC_NAME": env("OIDC_NAME"),
    "OIDC_CLIENT_ID": env("OIDC_CLIENT_ID"),
    "OIDC_CLIENT_SECRET": env("OIDC_CLIENT_SECRET"),
}

OIDC_APPS: list[str] = []
# Where a form of ours may lead on to: the browser follows it to the other sign-in page.
OIDC_FORM_ACTIONS: list[str] = []

# An address that somebody else vouches for never opens an account that is here: its owner signs in
# as before.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}

if _server:
    _missing = sorted(name for name, value in _named.items() if not value)
    if _missing:
        raise ImproperlyConfigured(f"With OIDC_SERVER_URL, set also: {', '.join(_missing)}")
    OIDC_APPS = ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    OIDC_FORM_ACTIONS = ["{0.scheme}://{0.netloc}".format(urlsplit(_server))]
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "council",
                    "name": _named["OIDC_NAME"],
                    "client_id": _named["OIDC_CLIENT_ID"],
                    "secret": _named["OIDC_CLIENT_SECRET"],
                    "settings": {"server_url": _server},
                }
            ],
        }
    }
