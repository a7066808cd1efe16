/** A voice may tell how an exercise is done for so many times as long as reading it takes; then the clock starts. */
const PATIENCE = 3;

/**
 * Runs one session: lets the clock move it on, shows each step as it comes, does what is pressed, and puts down what was
 * done before anything else, so that nothing is lost where a page is closed.
 *
 * `session` is what is played: `{data, player, deed}`. `parts` are what it works with: `{clock, cues, awake, view, put}`;
 * `put` is told the deed whenever there is more of it, and whether it is time to send it.
 */
export class Guide {
  #data;
  #player;
  #deed;
  #parts;
  #isAsking = false;
  #wasRunning = false;
  #told = -1;
  #announced = -1;
  #kept = -1;
  #waited = 0;
  #ended = false;

  constructor({ data, player, deed }, parts) {
    [this.#data, this.#player, this.#deed, this.#parts] = [data, player, deed, parts];
  }

  /** Begin, or stand where it was stopped. */
  begin() {
    if (this.#player.state === "ready") this.#player.start();
    this.#parts.clock.passed();
    this.#put(true);
    this.#show();
  }

  /** Let the time pass that has passed. To be called often; how often does not matter. */
  look() {
    if (this.#ended) return;
    const { seconds, slept } = this.#parts.clock.passed();
    const player = this.#player;
    if (this.#isStillTold(seconds)) {
      this.#waited += seconds;
    } else if (!slept) {
      player.tick(seconds);
    } else if (player.state === "running" || player.state === "reading") {
      this.#pause();
    }
    this.#show();
  }

  /** What somebody pressed: `go`, `pause`, `skip`, `back`, `stop`, and while it is asked why, `why` with a reason or none. */
  obey(what, reason = "") {
    if (this.#ended) return;
    this.look();
    if (this.#isAsking) this.#why(what, reason);
    else this.#do(what);
    this.#show();
  }

  #do(what) {
    const player = this.#player;
    if (what === "skip") {
      this.#isAsking = true;
      this.#wasRunning = player.state !== "paused";
      this.#pause();
    } else if (what === "back") {
      player.back();
    } else if (what === "go") {
      player.start();
    } else if (what === "pause") {
      this.#pause();
    } else if (what === "stop") {
      this.#end();
    }
  }

  #why(what, reason) {
    if (!["why", "back", "stop"].includes(what)) return;
    this.#isAsking = false;
    if (what === "stop") {
      this.#end();
      return;
    }
    if (what === "why") {
      if (reason) this.#deed.left_out[this.#player.step.item] = reason;
      this.#player.skip();
    }
    // whoever was hurt goes on only when they say so, with the signs to stop at before their eyes
    if (this.#wasRunning && reason !== "hurt") this.#player.start();
  }

  #pause() {
    this.#player.pause();
    this.#parts.cues.hush();
  }

  /** Whether a voice still tells how it is done when the time to read it is over. */
  #isStillTold(seconds) {
    const player = this.#player;
    if (player.state !== "reading" || !this.#parts.cues.speaks || seconds < player.secondsToRead) return false;
    return this.#waited < PATIENCE * this.#data.items[player.step.item].read_s;
  }

  #show() {
    const { view, cues, awake } = this.#parts;
    const player = this.#player;
    if (player.state === "done") {
      this.#end();
      return;
    }
    if (player.step.item !== this.#told) this.#beginExercise(player.step.item);
    else if (player.at !== this.#kept) this.#put(false);
    this.#kept = player.at;
    view.draw(this.#data, player, this.#isAsking);
    this.#announce();
    cues.time(player);
    awake.want(player.state === "running" || player.state === "reading");
  }

  /** Tell how it is done, with time to read it. */
  #beginExercise(item) {
    const isFirst = this.#told < 0;
    this.#told = item;
    this.#waited = 0;
    if (!isFirst) this.#put(true);
    this.#parts.view.exercise(this.#data, item);
    this.#player.read(this.#data.items[item].read_s);
    if (this.#player.state === "reading") this.#parts.cues.exercise(this.#data.items[item]);
  }

  #announce() {
    const player = this.#player;
    if (player.at === this.#announced || player.state !== "running") return;
    this.#announced = player.at;
    this.#parts.cues.step(player.step);
  }

  #end() {
    if (this.#ended) return;
    this.#ended = true;
    const { view, cues, awake } = this.#parts;
    cues.hush();
    if (this.#player.state === "done") cues.ring();
    awake.want(false);
    this.#deed.ended = new Date().toISOString();
    this.#put(true);
    view.end(this.#player);
  }

  #put(isTimeToSend) {
    const player = this.#player;
    Object.assign(this.#deed, {
      told: toldNow(this.#deed),
      at: player.at,
      seconds: player.secondsDone,
      finished: [...player.finished],
      worked: [...player.worked.values()],
    });
    this.#parts.put(this.#deed, player, isTimeToSend);
  }
}

/** When a deed is told more of: now, and later than the last time, so that two states of it are never of one moment. */
export function toldNow(deed) {
  const last = deed.told ? Date.parse(deed.told) : 0;
  return new Date(Math.max(Date.now(), last + 1)).toISOString();
}
