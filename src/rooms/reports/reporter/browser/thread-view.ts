import { findPhrase } from '../phrases/phrases.ts';
import { keptNode } from './code/kept-period.ts';
import type { OpenedCode } from './code/opening.ts';
import { announce, button, type Child, element, heading } from './dom.ts';
import { choiceField, type Field, wordsField } from './fields.ts';
import type { ReporterPage } from './page-context.ts';
import { RequestFailed, sendMessage } from './requests.ts';
import { dayIn, type Words } from './words.ts';
import type { OwnMessage, ShownMessage } from './worker-protocol.ts';

// The states of a report as its reporter sees them. Only `received` is the server's word.
const STATES: readonly string[] = ['received', 'being-looked-at', 'passed-on', 'closed'];

/** What a code opened: faults first, then the state, the messages, and the way to write back. `reopen` fetches the thread again. */
export function threadNodes(context: ReporterPage, code: OpenedCode, reopen: () => void): Node[] {
  const { words, slug } = context;
  const { opened } = code;
  const kinds = [...new Set(opened.faults.map(({ fault }) => fault))];
  const state = opened.state;
  return [
    heading(words('status')),
    ...(kinds.length === 0
      ? []
      : [
          element(
            'div',
            { class: 'bad', role: 'alert' },
            ...kinds.map((kind) => element('p', {}, words(`fault.${kind}`))),
            element('p', {}, words('fault.then')),
          ),
        ]),
    ...(opened.isLate ? [element('p', { class: 'bad' }, words('late-list'))] : []),
    ...(opened.isProven ? [] : [element('p', { class: 'bad', role: 'alert' }, words('unproven'))]),
    ...(code.held ? [] : [element('p', { class: 'bad', role: 'alert' }, words('nobody-left'))]),
    ...(code.untaken ? [element('p', { class: 'bad', role: 'alert' }, words('untaken'))] : []),
    element('p', { class: 'note' }, stateText(state?.name ?? 'received', state?.day ?? code.day, words)),
    keptNode(words, code.clocks, code.until),
    ...(code.slug === slug ? [] : [element('p', { class: 'h' }, words('other-channel'))]),
    element('h2', {}, words('messages')),
    element('p', { class: 'h' }, words('newest')),
    opened.messages.length === 0
      ? element('p', {}, words('no-messages'))
      : element('ol', { class: 'th' }, ...opened.messages.map((message) => messageNode(message, words))),
    ...(opened.isClosed ? [element('p', { class: 'note' }, words('closed-channel'))] : []),
    ...(opened.isClosed || !code.held ? [] : writeNodes(context, code, reopen)),
  ];
}

function messageNode({ content, day }: ShownMessage, words: Words): HTMLLIElement {
  if (content === null) return element('li', { class: 'me' }, element('p', { class: 'm' }, words('own', { day: dayIn(day) })));
  const { phrase, text = '', state } = content;
  return element(
    'li',
    {},
    element('p', { class: 'm' }, words('from', { day: dayIn(day) })),
    phrase === undefined ? null : element('p', {}, ...phraseText(phrase, words)),
    text === '' ? null : element('p', { dir: 'auto', translate: 'no', class: 'text' }, text),
    // A message without words says what became of the report.
    phrase === undefined && text === '' && state !== undefined ? element('p', {}, stateText(state, day, words)) : null,
  );
}

function stateText(state: string, day: string, words: Words): Node {
  return words(`state.${STATES.includes(state) ? state : 'unknown'}`, { day: dayIn(day) });
}

function phraseText(code: string, words: Words): Child[] {
  const found = findPhrase(code);
  if (found === undefined) return [words('unknown-phrase')];
  const question = words(`phrase.${found.phrase.code}`);
  return found.answer === null ? [question] : [question, ' ', words(`phrase.answer.${found.answer}`)];
}

/** The newest question with answers to tap, and words of one's own. */
function writeNodes({ words, worker }: ReporterPage, { opened }: OpenedCode, reopen: () => void): Node[] {
  const question = opened.messages.findLast(
    ({ content }) => content?.phrase !== undefined && findPhrase(content.phrase)?.phrase.answers.length,
  );
  const asked = question?.content?.phrase === undefined ? undefined : findPhrase(question.content.phrase);
  const taps: Field | null =
    asked === undefined
      ? null
      : choiceField(
          words(`phrase.${asked.phrase.code}`),
          asked.phrase.answers.map((answer) => ({ value: answer, label: words(`phrase.answer.${answer}`) })),
          { several: false },
        );
  const text = wordsField(words('write'), { lines: 4, hint: words('write-hint') });
  const status = element('p', { role: 'status' });
  const send = button(words('send'), () => void run(), true);

  async function run(): Promise<void> {
    if (send.disabled) return;
    const answer = taps?.read() as string | undefined;
    const written = text.read();
    if (!answer && written === '') return announce(status, words('send-empty'), 'bad');
    send.disabled = true;
    announce(status, words('sending'));
    try {
      const content = { ...(answer && { phrase: `${asked!.phrase.code}/${answer}` }), ...(written !== '' && { text: written }) };
      const message = await worker.call('encryptMessage', { content }).catch(() => null);
      if (message === null) return announce(status, words('send-failed'), 'bad');
      if (message === 'text-too-long') return announce(status, words('send-too-long'), 'bad');
      await deliver(message);
    } finally {
      send.disabled = false;
    }
  }

  async function deliver(message: OwnMessage): Promise<void> {
    let day: string;
    try {
      day = (await sendMessage(message)).day;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return announce(status, words(error.why === 'offline' ? 'send-offline' : 'send-refused'), 'bad');
    }
    announce(status, words('sent', { day: dayIn(day) }), 'ok');
    reopen();
  }

  return [...(taps === null ? [] : [taps.node]), text.node, status, send];
}
