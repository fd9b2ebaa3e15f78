import { slackView } from '../formats/views.ts';
import type { Team } from '../team.ts';
import { sendEvent } from './events.ts';

/** Tells the app that someone opened one of its tabs; `view` comes along only where a Home was published before. */
export function tellAppHomeOpened(team: Team, userId: string, tab: 'home' | 'messages'): void {
  const view = tab === 'home' ? team.store.home(userId) : undefined;
  sendEvent(team, 'app_home_opened', {
    type: 'app_home_opened',
    user: userId,
    channel: team.directory.imOf(userId)?.id ?? '',
    tab,
    ...(view ? { view: slackView(team, view) } : {}),
    event_ts: team.timestamps.next(),
  });
}
