import { anyText, type Check, exactly, has, listOf, missing, notTogether, type Raw, shaped, textOf, wrong } from './form.rules.ts';
import { isIri, isMailbox, isSha1 } from './formats.rules.ts';

export const IRI: Check = textOf(isIri, 'IRI');

const account = shaped({ homePage: IRI, name: anyText }, ['homePage', 'name']);
const IDENTIFIERS = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const;
const NAMED: Record<string, Check> = {
  name: anyText,
  mbox: textOf(isMailbox, 'mailto:'),
  mbox_sha1sum: textOf(isSha1, 'SHA-1'),
  openid: IRI,
  account,
};
const agentShape = shaped({ objectType: exactly('Agent'), ...NAMED });
const groupShape = shaped({ objectType: exactly('Group'), ...NAMED, member: listOf((value, at, version) => agent(value, at, version)) });

function identifiers(object: Raw): number {
  let count = 0;
  for (const name of IDENTIFIERS) if (has(object, name)) count++;
  return count;
}

/** A person or a system, with exactly one identifier. */
export const agent: Check = (value, at, version) => {
  const count = identifiers(agentShape(value, at, version));
  if (count === 0) throw missing(`${at}.(mbox | mbox_sha1sum | openid | account)`);
  if (count > 1) throw notTogether(at);
};

/** A group: identified by one identifier, or anonymous with its members. */
export const group: Check = (value, at, version) => {
  const object = groupShape(value, at, version);
  if (object.objectType !== 'Group') throw missing(`${at}.objectType`);
  const count = identifiers(object);
  if (count > 1) throw notTogether(at);
  if (count === 0 && !(Array.isArray(object.member) && object.member.length > 0)) throw missing(`${at}.member`);
};

/** The actor: an agent or a group. */
export const actor: Check = (value, at, version) => (isGroup(value) ? group : agent)(value, at, version);

/** The authority: an agent, or an anonymous group of two, an application and a person. */
export const authority: Check = (value, at, version) => {
  actor(value, at, version);
  if (!isGroup(value)) return;
  if (identifiers(value) > 0 || !Array.isArray(value.member) || value.member.length !== 2) throw wrong(at, 'Agent | Group (2)');
};

export function isGroup(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && (value as Raw).objectType === 'Group';
}
