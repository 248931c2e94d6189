"""With an employer's OpenID Connect server in the environment people can sign in by it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

ROOT = Path(__file__).resolve().parents[3]
# The portal with the settings of the environment, beside a server that describes itself (OpenID
# Connect Discovery 1.0, section 4).
SCRIPT = """
import json, os, threading
from http.server import BaseHTTPRequestHandler, HTTPServer

class Council(BaseHTTPRequestHandler):
    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        body = json.dumps({"issuer": here, "authorization_endpoint": here + "/authorize",
            "token_endpoint": here + "/token", "jwks_uri": here + "/keys"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *parts):
        pass

server = HTTPServer(("127.0.0.1", 0), Council)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["OIDC_SERVER_URL"] = f"http://127.0.0.1:{server.server_port}"
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
page = Client().get("/accounts/login/", headers={"host": "localhost"})
answer = Client().post("/accounts/oidc/council/login/", headers={"host": "localhost"})
print(json.dumps({"page": page.text, "to": answer.headers["Location"],
    "policy": page.headers["Content-Security-Policy"], "here": os.environ["OIDC_SERVER_URL"]}))
"""


def _run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "OIDC_NAME": "Example Council",
        "OIDC_CLIENT_ID": "portal",
        "OIDC_CLIENT_SECRET": "example",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


class TestSignInByAnEmployer:
    def test_is_offered_and_leads_to_its_server(self, tmp_path):
        result = _run(SCRIPT, tmp_path)

        assert result.returncode == 0, result.stderr
        answer = json.loads(result.stdout.splitlines()[-1])
        assert "Sign in with Example Council" in answer["page"]
        assert answer["to"].startswith(f"{answer['here']}/authorize?client_id=portal")
        assert "code_challenge=" in answer["to"]
        assert f"form-action 'self' {answer['here']}" in answer["policy"]

    def test_is_refused_when_it_is_set_by_half(self, tmp_path):
        result = _run(
            "import django; django.setup()",
            tmp_path,
            OIDC_SERVER_URL="https://id.example.org",
            OIDC_CLIENT_SECRET="",
        )

        assert result.returncode != 0
        assert "With OIDC_SERVER_URL, set also: OIDC_CLIENT_SECRET" in result.stderr

    def test_is_not_there_otherwise(self):
        with pytest.raises(NoReverseMatch):
            reverse("openid_connect_login", args=["council"])
