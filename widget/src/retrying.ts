/** Waits between tries: 1, 2, 4… seconds, at most 30, less a random part so that clients don't come back at once. */

const LONGEST_MS = 30_000;
const JITTER = 0.25;

function delay(tries: number): number {
  return Math.min(LONGEST_MS, 1000 * 2 ** tries) * (1 - JITTER * Math.random());
}

export class Pause {
  private tries = 0;
  private waking: (() => void) | undefined;

  /** Waits longer each time, unless woken. */
  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay(this.tries++));
      this.waking = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.waking = undefined;
  }

  wake(): void {
    this.waking?.();
  }

  reset(): void {
    this.tries = 0;
  }
}
