// Parts of a page of questions that the page of a link loads after its questions, as one file.
export { PageTurn } from './pages/PageTurn.tsx';
export { ProvisionsPlace } from './provisions/ProvisionsPlace.tsx';
