// What cannot be read is told by its field as soon as it has been saved, as the server would when the page is shown.
import { firstField } from "./answers.js";

const look = document.querySelector("template[data-error-look]");

function untell(part) {
  for (const told of part.querySelectorAll(".ff-error[id$='-error']")) {
    const field = document.getElementById(told.id.replace(/-error$/, ""));
    told.remove();
    if (!field) continue;
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
    const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== told.id);
    if (described.length) field.setAttribute("aria-describedby", described.join(" "));
    else field.removeAttribute("aria-describedby");
    field.closest(".ff-field")?.classList.remove("is-invalid");
  }
}

// The server numbers rows by their place; in the page a row keeps the number it was added with.
function fieldOf(part, id) {
  const [, place, column] = id.match(/-(\d+)-(.+)$/) ?? [];
  if (place === undefined) return document.getElementById(id);
  return part.querySelectorAll("[data-rows] > ol > li")[place]?.querySelector(`[name$="-${column}"]`);
}

function tell(field, text) {
  const told = look.content.firstElementChild.cloneNode(true);
  told.id = `${field.id}-error`;
  told.querySelector("span").textContent = text;
  field.setAttribute("aria-invalid", "true");
  field.classList.add("is-invalid");
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), told.id].filter(Boolean).join(" "));
  const row = field.closest("[data-rows] fieldset");
  if (row) {
    const line = document.createElement("div");
    line.className = "ff-full";
    line.append(told);
    row.append(line);
  } else {
    (field.closest(".ff-money") ?? field).before(told);
    field.closest(".ff-field")?.classList.add("is-invalid");
  }
}

/** Show exactly these errors in the part of the page that asks the question. */
export function showErrors(part, errors) {
  untell(part);
  for (const [anchor, text] of errors) {
    const field = fieldOf(part, anchor.slice(1)) ?? firstField(part);
    if (field && !["radio", "checkbox"].includes(field.type)) tell(field, text);
  }
}

/** Show what the rules say at the field of a question, as the server has written it; nothing: they say nothing. */
export function showRules(part, html) {
  const place = part.querySelector("[data-at-field]");
  if (!place || place.innerHTML.trim() === html.trim()) return;
  place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  const field = document.getElementById(place.id.replace(/-rules$/, ""));
  if (!field) return;
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== place.id);
  if (html.trim()) described.push(place.id);
  if (described.length) field.setAttribute("aria-describedby", described.join(" "));
  else field.removeAttribute("aria-describedby");
}

/** Show a part of the page that the server reckons from what is saved, as it has written it. */
export function showPart(name, html) {
  const place = document.querySelector(`[data-part="${name}"]`);
  if (!place || place.innerHTML.trim() === html.trim()) return;
  place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}
