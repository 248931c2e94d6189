"""The editor's form of a practice holds to the rules of the public forms."""

import pytest
from django.urls import reverse
from structlog.testing import capture_logs
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.practices.models import PracticePage
from tests.factories.practices import ThemeFactory, practice_library

pytestmark = pytest.mark.django_db

CLAIM = {"value": "80", "unit": "", "what_changed": "It rose.", "measured_by": "organisation"}
UNSAID = dict.fromkeys(("effect", "method", "comparison", "replication"), "not-stated")
NOT_PRINTED = "Take out the characters that cannot be printed."


@pytest.fixture
def send(admin_client):
    """Call it with what is typed into the form, and the form comes back."""

    def _send(claims=(), **typed):
        several = ("pictures", "documents", "findings", "sources", "links", "comments")
        fields = {
            "title": "Paid by the shift",
            "slug": "paid-by-the-shift",
            "summary": "Carers know their hours a month ahead.",
            "stage": "running",
            "evidence_basis": "reported",
            "manual": "not-stated",
            "cost_band": "not-stated",
            "our_reading": "[]",
            "themes": str(ThemeFactory().pk),
            "claims": inline_formset([{**CLAIM, **UNSAID, **claim} for claim in claims]),
            **{name: inline_formset([]) for name in several},
            **typed,
        }
        place = ["practices", "practicepage", practice_library().pk]
        answer = admin_client.post(
            reverse("wagtailadmin_pages:add", args=place), nested_form_data(fields)
        )
        return None if answer.status_code == 302 else answer.context["form"]

    return _send


class TestForm:
    def test_takes_what_can_be_kept(self, send):
        assert send(claims=[{}], problem="One line.\nAnother.", archived_on="") is None

        assert PracticePage.objects.filter(slug="paid-by-the-shift").exists()

    @pytest.mark.parametrize(
        ("field", "typed", "message"),
        [
            ("title", "A bell \x07", NOT_PRINTED),
            ("problem", "A bell \x07", NOT_PRINTED),
            ("review_by_date", "1850-01-01", "Enter a day after 1900."),
            ("archived_on", "1850-01-01", "Enter a day after 1900."),
        ],
    )
    def test_says_at_the_field_what_cannot_be_kept(self, send, field, typed, message):
        form = send(**{field: typed})

        assert message in form.errors[field][0]
        assert form[field].value() == typed

    @pytest.mark.parametrize(
        ("field", "typed", "message"),
        [
            ("value", "9" * 40, "That is more than 1,000,000,000,000."),
            ("value", "99,999%", "That is more than 10,000%."),
            ("what_changed", "A bell \x07", NOT_PRINTED),
        ],
    )
    def test_says_which_figure_cannot_be(self, send, field, typed, message):
        (claim,) = send(claims=[{field: typed}]).formsets["claims"].forms

        assert message in claim.errors[field][0]
        assert claim[field].value() == typed

    def test_logs_which_figure_cannot_be(self, send):
        with capture_logs() as lines:
            send(claims=[{}, {"value": "99,999%"}])

        logged = [line["fields"] for line in lines if line["event"] == "form.refused"]
        assert logged == [["claims-1-value"]]
        assert "99,999" not in str(lines)
