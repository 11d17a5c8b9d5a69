// A file that is too large is told before it is sent, so that nobody waits for a refusal.
const mark = document.documentElement.lang === "en" ? "." : ",";
const size = (bytes) => (bytes / 1e6).toFixed(1).replace(".", mark) + "\u00a0MB";

for (const field of document.querySelectorAll("input[type=file][data-max-bytes]")) {
  const limit = Number(field.dataset.maxBytes);
  field.addEventListener("change", () => {
    const large = [...field.files].find((file) => file.size > limit);
    document.getElementById(`${field.id}-large`)?.remove();
    if (!large) return;
    const told = document.createElement("p");
    told.id = `${field.id}-large`;
    told.className = "ff-error";
    told.setAttribute("role", "alert");
    told.textContent = field.dataset.tooLarge
      .replace("{name}", `”${large.name}”`)
      .replace("{size}", size(large.size))
      .replace("{most}", Math.floor(limit / 1048576) + "\u00a0MB");
    field.before(told);
    field.value = "";
  });
}
