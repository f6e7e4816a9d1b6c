import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import './errors.ts';
import { sayDocuments } from './texts.ts';

/** A document to make: what stands on every page, and the data of the template. */
export type PdfDocument = {
  /** The Typst file, next to the code that fills it. It imports `frame.typ` and `marks.typ` and reads `data.json`. */
  readonly template: URL;
  /** Anything JSON can hold, texts already in the reader's language. Reaches the template as data, never as source. */
  readonly data: unknown;
  readonly locale: Locale;
  readonly title: string;
  /** The label of all that is in it, in words; it stands at the head and the foot of every page. */
  readonly label: string;
  /** Whether every page says that all of this is invented. */
  readonly exercise: boolean;
  /** Who may read the document, in words, for the foot of every page. */
  readonly readers: string;
  readonly printedBy: string;
  readonly printedAt: Date;
};

/** What goes to the process that makes the document. `madeAt` in seconds since 1970. */
export type RenderOrder = {
  readonly template: string;
  readonly frame: Record<string, string | null>;
  readonly data: unknown;
  readonly madeAt: number;
};

const PROGRAM = fileURLToPath(new URL('./typst-process.ts', import.meta.url));
const LARGEST_PDF = 256 * 1024 * 1024;
const MAY_WAIT = 8;

let busy = false;
const waiting: (() => void)[] = [];

/**
 * Makes a tagged PDF (PDF/UA-1) in a process of its own that ends with it, so that its memory never stays in the server. One at a
 * time, because a large report takes some 800 MB while it is laid out; others wait. Throws AppError: `documents/busy` when too many wait, `documents/too-slow` after `timeOutMs`, `documents/not-made` otherwise
 * (its cause says why).
 */
export async function renderPdf(document: PdfDocument, timeOutMs = 30_000): Promise<Buffer> {
  const order = JSON.stringify(orderOf(document));
  await takeTurn();
  try {
    return await run(order, timeOutMs);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy = false;
  }
}

async function takeTurn(): Promise<void> {
  if (!busy) {
    busy = true;
    return;
  }
  if (waiting.length >= MAY_WAIT) throw new AppError('documents/busy');
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function orderOf({ template, data, locale, title, label, exercise, readers, printedBy, printedAt }: PdfDocument): RenderOrder {
  const time = printedAt.toISOString().slice(11, 16);
  return {
    template: fileURLToPath(template),
    frame: {
      locale,
      title,
      label,
      exercise: exercise ? sayDocuments(locale, 'exercise') : null,
      exerciseNote: exercise ? sayDocuments(locale, 'exercise.note') : null,
      readers,
      printed: sayDocuments(locale, 'printed', { day: formatDay(locale, dayOf(printedAt)), time, who: printedBy }),
      // The template puts the numbers in: only it knows them.
      page: sayDocuments(locale, 'page', { page: '{page}', pages: '{pages}' }),
    },
    data,
    madeAt: Math.floor(printedAt.getTime() / 1000),
  };
}

function run(order: string, timeout: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      encoding: 'buffer' as const,
      timeout,
      killSignal: 'SIGKILL' as const,
      maxBuffer: LARGEST_PDF,
      // Nothing of the server's settings, among them the way to the database, is for this process.
      env: { SystemRoot: process.env.SystemRoot },
    };
    const child = execFile(process.execPath, [PROGRAM], options, (error, pdf, complaint) => {
      if (error === null) return resolve(pdf);
      const failed = new AppError(error.killed ? 'documents/too-slow' : 'documents/not-made');
      failed.cause = new Error(complaint.toString('utf8') || error.message);
      reject(failed);
    });
    // A process that ended early closes the pipe; the callback above then says why.
    child.stdin!.on('error', () => {});
    child.stdin!.end(order);
  });
}
