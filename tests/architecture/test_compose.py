"""docker-compose.yml, Dockerfile and .env.example agree with each other and with the settings."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings

from portal.settings.parts.environment import SCHEME, VARIABLES
from tests.elasticsearch_node import node

REPOSITORY = Path(__file__).parents[2]
PORTAL_SERVICES = ("web", "worker", "transactional-worker", "beat", "migrate", "seed")
# Interpolation as Compose does it: ${NAME}, ${NAME:-default} and ${NAME:?message}.
REFERENCE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<text>[^}]*))?\}")
EXAMPLE_LINE = re.compile(r"^(?:# )?(?P<name>[A-Z_]+)=(?P<value>.*)$", re.MULTILINE)
# The container's own needs; the settings do not read these two.
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE", "POSTGRES_PASSWORD"}
SHOWN = (
    "DATABASES", "SEARCH_ENGINE_URL", "CELERY_BROKER_URL", "CACHES", "EMAIL_HOST",
    "MAIL_READBACK_URL", "DATA_DIR", "MEDIA_ROOT", "SECURE_SSL_REDIRECT", "DEBUG",
)  # fmt: skip
SHOW_SETTINGS = f"""
import json
from django.conf import settings
shown = {{name: getattr(settings, name) for name in {SHOWN}}}
shown["QUEUES"] = [queue.name for queue in settings.CELERY_TASK_QUEUES]
print(json.dumps(shown, default=str))
"""


def _text(name):
    return (REPOSITORY / name).read_text(encoding="utf-8")


def _interpolated(value, values):
    def replace(reference):
        default = reference["text"] if reference["kind"] == "-" else ""
        return values.get(reference["name"]) or default

    return REFERENCE.sub(replace, str(value))


def _queues(service):
    option = next(word for word in service["command"] if "--queues=" in word)
    return option.removeprefix("--queues=").split(",")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(_text("docker-compose.yml"))


@pytest.fixture(scope="module")
def services(compose):
    return compose["services"]


@pytest.fixture(scope="module")
def example():
    """Each variable of .env.example with its value; a commented one counts as explained."""
    return {line["name"]: line["value"] for line in EXAMPLE_LINE.finditer(_text(".env.example"))}


@pytest.fixture(scope="module")
def container_environment(services, example):
    """What a portal container sees when .env is the example with its secrets filled in."""
    chosen = {**example, "SECRET_KEY": "k" * 60, "POSTGRES_PASSWORD": "database-password"}
    return {
        name: _interpolated(value, chosen) for name, value in services["web"]["environment"].items()
    }


@pytest.fixture(scope="module")
def production(container_environment):
    """The production settings as that container reads them."""
    answer = subprocess.run(
        [sys.executable, "-c", SHOW_SETTINGS],
        env={"PATH": os.environ["PATH"], **container_environment},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


class TestServices:
    def test_are_those_that_the_settings_need_and_no_more(self, services):
        servers = {"postgresql", "redis", "elasticsearch", "mailpit"}

        assert set(services) == servers | set(PORTAL_SERVICES)

    def test_start_again_when_they_end_and_check_their_health_where_they_stay_up(self, services):
        stay_up = {name for name, its in services.items() if its["restart"] == "unless-stopped"}

        assert stay_up == set(services) - {"migrate", "seed"}
        assert {
            name for name in stay_up if not services[name].get("healthcheck", {}).get("test")
        } == set()

    def test_wait_for_the_tables_before_they_use_them(self, services):
        for name in set(PORTAL_SERVICES) - {"migrate"}:
            waits = services[name]["depends_on"]
            assert waits["migrate"]["condition"] == "service_completed_successfully", name
            assert waits["postgresql"]["condition"] == "service_healthy", name

    def test_wait_for_a_healthy_index_only_to_fill_it(self, services):
        conditions = {
            name: services[name]["depends_on"]["elasticsearch"]["condition"]
            for name in set(PORTAL_SERVICES) - {"migrate"}
        }

        assert conditions.pop("seed") == "service_healthy"
        assert set(conditions.values()) == {"service_started"}

    def test_publish_ports_on_this_machine_only(self, services):
        published = [port for service in services.values() for port in service.get("ports", [])]

        assert published
        assert [port for port in published if not port.startswith("127.0.0.1:")] == []

    def test_keep_data_in_named_volumes(self, compose, services):
        mounts = [mount for service in services.values() for mount in service.get("volumes", [])]

        assert {mount.partition(":")[0] for mount in mounts} == set(compose["volumes"])
        for name in ("postgresql", "redis", "elasticsearch"):
            assert services[name]["volumes"], name

    def test_keep_every_accepted_message_in_redis(self, services):
        command = " ".join(services["redis"]["command"])

        assert "--appendonly yes --appendfsync everysec" in command
        assert "--maxmemory-policy noeviction" in command


class TestImages:
    def test_are_pinned_to_a_release(self, services):
        bought = {name: each["image"] for name, each in services.items() if "build" not in each}

        loose = {
            name for name, image in bought.items() if not re.search(r":v?\d+\.\d+\.?\d*", image)
        }
        assert loose == set()
        assert len(bought) == 4

    def test_run_the_elasticsearch_that_the_tests_run(self, services):
        assert services["elasticsearch"]["image"] == f"elasticsearch:{node.VERSION}"

    def test_run_the_promised_database_and_broker(self, services):
        assert services["postgresql"]["image"].startswith("postgres:15.")
        assert services["redis"]["image"].startswith("redis:7.")


class TestVariables:
    def test_that_compose_asks_for_are_in_the_example_file(self, example):
        asked = {reference["name"] for reference in REFERENCE.finditer(_text("docker-compose.yml"))}

        assert asked - set(example) == set()

    def test_that_containers_get_are_read_by_the_settings(self, services):
        for name in PORTAL_SERVICES:
            given = set(services[name]["environment"])
            assert given - VARIABLES - NOT_SETTINGS == set(), name

    def test_that_the_settings_demand_are_given_to_every_portal_container(self, services):
        demanded = {name for name, kind in SCHEME.items() if not isinstance(kind, tuple)}

        for name in PORTAL_SERVICES:
            assert demanded - set(services[name]["environment"]) == set(), name

    def test_that_the_settings_read_are_all_explained_in_the_example_file(self, example):
        assert set(example) - NOT_SETTINGS == VARIABLES

    def test_that_are_secret_have_no_value_in_either_file(self, services, example):
        for name, service in (("SECRET_KEY", "web"), ("POSTGRES_PASSWORD", "postgresql")):
            value = services[service]["environment"][name]
            assert example[name] == ""
            assert REFERENCE.fullmatch(value)["kind"] == "?", name


class TestProductionSettings:
    def test_find_every_address_among_the_services(self, production, services):
        database = production["DATABASES"]["default"]
        addresses = {
            "DATABASE_URL": database["HOST"],
            "SEARCH_ENGINE_URL": urlsplit(production["SEARCH_ENGINE_URL"]).hostname,
            "CELERY_BROKER_URL": urlsplit(production["CELERY_BROKER_URL"]).hostname,
            "CACHE_URL": urlsplit(production["CACHES"]["default"]["LOCATION"]).hostname,
            "EMAIL_URL": production["EMAIL_HOST"],
            "MAIL_READBACK_URL": urlsplit(production["MAIL_READBACK_URL"]).hostname,
        }

        assert {name for name, host in addresses.items() if host not in services} == set()
        assert database["ENGINE"] == "django.db.backends.postgresql"
        assert database["PASSWORD"] == "database-password"

    def test_write_only_into_volumes(self, production, services):
        mounted = {mount.partition(":")[2] for mount in services["web"]["volumes"]}

        assert {str(production["DATA_DIR"]), str(production["MEDIA_ROOT"])} == mounted

    def test_are_for_plain_http_on_this_machine_only_because_the_example_says_so(
        self, production, services
    ):
        assert production["DEBUG"] is False
        assert production["SECURE_SSL_REDIRECT"] is False
        assert (
            services["web"]["environment"]["SECURE_SSL_REDIRECT"] == "${SECURE_SSL_REDIRECT:-true}"
        )

    def test_send_work_to_the_queues_that_the_worker_takes_in_their_order(
        self, production, services
    ):
        assert _queues(services["worker"]) == production["QUEUES"]


class TestTransactionalWorker:
    def test_takes_nothing_but_what_somebody_waits_for(self, services):
        assert _queues(services["transactional-worker"]) == ["transactional"]


class TestWorkers:
    @pytest.mark.parametrize("name", ["worker", "transactional-worker"])
    def test_are_given_longer_to_stop_than_a_task_may_take(self, services, name):
        minutes = int(services[name]["stop_grace_period"].removesuffix("m"))

        assert minutes * 60 > settings.CELERY_TASK_TIME_LIMIT
        assert minutes * 60 > settings.CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT


class TestDockerfile:
    def test_starts_from_a_pinned_slim_python(self):
        bases = re.findall(r"^FROM (\S+)", _text("Dockerfile"), re.MULTILINE)

        assert len(bases) == 2
        assert [base for base in bases if not re.match(r"python:3\.11\.\d+-slim", base)] == []

    def test_runs_as_an_account_without_rights(self):
        accounts = re.findall(r"^USER (\S+)", _text("Dockerfile"), re.MULTILINE)

        assert accounts
        assert int(accounts[-1].split(":")[0]) >= 1000

    def test_takes_in_only_the_files_that_are_named(self):
        rules = [line for line in _text(".dockerignore").splitlines() if line[:1] not in ("", "#")]

        assert rules[0] == "*"
        assert {rule for rule in rules if rule.startswith("!")} == {
            "!manage.py", "!requirements.txt", "!portal", "!home", "!search", "!tasks",
        }  # fmt: skip

    def test_drops_every_right_that_the_portal_does_not_use(self, services):
        for name in PORTAL_SERVICES:
            assert services[name]["read_only"] is True
            assert services[name]["cap_drop"] == ["ALL"]
            assert services[name]["security_opt"] == ["no-new-privileges:true"]
