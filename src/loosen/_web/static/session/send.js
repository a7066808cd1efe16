/** How long an answer is waited for before a deed is kept for later. */
const PATIENCE_MS = 15000;

/** Answers after which it may well be taken another time: too slow, too many, or a page that was shown long ago. */
const LATER = new Set([403, 408, 429]);

/**
 * Sends what was done into the diary, as often as it takes: a state that arrives twice changes nothing there, so nothing
 * is lost where an answer is.
 */
export class Sender {
  #keep;
  #address;
  #csrf;
  #sending = Promise.resolve();

  /** `csrf` is the name and the value that forms of this page carry. */
  constructor(keep, address, csrf) {
    this.#keep = keep;
    this.#address = address;
    this.#csrf = csrf;
  }

  /**
   * Sends all that is kept, one after the other. Gives back what was answered by the ids of sessions:
   * `{ok, answer, told}`, with when the state was told that it answers; nothing of those that nobody could be told.
   */
  send() {
    this.#sending = this.#sending.then(() => this.#all());
    return this.#sending;
  }

  async #all() {
    const answers = {};
    for (const deed of this.#keep.deeds()) {
      const answer = await this.#one(deed);
      if (answer?.ok) this.#keep.forgetDeed(deed);
      if (answer) answers[deed.id] = { ...answer, told: deed.told };
    }
    return answers;
  }

  async #one({ form, ...deed }) {
    const body = new URLSearchParams(form);
    body.set(...this.#csrf);
    body.set("deed", JSON.stringify({ ...deed, sent: new Date().toISOString() }));
    try {
      const response = await fetch(this.#address, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (response.status >= 500 || LATER.has(response.status)) return null;
      return { ok: response.ok, answer: await response.json().catch(() => ({})) };
    } catch {
      return null;
    }
  }
}
