// A box in the head of a table picks every row; the bar above tells how many, and their sum.
//
//   .ff-pick-all, .ff-pick (with data-amount in öre)      the boxes
//   [data-picks]        the bar; hidden while nothing is picked
//   [data-picked-count], [data-picked-sum]                where in it the figures stand
import { written } from "./money.js";

for (const table of document.querySelectorAll("table:has(.ff-pick)")) {
  const boxes = [...table.querySelectorAll(".ff-pick")];
  const all = table.querySelector(".ff-pick-all");
  const bar = (table.closest("form") ?? document).querySelector("[data-picks]");
  const tell = () => {
    const picked = boxes.filter((box) => box.checked);
    if (all) {
      all.checked = picked.length === boxes.length;
      all.indeterminate = picked.length > 0 && picked.length < boxes.length;
    }
    if (!bar) return;
    bar.hidden = picked.length === 0;
    const count = bar.querySelector("[data-picked-count]");
    const sum = bar.querySelector("[data-picked-sum]");
    if (count) count.textContent = picked.length;
    if (sum) sum.textContent = written(picked.reduce((total, box) => total + Number(box.dataset.amount ?? 0), 0)) + "\u00a0kr";
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  table.addEventListener("change", tell);
  tell();
}
