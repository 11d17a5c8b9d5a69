// <details open data-fold-narrow> is folded where the screen is narrow, and stays open where there is room.
for (const part of document.querySelectorAll("details[data-fold-narrow]")) {
  if (window.matchMedia("(max-width: 61.98em)").matches) part.open = false;
}
