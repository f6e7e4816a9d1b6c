import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { inject } from 'vitest';
import { ACCOUNTS } from '#app/exercise/cast.ts';
import { buildApp } from '#app/serving/build-app.ts';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { ROLE, type Role, type RoleKey } from '#kernel/roles.ts';
import { type Connection, connect, createPool } from '#platform/db/pool.ts';
import { MAX_AGE } from '#platform/db/public-version.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { PASSWORD_COST } from '#platform/identity/password.ts';
import { ensureVoucherKey } from '#platform/identity/voucher.ts';
import { keysOf, masterKey } from '#platform/keys.ts';
import type { Platform } from '#platform/platform.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { storeCertificateKeys } from '#rooms/learning/index.ts';
import { hashToken } from '#rooms/people/sign-in/sign-in-tokens.ts';
import { currentCatalogue, loadPolicyDecisions } from '#rooms/policy/index.ts';
import { lockCheaply } from '#rooms/reports/crypto/fixtures.ts';
import { findReportingPage } from '#rooms/reports/index.ts';
import { returnsOfParty } from '#rooms/returns/index.ts';
import { WAIT_TIMEOUT_MS } from '../timeouts.ts';
import { checkStates } from './schema/state-check.ts';
import { dropDatabase, onDatabase } from './server.ts';

/** A person with a session, created directly in the database so that a test contains only what it is about. */
export type TestPerson = { personId: string; token: string; email: string };
// biome-ignore lint/suspicious/noExplicitAny: a test inspects any response.
export type Answer = { status: number; body: any; headers: Record<string, unknown>; text: string };

export type TestBed = {
  platform: Platform;
  server: FastifyInstance;
  /** How a process connects to the database as the application's role. */
  app: Connection;
  /** The deployer's connection, which bypasses row-level security: for setup and inspection, never for commands. */
  deployer: pg.Client;
  /** Sets the clock that commands and queries see. */
  setClock: (clock: Clock) => void;
  /** Adds a party directly to the register. A nation is an Ally by default and has a code of two capital letters. */
  givenParty: (party: {
    kind: 'nation' | 'body' | 'operation' | 'contractor' | 'partner';
    code: string;
    name: string;
    ally?: boolean;
  }) => Promise<string>;
  /** A signed-in person with one role at a party, or without a party. The cast of the exercise names them, unless the test does. */
  signIn: Record<RoleKey, (partyId?: string | null, name?: string) => Promise<TestPerson>>;
  /** A signed-in person with these grants. */
  givenPerson: (name: string, grants?: { role: Role; partyId?: string | null }[]) => Promise<TestPerson>;
  /** Calls the server as a person, or signed out. Writes get a fresh client key unless one is given. */
  call: (
    who: TestPerson | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  close: () => Promise<void>;
};

let made = 0;

/** A database for this test file, cloned from the template, with the whole application on it. */
export async function openTestBed(): Promise<TestBed> {
  const { deployer: address, appPassword, template } = inject('server');
  // Tests insert rows directly into the database without notifying a process, so here every request for a public page checks for changes.
  MAX_AGE.ms = 0;
  lowerPasswordCost();
  const name = `manumit_test_${process.pid}_${++made}_${randomBytes(3).toString('hex')}`;
  const admin = await connect(onDatabase(address, 'postgres'));
  await admin.query(`create database ${name} template ${template} strategy wal_log`);
  await admin.query(`grant connect on database ${name} to manumit_app`);
  const deployer = await connect(onDatabase(address, name));
  // The creator of the application's role is a member of it and subject to its restrictive policies; the owner of the tables is not.
  await deployer.query('set role manumit_schema');
  await checkStates(deployer);
  const own = onDatabase(address, name);
  const app = typeof own === 'string' ? withUser(own, appPassword) : { ...own, user: 'manumit_app', password: appPassword };
  const pool = createPool(app, { max: 8, timeoutMs: WAIT_TIMEOUT_MS });
  const recorder = (
    await deployer.query<{ who: string }>('select identity.installation_session($1, $2) as who', [randomUUID(), randomUUID()])
  ).rows[0]!.who;
  let clock: Clock = systemClock;
  const ring = [masterKey(1, new Date())];
  const uploadFolder = mkdtempSync(join(tmpdir(), 'manumit-upload-'));
  const platform: Platform = {
    pool,
    clock: () => clock(),
    diskIsLow: () => false,
    diskIsAtReserve: () => false,
    log: () => {},
    exercise: false,
    deskUrl: 'http://localhost',
    uploadFolder,
    keys: keysOf(() => ring),
    services: {
      catalogue: currentCatalogue(),
      readReturns: returnsOfParty,
      findReportingPage,
      // Takes half a second to read, and most test files do not need it.
      get courses() {
        return currentCourses();
      },
    },
  };
  await ensureVoucherKey(deployer, platform.keys);
  await storeCertificateKeys(deployer, platform.keys);
  // As at each start: the worker still knows the decisions of the database before.
  await loadPolicyDecisions(deployer);
  const server = await buildApp({ platform });
  await server.ready();

  const nameOf = castNames();
  const bed: TestBed = {
    platform,
    server,
    app,
    deployer,
    setClock: (next) => {
      clock = next;
    },
    async givenParty({ kind, code, name: called, ally = kind === 'nation' }) {
      const id = randomUUID();
      await deployer.query(
        `insert into parties.party (id, kind, code, name_en, name_fr, body_kind, source, recorded_at, recorded_by) values ($1, $2, $3, $4, $4, $5, 'test', now(), $6)`,
        [id, kind, code, called, kind === 'body' ? 'headquarters' : null, recorder],
      );
      if (kind === 'operation') await deployer.query(`insert into parties.operation (party_id, theatre) values ($1, 'Test theatre')`, [id]);
      if (ally)
        await deployer.query(
          `insert into parties.membership (id, party_id, from_date, source, recorded_at, recorded_by) values ($1, $2, '2000', 'test', now(), $3)`,
          [randomUUID(), id, recorder],
        );
      return id;
    },
    signIn: Object.fromEntries(
      Object.entries(ROLE).map(([key, role]) => [
        key,
        (partyId: string | null = null, name = nameOf(role)) => bed.givenPerson(name, [{ role, partyId }]),
      ]),
    ) as TestBed['signIn'],
    async givenPerson(called, grants = []) {
      const personId = randomUUID();
      const token = randomBytes(32).toString('base64url');
      const email = `${called.toLowerCase().replaceAll(/[^a-z]/g, '.')}.${personId.slice(0, 8)}@example.org`;
      await deployer.query('insert into identity.person (id, name, email) values ($1, $2, $3)', [personId, called, email]);
      await deployer.query(
        `insert into identity.session (id, person_id, token_hash, ends_at) values ($1, $2, $3, now() + interval '12 hours')`,
        [randomUUID(), personId, hashToken(token)],
      );
      for (const grant of grants) {
        await deployer.query('insert into identity.role_grant (id, person_id, role, party_id, valid_from) values ($1, $2, $3, $4, $5)', [
          randomUUID(),
          personId,
          grant.role,
          grant.partyId ?? null,
          '2020-01-01',
        ]);
      }
      return { personId, token, email };
    },
    async call(who, method, url, body, headers = {}) {
      const answer = await server.inject({
        method,
        url,
        headers: {
          ...(method !== 'GET' && { 'idempotency-key': randomUUID() }),
          ...(body !== undefined && !Buffer.isBuffer(body) && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(who && { cookies: { [SESSION_COOKIE]: who.token } }),
        ...(body !== undefined && {
          payload: Buffer.isBuffer(body) || body instanceof Readable || typeof body === 'string' ? body : JSON.stringify(body),
        }),
      });
      const isJson = /json/.test(String(answer.headers['content-type'] ?? ''));
      return {
        status: answer.statusCode,
        body: isJson && answer.body ? JSON.parse(answer.body) : undefined,
        headers: answer.headers,
        text: answer.body,
      };
    },
    async close() {
      await server.close();
      await pool.end();
      await deployer.end();
      await dropDatabase(admin, name);
      rmSync(uploadFolder, { recursive: true });
      await admin.end();
      restorePasswordCost();
    },
  };
  return bed;
}

// While a test bed is open, passwords are derived cheaply, because its tests are about what a password opens. password.unit.test.ts checks the full cost, and
// programs that a test starts derive at it.
const FULL_COST = { ...PASSWORD_COST };
let openBeds = 0;
let lockFully: () => void;
function lowerPasswordCost(): void {
  if (openBeds === 0) lockFully = lockCheaply();
  openBeds += 1;
  Object.assign(PASSWORD_COST, { memoryKib: 1024, passes: 1 });
}
function restorePasswordCost(): void {
  openBeds -= 1;
  if (openBeds > 0) return;
  Object.assign(PASSWORD_COST, FULL_COST);
  lockFully();
}

/** Names for people of tests: those who hold the role in the exercise, in its order, and after the last the first with a number. */
function castNames(): (role: Role) => string {
  const given = new Map<Role, number>();
  return (role) => {
    const names = ACCOUNTS.filter((account) => account.role === role).map(({ name }) => name);
    if (names.length === 0) throw new Error(`The cast has no ${role}.`);
    const n = given.get(role) ?? 0;
    given.set(role, n + 1);
    return n < names.length ? names[n]! : `${names[0]} ${n + 1}`;
  };
}

function withUser(address: string, password: string): string {
  const url = new URL(address);
  url.username = 'manumit_app';
  url.password = password;
  return url.href;
}
