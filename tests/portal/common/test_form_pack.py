"""crispy-forms-gds was made for govuk-frontend 5: this pins what our forms need of it with 6.6."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms_gds.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines

PAGE = "{% load crispy_forms_tags crispy_forms_gds %}{% error_summary form %}{% crispy form %}"
CHOICES = [("daily", "Every day"), ("weekly", "Every week")]


class SampleForm(forms.Form):
    """One field of every kind the portal asks with."""

    email = forms.EmailField(help_text="We only use it for these emails.")
    name = forms.CharField()
    note = forms.CharField(widget=forms.Textarea)
    area = forms.ChoiceField(choices=[("", "Choose an area"), *CHOICES])
    often = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    consent = forms.BooleanField()
    file = forms.FileField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()

    def clean(self):
        raise ValidationError("These answers do not go together.")


class Elements(HTMLParser):
    """Gathers every element's attributes, by tag."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, *tags):
        return [attributes for tag, attributes in self.found if tag in tags]


@pytest.fixture
def answered(rf):
    context = {"form": SampleForm({})}
    return engines["django"].from_string(PAGE).render(context, rf.post("/"))


class TestErrorSummary:
    def test_links_every_field_to_an_element_that_is_there(self, answered):
        elements = Elements(answered)
        ids = {attributes["id"] for _, attributes in elements.found if "id" in attributes}

        targets = [link["href"].removeprefix("#") for link in elements.of("a")]

        assert len(targets) == len(SampleForm.base_fields)
        assert set(targets) - ids == set()

    def test_says_what_no_single_field_is_at_fault_for(self, answered):
        summary = answered.partition("<form")[0]

        assert "These answers do not go together." in summary


class TestFields:
    def test_carry_the_classes_that_the_stylesheet_knows(self, answered):
        controls = Elements(answered).of("input", "select", "textarea")
        seen = [control for control in controls if control.get("type") != "hidden"]

        bare = [control["name"] for control in seen if "govuk-" not in control.get("class", "")]

        assert seen
        assert bare == []

    def test_have_one_label_each(self, answered):
        elements = Elements(answered)
        labelled = [label["for"] for label in elements.of("label")]
        controls = elements.of("input", "select", "textarea")

        ids = [control["id"] for control in controls if control.get("type") != "hidden"]

        assert sorted(labelled) == sorted(ids)

    def test_point_to_their_errors_and_hints(self, answered):
        elements = Elements(answered)
        ids = {attributes["id"] for _, attributes in elements.found if "id" in attributes}
        described = [a["aria-describedby"] for _, a in elements.found if "aria-describedby" in a]

        assert len(re.findall("_error", " ".join(described))) == len(SampleForm.base_fields)
        assert {name for names in described for name in names.split()} - ids == set()
