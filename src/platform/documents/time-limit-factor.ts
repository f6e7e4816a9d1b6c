/**
 * The factor of the time limits of work that only needs the processor (setting TIME_LIMIT_FACTOR, which `readConfig` checks): making or reading a document, and
 * the start of the web process. A slow machine needs longer, and so do tests on a busy one.
 */
export const TIME_LIMIT_FACTOR = Number(process.env.TIME_LIMIT_FACTOR?.trim() || 1);
