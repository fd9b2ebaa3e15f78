import type { App } from '@slack/bolt';
import { ACTIONS, CHOICE_ACTIONS, FOLLOW_UP_ACTIONS, SUGGESTED_ACTIONS, VIEWS } from '../ids.ts';
import type { Services } from '../services.ts';
import {
  handleChosenQuery,
  handleShareAnswer,
  handleShowProof,
  handleSuggestedQuestion,
} from './answer-buttons.ts';
import { handleRating, handleReport } from './feedback.ts';
import { handleHomeOpened } from './home.ts';
import { handleMessagesOpened } from './prompts.ts';
import { handleDirectMessage, handleMention } from './questions.ts';
import { handleUpdateButton, handleUpdateSubmission } from './updates.ts';

/** Where every event, button and form lands. */
export function registerListeners(app: App, services: Services): void {
  app.event('message', handleDirectMessage(services));
  app.event('app_mention', handleMention(services));
  app.event('app_home_opened', handleHomeOpened(services));
  app.event('app_home_opened', handleMessagesOpened(services));

  app.action(ACTIONS.updateItem, handleUpdateButton(services));
  app.action(ACTIONS.showProof, handleShowProof(services));
  app.action(ACTIONS.shareAnswer, handleShareAnswer(services));
  for (const id of CHOICE_ACTIONS) app.action(id, handleChosenQuery(services, 'choices'));
  for (const id of FOLLOW_UP_ACTIONS) app.action(id, handleChosenQuery(services, 'followUps'));
  for (const id of SUGGESTED_ACTIONS) app.action(id, handleSuggestedQuestion(services));

  app.action(ACTIONS.rateAnswer, handleRating(services));
  app.view(VIEWS.reportForm, handleReport(services));

  app.view(VIEWS.updateForm, handleUpdateSubmission(services));
}
