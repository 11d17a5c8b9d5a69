"""Rates of the euro and price base amounts: the page that lists them, and those where one is entered or corrected."""

from flask import Blueprint

bp = Blueprint("published", __name__, url_prefix="/kurser-och-basbelopp")
