/**
 * Goes through a session as it is told that time has passed; there is no clock in here, and nothing of a dose: what is
 * done for how long, what counts as work and when a repetition is done is in the steps that it is given.
 *
 * It waits ("ready") until `start`, and only runs on between `start` and `pause`; where somebody has to `read` first, it
 * waits until that time has passed, or `start`. It moves just as the player of the terminal does.
 */
export class Player {
  constructor(steps) {
    this.steps = steps;
    this.state = steps.length ? "ready" : "done";
    this.finished = new Set();
    this.worked = new Map();
    this.secondsDone = 0;
    this.at = 0;
    this.spent = 0;
    this.toRead = 0;
  }

  /** What is being done now; when all is done, what was done last. */
  get step() {
    return this.steps[Math.min(this.at, this.steps.length - 1)];
  }

  /** What comes after this step; null at the end. */
  get stepAhead() {
    return this.steps[this.at + 1] ?? null;
  }

  /** The seconds that the step still takes, once its clock runs. */
  get secondsLeft() {
    return this.state === "done" ? 0 : this.step.seconds - this.spent;
  }

  /** The seconds until the clock starts by itself. */
  get secondsToRead() {
    return this.state === "reading" ? this.toRead : 0;
  }

  /** The seconds that the session still takes, when nothing is skipped. */
  get secondsToGo() {
    return this.steps.slice(this.at).reduce((sum, step) => sum + step.seconds, 0) - this.spent;
  }

  start() {
    if (this.state !== "done") this.state = "running";
  }

  /** Stand still for so many seconds, or until `start`. */
  read(seconds) {
    if (this.state === "running" && seconds > 0) {
      this.state = "reading";
      this.toRead = seconds;
    }
  }

  pause() {
    if (this.state === "running" || this.state === "reading") this.state = "paused";
  }

  /** Let time pass. A step ends at its very moment, however late that is told: what was too much belongs to the next. */
  tick(seconds) {
    if (this.state === "reading") {
      const read = Math.min(seconds, this.toRead);
      this.toRead -= read;
      seconds -= read;
      if (this.toRead <= 0) this.state = "running";
    }
    while (this.state === "running" && seconds > 0) {
      const passed = Math.min(seconds, this.secondsLeft);
      this.#pass(passed);
      seconds -= passed;
      if (this.spent >= this.step.seconds) this.#stepEnds();
    }
  }

  /** Stand, paused, at the beginning of a step that was reached before. */
  goOn({ at, finished, seconds, worked }) {
    if (at < 0 || at >= this.steps.length) return;
    this.#goTo(at);
    this.finished = new Set(finished);
    this.worked = new Map(worked.map((one) => [keyOf(one.item, one.side), { ...one }]));
    this.secondsDone = seconds;
    this.state = "paused";
  }

  /** Leave the rest of this exercise out. */
  skip() {
    if (this.state !== "done") this.#goTo(this.#firstOf(this.step.item + 1));
  }

  /** Begin this exercise again, or go to the one before it while still getting ready. */
  back() {
    if (this.state === "done") return;
    const first = this.#firstOf(this.step.item);
    this.#goTo(this.at > first ? first : this.#firstOf(this.step.item - 1));
  }

  #pass(seconds) {
    this.spent += seconds;
    this.secondsDone += seconds;
    if (this.step.is_work) this.#add(this.step, seconds, 0);
  }

  #add(step, seconds, repetitions) {
    const key = keyOf(step.item, step.side);
    const before = this.worked.get(key) ?? { item: step.item, side: step.side, seconds: 0, repetitions: 0 };
    before.seconds += seconds;
    before.repetitions += repetitions;
    this.worked.set(key, before);
  }

  #stepEnds() {
    const step = this.step;
    if (step.repetition_ends) this.#add(step, 0, 1);
    this.#goTo(this.at + 1);
    if (this.state === "done" || this.step.item !== step.item) this.finished.add(step.item);
  }

  /** Where an exercise begins: the first is the least, and beyond the last is the end. */
  #firstOf(item) {
    const at = this.steps.findIndex((step) => step.item >= item);
    return at < 0 ? this.steps.length : at;
  }

  #goTo(at) {
    this.at = at;
    this.spent = 0;
    if (at === this.steps.length) this.state = "done";
  }
}

function keyOf(item, side) {
  return `${item} ${side}`;
}
