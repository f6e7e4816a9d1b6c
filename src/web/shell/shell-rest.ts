/** The parts of the shell that load after the page, in one file, because each request costs a round trip on a slow line. */
export { NewsCount } from '../home/NewsCount.tsx';
export { LogBand } from '../log-band/LogBand.tsx';
export { SearchButton } from '../search/SearchButton.tsx';
export { TaskCount } from '../tasks/TaskCount.tsx';
