/** What a board can be read without: it comes after it, in one piece, for every page is weighed as it opens. */
export { BoardFoot } from './BoardFoot.tsx';
export { HandOverPanel } from './HandOverPanel.tsx';
export { KnowledgePanel } from './KnowledgePanel.tsx';
export { NamesField } from './NamesField.tsx';
export { RecordsDrawer } from './RecordsDrawer.tsx';
export { SlotsPanel } from './SlotsPanel.tsx';
export { WaiveDrawer } from './WaiveDrawer.tsx';
