import type { PermissionName } from '../client/routes.gen.ts';
import type { translateSearch } from './texts.ts';

type TextKey = Extract<Parameters<typeof translateSearch>[1], `action.${string}`>;

/** Where an entry of the search leads, as the router reads it. */
export type Target = { to: string; params?: Record<string, string>; search?: Record<string, string>; hash?: string };

const action = (text: TextKey, target: Target, ...needs: readonly PermissionName[]) => ({ text, target, needs });

/** The actions that the search offers, each with the permissions of which one is needed. */
export const ACTIONS = [
  action('action.enter-evidence', { to: '/evidence/new' }, 'evidence:enter'),
  action('action.open-return', { to: '/returns', search: { view: 'open' } }, 'returns:open'),
  action('action.plan-round', { to: '/rounds', search: { view: 'plan' } }, 'reviews:direct'),
  action('action.write-letter', { to: '/outreach', search: { view: 'open' } }, 'nations:write-letters'),
  action('action.invite', { to: '/people', search: { invite: '1' } }, 'people:invite'),
  action('action.hand-over', { to: '/people/hand-over' }),
  action('action.review-access', { to: '/people/review' }, 'people:review-access'),
  action('action.register-nation', { to: '/parties', search: { kind: 'nation', new: '1' } }, 'parties:register'),
  action('action.register-contractor', { to: '/parties', search: { kind: 'contractor', new: '1' } }, 'parties:register-contractor'),
  action('action.keep-help', { to: '/parties', search: { kind: 'operation' } }, 'reports:keep-help'),
  action('action.import', { to: '/imports' }, 'imports:run'),
  action('action.account', { to: '/account' }),
] as const;
