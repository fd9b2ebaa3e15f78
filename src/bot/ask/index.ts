export {
  handleChosenQuery,
  handleShareAnswer,
  handleShowProof,
  handleSuggestedQuestion,
} from './answer-button-listeners.ts';
export {
  type AskedCommand,
  answerAsked,
  keepCommand,
  type OpenCommand,
} from './asked-command.ts';
export { takeUpMessages } from './asked-message.ts';
export {
  handleShowChart,
  handleShowCharts,
  handleStandardChart,
  standardChart,
} from './chart-listeners.ts';
export { buildChartMenu } from './chart-view.ts';
export {
  handleAnswerReport,
  handleOutcomeSubmission,
  handleRating,
  handleReport,
} from './feedback-listeners.ts';
export { buildReports } from './feedback-view.ts';
export { type ExamplesOf, exampleNames } from './help-examples.ts';
export { buildHelp } from './help-view.ts';
export { handleMessagesOpened } from './prompt-listeners.ts';
export { handleDirectMessage, handleMention } from './question-listeners.ts';
