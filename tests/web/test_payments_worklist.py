"""Payments as the economists see them: the list with sums, what one may do and why not, the deeds of two persons."""

import pytest
from flask import Flask

from fundflow.domain.money import Money
from fundflow.domain.payments import PaymentState
from fundflow.models.payment import Payment
from tests.databases import statements_to
from tests.journey_parts import Journey
from tests.web.claim_stages import authorised_of, claimed, paid_of, sent_of, waiting_of, without_account
from tests.web.conftest import engine_of
from tests.web.office_parts import browser_as, journey  # noqa: F401 - fixtures


def state_of(journey: Journey, payment_id: int) -> PaymentState:  # noqa: F811
    with journey.acting("economist") as uow:
        return uow.session.get_one(Payment, payment_id).state


def test_the_list_counts_and_sums_each_stage(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, first = claimed(journey, 100_000)
    waiting_of(journey, first)
    authorised_of(journey, sent_of(journey, case_id, 80_000))
    paid_of(journey, sent_of(journey, case_id, 60_000))

    page = browser_as(app, journey, "economist").open("/utbetalningar")

    # half of each claim is paid
    assert "Ska anordnas 50 000 kr1 utbetalning" in page.text
    assert "Ska bekräftas 40 000 kr1 utbetalning" in page.text
    assert "Utbetalt senaste 30 dagarna 30 000 kr1 utbetalning" in page.text
    assert "2 utbetalningar, summa 90 000 kr" in page.text
    assert len(page.follow("Utbetalda senaste").table()) == 2
    assert len(page.follow("Alla").table()) == 4


def test_each_row_says_what_this_person_may_do_or_why_not(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, first = claimed(journey, 100_000)
    waiting_of(journey, first)
    authorised_of(journey, sent_of(journey, case_id, 80_000))

    first_rows = browser_as(app, journey, "economist").open("/utbetalningar?sortera=belopp").table()
    second_rows = browser_as(app, journey, "second_economist").open("/utbetalningar?sortera=belopp").table()
    of_the_auditor = browser_as(app, journey, "auditor").open("/utbetalningar").table()

    assert first_rows[1][-1] == "Du har anordnat utbetalningen. Någon annan ska bekräfta den."
    assert first_rows[2][-1].startswith("Anordna")
    assert second_rows[1][-1].startswith("Bekräfta")
    assert "Vad du kan göra" not in of_the_auditor[0]


@pytest.mark.parametrize(("words", "rows"), [("mathantverk", 2), ("2026/00001", 2), ("fjällripa", 0)])
def test_words_find_number_and_applicant(app: Flask, journey: Journey, words: str, rows: int) -> None:  # noqa: F811
    waiting_of(journey, claimed(journey, 100_000)[1])

    page = browser_as(app, journey, "economist").open(f"/utbetalningar?sok={words}")

    assert (len(page.table()) if rows else 0) == rows
    assert rows or "Inga utbetalningar här" in page.text


def test_an_empty_list_says_so(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "economist").open("/utbetalningar")

    assert "En utbetalning kommer hit när beslutet om den är skickat." in page.text


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_takes_as_many_statements_however_long_it_is(
    app: Flask,
    journey: Journey,  # noqa: F811
    number: int,
) -> None:
    case_id, first = claimed(journey, 10_000)
    waiting_of(journey, first)
    for _ in range(number - 1):
        waiting_of(journey, sent_of(journey, case_id, 10_000))
    economist = browser_as(app, journey, "economist")

    with statements_to(engine_of(app)) as sent:
        economist.client.get("/utbetalningar")

    # five of them are who is signed in
    assert 0 < len([one for one in sent if one.lstrip().startswith(("SELECT", "WITH"))]) <= 9


def test_one_authorises_and_another_confirms_on_the_day_the_money_went(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    payment_id = waiting_of(journey, claim_id)
    address = f"/utbetalningar/{payment_id}"
    page = browser_as(app, journey, "economist").open(address)
    assert "Bankgiro 5050-1055 Bekräftat" in page.text

    authorised = page.form("Anordna").press()
    other = browser_as(app, journey, "second_economist").open(address)
    confirmed = other.form("Bekräfta").fill({"Betalningsdag": "2026-03-02"}).press()

    assert "Någon annan ska bekräfta den." in authorised.text
    assert "Utbetalningen är bekräftad och bokförd." in confirmed.text
    assert "Betalningsdag 2 mars 2026" in confirmed.text
    assert journey.case(case_id).paid == Money.kronor(50_000)
    officer = browser_as(app, journey, "officer")
    assert "bekräftat av Nils Åkervall" in officer.open(f"/arenden/{case_id}/utbetalning").text
    history = officer.open(f"/arenden/{case_id}/historik")
    assert history.follow("Pengarna betalades ut").path == address
    assert history.follow("Ansökan om utbetalning kom in").heading


def test_a_double_click_books_once(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    address = f"/utbetalningar/{waiting_of(journey, claim_id)}"
    page = browser_as(app, journey, "economist").open(address)

    page.form("Anordna").press()
    page.form("Anordna").press()
    other = browser_as(app, journey, "second_economist").open(address)
    other.form("Bekräfta").press()
    other.form("Bekräfta").press()

    assert journey.case(case_id).paid == Money.kronor(50_000)


@pytest.mark.parametrize(
    ("day", "status", "told"),
    [
        pytest.param("", 422, "Skriv vilken dag pengarna gick.", id="no day"),
        pytest.param(
            "i går", 422, "Skriv dagen som år, månad och dag, till exempel 2026-02-19.", id="a day that is none"
        ),
        pytest.param("2026-03-03", 409, "Betalningsdagen ska ligga mellan beslutsdagen och i dag.", id="a day ahead"),
    ],
)
def test_a_wrong_day_is_told_and_kept(app: Flask, journey: Journey, day: str, status: int, told: str) -> None:  # noqa: F811
    payment_id = authorised_of(journey, claimed(journey, 100_000)[1])
    page = browser_as(app, journey, "second_economist").open(f"/utbetalningar/{payment_id}")

    refused = page.form("Bekräfta").fill({"Betalningsdag": day}).press(status=status)

    assert refused.errors == [told]
    assert refused.form("Bekräfta").value("Betalningsdag") == day
    assert state_of(journey, payment_id) is PaymentState.AUTHORISED


def test_whoever_authorised_does_not_confirm(app: Flask, journey: Journey) -> None:  # noqa: F811
    payment_id = authorised_of(journey, claimed(journey, 100_000)[1])
    other = browser_as(app, journey, "second_economist").open(f"/utbetalningar/{payment_id}").form("Bekräfta")
    economist = browser_as(app, journey, "economist")

    own = economist.open(f"/utbetalningar/{payment_id}")
    fields = {
        **other.fields,
        "csrf_token": own.follow("Ta tillbaka anordningen").form("Ta tillbaka").fields["csrf_token"],
    }
    answer = economist.client.post(f"/utbetalningar/{payment_id}/bekrafta", data=fields)

    assert answer.status_code == 409
    assert "Du har anordnat utbetalningen. Någon annan ska bekräfta den." in answer.get_data(as_text=True)


def test_nothing_is_authorised_without_an_account(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    payment_id = waiting_of(journey, claim_id)
    economist = browser_as(app, journey, "economist")
    stale = economist.open(f"/utbetalningar/{payment_id}").form("Anordna")
    without_account(journey, case_id)

    page, refused = economist.open(f"/utbetalningar/{payment_id}"), stale.press(status=409)

    assert "Inget konto är registrerat." in page.text
    assert "Anordna 50 000 kr" not in page.text
    assert refused.errors == ["Sökanden har inget konto för utbetalning registrerat."]


def test_an_authorisation_is_taken_back_before_it_is_confirmed(app: Flask, journey: Journey) -> None:  # noqa: F811
    payment_id = authorised_of(journey, claimed(journey, 100_000)[1])

    asked = browser_as(app, journey, "economist").open(f"/utbetalningar/{payment_id}").follow("Ta tillbaka anordningen")
    waits = state_of(journey, payment_id)
    page = asked.form("Ta tillbaka").press()
    again = browser_as(app, journey, "economist").open(f"/utbetalningar/{payment_id}/angra")

    assert "50 000 kr till" in asked.text.replace("\u00a0", " ")
    assert waits is PaymentState.AUTHORISED
    assert again.path == f"/utbetalningar/{payment_id}"
    assert "Anordningen är tillbakatagen." in page.text
    assert state_of(journey, payment_id) is PaymentState.WAITING


def test_an_officer_reads_a_payment_and_orders_none(app: Flask, journey: Journey) -> None:  # noqa: F811
    payment_id = waiting_of(journey, claimed(journey, 100_000)[1])
    officer = browser_as(app, journey, "officer")

    page = officer.open(f"/utbetalningar/{payment_id}")

    assert "Väntar på ekonomin" in page.text
    assert officer.client.post(f"/utbetalningar/{payment_id}/anordna").status_code == 403
