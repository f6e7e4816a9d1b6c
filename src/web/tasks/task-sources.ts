/** The rooms with tasks, in the order of the page. The digests have a source for each (app/personal/waiting.ts). */
export const TASK_SOURCES = [
  'reviews',
  'returns',
  'letters',
  'plans',
  'training',
  'contracts',
  'differences',
  'access',
  'help',
  'channels',
  'purges',
  'erasures',
] as const;
export type TaskSource = (typeof TASK_SOURCES)[number];
