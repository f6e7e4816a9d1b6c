import { expect, test } from 'vitest';
import { validModule } from '#rooms/courses/content/fixtures.ts';
import type { Completion } from '#rooms/lrs/index.ts';
import { readXapi } from './xapi.rules.ts';

const courses = [{ module: { ...validModule(), id: 'G', version: 2 }, lessons: [] }];
const read = (one: Partial<Completion>) =>
  readXapi(
    [
      {
        ...{ statementId: 's', sourceId: 'x', verb: 'passed', activityId: 'https://a.example.org/modules/G', identity: null },
        account: { homePage: 'https://a.example.org', name: ' qa-1 ' },
        ...{ at: new Date(0), storedAt: new Date(0), result: null, voided: false, position: '' },
        ...one,
      },
    ],
    { courses, passMark: () => 80 },
  );

test('readXapi takes the module from the end of the path, in the activity’s version or the current one', () => {
  const [pass] = read({}).passes;
  expect(pass).toMatchObject({ number: 'QA-1', module: 'G', moduleVersion: 2, sourceId: 's' });
  expect(read({ activityId: 'https://b.example.org/x/G/?version=1' }).passes).toMatchObject([{ moduleVersion: 1 }]);
  for (const activityId of [
    'https://a.example.org/modules/g1',
    'https://a.example.org/G?version=3',
    'https://a.example.org/G?version=x',
    'urn:x:G',
    null,
  ])
    expect(read({ activityId })).toMatchObject({ passes: [], unknownModules: [{ system: 'x', statement: 's', value: activityId ?? '' }] });
});

test('readXapi counts only statements of success as passes', () => {
  const none = { passes: [], notPassed: 1 };
  expect(read({ verb: 'completed' })).toMatchObject(none);
  expect(read({ verb: 'completed', result: { success: true } }).passes).toHaveLength(1);
  expect(read({ verb: 'completed', result: { scaled: 0.8 } }).passes).toMatchObject([{ score: 80 }]);
  expect(read({ result: { scaled: 0.29 } })).toMatchObject(none);
  expect(read({ result: { scaled: 0.799 } })).toMatchObject(none);
  expect(read({ result: { success: false, scaled: 1 } })).toMatchObject(none);
  expect(read({ result: { completion: false, success: true } })).toMatchObject(none);
  expect(read({ account: null })).toMatchObject({ passes: [], nameless: 1 });
});
