// Two have written the same answer: a dialog shows both texts, and the one that is not chosen stays by the field.
// The server writes the dialog and the two boxes (templates/autosave/conflict.html).
let latest = Promise.resolve();

function ask(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    for (const button of dialog.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", () => dialog.close(button.dataset.choose));
    }
    // Closed with Escape nothing is chosen: both texts stay, and one goes on writing.
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || "both");
    });
  });
}

/** Ask which text is to stand: return "mine", "theirs", "joined" or "both", and the boxes. Several questions are asked in turn. */
export function settle(written) {
  const page = new DOMParser().parseFromString(written, "text/html");
  const boxes = Object.fromEntries([...page.querySelectorAll("[data-left]")].map((box) => [box.dataset.left, box]));
  latest = latest.then(async () => ({ choice: await ask(document.adoptNode(page.querySelector("dialog"))), boxes }));
  return latest;
}

/** Show the text that was not chosen above the field, with a button that brings it back. */
export function leaveBox(part, box, bringBack) {
  part.prepend(document.adoptNode(box));
  box.querySelector("[data-bring-back]").onclick = bringBack;
}
