"""Every setting that a region may want, with the value it has when nothing is said. Copy to config.py and change.

Each can also be given in the environment, with FUNDFLOW_ before its name: FUNDFLOW_DATABASE_URL.
"""

from datetime import timedelta

# ----- the region
REGION = "vasterbotten"  # its key in the catalogue: which strategy, municipalities and policy apply
REGION_NAME = "Regionen"
REGION_UNIT = "Regional utveckling"
REGION_UNIT_EN = "Regional development"  # on pages in English; empty: the Swedish name there too
REGION_BRAND = "#1d4f73"  # any colour; every other shade is made from it, so that contrast holds
REGION_MARK = None  # an SVG file in this folder, for white paper; None: a plain mark in the region's colour
REGION_MARK_INVERSE = None  # the same, for the dark header of the office
SERVICE_NAME = "Stöd och projektmedel"
SERVICE_NAME_EN = "Support and project funding"  # on pages in English; empty: the Swedish name there too
REGISTRY_PREFIX = "RUN"  # RUN 2026/00042
CONTACT_ADDRESS = ""
CONTACT_PHONE = ""
CONTACT_EMAIL = ""
CONTACT_WEB = ""
DATA_PROTECTION_EMAIL = ""
CATALOGUE_FOLDERS = ()  # folders with the region's own programmes, rules and orders, beside those that are shipped

# ----- where it runs
SECRET_KEY = None  # signs sessions; None: made at the first start and kept in the file "secret" beside this one
DATABASE_URL = "sqlite:///fundflow.db"  # in this folder; or postgresql://fundflow@/fundflow
BASE_URL = "http://127.0.0.1:8000"  # begins the links in letters
HTTPS = True  # False only where people reach the service without encryption, as on one's own machine
TRUSTED_PROXIES = 0  # how many proxies stand before the service and tell who really asks
DEMO = False  # True shows made-up accounts on the sign-in page

# ----- mail; without a server, letters are written to the log
MAIL_SERVER = ""
MAIL_PORT = 587
MAIL_USE_TLS = True
MAIL_USERNAME = ""
MAIL_PASSWORD = ""
MAIL_SENDER = ""

# ----- signing in
PERMANENT_SESSION_LIFETIME = timedelta(hours=8)
SESSION_IDLE = timedelta(hours=1)
SIGN_IN_LIMIT = "10 per minute; 60 per hour"  # tries from one address
MAIL_LIMIT = "5 per minute; 20 per hour"  # accounts and links asked for from one address
RATELIMIT_STORAGE_URI = "memory://"  # counted per process: run one process with threads, or give a Redis here

# ----- files
MAX_FILE_SIZE = 20 * 1024 * 1024
MAX_CONTENT_LENGTH = 120 * 1024 * 1024
