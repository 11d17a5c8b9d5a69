// The error summary takes focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// Buttons that print: <button type="button" data-print hidden>Skriv ut</button>
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
