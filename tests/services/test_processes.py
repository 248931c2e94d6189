"""Starting, recognising and ending server processes."""

import socket
import sys

import pytest

from tests.services import processes

MARK = "portal-process-under-test"
# Runs until its standard input would end, which for a started server is never asked.
IDLE_SERVER = [sys.executable, "-c", "import signal; signal.pause()", MARK]
# Refuses the polite signal, as a server that hangs does.
STUBBORN_SERVER = [
    sys.executable,
    "-c",
    "import signal; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True)\n"
    "while True: signal.pause()",
    MARK,
]


@pytest.fixture
def server(tmp_path):
    def start(command):
        return processes.start(command, tmp_path)

    yield start
    processes.stop(tmp_path, MARK, seconds=0)


@pytest.fixture
def taken_port():
    with socket.create_server((processes.LOOPBACK, 0)) as listener:
        yield listener.getsockname()[1]


class TestRequireFreePort:
    def test_names_the_port_and_the_variable_that_moves_it(self, taken_port):
        with pytest.raises(processes.ServiceError) as refusal:
            processes.require_free_port(taken_port, "TEST_REDIS_PORT")

        assert str(taken_port) in str(refusal.value)
        assert "TEST_REDIS_PORT" in str(refusal.value)

    def test_accepts_a_port_that_was_just_given_back(self):
        with socket.create_server((processes.LOOPBACK, 0)) as listener:
            port = listener.getsockname()[1]

        processes.require_free_port(port, "TEST_REDIS_PORT")


class TestProgram:
    def test_says_which_package_holds_a_missing_program(self):
        with pytest.raises(processes.MissingProgramError, match="apt-get install some-package"):
            processes.program("no-program-has-this-name", "some-package")


class TestRunningPid:
    def test_finds_the_server_that_was_started(self, server, tmp_path):
        pid = server(IDLE_SERVER)

        assert processes.running_pid(tmp_path, MARK) == pid

    def test_ignores_an_id_that_another_program_has_now(self, server, tmp_path):
        server(IDLE_SERVER)

        assert processes.running_pid(tmp_path, "another-program") is None

    def test_is_none_before_the_first_start(self, tmp_path):
        assert processes.running_pid(tmp_path, MARK) is None


class TestWaitUntil:
    def test_points_to_the_log_of_a_server_that_ended(self, server, tmp_path):
        pid = server([sys.executable, "-c", "raise SystemExit(3)", MARK])
        log = tmp_path / "server.log"

        with pytest.raises(
            processes.ServiceError, match=r"ended while starting: read .*server\.log"
        ):
            processes.wait_until(lambda: False, pid=pid, seconds=30, log=log)

    def test_gives_up_at_its_deadline(self, server, tmp_path):
        pid = server(IDLE_SERVER)

        with pytest.raises(processes.ServiceError, match=r"no answer after 0\.2 seconds"):
            processes.wait_until(lambda: False, pid=pid, seconds=0.2, log=tmp_path / "server.log")


class TestStop:
    def test_ends_the_server_and_forgets_it(self, server, tmp_path):
        server(IDLE_SERVER)

        assert processes.stop(tmp_path, MARK) is True
        assert processes.running_pid(tmp_path, MARK) is None
        assert processes.stop(tmp_path, MARK) is False

    def test_kills_a_server_that_does_not_listen(self, server, tmp_path):
        pid = server(STUBBORN_SERVER)
        log = tmp_path / "server.log"
        processes.wait_until(lambda: "deaf" in log.read_text(), pid=pid, seconds=30, log=log)

        processes.stop(tmp_path, MARK, seconds=0.2)

        with pytest.raises(processes.ServiceError, match="ended"):
            processes.wait_until(lambda: False, pid=pid, seconds=30, log=log)
