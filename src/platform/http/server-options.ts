import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../platform.ts';
import type { AdmissionLimits } from './admission/admission-limits.ts';
import type { FaultPage } from './fault-answer.ts';
import type { TranslateError } from './problem.ts';
import type { RequestMetrics } from './request-metrics.ts';
import type { Route } from './route.ts';

/** The name of an onion service, and whether it leads to a path. */
export type OnionService = { readonly host: string; readonly serves: (path: string) => boolean };

/** The options of an HTTP server. */
export type ServerOptions = {
  platform: Platform;
  routes: readonly Route[];
  translateError: TranslateError;
  /** The codes of the languages public pages are offered in. */
  languages: readonly string[];
  /** True where browsers reach us over TLS: cookies are then bound to this host (cookies.ts). */
  secure: boolean;
  trustedProxy: string | undefined;
  /** The addresses we are reached at. Other addresses are refused, and so are writes from pages of other sites. */
  origins: readonly string[];
  /** An onion service in front of this server, and the paths that it leads to. Others are refused under its name. */
  onion?: OnionService | undefined;
  requestMetrics?: RequestMetrics | undefined;
  /** Answers an unknown address with a page, or null where a problem document is right. */
  answerMissing?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | null;
  faultPage?: FaultPage;
  /** Admission limits other than the program's own. */
  limits?: AdmissionLimits | undefined;
};
