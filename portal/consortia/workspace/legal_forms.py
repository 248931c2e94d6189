"""A short guide to the legal forms of bidding together; research notes, no legal advice."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import LegalForm


@dataclass(frozen=True, kw_only=True)
class GuideEntry:
    """One form in plain words."""

    form: LegalForm
    what: object
    suits: object
    watch: object
    cqc: object


GUIDE = (
    GuideEntry(
        form=LegalForm.CONTRACT,
        what=_(
            "You stay separate. One of you, the lead, signs with the buyer; the others work for it "
            "as subcontractors under an agreement between you."
        ),
        suits=_("A first bid together, and short times: there is nothing to register."),
        watch=_("The lead answers for everybody. Ask whether each of you answers for all."),
        cqc=_("Is each member registered itself for the regulated care that it gives?"),
    ),
    GuideEntry(
        form=LegalForm.MANAGING_AGENT,
        what=_(
            "One organisation runs the contract: work, quality and money. A managing provider "
            "gives care as well; a managing agent gives none."
        ),
        suits=_("Many small members who want one office to speak to the buyer."),
        watch=_("The members depend on the agent. Agree on its fee's rules and on how it ends."),
        cqc=_("Does the agent carry on regulated care by steering it, so that it must register?"),
    ),
    GuideEntry(
        form=LegalForm.LLP,
        what=_(
            "A partnership of its own that signs with the buyer; each member answers for what it "
            "put in."
        ),
        suits=_("A lasting partnership of a few organisations that share gain and risk."),
        watch=_("It has accounts to file. Charities must ask whether they may be members."),
        cqc=_("Is the partnership the provider of care, so that it must register, or its members?"),
    ),
    GuideEntry(
        form=LegalForm.CO_OPERATIVE,
        what=_(
            "A co-operative whose members are your organisations, with one vote each. It bids, and "
            "gives the work to its members."
        ),
        suits=_("Members who want to stay small and equal, and others to join later."),
        watch=_("It takes months to set up, and needs money to run before the first contract."),
        cqc=_("Does the co-operative give care itself, or only pass the work to those registered?"),
    ),
    GuideEntry(
        form=LegalForm.COMPANY,
        what=_(
            "A company that you own together, limited by guarantee or by shares, that signs with "
            "the buyer."
        ),
        suits=_("Larger contracts, where the buyer wants one company and you want limited risk."),
        watch=_("A new company has no accounts and no track record: ask what the notice accepts."),
        cqc=_("Can the new company be registered before the contract begins? It takes weeks."),
    ),
)
