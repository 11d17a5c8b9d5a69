// Tells which colleagues have the same page open: <p data-presence="address" role="status" hidden><span></span></p>.
// The page says that it is open every twenty seconds while it is seen; the server forgets it after a minute.
import { send } from "./sending.js";

const EVERY = 20000;

for (const told of document.querySelectorAll("[data-presence]")) {
  const words = told.querySelector("[data-presence-names]");
  const beat = async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await send(told.dataset.presence, []);
    if (answer.problem) return;
    // Only what is new is written, so that it is read aloud when somebody comes and not three times a minute.
    if (words.textContent !== answer.text) words.textContent = answer.text;
    told.classList.toggle("is-empty", !answer.text);
  };
  beat();
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", beat);
  window.addEventListener("pagehide", () => send(told.dataset.presence, [["lamnar", "ja"]], { keepalive: true }));
}
