import { writeSync } from 'node:fs';

/** Tells a person what a long step is doing just now. */
export type Tell = (detail: string) => void;

interface RunningStep {
  name: string;
  began: number;
  detail: string;
}

const plainEverySeconds = 10;

/**
 * Progress with elapsed time for steps that may overlap: one live line on a terminal, a plain line every few seconds
 * elsewhere. A finished step leaves one line with its time.
 */
export class Progress {
  readonly #running = new Set<RunningStep>();
  readonly #live = process.stdout.isTTY;
  #timer: NodeJS.Timeout | undefined;

  async step<Result>(name: string, work: (tell: Tell) => Promise<Result>): Promise<Result> {
    const step: RunningStep = { name, began: Date.now(), detail: '' };
    this.#running.add(step);
    this.#tick();
    let mark = '✗';
    try {
      const result = await work((detail) => {
        step.detail = detail;
      });
      mark = '✓';
      return result;
    } finally {
      this.#running.delete(step);
      this.say(`${mark} ${name}${step.detail === '' ? '' : ` · ${step.detail}`} (${elapsed(step.began)})`);
      if (this.#running.size === 0) this.#rest();
    }
  }

  /** A line of its own, clear of the live line. */
  say(line: string): void {
    this.#write(`${this.#live ? '\r\u001b[K' : ''}${line}\n`);
  }

  #tick(): void {
    this.#timer ??= setInterval(() => this.#show(), this.#live ? 200 : plainEverySeconds * 1000).unref();
    if (this.#live) this.#show();
  }

  #show(): void {
    const now = [...this.#running].map((step) => {
      const detail = step.detail === '' ? '' : ` (${step.detail})`;
      return `${step.name}${detail} ${elapsed(step.began)}`;
    });
    if (now.length === 0) return;
    const line = `… ${now.join(' · ')}`;
    this.#write(this.#live ? `\r\u001b[K${line.slice(0, (process.stdout.columns || 80) - 1)}` : `${line}\n`);
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #write(text: string): void {
    try {
      writeSync(1, text);
    } catch {
      // A closed or full pipe must not end the run.
    }
  }
}

/** Seconds since a moment: `0.4 s`, `12 s`, `2 min 05 s`. */
export function elapsed(since: number, now = Date.now()): string {
  const seconds = (now - since) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
