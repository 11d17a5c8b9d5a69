// The sums of a review as one judges. The server reckons the same when the review is saved; its figures stand until then.
// What is typed is read as the server reads it. Where it cannot be read, what is reckoned on it is unknown: a dash.
//
//   data-review='{"granted": …}'   on the form; fundflow.web.payment.review writes it
//   data-declared, data-kind       on each row of costs; data-computed on a flat rate, which follows approved staff
//   data-line="highest"            on an <output>: that line of the calculation; data-line-label on its words
import { count, ore, written } from "./money.js";

const BLANK = "\u00a0";
const UNKNOWN = "–";
const bare = (amount) => (amount === null ? UNKNOWN : written(Number(amount)));
const kronor = (amount) => (amount === null ? UNKNOWN : bare(amount) + BLANK + "kr");
const whole = (amount) => (amount / 100n) * 100n; // no amount below zero is rounded here
const least = (...amounts) => amounts.reduce((a, b) => (a < b ? a : b));
const sum = (amounts) => amounts.reduce((a, b) => a + b, 0n);

/** Reckon with amounts once all of them are known; null, where something typed cannot be read, is unknown. */
const given = (amounts, reckon) => (amounts.includes(null) ? null : reckon(...amounts));

/** Return the amount that is typed for a deduction: nothing is zero, and what no deduction can be is unknown. */
function deducted(row, declared) {
  const text = row.querySelector('input[name$="-approved"]')?.value.trim() ?? "";
  const typed = ore(text);
  if (text === "") return 0n;
  return typed === null || BigInt(typed) > declared ? null : BigInt(typed);
}

function judged(row) {
  const declared = BigInt(row.dataset.declared);
  const verdict = row.querySelector('input[type="radio"]:checked')?.value;
  const approved = verdict === "deducted" ? deducted(row, declared) : verdict === "approved" ? declared : 0n;
  return { row, verdict, declared, approved, kind: row.dataset.kind };
}

function flat(row, costs, about) {
  const declared = BigInt(row.dataset.declared);
  const isJudged = costs.every((cost) => cost.verdict);
  const staff = costs.filter((cost) => about.staff.includes(cost.kind)).map((cost) => cost.approved);
  const percent = BigInt(Math.round(Number(about.percent ?? 0) * 100));
  const onStaff = given(staff, (...known) => least(declared, whole((sum(known) * percent) / 10000n)));
  return { row, verdict: isJudged ? "flat" : undefined, declared, approved: isJudged ? onStaff : 0n, kind: row.dataset.kind };
}

function figure(form, part) {
  const field = form.querySelector(`[name="${part}-value"]`);
  const typed = field.closest(".ff-money") ? ore(field.value) : count(field.value);
  return typed === null ? null : BigInt(typed);
}

function allowed(approved, act, form) {
  const fees = given([figure(form, act.fees)], (own) => BigInt(act.feesBefore) + own);
  const occasions = given([figure(form, act.occasions)], (own) => BigInt(act.occasionsBefore) + own);
  const net = given([approved, fees], (costs, paid) => costs - paid);
  const percent = BigInt(Math.round(Number(act.percent) * 100));
  const by_share = given([net], (cost) => (cost > 0n ? whole((cost * percent) / 10000n) : 0n));
  const by_occasion = given([occasions], (times) => whole(times * BigInt(act.perOccasion)));
  const isEnough = (cost) => act.leastNet !== null && cost >= BigInt(act.leastNet);
  const by_act = given([net, by_share, by_occasion], (cost, ...both) => (isEnough(cost) ? least(...both) : 0n));
  return { fees: given([fees], (paid) => -paid), net, by_share, by_occasion, by_act, occasions };
}

function reckoned(approvedNow, about, form) {
  const [before, granted, budgeted] = [about.approvedBefore, about.granted, about.budgeted].map(BigInt);
  const approved = given([approvedNow], (now) => before + now);
  const { occasions, ...act } = about.act ? allowed(approved, about.act, form) : {};
  const counted = about.act ? given([act.net], (net) => (net > 0n ? net : 0n)) : approved;
  const entitled = given([counted], (costs) => (budgeted ? least(granted, whole((costs * granted) / budgeted)) : 0n));
  const taken = BigInt(about.paidBefore) + BigInt(about.orderedBefore);
  const right = given(about.act ? [entitled, act.by_act] : [entitled], (...limits) => least(...limits) - taken);
  const highest = given([right], (most) => least(most, BigInt(about.leftOfGrant)));
  const times = occasions === undefined ? "" : given([occasions], (known) => written(Number(known) * 100)) ?? UNKNOWN;
  for (const label of form.querySelectorAll('[data-line-label="by_occasion"]'))
    label.textContent = about.act.byOccasion.replace("{occasions}", times);
  return { approved_now: approvedNow, approved, ...act, entitled, highest: given([highest], (most) => (most > 0n ? most : 0n)) };
}

for (const form of document.querySelectorAll("form[data-review]")) {
  const about = JSON.parse(form.dataset.review);
  const rows = [...form.querySelectorAll("tr[data-declared]")];
  const tell = () => {
    const costs = rows.filter((row) => !("computed" in row.dataset)).map(judged);
    const all = [...costs, ...rows.filter((row) => "computed" in row.dataset).map((row) => flat(row, costs, about))];
    for (const { row, verdict, approved } of all) {
      const shown = row.querySelector("[data-approved]");
      if (shown) shown.textContent = verdict ? bare(approved) : UNKNOWN;
    }
    const lines = reckoned(given(all.map((one) => one.approved), (...known) => sum(known)), about, form);
    for (const [key, amount] of Object.entries(lines)) {
      for (const shown of form.querySelectorAll(`[data-line="${key}"]`)) shown.textContent = kronor(amount);
      for (const shown of form.querySelectorAll(`[data-line-bare="${key}"]`)) shown.textContent = bare(amount);
    }
    const cut = (verdict, left) => {
      const rows = all.filter((one) => one.verdict === verdict);
      return given(rows.map(left), (...known) => sum(rows.map((one) => one.declared)) - sum(known));
    };
    const cuts = { deducted: cut("deducted", (one) => one.approved), parked: cut("parked", () => 0n) };
    for (const [key, amount] of Object.entries(cuts)) form.querySelector(`[data-cut="${key}"]`).textContent = bare(amount);
  };
  for (const happens of ["input", "change"]) form.addEventListener(happens, tell);
  tell();
}
