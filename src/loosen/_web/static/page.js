// After a page was changed in place: say where we are, as a browser does when it opens a page.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "page") return;
  const wanted = document.querySelector("[data-focus]") ?? document.querySelector("#main h1");
  if (!wanted) return;
  wanted.tabIndex = -1;
  wanted.focus({ preventScroll: true });
});

// Days of a diary are those of the person: say where the clock of this browser is.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`loosen_zone=${zone}`)) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `loosen_zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
}
