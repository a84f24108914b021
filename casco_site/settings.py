"""All settings of the site, read from the environment; nonsense is refused at the start.

MODE is `demo` (set by `make run`), `development` (`manage.py` without MODE) or `production` (`wsgi.py` without MODE).
`docs/operations.md` lists the variables.
"""

import os
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from casco_site.areas import AREAS as DECLARED_AREAS
from casco_site.areas import Areas
from casco_site.environment import contact, flag, mailbox, one_of, site_address, whole_number
from casco_site.logs import logging_settings
from casco_site.private_file import keep_private
from standards.reading import licence

django_stubs_ext.monkeypatch()

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# ---------- mode ----------
MODE = one_of(os.environ, "MODE", choices=("demo", "development", "production"), default="production")
PRODUCTION = MODE == "production"
DEBUG = flag(os.environ, "DEBUG", default=MODE == "development")
DEVELOPMENT_KEY = "not secret: for development on one's own machine only"
SECRET_KEY = env.str("SECRET_KEY", default="" if PRODUCTION else DEVELOPMENT_KEY)
# Former keys, the newest first: what was made with them opens until they are left out (docs/operations.md).
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
SITE_URL = site_address(
    os.environ, "SITE_URL", default="" if PRODUCTION else "http://127.0.0.1:8000", secure=PRODUCTION
)
if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must be off in production.")
    if SECRET_KEY in ("", DEVELOPMENT_KEY) or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY must be set in production, to 50 characters or more of your own.")
    if any(len(key) < 50 or key in (SECRET_KEY, DEVELOPMENT_KEY) for key in SECRET_KEY_FALLBACKS):
        raise ImproperlyConfigured("SECRET_KEY_FALLBACKS holds former keys of 50 characters or more, comma-separated.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the site in production.")

# ---------- rooms ----------
INSTALLED_APPS = [
    "accounts.apps.PeopleAdminConfig",  # in place of django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "casco_site.apps.StaticFilesOfPages",  # in place of django.contrib.staticfiles
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "drf_spectacular",
    "rest_framework",
    "simple_history",
    # Our rooms come last: they take out of the admin what these put in.
    "standards",
    "accounts.apps.AccountsConfig",
    "clarifications",
    "casco_site.apps.CascoSiteConfig",
]
MIDDLEWARE = [
    "casco_site.middleware.RequestIdMiddleware",
    "casco_site.middleware.OnceMiddleware",
    "casco_site.copies.CopiesMiddleware",
    "casco_site.compression.CompressionMiddleware",
    "casco_site.open_data.OpenDataMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "casco_site.middleware.HeadersMiddleware",
    "casco_site.middleware.AddressMiddleware",
    "casco_site.middleware.CharsetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "casco_site.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "casco_site.middleware.PlainTextMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.kept_page.KeptPageMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
# What a visitor's page goes without, once no copy answers (casco_site/visitors.py): all else it goes through. It is of
# an address that has copies, asked for by GET or HEAD and without a session, and writes nothing.
NOT_FOR_VISITORS = (
    "whitenoise.middleware.WhiteNoiseMiddleware",  # files are at addresses that have no copies
    "django.contrib.sessions.middleware.SessionMiddleware",  # there is no session,
    "django.contrib.auth.middleware.AuthenticationMiddleware",  # so nobody is signed in,
    "django.contrib.messages.middleware.MessageMiddleware",  # and no message waits
    "allauth.account.middleware.AccountMiddleware",  # for its own pages, which are private
    "accounts.kept_page.KeptPageMiddleware",  # keeps what is sent, for private pages
    "accounts.second_factor.SecondFactorMiddleware",  # stands before private pages
    "simple_history.middleware.HistoryRequestMiddleware",  # notes who changes something
)
ROOT_URLCONF = "casco_site.urls"
WSGI_APPLICATION = "casco_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "casco_site.context.site",
            ],
            "builtins": ["accounts.templatetags.proof"],  # takes the place of Django's csrf_token
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "casco_site.selects.Renderer"

# ---------- database ----------
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'casco.sqlite3'}"
if not DATABASE_URL.startswith(("postgresql://", "postgres://", "sqlite://")):
    raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// or sqlite:///.")
DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if DATABASES["default"]["NAME"] != ":memory:":
        keep_private(Path(DATABASES["default"]["NAME"]))
    # Many readers and one writer at a time without "database is locked": write lock at BEGIN, write-ahead log.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a connection that the server closed is replaced unnoticed
    DATABASES["default"]["OPTIONS"] = {
        # Without compiling statements: PostgreSQL takes longer to compile a wide one than to answer it, each time anew.
        "options": "-c jit=off",
        "pool": {
            "min_size": 1,
            "max_size": whole_number(os.environ, "DATABASE_POOL", least=1, default=6),
            "timeout": 10,
        },
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if (
    PRODUCTION
    and DATABASES["default"]["ENGINE"].endswith("sqlite3")
    and not flag(os.environ, "ALLOW_SQLITE", default=False)
):
    raise ImproperlyConfigured(
        "DATABASE_URL must name a PostgreSQL database in production, or ALLOW_SQLITE must be on."
    )

# ---------- catalogue ----------

# What `manage.py prepare` imports of ISO's catalogue: the set that comes with the project (standards/data/README.md).
ISO_OPEN_DATA = tuple(
    BASE_DIR / "standards" / "data" / name for name in ("iso_committees.jsonl.gz", "iso_deliverables.jsonl.gz")
)

# ---------- cache: rate limits are counted here, so every process must share it ----------
CACHES: dict[str, dict[str, Any]] = {
    "default": env.cache("CACHE_URL")
    if env.str("CACHE_URL", default="")
    else {
        "BACKEND": "casco_site.cache.OutspokenDatabaseCache",
        "LOCATION": "cache",
        # Above this number entries are thrown away, counts of rate limits among them; the default is 300.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Copies of public pages (casco_site/copies.py): each process its own, unless a shared cache is named.
    "copies": env.cache("COPIES_URL")
    if env.str("COPIES_URL", default="")
    else {
        "BACKEND": "casco_site.cache.MemoryCache",
        "OPTIONS": {"BYTES": 1_000_000 * whole_number(os.environ, "COPIES_MEGABYTES", least=0, default=24)},
    },
}

# ---------- people and sign-in ----------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "accounts.permissions.AdministratorBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.ForeseeablePasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator enters the address; the invitation proves it
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password or second factor its owner gets mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail from us, whoever types their address
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.entry.ResetTokens"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.SignInForm",
    "reset_password": "accounts.sign_in.ResetForm",
    "reset_password_from_key": "accounts.sign_in.NewPasswordForm",
    "change_password": "accounts.sign_in.ChangePasswordForm",
    "reauthenticate": "accounts.sign_in.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "accounts.sign_in.CodeForm",
    "reauthenticate": "accounts.sign_in.CodeAgainForm",
    "activate_totp": "accounts.sign_in.FirstCodeForm",
    "add_webauthn": "accounts.sign_in.NewPasskeyForm",
    "authenticate_webauthn": "accounts.sign_in.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False  # localhost alone needs no https
MFA_TOTP_ISSUER = "CASCO Clarifications"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are up to half a minute off
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
# Number of proxies in front that append to X-Forwarded-For; 0 trusts none (see docs/operations.md).
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number(os.environ, "TRUSTED_PROXY_COUNT", least=0, default=0)
SECOND_FACTOR_REQUIRED = flag(os.environ, "SECOND_FACTOR_REQUIRED", default=PRODUCTION)
INVITATION_DAYS = 7
PASSWORD_RESET_TIMEOUT = 3600
RATE_LIMITS = flag(os.environ, "RATE_LIMITS", default=True)
# How often: per address of the sender, per person, per e-mail address (key). Public forms name theirs in their views.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = RATE_LIMITS and {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # key: e-mail address and network together
    "login_failed_anywhere": "100/h/key",
    "login_failed_on_device": "5/5m/key",  # key: a browser in which the person signed in before
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
PRIVACY_CONTACT = env.str("PRIVACY_CONTACT", default="" if PRODUCTION else "privacy@secretariat.example")
# Whom to tell of a weakness of the site, in /.well-known/security.txt; empty: there is no such file.
SECURITY_CONTACT = contact(os.environ, "SECURITY_CONTACT", default="" if PRODUCTION else "security@secretariat.example")

# ---------- mail: everything is queued as Message rows; `manage.py work` hands it to DELIVERY_BACKEND ----------
EMAIL_BACKEND = "clarifications.mail.render.QueueBackend"
EMAIL_URL = env.str("EMAIL_URL", default="smtp://localhost:25" if PRODUCTION else "dummymail://")
vars().update(env.email("EMAIL_URL", default=EMAIL_URL) | {"EMAIL_BACKEND": EMAIL_BACKEND})
DELIVERY_BACKEND = env.email("EMAIL_URL", default=EMAIL_URL)["EMAIL_BACKEND"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="CASCO Clarifications <clarifications@localhost>")
RETURNED_MAIL = mailbox(os.environ, "RETURNED_MAIL_URL", secure=PRODUCTION)  # none: mail that comes back is not read
REPLY_TO = env.str("REPLY_TO", default="")  # where answers to our mails go; empty: to the address they come from
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ---------- language and time ----------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["casco_site.formats"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# ---------- static files ----------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder", "casco_site.sheets.SheetFinder"]
# Names with a hash of the content, kept for ever by browsers; each file is compressed once, when it is collected.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "development"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = MODE == "development"
WHITENOISE_AUTOREFRESH = MODE == "development"

# ---------- security ----------
TAKINGS_OVER = (
    "accounts.successions.takings_over"  # so that the catalogue can ask the list of bodies, which is above it
)
AREAS: Areas = DECLARED_AREAS  # so that rooms below casco_site know which addresses are private
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
DEVICE_COOKIE_NAME = "__Host-device" if PRODUCTION else "device"
KEPT_COOKIE_NAME = "__Host-kept" if PRODUCTION else "kept"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_FAILURE_VIEW = "casco_site.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL] if PRODUCTION else [])
SECURE_SSL_REDIRECT = PRODUCTION and flag(os.environ, "SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # 110 questions and parts, each with its answer, are some 1300

# ---------- API: public data, to be read only, as JSON only; nobody signs in to it ----------
API_RATE = "300/m"  # per address of the sender; the whole catalogue in pages of 200 is within it
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.limits.ReadingThrottle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "standards.api.errors.explained",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "CASCO Clarifications",
    "DESCRIPTION": "Standards for conformity assessment and their editions, clauses and committees, to be read by"
    " programs. Facts only: the texts of standards are copyright of ISO and IEC and are not here.\n\n"
    f"{licence.ATTRIBUTION} Source: {licence.SOURCE} · Licence: {licence.ADDRESS}\n\n{licence.COMPILED}",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "LICENSE": {"name": licence.NAME, "url": licence.ADDRESS},
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_NAME_OVERRIDES": {
        "BodyKind": "accounts.models.BodyKind.choices",
        "ClauseDepthKind": "standards.models.clauses.KINDS_OF_DEPTH",
        "ClauseListing": "standards.catalogue.clause_depth.ClauseListing.choices",
        "Keeping": "standards.catalogue.responsible.Keeping",
        "OtherStatus": "standards.models.OtherStatus.choices",
        "SourceRank": "standards.models.kinds.SourceRank.choices",
        "StandingKind": "standards.models.standing.StandingKind.choices",
        "StandardType": "standards.models.StandardType.choices",
    },
}

# ---------- process ----------
CALL_DAYS = whole_number(os.environ, "CALL_DAYS", least=1, default=7)  # a call for consensus lasts so long at least
OBJECTION_DAYS = whole_number(os.environ, "OBJECTION_DAYS", least=1, default=7)  # who objects answers within so long
# Who was erased, as opaque ids: kept apart from the database, whose backups still know them (docs/operations.md).
ERASURES_FILE = Path(env.str("ERASURES_FILE", default="") or VAR_DIR / "erasures")
DRAFT_DAYS = 7  # an unconfirmed draft is purged after so many days
KEPT_DRAFT_DAYS = 180  # a draft of an answer that a member keeps for themself, counted from when it was kept last
ENDORSEMENT_DAYS = 60  # a body that is asked to endorse a request answers within so many; both are reminded twice
REPORT_DAYS = 180  # so many days after its outcome a report of a reader is deleted, with the address in it
TEXT_LIMIT = 10_000  # characters in each text of a request
WORKER_HEARTBEAT_KEY = "worker-heartbeat"  # in the cache: when the worker last looked for work, seconds since 1970
WORKER_SILENCE_SECONDS = 120  # after so long without one, /readyz says that the worker is missing

# ---------- logs ----------
LOG_LEVEL = one_of(os.environ, "LOG_LEVEL", choices=("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO")
LOGGING = logging_settings(json=PRODUCTION, level=LOG_LEVEL)
