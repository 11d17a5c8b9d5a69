// The sums of a review as one judges. The server reckons the same when the review is saved; its figures stand until then.
//
//   data-review='{"granted": …}'   on the form; fundflow.web.payment.review writes it
//   data-declared, data-kind       on each row of costs; data-computed on a flat rate, which follows approved staff
//   data-line="highest"            on an <output>: that line of the calculation; data-line-label on its words
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

function figure(form, part) {
  const typed = form.querySelector(`[name="${part}-value"]`);
  return BigInt(typed?.closest(".ff-money") ? (ore(typed.value) ?? 0) : Number((typed?.value ?? "").replace(/\s/g, "")) || 0);
}

function allowed(approved, act, form) {
  const fees = BigInt(act.feesBefore) + figure(form, act.fees);
  const occasions = BigInt(act.occasionsBefore) + figure(form, act.occasions);
  const net = approved - fees;
  const percent = BigInt(Math.round(Number(act.percent) * 100));
  const by_share = net > 0n ? whole((net * percent) / 10000n) : 0n;
  const by_occasion = whole(occasions * BigInt(act.perOccasion));
  const isEnough = act.leastNet !== null && net >= BigInt(act.leastNet);
  return { fees: -fees, net, by_share, by_occasion, by_act: isEnough ? least(by_share, by_occasion) : 0n, occasions };
}

function reckoned(approvedNow, about, form) {
  const [before, granted, budgeted] = [about.approvedBefore, about.granted, about.budgeted].map(BigInt);
  const approved = before + approvedNow;
  const { occasions, ...act } = about.act ? allowed(approved, about.act, form) : {};
  const counted = about.act ? (act.net > 0n ? act.net : 0n) : approved;
  const entitled = budgeted ? least(granted, whole((counted * granted) / budgeted)) : 0n;
  const taken = BigInt(about.paidBefore) + BigInt(about.orderedBefore);
  const most = least(about.act ? least(entitled, act.by_act) - taken : entitled - taken, BigInt(about.leftOfGrant));
  for (const label of form.querySelectorAll('[data-line-label="by_occasion"]'))
    label.textContent = about.act.byOccasion.replace("{occasions}", written(Number(occasions) * 100));
  return { approved_now: approvedNow, approved, ...act, entitled, highest: most > 0n ? most : 0n };
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
    const lines = reckoned(all.reduce((sum, one) => sum + one.approved, 0n), about, form);
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
