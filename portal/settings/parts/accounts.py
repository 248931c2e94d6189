"""Who people are: e-mail sign-in through django-allauth, second factors and rate limits."""

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    # OWASP ASVS 5.0, 6.2.1: at least 12 characters is a good floor for a password alone.
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.users.passwords.ContextWordsValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Passwords and addresses change on the account pages alone, where they are limited and confirmed.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

ACCOUNT_ADAPTER = "portal.users.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# A mistyped password does no harm here: an emailed code lets its owner in.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A code keeps a new person where they began, on their way to what they wanted to do; a link in a
# mail opens another browser on many phones.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600  # seconds
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
# A new address replaces the old one once it is confirmed; there are no spare addresses to manage.
ACCOUNT_CHANGE_EMAIL = True
# OWASP ASVS 5.0, 6.3.7 and 7.5.1: changes to an account are announced, and asked for by its owner.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# OWASP ASVS 5.0, 6.6.3: a code sent by e-mail lives for at most ten minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Besides allauth's own: 5 wrong passwords in 5 minutes for an account, 10 a minute for an address.
# A council is one address on the network, so a whole training day must fit into a day's limit.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "signup": "20/m/ip,100/d/ip",
    "reset_password": "20/m/ip,5/d/key",
    "request_login_code": "20/m/ip,3/m/key,20/d/key",
    "early_draft": "5/m/ip,30/d/ip",
    "subscribe": "10/m/ip,60/d/ip",
    "new_address": "10/m/ip,60/d/ip,5/h/key",
}
ACCOUNT_FORMS = {
    "login": "portal.users.forms.LoginForm",
    "signup": "portal.users.forms.SignupForm",
    "add_email": "portal.users.forms.AddEmailForm",
    "change_password": "portal.users.forms.ChangePasswordForm",
    "set_password": "portal.users.forms.SetPasswordForm",
    "reset_password": "portal.users.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.users.forms.ResetPasswordKeyForm",
    "reauthenticate": "portal.users.forms.ReauthenticateForm",
    "request_login_code": "portal.users.forms.RequestLoginCodeForm",
    "confirm_login_code": "portal.users.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "portal.users.forms.ConfirmEmailForm",
}

MFA_ADAPTER = "portal.users.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Common Practice"
MFA_FORMS = {
    "authenticate": "portal.users.forms.SecondStepForm",
    "reauthenticate": "portal.users.forms.SecondStepAgainForm",
    "activate_totp": "portal.users.forms.ActivateTOTPForm",
    "deactivate_totp": "portal.users.forms.DeactivateTOTPForm",
    "add_webauthn": "portal.users.forms.AddWebAuthnForm",
    "edit_webauthn": "portal.users.forms.EditWebAuthnForm",
}
