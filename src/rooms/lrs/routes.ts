import type { InterfaceRoute, Route } from '#platform/http/route.ts';
import { VERSIONS } from './checks/form.rules.ts';
import { documentResources } from './documents/documents.resource.ts';
import { anIri, parseAgent, readParameters, versionOf } from './request.rules.ts';
import { describeActivity, describeAgent } from './statements/describe.query.ts';
import { statementsResource } from './statements/statements.resource.ts';
import { resource, stamp } from './xapi.ts';

/** Lists the supported versions. Needs no credential and no version header, because a client asks before it knows one. */
const about: InterfaceRoute = {
  ...resource('/xapi/about', 'xAPI: which versions are spoken', {})[0]!,
  method: 'GET',
  permission: 'public',
  admit: async () => {},
  async handle(platform, request, reply) {
    stamp(reply, platform, versionOf(request.headers['x-experience-api-version'] as string | undefined) ?? '2.0.0');
    return reply.type('application/json').send(JSON.stringify({ version: VERSIONS }));
  },
};

const activities = resource('/xapi/activities', 'xAPI: an activity', {
  async GET(visit) {
    const { activityId } = readParameters(visit.parameters, { activityId: anIri }, ['activityId']);
    return { status: 200, body: JSON.stringify(await visit.ask(describeActivity, { activityId })) };
  },
});

const agents = resource('/xapi/agents', 'xAPI: a person', {
  async GET(visit) {
    const { agent } = readParameters(visit.parameters, { agent: parseAgent }, ['agent']);
    return { status: 200, body: JSON.stringify(await visit.ask(describeAgent, agent)) };
  },
});

/** The interface for learning systems (xAPI 1.0.3 and 2.0.0). */
export const lrsRoutes: Route[] = [about, ...statementsResource, ...documentResources, ...activities, ...agents];
