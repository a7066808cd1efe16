/** What a person should hear while a session runs: a voice that says the steps and counts the holds, or else a bell. */
export class Cues {
  #data;
  #bell;
  #voice;
  #sounds;
  #counted = "";

  /** `sounds` tells at any time whether the bell and the voice are wanted. */
  constructor(data, bell, voice, sounds) {
    [this.#data, this.#bell, this.#voice, this.#sounds] = [data, bell, voice, sounds];
  }

  get #isSpoken() {
    return this.#sounds().voice && this.#voice.isThere;
  }

  get speaks() {
    return this.#isSpoken && this.#voice.speaks;
  }

  /** An exercise's turn has come, and there is time to hear how it is done. */
  exercise(item) {
    if (this.#isSpoken) this.#voice.say(item.spoken);
    else this.ring();
  }

  step(step) {
    if (this.#isSpoken) this.#voice.say(step.spoken);
    else if (step.rings) this.ring();
  }

  /** Time has passed: a hold is counted. */
  time(player) {
    const left = Math.ceil(player.secondsLeft);
    const words = player.state === "running" ? player.step.counts[left] : undefined;
    const now = `${player.at} ${left}`;
    if (!this.#isSpoken || words === undefined || this.#counted === now) return;
    this.#counted = now;
    if (left <= this.#data.last_counted || !this.#voice.speaks) this.#voice.say(words);
  }

  hush() {
    this.#voice.hush();
  }

  ring() {
    if (this.#sounds().bell) this.#bell.ring();
  }
}
