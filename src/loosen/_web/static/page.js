// Pages are changed in place where that works as well as opening them; otherwise they are opened.

const ASSETS = 'head link[rel="stylesheet"], head script[src]';
const assetsOf = (page) => [...page.querySelectorAll(ASSETS)].map((one) => one.getAttribute("href") ?? one.getAttribute("src"));

// A page with styles or scripts of its own, or in another language, is opened.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, target } = event.detail;
  if (target.id !== "page" || !xhr.responseURL) return;
  const next = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const here = new Set(assetsOf(document));
  const isOther = next.documentElement.lang !== document.documentElement.lang || assetsOf(next).some((one) => !here.has(one));
  const asked = new URL(requestConfig.path, location.href).pathname;
  const canBeOpened = requestConfig.verb === "get" || new URL(xhr.responseURL).pathname !== asked;
  if (!isOther || !canBeOpened) return;
  event.detail.shouldSwap = false;
  location.assign(xhr.responseURL);
});

// After a page was changed in place: say where we are, as a browser does when it opens one.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "page") return;
  const field = document.querySelector("#page [autofocus]");
  const wanted = field ?? document.querySelector("[data-focus]") ?? document.querySelector("#main h1");
  if (!wanted) return;
  if (!field) wanted.tabIndex = -1;
  wanted.focus({ preventScroll: !field });
});

// Days of a diary are those of the person: say where the clock of this browser is.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`loosen_zone=${zone}`)) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `loosen_zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
}
