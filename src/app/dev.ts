import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { printNotice } from './commands/command-line.ts';
import { EXERCISE_LABEL } from './config/config.ts';
import { findFreePort } from './launcher/database/socket-folder.ts';
import { startWebProcess, type WebProcess } from './launcher/process/web-process.ts';
import { buildProgram } from './program.ts';
import { serve } from './serve.ts';
import { DESK_POLICY } from './serving/desk-files.ts';
import { StartRefused } from './start-refused.ts';

// `npm run dev`: the program with a Vite server in front. Vite serves the desk from its sources and passes everything else to the web process, which restarts
// when a source changes. Launcher and database keep running: changes to them need Ctrl-C and another start.

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** The addresses that the web process answers: every address outside the desk, and those below it that are not pages of the staff application. */
const SERVER_ADDRESS = '^/(?!desk(?:[/?]|$))|^/desk/(?:api/|single-sign-on|section/[^/]+/form)';
const SERVER_SOURCE = /^src\/(?!web\/).+\.(ts|json|sql)$|^src\/web\/.+\.rules\.ts$|^policies\/.+\.yaml$|^languages\/.+\.json$/;
const DATABASE_SOURCE = /\.sql$|^policies\//;
const TEST = /\.test\.ts$/;
// Several files are often saved at once.
const PAUSE_MS = 100;
// Vite writes small scripts and styles into the page. The rest of the policy is that of production, so a violation is seen here first.
const NONCE = 'development';
const POLICY = DESK_POLICY.replace(/(script|style)-src 'self'/g, `$& 'nonce-${NONCE}'`);

let serving = Promise.withResolvers<void>();

/** Holds requests for the web process back while it starts: a page loaded meanwhile waits instead of failing. */
const hold: Plugin = {
  name: 'manumit-hold',
  configureServer: ({ middlewares }) => {
    middlewares.use(({ url = '' }, response, next) => {
      if (url === '/desk') response.writeHead(302, { location: '/desk/' }).end();
      else if (new RegExp(SERVER_ADDRESS).test(url)) void serving.promise.then(() => next());
      else next();
    });
  },
};

/** Marks the shell as that of an exercise, as the program does (desk-files.ts). */
const markExercise: Plugin = { name: 'manumit-exercise', transformIndexHtml: (html) => html.replace('<html ', '<html data-exercise ') };

async function startVite(port: number, target: string, exercise: boolean): Promise<ViteDevServer> {
  const vite = await createServer({
    configFile: join(PROJECT, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    plugins: exercise ? [hold, markExercise] : [hold],
    html: { cspNonce: NONCE },
    server: {
      host: 'localhost',
      port,
      strictPort: true,
      headers: { 'content-security-policy': POLICY },
      // The overlay writes markup, which the policy forbids.
      hmr: { overlay: false },
      // Never the data directory, which holds keys.
      fs: { allow: [join(PROJECT, 'src'), join(PROJECT, 'node_modules')] },
      proxy: { [SERVER_ADDRESS]: { target } },
    },
  });
  vite.watcher.add(['src', 'policies', 'languages'].map((folder) => join(PROJECT, folder)));
  return vite.listen().catch(async (error: Error) => {
    await vite.close();
    if (!/already in use/.test(error.message)) throw error;
    throw new StartRefused(`Another program listens on port ${port} already. Stop it, or set PORT to a free one.`);
  });
}

/** Starts the web process, and restarts it after each change of a source. A process that fails to start, or ends, waits for the next change. */
function startWatched(vite: ViteDevServer): typeof startWebProcess {
  // Policies may change under the launcher: each web process reads its own.
  return async ({ read, ...order }, options) => {
    const changed = new Set<string>();
    let web: WebProcess | undefined;
    let stopping = false;
    const start = async () => {
      const started = await startWebProcess(order, options);
      web = started;
      void started.ended.then(
        (how) => web === started && printNotice(`The web process ended unexpectedly (${how}). It starts again after the next change.`),
      );
    };
    const restart = async () => {
      if (stopping || changed.size === 0) return;
      const paths = [...changed];
      changed.clear();
      printNotice(`Changed: ${paths.join(', ')}. The server starts again.`);
      const old = web;
      web = undefined;
      serving = Promise.withResolvers();
      await old?.drain();
      try {
        if (paths.some((path) => DATABASE_SOURCE.test(path))) await bringUpToDate();
        await start();
        printNotice('The server is up.');
      } catch (error) {
        printNotice((error as Error).message);
      }
      serving.resolve();
    };
    let work = start();
    await work;
    serving.resolve();
    let timer: NodeJS.Timeout | undefined;
    vite.watcher.on('all', (_event, file) => {
      const path = relative(PROJECT, file);
      if (stopping || !SERVER_SOURCE.test(path) || TEST.test(path)) return;
      changed.add(path);
      clearTimeout(timer);
      timer = setTimeout(() => {
        work = work.then(restart);
      }, PAUSE_MS);
    });
    const drain = async () => {
      stopping = true;
      clearTimeout(timer);
      await work;
      const last = web;
      web = undefined;
      await last?.drain();
    };
    return { address: web!.address, ended: new Promise(() => {}), drain };
  };
}

/** Applies new SQL and policies in a process that reads their current code. */
async function bringUpToDate(): Promise<void> {
  const [code] = await once(spawn(process.execPath, [join(PROJECT, 'bin/manumit.js'), 'migrate'], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new StartRefused('The database could not be migrated. The server starts again after the next change.');
}

async function develop(exercise: boolean): Promise<void> {
  const command = exercise ? 'exercise' : 'serve';
  const [port, inner] = [Number(process.env.PORT || 8080), await findFreePort()];
  const vite = await startVite(port, `http://localhost:${inner}`, exercise);
  try {
    for (const name of ['HOST', 'SURFACE', 'DESK_URL', 'DATABASE_URL', 'DATABASE_URL_FILE']) delete process.env[name];
    process.env.PORT = String(inner);
    process.env.PUBLIC_URL = `http://localhost:${port}`;
    process.env.MANUMIT_DATA ||= join(PROJECT, 'data-dev', command);
    if (exercise) process.env.HIGHEST_LABEL = EXERCISE_LABEL;
    const program = await buildProgram(command, (options) => serve({ ...options, startWeb: startWatched(vite) }));
    await program.parseAsync([command], { from: 'user' });
  } finally {
    await vite.close();
  }
}

try {
  const { values } = parseArgs({ options: { exercise: { type: 'boolean', default: false } } });
  await develop(values.exercise);
} catch (error) {
  printNotice((error as Error).message);
  process.exitCode = 1;
}
