"""The page on which an author begins the Easy Read version of a practice, sentence by sentence."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.common.refusals import log_refusal
from portal.practices.easy_read.blocks import MOST_IDEAS
from portal.practices.submission.easy_read import easy_read_of, save_sentences
from portal.practices.submission.kept_text import signed_in_or_kept, take_kept
from portal.practices.submission.pages import in_review, own_submission
from portal.practices.submission.services import ChangedMeanwhileError, InReviewError
from portal.users.people import person_of

LONGEST_SENTENCE = 300
"""Characters, as the block in the admin allows."""


class SentencesForm(PostedForm):
    """Short sentences, one on each line."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sentences = WordsField(
        label=gettext_lazy("Tell it in short sentences"),
        help_text=gettext_lazy(
            "One sentence on each line, of at most 15 words. Each gets a picture of its own."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": gettext_lazy("Write at least one short sentence.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "base",
            Field.textarea("sentences", label_size=Size.SMALL),
            Button("save", gettext_lazy("Save the sentences")),
        )

    def clean_sentences(self) -> list[str]:
        """The lines that say something."""
        lines = self.cleaned_data["sentences"].splitlines()
        sentences = list(filter(None, (" ".join(line.split()) for line in lines)))
        if len(sentences) > MOST_IDEAS:
            raise forms.ValidationError(_("Sixty sentences are enough. Keep the important ones."))
        if any(len(words) > LONGEST_SENTENCE for words in sentences):
            raise forms.ValidationError(_("Make each line shorter: at most 300 characters."))
        return sentences


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_easy_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the sentences as a draft, and say what makes them hard to read."""
    submission = own_submission(request, pk)
    known = easy_read_of(submission)
    sent = request.POST if request.method == "POST" else take_kept(request)
    initial = {"base": known.revision_id, "sentences": "\n".join(known.sentences)}
    form = SentencesForm(sent, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_sentences(
                submission=submission,
                sentences=form.cleaned_data["sentences"],
                by=person_of(request),
                base=form.cleaned_data["base"],
                at=timezone.now(),
            )
        except InReviewError:
            form.add_error(None, in_review())
        except ChangedMeanwhileError:
            form.add_error(None, _changed())
        else:
            messages.success(request, _("The sentences are kept."))
            return redirect("submission_easy_read", pk=pk)
    log_refusal(form)
    context = {"submission": submission, "form": form, "known": known, "is_refused": form.errors}
    return render(request, "practices/submission/easy_read.html", context)


def _changed() -> str:
    return _(
        "Somebody else changed the sentences while you wrote. Yours are in the form, not saved. "
        "Copy them, open this page again, and put in what is missing."
    )
