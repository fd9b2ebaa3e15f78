/// <reference lib="dom" />
import type { Tab } from './model.ts';

/** Who looks at what, kept in the part of the address after "#": two tabs can be two people. */
export interface Address {
  readonly user: string;
  /** A channel's name or id, or "app". */
  readonly channel: string;
  readonly tab: Tab;
}

const TABS: readonly Tab[] = ['messages', 'home', 'about'];

export function readAddress(hash: string): Address {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const tab = TABS.find((one) => one === fields.get('t')) ?? 'messages';
  return { user: fields.get('u') ?? '', channel: fields.get('c') ?? 'app', tab };
}

export function formatAddress({ user, channel, tab }: Address): string {
  return `#${new URLSearchParams({ u: user, c: channel, ...(tab === 'messages' ? {} : { t: tab }) })}`;
}

/** Changes the address without a step in the browser's history. */
export function writeAddress(address: Address): void {
  history.replaceState(null, '', formatAddress(address));
}
