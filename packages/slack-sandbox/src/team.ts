import type { Directory } from './directory.ts';
import type { Hub } from './hub.ts';
import type { AppDescription } from './manifest.ts';
import type { ModalStacks } from './modals.ts';
import type { Timings, TourStep, WorkspaceClock } from './options.ts';
import type { RequestLog } from './request-log.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Statuses } from './statuses.ts';
import type { Store } from './store.ts';
import type { Timestamps } from './timestamps.ts';
import type { Triggers } from './triggers.ts';
import type { Uploads } from './uploads.ts';

/** Everything a request needs; made once by `startWorkspace` and passed along. */
export interface Team {
  readonly app: AppDescription;
  readonly directory: Directory;
  readonly store: Store;
  readonly hub: Hub;
  readonly log: RequestLog;
  readonly clock: WorkspaceClock;
  readonly timestamps: Timestamps;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly modals: ModalStacks;
  readonly statuses: Statuses;
  readonly uploads: Uploads;
  readonly timings: Timings;
  readonly tour: readonly TourStep[];
  readonly botToken: string;
  readonly signingSecret: string;
  /** Where deliveries go. */
  requestUrl(): string;
  /** Address of the workspace itself, without a final slash. */
  url(): string;
  /** Aborts what is still being delivered when the workspace closes. */
  readonly closing: AbortSignal;
}
