// Amounts with the choice of their currency beside them: <input name="q_sum"> and <select name="q_sum-currency"
// data-currency>. They are one answer, "11 500 000 kr": read as one, compared as one and put back as one, as the server
// keeps it (fundflow.domain.currencies). What the amount is in euro the server tells as the answer is saved.
import { ore, written } from "./money.js";

const SUFFIX = "-currency";
const KEPT = { sek: "kr", eur: "euro" };
// A currency stands after a digit or a blank; mkr and tkr are other words, left whole.
const WRITTEN = [
  ["sek", /^(.*[0-9\s])(kr\.?|kronor|sek|:-)$/is],
  ["eur", /^(.*[0-9\s])(eur|euros?|€)$/is],
];

// An amount without its currency, and the currency; null where the text names none.
function apart(text) {
  const trimmed = text.trim();
  for (const [currency, unit] of WRITTEN) {
    const found = trimmed.match(unit);
    if (found) return [found[1].trim(), currency];
  }
  return [trimmed, null];
}

function together(text, currency) {
  const trimmed = text.trim();
  return trimmed && KEPT[currency] && apart(trimmed)[1] === null ? `${trimmed} ${KEPT[currency]}` : trimmed;
}

/** Return pairs of name and value with every amount and its currency as one text. */
export function folded(pairs) {
  const names = new Set(pairs.map(([name]) => name));
  const currencies = new Map(pairs.filter(([name]) => name.endsWith(SUFFIX) && names.has(name.slice(0, -SUFFIX.length))));
  return pairs
    .filter(([name]) => !currencies.has(name))
    .map(([name, value]) => {
      const currency = currencies.get(name + SUFFIX);
      return [name, currency === undefined ? value : together(value, currency)];
    });
}

const choiceOf = (field) => field.parentElement?.querySelector(":scope > select[data-currency]");
const countedOf = (field) => choiceOf(field)?.parentElement.nextElementSibling;

/** Put a text in a field; a currency in it goes to the choice beside. A number alone is euro where it was kept so. */
export function put(field, text) {
  const choice = choiceOf(field);
  if (!choice) {
    field.value = text;
    return;
  }
  const [amount, currency] = apart(text);
  field.value = amount;
  if (currency) choice.value = currency;
  else if (amount) choice.value = "eur";
}

const standing = (field) => together(field.value, choiceOf(field).value);

/** Tell beside each amount of a question what it is in euro: words by row and column, as the server told them. */
export function showCounted(part, words) {
  const rows = [...part.querySelectorAll("[data-rows] > ol > li")];
  for (const [place, text] of Object.entries(words)) {
    const [, row, column] = place.match(/^(\d+)-(.+)$/) ?? [];
    const within = row === undefined ? part : rows[row];
    const name = row === undefined ? SUFFIX : `-${column}${SUFFIX}`;
    const choice = [...(within?.querySelectorAll("select[data-currency]") ?? [])].find((one) => one.name.endsWith(name));
    const told = choice?.parentElement.nextElementSibling;
    if (!told?.matches("[data-counted]")) continue;
    told.textContent = text;
    told.dataset.countedOf = standing(choice.parentElement.querySelector("input"));
    told.hidden = false;
  }
}

// What was counted is of another amount while one types.
function follow({ target }) {
  const field = target.matches?.("[data-currency]") ? target.parentElement.querySelector("input") : target;
  if (!field?.matches?.(".ff-in-currency input")) return;
  const told = countedOf(field);
  if (told?.matches("[data-counted]")) told.hidden = told.dataset.countedOf !== standing(field);
}

for (const told of document.querySelectorAll("[data-counted]")) {
  const field = told.previousElementSibling?.querySelector("input");
  if (field) told.dataset.countedOf = standing(field);
}
for (const happens of ["input", "change"]) document.addEventListener(happens, follow);

// A currency that is written goes to the choice, and thousands stand apart, as the field is left.
document.addEventListener("focusout", ({ target }) => {
  const choice = target.matches?.(".ff-in-currency input") && choiceOf(target);
  if (!choice) return;
  const [amount, currency] = apart(target.value);
  if (currency) choice.value = currency;
  const read = ore(amount);
  const text = read === null ? amount : written(read);
  if (target.value === text) return;
  target.value = text;
  follow({ target });
});
