import type { ServerResponse } from 'node:http';
import { LOG_READER } from '../hub.ts';
import type { Visitor } from '../model.ts';
import type { Team } from '../team.ts';
import type { ClockBar } from './clock.ts';
import { pageSnapshot } from './snapshot.ts';

/** Comments that keep the connection and tell a dead one, in milliseconds. */
const HEARTBEAT_MS = 15_000;

/**
 * Streams changes to a page as server-sent events. The first event is a full snapshot, so that a page that
 * reconnects after a restart needs nothing else.
 */
export async function streamChanges(
  team: Team,
  clockBar: ClockBar,
  visitor: Visitor,
  response: ServerResponse,
): Promise<void> {
  const clock = await clockBar.read();
  const write = openStream(team, visitor.person.id, response);
  write(pageSnapshot(team, visitor, clock));
}

/** Streams the log, beginning with what it holds. */
export function streamLog(team: Team, response: ServerResponse): void {
  const write = openStream(team, LOG_READER, response);
  for (const entry of team.log.entries()) write({ type: 'log', entry });
}

/** Begins a stream of what concerns `reader`; gives how to write to it. */
function openStream(team: Team, reader: string, response: ServerResponse): (value: unknown) => void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  const write = (value: unknown) => response.write(`data: ${JSON.stringify(value)}\n\n`);
  const stop = team.hub.subscribe(reader, write);
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
  const end = () => {
    clearInterval(heartbeat);
    stop();
    response.end();
  };
  team.closing.addEventListener('abort', end, { once: true });
  response.on('close', () => {
    team.closing.removeEventListener('abort', end);
    end();
  });
  return write;
}
