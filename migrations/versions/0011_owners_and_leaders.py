"""Who owns and leads an applicant, as told on a day; a case remembers what it was sent in with."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ownership_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("women_percent", sa.String(length=40), nullable=True),
        sa.Column("men_percent", sa.String(length=40), nullable=True),
        sa.Column(
            "leader_gender",
            sa.Enum("woman", "man", "other", name="leadergender", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("as_of <= told_on", name=op.f("ck_ownership_record_not_ahead")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_ownership_record_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["told_by_id"], ["person.id"], name=op.f("fk_ownership_record_told_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_record")),
        sa.UniqueConstraint("organisation_id", "version", name=op.f("uq_ownership_record_organisation_id")),
    )
    op.add_column(
        "funding_case",
        sa.Column("ownership_record_id", sa.Integer(), sa.ForeignKey("ownership_record.id"), nullable=True),
        inline_references=True,
    )


def downgrade() -> None:
    op.drop_column("funding_case", "ownership_record_id")
    op.drop_table("ownership_record")
