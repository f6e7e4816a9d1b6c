/** The parts of a board that load after it, in one file, because the weight of each page is measured when it opens. */
export { BoardFoot } from './BoardFoot.tsx';
export { Forecast } from './Forecast.tsx';
export { HandOverPanel } from './HandOverPanel.tsx';
export { KnowledgePanel } from './KnowledgePanel.tsx';
export { NamesField } from './NamesField.tsx';
export { PlaceholdersPanel } from './PlaceholdersPanel.tsx';
export { PrintBoardButton } from './PrintBoardButton.tsx';
export { RecordReadinessButton } from './RecordReadinessButton.tsx';
export { RecordsDrawer } from './RecordsDrawer.tsx';
export { StrengthPanel } from './StrengthPanel.tsx';
export { UnitTable } from './UnitTable.tsx';
export { WaiveDrawer } from './WaiveDrawer.tsx';
