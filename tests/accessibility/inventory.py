"""Every page a reader can meet, with the states it is checked in; a new address needs an entry.

Each page is checked as it is, 320 pixels wide, and without our scripts; `errors` adds the page
after its form was sent empty, `empty` the page when there is nothing to show.
"""

from tests.access.answers import Reader
from tests.accessibility.consortia import STEP_ROUTE, STEPS, STEPS_WITHOUT_ERRORS, TEAMS, VERSION
from tests.accessibility.entry import SEND, Entry
from tests.accessibility.tenders import TENDER_PAGES

PROVIDER, ADMINISTRATOR = Reader.PROVIDER, Reader.ADMINISTRATOR
TREE = r"^((?:[\w\-]+/)*)$"

INVENTORY = [
    # The front page, a page of text, a practice
    Entry(TREE, ""),
    Entry(TREE, "accessibility/"),
    Entry(TREE, "practices/people-choose/"),
    Entry(TREE, "practices/volunteers-drive/easy-read/"),
    Entry(TREE, "practices/private/", PROVIDER),
    Entry(TREE, "nothing-here/"),
    # Events
    Entry(TREE, "events/"),
    Entry(TREE, "events/ahead/"),
    Entry(TREE, "events/over/"),
    # Finding
    Entry("practices/", empty="practices/?q=zzzzzz&stage=stopped"),
    Entry("practices/", "practices/?q=people&theme=workforce"),
    Entry("practices/", "practices/?stage=running", PROVIDER),
    Entry("practices/suggestions/", empty="practices/suggestions/?q=zzzzzz"),
    Entry("practices/suggestions/", "practices/suggestions/?q=r"),
    Entry(
        "practices/compare/",
        "practices/compare/?p={practice_id}&p={other_practice_id}&p={private_id}",
        empty="practices/compare/",
    ),
    Entry("shortlist/", reader=PROVIDER),
    Entry("shortlist/", "shortlist/?nothing-here", ADMINISTRATOR),
    Entry("organisations/", empty="organisations/?letter=q&kind=funder"),
    Entry("organisations/<slug:slug>/", "organisations/example-home-care/"),
    Entry("organisations/<slug:slug>/", "organisations/rival-care/"),
    Entry("themes/"),
    Entry("themes/<slug:slug>/", "themes/workforce/", empty="themes/quiet/"),
    Entry("areas/"),
    Entry("areas/<slug:slug>/", "areas/rochdale/", empty="areas/quiet/"),
    Entry(
        "adaptations/<int:practice_id>/",
        "adaptations/{practice_id}/",
        empty="adaptations/{other_practice_id}/",
    ),
    # For those who write programs
    Entry("api/"),
    *TENDER_PAGES,
    # Bidding together
    Entry("consortia/", reader=PROVIDER),
    Entry("consortia/", "consortia/?none", ADMINISTRATOR),
    Entry("consortia/disclosures/", reader=PROVIDER),
    *(Entry("consortia/<uuid:public_id>/", path, PROVIDER) for path in TEAMS),
    Entry("consortia/<uuid:public_id>/terms/<int:number>/", VERSION, PROVIDER),
    *(Entry(STEP_ROUTE, path, PROVIDER) for path in STEPS_WITHOUT_ERRORS),
    *(Entry(STEP_ROUTE, path, PROVIDER, errors=SEND) for path in STEPS),
    # Who one is here
    Entry("account/", reader=PROVIDER),
    Entry("account/", "account/?none", ADMINISTRATOR),
    Entry("account/about-you/", reader=PROVIDER),
    Entry("account/organisations/new/", reader=PROVIDER, errors=SEND),
    Entry(
        "account/organisations/<slug:slug>/claim/",
        "account/organisations/rival-care/claim/",
        PROVIDER,
        errors=SEND,
    ),
    Entry(
        "account/organisations/<slug:slug>/colleagues/",
        "account/organisations/example-home-care/colleagues/",
        PROVIDER,
        errors="button[name=submit]",
    ),
    Entry(
        "account/organisations/<slug:slug>/networks/",
        "account/organisations/example-home-care/networks/",
        PROVIDER,
        errors="button[name=ask], input[name=ask]",
    ),
    Entry("account/invitations/<str:token>/", "account/invitations/{invitation_token}/", PROVIDER),
    Entry(
        "account/organisations/<slug:slug>/profile/",
        "account/organisations/example-home-care/profile/",
        PROVIDER,
    ),
    Entry(
        "account/organisations/<slug:slug>/names/",
        "account/organisations/example-home-care/names/",
        PROVIDER,
    ),
    Entry(
        "account/organisations/<slug:slug>/kind/",
        "account/organisations/example-home-care/kind/",
        PROVIDER,
    ),
    Entry(
        "account/organisations/<slug:slug>/services/",
        "account/organisations/example-home-care/services/",
        PROVIDER,
        errors="button[name=submit]",
    ),
    Entry(
        "account/organisations/<slug:slug>/matching/",
        "account/organisations/example-home-care/matching/",
        PROVIDER,
        errors="button[name=submit]",
    ),
    Entry(
        "account/organisations/<slug:slug>/matching/apart/",
        "account/organisations/example-home-care/matching/apart/",
        PROVIDER,
        errors="button[name=submit]",
    ),
    Entry(
        "account/organisations/<slug:slug>/matching/ties/",
        "account/organisations/example-home-care/matching/ties/",
        PROVIDER,
        errors="button[name=submit]",
    ),
    Entry(
        "account/organisations/<slug:slug>/matching/assets/",
        "account/organisations/example-home-care/matching/assets/",
        PROVIDER,
        errors="button[name=submit]",
    ),
    # Saved searches
    Entry("account/emails/", reader=PROVIDER),
    Entry("account/news/", reader=PROVIDER),
    Entry("account/news/", "account/news/?none", ADMINISTRATOR),
    Entry("account/searches/", reader=PROVIDER),
    Entry("account/searches/", "account/searches/?none", ADMINISTRATOR),
    Entry("account/searches/save/", "account/searches/save/?q=people", PROVIDER),
    Entry("account/searches/<int:pk>/", "account/searches/{saved_search_id}/", PROVIDER),
    # Taking up a practice
    Entry(
        "adoptions/practices/<int:practice_id>/",
        "adoptions/practices/{neighbour_practice_id}/",
        PROVIDER,
        errors=SEND,
    ),
    Entry(
        "adoptions/practices/<int:practice_id>/",
        "adoptions/practices/{practice_id}/",
        PROVIDER,
    ),
    Entry("report/<slug:kind>/<int:pk>/", "report/adoption/{adoption_id}/", PROVIDER, errors=SEND),
    Entry(
        "partners/<int:practice_id>/",
        "partners/{neighbour_practice_id}/",
        PROVIDER,
        errors=SEND,
    ),
    Entry("adoptions/<int:pk>/", "adoptions/{adoption_id}/", PROVIDER),
    # What people say from their own lives
    Entry("share/begin/", errors=SEND),
    Entry("share/begin/sent/"),
    Entry("share/for-somebody/", reader=PROVIDER, errors=SEND),
    Entry(
        "share/resume/<str:token>/",
        "share/resume/{early_draft_token}/",
        empty="share/resume/forged/",
    ),
    Entry("share/resume/<str:token>/", "share/resume/{early_draft_token}/", PROVIDER),
    Entry("share/", reader=PROVIDER),
    Entry("share/", "share/?none", ADMINISTRATOR),
    Entry("share/start/", reader=PROVIDER, errors=SEND),
    Entry("share/start/", "share/start/?none", ADMINISTRATOR),
    Entry("share/<int:pk>/", "share/{submission_id}/", PROVIDER),
    Entry(
        "share/<int:pk>/easy-read/",
        "share/{submission_id}/easy-read/",
        PROVIDER,
        errors=SEND,
        emptied="[name=sentences]",
    ),
    Entry(
        "share/<int:pk>/easy-read/<int:number>/",
        "share/{submission_id}/easy-read/1/",
        PROVIDER,
        errors=SEND,
    ),
    Entry("share/<int:pk>/delete/", "share/{submission_id}/delete/", PROVIDER),
    Entry("share/<int:pk>/send/", "share/{submission_id}/send/", PROVIDER),
    *(
        Entry("share/<int:pk>/<slug:key>/", f"share/{{submission_id}}/{key}/", PROVIDER)
        for key in ("story", "place", "results", "origin", "more", "rights")
    ),
    Entry(
        "share/<int:pk>/<slug:key>/",
        "share/{submission_id}/figures/",
        PROVIDER,
        errors="form[action$='/figures/add/'] button",
    ),
    Entry(
        "share/<int:pk>/attachments/",
        "share/{submission_id}/attachments/",
        PROVIDER,
        errors="form[action$='/pictures/add/'] button",
    ),
    Entry("voices/", reader=PROVIDER),
    Entry("voices/", "voices/?none", ADMINISTRATOR),
    Entry("voices/waiting/", reader=ADMINISTRATOR),
    Entry(
        "voices/practices/<int:practice_id>/",
        "voices/practices/{practice_id}/",
        PROVIDER,
        errors=SEND,
    ),
    Entry(
        "voices/<int:pk>/answer/",
        "voices/{waiting_voice_id}/answer/",
        ADMINISTRATOR,
        errors=SEND,
    ),
    # Questions and comments
    Entry(
        "conversation/practices/<int:practice_id>/",
        "conversation/practices/{practice_id}/",
        PROVIDER,
        empty="conversation/practices/{other_practice_id}/",
    ),
    Entry(
        "conversation/practices/<int:practice_id>/write/",
        "conversation/practices/{practice_id}/write/",
        PROVIDER,
        errors=SEND,
    ),
    Entry(
        "conversation/<int:pk>/answer/",
        "conversation/{remark_id}/answer/",
        PROVIDER,
        errors=SEND,
    ),
    Entry("conversation/<int:pk>/change/", "conversation/{own_remark_id}/change/", PROVIDER),
    Entry(
        "conversation/<int:pk>/report/",
        "conversation/{remark_id}/report/",
        PROVIDER,
        errors=SEND,
    ),
    # Peer reviews
    Entry("peer-reviews/", reader=PROVIDER),
    Entry("peer-reviews/", "peer-reviews/?none", ADMINISTRATOR),
    Entry("peer-reviews/lessons/"),
    Entry("peer-reviews/ask/", reader=PROVIDER, errors=SEND),
    Entry("peer-reviews/ask/", "peer-reviews/ask/?none", ADMINISTRATOR),
    Entry(
        "peer-reviews/requests/<int:pk>/", "peer-reviews/requests/{review_request_id}/", PROVIDER
    ),
    *(
        Entry(
            "peer-reviews/<int:pk>/",
            f"peer-reviews/{{review_id}}/?{form}",
            PROVIDER,
            errors=f"button[name=send_{form}]",
        )
        for form in ("visit", "finding", "lesson")
    ),
    Entry(
        "peer-reviews/<int:pk>/",
        "peer-reviews/{review_public_id}/",
        PROVIDER,
        errors="button[name=send_update]",
    ),
    Entry("peer-reviews/<int:pk>/", "peer-reviews/{review_invitation_id}/", PROVIDER, errors=SEND),
    # Asks and offers
    Entry("asks/", empty="asks/?kind=offer&topic=building"),
    Entry("asks/", "asks/?own", PROVIDER),
    Entry("asks/post/", reader=PROVIDER, errors=SEND),
    Entry("asks/<int:pk>/", "asks/{ask_id}/"),
    Entry("asks/<int:pk>/", "asks/{own_ask_id}/", PROVIDER),
    Entry("asks/<int:pk>/answer/", "asks/{ask_id}/answer/", PROVIDER, errors=SEND),
    Entry("asks/<int:pk>/report/", "asks/{ask_id}/report/", PROVIDER, errors=SEND),
    Entry("asks/letters/<int:pk>/", "asks/letters/{letters_id}/", PROVIDER, errors=SEND),
    Entry(
        "asks/letters/<int:pk>/report/",
        "asks/letters/{letter_id}/report/",
        PROVIDER,
        errors=SEND,
    ),
    # Promises
    Entry("commitments/"),
    Entry("commitments/make/", reader=PROVIDER, errors=SEND),
    Entry("commitments/make/", "commitments/make/?none", ADMINISTRATOR),
    Entry("commitments/<int:pk>/", "commitments/{commitment_id}/"),
    Entry(
        "commitments/<int:pk>/",
        "commitments/{commitment_id}/?own",
        PROVIDER,
        errors="button[name=send_outcome]",
    ),
    # Learning visits
    Entry("learning-visits/"),
    Entry("learning-visits/", "learning-visits/?own", PROVIDER),
    Entry(
        "learning-visits/host/<int:pk>/",
        "learning-visits/host/{organisation_id}/",
        PROVIDER,
        errors=SEND,
        emptied="[name=shows], [name=capacity]",
    ),
    Entry(
        "learning-visits/ask/<int:pk>/",
        "learning-visits/ask/{visit_host_id}/",
        PROVIDER,
        errors=SEND,
    ),
    Entry("learning-visits/<int:pk>/", "learning-visits/{visit_to_own_id}/", PROVIDER, errors=SEND),
    Entry("learning-visits/<int:pk>/", "learning-visits/{own_visit_id}/", PROVIDER, errors=SEND),
    # Emails
    Entry("email-updates/"),
    Entry("email-updates/", "email-updates/?theme=workforce", errors=SEND),
    Entry("email-updates/", "email-updates/?about=tenders&area=rochdale"),
    Entry("email-updates/check/"),
    Entry("email-updates/confirm/<str:token>/", "email-updates/confirm/{confirm_token}/"),
    Entry("email-updates/manage/<str:token>/", "email-updates/manage/{manage_token}/"),
    Entry(
        "email-updates/manage/<str:token>/settings/",
        "email-updates/manage/{manage_token}/settings/",
    ),
    Entry("email-updates/manage/<str:token>/times/", "email-updates/manage/{manage_token}/times/"),
    Entry(
        "email-updates/manage/<str:token>/address/",
        "email-updates/manage/{manage_token}/address/",
        errors=SEND,
    ),
    Entry(
        "email-updates/manage/<str:token>/notices/", "email-updates/manage/{told_token}/notices/"
    ),
    Entry("email-updates/off/<str:token>/", "email-updates/off/{off_token}/"),
    Entry("email-updates/manage/<str:token>/mails/", "email-updates/manage/{manage_token}/mails/"),
    Entry(
        "email-updates/manage/<str:token>/mails/<uuid:mail>/",
        "email-updates/manage/{manage_token}/mails/{sent_mail_id}/",
    ),
    Entry("email-updates/manage/<str:token>/erase/", "email-updates/manage/{manage_token}/erase/"),
    Entry("email-updates/address/<str:token>/", "email-updates/address/{address_token}/"),
    Entry("email-updates/not-for-me/<str:token>/", "email-updates/not-for-me/{not_for_me_token}/"),
    Entry("email-updates/unsubscribe/<str:token>/", "email-updates/unsubscribe/{one_click_token}/"),
    # Signing in
    Entry("accounts/login/", errors=SEND),
    Entry("accounts/signup/", errors=SEND),
    Entry("accounts/login/code/", errors=SEND),
    Entry("accounts/inactive/"),
    Entry("accounts/password/reset/", errors=SEND),
    Entry("accounts/password/reset/done/"),
    Entry("accounts/password/reset/key/done/"),
    Entry(
        r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "accounts/password/reset/key/{reset_key}/",
        errors=SEND,
    ),
    Entry(
        r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "accounts/password/reset/key/1-forged/",
    ),
    # One's own account
    Entry("accounts/logout/", reader=PROVIDER),
    Entry("accounts/reauthenticate/", reader=PROVIDER, errors=SEND),
    Entry("accounts/email/", reader=PROVIDER, errors="button[name=action_add]"),
    Entry("accounts/password/change/", reader=PROVIDER, errors=SEND),
    Entry("accounts/sessions/", reader=PROVIDER),
    # The second step
    Entry("accounts/2fa/", reader=PROVIDER),
    Entry("accounts/2fa/", "accounts/2fa/?with-app", ADMINISTRATOR),
    Entry("accounts/2fa/reauthenticate/", reader=ADMINISTRATOR, errors=SEND),
    Entry("accounts/2fa/totp/activate/", reader=PROVIDER, errors=SEND),
    Entry("accounts/2fa/totp/deactivate/", reader=ADMINISTRATOR),
    Entry("accounts/2fa/recovery-codes/", reader=ADMINISTRATOR),
    Entry("accounts/2fa/recovery-codes/generate/", reader=ADMINISTRATOR),
    Entry("accounts/2fa/webauthn/", reader=ADMINISTRATOR),
    Entry("accounts/2fa/webauthn/", "accounts/2fa/webauthn/?none", PROVIDER),
    Entry("accounts/2fa/webauthn/add/", reader=PROVIDER),
    Entry("accounts/2fa/webauthn/reauthenticate/", reader=ADMINISTRATOR),
    Entry(
        "accounts/2fa/webauthn/keys/<int:pk>/edit/",
        "accounts/2fa/webauthn/keys/{key_id}/edit/",
        ADMINISTRATOR,
    ),
    Entry(
        "accounts/2fa/webauthn/keys/<int:pk>/remove/",
        "accounts/2fa/webauthn/keys/{key_id}/remove/",
        ADMINISTRATOR,
    ),
    # For people who build pages, and for people who may not see one
    Entry("components/", reader=ADMINISTRATOR),
    Entry("components/", "components/?refused", PROVIDER),
]
