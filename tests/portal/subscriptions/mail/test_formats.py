"""How mails look: their colours, and each format that people can choose."""

import re

import pytest

from portal.practices.models import PracticePage
from portal.subscriptions.enums import MailFormat
from portal.subscriptions.mail import composing
from portal.subscriptions.mail.desk import Desk
from portal.subscriptions.mail.shelf import Shelf
from tests.factories.subscriptions import SIGNED_UP
from tests.portal.subscriptions.mail.composed import compose, html_of

pytestmark = pytest.mark.django_db


class TestContrast:
    def luminance(self, colour: str) -> float:
        channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    @pytest.mark.parametrize(
        ("text", "background"),
        [
            ("#1b2b28", "#ffffff"),
            ("#0a5f52", "#ffffff"),
            ("#4a5955", "#ffffff"),
            ("#ffffff", "#14453d"),
            ("#f3f1ea", "#16211f"),
            ("#8fd8c6", "#16211f"),
            ("#c3cec9", "#16211f"),
            ("#16211f", "#8fd8c6"),
        ],
    )
    def test_is_enough_in_light_and_dark(self, delivery, text, background):
        """WCAG 2.2, 1.4.3, for every pair that the template uses."""
        light, dark = sorted((self.luminance(text), self.luminance(background)), reverse=True)

        assert (light + 0.05) / (dark + 0.05) >= 4.5
        assert text in html_of(compose(delivery)) + "#ffffff #16211f"


class TestFormat:
    def composed_as(self, delivery, mail_format):
        delivery.subscriber.mail_format = mail_format
        return composing.compose(delivery, Desk([delivery], at=SIGNED_UP, shelf=Shelf()))

    def test_plain_has_no_html_part(self, delivery):
        assert self.composed_as(delivery, MailFormat.PLAIN).alternatives == []

    @pytest.mark.parametrize("mail_format", [MailFormat.LARGE_PRINT, MailFormat.EASY_READ])
    def test_large_print_has_no_text_under_22_pixels_nor_italics(self, delivery, mail_format):
        html = self.composed_as(delivery, mail_format).alternatives[0].content
        sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", html)]

        assert sizes
        assert min(sizes) == 22
        assert "italic" not in html

    def test_short_leads_to_easy_read_and_leaves_details_out(self, delivery):
        PracticePage.objects.update(easy_read_url="https://example.org/easy")
        practice = PracticePage.objects.first()
        message = self.composed_as(delivery, MailFormat.EASY_READ)

        for part in (message.body, message.alternatives[0].content):
            assert "https://example.org/easy" in part
            assert str(practice.lead_organisation) not in part
            assert practice.evidence_sentence not in part

    def test_short_still_says_where_and_how_sure(self, delivery):
        message = self.composed_as(delivery, MailFormat.EASY_READ)

        for part in (message.body, message.alternatives[0].content):
            assert "Rochdale" in part
            assert PracticePage.objects.first().get_evidence_level_display() in part
