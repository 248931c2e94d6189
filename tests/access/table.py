"""The one table of who may do what: every route, reader and method with the answer it must get.

A new route needs a row here, and a row without a route fails; test_table.py requests every cell.

    s  shown                     i  sent to sign in              -  no such method
    e  sent elsewhere            c  asked once more who they are n  not found
    f  forbidden                 b  a bad request                g  gone

Django's form views take PUT for POST; nothing of ours does.
"""

from tests.access.answers import Row

TABLE = [
    # The five letters: anonymous, provider, commissioner, moderator, administrator.
    #                                      GET      POST     PUT      DELETE
    # Signing in and out
    Row("accounts/login/",                 "seeee", "seeee", "seeee", "-eeee"),
    Row("accounts/signup/",                "seeee", "seeee", "seeee", "-eeee"),
    Row("accounts/login/code/",            "seeee", "seeee", "seeee", "-eeee"),
    Row("accounts/login/code/confirm/",    "eeeee", "eeeee", "eeeee", "eeeee"),
    Row("accounts/2fa/authenticate/",      "eeeee", "eeeee", "eeeee", "eeeee"),
    Row("accounts/2fa/webauthn/login/",    "eeeee", "eeeee", "eeeee", "-eeee"),
    Row("accounts/logout/",                "essss", "eeeee"),
    Row("accounts/inactive/",              "sssss"),
    # Confirming an address; the link of this world was used before
    Row("accounts/confirm-email/",         "sssss"),
    Row(r"accounts/^confirm-email/(?P<key>[-:\w]+)/$", "sssss", "nnnnn",
        path="accounts/confirm-email/{confirm_key}/"),
    # A forgotten password; a forged link shows a page that says that it does not work
    Row("accounts/password/reset/",        "sssss", "sssss", "sssss"),
    Row("accounts/password/reset/done/",   "sssss"),
    Row("accounts/password/reset/key/done/", "sssss"),
    Row(r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "sssss", "sssss", "sssss", "sssss", path="accounts/password/reset/key/1-forged/"),
    # One's own account; nobody here has just shown who they are
    Row("accounts/reauthenticate/",        "issss", "issss", "issss", "i----"),
    Row("accounts/email/",                 "issss", "ieeee", "ieeee", "i----"),
    Row("accounts/password/change/",       "issss", "issss", "issss", "i----"),
    Row("accounts/password/set/",          "ieeee", "ieeee", "ieeee", "ieeee"),
    Row("accounts/sessions/",              "issss", "ieeee", "ieeee", "i----"),
    # The second step; only the administrator has an app and a key
    Row("accounts/2fa/",                   "issss", "i----", "i----", "i----"),
    Row("accounts/2fa/reauthenticate/",    "icccs", "icccs", "icccs", "iccc-"),
    Row("accounts/2fa/totp/activate/",     "icccc", "icccc", "icccc", "icccc"),
    Row("accounts/2fa/totp/deactivate/",   "innnc", "innnc", "innnc", "innnc"),
    Row("accounts/2fa/recovery-codes/",    "innnc", "i----", "i----", "i----"),
    Row("accounts/2fa/recovery-codes/generate/", "icccc", "icccc", "icccc", "icccc"),
    Row("accounts/2fa/recovery-codes/download/", "innnc", "innnc", "innnc", "innnc"),
    Row("accounts/2fa/webauthn/",          "issss", "i----", "i----", "i----"),
    Row("accounts/2fa/webauthn/add/",      "icccc", "icccc", "icccc", "icccc"),
    Row("accounts/2fa/webauthn/reauthenticate/", "icccs", "iccce", "iccce", "iccc-"),
    Row("accounts/2fa/webauthn/keys/<int:pk>/remove/", "icccc", "icccc", "icccc", "icccc",
        path="accounts/2fa/webauthn/keys/{key_id}/remove/"),
    Row("accounts/2fa/webauthn/keys/<int:pk>/edit/", "icccc", "icccc", "icccc", "icccc",
        path="accounts/2fa/webauthn/keys/{key_id}/edit/"),
    # Doors to other login forms, all closed
    Row("cms/login/",                      "ieeee", "ieeee"),
    Row("django-admin/login/",             "ieeee", "ieeee"),
    Row("_util/login/",                    "ieeee", "ieeee"),
    Row("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "nnnnn", "nnnnn", "nnnnn", "nnnnn",
        path="_util/authenticate_with_password/{restriction_id}/{private_id}/"),
    Row("documents/authenticate_with_password/<int:restriction_id>/",
        "nnnnn", "nnnnn", "nnnnn", "nnnnn",
        path="documents/authenticate_with_password/{closed_collection_id}/"),
    # For machines
    Row("healthz",                         "sssss"),
    Row("readyz",                          "sssss"),
    Row("sitemap.xml",                     "sssss"),
    # For people who build pages
    Row("components/",                     "ifffs", "ifffs", "ifffs", "ifffs"),
    # Finding practices
    Row("practices/",                      "sssss"),
    Row("practices/feed/",                 "sssss"),
    Row("practices/csv/",                  "sssss"),
    Row("practices/suggestions/",          "sssss"),
    Row("api/practices/suggestions/",      "sssss"),
    Row("practices/compare/",              "sssss", path="practices/compare/?p={practice_id}"),
    Row("practices/compare/csv/",          "sssss"),
    Row("api/practices/",                  "sssss"),
    # One's own shortlist
    Row("shortlist/",                      "issss", "i----", "i----", "i----"),
    Row("shortlist/add/",                  "i----", "innnn", "i----", "i----"),
    Row("shortlist/csv/",                  "issss", "i----", "i----", "i----"),
    Row("shortlist/pdf/",                  "issss", "i----", "i----", "i----"),
    Row("shortlist/<int:pk>/note/",        "i----", "iennn", "i----", "i----",
        path="shortlist/{shortlisted_id}/note/"),
    Row("shortlist/<int:pk>/remove/",      "i----", "iennn", "i----", "i----",
        path="shortlist/{shortlisted_id}/remove/"),
    # Practices by who does them, what they are about and where they are
    Row("organisations/",                  "sssss"),
    Row("organisations/<slug:slug>/",      "sssss", path="organisations/example-home-care/"),
    Row("themes/",                         "sssss"),
    Row("themes/<slug:slug>/",             "sssss", path="themes/workforce/"),
    Row("areas/",                          "sssss"),
    Row("areas/<slug:slug>/",              "sssss", path="areas/rochdale/"),
    # Saved searches; only their owner meets them
    Row("account/searches/",               "issss", "-----"),
    Row("account/searches/save/",          "issss", "issss",
        path="account/searches/save/?q=people"),
    Row("account/searches/<int:pk>/",      "isnnn", "isnnn",
        path="account/searches/{saved_search_id}/"),
    Row("account/searches/<int:pk>/delete/", "-----", "iennn",
        path="account/searches/{saved_search_id}/delete/"),
    # Emails; the link is the key, so everybody who holds it is the same person
    Row("email-updates/",                  "sssss", "sssss"),
    Row("email-updates/check/",            "sssss"),
    Row("email-updates/confirm/<str:token>/", "sssss", "eeeee",
        path="email-updates/confirm/{confirm_token}/"),
    Row("email-updates/manage/<str:token>/", "sssss", "eeeee",
        path="email-updates/manage/{manage_token}/"),
    Row("email-updates/unsubscribe/<str:token>/", "sssss", "sssss",
        path="email-updates/unsubscribe/{one_click_token}/"),
    # Tenders; who might bid together is for providers and for those who look after the network
    Row("tenders/",                        "sssss"),
    Row("tenders/<int:pk>/",               "sssss", path="tenders/{tender_id}/"),
    Row("tenders/<int:pk>/consortium/",    "isfss", "iefee", "i----", "i----",
        path="tenders/{tender_id}/consortium/"),
    Row("consortium-members/<int:pk>/answer/", "i----", "ibnnn", "i----", "i----",
        path="consortium-members/{own_member_id}/answer/"),
    Row("consortium-members/<int:pk>/answer/", "i----", "innnn", "i----", "i----",
        path="consortium-members/{other_member_id}/answer/"),
    # Taking up a practice; the provider speaks for its author, and a neighbour took it up
    Row("adoptions/practices/<int:practice_id>/", "issss", "issss", "i----", "i----",
        path="adoptions/practices/{neighbour_practice_id}/"),
    Row("adoptions/<int:pk>/",             "isnnn", "i----", "i----", "i----",
        path="adoptions/{adoption_id}/"),
    Row("adoptions/<int:pk>/answer/",      "i----", "isnnn", "i----", "i----",
        path="adoptions/{adoption_id}/answer/"),
    Row("adoptions/<int:pk>/results/",     "i----", "isnnn", "i----", "i----",
        path="adoptions/{adoption_id}/results/"),
    # What people say from their own lives; moderators are among those who answer it
    Row("voices/",                         "issss", "i----", "i----", "i----"),
    Row("voices/waiting/",                 "iffss", "i----", "i----", "i----"),
    Row("voices/practices/<int:practice_id>/", "issss", "issss", "i----", "i----",
        path="voices/practices/{practice_id}/"),
    Row("voices/<int:pk>/answer/",         "innss", "innss", "i----", "i----",
        path="voices/{waiting_voice_id}/answer/"),
    Row("voices/<int:pk>/withdraw/",       "i----", "iennn", "i----", "i----",
        path="voices/{own_voice_id}/withdraw/"),
    # Questions and comments; the provider speaks for the practice
    Row("conversation/practices/<int:practice_id>/", "sssss",
        path="conversation/practices/{practice_id}/"),
    Row("conversation/practices/<int:practice_id>/write/", "issss", "issss", "i----", "i----",
        path="conversation/practices/{practice_id}/write/"),
    Row("conversation/<int:pk>/answer/",   "isnnn", "isnnn", "i----", "i----",
        path="conversation/{remark_id}/answer/"),
    Row("conversation/<int:pk>/report/",   "issss", "issss", "i----", "i----",
        path="conversation/{remark_id}/report/"),
    # Documents; Wagtail asks for no method in particular and changes nothing
    Row(r"documents/^(\d+)/(.*)$", "sssss", "sssss", "sssss", "sssss", path="documents/{document}"),
    Row(r"documents/^(\d+)/(.*)$", "issss", "issss", "issss", "issss",
        path="documents/{closed_document}"),
    # Pages of the tree; Wagtail shows a page for every method and changes nothing
    Row(r"^((?:[\w\-]+/)*)$",             "sssss", "sssss", "sssss", "sssss", path=""),
    Row(r"^((?:[\w\-]+/)*)$", "sssss", "sssss", "sssss", "sssss",
        path="practices/volunteers-drive/easy-read/"),
    # Wagtail's admin: a provider adds drafts to the library, a moderator publishes them
    Row("cms/",                            "isiss", "i-i--", "i-i--", "i-i--"),
    Row("cms/", "nnnnn", "nnnnn", "nnnnn", "nnnnn", path="cms/password_reset/"),
    Row("cms/", "isiss", "isiss", "i-i--", "i-i--",
        path="cms/pages/add/practices/practicepage/{library_id}/"),
    Row("cms/", "ieies", "ieies", "ieie-", "ieie-",
        path="cms/pages/add/home/informationpage/{home_id}/"),
    Row("cms/", "ieiss", "ieiss", "iei--", "iei--", path="cms/pages/{practice_id}/edit/"),
    Row("cms/", "isiss", "isiss", "i-i--", "i-i--", path="cms/pages/{own_draft_id}/edit/"),
    Row("cms/", "isiss", "isiss", "i-i--", "i-i--",
        path="cms/pages/add/practices/easyreadpage/{own_draft_id}/"),
    Row("cms/", "ieiss", "ieiss", "iei--", "iei--", path="cms/pages/{easy_read_id}/edit/"),
    Row("cms/", "ieies", "ieies", "ieie-", "ieie-", path="cms/pages/{home_id}/edit/"),
    Row("cms/", "ieiss", "ieiee", "iei--", "iei--", path="cms/pages/{practice_id}/unpublish/"),
    Row("cms/", "ieiss", "ieiee", "iei--", "iei--", path="cms/pages/{practice_id}/delete/"),
    Row("cms/", "ieiss", "ieiss", "ieiss", "iei--", path="cms/pages/{practice_id}/privacy/"),
    Row("cms/", "ieiss", "ieiss", "ieiss", "ieiss", path="cms/pages/{practice_id}/view_draft/"),
    Row("cms/", "ieiss", "iei--", "iei--", "iei--", path="cms/reports/searches/"),
    Row("cms/", "ieiss", "iei--", "iei--", "iei--", path="cms/reports/searches/results/"),
    Row("cms/", "ieiss", "iei--", "iei--", "iei--", path="cms/reports/themes/"),
    Row("cms/", "ieiss", "iei--", "iei--", "iei--", path="cms/reports/themes/results/"),
    Row("cms/", "ieiss", "iei--", "iei--", "iei--", path="cms/reports/not-taken/"),
    Row("cms/", "ieiss", "iei--", "iei--", "iei--", path="cms/reports/not-taken/results/"),
    Row("cms/", "i-i--", "ieiee", "i-i--", "i-i--", path="cms/reports/not-taken/again/"),
    Row("cms/", "ieiss", "iei--", "iei--", "iei--", path="cms/snippets/practices/remark/"),
    Row("cms/", "ieiss", "ieiss", "ieiss", "iei--",
        path="cms/snippets/practices/remark/edit/{remark_id}/"),
    Row("cms/", "ieies", "ieie-", "ieie-", "ieie-", path="cms/users/"),
    Row("cms/", "ieies", "ieie-", "ieie-", "ieie-", path="cms/groups/"),
    Row("cms/", "ieies", "ieie-", "ieie-", "ieie-", path="cms/redirects/"),
    # Django's admin: for administrators alone
    Row("django-admin/",                   "iiiis", "iiiis", "iiiis", "iiiis"),
    Row("django-admin/", "iiiis", "iiiis", "iiiis", "iiiis", path="django-admin/auth/group/"),
]  # fmt: skip
"""Several rows may stand for one route, where what is under it differs."""
