import type { Locator, Page } from 'playwright-core';
import { quiet } from '../browser/visit.ts';

/** What a person did and read. An action is a click or a field with input; a question counts with what is known of it. */
export type Effort = {
  readonly actions: number;
  readonly keys: number;
  readonly turns: number;
  readonly questions: number;
  readonly words: number;
};
export const NO_EFFORT: Effort = { actions: 0, keys: 0, turns: 0, questions: 0, words: 0 };

export const sumOf = (efforts: readonly Effort[]): Effort =>
  efforts.reduce(
    (sum, one) => ({
      actions: sum.actions + one.actions,
      keys: sum.keys + one.keys,
      turns: sum.turns + one.turns,
      questions: sum.questions + one.questions,
      words: sum.words + one.words,
    }),
    NO_EFFORT,
  );

// The keystroke-level model (Card, Moran and Newell, 1980), in seconds: a key or a press of a button, pointing, the hand between mouse and keyboard, and
// the decision before an action. docs/return-proofs.md says what the model leaves out.
const [KEY_S, POINT_S, HAND_S, DECIDE_S] = [0.28, 1.1, 0.4, 1.35];
/** The wait for another page. */
const PAGE_S = 1;
/** Careful reading of an official text; usual rates are 150 to 200. */
const WORDS_PER_MINUTE = 150;

/** The minutes that an effort takes by the model. Each question needs a decision of its own besides the actions. */
export function minutesOf({ actions, keys, turns, questions, words }: Effort): number {
  const hands = actions * (DECIDE_S + POINT_S + KEY_S + HAND_S) + keys * KEY_S + turns * PAGE_S;
  return (hands + questions * DECIDE_S) / 60 + words / WORDS_PER_MINUTE;
}

/** The hands and eyes of one person on a page. It counts what the page shows, not the time that passes. */
export class Hands {
  page: Page;
  private actions = 0;
  private keys = 0;
  private turns = 0;
  private words = 0;
  private seen = new Set<string>();
  constructor(page: Page) {
    this.page = page;
  }
  get effort(): Effort {
    return { actions: this.actions, keys: this.keys, turns: this.turns, questions: this.seen.size, words: this.words };
  }
  async click(what: Locator): Promise<void> {
    this.actions++;
    await what.click();
    await quiet(this.page);
  }
  /** A click that leads to another page of the return. */
  async turn(what: Locator): Promise<void> {
    const title = await this.page.locator('.return-main').textContent();
    this.turns++;
    await this.click(what);
    const isTurned = (before: string | null) => document.querySelector('.return-main')?.textContent !== before;
    await this.page.waitForFunction(isTurned, title);
    await quiet(this.page);
  }
  async type(where: Locator, text: string): Promise<void> {
    this.actions++;
    this.keys += text.length;
    await where.fill(text);
  }
  async attach(where: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    this.actions++;
    await where.setInputFiles(file);
    await quiet(this.page);
  }
  /** Reads the questions of the page that were not read yet: all their words but the names of their fields and buttons. */
  async read(): Promise<void> {
    await this.page.locator('.return-main > article.question').first().waitFor();
    const cards = await this.page.locator('.return-main > article.question').evaluateAll((articles) =>
      articles.map((article) => {
        const copy = article.cloneNode(true) as HTMLElement;
        for (const part of copy.querySelectorAll('fieldset, .field, button, .question-saved, .question-waits')) part.remove();
        const [number = ''] = copy.querySelector('h3')?.textContent?.match(/^[A-Z]\d+/) ?? [];
        return { number, words: (copy.textContent ?? '').match(/\S+/g)?.length ?? 0 };
      }),
    );
    for (const { number, words } of cards) {
      if (this.seen.has(number)) continue;
      this.seen.add(number);
      this.words += words;
    }
  }
}
