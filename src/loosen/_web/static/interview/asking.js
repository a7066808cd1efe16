// Makes the questions smoother; every page of the interview works without it.

// A sign that is ticked takes the tick from "none of these"; never the other way round, for a sign is not to be tapped away.
function onlySigns(box) {
  const form = box.form;
  if (!form || box.type !== "checkbox" || !box.checked || box.value === "none" || box.value === "unknown") return;
  const names = new Set([box.name, "line"]);
  for (const other of form.querySelectorAll('input[type="checkbox"][value="none"]')) {
    if (names.has(other.name)) other.checked = false;
  }
}

// What a folded question says is what is chosen in it now.
function tellWhatIsThere(box) {
  const folded = box.closest("details.folded");
  const there = folded?.querySelector("summary .there");
  if (!there) return;
  const chosen = [...folded.querySelectorAll("input:checked")].map((one) => one.labels[0].textContent.trim());
  const written = [...folded.querySelectorAll('input[type="text"]')].map((one) => one.value.trim());
  there.textContent = [...written, ...chosen].filter(Boolean).join(", ");
}

// A number and "not sure" are one answer.
function oneNumber(box) {
  const group = box.closest(".group");
  const field = group?.querySelector('.in-digits input[type="text"]');
  if (!field) return;
  const notSure = group.querySelector('input[value="unknown"]');
  if (box === notSure && notSure.checked) field.value = "";
  if (box === field && field.value.trim()) notSure.checked = false;
}

// A form that is on its way is not sent once more.
function onceOnly(event) {
  const form = event.target;
  if (!form.matches("form.asking")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  form.dataset.sent = "yes";
}

for (const event of ["change", "input"]) {
  document.addEventListener(event, ({ target }) => {
    if (!target.matches?.("form.asking input")) return;
    onlySigns(target);
    oneNumber(target);
    tellWhatIsThere(target);
  });
}
document.addEventListener("submit", onceOnly, true);
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.asking")) delete form.dataset.sent;
});
document.addEventListener("htmx:afterRequest", ({ target }) => delete target.dataset?.sent);
