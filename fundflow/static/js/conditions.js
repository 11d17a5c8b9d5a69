// Questions that are asked only after a certain answer: data-shown-when="name=yes|maybe" on what holds the question.
// Without scripts they are always shown. What was typed in one that is hidden stays and is sent.
function answers(form, name) {
  return [...form.elements]
    .filter((field) => field.name === name && (!["radio", "checkbox"].includes(field.type) || field.checked))
    .map((field) => (field.type === "select-multiple" ? [...field.selectedOptions].map((option) => option.value) : field.value))
    .flat();
}

const choices = new WeakMap(); // everything that a select can offer, in order

// Of parts that stand under the names of municipalities, only those of the chosen one are offered. The others are taken
// out, since not every browser hides what is hidden in a select. A choice that is no longer offered is cleared, as the
// person would do it; one that the page came with stays, and the page says what is wrong with it.
function offer(form, name, part, isChanged) {
  const leading = [...form.elements].find((field) => field.name === name && field.tagName === "SELECT");
  if (!leading) return;
  const names = [...leading.options].map((option) => option.text);
  const chosen = [...leading.selectedOptions].map((option) => option.text);
  for (const select of part.querySelectorAll("select")) {
    if (!choices.has(select)) choices.set(select, [...select.children]);
    const { value } = select;
    const isOffered = (one) => one.tagName !== "OPTGROUP" || !names.includes(one.label) || chosen.includes(one.label);
    const holdsValue = (one) => value && [...one.querySelectorAll("option")].some((option) => option.value === value);
    const offered = choices.get(select).filter((one) => isOffered(one) || (!isChanged && holdsValue(one)));
    if (offered.length === select.children.length && offered.every((one) => one.parentNode === select)) continue;
    select.replaceChildren(...offered);
    const isThere = [...select.options].some((option) => option.value === value);
    select.value = isThere ? value : "";
    if (isThere) continue;
    for (const happens of ["input", "change"]) select.dispatchEvent(new Event(happens, { bubbles: true }));
  }
}

function show(form, isChanged) {
  for (const part of form.querySelectorAll("[data-shown-when]")) {
    const [name, values] = part.dataset.shownWhen.split("=");
    const given = answers(form, name);
    part.hidden = !values.split("|").some((value) => given.includes(value));
    if (!part.hidden) offer(form, name, part, isChanged);
  }
}

for (const told of document.querySelectorAll("[data-without-script]")) told.remove();

for (const form of document.querySelectorAll("form")) {
  if (!form.querySelector("[data-shown-when]")) continue;
  form.addEventListener("change", () => show(form, true));
  show(form, false);
}
