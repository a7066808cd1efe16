/** Shows a session in the elements of its page, each of which is found by what it is for (`data-is`). */
export class View {
  #parts = new Map();
  #around;
  #shown = new Map();
  #item = null;

  constructor(root) {
    for (const part of root.querySelectorAll("[data-is]")) this.#parts.set(part.dataset.is, part);
    this.#around = 2 * Math.PI * Number(this.part("ring").getAttribute("r"));
    this.part("ring").setAttribute("stroke-dasharray", this.#around.toFixed(2));
  }

  /** The element that is there for something. */
  part(name) {
    return this.#parts.get(name);
  }

  /** Show or hide elements by what they are for: `{ring: true, why: false}`. */
  show(parts) {
    for (const [name, isShown] of Object.entries(parts)) this.part(name).hidden = !isShown;
  }

  /** A session begins: the page is there for nothing else. */
  begin() {
    this.show({ opening: false, exercises: false, did: false, told: false, player: true });
    document.body.classList.add("in-session");
    this.part("player").focus();
    window.scrollTo(0, 0);
  }

  /** An exercise's turn has come: how it is done. */
  exercise(data, place) {
    const item = data.items[place];
    this.#item = item;
    this.#text("name", `${place + 1}. ${item.name}`);
    this.#text("dose", item.dose);
    this.#list("steps", item.steps, "li");
    this.#list("notes", [...item.notes, item.feel, ...item.own_signs], "p");
    this.#list("stop_signs", item.stop_signs, "li");
    this.#shown.delete("picture");
  }

  /** How far it is. What is shown already is left alone, so that a screen reader is told only of what is new. */
  draw(data, player, isAsking) {
    const { step, state } = player;
    const isReading = state === "reading";
    const left = Math.ceil(isReading ? player.secondsToRead : player.secondsLeft);
    this.#picture(state);
    this.#text("where", data.items[step.item].where.replace("{to_go}", asClock(player.secondsToGo)));
    this.#text("seconds", String(left));
    this.#text("large", isReading ? "" : step.large);
    this.#text("words", isReading ? "" : step.words);
    this.#text("then", isReading ? "" : step.then);
    this.#text("reading", this.part("reading").dataset.words.replace("{seconds}", left));
    this.#ring(isReading ? player.secondsToRead / this.#item.read_s : player.secondsLeft / step.seconds);
    Object.assign(this.part("player").dataset, { state, phase: isReading ? "reading" : step.phase });
    this.#buttons(state, isAsking);
  }

  #buttons(state, isAsking) {
    const goes = state === "running";
    const [go, pause, why] = ["go", "pause", "why"].map((name) => this.part(name));
    const held = document.activeElement;
    const isNew = isAsking && why.hidden;
    this.#text("go", state === "reading" ? go.dataset.reading : go.dataset.paused);
    this.show({
      go: !goes, pause: goes || state === "reading", why: isAsking, controls: !isAsking,
      signs: state === "paused" && !isAsking, reading: state === "reading",
    });
    if (isNew) why.querySelector("button").focus();
    else if ((held === go || held === pause) && held.hidden) (held === go ? pause : go).focus();
    else if (why.contains(held) && !isAsking) this.part("player").focus();
  }

  /** It moves while it is done, and stands still in a pause. */
  #picture(state) {
    const { moving, still } = this.#item.picture;
    const address = state === "paused" ? still : moving;
    if (this.#shown.get("picture") === address) return;
    this.#shown.set("picture", address);
    const picture = this.part("picture");
    picture.hidden = !address;
    picture.alt = this.#item.shows;
    if (address) picture.src = address;
  }

  #ring(share) {
    const gone = (1 - Math.min(1, Math.max(0, share))) * this.#around;
    this.part("ring").setAttribute("stroke-dashoffset", gone.toFixed(2));
  }

  /** The session is over, or was stopped: the questions about it. */
  end(player) {
    const isWhole = player.state === "done";
    document.body.classList.remove("in-session");
    this.show({ player: false, told: true, was_all: isWhole, was_stopped: !isWhole, did: true, what_done: false });
    this.show({ why_stopped: !isWhole });
    this.part("why_stopped").disabled = isWhole;
    for (const field of this.part("what_done").querySelectorAll("select")) field.disabled = true;
    this.part("told").focus();
    window.scrollTo(0, 0);
  }

  /** How far it went, in the words of whoever keeps the diary, in place of the few that the page has itself. */
  closing(words, parts) {
    this.#text("closing", words);
    this.#list("parts", parts, "li");
    this.show({ was_all: false, rest: false });
  }

  /** It is told, and nobody could be reached: what is new is taken for the worse. */
  unsent(hasSign) {
    this.show({ did: false, told: false, offline: true, offline_stop: hasSign, offline_sign: hasSign, offline_kept: true });
    this.part("offline").focus();
  }

  /** It came to nothing, and why. What is new is taken for the worse here, too. */
  refused(why, hasSign) {
    this.#text("refused", this.part("refused").dataset.words.replace("{why}", why));
    this.show({ offline: true, refused: true, offline_stop: hasSign, offline_sign: hasSign, offline_kept: false });
    this.part("offline").querySelector("[data-press=throw_away]").hidden = false;
  }

  #text(name, text) {
    if (this.#shown.get(name) === text) return;
    this.#shown.set(name, text);
    this.part(name).textContent = text;
  }

  #list(name, texts, tag) {
    this.part(name).replaceChildren(
      ...texts.map((text) => {
        const line = document.createElement(tag);
        line.textContent = text;
        return line;
      }),
    );
  }
}

/** Seconds as minutes and seconds: 9:05. */
export function asClock(seconds) {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
