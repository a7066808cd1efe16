import { Awake } from "./awake.js";
import { Clock, LOOK_MS } from "./clock.js";
import { Cues } from "./cues.js";
import { Guide, toldNow } from "./guide.js";
import { Keep } from "./keep.js";
import { forgetKept, keepForLater } from "./offline.js";
import { Player } from "./player.js";
import { askInTurn, fieldsOf, tellsOfSign } from "./questions.js";
import { Sender } from "./send.js";
import { Bell, Voice } from "./sounds.js";
import { View } from "./view.js";

/** So long after nobody could be reached it is tried again. */
const AGAIN_MS = 20000;

const KEYS = { s: "skip", b: "back", q: "stop" };

/** The session of one page: from its first button to what is told of it. */
class Session {
  #root;
  #days;
  #view;
  #form;
  #keep = new Keep();
  #bell = new Bell();
  #voice;
  #sender;
  #guide = null;
  #player = null;
  #deed = null;
  #isTold = false;

  constructor(root, days) {
    this.#root = root;
    this.#days = days;
    this.#view = new View(root);
    this.#form = this.#view.part("did");
    this.#voice = new Voice(days.day.language);
    const mark = this.#form.querySelector("input[name=mark]");
    this.#sender = new Sender(this.#keep, root.dataset.deed, [mark.name, mark.value]);
  }

  ready() {
    this.#view.show({ exercises: true, did: false, start: true });
    this.#offerToGoOn();
    this.#settleSounds();
    askInTurn(this.#form);
    this.#root.addEventListener("click", (event) => this.#pressed(event.target.closest("[data-press]")));
    this.#view.part("player").addEventListener("keydown", (event) => this.#typed(event));
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    window.addEventListener("online", () => this.#sendKept());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#sendKept());
    this.#sendKept();
  }

  get #stand() {
    const stand = this.#keep.stand(this.#days.day.plan);
    const data = stand && this.#dataOf(stand.deed);
    return data && data.steps.length === stand.steps && stand.deed.at < stand.steps ? stand : null;
  }

  #dataOf(deed) {
    return deed.shorter ? this.#days.shorter_day : this.#days.day;
  }

  #offerToGoOn() {
    const stand = this.#stand;
    const button = this.#root.querySelector("[data-press=go_on]");
    if (!stand) return;
    const data = this.#dataOf(stand.deed);
    const exercise = data.items[data.steps[stand.deed.at].item].name;
    button.textContent = button.dataset.words.replace("{exercise}", exercise);
    button.hidden = false;
  }

  #settleSounds() {
    const sounds = this.#keep.sounds();
    for (const box of this.#root.querySelectorAll("[data-sound]")) {
      box.checked = sounds[box.dataset.sound];
      if (box.dataset.sound === "voice") box.closest("label").hidden = !this.#voice.isThere;
      box.addEventListener("change", () => {
        this.#keep.putSounds({ ...this.#keep.sounds(), [box.dataset.sound]: box.checked });
      });
    }
  }

  #pressed(button) {
    if (!button) return;
    const what = button.dataset.press;
    if (what === "begin") this.#begin(newDeed(this.#days.day.plan, false));
    else if (what === "begin_shorter") this.#begin(newDeed(this.#days.day.plan, true));
    else if (what === "go_on") this.#goOn();
    else if (what === "throw_away") this.#throwAway();
    else this.#guide?.obey(what, button.dataset.reason ?? "");
  }

  /** The keys of the terminal, while the session has the focus; a button that has it is pressed as everywhere. */
  #typed(event) {
    const isButton = event.target.closest("button, summary, a, input") !== null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const why = this.#view.part("why");
    if (!why.hidden && /^[1-9]$/.test(event.key)) why.querySelectorAll("[data-reason]")[Number(event.key) - 1]?.click();
    let what = KEYS[event.key.toLowerCase()];
    if (!isButton && event.key === " ") what = ["running", "reading"].includes(this.#player.state) ? "pause" : "go";
    if (!isButton && event.key === "Enter" && this.#player.state !== "running") what = "go";
    if (!what) return;
    event.preventDefault();
    this.#guide.obey(what);
  }

  #goOn() {
    const stand = this.#stand;
    if (stand) this.#begin(stand.deed, true);
  }

  #begin(deed, goesOn = false) {
    const data = this.#dataOf(deed);
    this.#player = new Player(data.steps);
    if (goesOn) this.#player.goOn(deed);
    else this.#keep.forgetStand();
    this.#deed = { ...deed, ended: null, form: goesOn ? deed.form : fieldsOf(this.#form) };
    this.#bell.allow();
    const clock = new Clock();
    const cues = new Cues(data, this.#bell, this.#voice, () => this.#keep.sounds());
    const put = (...told) => this.#put(...told);
    this.#guide = new Guide(
      { data, player: this.#player, deed: this.#deed },
      { clock, cues, awake: new Awake(), view: this.#view, put },
    );
    document.addEventListener("visibilitychange", () => this.#guide.look());
    document.body.addEventListener("htmx:beforeRequest", leaveWholly);
    this.#view.begin();
    this.#guide.begin();
    setInterval(() => this.#guide.look(), LOOK_MS);
  }

  /** There is more of a deed: it is kept here at once, and sent where it is time for that. */
  #put(deed, player, isTimeToSend) {
    this.#keep.putDeed(deed);
    if (player.state === "done") this.#keep.forgetStand();
    else this.#keep.putStand(deed, player.steps.length);
    if (isTimeToSend) this.#sendKept();
  }

  async #sendKept() {
    const answers = await this.#sender.send();
    const answered = answers[this.#deed?.id];
    const ours = answered?.told === this.#deed?.told ? answered : null; // an earlier state of it is not what was told last
    const [first] = Object.values(answers).filter((one) => !one.ok);
    if (first) this.#view.refused(first.answer.why ?? "", this.#isTold && tellsOfSign(this.#form));
    if (ours?.ok && this.#isTold) window.location.assign(ours.answer.next);
    else if (ours?.ok && this.#deed.ended) this.#view.closing(ours.answer.closing, ours.answer.parts);
    return ours;
  }

  /** The questions are answered: they go into the diary, and the page that comes then tells what comes of them. */
  async #submit(event) {
    if (!this.#deed) return;
    event.preventDefault();
    const fields = fieldsOf(this.#form);
    Object.assign(this.#deed, {
      form: fields,
      stopped: new FormData(this.#form).get("stopped"),
      told: toldNow(this.#deed),
    });
    this.#keep.putDeed(this.#deed);
    const hasSign = tellsOfSign(this.#form);
    if (hasSign) {
      this.#keep.forgetStand();
      forgetKept();
    }
    this.#isTold = true;
    if (!(await this.#sendKept())) {
      this.#view.unsent(hasSign);
      setInterval(() => this.#sendKept(), AGAIN_MS);
    }
  }

  #throwAway() {
    for (const deed of this.#keep.deeds()) this.#keep.forgetDeed(deed);
    this.#keep.forgetStand();
    window.location.reload();
  }
}

/** Another page is opened as a new one, and not put in the place of this one while its clock runs. */
function leaveWholly(event) {
  if (!event.detail.boosted) return;
  event.preventDefault();
  window.location.assign(event.detail.pathInfo.requestPath);
}

function newDeed(plan, shorter) {
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, plan, shorter, started: hereAndNow(), ended: null, left_out: {}, stopped: null };
}

/** Now, with the zone of this place: what is done after midnight is of the new day. */
export function hereAndNow(now = new Date()) {
  const ahead = -now.getTimezoneOffset();
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((n) => String(n).padStart(2, "0"));
  const here = new Date(now.getTime() + ahead * 60000).toISOString().slice(0, -1);
  return `${here}${ahead < 0 ? "-" : "+"}${hours}:${minutes}`;
}

const root = document.getElementById("session");
if (root?.querySelector("[data-is=player]")) {
  const answer = await fetch(root.dataset.steps, { headers: { Accept: "application/json" } });
  new Session(root, await answer.json()).ready();
  keepForLater(root.dataset.worker, root.dataset.offline.split(" "));
}
