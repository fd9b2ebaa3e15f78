/** The parts of a Slack app's manifest that say how Slack reaches it. Source: docs.slack.dev/reference/app-manifest. */
export interface Manifest {
  readonly oauth_config: Readonly<Record<string, unknown>>;
  readonly features: { readonly slash_commands: readonly Readonly<Record<string, unknown>>[] };
  readonly settings: Readonly<Record<string, unknown>> & {
    readonly event_subscriptions: Readonly<Record<string, unknown>>;
    readonly interactivity: Readonly<Record<string, unknown>>;
  };
}

/** The one path that Slack's requests come to. */
const PATH = '/slack/events';
/** Where Slack sends back whoever installs the app. */
export const REDIRECT_PATH = '/slack/oauth_redirect';

/** @param url public address of the program; a path before ours, of a proxy, stays */
const addressOf = (url: URL, path: string): string =>
  `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/slack\/events$/, '')}${path}`;

/**
 * The manifest of an app that Slack reaches over HTTP: each command, event and button at the same address.
 * @param url public address of the program; a path before ours, of a proxy, stays
 */
export function overHttp<M extends Manifest>(manifest: M, url: URL): M {
  const address = addressOf(url, PATH);
  const { features, settings } = manifest;
  return {
    ...manifest,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, url: address })),
    },
    settings: {
      ...settings,
      event_subscriptions: { request_url: address, ...settings.event_subscriptions },
      interactivity: { ...settings.interactivity, request_url: address, message_menu_options_url: address },
      socket_mode_enabled: false,
    },
  };
}

/** The manifest of an app that many workspaces install, each with tokens of its own that are renewed. */
export function forMany<M extends Manifest>(manifest: M, url: URL): M {
  const over = overHttp(manifest, url);
  return {
    ...over,
    oauth_config: { redirect_urls: [addressOf(url, REDIRECT_PATH)], ...over.oauth_config },
    settings: { ...over.settings, token_rotation_enabled: true },
  };
}
