// Saves each answer as its field is left, and long texts after a pause. Nothing typed is lost on the way: it is kept in
// the browser until the server has it (kept.js), sent anew when contact or sign-in comes back, and when a colleague
// has saved the same answer both texts are shown (conflict.js). Without this the page is saved by its button.
//
//   <form data-autosave="/ansokan/412/svar/__question__" data-autosave-owner="7|ansokan-412">   macros/autosave.html
//   [data-question="need"]   what holds a question; input[name=version-need] says what it was written on
import { alike, fieldsOf, firstField, joined, putFields } from "./answers.js";
import { leaveBox, settle } from "./conflict.js";
import { showCounted } from "./currency.js";
import { showErrors, showPart, showRules } from "./errors.js";
import { drop, forget, keep, leftBehind } from "./kept.js";
import { offer } from "./leftovers.js";
import { send } from "./sending.js";
import { statusOf } from "./status.js";

const PAUSE = 1500;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;
const PASSING = ["no-contact", "not-now"];

function start(form) {
  const { autosave: address, autosaveOwner: owner } = form.dataset;
  const status = statusOf(document);
  const disputed = [...form.querySelectorAll("input[name=conflict]")].map((field) => field.value);
  const questions = [...form.querySelectorAll("[data-question]")].map((part) => {
    const key = part.dataset.question;
    const isDisputed = disputed.includes(key); // the page shows both texts; what stands in the field is not saved
    const version = form.elements[`version-${key}`];
    return { key, part, version, saved: isDisputed ? null : fieldsOf(form, key), isHeld: isDisputed };
  });
  const questionOf = (element) => {
    const part = element.closest("[data-question]");
    return questions.find((question) => question.part === part);
  };
  const isChanged = (question) => question.saved === null || !alike(fieldsOf(form, question.key), question.saved);
  let wait = FIRST_WAIT;
  let nextTry = 0;
  let isLeaving = false;
  let rulesVersion = 0;

  // ----- noticing

  function touched(question, pause) {
    clearTimeout(question.timer);
    if (!isChanged(question)) {
      if (!question.saving) forget(owner, question.key);
      tell();
      return;
    }
    status.isKept = keep(owner, question.key, question.version.value, fieldsOf(form, question.key));
    question.isRefused = false;
    if (pause === undefined) return;
    question.isHeld = false;
    // Not at once even when the field is left: other scripts write the amount as it is to stand first.
    question.timer = setTimeout(() => save(question), pause);
  }

  form.addEventListener("input", ({ target }) => {
    const question = questionOf(target);
    if (question) touched(question, target.matches("textarea") ? PAUSE : undefined);
  });
  for (const happens of ["change", "focusout", "rows-changed"]) {
    form.addEventListener(happens, ({ target }) => {
      const question = questionOf(target);
      if (question) touched(question, 0);
    });
  }

  // ----- saving

  function save(question, options) {
    clearTimeout(question.timer);
    if (!question.saving && isChanged(question) && !question.isRefused) {
      question.saving = sendOne(question, options).finally(() => {
        question.saving = null;
        tell();
      });
      tell();
    }
    return question.saving ?? Promise.resolve();
  }

  async function sendOne(question, options) {
    const before = question.sent;
    question.sent = fieldsOf(form, question.key);
    const to = address.replace("__question__", question.key);
    const answer = await send(to, [[question.version.name, question.version.value], ...question.sent], options);
    if (answer.problem === "conflict") {
      await (before && alike(before, answer.fields) ? takeUp(question, answer) : decide(question, answer));
    } else if (answer.problem) {
      fail(question, answer);
    } else {
      acknowledge(question, answer);
    }
  }

  function acknowledge(question, answer) {
    question.saved = question.sent;
    question.version.value = answer.row_version;
    forget(owner, question.key);
    showErrors(question.part, answer.errors);
    showCounted(question.part, answer.counted ?? {});
    tellRules(answer);
    status.problem = null;
    status.savedAt = answer.saved_at;
    wait = FIRST_WAIT;
    document.dispatchEvent(new Event("session-used"));
    // Contact is back: what waited goes too. What was typed meanwhile is saved in its turn.
    if (isChanged(question)) touched(question, PAUSE);
    setTimeout(saveWaiting);
  }

  // Answers may come in another order than the server wrote them in; what the rules said of an older state is not told.
  function tellRules({ rules, parts = {}, rules_version: version }) {
    if (!rules || version < rulesVersion) return;
    rulesVersion = version;
    for (const { key, part } of questions) showRules(part, rules[key] ?? "");
    for (const [name, html] of Object.entries(parts)) showPart(name, html);
  }

  function fail(question, answer) {
    status.problem = answer.problem;
    status.reason = answer.text ?? "";
    question.isRefused = !PASSING.includes(answer.problem) && !["signed-out", "other-person"].includes(answer.problem);
    if (answer.problem === "signed-out") document.dispatchEvent(new Event("session-over"));
    if (!PASSING.includes(answer.problem)) return;
    clearTimeout(nextTry);
    nextTry = setTimeout(saveWaiting, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function saveWaiting() {
    for (const question of questions) if (!question.isHeld && isChanged(question)) save(question);
  }

  window.addEventListener("online", saveWaiting);
  window.addEventListener("focus", () => status.problem && saveWaiting());
  window.addEventListener("storage", ({ key }) => {
    if (key === "fundflow-seen" && status.problem === "signed-out") saveWaiting(); // signed in again in another tab
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return status.problem && saveWaiting();
    for (const question of questions) if (!question.isHeld) save(question, { keepalive: true });
  });

  // ----- when a colleague has saved the same answer

  // The other text is our own: it was saved, and only the answer was lost on the way.
  async function takeUp(question, answer) {
    question.saved = answer.fields;
    question.version.value = answer.row_version;
    await sendOne(question);
  }

  async function decide(question, answer) {
    const mine = fieldsOf(form, question.key);
    question.saved = answer.fields;
    question.version.value = answer.row_version;
    status.isKept = keep(owner, question.key, question.version.value, mine);
    status.problem = "undecided";
    status.show();
    const { choice, boxes } = await settle(answer.dialog);
    const other = choice === "theirs" ? "mine" : "theirs";
    leaveOther(question, boxes, { mine, theirs: answer.fields }, other);
    if (choice === "joined") putFields(question.part, question.key, joined(question.key, mine, answer.fields));
    if (["mine", "joined"].includes(choice)) return sendOne(question);
    if (choice === "theirs") {
      putFields(question.part, question.key, answer.fields);
      forget(owner, question.key);
      showErrors(question.part, []);
    } else {
      question.isHeld = true;
      boxes[other].open = true;
    }
    firstField(question.part)?.focus();
  }

  // The text that was not chosen stays above the field; brought back, it changes places with what stands there.
  function leaveOther(question, boxes, texts, which) {
    leaveBox(question.part, boxes[which], () => {
      const other = which === "mine" ? "theirs" : "mine";
      texts[other] = fieldsOf(form, question.key);
      boxes[which].remove();
      putFields(question.part, question.key, texts[which]);
      leaveOther(question, boxes, texts, other);
    });
  }

  // ----- what an earlier opening of the page left

  const left = leftBehind(owner).filter((entry) => {
    const question = questions.find((one) => one.key === entry.question);
    const isLost = question && !alike(entry.fields, fieldsOf(form, question.key));
    if (question && !isLost) entry.keys.forEach(drop);
    return isLost;
  });
  offer(left, {
    use(entry) {
      const question = questions.find((one) => one.key === entry.question);
      question.version.value = entry.version; // a colleague who has saved since is not written over
      putFields(question.part, question.key, entry.fields);
      entry.keys.forEach(drop);
    },
    discard: (entry) => entry.keys.forEach(drop),
  });

  // ----- leaving by a button: everything is saved first, and the page stays where it cannot be

  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    const isBusy = questions.some((question) => question.saving || isChanged(question));
    if (isLeaving || !isBusy || ["take-theirs", "add-theirs"].includes(submitter?.name)) return;
    event.preventDefault();
    Promise.all(questions.map((question) => (question.saving ?? Promise.resolve()).then(() => save(question)))).then(() => {
      const isWhole = !questions.some(isChanged);
      // Signed out: the page is sent all the same, and its answer asks who it is and keeps what was typed.
      if (!isWhole && status.problem !== "signed-out") return;
      isLeaving = true;
      form.requestSubmit(submitter);
    });
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });

  function tell() {
    status.isBusy = questions.some((question) => question.saving);
    const isWhole = !status.isBusy && !questions.some(isChanged);
    if (isWhole) {
      status.problem = null;
      form.dispatchEvent(new Event("answers-saved"));
    }
    status.show();
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) start(form);
