// After a page was changed in place: say where we are, as a browser does when it opens a page.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "page") return;
  const wanted = document.querySelector("[data-focus]") ?? document.querySelector("#main h1");
  if (!wanted) return;
  wanted.tabIndex = -1;
  wanted.focus({ preventScroll: true });
});
