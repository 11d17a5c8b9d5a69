// Paste cells from a spreadsheet into repeating rows: the first cell goes where the cursor stands, the rest to the right
// and down, and rows are added as needed. What fits no choice is told, and everything can be undone at once.
import { put as putAmount } from "./currency.js";
import { add } from "./rows.js";

const WRITABLE = "input:not([type=hidden]):not([type=file]):not([type=radio]), select, textarea";

const isWritten = (field) => !field.disabled && !field.readOnly && !field.matches("[data-currency]");
const cellsOf = (row) => [...row.querySelectorAll(WRITABLE)].filter(isWritten);

/** Return the cells of a copied range, or null for an ordinary text. A cell in quotes may hold line breaks. */
function grid(text) {
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return null;
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const row = rows.at(-1);
    if (quoted && sign === '"' && text[at + 1] === '"') row[row.length - 1] += text[(at += 1)];
    else if (sign === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
    else if (sign === "\t" && !quoted) row.push("");
    else if (sign === "\n" && !quoted) rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
}

const same = (one, other) => one.trim().toLowerCase() === other.trim().toLowerCase();

const unitOf = (field) => field.closest(".ff-money")?.querySelector(".ff-unit")?.textContent.trim() ?? "";

/** Leave out the unit that stands beside the field: "1 234,50 kr" beside "kr". */
function withoutUnit(text, unit) {
  return unit && text.toLowerCase().endsWith(unit.toLowerCase()) ? text.slice(0, -unit.length).trim() : text;
}

/** Put a text in a field; false when it is none of the field's choices. */
function put(field, text) {
  if (field.tagName === "SELECT") {
    const option = [...field.options].find((one) => same(one.textContent, text) || same(one.value, text));
    if (!option) return text.trim() === "";
    field.value = option.value;
  } else if (field.type === "checkbox") field.checked = /^(ja|x|1|true|yes)$/i.test(text.trim());
  else if (field.tagName === "TEXTAREA") field.value = text;
  else putAmount(field, withoutUnit(text.replace(/\s*\n\s*/g, " ").trim(), unitOf(field)));
  return true;
}

const kept = (field) => [field, field.value, field.checked];

function fill(part, start, cells) {
  const list = part.querySelector(":scope > ol");
  const first = start.closest("li");
  const column = cellsOf(first).indexOf(start);
  const before = [];
  const added = [];
  let unfit = 0;
  let row = first;
  for (const [place, line] of cells.entries()) {
    if (place > 0 && !row.nextElementSibling) {
      add(part);
      added.push(list.lastElementChild);
    }
    if (place > 0) row = row.nextElementSibling;
    const fields = cellsOf(row).slice(column);
    for (const [at, text] of line.slice(0, fields.length).entries()) {
      before.push(kept(fields[at]));
      if (!put(fields[at], text)) unfit += 1;
      fields[at].dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  return { before, added, unfit };
}

function undo(part, { before, added }) {
  for (const [field, value, checked] of before) {
    field.value = value;
    if (field.type === "checkbox") field.checked = checked;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  for (const row of added) row.remove();
  part.dispatchEvent(new Event("rows-changed", { bubbles: true }));
}

function tell(part, count, done) {
  const told = part.querySelector(":scope > .ff-undo");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.textContent = part.dataset.undo;
  button.addEventListener("click", () => {
    undo(part, done);
    told.replaceChildren();
  });
  const unfit = done.unfit ? " " + part.dataset.unfit.replace("{number}", done.unfit) : "";
  told.replaceChildren(part.dataset.pasted.replace("{number}", count) + unfit + " ", button);
}

for (const part of document.querySelectorAll("[data-rows]")) {
  for (const hint of part.querySelectorAll(":scope > [data-paste-hint]")) hint.hidden = false;
  part.addEventListener("paste", (event) => {
    const field = event.target.closest(WRITABLE);
    const cells = grid(event.clipboardData?.getData("text/plain") ?? "");
    if (!field || !field.closest("li") || !cells || (field.tagName === "TEXTAREA" && !cells.some((row) => row.length > 1))) return;
    event.preventDefault();
    const done = fill(part, field, cells);
    part.dispatchEvent(new Event("rows-changed", { bubbles: true }));
    field.focus();
    tell(part, cells.length, done);
  });
}
