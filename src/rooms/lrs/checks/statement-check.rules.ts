import { activity, contextActivities, extensions, languageMap, verb } from './activity-check.rules.ts';
import { actor, agent, authority, group, IRI } from './actor-check.rules.ts';
import {
  anyText,
  type Check,
  exactly,
  flag,
  has,
  listOf,
  missing,
  notTogether,
  number,
  objectAt,
  type Raw,
  shaped,
  textOf,
  type Version,
  wrong,
} from './form.rules.ts';
import { isDuration, isLanguageTag, isMediaType, isSha2, isUuid, momentOf } from './formats.rules.ts';

/** The verb of a statement that voids another. */
export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

const uuid = textOf(isUuid, 'UUID');
const moment = textOf((text) => momentOf(text) !== undefined, 'ISO 8601');
const whole: Check = (value, at) => {
  if (!Number.isInteger(value) || (value as number) < 0) throw wrong(at, '0, 1, 2…');
};

export const reference = shaped({ objectType: exactly('StatementRef'), id: uuid }, ['objectType', 'id']);

const scoreShape = shaped({ scaled: number, raw: number, min: number, max: number });
const score: Check = (value, at, version) => {
  const { scaled, raw, min, max } = scoreShape(value, at, version) as Record<string, number | undefined>;
  if (scaled !== undefined && (scaled < -1 || scaled > 1)) throw wrong(`${at}.scaled`, '-1…1');
  if (min !== undefined && max !== undefined && min >= max) throw wrong(`${at}.min`, '< max');
  if (raw !== undefined && ((min !== undefined && raw < min) || (max !== undefined && raw > max))) throw wrong(`${at}.raw`, 'min…max');
};
const result = shaped({
  score,
  success: flag,
  completion: flag,
  response: anyText,
  duration: textOf(isDuration, 'ISO 8601 (P…)'),
  extensions,
});

const relevantTypes: Check = (value, at, version) => {
  listOf(IRI)(value, at, version);
  if ((value as unknown[]).length === 0) throw wrong(at, '[IRI]');
};
const contextAgent = shaped({ objectType: exactly('contextAgent'), agent, relevantTypes }, ['objectType', 'agent']);
const contextGroup = shaped({ objectType: exactly('contextGroup'), group, relevantTypes }, ['objectType', 'group']);
const CONTEXT: Record<string, Check> = {
  registration: uuid,
  instructor: actor,
  team: group,
  contextActivities,
  revision: anyText,
  platform: anyText,
  language: textOf(isLanguageTag, 'RFC 5646'),
  statement: reference,
  extensions,
};
const CONTEXT_OF: Record<Version, ReturnType<typeof shaped>> = {
  '1.0.3': shaped(CONTEXT),
  '2.0.0': shaped({ ...CONTEXT, contextAgents: listOf(contextAgent), contextGroups: listOf(contextGroup) }),
};
const context: Check = (value, at, version) => void CONTEXT_OF[version](value, at, version);

const attachment = shaped(
  {
    usageType: IRI,
    display: languageMap,
    description: languageMap,
    contentType: textOf(isMediaType, 'type/subtype'),
    length: whole,
    sha2: textOf(isSha2, 'SHA-2'),
    fileUrl: IRI,
  },
  ['usageType', 'display', 'contentType', 'length', 'sha2'],
);

const COMMON: Record<string, Check> = { actor, verb, result, context, timestamp: moment, attachments: listOf(attachment) };
const statementShape = shaped(
  {
    ...COMMON,
    id: uuid,
    object: (value, at, version) => object(value, at, version, true),
    stored: moment,
    authority,
    version: anyText,
  },
  ['actor', 'verb', 'object'],
);
const subStatementShape = shaped(
  { ...COMMON, objectType: exactly('SubStatement'), object: (value, at, version) => object(value, at, version, false) },
  ['actor', 'verb', 'object'],
);

const object = (value: unknown, at: string, version: Version, outer: boolean): void => {
  const { objectType } = objectAt(value, at);
  if (objectType === undefined || objectType === 'Activity') activity(value, at, version);
  else if (objectType === 'Agent') agent(value, at, version);
  else if (objectType === 'Group') group(value, at, version);
  else if (objectType === 'StatementRef') reference(value, at, version);
  else if (objectType === 'SubStatement' && outer) together(subStatementShape(value, at, version), at);
  else throw wrong(`${at}.objectType`, 'Activity | Agent | Group | StatementRef | SubStatement');
};

/** Which properties may occur together: revision and platform need an activity as object. */
function together(statement: Raw, at: string): void {
  const context = statement.context as Raw | undefined;
  const { objectType = 'Activity' } = statement.object as Raw;
  if (context === undefined || objectType === 'Activity') return;
  for (const name of ['revision', 'platform']) if (has(context, name)) throw notTogether(`${at}.context.${name}`);
}

const STATED = { '1.0.3': /^1\.0(\.\d+)?$/, '2.0.0': /^(1\.0(\.\d+)?|2\.0(\.\d+)?)$/ } as const satisfies Record<Version, RegExp>;

/** Checks one statement by the version of the request. Throws the first fault with its place. */
export function checkStatement(value: unknown, at: string, version: Version): Raw {
  try {
    return checked(value, '', version);
  } catch {
    return checked(value, at, version);
  }
}

function checked(value: unknown, at: string, version: Version): Raw {
  const statement = statementShape(value, at, version);
  together(statement, at);
  if (has(statement, 'version') && !STATED[version].test(statement.version as string)) throw wrong(`${at}.version`, version);
  if (isVoiding(statement) && (statement.object as Raw).objectType !== 'StatementRef') throw missing(`${at}.object.(StatementRef)`);
  return statement;
}

/** Whether a statement voids another. */
export function isVoiding({ verb }: Raw): boolean {
  return (verb as Raw).id === VOIDED;
}
