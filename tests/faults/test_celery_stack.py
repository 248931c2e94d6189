"""The fault tests' own programs: what Compose would start again is started again."""

import os

from tests.faults.celery_stack import Program
from tests.portal_process import Portal


class TestProgram:
    def test_is_started_again_when_it_ends_by_itself(self, tmp_path):
        log = tmp_path / "program.log"
        program = Program(["--version"], Portal({**os.environ}), log)

        program.wait_until(lambda: len(log.read_text().splitlines()) > 1)

        program.kill()
