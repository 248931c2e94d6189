"""How the Wagtail admin behaves."""

from portal.settings.parts.environment import env

WAGTAIL_SITE_NAME = "Common Practice"
WAGTAILADMIN_BASE_URL = env("SITE_URL")
# The admin's own search stays on the database; only search/ speaks to the public index (ADR 0003).
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# No call leaves the portal when an editor opens the admin.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# The kinds that can be told by what is in them (portal/common/documents.py).
WAGTAILDOCS_EXTENSIONS = ["docx", "ods", "odt", "pdf", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.common.document_admin.CheckedDocumentForm"
# Every file is kept by the browser and none is opened inside a page of ours.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.common.picture_admin.CheckedImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
