import { randomUUID } from 'node:crypto';
import { AppError } from '#kernel/errors.ts';
import { commitInGroup } from '#platform/db/group-commit.ts';
import type { Raw } from '../checks/form.rules.ts';
import { writeMultipart } from '../checks/multipart.rules.ts';
import { attachmentsOf, onlyStatement, prepareStatements, readSent, type Sent } from '../checks/prepare.rules.ts';
import { isSameStatement } from '../checks/same.rules.ts';
import { aFormat, aUuid, parseFlag, readParameters } from '../request.rules.ts';
import { type Answer, resource, type Visit } from '../xapi.ts';
import { atMoments } from './consistency.ts';
import { getAttachments, getKnown, getStatement, listStatements } from './find-statements.query.ts';
import { idsOnly, inOneLanguage, languagesOf } from './format.rules.ts';
import { filterOf, morePage } from './statement-filter.rules.ts';
import { storeStatements } from './store-statements.command.ts';

async function post(visit: Visit): Promise<Answer> {
  readParameters(visit.parameters, {}, []);
  const sent = readSent(visit.headers['content-type'] ?? '', visit.body, visit.version);
  return { status: 200, body: JSON.stringify(await store(visit, sent)) };
}

async function put(visit: Visit): Promise<Answer> {
  const { statementId } = readParameters(visit.parameters, { statementId: aUuid }, ['statementId']);
  const sent = onlyStatement(readSent(visit.headers['content-type'] ?? '', visit.body, visit.version), visit.body, statementId);
  await store(visit, sent);
  return { status: 204 };
}

/**
 * Stores what was sent and returns the ids. An identical statement that is already stored is left as it is, so a sender that lost our answer may send again.
 */
async function store(visit: Visit, { statements, attachments }: Sent): Promise<string[]> {
  if (statements.length === 0) return [];
  const { platform, owner, authority, version } = visit;
  return atMoments(platform.clock(), statements.length, async (micros) => {
    const prepared = prepareStatements(statements, { source: owner.source, authority, version, micros });
    const ids = prepared.map(({ id }) => id);
    try {
      await visit.run(storeStatements, { statements: prepared, attachments });
      return ids;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'lrs/other-content') throw error;
    }
    const known = new Map((await visit.ask(getKnown, { ids })).map(({ id, statement }) => [id, JSON.parse(statement) as Raw]));
    for (const [index, { id }] of prepared.entries()) {
      const before = known.get(id);
      if (before && !isSameStatement(before, statements[index]!.raw)) throw new AppError('lrs/other-content');
    }
    const rest = prepared.filter(({ id }) => !known.has(id));
    if (rest.length > 0) await visit.run(storeStatements, { statements: rest, attachments });
    // Who stored them may still wait for the disk.
    else await commitInGroup(platform.pool, []);
    return ids;
  });
}

const ONE = { statementId: aUuid, voidedStatementId: aUuid, attachments: parseFlag, format: aFormat };

async function get(visit: Visit): Promise<Answer> {
  const single = visit.parameters.has('statementId') || visit.parameters.has('voidedStatementId');
  return single ? getOne(visit) : getMany(visit);
}

async function getOne(visit: Visit): Promise<Answer> {
  const { statementId, voidedStatementId, attachments, format = 'exact' } = readParameters(visit.parameters, ONE, []);
  if (statementId !== undefined && voidedStatementId !== undefined) throw new AppError('lrs/not-together', { at: 'voidedStatementId' });
  const found = await visit.ask(getStatement, { id: (statementId ?? voidedStatementId)!.toLowerCase() });
  if (found === null || found.voided !== (voidedStatementId !== undefined)) throw new AppError('platform/not-found');
  return withFiles(visit, attachments === true, [found], (texts) => texts[0]!, format);
}

async function getMany(visit: Visit): Promise<Answer> {
  const { wanted, attachments, format } = filterOf(visit.parameters, visit.owner.source, visit.authority);
  const rows = await visit.ask(listStatements, { ...wanted, rows: wanted.rows + 1 });
  const found = rows.slice(0, wanted.rows);
  const more = rows.length > wanted.rows ? morePage(visit.parameters, found.at(-1)!.id) : '';
  const whole = (texts: readonly string[]) => `{"statements":[${texts.join(',')}],"more":${JSON.stringify(more)}}`;
  return withFiles(visit, attachments, found, whole, format);
}

async function withFiles(
  visit: Visit,
  attachments: boolean,
  found: readonly { statement: string; storedAt: Date }[],
  join: (texts: readonly string[]) => string,
  format: string,
): Promise<Answer> {
  const body = join(found.map(({ statement }) => formatted(statement, format, visit.headers['accept-language'])));
  const newest = Math.max(...found.map(({ storedAt }) => storedAt.getTime()));
  const headers = Number.isFinite(newest) ? { 'last-modified': new Date(newest).toUTCString() } : undefined;
  if (!attachments) return { status: 200, body, ...(headers && { headers }) };
  const asked = new Map(
    found.flatMap(({ statement }) => attachmentsOf(JSON.parse(statement) as Raw)).map((one) => [String(one.sha2).toLowerCase(), one]),
  );
  const files = await visit.ask(getAttachments, { hashes: [...asked.keys()] });
  const boundary = randomUUID();
  const parts = files.map(({ sha2, content }) => ({
    headers: { 'Content-Type': String(asked.get(sha2)!.contentType), 'Content-Transfer-Encoding': 'binary', 'X-Experience-API-Hash': sha2 },
    body: content,
  }));
  const message = writeMultipart(boundary, [{ headers: { 'Content-Type': 'application/json' }, body: Buffer.from(body) }, ...parts]);
  return { status: 200, body: message, type: `multipart/mixed; boundary=${boundary}`, ...(headers && { headers }) };
}

function formatted(text: string, format: string, languages: string | undefined): string {
  if (format === 'exact') return text;
  const statement = JSON.parse(text) as Raw;
  return JSON.stringify(format === 'ids' ? idsOnly(statement) : inOneLanguage(statement, languagesOf(languages)));
}

export const statementsResource = resource('/xapi/statements', 'xAPI: statements', { GET: get, PUT: put, POST: post });
