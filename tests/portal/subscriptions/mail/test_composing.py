"""The message itself: headers, plain text, HTML, and links that give nothing away."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from portal.practices.models import PracticePage
from portal.subscriptions.enums import Cadence, EventKind, MailFormat, TopicKind
from portal.subscriptions.interests import ALL, Interest
from portal.subscriptions.mail.digest import MOST_GROUPS, MOST_IN_A_GROUP
from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.models import Delivery, Topic
from portal.subscriptions.services.subscribing import SubscriptionRequest, request_subscription
from portal.subscriptions.services.topics import topic_for
from tests.factories.asks import AskFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    SubscriptionFactory,
    numbered_event,
)
from tests.portal.subscriptions.mail.composed import (
    compose,
    digest_of,
    html_of,
    in_words_of,
    sent_form,
    text_of,
)

pytestmark = pytest.mark.django_db

SIZE_LIMIT = 100_000
"""Bytes; Gmail shows only the beginning of longer mails."""


class Outline(HTMLParser):
    """The elements of a document, in order, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def named(self, *tags):
        return [(tag, attributes) for tag, attributes in self.elements if tag in tags]


class TestHeaders:
    def test_let_a_mail_program_unsubscribe_in_one_click(self, delivery):
        message = sent_form(compose(delivery))

        assert re.fullmatch(
            r"<http://testserver/email-updates/unsubscribe/[^>]+/>",
            message["List-Unsubscribe"].strip(),
        )
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["List-ID"] == "<daily.updates.testserver>"

    def test_let_a_provider_count_complaints_by_kind_and_name_nobody(self, delivery):
        assert compose(delivery).message()["Feedback-ID"] == "daily:updates::common-practice"

    def test_cross_the_wire_as_plain_text(self, delivery):
        """Mail programs read the links as they stand; encoded words would hide them."""
        wire = compose(delivery).message().as_bytes(linesep="\r\n")
        headers = wire.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")

        assert b"List-Unsubscribe:  <http://testserver/email-updates/unsubscribe/" in headers
        assert b"=?" not in headers

    def test_keep_automatic_answers_away(self, delivery):
        message = sent_form(compose(delivery))

        assert message["Auto-Submitted"] == "auto-generated"
        assert message["X-Auto-Response-Suppress"] == "All"

    def test_name_the_same_mail_on_every_try(self, delivery):
        first, second = sent_form(compose(delivery)), sent_form(compose(delivery))

        assert first["Message-ID"] == second["Message-ID"] == message_id_of(delivery)
        assert first["Message-ID"] == f"<d.{delivery.public_id}@testserver>"

    def test_cannot_be_added_to_by_a_title(self, theme, reader):
        practice = PracticePageFactory(title="Walk\r\nBcc: all@example.org", themes=[theme])
        subscription = SubscriptionFactory(subscriber=reader, to=theme, cadence=Cadence.IMMEDIATE)
        event = numbered_event(1, subscription.topic, practice=practice)

        message = sent_form(
            compose(digest_of(subscription, to_seq=1, cadence=Cadence.IMMEDIATE, event=event))
        )

        assert message["Bcc"] is None
        assert message["Subject"] == "New: Walk Bcc: all@example.org"


class TestFrom:
    def test_is_another_address_for_what_somebody_waits_for(self, delivery, settings):
        """Complaints about updates must not keep a link to confirm from arriving."""
        settings.UPDATES_FROM_EMAIL = "Updates <updates@example.org>"
        interest = Interest.of_topic(Topic.objects.get())
        asked = SubscriptionRequest(
            email="rosa@example.org", interest=interest, cadence=Cadence.DAILY, form_url="/"
        )
        request_subscription(request=asked, at=SIGNED_UP)
        confirmation = Delivery.objects.get(message="confirm_subscription")

        assert sent_form(compose(delivery))["From"] == "Updates <updates@example.org>"
        assert sent_form(compose(confirmation))["From"] == settings.DEFAULT_FROM_EMAIL

    def test_is_one_address_where_no_other_is_set(self, delivery, settings):
        assert sent_form(compose(delivery))["From"] == settings.DEFAULT_FROM_EMAIL


class TestLinks:
    def test_hold_no_address(self, delivery):
        message = compose(delivery)

        everything = text_of(message) + html_of(message) + str(message.extra_headers)
        assert "amina" not in everything

    def test_lead_to_our_own_address(self, delivery):
        text = text_of(compose(delivery))

        assert {address.split("/")[2] for address in re.findall(r"https?://\S+", text)} == {
            "testserver"
        }


class TestDigest:
    @pytest.mark.parametrize("body", [text_of, html_of], ids=["text", "html"])
    def test_says_for_each_item_what_it_is_where_from_and_how_sure(self, delivery, body):
        words = re.sub(r"</?strong[^>]*>", "", body(compose(delivery))).replace("&amp;", "&")

        for expected in (
            "Practices about Loneliness",
            "Walks & talks",
            "New",
            "Neighbours walk together.",
            "Be Kind, Rochdale",
            in_words_of(PracticePage.objects.get(title="Walks & talks")),
            "/practices/practice-",
        ):
            assert expected in words

    def test_labels_what_is_from_elsewhere(self, delivery):
        text = text_of(compose(delivery))

        assert "From another sector: From far away" in text

    def test_says_why_it_came_and_how_to_change_or_stop_it(self, delivery):
        text = text_of(compose(delivery))

        assert (
            "On 2 March 2026 you asked for emails about: Practices about Loneliness (once a day)."
        ) in text
        assert "/email-updates/manage/" in text
        assert "/email-updates/unsubscribe/" in text

    def test_marks_what_changed(self, reader, theme):
        subscription = SubscriptionFactory(subscriber=reader, to=theme)
        numbered_event(
            1, subscription.topic, kind=EventKind.UPDATED, practice__title="Grown",
        )  # fmt: skip

        assert "Updated: Grown" in text_of(compose(digest_of(subscription, to_seq=1)))

    def test_marks_what_is_made_up(self, reader, theme):
        subscription = SubscriptionFactory(subscriber=reader, to=theme)
        numbered_event(1, subscription.topic, practice__title="Tea", practice__is_example=True)

        assert "New: Tea (Example)" in text_of(compose(digest_of(subscription, to_seq=1)))

    def test_groups_by_the_reader_s_interests_in_the_order_of_the_alphabet(self, reader, theme):
        area = AreaFactory(slug="bury", name="Bury")
        about, place = (
            SubscriptionFactory(subscriber=reader, to=theme),
            SubscriptionFactory(subscriber=reader, to=area),
        )
        both = numbered_event(1, about.topic, place.topic, practice__title="Both").practice
        numbered_event(2, place.topic, practice__title="There")

        text = text_of(compose(digest_of(place, about, to_seq=2)))

        assert text.index("== Practices about Loneliness ==") < text.index("== Practices in Bury")
        assert text.count(both.title) == 1
        assert "Also in: Practices in Bury" in text

    def test_tells_of_practices_before_what_can_be_taken_part_in(self, reader, theme):
        about = SubscriptionFactory(subscriber=reader, to=theme)
        asks = topic_for(interest=Interest(kind=TopicKind.ASKS, value=ALL), at=SIGNED_UP)
        others = SubscriptionFactory(subscriber=reader, topic=asks)
        numbered_event(1, about.topic)
        ask = {"opening_kind": "ask", "opening_id": AskFactory().pk, "practice": None}
        numbered_event(2, asks, **ask)

        text = text_of(compose(digest_of(others, about, to_seq=2)))

        assert "1 practice, 1 ask or offer" in text
        assert text.index("== Practices about") < text.index("== Asks and offers ==")

    def test_lists_only_so_many_and_links_to_the_rest(self, reader, theme):
        subscription = SubscriptionFactory(subscriber=reader, to=theme)
        for number in range(1, MOST_IN_A_GROUP + 4):
            numbered_event(number, subscription.topic)

        text = text_of(compose(digest_of(subscription, to_seq=MOST_IN_A_GROUP + 3)))

        assert text.count("New: ") == MOST_IN_A_GROUP
        assert "And 3 more: http://testserver/practices/?theme=loneliness" in text
        assert f"{MOST_IN_A_GROUP + 3} practices" in text

    def test_is_nothing_once_all_of_it_is_private(self, delivery):
        delivery.subscriber.subscriptions.update(ended_at=SIGNED_UP, end_reason="managed")

        assert compose(delivery) is None


class TestHtml:
    @pytest.fixture
    def outline(self, delivery) -> Outline:
        outline = Outline()
        outline.feed(html_of(compose(delivery)))
        return outline

    def test_says_its_language_and_title(self, outline, delivery):
        assert outline.named("html")[0][1]["lang"] == "en-gb"
        assert "<title>Your daily update: 1 practice</title>" in html_of(compose(delivery))

    def test_has_one_main_heading_and_skips_no_level(self, outline):
        levels = [int(tag[1]) for tag, _attributes in outline.named("h1", "h2", "h3", "h4")]

        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_needs_no_image_script_or_other_site(self, outline):
        assert outline.named("img", "script", "link", "iframe", "form") == []

    def test_carries_its_styles_on_the_elements(self, outline):
        headings = outline.named("h1", "h2", "h3", "a")

        assert all("style" in attributes for _tag, attributes in headings)

    def test_has_colours_for_the_dark(self, delivery):
        html = html_of(compose(delivery))

        assert "@media (prefers-color-scheme: dark)" in html
        assert 'name="color-scheme" content="light dark"' in html

    @pytest.mark.parametrize("interests", [1, 3, MOST_GROUPS, MOST_GROUPS + 15])
    def test_stays_small_with_the_longest_words(self, reader, interests):
        reader.mail_format = MailFormat.LARGE_PRINT
        reader.save()
        organisation, subscriptions = OrganisationFactory(name="Long " * 40), []
        for number in range(1, interests + 1):
            theme = ThemeFactory(name="Long " * 12 + str(number))
            subscriptions.append(SubscriptionFactory(subscriber=reader, to=theme))
            for item in range(MOST_IN_A_GROUP + 1):
                numbered_event(
                    number * 100 + item,
                    subscriptions[-1].topic,
                    practice__title=f"Long {number} {item} " * 18,
                    practice__summary="Long. " * 41,
                    practice__lead_organisation=organisation,
                )

        message = compose(digest_of(*subscriptions, to_seq=10_000))

        assert len(html_of(message).encode()) < SIZE_LIMIT

    def test_stays_small_where_hundreds_of_interests_overlap(self, reader):
        subscriptions = [
            SubscriptionFactory(subscriber=reader, to=f"q={'walks+' * 60}{number}")
            for number in range(200)
        ]
        topics = [subscription.topic for subscription in subscriptions]
        for number in range(MOST_IN_A_GROUP):
            numbered_event(number + 1, *topics)

        html = html_of(compose(digest_of(*subscriptions, to_seq=100)))

        assert len(html.encode()) < SIZE_LIMIT
        assert "; 196 more of your interests" in html

    def test_names_how_many_interests_have_no_place(self, reader):
        subscriptions = []
        for number in range(1, MOST_GROUPS + 3):
            subscriptions.append(SubscriptionFactory(subscriber=reader, to=ThemeFactory()))
            numbered_event(number, subscriptions[-1].topic)

        message = compose(digest_of(*subscriptions, to_seq=100))

        for words in (text_of(message), html_of(message)):
            assert "2 more of your interests have news:" in words
        assert f"{MOST_GROUPS + 2} practices" in message.subject
