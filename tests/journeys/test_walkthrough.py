"""The main job on the real stack: PostgreSQL, Elasticsearch, Redis, a Celery worker, beat
and SMTP.
"""

import json

import pytest

from tests.mail_server.process import mail_server
from tests.portal_process import QUEUES, real_portal

pytestmark = [pytest.mark.postgresql, pytest.mark.redis, pytest.mark.elasticsearch]


class TestWalkthroughOnTheRealStack:
    def test_proves_every_step_with_celery_and_a_real_mail_server(self, tmp_path):
        mail_folder = tmp_path / "mail"
        mail_folder.mkdir()
        worker = ["-m", "celery", "--app=portal.celery", "worker", f"--queues={QUEUES}"]
        beat = ["-m", "celery", "--app=portal.celery", "beat", f"--schedule={tmp_path / 'beat'}"]

        with (
            mail_server(mail_folder) as server,
            real_portal(tmp_path, email_url=server.url, mail_folder=mail_folder) as portal,
        ):
            portal.set_up()
            with portal.running([*worker, "--concurrency=2"], beat):
                done = portal.manage("walkthrough", "--json", "--patience", "90")
            accepted = server.message_ids

        assert done.returncode == 0, done.stderr
        proof = json.loads(done.stdout)
        assert proof["found_by_theme"] is proof["found_by_synonym"] is True
        assert proof["found_by_typo"] is proof["optimal"] is True
        assert proof["published"] in proof["digest"]["items"]
        assert accepted.count(proof["digest"]["message_id"]) == 1
        assert proof["seconds_to_findable"] < 5
