"""The rows of the table about finding partners to bid with."""

from tests.access.answers import Row

BIDDING = [
    # What an organisation tells the matching alone; a form on its way is answered with words
    Row("account/organisations/<slug:slug>/matching/", "isnnn", "isfff", "i----", "i----",
        path="account/organisations/example-home-care/matching/"),
    Row("account/organisations/<slug:slug>/matching/leave/", "i----", "iennn", "i----", "i----",
        path="account/organisations/example-home-care/matching/leave/"),
    Row("account/organisations/<slug:slug>/matching/apart/", "isnnn", "isfff", "i----", "i----",
        path="account/organisations/example-home-care/matching/apart/"),
    Row("account/apart/<int:pk>/remove/",  "i----", "iennn", "i----", "i----",
        path="account/apart/{apart_id}/remove/"),
    Row("account/organisations/<slug:slug>/matching/assets/", "isnnn", "isfff", "i----", "i----",
        path="account/organisations/example-home-care/matching/assets/"),
    Row("account/assets/<int:pk>/again/",  "i----", "iennn", "i----", "i----",
        path="account/assets/{asset_id}/again/"),
    Row("account/assets/<int:pk>/remove/", "i----", "iennn", "i----", "i----",
        path="account/assets/{asset_id}/remove/"),
    # Tenders; who might bid together is for providers and for those who look after the network
    Row("tenders/<int:pk>/consortium/",    "isfss", "iefee", "i----", "i----",
        path="tenders/{tender_id}/consortium/"),
    Row("tenders/<int:pk>/consortium/entry/", "i----", "iefff", "i----", "i----",
        path="tenders/{tender_id}/consortium/entry/"),
    Row("tenders/<int:pk>/requirements/",  "isfss", "isfss", "i----", "i----",
        path="tenders/{tender_id}/requirements/"),
    Row("tenders/<int:pk>/requirements/read/", "i----", "iefee", "i----", "i----",
        path="tenders/{tender_id}/requirements/read/"),
    Row("requirements/<int:pk>/",          "isfss", "isfss", "i----", "i----",
        path="requirements/{requirement_id}/"),
    Row("requirements/<int:pk>/drop/",     "i----", "iefee", "i----", "i----",
        path="requirements/{requirement_id}/drop/"),
    # A service of the codes alone is restored, so this one is not found
    Row("requirements/<int:pk>/restore/",  "i----", "infnn", "i----", "i----",
        path="requirements/0/restore/"),
    Row("lots/<int:lot_pk>/services/<int:service_pk>/drop/", "i----", "infnn", "i----", "i----",
        path="lots/0/services/0/drop/"),
    Row("consortium-members/<int:pk>/answer/", "i----", "ibnnn", "i----", "i----",
        path="consortium-members/{own_member_id}/answer/"),
    Row("consortium-members/<int:pk>/answer/", "i----", "innnn", "i----", "i----",
        path="consortium-members/{other_member_id}/answer/"),
]  # fmt: skip
