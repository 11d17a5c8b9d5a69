// The line that tells whether what is typed is saved, and the notices beside it (macros/autosave.html).
//
// It is read aloud when it changes, so "Sparar …" stands outside it and "Sparat 14.03" is written once a minute at most.
const nameOf = (problem) => problem.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Return the page's status; set what is so and call show(). */
export function statusOf(page) {
  const line = page.querySelector("[data-autosave-status]");
  const words = line.querySelector("[data-autosave-text]");
  const busy = page.querySelector("[data-autosave-busy]");
  const notices = page.querySelectorAll("[data-autosave-told]");

  function wordsOf({ problem, isKept, savedAt }) {
    if (problem) return line.dataset[problem === "no-contact" && !isKept ? "notKept" : nameOf(problem)];
    return savedAt ? line.dataset.saved.replace("{time}", savedAt) : null;
  }

  return {
    isBusy: false,
    isKept: true,
    problem: null,
    reason: "",
    savedAt: null,

    show() {
      const isWorking = this.isBusy && !this.problem;
      busy.hidden = !isWorking;
      line.classList.toggle("visually-hidden", isWorking);
      const text = wordsOf(this);
      if (text !== null && words.textContent !== text) words.textContent = text;
      const look = this.problem ? "unsaved" : "saved";
      for (const icon of line.querySelectorAll("[data-look]")) icon.hidden = !words.textContent || icon.dataset.look !== look;
      for (const notice of notices) {
        const reason = notice.querySelector("[data-reason]");
        if (reason) reason.textContent = this.reason;
        notice.hidden = notice.dataset.autosaveTold !== this.problem;
      }
    },
  };
}
