"""Accounts of applicants as dated rows; a payment keeps the one it was authorised with.

An account that was written as text is carried over, to be confirmed, where it can be read as bankgiro or plusgiro; one
that cannot be read is asked for anew.
"""

import re
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    details = op.create_table(
        "bank_details",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", _closed("accountkind", "bankgiro", "plusgiro", "bank_account", "iban"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("clearing", sa.Text(), nullable=True),
        sa.Column("bic", sa.Text(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("state", _closed("bankstate", "waiting", "confirmed", "refused"), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state = 'waiting' OR (judged_at IS NOT NULL AND evidence <> '')",
            name=op.f("ck_bank_details_judged_has_evidence"),
        ),
        sa.CheckConstraint(
            "(kind = 'bank_account') = (clearing IS NOT NULL)", name=op.f("ck_bank_details_clearing_with_bank_account")
        ),
        sa.CheckConstraint("(kind = 'iban') = (bic IS NOT NULL)", name=op.f("ck_bank_details_bic_with_iban")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_bank_details_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_bank_details_entered_by_id_person")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["person.id"], name=op.f("fk_bank_details_judged_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_details")),
        sa.UniqueConstraint("organisation_id", "version", name=op.f("uq_bank_details_organisation_id")),
    )
    op.create_index(op.f("ix_bank_details_state"), "bank_details", ["state"])
    op.add_column(
        "payment",
        sa.Column("bank_details_id", sa.Integer(), sa.ForeignKey("bank_details.id"), nullable=True),
        inline_references=True,
    )
    _carry_over(details)
    op.drop_column("organisation", "payment_account")


def _closed(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _carry_over(details: sa.Table) -> None:
    organisation = sa.table("organisation", sa.column("id", sa.Integer), sa.column("payment_account", sa.Text))
    written = op.get_bind().execute(sa.select(organisation).where(organisation.c.payment_account.is_not(None))).all()
    for organisation_id, text in written:
        found = re.fullmatch(r"(bankgiro|plusgiro|bg|pg)?\W*([\d\s-]{2,12})", text.strip().lower())
        digits = re.sub(r"\D", "", found[2]) if found else ""
        kind = "plusgiro" if found and (found[1] or "").startswith("p") else "bankgiro"
        if _luhn(digits) and (7 <= len(digits) <= 8 if kind == "bankgiro" else 2 <= len(digits) <= 8):
            op.get_bind().execute(
                details.insert().values(
                    organisation_id=organisation_id,
                    version=1,
                    kind=kind,
                    number=digits,
                    state="waiting",
                    entered_at=datetime.now(UTC),  # noqa: TID251 - the moment of carrying over
                )
            )


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return bool(digits) and sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def downgrade() -> None:
    op.add_column("organisation", sa.Column("payment_account", sa.Text(), nullable=True))
    op.execute(
        "UPDATE organisation SET payment_account = (SELECT kind || ' ' || number FROM bank_details "
        "WHERE organisation_id = organisation.id AND replaced_at IS NULL AND kind IN ('bankgiro', 'plusgiro'))"
    )
    op.drop_column("payment", "bank_details_id")
    op.drop_table("bank_details")
