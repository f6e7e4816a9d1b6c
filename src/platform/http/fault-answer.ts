import { pickLanguage } from '#kernel/languages.ts';
import type { Platform } from '../platform.ts';
import { LOCALES } from '../texts/texts.ts';
import { acceptsHtml, type RequestInfo } from './admission/refusals.ts';
import { type TranslateError, toProblem } from './problem.ts';

/** The page that explains an error to a person with a browser. `form`: the fields they sent, as far as they were read. */
export type FaultPage = (
  fault: { status: number; title: string },
  request: { language: string; method: string; url: string; form: URLSearchParams | null },
) => { headers: Readonly<Record<string, string>>; body: string };

/** How an error is answered: with a problem document, or with a page where the client is a browser. */
export function faultAnswers({
  platform,
  translateError,
  languages,
  faultPage,
}: {
  platform: Platform;
  translateError: TranslateError;
  /** The codes of the languages a page may be in. A problem document is in a language of the desk. */
  languages: readonly string[];
  faultPage?: FaultPage | undefined;
}) {
  return (error: unknown, request: RequestInfo & { body?: unknown }) => {
    const { method = 'GET', url = '/', body } = request;
    const asHtml = acceptsHtml(request);
    // A page without script keeps its language in its address: in the query, or, on public pages and in the player, in the path.
    const offered = asHtml ? languages : LOCALES;
    const languageInUrl = offered.find((one) => new RegExp(`[?&]lang=${one}(&|$)${asHtml ? `|^/(learn/)?${one}(/|[?]|$)` : ''}`).test(url));
    const language = languageInUrl ?? pickLanguage(request.headers['accept-language'], offered);
    const problem = toProblem(error, language, translateError, platform.log);
    const form = typeof body === 'string' ? new URLSearchParams(body) : null;
    const page = asHtml ? faultPage?.(problem, { language, method, url, form }) : undefined;
    return { status: problem.status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem), ...page };
  };
}
