"""Every field of every page refuses what cannot be kept: in words, beside it, with the text."""

from collections.abc import Iterator
from itertools import product

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from structlog.testing import capture_logs

from tests.access.world import World
from tests.accessibility.entry import Entry
from tests.accessibility.inventory import INVENTORY

pytestmark = pytest.mark.django_db

BAD = ("A zither \x07 sounds here", "zither " * 20_000)
TYPED = "textarea, input:not([type]), input[type=text], input[type=email], input[type=url]"
# Each page of each reader once, whatever states it is checked in elsewhere.
PAGES = list({(str(entry), entry.reader): entry for entry in INVENTORY}.values())


class TestField:
    @pytest.mark.parametrize("entry", PAGES, ids=str)
    def test_says_what_is_wrong_keeps_the_text_and_logs_its_name(self, world, entry):
        client = signed_in(world, entry)
        page = parsed(client.get(world.address(entry)).content)
        for form in page.select("form[method=post]"):
            names = [str(field["name"]) for field in form.select(TYPED)]
            for name, words in product(names, BAD):
                assert_refused(client, form, name, words, to=world.address(entry))


def signed_in(world: World, entry: Entry) -> Client:
    cache.clear()
    client, person = Client(), world.people[entry.reader]
    if person is not None:
        client.force_login(person)
    return client


def assert_refused(client: Client, form: Tag, name: str, words: str, *, to: str) -> None:
    sent = {**dict(filled(form)), name: words}
    cache.clear()
    with transaction.atomic(), capture_logs() as lines:
        answer = client.post(str(form.get("action") or to), sent)
        transaction.set_rollback(True)
    field = parsed(answer.content).select_one(f"textarea[name={name}], input[name={name}]")

    assert field is not None, f"{name} was accepted: {answer.headers.get('Location')}"
    assert kept(field).strip() == words.strip(), f"{name} lost the text"
    assert "error" in str(field.get("aria-describedby")), f"{name} has no message beside it"
    logged = [line["fields"] for line in lines if line["event"] == "form.refused"]
    assert any(name in fields for fields in logged), f"{name} is in no line of the log"
    assert "zither" not in str(lines), "What was typed is in the log"


def filled(form: Tag) -> Iterator[tuple[str, object]]:
    """Name and value of each part of the form, as a browser with the first of each choice sends."""
    for part in form.select("[name]:not([type=file])"):
        name, chosen = str(part["name"]), part.select("option[selected]") or part.select("option")
        if part.name == "select":
            yield name, [option.get("value", "") for option in chosen[:1]]
        elif part.get("type") in ("radio", "checkbox"):
            yield name, [part.get("value", "on")]
        elif part.name == "textarea" or part.get("value"):
            yield name, kept(part)


def kept(field: Tag) -> str:
    return field.text if field.name == "textarea" else str(field.get("value", ""))


def parsed(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content, "html.parser")
