import { IRI } from './actor-check.rules.ts';
import {
  anyText,
  type Check,
  exactly,
  has,
  inside,
  isRaw,
  listOf,
  missing,
  notTogether,
  objectAt,
  oneOf,
  type Raw,
  shaped,
  wrong,
} from './form.rules.ts';
import { isIri, isLanguageTag } from './formats.rules.ts';

/** Texts by language. */
export const languageMap: Check = (value, at) => {
  const map = objectAt(value, at);
  for (const tag in map) {
    if (!isLanguageTag(tag)) throw wrong(at, 'RFC 5646');
    if (typeof map[tag] !== 'string') throw wrong(`${at}.${tag}`, 'string');
  }
};

/** Extensions: keys are IRIs, values are free. */
export const extensions: Check = (value, at) => {
  for (const key in objectAt(value, at)) if (!isIri(key)) throw wrong(at, 'IRI');
};

export const verb = shaped({ id: IRI, display: languageMap }, ['id']);

const INTERACTIONS = [
  'true-false',
  'choice',
  'fill-in',
  'long-fill-in',
  'matching',
  'performance',
  'sequencing',
  'likert',
  'numeric',
  'other',
] as const;

const component = shaped({ id: anyText, description: languageMap }, ['id']);
const components: Check = (value, at, version) => {
  listOf(component)(value, at, version);
  const ids = (value as Raw[]).map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw notTogether(at);
};
/** Which component lists each interaction type may have. */
const COMPONENTS: readonly (readonly [list: string, kinds: readonly string[]])[] = [
  ['choices', ['choice', 'sequencing']],
  ['scale', ['likert']],
  ['source', ['matching']],
  ['target', ['matching']],
  ['steps', ['performance']],
];

const definitionShape = shaped({
  name: languageMap,
  description: languageMap,
  type: IRI,
  moreInfo: IRI,
  extensions,
  interactionType: oneOf(INTERACTIONS),
  correctResponsesPattern: listOf(anyText),
  choices: components,
  scale: components,
  source: components,
  target: components,
  steps: components,
});

const definition: Check = (value, at, version) => {
  const object = definitionShape(value, at, version);
  for (const [list, kinds] of COMPONENTS) {
    if (!has(object, list)) continue;
    if (object.interactionType === undefined) throw missing(`${at}.interactionType`);
    if (!kinds.includes(object.interactionType as string)) throw notTogether(`${at}.${list}`);
  }
  if (has(object, 'correctResponsesPattern') && object.interactionType === undefined) throw missing(`${at}.interactionType`);
};

/** An activity. */
export const activity = shaped({ objectType: exactly('Activity'), id: IRI, definition }, ['id']);

/** The context activities. A single activity is accepted in place of a list of one. */
export const contextActivities: Check = shaped(
  Object.fromEntries(
    ['parent', 'grouping', 'category', 'other'].map((name): [string, Check] => [
      name,
      (value, at, version) => {
        if (Array.isArray(value)) for (const [index, one] of value.entries()) activity(one, inside(at, index), version);
        else if (isRaw(value)) activity(value, at, version);
        else throw wrong(at, '[]');
      },
    ]),
  ),
);
