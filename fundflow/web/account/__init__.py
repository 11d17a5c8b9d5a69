"""Accounts: sign in and out, make one, accept an invitation, set a password; and keep what an ended session left."""

from flask import Blueprint

bp = Blueprint("account", __name__, url_prefix="/konto")
