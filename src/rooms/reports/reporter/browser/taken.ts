import { announce, element } from './dom.ts';
import type { ReporterPage } from './page-context.ts';
import { fetchMailbox } from './requests.ts';

const AGAIN_MINUTES = 5;
const LAST_MINUTES = 24 * 60;

/**
 * For a report that was just sent: a place on the page that says when it is of danger and nobody has taken it within `minutes`, and to call. It asks at fixed times
 * while the page stays open, whatever the answers are. It asks without danger too: otherwise the requests would show danger. Without an answer it says nothing new.
 */
export function untakenNote({ words, worker }: ReporterPage, minutes: number): HTMLElement {
  const status = element('p', { role: 'status' });
  const ask = async () => {
    try {
      const { found } = await fetchMailbox(await worker.call('ownMailbox', null));
      if (found?.untaken) announce(status, words('sent.untaken', { minutes }), 'bad');
      else announce(status, '');
    } catch {
      // Asked again at the next time. That nobody has it may be old by then, so it stays.
    }
  };
  for (let at = minutes; at < LAST_MINUTES; at += AGAIN_MINUTES) setTimeout(() => void ask(), at * 60_000);
  return status;
}
