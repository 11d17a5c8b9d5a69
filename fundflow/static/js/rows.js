// Repeating rows: add and remove in the page, with a way to undo; without this the buttons send the page.
import { put } from "./currency.js";

const focusable = "input:not([type=hidden]), select, textarea";

function numberAnew(part) {
  [...part.querySelectorAll(":scope > ol > li")].forEach((row, place) => {
    for (const number of row.querySelectorAll("[data-row-number]")) number.textContent = place + 1;
  });
  part.dispatchEvent(new Event("rows-changed", { bubbles: true }));
}

function nextNumber(part) {
  const used = [...part.querySelectorAll(`:scope > ol [name^="${part.dataset.rows}-"]`)].map((field) =>
    Number(field.name.slice(part.dataset.rows.length + 1).split("-")[0]),
  );
  const removed = Number(part.dataset.highest ?? -1);
  const highest = Math.max(removed, -1, ...used.filter(Number.isFinite));
  part.dataset.highest = highest + 1;
  return highest + 1;
}

function addEmpty(part) {
  const row = part.querySelector(":scope > template").content.cloneNode(true).firstElementChild;
  const number = nextNumber(part);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll("__n__", number);
  }
  part.querySelector(":scope > ol").append(row);
  return row;
}

/** Add an empty row last, and put the cursor in it. */
export function add(part) {
  const row = addEmpty(part);
  numberAnew(part);
  row.querySelector(focusable)?.focus();
}

/** Put other rows in place of those that stand there: one Map of column and value for each. */
export function fillRows(part, rows) {
  part.querySelector(":scope > ol").replaceChildren();
  for (const cells of rows.length ? rows : [new Map()]) {
    const row = addEmpty(part);
    for (const field of row.querySelectorAll("input, select, textarea")) {
      if (!field.matches("[data-currency]")) put(field, cells.get(field.name.replace(/^.*-\d+-/, "")) ?? "");
    }
  }
  numberAnew(part);
}

function remove(part, row) {
  const list = row.parentElement;
  const place = [...list.children].indexOf(row);
  const next = row.nextElementSibling;
  const told = part.querySelector(":scope > .ff-undo");
  nextNumber(part);
  row.remove();
  numberAnew(part);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "btn btn-quiet btn-sm";
  undo.textContent = part.dataset.undo;
  undo.addEventListener("click", () => {
    list.insertBefore(row, next?.parentElement === list ? next : null);
    told.replaceChildren();
    numberAnew(part);
    row.querySelector(focusable)?.focus();
  });
  told.replaceChildren(part.dataset.removed.replace("{number}", place + 1) + " ", undo);
  list.focus();
}

for (const part of document.querySelectorAll("[data-rows]")) {
  part.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add-row], button[name=remove-row]");
    if (!button || button.closest("[data-rows]") !== part) return;
    event.preventDefault();
    if (button.name === "add-row") add(part);
    else remove(part, button.closest("li"));
  });
}
