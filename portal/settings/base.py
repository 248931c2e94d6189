"""Settings that every deployment shares; safe for production, and silent defaults have no place
here.
"""

from pathlib import Path

from portal.settings.parts.accounts import *
from portal.settings.parts.celery import *
from portal.settings.parts.councils import *
from portal.settings.parts.database import *
from portal.settings.parts.email import *
from portal.settings.parts.environment import BASE_DIR, env
from portal.settings.parts.logging import *
from portal.settings.parts.search import *
from portal.settings.parts.security import *
from portal.settings.parts.wagtail import *

DEBUG = False
# The folder that holds manage.py.
PROJECT_DIR = BASE_DIR
SITE_URL = env("SITE_URL")
DATA_DIR = Path(env("DATA_DIR"))

INSTALLED_APPS = [
    "tasks",
    "search",
    "home",
    "portal.subscriptions",
    "portal.consortia",
    "portal.tenders",
    "portal.practices",
    "portal.organisations",
    "portal.users",
    "portal.common",
    "anymail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *OIDC_APPS,
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "django_structlog",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.common.middleware.AdminContentSecurityPolicy",
    "portal.common.middleware.RefuseNullBytes",
    "portal.common.middleware.DoNotStorePagesOfSignedInPeople",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "portal.common.refusals.LogRefusedForms",
    "home.answers.SayWhoWasFirst",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"
# crispy-forms-gds 2.0.1 does not know these widgets and would leave them unstyled.
CRISPY_CLASS_CONVERTERS = {
    "dateinput": "govuk-input",
    "urlinput": "govuk-input",
    "numberinput": "govuk-input",
    "searchinput": "govuk-input",
}

CACHES = {"default": env.cache("CACHE_URL")}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]

STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
MEDIA_ROOT = env("MEDIA_ROOT")
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A form of ours has at most some hundred fields; more is somebody trying the server's patience.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes
DATA_UPLOAD_MAX_NUMBER_FILES = 20
SILENCED_SYSTEM_CHECKS: list[str] = []
