import type { FastifyReply, FastifyRequest } from 'fastify';
import { newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import type { CourseLanguage, ReadModule } from '#rooms/courses/index.ts';
import type { ActiveLearner } from '../learner/learn.schema.ts';
import { takeFirstLook } from '../learner/take-first-look.command.ts';
import { firstLookPage } from './first-look-page.ts';
import { answersOfForm } from './form-answers.rules.ts';
import { learnerProgress, modulePage } from './module-page.ts';
import { type LearnPage, learnAddress } from './shell.ts';

/** The questions before a module. Once part of it was read it is too late for them, and the module's page is shown instead. */
export function firstLookOf({ learner, language }: { learner: ActiveLearner; language: CourseLanguage }, read: ReadModule): LearnPage {
  const { state, only } = learnerProgress(read, learner);
  return state === 'not-begun' && only === null ? firstLookPage(read, language) : modulePage(read, learner, language);
}

type Sent = { platform: Platform; request: FastifyRequest; reply: FastifyReply; language: CourseLanguage; secret: string };

/** Records their answers and continues with the first lesson. */
export async function sendFirstLook({ platform, request, reply, language, secret: token }: Sent, { module, lessons }: ReadModule) {
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
  const input = { token, moduleId: module.id, answers: answersOfForm(form) };
  await runCommand(platform, takeFirstLook, { token: null, key: newKey(), input });
  return reply.redirect(learnAddress(language, `/l/${lessons[0]!.id}`), 303);
}
