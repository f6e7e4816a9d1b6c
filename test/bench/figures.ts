/** One measured figure beside its yardstick of the same run. */
export type Figure = { what: string; measured: string; yardstick: string; ratio: string; goal: string; met: boolean };
