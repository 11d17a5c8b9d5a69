"""Files are taken in by what they hold, within limits, where and while they are asked for, and are never lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from fundflow.adapters import storage
from fundflow.adapters.storage import MEGABYTE, FolderStore
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.payments import ClaimState
from fundflow.domain.roles import OrganisationRight
from fundflow.labels.findings import finding_text
from fundflow.models.application import Attachment
from fundflow.models.case import Case
from fundflow.models.report import Report
from fundflow.services import attachments
from fundflow.services.attachments import REPORT_FILE, VOUCHER, Belongs, Upload, attach, remove, replace, shown_name
from fundflow.services.claim import start_claim
from fundflow.services.intake import Asked, request_completion
from tests.whole_case import World, add_organisation, day, draft, granted, in_preparation, join, submitted

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 20


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def pdf(name: str = "Årsmöte å ä ö.pdf", *, size: int = len(PDF)) -> Upload:
    return Upload(name, PDF.ljust(size, b" "))


def in_force(world: World, case: Case) -> list[Attachment]:
    statement = select(Attachment).where(Attachment.case_id == case.id, Attachment.replaced_at.is_(None))
    return list(world.session.scalars(statement.order_by(Attachment.id)))


def codes(deed: Callable[[], object]) -> list[str]:
    """Why a deed is refused; each reason has its sentence."""
    with pytest.raises(Refused) as refused:
        deed()
    assert all(finding_text(finding) for finding in refused.value.findings)
    return [finding.code for finding in refused.value.findings]


def test_a_file_is_kept_with_its_name_type_and_check_sum(world: World, store: FolderStore) -> None:
    case = draft(world)

    kept = attach(world.uow("writer"), store, case.id, "budget_details", pdf("C:\\Offerter\\Årsmöte å ä ö.pdf"))

    assert (kept.file_name, kept.media_type, kept.size) == ("Årsmöte å ä ö.pdf", "application/pdf", len(PDF))
    assert store.read(kept.storage_key) == PDF
    assert kept.uploaded_by_id == world.people["writer"]


def test_two_files_of_the_same_name_are_two_files(world: World, store: FolderStore) -> None:
    case = draft(world)

    first = attach(world.uow("applicant"), store, case.id, "budget_details", pdf())
    second = attach(world.uow("applicant"), store, case.id, "budget_details", Upload("Årsmöte å ä ö.png", PNG))

    assert first.storage_key != second.storage_key
    assert [store.read(one.storage_key) for one in (first, second)] == [PDF, PNG]


@pytest.mark.parametrize(
    ("upload", "expected"),
    [
        pytest.param(Upload("tom.pdf", b""), ["file_empty"], id="empty"),
        pytest.param(Upload("sida.pdf", b"<html></html>"), ["file_type_refused"], id="a page named pdf"),
        pytest.param(Upload("falsk.pdf", b"%PDF-1.7 <html>"), ["file_type_refused"], id="a false pdf"),
        pytest.param(Upload("arkiv.docx", b"PK\x03\x04 hej"), ["file_type_refused"], id="an archive named docx"),
        pytest.param(Upload("sida.html", PDF), ["file_name_misleads"], id="a pdf named as a page"),
        pytest.param(pdf(size=20 * MEGABYTE + 1), ["file_too_large"], id="over twenty megabytes"),
        pytest.param(
            Upload("film.mp4", b"x" * (20 * MEGABYTE + 1)), ["file_too_large", "file_type_refused"], id="wrong twice"
        ),
    ],
)
def test_a_wrong_file_is_refused_with_every_reason_and_nothing_is_kept(
    world: World, store: FolderStore, tmp_path: Path, upload: Upload, expected: list[str]
) -> None:
    case = draft(world)
    before = len(in_force(world, case))

    found = codes(lambda: attach(world.uow("applicant"), store, case.id, "budget_details", upload))

    assert found == expected
    assert len(in_force(world, case)) == before
    assert not list(tmp_path.rglob("files/*"))


def test_twenty_megabytes_are_taken_in(world: World, store: FolderStore) -> None:
    case = draft(world)

    assert (
        attach(world.uow("applicant"), store, case.id, "budget_details", pdf(size=20 * MEGABYTE)).size == 20 * MEGABYTE
    )


def test_the_files_of_a_case_have_a_limit_together(
    world: World, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_CASE", 3000)
    case = draft(world)  # with one file of 1000
    uow = world.uow("applicant")
    large = attach(uow, store, case.id, "budget_details", pdf(size=1500))

    over = codes(lambda: attach(uow, store, case.id, "budget_details", pdf(size=501)))
    replaced = replace(uow, store, large.id, pdf(size=2000))

    assert over == ["case_too_large"]
    assert replaced.size == 2000
    assert storage.LARGEST_CASE == 200 * MEGABYTE


def test_a_second_file_needs_a_kind_that_takes_several(world: World, store: FolderStore) -> None:
    case = draft(world)
    uow = world.uow("applicant")
    first = attach(uow, store, case.id, "pre_study_report", pdf())

    second = codes(lambda: attach(uow, store, case.id, "pre_study_report", pdf()))
    replaced = replace(uow, store, first.id, pdf("ny.pdf"))

    assert second == ["too_many_files"]
    assert [one.file_name for one in in_force(world, case) if one.kind == "pre_study_report"] == ["ny.pdf"]
    assert replaced.id != first.id


def test_what_is_replaced_or_removed_is_kept_behind(world: World, store: FolderStore) -> None:
    case = draft(world)
    uow = world.uow("applicant")
    old, gone = (attach(uow, store, case.id, "budget_details", pdf()) for _ in range(2))

    new = replace(uow, store, old.id, Upload("ny.png", PNG))
    remove(uow, gone.id)

    assert (old.replaced_at, gone.replaced_at, new.replaced_at) == (world.now, world.now, None)
    assert store.read(old.storage_key) == PDF
    for attachment_id in (old.id, gone.id):
        with pytest.raises(NotFound):
            remove(uow, attachment_id)


def test_a_refused_replacement_leaves_the_old_file(world: World, store: FolderStore) -> None:
    case = draft(world)
    uow = world.uow("applicant")
    old = attach(uow, store, case.id, "budget_details", pdf())

    assert codes(lambda: replace(uow, store, old.id, Upload("sida.pdf", b"<html>"))) == ["file_type_refused"]

    assert old.replaced_at is None


def test_a_kind_that_the_form_does_not_have_is_not_there(world: World, store: FolderStore) -> None:
    case = draft(world)

    with pytest.raises(NotFound):
        attach(world.uow("applicant"), store, case.id, "hemligheter", pdf())


def test_nothing_is_added_after_sending_in(world: World, store: FolderStore) -> None:
    case = submitted(world)
    uow = world.uow("applicant")
    sent = in_force(world, case)[0]

    assert codes(lambda: attach(uow, store, case.id, "budget_details", pdf())) == ["attachment_closed"]
    assert codes(lambda: replace(uow, store, sent.id, pdf())) == ["attachment_closed"]
    assert codes(lambda: remove(uow, sent.id)) == ["attachment_closed"]


def test_a_completion_opens_only_the_kind_that_is_asked_for(world: World, store: FolderStore) -> None:
    case = in_preparation(world)
    asked = [Asked("Intyget saknar underskrift.", attachment_kind="financing_certificates")]
    request_completion(world.uow("officer"), case.id, asked=asked, due_on=day("2026-03-11"), message="")
    uow = world.uow("applicant")
    [sent] = in_force(world, case)

    new = replace(uow, store, sent.id, pdf("underskrivet.pdf"))

    assert in_force(world, case) == [new]
    assert codes(lambda: attach(uow, store, case.id, "budget_details", pdf())) == ["attachment_closed"]


def test_the_officer_adds_files_but_takes_none_of_the_applicants(world: World, store: FolderStore) -> None:
    case = in_preparation(world)
    uow = world.uow("officer")
    [sent] = in_force(world, case)

    added = attach(uow, store, case.id, "signing_right", pdf("registreringsbevis.pdf"))

    assert codes(lambda: remove(uow, sent.id)) == ["attachment_closed"]
    remove(world.uow("colleague"), added.id)
    assert in_force(world, case) == [sent]


def test_the_applicant_takes_none_of_the_officers_files(world: World, store: FolderStore) -> None:
    case = in_preparation(world)
    added = attach(world.uow("officer"), store, case.id, "signing_right", pdf())
    asked = [Asked("Skicka fullmakten.", attachment_kind="signing_right")]
    request_completion(world.uow("officer"), case.id, asked=asked, due_on=day("2026-03-11"), message="")

    assert codes(lambda: remove(world.uow("applicant"), added.id)) == ["attachment_closed"]


def test_staff_who_do_not_prepare_add_nothing(world: World, store: FolderStore) -> None:
    case = submitted(world)

    for who in ("director", "economist", "analyst", "auditor"):
        uow = world.uow(who)
        assert codes(lambda uow=uow: attach(uow, store, case.id, "other", pdf())) == ["may_not_edit"]


def test_someone_who_acts_for_another_applicant_finds_no_such_case(world: World, store: FolderStore) -> None:
    case = draft(world)
    kept = attach(world.uow("applicant"), store, case.id, "budget_details", pdf())
    world.organisation_id = add_organisation(world, "Granlunda utvecklingsbolag")
    join(world, "analyst", OrganisationRight.SIGN, confirmed=True)
    stranger = world.uow("analyst")

    with pytest.raises(NotFound):
        attach(stranger, store, case.id, "budget_details", pdf())
    with pytest.raises(NotFound):
        remove(stranger, kept.id)


def test_vouchers_belong_to_a_claim_while_it_is_a_draft(world: World, store: FolderStore) -> None:
    case = granted(world)
    uow = world.uow("applicant")
    claim = start_claim(uow, case.id, token="token-claim")
    belongs = Belongs(claim_id=claim.id)

    voucher = attach(uow, store, case.id, VOUCHER, pdf(), belongs)
    claim.state = ClaimState.SENT
    claim.sent_at = world.now
    world.session.flush()

    assert voucher.claim_id == claim.id
    assert codes(lambda: attach(uow, store, case.id, VOUCHER, pdf(), belongs)) == ["attachment_closed"]
    assert codes(lambda: remove(uow, voucher.id)) == ["attachment_closed"]


def test_a_claim_of_another_case_takes_no_vouchers_of_this(world: World, store: FolderStore) -> None:
    first, second = granted(world), granted(world)
    uow = world.uow("applicant")
    claim = start_claim(uow, second.id, token="token-claim")

    found = codes(lambda: attach(uow, store, first.id, VOUCHER, pdf(), Belongs(claim_id=claim.id)))

    assert found == ["attachment_closed"]


def test_a_report_that_is_due_takes_files_from_the_applicant_only(world: World, store: FolderStore) -> None:
    case = granted(world)
    report = world.session.scalars(select(Report).where(Report.case_id == case.id).order_by(Report.due_on)).first()
    assert report is not None
    belongs = Belongs(report_id=report.id)

    kept = attach(world.uow("writer"), store, case.id, REPORT_FILE, pdf(), belongs)

    assert kept.report_id == report.id
    officer = world.uow("officer")
    assert codes(lambda: attach(officer, store, case.id, REPORT_FILE, pdf(), belongs)) == ["attachment_closed"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("Årsmöte å ä ö.pdf", "Årsmöte å ä ö.pdf", id="as typed"),
        pytest.param("../../etc/passwd", "passwd", id="without folders"),
        pytest.param("C:\\Temp\\bilaga.pdf", "bilaga.pdf", id="without Windows folders"),
        pytest.param("rapport\u202efdp.exe", "rapportfdp.exe", id="without turning signs"),
        pytest.param("rad\r\nett\x00.pdf", "rad ett.pdf", id="on one line"),
        pytest.param("A\u030arsmo\u0308te.pdf", "Årsmöte.pdf", id="whole letters"),
        pytest.param("  \x07 ", "fil", id="never empty"),
    ],
)
def test_a_name_is_text_to_show(written: str, shown: str) -> None:
    assert shown_name(written) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert shown_name("å" * 300 + ".pdf").endswith("å.pdf")
    assert len(shown_name("å" * 300 + ".pdf")) == 150
