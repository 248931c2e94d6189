"""How strong the evidence of a practice is, in a sentence computed from declared facts and never
typed in.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.practices.enums import EvidenceBasis

_SENTENCES = {
    EvidenceBasis.EXTERNAL: gettext_lazy("A regulator or a separate study confirms part of this."),
    EvidenceBasis.MEASURED: gettext_lazy("%(who)s measured this and names how."),
    EvidenceBasis.REPORTED: gettext_lazy("This is reported. No way of measuring it is named."),
    EvidenceBasis.EMERGING: gettext_lazy("It is being tried; there is no result yet."),
    EvidenceBasis.NEGATIVE: gettext_lazy(
        "It was tried and did not work as hoped, which is worth knowing."
    ),
    EvidenceBasis.PROPOSED: gettext_lazy(
        "This is an idea or a plan; nobody has tried it here yet."
    ),
    EvidenceBasis.NOT_STATED: gettext_lazy("The source does not say what this rests on."),
}


def evidence_sentence(*, basis: EvidenceBasis, organisation: str) -> str:
    """One sentence for page, card and mail that says what the results rest on.

    The seven kinds are those of the starting content: regulator or study, own figures with a
    method, own account, in trial, tried without success, proposed, not stated.
    """
    who = organisation or _("The organisation")
    return str(_SENTENCES[basis]) % {"who": who}
