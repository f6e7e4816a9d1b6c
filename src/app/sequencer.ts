import { enterFailedSignIns } from '#platform/ledger/failed-sign-ins.ts';
import { PUBLICATION, type Publication, publishIfDue } from '#platform/ledger/publish-log.ts';
import { witnessRound } from '#platform/ledger/witnesses.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import type { Platform } from '#platform/platform.ts';
import { closeReports, queueDailyNotices, queueNoticeTests, tellOfDanger } from '#rooms/reports/index.ts';
import { queueDueDigests } from './personal/waiting.ts';

const EVERY_MS = 500;
const MESSAGES_EVERY_MS = 5_000;
const BATCH = 1_000;

/**
 * Twice a second gives new ledger entries their place, publishes the log once a day with the leaves of reports, records failed sign-ins once a minute,
 * and requests cosignatures from the enrolled outside checks. Every five seconds sends waiting messages, and notifies readers of reports of danger. Returns a
 * function that stops it after the message under way is settled.
 * Several processes may run one: the database lets one work at a time. One without keys places entries and signs nothing.
 */
export function startSequencer(platform: Platform, publication: Publication = PUBLICATION): () => Promise<void> {
  const { pool } = platform;
  const stops = [
    repeat(platform, 'sequencer-waits', async () => {
      for (;;) {
        const { rows } = await pool.query<{ placed: number }>('select ledger.sequence($1) as placed', [BATCH]);
        if (rows[0]!.placed < BATCH) break;
      }
      await publishIfDue(platform, publication, closeReports());
    }),
    repeat(platform, 'failed-sign-ins-wait', oncePerMinute(platform)),
    // In a loop of its own: an outside check that does not answer delays nothing else.
    repeat(platform, 'witnessing-waits', witnessRound(platform)),
    // In a loop of its own, also without mail: a fault of other mail must not delay it, and moments of danger are deleted.
    repeat(platform, 'danger-waits', () => sendNotices(platform), MESSAGES_EVERY_MS),
    // Apart from each other: while the digests of a day are counted, or cannot be, urgent mail goes out.
    ...(platform.services.mailer
      ? [
          repeat(platform, 'messages-wait', () => sendMessages(platform), MESSAGES_EVERY_MS),
          repeat(platform, 'digests-wait', () => queueDueDigests(platform), MESSAGES_EVERY_MS),
        ]
      : []),
  ];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

async function sendNotices(platform: Platform): Promise<void> {
  const told = await tellOfDanger(platform);
  await queueDailyNotices(platform);
  await queueNoticeTests(platform);
  if (told > 0) await sendMessages(platform);
}

// A minute is recorded once it is over; a failure is repeated at the next round.
function oncePerMinute(platform: Platform): () => Promise<void> {
  let entered = 0;
  return async () => {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute === entered || !platform.keys.isHeld) return;
    await enterFailedSignIns(platform);
    entered = minute;
  };
}

/** Repeats a round, never two at once, until it is stopped. A failure is reported once, and the round is repeated. */
function repeat({ log }: Platform, event: string, round: () => Promise<unknown>, everyMs = EVERY_MS): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let failed = false;
  let idle = true;
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    running = round()
      .then(
        () => {
          failed = false;
        },
        (error: unknown) => {
          if (!failed) log({ event, sqlstate: (error as { code?: string }).code });
          failed = true;
        },
      )
      .finally(() => {
        idle = true;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
