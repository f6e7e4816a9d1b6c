/** What is known of each party that this reader advises: drawn as for those who answer for it. */
export { default } from './KnownHome.tsx';
