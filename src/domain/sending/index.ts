export { createNoticeService, type NoticeRules, type NoticeService } from './notice-service.ts';
export type {
  AbsenceNoticeKind,
  NewNotice,
  Notice,
  NoticeKind,
  NoticeStore,
  ReportNoticeKind,
} from './notices.ts';
export type {
  Courier,
  Delivery,
  Drawing,
  MessagePlace,
  OutboxRow,
  OutboxStore,
  Rules,
  TickReport,
} from './outbox.ts';
export { channelOf, channelRecipient, isByMail, MAIL_CHANNEL } from './recipients.ts';
export { REFUSED_AT_ALL } from './refusals.ts';
export { createSender, DEFAULT_LEASE_MS, onItsOwn, type SenderDeps, type Tally } from './sender.ts';
