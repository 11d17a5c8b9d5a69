// Files that are too large are told before they are sent, so that nobody waits for a refusal; the others stay chosen.
const mark = document.documentElement.lang === "en" ? "." : ",";
const size = (bytes) => (bytes / 1e6).toFixed(1).replace(".", mark) + "\u00a0MB";

function sentence(field, file) {
  const told = document.createElement("p");
  told.className = "ff-error";
  told.textContent = field.dataset.tooLarge
    .replace("{name}", `”${file.name}”`)
    .replace("{size}", size(file.size))
    .replace("{most}", Math.floor(Number(field.dataset.maxBytes) / 1048576) + "\u00a0MB");
  return told;
}

function keep(field, files) {
  const kept = new DataTransfer();
  for (const file of files) kept.items.add(file);
  field.files = kept.files;
}

for (const field of document.querySelectorAll("input[type=file][data-max-bytes]")) {
  field.addEventListener("change", () => {
    const isLarge = (file) => file.size > Number(field.dataset.maxBytes);
    const files = [...field.files];
    document.getElementById(`${field.id}-large`)?.remove();
    if (!files.some(isLarge)) return;
    const told = document.createElement("div");
    told.id = `${field.id}-large`;
    told.setAttribute("role", "alert");
    told.append(...files.filter(isLarge).map((file) => sentence(field, file)));
    field.before(told);
    keep(field, files.filter((file) => !isLarge(file)));
  });
}
