import type { ReadModule } from '#rooms/courses/content/course.rules.ts';
import type { TestBed } from '#test/database/harness.ts';
import { WAITS } from '../player/sign-in.ts';
import type { Answers, Drawn } from '../progress/check.rules.ts';
import { itemOf } from '../progress/check.rules.ts';

/** The right answers to a drawn check, as a learner would give them. */
export function rightAnswers(read: ReadModule, drawn: readonly Drawn[]): Answers {
  return Object.fromEntries(
    drawn.map(({ lesson, item: id }) => {
      const item = itemOf(read, lesson, id);
      if (item.kind === 'true-false') return [id, [String(item.answer)]];
      if (item.kind === 'order') return [id, item.steps.map((step) => step.id)];
      return [id, item.options.filter(({ right }) => right).map((option) => option.id)];
    }),
  );
}

export type AccessSlip = { number: string; pin: string };

/** A phone: a browser that keeps cookies and sends forms. */
export function aPhone({ server }: Pick<TestBed, 'server'>) {
  // Even if many enter at once here, each gets its own result and not the waiting page.
  WAITS.momentMs = 60_000;
  const cookies: Record<string, string> = {};
  const send = async (method: 'GET' | 'POST', url: string, form?: Record<string, string> | [string, string][]) => {
    const answer = await server.inject({
      method,
      url,
      cookies,
      ...(form && {
        payload: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', origin: 'http://localhost' },
      }),
    });
    for (const cookie of answer.cookies) {
      if (cookie.value === '') delete cookies[cookie.name];
      else cookies[cookie.name] = cookie.value;
    }
    return answer;
  };
  return {
    cookies,
    get: (url: string) => send('GET', url),
    post: (url: string, form: Record<string, string> | [string, string][] = {}) => send('POST', url, form),
    enter: (code: string, { number, pin }: AccessSlip) => send('POST', '/learn/en/enter', { code, number, pin }),
  };
}
