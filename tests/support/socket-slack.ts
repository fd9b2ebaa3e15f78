import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

type Json = Readonly<Record<string, unknown>>;

/** What the app sent back for an envelope. */
interface Ack {
  readonly envelope_id: string;
  readonly payload?: Json;
}

export interface SocketSlack {
  readonly url: string;
  readonly acks: readonly Ack[];
  /** How many connections were opened so far. */
  readonly opened: number;
  /** Sends an envelope on the newest connection and gives back its id. */
  deliver(type: 'slash_commands' | 'interactive' | 'events_api', payload: unknown): string;
  /** Sends a frame as it is on the newest connection. */
  send(frame: string): void;
  /** Tells the app to connect again, as Slack does every few hours. */
  refresh(): void;
  close(): Promise<void>;
}

/** The other end of Socket Mode: greets, delivers envelopes, keeps the acknowledgements. */
export async function startSocketSlack(): Promise<SocketSlack> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const acks: Ack[] = [];
  let newest: WebSocket | null = null;
  let opened = 0;
  server.on('connection', (socket) => {
    newest = socket;
    opened++;
    socket.on('message', (data) => acks.push(JSON.parse(String(data)) as Ack));
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const sendFrame = (frame: string): void => {
    if (newest?.readyState !== 1) throw new Error('the app is not connected');
    newest.send(frame);
  };
  const send = (message: Json): void => sendFrame(JSON.stringify(message));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    acks,
    get opened() {
      return opened;
    },
    deliver(type, payload) {
      const id = randomUUID();
      send({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' });
      return id;
    },
    send: sendFrame,
    refresh: () => send({ type: 'disconnect', reason: 'refresh_requested' }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}
