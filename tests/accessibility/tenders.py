"""The pages of tenders, of early notices and of what a tender asks for that are checked."""

from tests.access.answers import Reader
from tests.accessibility.entry import SEND, Entry

PROVIDER, COMMISSIONER = Reader.PROVIDER, Reader.COMMISSIONER

TENDER_PAGES = [
    Entry("tenders/", empty="tenders/?q=zzzzzz"),
    Entry("tenders/", "tenders/?q=support&status=open&closing=30"),
    Entry("tenders/<int:pk>/", "tenders/{tender_id}/"),
    Entry("tenders/<int:pk>/", "tenders/{planned_tender_id}/", PROVIDER),
    Entry(
        "tenders/<int:pk>/comment/",
        "tenders/{planned_tender_id}/comment/",
        PROVIDER,
        errors=SEND,
        empty="tenders/{tender_id}/comment/",
    ),
    Entry("tender-comments/<int:pk>/change/", "tender-comments/{own_comment_id}/change/", PROVIDER),
    Entry(
        "tender-comments/<int:pk>/report/",
        "tender-comments/{own_comment_id}/report/",
        PROVIDER,
        errors=SEND,
    ),
    Entry("early-notices/", reader=COMMISSIONER),
    Entry("early-notices/", "early-notices/?none", PROVIDER),
    Entry("early-notices/new/", reader=COMMISSIONER, errors="button[name=publish]"),
    *(
        Entry(
            f"early-notices/<int:pk>/{page}/",
            f"early-notices/{{own_notice_id}}/{page}/",
            COMMISSIONER,
            errors=errors,
        )
        for page, errors in (("change", ""), ("withdraw", SEND), ("went-on", ""), ("report", SEND))
    ),
    Entry(
        "tenders/<int:pk>/requirements/",
        "tenders/{tender_id}/requirements/",
        PROVIDER,
        errors="button[name=submit]",
        empty="tenders/{quiet_tender_id}/requirements/",
    ),
    Entry("tenders/<int:pk>/hours/", "tenders/{tender_id}/hours/", PROVIDER),
    Entry(
        "requirements/<int:pk>/",
        "requirements/{requirement_id}/",
        PROVIDER,
        errors="button[name=submit]",
    ),
    Entry(
        "tenders/<int:pk>/consortium/",
        "tenders/{tender_id}/consortium/",
        PROVIDER,
        empty="tenders/{quiet_tender_id}/consortium/",
    ),
]
