"""The rows of the board, the pages of tenders and what is said there; see tests/access/table.py."""

from tests.access.answers import Row

TENDER_ROWS = [
    Row("tenders/", "sssss"),
    Row("tenders/feed/", "sssss"),
    Row("tenders/csv/", "sssss"),
    Row("tenders/<int:pk>/", "sssss", path="tenders/{tender_id}/"),
    Row(
        "tenders/<int:pk>/comment/",
        "issss",
        "issss",
        "i----",
        "i----",
        path="tenders/{planned_tender_id}/comment/",
    ),
    Row(
        "tender-comments/<int:pk>/change/",
        "isnnn",
        "isnnn",
        "i----",
        "i----",
        path="tender-comments/{own_comment_id}/change/",
    ),
    Row(
        "tender-comments/<int:pk>/take-back/",
        "i----",
        "iennn",
        "i----",
        "i----",
        path="tender-comments/{own_comment_id}/take-back/",
    ),
    Row(
        "tender-comments/<int:pk>/report/",
        "issss",
        "issss",
        "i----",
        "i----",
        path="tender-comments/{own_comment_id}/report/",
    ),
    Row("early-notices/", "ifsff", "if-ff", "if-ff", "if-ff"),
    Row("early-notices/new/", "ifsff", "ifsff", "if-ff", "if-ff"),
    *(
        Row(
            f"early-notices/<int:pk>/{page}/",
            "ifsff",
            sent,
            "if-ff",
            "if-ff",
            path=f"early-notices/{{own_notice_id}}/{page}/",
        )
        for page, sent in (("change", "ifsff"), ("withdraw", "ifsff"), ("went-on", "ifeff"))
    ),
    *(
        Row(
            f"early-notices/<int:pk>/{page}/",
            "ifnff",
            "ifnff",
            "if-ff",
            "if-ff",
            path=f"early-notices/{{other_draft_notice_id}}/{page}/",
        )
        for page in ("change", "withdraw", "went-on")
    ),
    Row(
        "early-notices/<int:pk>/report/",
        "issss",
        "issss",
        "i----",
        "i----",
        path="early-notices/{own_notice_id}/report/",
    ),
    Row(
        "early-notices/<int:pk>/report/",
        "innnn",
        "innnn",
        "i----",
        "i----",
        path="early-notices/{other_draft_notice_id}/report/",
    ),
]
