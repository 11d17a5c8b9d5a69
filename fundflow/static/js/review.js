// The sums of a review as one judges. The server reckons the same when the review is saved; its figures stand until then.
//
//   data-review='{"granted": …}'   on the form; fundflow.web.payment.review writes it
//   data-declared, data-kind       on each row of costs; data-computed on a flat rate, which follows approved staff
//   data-line="highest"            on an <output>: that line of the calculation
import { ore, written } from "./money.js";

const BLANK = "\u00a0";
const kronor = (amount) => written(Number(amount)) + BLANK + "kr";
const whole = (amount) => (amount / 100n) * 100n; // no amount below zero is rounded here
const least = (a, b) => (a < b ? a : b);

function judged(row) {
  const declared = BigInt(row.dataset.declared);
  const verdict = row.querySelector('input[type="radio"]:checked')?.value;
  const typed = ore(row.querySelector('input[name$="-approved"]')?.value ?? "");
  const approved = { approved: declared, deducted: BigInt(typed ?? 0) }[verdict] ?? 0n;
  return { row, verdict, declared, approved: least(approved, declared), kind: row.dataset.kind };
}

function flat(row, costs, about) {
  const declared = BigInt(row.dataset.declared);
  const isJudged = costs.every((cost) => cost.verdict);
  const staff = costs.filter((cost) => about.staff.includes(cost.kind)).reduce((sum, cost) => sum + cost.approved, 0n);
  const percent = BigInt(Math.round(Number(about.percent ?? 0) * 100));
  const approved = isJudged ? least(declared, whole((staff * percent) / 10000n)) : 0n;
  return { row, verdict: isJudged ? "flat" : undefined, declared, approved, kind: row.dataset.kind };
}

function reckoned(approvedNow, about) {
  const [before, granted, budgeted] = [about.approvedBefore, about.granted, about.budgeted].map(BigInt);
  const approved = before + approvedNow;
  const entitled = budgeted ? least(granted, whole((approved * granted) / budgeted)) : 0n;
  const left = BigInt(about.leftOfGrant);
  const most = least(entitled - BigInt(about.paidBefore) - BigInt(about.orderedBefore), left);
  return { approved_now: approvedNow, approved, entitled, highest: most > 0n ? most : 0n };
}

for (const form of document.querySelectorAll("form[data-review]")) {
  const about = JSON.parse(form.dataset.review);
  const rows = [...form.querySelectorAll("tr[data-declared]")];
  const tell = () => {
    const costs = rows.filter((row) => !("computed" in row.dataset)).map(judged);
    const all = [...costs, ...rows.filter((row) => "computed" in row.dataset).map((row) => flat(row, costs, about))];
    for (const { row, verdict, approved } of all) {
      const shown = row.querySelector("[data-approved]");
      if (shown) shown.textContent = verdict ? written(Number(approved)) : "–";
    }
    const lines = reckoned(all.reduce((sum, one) => sum + one.approved, 0n), about);
    for (const [key, amount] of Object.entries(lines)) {
      for (const shown of form.querySelectorAll(`[data-line="${key}"]`)) shown.textContent = kronor(amount);
      for (const shown of form.querySelectorAll(`[data-line-bare="${key}"]`)) shown.textContent = written(Number(amount));
    }
    const cut = (verdict, amount) => all.filter((one) => one.verdict === verdict).reduce((sum, one) => sum + amount(one), 0n);
    const cuts = { deducted: cut("deducted", (one) => one.declared - one.approved), parked: cut("parked", (one) => one.declared) };
    for (const [key, amount] of Object.entries(cuts)) form.querySelector(`[data-cut="${key}"]`).textContent = written(Number(amount));
  };
  for (const happens of ["input", "change"]) form.addEventListener(happens, tell);
  tell();
}
