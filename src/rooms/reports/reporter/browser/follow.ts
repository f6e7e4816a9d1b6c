import { isMailboxFault, openWith } from './code/opening.ts';
import { scanButton } from './code/scanning.ts';
import { announce, button, element, heading, newElementId, PRIVATE_FIELD } from './dom.ts';
import type { ReporterPage } from './page-context.ts';
import { threadNodes } from './thread-view.ts';

/** The page "I have a code": its texts are fetched first. */
export async function openFollowing(first: ReporterPage, load: () => Promise<ReporterPage>): Promise<void> {
  const { page, words } = first;
  const status = element('p', { role: 'status' }, words('loading'));
  page.replaceChildren(status);
  const context = await load().catch(() => null);
  if (context !== null) return startFollowing(context);
  announce(status, words('broken'), 'bad');
  page.append(button(words('try-again'), () => openFollowing(first, load)));
}

/** The field for the code, and what the code opens. */
function startFollowing(context: ReporterPage): void {
  const { page, words, worker } = context;
  const id = newElementId();
  const input = element('textarea', {
    id,
    class: 'in code',
    rows: '3',
    inputmode: 'numeric',
    'aria-describedby': `${id}h`,
    ...PRIVATE_FIELD,
    dir: 'ltr',
  });
  const status = element('p', { role: 'status' });
  const open = button(words('open'), () => void run(), true);
  const scan = scanButton(
    context,
    (code) => {
      input.value = code;
      void run();
    },
    () => input.focus(),
  );
  const showField = () =>
    page.replaceChildren(
      heading(words('title')),
      element('label', { for: id, class: 'lb' }, words('code')),
      element('p', { class: 'h', id: `${id}h` }, words('code-hint')),
      input,
      scan,
      status,
      open,
    );

  async function run(): Promise<void> {
    if (open.disabled) return;
    open.disabled = true;
    announce(status, words('opening'));
    try {
      const opened = await openWith(context, input.value);
      if (isMailboxFault(opened)) return announce(status, words(opened.key, opened.values), 'bad');
      input.value = '';
      announce(status, '');
      const reopen = () => openAgain(opened.typed);
      page.replaceChildren(...threadNodes(context, opened, reopen), button(words('close'), close));
      scrollTo(0, 0);
      page.querySelector('h1')?.focus();
    } finally {
      open.disabled = false;
    }
  }

  // After an answer was sent the thread is fetched again, with the code that is still in memory.
  async function openAgain(typed: string): Promise<void> {
    input.value = typed;
    await run();
    // Where that failed, the field and the reason are shown.
    if (input.value !== '') showField();
  }

  function close(): void {
    worker.end();
    input.value = '';
    showField();
    input.focus();
  }

  showField();
}
