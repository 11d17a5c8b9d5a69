// A form that has been sent is not sent again by a second press while its answer is waited for.
const LONGEST = 10000;
const sent = new WeakMap();

// After every form's own scripts, which may hold it back.
window.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method === "dialog") return;
  const since = performance.now() - (sent.get(event.target) ?? -Infinity);
  if (since < LONGEST) event.preventDefault();
  else sent.set(event.target, performance.now());
});
// Come back to by the browser's Back, or still there since the answer was a file: it may be sent anew.
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => sent.delete(form)));
