// The costs by kind and year, reckoned as one types, with the flat rate that the chosen way to reckon gives.
// The server reckons the same when the page is saved: per year, rounded down to whole kronor.
//
//   data-budget='{"rows": …, "method": …, …}'   on what holds the table; fundflow.web.application.budget writes it
//   data-budget-flat                           a hidden field that counts in the sum of costs (money.js)
import { ore, reckon, written } from "./money.js";

function rowsOf(form, prefix) {
  return [...form.querySelectorAll(`[data-rows="${prefix}"] > ol > li`)].map((row) => {
    const field = (name) => row.querySelector(`[name$="-${name}"]`)?.value ?? "";
    return { kind: field("kind"), year: field("year").trim(), amount: ore(field("amount")) ?? 0 };
  });
}

function flatRows(rows, about, method) {
  const flat = about.flat[method];
  if (!flat) return [];
  const staff = new Map();
  for (const row of rows) {
    if (about.staff.includes(row.kind)) staff.set(row.year, (staff.get(row.year) ?? 0) + row.amount);
  }
  return [...staff]
    .map(([year, amount]) => ({ kind: flat.kind, year, amount: Math.floor((amount * Number(flat.percent)) / 10000) * 100 }))
    .filter((row) => row.amount);
}

const sum = (rows) => rows.reduce((total, row) => total + row.amount, 0);

function line(cells, head, tag) {
  const row = document.createElement("tr");
  const first = document.createElement("th");
  first.scope = tag === "th" ? "col" : "row";
  first.textContent = head;
  row.append(first);
  for (const text of cells) {
    const cell = document.createElement(tag);
    if (tag === "th") cell.scope = "col";
    cell.className = "ff-r";
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}

function draw(holder, rows, about) {
  const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => (a === "") - (b === "") || a.localeCompare(b));
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const cells = (some) => [...years.map((year) => written(sum(some.filter((row) => row.year === year)))), written(sum(some))];
  const table = holder.querySelector("table");
  table.tHead.replaceChildren(line([...years.map((year) => year || about.noYear), about.sum], about.head, "th"));
  table.tBodies[0].replaceChildren(
    ...kinds.map((kind) => line(cells(rows.filter((row) => row.kind === kind)), about.kinds[kind] ?? "–", "td")),
  );
  table.tFoot.replaceChildren(line(cells(rows), about.sum, "td"));
  holder.hidden = rows.length === 0;
}

for (const holder of document.querySelectorAll("[data-budget]")) {
  const form = holder.closest("form");
  const about = JSON.parse(holder.dataset.budget);
  const flatField = form.querySelector("[data-budget-flat]");
  const tell = () => {
    const rows = rowsOf(form, about.rows).filter((row) => row.amount);
    const asked = `[name="${about.method}"]:checked, select[name="${about.method}"]`;
    const method = about.method ? form.querySelector(asked)?.value : about.chosen;
    const flat = flatRows(rows, about, method);
    flatField.value = written(sum(flat));
    draw(holder, [...rows, ...flat], about);
    reckon(form);
  };
  for (const happens of ["input", "change", "rows-changed"]) form.addEventListener(happens, tell);
  tell();
}
