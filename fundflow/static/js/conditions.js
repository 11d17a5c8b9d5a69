// Questions that are asked only after a certain answer: data-shown-when="name=yes|maybe" on what holds the question.
// Without scripts they are always shown. What was typed in one that is hidden stays and is sent.
function answers(form, name) {
  return [...form.elements]
    .filter((field) => field.name === name && (!["radio", "checkbox"].includes(field.type) || field.checked))
    .map((field) => (field.type === "select-multiple" ? [...field.selectedOptions].map((option) => option.value) : field.value))
    .flat();
}

// Of parts that stand under the names of municipalities, only those of the chosen one are offered.
function offer(form, name, part) {
  const leading = [...form.elements].find((field) => field.name === name && field.tagName === "SELECT");
  if (!leading) return;
  const names = [...leading.options].map((option) => option.text);
  const chosen = [...leading.selectedOptions].map((option) => option.text);
  for (const group of part.querySelectorAll("optgroup")) {
    group.hidden = names.includes(group.label) && !chosen.includes(group.label);
  }
}

function show(form) {
  for (const part of form.querySelectorAll("[data-shown-when]")) {
    const [name, values] = part.dataset.shownWhen.split("=");
    const given = answers(form, name);
    offer(form, name, part);
    part.hidden = !values.split("|").some((value) => given.includes(value));
  }
}

for (const told of document.querySelectorAll("[data-without-script]")) told.remove();

for (const form of document.querySelectorAll("form")) {
  if (!form.querySelector("[data-shown-when]")) continue;
  form.addEventListener("change", () => show(form));
  show(form);
}
