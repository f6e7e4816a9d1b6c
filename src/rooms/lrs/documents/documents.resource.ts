import { AppError } from '#kernel/errors.ts';
import type { Version } from '../checks/form.rules.ts';
import { aName, anIri, aUuid, parseAgent, parseMoment, readParameters } from '../request.rules.ts';
import { type Answer, type Handlers, resource, type Visit } from '../xapi.ts';
import { scopeOf, type Unsaid } from './document.rules.ts';
import { dropDocument, storeDocument } from './documents.command.ts';
import { getDocument, listDocuments } from './documents.query.ts';

const KINDS = {
  state: { needs: ['activityId', 'agent'], name: 'stateId' },
  'agent-profile': { needs: ['agent'], name: 'profileId' },
  'activity-profile': { needs: ['activityId'], name: 'profileId' },
} as const;
type Kind = keyof typeof KINDS;

/** What the specification allows a PUT without a precondition to do (1.0.3: Communication 3.1; 2.0: 4.1.4). */
const UNSAID: Record<Version, Record<Kind, Unsaid>> = {
  '1.0.3': { state: 'anything', 'agent-profile': 'nothing', 'activity-profile': 'nothing' },
  '2.0.0': { state: 'begin', 'agent-profile': 'begin', 'activity-profile': 'begin' },
};

/** What a request addresses: the scope, the registration, and the name if it gives one. */
function pointed(visit: Visit, kind: Kind, extra: 'since' | 'none', named: boolean) {
  const { needs, name } = KINDS[kind];
  const readers = {
    ...((needs as readonly string[]).includes('activityId') && { activityId: anIri }),
    ...((needs as readonly string[]).includes('agent') && { agent: parseAgent }),
    ...(kind === 'state' && { registration: aUuid }),
    ...(extra === 'since' && { since: parseMoment }),
    [name]: aName,
  };
  const found = readParameters(visit.parameters, readers, [...needs, ...(named ? [name] : [])] as never[]) as Record<string, unknown>;
  if (found.since !== undefined && found[name] !== undefined) throw new AppError('lrs/not-together', { at: 'since' });
  const agent = found.agent as { identity: string } | undefined;
  return {
    scope: scopeOf(kind, (found.activityId as string | undefined) ?? '', agent?.identity ?? ''),
    registration: (found.registration as string | undefined) ?? null,
    since: (found.since as string | undefined) ?? null,
    name: (found[name] as string | undefined) ?? null,
  };
}

const preconditionOf = ({ headers }: Visit) => ({ ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] });

function handlersOf(kind: Kind): Handlers {
  const store =
    (how: 'put' | 'merge') =>
    async (visit: Visit): Promise<Answer> => {
      const { scope, registration, name } = pointed(visit, kind, 'none', true);
      const contentType = visit.headers['content-type'] ?? 'application/octet-stream';
      await visit.run(storeDocument, {
        place: { scope, registration, name: name! },
        how,
        unsaid: how === 'merge' ? 'anything' : UNSAID[visit.version][kind],
        contentType: contentType.slice(0, 200),
        content: visit.body,
        ...preconditionOf(visit),
      });
      return { status: 204 };
    };
  return {
    PUT: store('put'),
    POST: store('merge'),
    async GET(visit) {
      const { scope, registration, since, name } = pointed(visit, kind, 'since', false);
      if (name === null) return { status: 200, body: JSON.stringify(await visit.ask(listDocuments, { scope, registration, since })) };
      const found = await visit.ask(getDocument, { scope, registration, name });
      if (found === null) throw new AppError('platform/not-found');
      const headers = { etag: found.etag, 'last-modified': found.updatedAt.toUTCString() };
      return { status: 200, body: found.content, type: found.contentType, headers };
    },
    async DELETE(visit) {
      const { scope, registration, name } = pointed(visit, kind, 'none', kind !== 'state');
      await visit.run(dropDocument, { scope, registration, name, ...preconditionOf(visit) });
      return { status: 204 };
    },
  };
}

export const documentResources = [
  ...resource('/xapi/activities/state', 'xAPI: state of an activity', handlersOf('state')),
  ...resource('/xapi/activities/profile', 'xAPI: profiles of an activity', handlersOf('activity-profile')),
  ...resource('/xapi/agents/profile', 'xAPI: profiles of an agent', handlersOf('agent-profile')),
];
