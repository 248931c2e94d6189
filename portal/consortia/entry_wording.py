"""Says to an organisation in plain words what would bring it into a team."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.consortia.enums import EntryAnswer
from portal.consortia.models import EntryQuestion


def entry_sentence(question: EntryQuestion | None) -> str:
    """The answer, that it is being worked out, or nothing where nobody asked."""
    if question is None:
        return ""
    if not question.answer:
        return _("We are working this out. Load this page again in a moment.")
    service = question.service_type.name.lower() if question.service_type else ""
    values = {"service": service, "area": question.area or _("every area")}
    return _ENTRY_SENTENCES[EntryAnswer(question.answer)] % values


_ENTRY_SENTENCES = {
    EntryAnswer.ALREADY_IN: gettext_lazy(
        "With what you declare now you would be in the first proposal. Look for partners again."
    ),
    EntryAnswer.NOT_OPEN: gettext_lazy(
        "First say yes to matching, and declare services that are still current."
    ),
    EntryAnswer.EXCLUDED: gettext_lazy(
        "A ground for exclusion applies to you, as you told us or as the public debarment list "
        "says, so we propose you for no team. If that has changed, change it in what you tell the "
        "matching, or tell the moderators."
    ),
    EntryAnswer.RESERVED: gettext_lazy(
        "This tender is reserved, and you have not told the matching that you are of a kind that "
        "may bid. If you are, say so in what you tell the matching."
    ),
    EntryAnswer.BUSY: gettext_lazy(
        "You bid for several other tenders with partners now, as many as one organisation may at "
        "a time. You can be proposed again when one of them is over."
    ),
    EntryAnswer.NOTHING: gettext_lazy("No single change that we tried would be enough."),
    EntryAnswer.UNKNOWN: gettext_lazy("We could not work this out in the time allowed."),
    EntryAnswer.LEAD: gettext_lazy(
        "You would be in the first proposal if you were willing to lead the bid."
    ),
    EntryAnswer.SHARE: gettext_lazy(
        "You would be in the first proposal if you took a larger share of the contract."
    ),
    EntryAnswer.SIZE: gettext_lazy(
        "You would be in the first proposal if you took part in a larger team."
    ),
    EntryAnswer.HOURS: gettext_lazy(
        "You would be in the first proposal if you offered more hours a week."
    ),
    EntryAnswer.KIND: gettext_lazy(
        "You would be in the first proposal if you were of a kind that a lot is reserved for. If "
        "you are, say so in what you tell the matching."
    ),
    EntryAnswer.AREA: gettext_lazy(
        "You would be in the first proposal if you gave %(service)s in %(area)s too."
    ),
    EntryAnswer.SERVICE: gettext_lazy(
        "You would be in the first proposal if you gave %(service)s wherever the notice asks "
        "for it, with the registration that it needs."
    ),
    EntryAnswer.REGISTRATION: gettext_lazy(
        "You would be in the first proposal if you were registered for %(service)s."
    ),
    EntryAnswer.QUALITY: gettext_lazy(
        "You would be in the first proposal if your %(service)s were rated higher."
    ),
}
