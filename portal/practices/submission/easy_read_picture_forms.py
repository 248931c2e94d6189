"""The form in which an author chooses the picture of one Easy Read sentence."""

from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.common.pictures import PictureField
from portal.common.plain_text import LineField
from portal.common.posted_form import PostedForm
from portal.practices.easy_read.blocks import MOST_CREDIT
from portal.practices.models import Submission
from portal.practices.models.attachments import MOST_ALT
from portal.practices.rights import QuotesConsent
from portal.practices.submission.easy_read import Idea, IdeaPicture
from portal.practices.submission.easy_read_pictures import NewPicture

NEW, NONE = "new", "none"


class IdeaPictureForm(PostedForm):
    """One of the pictures at hand, a new one with what goes with it, or none."""

    # Our own messages say more than the browser's.
    use_required_attribute = False

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    chosen = forms.ChoiceField(
        label=_("Which picture shows this sentence?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a picture, or “No picture yet”."),
            "invalid_choice": _("This picture is gone. Choose another."),
        },
    )
    picture = PictureField(
        label=_("If it is a new picture: choose the file"),
        help_text=_("A JPEG, PNG or WebP file of up to 10 MB. We take out where it was taken."),
        required=False,
        error_messages={"empty": _("This file is empty. Choose another.")},
    )
    consent = forms.ChoiceField(
        label=_("If it is a new picture: can a person be recognised in it?"),
        choices=[
            (QuotesConsent.NOBODY, _("No")),
            (QuotesConsent.AGREED, _("Yes, and everybody in it has agreed to be shown here")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    alt_text = LineField(
        label=_("What does it show?"),
        help_text=_(
            "One sentence for those who do not see it. Empty means: as it says at the picture"
            " already."
        ),
        max_length=MOST_ALT,
        required=False,
    )
    credit = LineField(
        label=_("Who made it, and its licence (optional)"),
        max_length=MOST_CREDIT,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        submission: Submission,
        idea: Idea,
        at_hand: Sequence[IdeaPicture],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # The sentence's own picture last: saved again, it keeps the words that it has here.
        own = [idea.picture] if idea.picture else []
        self._at_hand = {str(picture.image.pk): picture for picture in [*at_hand, *own]}
        shown = [(number, _label(submission, picture)) for number, picture in self._at_hand.items()]
        choices = [*shown, (NEW, _("A new picture")), (NONE, _("No picture yet"))]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]  # It is a ChoiceField.
        self.fields["chosen"].initial = str(idea.picture.image.pk) if idea.picture else NEW
        self.helper.layout = Layout(
            "base",
            Field.radios("chosen", legend_size=Size.SMALL),
            Field("picture", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.radios("consent", legend_size=Size.SMALL),
            Field.text("alt_text", label_size=Size.SMALL),
            Field.text("credit", label_size=Size.SMALL),
            Button("save", _("Save the picture")),
        )

    def clean(self) -> dict[str, Any]:
        """A new picture needs its file, its words and the consent of those in it."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("chosen") != NEW:
            return told
        needed = {
            "picture": _now("Choose a picture."),
            "consent": _now("Say whether somebody is in it. Ask them first."),
            "alt_text": _now("Say what it shows, for those who do not see it."),
        }
        for name, message in needed.items():
            if not told.get(name) and name not in self.errors:
                self.add_error(name, message)
        return told

    def picture_chosen(self) -> IdeaPicture | NewPicture | None:
        """What is to stand beside the sentence; only of a valid form."""
        told = self.cleaned_data
        if told["chosen"] == NONE:
            return None
        if told["chosen"] == NEW:
            facts = {name: told[name] for name in ("alt_text", "credit", "consent")}
            return NewPicture(file=told["picture"], **facts)
        known = self._at_hand[told["chosen"]]
        return IdeaPicture(
            image=known.image,
            alt_text=told["alt_text"] or known.alt_text,
            credit=told["credit"] or known.credit,
            consent=known.consent,
        )


def _label(submission: Submission, picture: IdeaPicture) -> str:
    address = reverse("submission_picture_file", args=[submission.pk, picture.image.pk])
    words = picture.alt_text or _now("A picture without words yet")
    return format_html('<img src="{}" alt="" width="120"><br>{}', address, words)
