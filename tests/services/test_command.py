"""The command line of the test servers tells a person what is there and what is not."""

import pytest

from tests.services import places, postgresql_server
from tests.services.__main__ import main


@pytest.fixture
def bare_machine(tmp_path, monkeypatch):
    """A machine that has none of the programs."""
    monkeypatch.setattr(places, "SERVICES", tmp_path / "services")
    monkeypatch.setattr(places, "ENVIRONMENT_FILE", tmp_path / "services" / "env")
    monkeypatch.setattr(postgresql_server, "INSTALLED", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("bare_machine")
class TestStart:
    def test_says_how_to_get_each_missing_program(self, capsys):
        main(["start"])

        told = capsys.readouterr().err
        for package in ("postgresql", "redis-server", "default-jdk-headless", "chromium"):
            assert f"apt-get install {package}" in told

    def test_says_one_line_for_each_component(self, capsys):
        main(["start"])

        assert len(capsys.readouterr().err.splitlines()) == 4

    def test_gives_tests_only_the_addresses_that_answer(self):
        main(["start"])

        assert places.ENVIRONMENT_FILE.read_text() == ""

    def test_lets_a_developer_go_on_without_them(self):
        assert main(["start"]) == 0

    def test_fails_in_ci_where_a_component_is_missing(self, monkeypatch):
        monkeypatch.setenv("CI", "true")

        assert main(["start"]) == 1


@pytest.mark.usefixtures("bare_machine")
class TestInstall:
    def test_names_the_packages_where_it_cannot_install_them(self, capsys):
        code = main(["install"])

        assert code == 1
        assert (
            "postgresql redis-server default-jdk-headless maven chromium" in capsys.readouterr().err
        )


@pytest.mark.usefixtures("bare_machine")
class TestStop:
    def test_takes_the_addresses_back(self):
        main(["start"])

        assert main(["stop"]) == 0
        assert not places.ENVIRONMENT_FILE.exists()


@pytest.mark.usefixtures("bare_machine")
class TestEnv:
    def test_asks_for_a_start_first(self, capsys):
        assert main(["env"]) == 1
        assert "python -m tests.services start" in capsys.readouterr().err
