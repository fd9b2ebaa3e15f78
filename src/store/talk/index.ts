export { createAnswerStore } from './answer-store.ts';
export { createConversationStore } from './conversation-store.ts';
export { createFeedbackStore } from './feedback-store.ts';
export { createHandledEvents } from './handled-events.ts';
export { createLive } from './live.ts';
export { createModelUses } from './model-uses.ts';
export { dataOf, erase, personWithAddress } from './one-person.ts';
export { prune } from './prune.ts';
export { createSeenRequests } from './seen-requests.ts';
