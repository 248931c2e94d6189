"""How mail leaves: a folder of .eml files that staff can read, or any SMTP server, from
EMAIL_URL.
"""

from urllib.parse import unquote, urlsplit

from portal.settings.parts.environment import env

_url = urlsplit(env("EMAIL_URL"))

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
# From where digests and reminders come; empty means the same address. Of its own, complaints about
# them do no harm to links that people wait for.
UPDATES_FROM_EMAIL = env("UPDATES_FROM_EMAIL") or DEFAULT_FROM_EMAIL
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds
# Where the walkthrough reads accepted mail back: folder:///path or a mailpit address; empty = the
# outbox.
MAIL_READBACK_URL = env("MAIL_READBACK_URL")
EMAIL_OUTBOX_DIR = ""
# Mails a minute that the provider takes, over all senders; 0 for no limit.
EMAIL_RATE_LIMIT = env("EMAIL_RATE_LIMIT")
# user:password with which the mail provider reports bounces and complaints to /mail-events/…; empty
# means that no report is taken.
EMAIL_WEBHOOK_SECRET = env("EMAIL_WEBHOOK_SECRET")
ANYMAIL = {"WEBHOOK_SECRET": EMAIL_WEBHOOK_SECRET} if EMAIL_WEBHOOK_SECRET else {}

if _url.scheme == "outbox":
    EMAIL_BACKEND = "portal.common.outbox.EmailBackend"
    EMAIL_OUTBOX_DIR = _url.path
else:
    EMAIL_BACKEND = "portal.subscriptions.mail.smtp.EmailBackend"
    EMAIL_HOST = _url.hostname or "localhost"
    EMAIL_PORT = _url.port or 25
    EMAIL_HOST_USER = unquote(_url.username or "")
    EMAIL_HOST_PASSWORD = unquote(_url.password or "")
    EMAIL_USE_TLS = _url.scheme == "smtp+tls"
    EMAIL_USE_SSL = _url.scheme == "smtp+ssl"
