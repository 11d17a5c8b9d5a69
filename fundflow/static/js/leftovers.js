// Text that an earlier opening of the page left unsaved, after a crash or a closed window: told first in the form, with
// the choice to use it or throw it away (macros/autosave.html).
import { firstField } from "./answers.js";

function whenOf(at) {
  const moment = new Date(at);
  const told = (day, options) => day.toLocaleString("sv-SE", { timeZone: "Europe/Stockholm", ...options });
  const time = told(moment, { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const dayOf = (day) => told(day, { day: "numeric", month: "numeric" });
  return dayOf(moment) === dayOf(new Date()) ? time : `${dayOf(moment)} ${time}`;
}

// A choice is told by its label, everything else as it was typed.
function wordsOf(part, [name, value]) {
  const fields = [...part.querySelectorAll("input, select")].filter((field) => field.name === name);
  const choices = fields.flatMap((field) => (field.tagName === "SELECT" ? [...field.options] : [field]));
  const choice = choices.find((one) => one.value === value && ["radio", "checkbox", undefined].includes(one.type));
  return choice?.text ?? choice?.labels[0].textContent ?? value;
}

function line(entry, part) {
  const term = document.createElement("dt");
  term.textContent = part.dataset.questionLabel;
  const words = document.createElement("dd");
  words.tabIndex = 0; // a long text scrolls in its box
  words.textContent = entry.fields.filter(([, value]) => value.trim()).map((field) => wordsOf(part, field)).join("\n");
  return [term, words];
}

/** Tell what was left, and do with it what is chosen: `use` or `discard`, one entry at a time. */
export function offer(left, { use, discard }) {
  const box = document.querySelector("[data-autosave-left]");
  if (!left.length || !box) return;
  const partOf = (entry) => document.querySelector(`[data-question="${entry.question}"]`);
  const heading = box.querySelector("[data-heading]");
  heading.textContent = heading.dataset.heading.replace("{time}", whenOf(Math.max(...left.map(({ at }) => at))));
  box.querySelector("dl").replaceChildren(...left.flatMap((entry) => line(entry, partOf(entry))));
  const answer = (deed) => () => {
    left.forEach(deed);
    box.hidden = true;
    firstField(partOf(left[0]))?.focus();
  };
  box.querySelector("[data-use]").addEventListener("click", answer(use));
  box.querySelector("[data-discard]").addEventListener("click", answer(discard));
  box.hidden = false;
}
