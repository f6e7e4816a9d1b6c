const EVERY_MS = 1_500;
const TONE_SECONDS = 0.6;
/** A browser that cannot sound, for want of an audio device, waits for ever and reports nothing. */
const SILENT_AFTER_MS = 2_000;

/** A tone that repeats until it is stopped. It is made in the browser: nothing is loaded. It begins when a button is pressed, as browsers require. */
export class Alarm {
  readonly #context = new AudioContext();
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #silence: ReturnType<typeof setTimeout>;

  /** `onSilence` learns whether this device cannot sound, and each change of it. */
  constructor(onSilence: (isSilent: boolean) => void) {
    const tell = () => onSilence(this.#context.state !== 'running');
    this.#silence = setTimeout(() => {
      tell();
      this.#context.onstatechange = tell;
    }, SILENT_AFTER_MS);
  }

  /** Sounds once, so that a person hears whether they would hear it. */
  async sound(): Promise<void> {
    await this.#context.resume();
    for (const [at, pitch] of [880, 660].entries()) {
      const [tone, volume] = [this.#context.createOscillator(), this.#context.createGain()];
      const start = this.#context.currentTime + (at * TONE_SECONDS) / 2;
      tone.frequency.value = pitch;
      volume.gain.value = 0.4;
      tone.connect(volume).connect(this.#context.destination);
      tone.start(start);
      tone.stop(start + TONE_SECONDS / 2);
    }
  }

  /** Sounds again and again, or falls silent. */
  ring(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => void this.sound(), EVERY_MS) : undefined;
    if (on) void this.sound();
  }

  end(): void {
    this.ring(false);
    clearTimeout(this.#silence);
    this.#context.onstatechange = null;
    void this.#context.close();
  }
}
