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
]
