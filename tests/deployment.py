"""Django's own checks in production settings, and that no migration is missing: part of `make
test`.
"""

import os
import subprocess
import sys
import tempfile

# A complete production environment; none of these values is used anywhere else.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM",
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "smtp://mail.example.org:25",
    "DEFAULT_FROM_EMAIL": "hello@example.org",
}
COMMANDS = (
    ["check", "--deploy", "--fail-level", "WARNING"],
    ["makemigrations", "--check", "--dry-run"],
)


def main() -> int:
    """Exit code 0 when no check warns and the migrations describe the models."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME")},
            **ENVIRONMENT,
            "SEARCH_ENGINE_URL": f"tantivy://{folder}/search",
            "DATA_DIR": folder,
            "MEDIA_ROOT": f"{folder}/media",
        }
        codes = [
            subprocess.run(
                [sys.executable, "manage.py", *command], env=environment, check=False
            ).returncode
            for command in COMMANDS
        ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
