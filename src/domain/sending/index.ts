export {
  createNoticeService,
  type Messenger,
  type NoticeMessage,
  type NoticeService,
} from './notice-service.ts';
export type { AbsenceNoticeKind, NewNotice, Notice, NoticeKind, NoticeStore } from './notices.ts';
export type {
  AbsenceStore,
  Delivery,
  DigestMessage,
  ListedItem,
  MessagePlace,
  Notifier,
  OutboxMessage,
  ReminderMessage,
  ReminderRow,
  ReminderStore,
  ReturnMessage,
} from './outbox.ts';
