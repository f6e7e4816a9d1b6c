import { createConfig, lintFromString } from '@redocly/openapi-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { routesOf, type Surface, siteOf } from '#app/rooms.ts';
import { describeApi } from '#app/serving/openapi.ts';
import type { Platform } from '#platform/platform.ts';

type Operation = {
  security: object[];
  parameters?: ({ $ref: string } | { name: string })[];
  responses: Record<string, object>;
  tags: string[];
};
type Document = { info: object; paths: Record<string, Record<string, Operation & { operationId: string }>>; components: object };

const platform = { exercise: true } as Platform;
const documentOf = (surface: Surface) =>
  JSON.parse(JSON.stringify(describeApi(routesOf(surface, platform, siteOf(platform, {})), true))) as Document;

/** The findings of Redocly's recommended rules, errors and warnings alike, and operations with an undeclared tag. */
async function faultsOf(document: Document): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'], rules: { 'operation-tag-defined': 'error' } });
  const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config });
  return found.map(({ ruleId, location, message }) => `${ruleId} ${location[0]?.pointer ?? ''} ${message}`);
}

let whole: Document;
beforeAll(() => {
  whole = documentOf('all');
});

describe('the OpenAPI document', () => {
  test.each(['all', 'desk', 'public'] as const)('passes the recommended rules for the surface %s', async (surface) => {
    expect(await faultsOf(documentOf(surface))).toEqual([]);
  });

  test.each<[string, object]>([
    ['security-defined', { security: undefined }],
    ['operation-operationId', { operationId: undefined }],
    ['operation-operationId-unique', { operationId: 'peopleSignIn' }],
    ['operation-tag-defined', { tags: ['nowhere'] }],
    ['operation-4xx-response', { responses: { 200: { description: 'The answer.' } } }],
    ['no-unresolved-refs', { parameters: [{ $ref: '#/components/parameters/none' }] }],
  ])('is reported under the rule %s if it breaks that rule', async (rule, spoilt) => {
    const { '/desk/api/matrix': matrix, '/desk/api/session': session } = whole.paths;
    const paths = { '/desk/api/session': session!, '/desk/api/matrix': { get: { ...matrix!.get!, ...spoilt } } };
    expect((await faultsOf({ ...whole, paths })).map((fault) => fault.split(' ')[0])).toContain(rule);
  });

  // Behaviour of the mount and the runner, written here independently of the code.
  test.each<[string, object[], string[], string[]]>([
    ['commitmentsGetMatrix', [{ session: [] }], [], ['400', '401', '403', '421', '422', '503']],
    ['partiesGetParty', [{ session: [] }], ['partyId'], ['400', '401', '404', '421', '422', '503']],
    ['nationsTreatyRows', [], [], ['421', '422', '503']],
    [
      'evidenceChangeDraft',
      [{ session: [] }],
      ['itemId', 'idempotency-key', 'if-match'],
      ['400', '401', '403', '404', '408', '409', '412', '413', '415', '421', '422', '503', '507'],
    ],
    ['peopleSignIn', [], ['idempotency-key'], ['400', '401', '403', '408', '413', '415', '421', '422', '429', '503', '507']],
    [
      'peopleSignInByTotp',
      [{ session: [] }],
      ['idempotency-key'],
      ['400', '401', '403', '408', '413', '415', '421', '422', '429', '503', '507'],
    ],
    [
      'peopleSignOut',
      [{ session: [] }],
      ['idempotency-key'],
      ['400', '401', '403', '404', '408', '409', '413', '415', '421', '422', '503', '507'],
    ],
    ['evidenceDownloadDocument', [{ session: [] }], ['documentId'], ['400', '401', '404', '421', '422', '503']],
    ['contractorsPrintWorkerPaper', [{ session: [] }], ['contractId', 'lang', 'size'], ['400', '401', '404', '421', '422', '503']],
    ['getAbout', [], [], ['421', '503']],
    ['getXapiAbout', [], [], ['421', '503']],
  ])('states the permission, input and refusals of %s', (id, security, parameters, refusals) => {
    const found = Object.values(whole.paths)
      .flatMap((path) => Object.values(path))
      .find(({ operationId }) => operationId === id);
    expect(found?.security).toEqual(security);
    expect((found?.parameters ?? []).map((one) => ('name' in one ? one.name : one.$ref.split('/').at(-1)))).toEqual(
      expect.arrayContaining(parameters),
    );
    expect(Object.keys(found!.responses).filter((status) => Number(status) >= 400)).toEqual(refusals);
  });

  test('declares the credential of learning systems, and the name of the cookie with and without TLS', () => {
    expect(whole.paths['/xapi/statements']!.post!.security).toEqual([{ credential: [] }]);
    expect(whole.components).toMatchObject({
      securitySchemes: { session: { name: '__Host-manumit_desk', in: 'cookie' }, credential: { scheme: 'basic' } },
    });
    expect(describeApi(routesOf('all', platform, siteOf(platform, {})), false)).toMatchObject({
      components: { securitySchemes: { session: { name: 'manumit_desk' } } },
    });
  });

  test('contains nothing of the desk on the public surface', () => {
    const { paths, components } = documentOf('public');
    expect(Object.keys(paths).filter((path) => /^\/(desk|xapi)/.test(path))).toEqual([]);
    expect(components).not.toHaveProperty('securitySchemes');
  });
});
