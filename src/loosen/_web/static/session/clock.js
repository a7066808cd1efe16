/** How often the clock is looked at. What is shown changes once a second, so a tenth of one is soon enough. */
export const LOOK_MS = 100;

/** When this many seconds pass between two looks at a page that is seen, the device slept. */
const ASLEEP_S = 3;

/** A browser wakes a page that is not seen only once a minute: so long it was there all the same. */
const ASLEEP_UNSEEN_S = 65;

/**
 * Tells how much time has passed since it was last asked, so that none is lost or counted twice, however late or how
 * seldom a browser lets a page run. Time during which the device slept is no time of a session.
 */
export class Clock {
  #now;
  #wall;
  #looked;
  #lookedWall;
  #isUnseen;
  #wasUnseen = false;

  /**
   * `now` counts milliseconds and never goes back; `wall` is the time of day, which also counts while a device sleeps.
   * `isUnseen` tells whether the page is out of sight; whoever asks for the time has to do so when that changes, too.
   */
  constructor(now = () => performance.now(), wall = () => Date.now(), isUnseen = () => document.hidden) {
    [this.#now, this.#wall, this.#isUnseen] = [now, wall, isUnseen];
    this.passed();
  }

  /** The seconds since the last look, and whether the device slept meanwhile. */
  passed() {
    const [now, wall] = [this.#now(), this.#wall()];
    const seconds = (now - (this.#looked ?? now)) / 1000;
    const beside = (wall - (this.#lookedWall ?? wall)) / 1000;
    const unseen = this.#isUnseen();
    const slept = Math.max(seconds, beside) >= (unseen || this.#wasUnseen ? ASLEEP_UNSEEN_S : ASLEEP_S);
    [this.#looked, this.#lookedWall, this.#wasUnseen] = [now, wall, unseen];
    return { seconds, slept };
  }
}
