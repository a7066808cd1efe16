/** Keeps the screen from going dark while a session runs, where a browser can do that. */
export class Awake {
  #lock = null;
  #isWanted = false;

  constructor() {
    document.addEventListener("visibilitychange", () => this.#settle());
  }

  want(isWanted) {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#settle();
  }

  async #settle() {
    if (!this.#isWanted) {
      await this.#lock?.release().catch(() => {});
      this.#lock = null;
    } else if (document.visibilityState === "visible" && "wakeLock" in navigator) {
      this.#lock = await navigator.wakeLock.request("screen").catch(() => null);
    }
  }
}
