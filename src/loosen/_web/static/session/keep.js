/** After so long a session is another day's. */
const STALE_MS = 12 * 3600 * 1000;

const STAND = "loosen-session-stand";
const DEEDS = "loosen-session-deeds";
const SOUNDS = "loosen-session-sounds";

/**
 * Keeps in this browser how far a session is, so that a closed page can go on; what was done and is not yet in the diary;
 * and whether a bell and a voice are wanted. Where a browser keeps nothing, it is all forgotten with the page.
 */
export class Keep {
  #storage;
  #now;

  constructor(storage = storageHere(), now = () => Date.now()) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Where the session of this plan stands; null where nothing is kept, or not of today. */
  stand(plan) {
    const stand = this.#read(STAND, null);
    const isOurs = stand?.deed?.plan === plan && Array.isArray(stand.deed.finished) && Array.isArray(stand.deed.worked);
    const age = isOurs ? this.#now() - stand.on : -1;
    return age >= 0 && age < STALE_MS ? stand : null;
  }

  putStand(deed, steps) {
    this.#write(STAND, { deed, steps, on: this.#now() });
  }

  forgetStand() {
    this.#write(STAND, null);
  }

  /** What is not in the diary yet, the oldest first: the last state of each session. */
  deeds() {
    return Object.values(this.#read(DEEDS, {}));
  }

  putDeed(deed) {
    this.#write(DEEDS, { ...this.#read(DEEDS, {}), [deed.id]: deed });
  }

  /** It is in the diary, unless more was told meanwhile. */
  forgetDeed(deed) {
    const deeds = this.#read(DEEDS, {});
    if (deeds[deed.id]?.told !== deed.told) return;
    delete deeds[deed.id];
    this.#write(DEEDS, deeds);
  }

  /** Whether a bell rings and a voice speaks. */
  sounds() {
    return { bell: true, voice: false, ...this.#read(SOUNDS, {}) };
  }

  putSounds(sounds) {
    this.#write(SOUNDS, sounds);
  }

  #read(key, otherwise) {
    try {
      return JSON.parse(this.#storage.getItem(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  #write(key, value) {
    try {
      this.#storage.setItem(key, JSON.stringify(value));
    } catch {
      // it is full, or not allowed: the session goes on without
    }
  }
}

function storageHere() {
  try {
    window.localStorage.getItem(STAND);
    return window.localStorage;
  } catch {
    const kept = new Map();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  }
}
