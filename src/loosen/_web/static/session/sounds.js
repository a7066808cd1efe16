const BEEP_S = 0.18;
const HERTZ = 660;
const LOUD = 0.25;

/** A soft bell, made in the browser itself. A browser lets it ring only after somebody touched the page. */
export class Bell {
  #audio = null;

  /** To be called while somebody presses something. */
  allow() {
    const Audio = globalThis.AudioContext ?? globalThis.webkitAudioContext;
    this.#audio ??= Audio ? new Audio() : null;
    this.#audio?.resume?.().catch?.(() => {});
  }

  ring() {
    if (this.#audio?.state !== "running") return;
    const [tone, volume, now] = [this.#audio.createOscillator(), this.#audio.createGain(), this.#audio.currentTime];
    tone.frequency.value = HERTZ;
    volume.gain.setValueAtTime(LOUD, now);
    volume.gain.exponentialRampToValueAtTime(0.001, now + BEEP_S);
    tone.connect(volume).connect(this.#audio.destination);
    tone.start(now);
    tone.stop(now + BEEP_S);
  }
}

/** The browser's own voice in one language. */
export class Voice {
  #speech = globalThis.speechSynthesis ?? null;
  #language;

  constructor(language) {
    this.#language = language;
  }

  /** Whether this browser can speak at all; which voices it has it may tell only later. */
  get isThere() {
    return this.#speech !== null;
  }

  get speaks() {
    return this.#speech?.speaking ?? false;
  }

  /** Say something in place of what is being said. */
  say(text) {
    if (!this.#speech) return;
    this.hush();
    const said = new SpeechSynthesisUtterance(text);
    said.lang = this.#language;
    said.voice = this.#fitting();
    said.rate = 0.9;
    this.#speech.speak(said);
  }

  hush() {
    this.#speech?.cancel();
  }

  /** A voice of this language that needs no network, else the one that the browser takes itself. */
  #fitting() {
    const fitting = this.#speech.getVoices().filter((one) => one.lang.toLowerCase().startsWith(this.#language));
    return fitting.find((one) => one.localService) ?? null;
  }
}
