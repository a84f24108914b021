"""Addresses of sign-in, of one's own account, and of the secretariat's list of people."""

from allauth.account import views as sign_in
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts import passkeys, views

own = [
    path("account/", views.account, name="account"),
    path("account/protect/", views.protect, name="protect"),
    path("account/continue/", views.go_on, name="continue"),
    path("account/invitation/<str:token>/", views.invitation, name="invitation"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<slug:ref>/", views.body, name="body"),
    path("people/", views.people, name="people"),
    path("people/seat/", views.seat, name="seat"),
    path("people/seat/<int:pk>/end/", views.end, name="end"),
    path("people/<uuid:key>/invite/", views.invite_again, name="invite"),
]
# The pages of django-allauth that this site has; its others (sign-up, changing the e-mail address) stay out of reach.
library = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/sent/", sign_in.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("password/reset/done/", sign_in.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("second-factor/", passkeys.SecondFactorView.as_view(), name="mfa_index"),
    path("second-factor/authenticate/", passkeys.SecondStepView.as_view(), name="mfa_authenticate"),
    path("second-factor/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/passkey/", passkeys.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("second-factor/passkey/<int:pk>/remove/", passkeys.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    # Whoever is signed in has a password: that is asked for once more, and the library needs an address of this name.
    path(
        "second-factor/passkey/reauthenticate/",
        RedirectView.as_view(pattern_name="account_reauthenticate", query_string=True),
        name="mfa_reauthenticate_webauthn",
    ),
    path("second-factor/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
urlpatterns = [
    path("", include((own, "accounts"))),
    path("account/", include(library)),
]
