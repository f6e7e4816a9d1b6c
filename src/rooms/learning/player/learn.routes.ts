import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { pickLanguage } from '#kernel/languages.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { clearCookie, readCookie } from '#platform/http/cookies.ts';
import { commandRoute, type FileRoute, fileRoute, type Route } from '#platform/http/route.ts';
import type { Services } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { languagesAt } from '#platform/texts/public-languages.ts';
import { type CourseLanguage, type Courses, playerLanguages, type ReadModule } from '#rooms/courses/index.ts';
import { type Html, html } from '#site/html.ts';
import type { SiteSettings } from '#site/public-page.ts';
import { drawOwnCheck } from '../learner/draw-check.command.ts';
import { leaveClass } from '../learner/enter.command.ts';
import { getLearner } from '../learner/get-learner.query.ts';
import type { ActiveLearner, Learner, LearnerAction } from '../learner/learn.schema.ts';
import { modulesOf } from '../learner/learner-modules.ts';
import { submitActions } from '../learner/submit-actions.command.ts';
import { reportingWay } from '../reporting-way.ts';
import { checkPage } from './check-page.ts';
import { firstLookOf, sendFirstLook } from './first-look.routes.ts';
import { answersOfForm, MAX_BYTES } from './form-answers.rules.ts';
import { placeholdersOf } from './learner-texts.query.ts';
import { lessonPage } from './lesson-page.ts';
import { homePage, learnerProgress, modulePage, shownOf } from './module-page.ts';
import { scriptRoutes } from './script-routes.ts';
import { learnAddress } from './shell.ts';
import {
  checkWaitingEntry,
  codeInAddress,
  enter,
  enterFromDesk,
  formOf,
  type PlayerRequest,
  QUEUE,
  SESSION,
  show,
  showOwn,
  showSignIn,
} from './sign-in.ts';

const Params = z.object({ lang: z.string().max(20), id: z.string().max(40).optional(), attempt: z.uuid().optional() });

type Inside = PlayerRequest & { learner: ActiveLearner; modules: readonly ReadModule[]; secret: string };
/** The addresses of the player. Every page works without script; the one address below that takes JSON is for phones that were offline. */
export function learnRoutes(site: SiteSettings): Route[] {
  const learnLanguages = languagesAt(site.languages, '/learn');
  let offered: { courses: Courses; languages: readonly CourseLanguage[] } | undefined;
  const languagesIn = ({ courses }: Services) => {
    if (offered?.courses !== courses) offered = { courses, languages: playerLanguages(courses, learnLanguages) };
    return offered.languages;
  };
  const page = (method: 'GET' | 'POST', path: string, handle: (visit: PlayerRequest) => Promise<unknown>): FileRoute =>
    fileRoute({
      ...(method === 'POST'
        ? { method, bodyType: 'form', maxBytes: MAX_BYTES[/first$|:attempt$/.test(path) ? 'answers' : 'short'] }
        : { method }),
      url: `/learn/:lang${path}`,
      permission: 'public',
      summary: `training/learn ${method} ${path}`,
      handle: (platform, _caller, request, reply) => {
        // A form has no client key that another site could not send, so its Origin must be this site.
        if (method === 'POST' && request.headers.origin === undefined) throw new AppError('platform/foreign-origin');
        const params = Params.safeParse(request.params);
        if (!params.success) throw new AppError('platform/not-found');
        const { lang, id = '', attempt } = params.data;
        const languages = languagesIn(platform.services);
        const language = languages.find(({ tag }) => tag === lang);
        if (language === undefined) throw new AppError('platform/not-found');
        const here = request.url.split('?')[0]!.slice(`/learn/${lang}`.length);
        // A command has no page of its own in the other language: the language switch leads to the page that contains its form.
        const at = method === 'POST' ? here.replace(/\/(enter|own|leave|check|sign)$/, '') : here;
        return handle({ platform, request, reply, language, languages, path: at, site, id: attempt ?? id });
      },
    });
  const inside = (method: 'GET' | 'POST', path: string, handle: (inside: Inside) => Promise<unknown>) =>
    page(method, path, async (visit) => {
      const known = await learnerOf(visit);
      if (known === null || 'over' in known) return showSignIn(visit, known);
      return handle({ ...visit, learner: known, secret: readCookie(visit.request, SESSION)!, modules: modulesOf(visit.platform, known) });
    });
  return [
    fileRoute({
      method: 'GET',
      url: '/learn',
      permission: 'public',
      summary: 'training/learn',
      handle: async (_platform, _caller, request, reply) => {
        const codes = learnLanguages.map(({ code }) => code);
        const code = codeInAddress(request);
        const address = learnAddress({ tag: pickLanguage(request.headers['accept-language'], codes) });
        return reply.redirect(code === undefined ? address : `${address}?code=${code}`, 303);
      },
    }),
    page('GET', '', async (visit) => {
      const known = await learnerOf(visit);
      if (known === null || 'over' in known) return showSignIn(visit, known);
      return show(visit, homePage(modulesOf(visit.platform, known), known, visit.language), known);
    }),
    page('POST', '/enter', enter),
    page('GET', '/enter', checkWaitingEntry),
    page('GET', '/own', showOwn),
    page('POST', '/own', enterFromDesk),
    inside('POST', '/leave', leave),
    inside('GET', '/m/:id', (visit) => show(visit, modulePage(moduleOf(visit), visit.learner, visit.language), visit.learner)),
    inside('POST', '/m/:id/check', drawCheck),
    inside('POST', '/m/:id/sign', (visit) => {
      const { id } = moduleOf(visit).module;
      return sign(visit, `/m/${id}`, { do: 'sign-record', record: visit.learner.elsewhere[id]?.record });
    }),
    inside('GET', '/m/:id/first', (visit) => show(visit, firstLookOf(visit, moduleOf(visit)), visit.learner)),
    inside('POST', '/m/:id/first', (visit) => sendFirstLook(visit, moduleOf(visit))),
    inside('GET', '/l/:id', showLesson),
    inside('POST', '/l/:id', readLesson),
    inside('GET', '/c/:attempt', showCheck),
    inside('POST', '/c/:attempt', async (visit) => {
      const form = formOf(visit.request);
      const print = form.get('print') ?? undefined;
      const at = visit.platform.clock().toISOString();
      await submitAction(visit, { do: 'answer', attempt: visit.id, answers: answersOfForm(form), ...(print && { print }), at });
      return visit.reply.redirect(learnAddress(visit.language, `/c/${visit.id}`), 303);
    }),
    inside('POST', '/c/:attempt/sign', (visit) => sign(visit, `/c/${visit.id}`, { do: 'sign', attempt: visit.id })),
    commandRoute({ url: '/learn/submit', command: submitActions, maxBytes: MAX_BYTES.actions }),
    ...scriptRoutes,
  ];
}

async function learnerOf({ platform, request }: PlayerRequest): Promise<z.infer<typeof Learner> | null> {
  const token = readCookie(request, SESSION);
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return null;
  return (await runQuery(platform, getLearner, { token: null, input: { secret: token } })) as z.infer<typeof Learner> | null;
}

function moduleOf({ modules, id: own }: Inside, id = own): ReadModule {
  const read = modules.find(({ module }) => module.id === id);
  if (read === undefined) throw new AppError('platform/not-found');
  return read;
}

async function leave({ platform, reply, language, secret: token }: Inside) {
  await runCommand(platform, leaveClass, { token: null, key: newKey(), input: { token } });
  for (const cookie of [SESSION, QUEUE]) clearCookie(reply, cookie);
  return reply.redirect(learnAddress(language), 303);
}

async function submitAction({ platform, secret: own }: Inside, one: LearnerAction) {
  await runCommand(platform, submitActions, { token: null, key: newKey(), input: { secret: own, ofQueue: false, actions: [one] } });
}

/** Signs the text a page shows, and shows the page again. If there is no record left to sign, the page is only shown. */
async function sign(
  visit: Inside,
  page: string,
  what: { do: 'sign'; attempt: string } | { do: 'sign-record'; record?: string | undefined },
) {
  const signature = { hash: formOf(visit.request).get('hash') ?? '', at: visit.platform.clock().toISOString() };
  if (what.do === 'sign') await submitAction(visit, { ...what, ...signature });
  else if (what.record !== undefined) await submitAction(visit, { do: what.do, record: what.record, ...signature });
  return visit.reply.redirect(learnAddress(visit.language, page), 303);
}

async function drawCheck(visit: Inside) {
  const { platform, reply, language, learner, secret: token } = visit;
  const read = moduleOf(visit);
  const { elsewhere, triesLeft } = learnerProgress(read, learner);
  if (elsewhere || triesLeft === 0) return reply.redirect(learnAddress(language, `/m/${read.module.id}`), 303);
  const input = { token, moduleId: read.module.id, classId: learner.class?.id ?? null };
  const { attempt } = (await runCommand(platform, drawOwnCheck, { token: null, key: newKey(), input })) as { attempt: string };
  return reply.redirect(learnAddress(language, `/c/${attempt}`), 303);
}

function lessonOf(visit: Inside) {
  const { of, lesson } = visit.platform.services.courses.lesson(visit.id);
  const whole = moduleOf(visit, of.module.id);
  const shown = shownOf(whole, learnerProgress(whole, visit.learner));
  return { read: shown.lessons.includes(lesson) ? shown : whole, lesson };
}

async function showLesson(visit: Inside) {
  const { read, lesson } = lessonOf(visit);
  const done = visit.learner.done.some((one) => one.lesson === lesson.id && one.version === lesson.version);
  const placeholders = await placeholdersOf(visit.platform, visit.secret, lesson, visit.language);
  const { operation, party } = visit.learner;
  const way = lesson.sections.some(({ reporting }) => reporting)
    ? await reportingWay(visit.platform, { operationId: operation, nationId: party }, visit.language.locale)
    : undefined;
  const filled = { ...placeholders, ...(way !== undefined && { reporting: wayLine(way, visit.language) }) };
  return show(visit, lessonPage(read, lesson, visit.language, done, filled, visit.learner.trainee), visit.learner);
}

/** The line of a lesson that names the way to report; a page can be opened from it. */
function wayLine(way: string, { t }: CourseLanguage): Html {
  const line = t('learn.reporting', { way });
  return /^https?:\/\/\S+$/.test(way) ? html`<a href="${way}">${line}</a>` : html`${line}`;
}

async function readLesson(visit: Inside) {
  const { read, lesson } = lessonOf(visit);
  await submitAction(visit, { do: 'read', lesson: lesson.id, version: lesson.version, at: visit.platform.clock().toISOString() });
  const next = read.lessons[read.lessons.indexOf(lesson) + 1];
  return visit.reply.redirect(learnAddress(visit.language, next ? `/l/${next.id}` : `/m/${read.module.id}`), 303);
}

async function showCheck(visit: Inside) {
  const attempt = visit.learner.attempts.find(({ id }) => id === visit.id);
  if (attempt === undefined) throw new AppError('platform/not-found');
  const read = moduleOf(visit, attempt.module);
  // A check of an earlier version has questions that no longer exist.
  if (attempt.version !== read.module.version) return visit.reply.redirect(learnAddress(visit.language, `/m/${read.module.id}`), 303);
  return show(visit, checkPage(read, attempt, visit.language, learnerProgress(read, visit.learner).triesLeft), visit.learner);
}
