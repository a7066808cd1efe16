/** The fields of a form as they stand, in their order: names and values. What is chosen nowhere is not among them. */
export function fieldsOf(form) {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== "");
}

/** Whether a form tells that something is new. */
export function tellsOfSign(form) {
  const fields = new FormData(form);
  return fields.get("new") === "yes" || fields.has("sign");
}

/** Ask what hangs on another answer only once that is given. What is told already stays in sight, whatever comes. */
export function askInTurn(form) {
  const settle = () => {
    const fields = new FormData(form);
    for (const part of form.querySelectorAll("[data-only-if]")) {
      const [name, value] = part.dataset.onlyIf.split("=");
      const isTold = part.querySelector("input:checked") !== null;
      part.hidden = fields.get(name) !== value && !isTold;
    }
  };
  form.addEventListener("change", settle);
  settle();
}
