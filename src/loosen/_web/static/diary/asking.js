// The questions of the diary: what hangs on another answer is asked once that is given.
import { askInTurn } from "../session/questions.js";

const settle = () => document.querySelectorAll("form.asks:not([data-settled])").forEach((form) => {
  form.dataset.settled = "";
  askInTurn(form);
});
document.addEventListener("htmx:load", settle);
settle();
