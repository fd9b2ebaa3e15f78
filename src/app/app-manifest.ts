/** The parts of a Slack app's manifest that say how Slack reaches it. Source: docs.slack.dev/reference/app-manifest. */
export interface Manifest {
  readonly features: { readonly slash_commands: readonly Readonly<Record<string, unknown>>[] };
  readonly settings: Readonly<Record<string, unknown>> & {
    readonly event_subscriptions: Readonly<Record<string, unknown>>;
    readonly interactivity: Readonly<Record<string, unknown>>;
  };
}

/** The one path that Slack's requests come to. */
const PATH = '/slack/events';

/**
 * The manifest of an app that Slack reaches over HTTP: each command, event and button at the same address.
 * @param url public address of the program; a path before ours, of a proxy, stays
 */
export function overHttp<M extends Manifest>(manifest: M, url: URL): M {
  const address = `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/slack\/events$/, '')}${PATH}`;
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
