// A tap on the picture of the body ticks the box of that place in the list. The boxes are what is sent.

const REACH = [0, 10, 18]; // how far beside a small place a finger may be, in pixels of the screen
const AROUND = 8;

function placeAt(picture, x, y) {
  for (const reach of REACH) {
    for (let step = 0; step < (reach ? AROUND : 1); step += 1) {
      const turn = (2 * Math.PI * step) / AROUND;
      const there = document.elementFromPoint(x + reach * Math.cos(turn), y + reach * Math.sin(turn));
      const place = there?.closest("[data-box]");
      if (place && picture.contains(place)) return place;
    }
  }
  return null;
}

function boxOf(place) {
  return document.getElementById(place.dataset.box);
}

function show(picture) {
  const chosen = [...picture.querySelectorAll("[data-box]")].filter((place) => {
    const isChosen = Boolean(boxOf(place)?.checked);
    place.classList.toggle("is-chosen", isChosen);
    return isChosen;
  });
  const told = picture.querySelector("[data-some]");
  const names = chosen.map((place) => place.dataset.name).join(", ");
  const words = names ? told.dataset.some.replace("{places}", () => names) : told.dataset.none;
  if (told.textContent !== words) told.textContent = words;
}

function showAll() {
  document.querySelectorAll("[data-body]").forEach(show);
}

document.addEventListener("click", (event) => {
  const picture = event.target.closest("[data-body] svg")?.closest("[data-body]");
  const place = picture && placeAt(picture, event.clientX, event.clientY);
  if (!place || !boxOf(place)) return;
  event.preventDefault();
  boxOf(place).click();
});

// What another script does to the boxes at the same change ("none of these") is done by then.
document.addEventListener("change", () => setTimeout(showAll));
document.addEventListener("reset", () => setTimeout(showAll));
document.addEventListener("htmx:load", showAll);
window.addEventListener("pageshow", showAll);
showAll();
