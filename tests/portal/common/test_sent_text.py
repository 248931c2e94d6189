"""What was written into a form that is refused as a whole comes back on the refusing page."""

from string import ascii_letters, digits
from urllib.parse import unquote

import pytest
from django.test import Client, RequestFactory

from portal.common.sent_text import MOST, address_of_file, sent_texts
from tests.factories.adoptions import AdoptionFactory
from tests.factories.users import UserFactory

STORY = "We met in a pub & sang."


def sent(**fields):
    return RequestFactory().post("/", fields)


class TestSentTexts:
    def test_are_those_of_several_words_in_their_order(self):
        request = sent(answer="yes", story=STORY, more=["One two three.", "No", "Four five six."])

        assert sent_texts(request) == [STORY, "One two three.", "Four five six."]

    def test_are_never_passwords(self):
        assert sent_texts(sent(password="correct horse battery staple")) == []

    def test_are_none_without_a_form(self):
        assert sent_texts(RequestFactory().get("/", {"story": STORY})) == []

    @pytest.mark.parametrize("origin", ["https://evil.example", "null"])
    def test_are_none_of_another_site(self, origin):
        assert sent_texts(RequestFactory(headers={"origin": origin}).post("/", {"a": STORY})) == []

    def test_are_not_without_end(self):
        assert len(sent_texts(sent(story=[STORY] * (MOST + 1)))) == MOST

    def test_are_none_where_the_form_cannot_be_read(self, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1

        assert sent_texts(sent(one=STORY, two=STORY)) == []


class TestAddressOfFile:
    def test_holds_the_words_and_nothing_that_ends_it_early(self):
        texts = ['Ten % of "us" & <more> #1\nsaid né?', "Two."]

        address = address_of_file(texts)

        kind, _comma, words = address.partition(",")
        assert kind == "data:text/plain;charset=utf-8"
        assert unquote(words) == "\r\n\r\n".join(texts)
        assert set(words) <= set(ascii_letters + digits + "-._~%")


@pytest.mark.django_db
class TestRefusal:
    def test_gives_back_the_words_of_somebody_who_was_taken_out_meanwhile(self, client):
        adoption = AdoptionFactory()
        client.force_login(UserFactory())

        page = client.post(f"/adoptions/{adoption.pk}/results/", {"text": STORY, "as_of": "2024"})

        assert page.status_code == 404
        assert "We met in a pub &amp; sang." in page.content.decode()
        assert "It is not saved." in page.content.decode()

    def test_gives_back_the_words_where_the_page_is_out_of_date(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(UserFactory())

        page = client.post("/asks/post/", {"text": STORY})

        assert page.status_code == 403
        assert "This form is out of date" in page.content.decode()
        assert "We met in a pub &amp; sang." in page.content.decode()

    def test_shows_nothing_of_the_kind_for_an_address_that_is_not_there(self, client):
        assert "What you wrote" not in client.get("/nothing-here/").content.decode()
