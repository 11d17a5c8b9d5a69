"""Someone with given roles, signed in on a client."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from fundflow.domain.roles import Role
from fundflow.extensions import db
from fundflow.models.person import Person, PersonRole

_NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def sign_in_as(app: Flask, client: FlaskClient, *roles: Role) -> int:
    """Make a person with the roles and begin a session for them; return the person's id."""
    with app.app_context():
        email = f"{'-'.join(roles)}@nordanland.example"
        person = db.session.query(Person).filter_by(email=email).first()
        if person is None:
            person = Person(
                email=email,
                name="Ylva Sandmo",
                created_at=_NOW,
                email_confirmed_at=_NOW,
                session_version=1,
                language="sv",
            )
            person.roles = [PersonRole(role=role) for role in roles]
            db.session.add(person)
            db.session.commit()
        person_id, version = person.id, person.session_version
        db.session.remove()
    with client.session_transaction() as session:
        moment = int(app.extensions["clock"]().timestamp())
        session["_user_id"] = f"{person_id}.{version}"
        session["_fresh"] = True
        session["signed_in_at"] = session["seen_at"] = moment
    return person_id
