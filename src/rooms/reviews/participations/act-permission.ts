import type { ReviewPermission } from '../permissions.ts';
import type { ParticipationAct } from './participation.rules.ts';

/** The permission required for each command on a participation. */
export const ACT_PERMISSION: Readonly<Record<ParticipationAct, ReviewPermission>> = {
  prefill: 'reviews:speak',
  answer: 'reviews:speak',
  submit: 'reviews:sign',
  ask: 'reviews:judge',
  explain: 'reviews:speak',
  rate: 'reviews:judge',
  find: 'reviews:judge',
  'send-draft': 'reviews:direct',
  comment: 'reviews:speak',
  'decide-comment': 'reviews:direct',
  adopt: 'reviews:direct',
  'report-progress': 'reviews:speak',
  verify: 'reviews:judge',
  'carry-over': 'reviews:direct',
  visit: 'reviews:judge',
  'agree-to-publication': 'reviews:sign',
};
