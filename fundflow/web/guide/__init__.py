"""The guide: which kinds of support fit, for anybody, before there is an account; the address holds the answers."""

from flask import Blueprint

bp = Blueprint("guide", __name__, url_prefix="/hitta-ratt-stod")
