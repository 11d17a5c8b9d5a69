// The fields of one question in a form: read as the form would send them, compared, and put back.
import { folded, put } from "./currency.js";
import { fillRows } from "./rows.js";

const PREFIX = "q_";
const belongs = (question) => (name) => name === PREFIX + question || name.startsWith(`${PREFIX}${question}-`);

/** Return the question's fields as pairs of name and value, in the order of the page. */
export function fieldsOf(form, question) {
  const isIts = belongs(question);
  return folded([...new FormData(form)].filter(([name]) => isIts(name)));
}

// Rows by their number, and everything else in row 0; what is empty is left out, as the server leaves it out.
function rowsOf(fields) {
  const rows = new Map();
  for (const [name, value] of fields) {
    const [, number, column] = name.match(/-(\d+)-(.+)$/) ?? [null, "", name];
    const text = value.replaceAll("\r\n", "\n").trim();
    if (!text) continue;
    const place = number === "" ? -1 : Number(number);
    if (!rows.has(place)) rows.set(place, []);
    rows.get(place).push([column, text]);
  }
  return [...rows].sort(([one], [other]) => one - other).map(([, cells]) => cells);
}

/** Say whether two sets of fields are the same answer: numbers of rows, blanks and empty rows make no difference. */
export function alike(some, others) {
  return JSON.stringify(rowsOf(some)) === JSON.stringify(rowsOf(others));
}

// The rows that others lack; one that stands twice here and once there is lacking once.
function beyond(rows, others) {
  const left = new Map();
  for (const cells of others.map((one) => JSON.stringify(one))) left.set(cells, (left.get(cells) ?? 0) + 1);
  return rows.filter((cells) => {
    const known = left.get(JSON.stringify(cells)) ?? 0;
    left.set(JSON.stringify(cells), known - 1);
    return known <= 0;
  });
}

/** Return my rows and after them those of theirs that I do not have, or have fewer times, as fields. */
export function joined(question, mine, theirs) {
  const own = rowsOf(mine);
  const rows = [...own, ...beyond(rowsOf(theirs), own)];
  return rows.flatMap((cells, place) => cells.map(([column, text]) => [`${PREFIX}${question}-${place}-${column}`, text]));
}

/** Put fields into the part of the page that asks the question; sums and conditions follow. */
export function putFields(part, question, fields) {
  const rows = part.querySelector(`[data-rows="${PREFIX}${question}"]`);
  if (rows) {
    fillRows(rows, rowsOf(fields).map((cells) => new Map(cells)));
  } else {
    const values = fields.map(([, value]) => value);
    const isIts = belongs(question);
    for (const field of part.querySelectorAll("input, select, textarea")) {
      if (!isIts(field.name) || field.matches("[data-currency]")) continue;
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else put(field, values[0] ?? "");
    }
  }
  part.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Return where in the part one writes, to be focused. */
export function firstField(part) {
  return part.querySelector("input:not([type=hidden]), select, textarea");
}
