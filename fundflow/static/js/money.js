// Sums that follow as one types. The server reckons the same again when the page is saved; its figures stand until then.
//
//   data-sum="costs"                  on a money field: it counts in the sum "costs"; several names apart by blanks
//   data-sum-of="costs"               on an <output>: shows that sum
//   data-sum-of="costs -financing"    a difference; signs before the names
//   data-sum-of="staff" data-percent="15"   that part of it, rounded down to whole kronor, as the server does
//   data-sum-of="women men" data-unit=""    a sum of a count: without the unit, or with another
//   data-sum-of="costs" data-part="50 / 100"         that part of it in whole numbers, rounded down to whole kronor
//   data-reckon-of="staff" data-percent="15"        on a hidden money field: its value is reckoned before the sums are
//   data-sum-when="staff: kind=salary|fees"         on a field: counts in the sum "staff" too while the field of that
//                                                   name in its row has one of the values
//   data-share-of="requested / costs" on an <output>: one sum in percent of another
//   data-width-of="requested / costs" on an SVG <rect>: as wide as that share
//   data-sum-skip="name=value"        on a field: not counted while the field of that name in its row has the value
//   data-shown-unless-zero="costs -financing"   shown only while that sum is not zero
//
// Amounts are read as the server reads them (1 234,50; 1234.5; 1 234 kr) and written with no-break spaces when left.
const BLANK = "\u00a0";
const LARGEST = 1_000_000_000_000;
const MINUS = "\u2212";
const MARK = document.documentElement.lang === "en" ? "." : ",";

/** Return the amount in öre, or null when the text is no amount. */
export function ore(text) {
  const cleaned = text.replace(/[\s\u00a0\u2007\u202f]+/g, " ").trim().toLowerCase().replace(/ ?(:-|kronor|kr|sek)$/, "");
  if (!/^(\d{1,3}( \d{3})+|\d+)([.,]\d{1,2})?$/.test(cleaned)) return null;
  const [whole, decimals = ""] = cleaned.replaceAll(" ", "").replace(",", ".").split(".");
  if (Number(whole) > LARGEST) return null;
  return Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
}

/** Return a whole number of zero or more as the server reads it (1 500), or null when the text is none. */
export function count(text) {
  const digits = text.replace(/[\s\u00a0\u202f]+/g, "");
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}

/** Return öre as people read them, without the unit. */
export function written(amount) {
  const left = Math.abs(amount);
  const whole = String(Math.floor(left / 100)).replace(/\B(?=(\d{3})+$)/g, BLANK);
  const decimals = left % 100 ? MARK + String(left % 100).padStart(2, "0") : "";
  return (amount < 0 ? MINUS : "") + whole + decimals;
}

function isSkipped(field) {
  if (!field.dataset.sumSkip) return false;
  const [name, value] = field.dataset.sumSkip.split("=");
  const leading = other(field, name);
  return Boolean(leading) && (leading.type === "checkbox" ? String(leading.checked) : leading.value) === value;
}

function other(field, name) {
  return field.closest("fieldset, form")?.querySelector(`[name$="-${name}"], [name="${name}"]`);
}

function countsToo(field, sum) {
  const [name, when] = (field.dataset.sumWhen ?? "").split(": ");
  if (name !== sum || !when) return false;
  const [leading, values] = when.split("=");
  return values.split("|").includes(other(field, leading)?.value);
}

function sumNamed(name, fields) {
  return fields
    .filter((field) => (field.dataset.sum.split(" ").includes(name) && !isSkipped(field)) || countsToo(field, name))
    .reduce((sum, field) => sum + (ore(field.value) ?? 0), 0);
}

function sumOf(expression, fields) {
  return expression
    .trim()
    .split(/\s+/)
    .reduce((sum, term) => sum + (term.startsWith("-") ? -sumNamed(term.slice(1), fields) : sumNamed(term, fields)), 0);
}

function shareOf(expression, fields) {
  const [part, whole] = expression.split("/").map((side) => sumOf(side, fields));
  return whole ? (part * 100) / whole : null;
}

const SHOWS = "[data-sum-of], [data-share-of], [data-width-of], [data-shown-unless-zero]";

/** Return a part of an amount in percent, rounded down to whole kronor. */
const percentOf = (amount, percent) => Math.floor((amount * Number(percent)) / 10000) * 100;

/** Return an amount times one whole number over another, rounded down to whole kronor; no digit is lost on the way. */
function partOf(amount, part) {
  const [numerator, denominator] = part.split("/").map((side) => BigInt(side.trim()));
  return Number((BigInt(amount) * numerator) / denominator / 100n) * 100;
}

/** Reckon every figure of a form anew. */
export function reckon(form) {
  const fields = [...form.querySelectorAll("input[data-sum]")];
  for (const field of form.querySelectorAll("input[data-reckon-of]")) {
    field.value = written(percentOf(sumOf(field.dataset.reckonOf, fields), field.dataset.percent));
  }
  for (const shown of form.querySelectorAll(SHOWS)) {
    const { sumOf: sum, percent, part, shareOf: share, widthOf: width, shownUnlessZero: unlessZero, unit = "kr" } = shown.dataset;
    if (sum !== undefined) {
      const amount = sumOf(sum, fields);
      const told = percent ? percentOf(amount, percent) : part ? partOf(amount, part) : amount;
      shown.textContent = written(told) + (unit && BLANK + unit);
    }
    if (share !== undefined) shown.textContent = shareOf(share, fields) === null ? "–" : Math.round(shareOf(share, fields)) + BLANK + "%";
    if (width !== undefined) shown.setAttribute("width", Math.max(0, Math.min(100, shareOf(width, fields) ?? 0)).toFixed(2) + "%");
    if (unlessZero !== undefined) shown.hidden = sumOf(unlessZero, fields) === 0;
  }
}

for (const form of document.querySelectorAll("form")) {
  if (!form.querySelector(SHOWS)) continue;
  for (const happens of ["input", "change", "rows-changed"]) form.addEventListener(happens, () => reckon(form));
  reckon(form);
}

document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (!field.matches?.(".ff-money input") || field.closest(".ff-money").querySelector(".ff-unit")?.textContent !== "kr") return;
  const amount = ore(field.value);
  if (amount !== null && field.value !== written(amount)) field.value = written(amount);
});
