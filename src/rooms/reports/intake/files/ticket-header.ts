/** The size of every chunk but the last, in bytes: about ten seconds on the poorest line. `reports.store_chunk` checks the same. */
export const CHUNK_BYTES: number = 64 * 1024;

/** The header in which the upload ticket comes with a chunk: it is checked before a byte of the body is read. */
export const TICKET_HEADER = 'upload-ticket';
/** The header with the place of a chunk, counted from 0. */
export const PLACE_HEADER = 'upload-place';

/** How many chunks a reader gets in one answer: 1 MiB. */
export const CHUNKS_AT_ONCE = 16;
