import type { AgentStatus } from '../../statuses.ts';
import { el } from '../dom.ts';

/** "Archivista sta cercando…", while the agent is at work. */
export function statusLine(name: string, status: AgentStatus | undefined): HTMLElement | null {
  if (!status) return null;
  const [text = status.text] = status.loadingMessages;
  return el(
    'div',
    { class: 'agent-status', role: 'status', 'data-testid': 'status' },
    el('span', { class: 'pulse', 'aria-hidden': 'true' }),
    `${name} ${text}`,
  );
}
