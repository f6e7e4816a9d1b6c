import { pickLanguage } from '#kernel/languages.ts';
import type { Platform } from '../platform.ts';
import { LOCALES } from '../texts/texts.ts';
import { type AskedFor, isForEyes } from './admission/refusals.ts';
import { type SayError, toProblem } from './problem.ts';

/** The page that says what went wrong to whoever reads it with their eyes; `form`: what they sent, as far as it was read. */
export type FaultPage = (
  fault: { status: number; title: string },
  asked: { language: string; method: string; url: string; form: URLSearchParams | null },
) => { headers: Readonly<Record<string, string>>; body: string };

/** How an error is answered: with a problem document, or with a page where somebody reads it with their eyes. */
export function faultAnswers({
  platform,
  sayError,
  languages,
  faultPage,
}: {
  platform: Platform;
  sayError: SayError;
  /** The codes of the languages a page may be in. A problem document is in one of the desk. */
  languages: readonly string[];
  faultPage?: FaultPage | undefined;
}) {
  return (error: unknown, asked: AskedFor & { body?: unknown }) => {
    const { method = 'GET', url = '/', body } = asked;
    const forEyes = isForEyes(asked);
    // A page without script keeps its language in its address: in the query, or as the public pages and the player do, in its path.
    const offered = forEyes ? languages : LOCALES;
    const inAddress = offered.find((one) => new RegExp(`[?&]lang=${one}(&|$)${forEyes ? `|^/(learn/)?${one}(/|[?]|$)` : ''}`).test(url));
    const language = inAddress ?? pickLanguage(asked.headers['accept-language'], offered);
    const problem = toProblem(error, language, sayError, platform.log);
    const form = typeof body === 'string' ? new URLSearchParams(body) : null;
    const page = forEyes ? faultPage?.(problem, { language, method, url, form }) : undefined;
    return { status: problem.status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem), ...page };
  };
}
