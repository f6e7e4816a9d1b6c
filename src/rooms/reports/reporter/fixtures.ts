import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '@noble/hashes/sha2.js';
import { loadPublicLanguages } from '#platform/texts/public-languages.ts';
import { SITE_DEFAULTS } from '#site/public-page.ts';
import { decode, encode } from '../crypto/bytes.ts';
import { newKeys, publicOf } from '../crypto/keys.ts';
import { type OpenedReport, openFiles, openReport, unwrapKey } from '../crypto/report.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { type EncryptedMessage, encryptMessage, type MessageContent, openThread } from '../crypto/thread.ts';
import { PLACE_HEADER, TICKET_HEADER } from '../intake/files/ticket-header.ts';
import { GetMessage, OpenMailbox, type PublicChannel, SendMessage, SendReport } from '../intake/intake.schema.ts';
import { fingerprintOf } from '../manifest/manifest.ts';
import { makeProof, newLogKeys } from '../proof/fixtures.ts';
import { encode64 } from './browser/base64.ts';
import { findTextFile } from './browser-texts.ts';
import { codeHeaders, findBundle } from './code/bundle.ts';
import { FilesInMemory, type Trouble } from './fixtures-files.ts';
import { inDays, LIMITS, makeReaders } from './fixtures-list.ts';
import { channelPage, followPage, howSafePage } from './pages.ts';
import { renderReporter, reporterHeaders } from './shell.ts';

type Stored = EncryptedMessage & { day: string };

export const SLUG = 'tideline';
const MAILBOX_BYTES = 32;
const LANGUAGES = loadPublicLanguages();
/** What the server asks work for in a flood. */
const CHALLENGE = encode(new Uint8Array(32).fill(7));

/**
 * A server of one channel in memory, with readers whose keys the test holds, for the pages and the code of the reporter. It checks every request by the schemas of
 * the real one (intake.schema.ts) and stores nothing else.
 */
export async function startReports(languages = LANGUAGES) {
  const channel = randomUUID();
  const day = new Date().toISOString().slice(0, 10);
  const channelKey = newKeys().signingKey;
  const { readers, publics, makeManifest } = await makeReaders(channel, channelKey);
  let number = 1;
  let trouble: Trouble | null = null;
  let until: string | null = null;
  let state: PublicChannel['state'] = 'open';
  const reports = new Map<string, SendReport>();
  const files = new FilesInMemory(reports);
  const messages: Stored[] = [];
  const bodies: string[] = [];
  const bundle = findBundle();
  const stored = () => [...reports.values()][0]!;

  const logKeys = newLogKeys();
  // The list and the key in force yesterday, as the log names them.
  const proveList = () => {
    const key = verifyKeyOf(channelKey);
    const signed = trouble === 'reader-left' ? makeManifest(number + 1, { without: 2 }) : makeManifest(number);
    return makeProof({ channel, keys: { first: key, successors: [] }, key, signed, day: inDays(-1) }, logKeys);
  };

  const answers: Record<string, (body: unknown) => object | Promise<object>> = {
    [`GET /r/${SLUG}/proof`]: async () => {
      if (trouble === 'no-proof') return { code: 'reports/no-proof' };
      const proof = await proveList();
      return trouble === 'other-list' ? { ...proof, manifest: encode64(makeManifest(number + 1)) } : proof;
    },
    [`GET /r/${SLUG}/readers`]: () => ({
      channel,
      slug: SLUG,
      name: { en: 'Camp help', fr: 'Aide du camp' },
      ...{ state, opensOn: inDays(0) },
      help: [],
      keys: { first: encode(verifyKeyOf(channelKey)), successors: [] },
      manifest: { number, signed: encode64(makeManifest(number)) },
      onDuty: { duty: 1, next: 2 },
      clocks: { dangerMinutes: 15, mergeMinutes: 5, promises: true, attended: true, unattendedHours: 72, keptMonths: 12, junkDays: 30 },
      limits: LIMITS,
      parent: 'above',
    }),
    'POST /r/reports': (body) => {
      const report = SendReport.parse(body);
      if (trouble === 'write-again') {
        trouble = null;
        number += 1;
        return { code: 'reports/write-again' };
      }
      if (trouble === 'no-room-for-danger' || (trouble === 'no-room' && !report.danger)) return { code: 'reports/no-room' };
      if (trouble === 'flood' && report.work === undefined) return { code: 'reports/work-required', hour: 5, challenge: CHALLENGE };
      reports.set(report.report, report);
      // As a proxy answers whose connection to the server broke.
      if (trouble === 'break-after-storing') return { code: 'broken', status: 503 };
      return { day };
    },
    'POST /r/mailbox': (body) => {
      const { mailbox } = OpenMailbox.parse(body);
      const found = [...reports.values()].find((one) => one.mailbox.idHash === encode(new Uint8Array(sha256(decode(mailbox)))));
      if (decode(mailbox).length !== MAILBOX_BYTES || found === undefined) return { found: null, filler: '' };
      return {
        found: {
          channel,
          slug: SLUG,
          report: found.report,
          day,
          ...{ untaken: trouble === 'untaken', held: trouble !== 'nobody-left', until },
          body: encode(new Uint8Array(sha256(decode(found.body)))),
          letter: found.mailbox.letter,
          messages: messages.map(({ direction, place, encrypted }) => ({ direction, place, bytes: encrypted.length, day })),
          newest: null,
        },
        filler: '',
      };
    },
    'POST /r/mailbox/message': (body) => {
      const { direction, place } = GetMessage.parse(body);
      const found = messages.find((one) => one.direction === direction && one.place === place)!;
      if (trouble !== 'swap-answer' || direction === 'to-reader') return { encrypted: encode64(found.encrypted) };
      const bytes = found.encrypted.slice();
      bytes[bytes.length - 1]! ^= 1;
      return { encrypted: encode64(bytes) };
    },
    'POST /r/files': (body) => ({ found: files.find((body as { ticket: string }).ticket) }),
    'POST /r/files/erasure': (body) => {
      files.erase((body as { ticket: string }).ticket);
      return { day };
    },
    'POST /r/messages': (body) => {
      const { place, encrypted } = SendMessage.parse(body);
      messages.push({ direction: 'to-reader', place, encrypted: decode(encrypted), day });
      return { day };
    },
  };

  const pages = { '': channelPage, '/follow': followPage, '/how-safe': howSafePage };
  const findPage = (path: string) => {
    const match = /^(?:\/([\w-]+))?\/r\/(tideline|above)(\/follow|\/how-safe)?$/.exec(path);
    if (match === null) return null;
    const context = {
      language: languages.find(({ code }) => code === (match[1] ?? 'en'))!,
      site: { ...SITE_DEFAULTS, operator: 'Tideline', leaveTo: '/away' },
      channel: {
        slug: match[2]!,
        name: { en: 'Camp help', fr: 'Aide du camp' },
        ...{ state, opensOn: inDays(0) },
        clocks: { dangerMinutes: 15, mergeMinutes: 5, promises: true, attended: true, unattendedHours: 72, keptMonths: 12, junkDays: 30 },
        help: null,
      },
      code: bundle?.hash ?? null,
    };
    return renderReporter(context, pages[(match[3] ?? '') as keyof typeof pages](context)).markup;
  };

  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const content = Buffer.concat(parts);
    const body = content.toString('latin1');
    bodies.push(`${method} ${url} ${JSON.stringify(request.headers)} ${body}`);
    const page = method === 'GET' ? findPage(url) : null;
    const code =
      bundle && url.startsWith(`/r/code/${bundle.hash}/`)
        ? (bundle.files.get(url.split('/').at(-1)!) ?? findTextFile(languages, url.split('/').at(-1)!))
        : undefined;
    // Loaded again by the back button: the library that drives Firefox sees no page that comes back without loading.
    if (url.startsWith('/away'))
      response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end('<!doctype html><title>Weather</title>');
    else if (page !== null) response.writeHead(200, reporterHeaders(/\/follow$/.test(url) ? '/follow' : '')).end(page);
    else if (code !== undefined) response.writeHead(200, codeHeaders(url.split('/').at(-1)!)).end(code);
    else if (method === 'PUT' && url === '/r/files') {
      if (files.isFull)
        response.writeHead(409, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ code: 'reports/no-room' }));
      else if (files.store(String(request.headers[TICKET_HEADER]), Number(request.headers[PLACE_HEADER]), content))
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ day }));
      else request.socket.destroy();
    } else {
      // As the real server refuses it (src/platform/http/caller.ts).
      if (method === 'POST' && request.headers['idempotency-key'] === undefined) return void response.writeHead(400).end();
      const made = await answers[`${method} ${url}`]?.(body === '' ? undefined : JSON.parse(body));
      if (made === undefined) response.writeHead(404).end();
      else if ('code' in made)
        response.writeHead('status' in made ? 503 : 409, { 'content-type': 'application/problem+json' }).end(JSON.stringify(made));
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(made));
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const openAs = async (reader: number): Promise<{ opened: OpenedReport; identity: string }> => {
    const { report, wraps, body } = stored();
    const wrap = wraps.find((one) => one.reader === reader)!;
    const identity = await unwrapKey({ channel, report }, decode(wrap.bytes), readers[reader - 1]!.identity);
    return { identity, opened: await openReport({ channel, report }, decode(body), identity) };
  };
  const addressOf = ({ report, body }: SendReport) => ({ channel, report, body: new Uint8Array(sha256(decode(body))) });

  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    fingerprint: fingerprintOf(verifyKeyOf(channelKey)),
    reports,
    files,
    /** The files of the first report, as a reader opens them. */
    openFilesAs: async (reader: number) => {
      const { report } = stored();
      return openFiles({ channel, report }, files.containerOf(report), (await openAs(reader)).identity);
    },
    /** Every request as it came: its address, headers and body. */
    bodies,
    fail: (next: Trouble | null) => {
      trouble = next;
    },
    /** Closes the report: its code opens it until this day. */
    keepUntil: (last: string) => {
      until = last;
    },
    /** Closes the channel. */
    end: () => {
      state = 'closed';
    },
    openAs,
    /** A reader writes the next message. */
    reply: async (reader: number, content: MessageContent) => {
      const { opened, identity } = await openAs(reader);
      const { recipient } = await publicOf({ identity, signingKey: channelKey });
      const made = await encryptMessage(addressOf(stored()), {
        direction: 'to-reporter',
        reader,
        content,
        stored: messages,
        recipients: [opened.reporter.recipient, recipient],
        signingKey: readers[reader - 1]!.signingKey,
      });
      messages.push({ ...made!, day });
    },
    /** What a reader reads of the thread. */
    readThread: async (reader: number) => {
      const { opened, identity } = await openAs(reader);
      const keyOf = (of: number | null) => (of === null ? opened.reporter.verifyKey : publics[of - 1]?.verifyKey);
      return openThread(addressOf(stored()), messages, { identity, reads: ['to-reader', 'to-reporter'], keyOf });
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
