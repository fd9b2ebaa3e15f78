export { reportOnSheet, sendSheets } from './sheet-listeners.ts';
export {
  followUpWords,
  mistakeLines,
  owedLine,
  refusalWords,
  summaryWords,
  takenLines,
} from './sheet-words.ts';
