// The browser asks before a page with typed text is left unsaved: <form data-warn-unsaved>.
for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  let changed = false;
  for (const happens of ["input", "change", "rows-changed"]) {
    form.addEventListener(happens, (event) => {
      if (event.isTrusted || happens === "rows-changed") changed = true;
    });
  }
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) changed = false;
  });
  // From autosave.js, when the server has everything.
  form.addEventListener("answers-saved", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
