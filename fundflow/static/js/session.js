// Tells five minutes before an idle session ends, and keeps it with one press. Pages in other tabs count as use too.
const told = document.querySelector("[data-session-idle]");

if (told) {
  const idle = Number(told.dataset.sessionIdle) * 1000;
  const warning = Number(told.dataset.sessionWarning) * 1000;
  const keep = told.querySelector("[data-session-keep]");
  const KEY = "fundflow-seen";
  const seen = () => {
    try {
      localStorage.setItem(KEY, Date.now());
    } catch {
      told.dataset.seen = Date.now();
    }
  };
  const lastSeen = () => {
    try {
      return Number(localStorage.getItem(KEY)) || Date.now();
    } catch {
      return Number(told.dataset.seen);
    }
  };

  keep.addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch(`${keep.href}?tyst=1`, { redirect: "manual" }).catch(() => null);
    if (answer?.status === 204) {
      seen();
      told.hidden = true;
    } else {
      window.open(keep.href, "_blank", "noopener");
    }
  });

  seen();
  // What is saved by itself keeps the session too; where it cannot be, another notice tells of it (autosave.js).
  let isToldElsewhere = false;
  document.addEventListener("session-used", () => {
    isToldElsewhere = false;
    seen();
  });
  document.addEventListener("session-over", () => {
    isToldElsewhere = told.hidden = true;
  });
  setInterval(() => {
    const left = lastSeen() + idle - Date.now();
    told.hidden = isToldElsewhere || left > warning;
    if (left <= 0 && keep.isConnected) {
      told.querySelector("[data-session-text]").textContent = told.dataset.sessionOver;
      keep.remove();
    }
  }, 15000);
}
