import * as z from 'zod';

const suggestedPrompt = z.object({ title: z.string(), message: z.string() });
const agentView = z
  .object({
    agent_description: z.string().optional(),
    assistant_description: z.string().optional(),
    suggested_prompts: z.array(suggestedPrompt).optional(),
  })
  .optional();

/** The parts of Slack's app manifest the workspace acts upon; the rest passes unread. */
const manifestSchema = z.object({
  display_information: z.object({
    name: z.string(),
    description: z.string().optional(),
    long_description: z.string().optional(),
    background_color: z.string().optional(),
  }),
  features: z
    .object({
      bot_user: z.object({ display_name: z.string() }).optional(),
      app_home: z
        .object({ home_tab_enabled: z.boolean().optional(), messages_tab_enabled: z.boolean().optional() })
        .optional(),
      agent_view: agentView,
      assistant_view: agentView,
      slash_commands: z
        .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().optional() }))
        .optional(),
    })
    .optional(),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).optional() }).optional() }).optional(),
  settings: z
    .object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).optional() }).optional() })
    .optional(),
});

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
}

export interface SuggestedPrompt {
  readonly title: string;
  readonly message: string;
}

/** What the manifest says of the app. */
export interface AppDescription {
  readonly name: string;
  readonly botName: string;
  readonly description: string;
  readonly longDescription: string;
  readonly color: string;
  readonly commands: readonly SlashCommand[];
  readonly prompts: readonly SuggestedPrompt[];
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
}

/** Reads a manifest. Throws an Error naming the field, the value and what was expected. */
export function parseManifest(manifest: unknown): AppDescription {
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) throw new Error(`Slack app manifest: ${z.prettifyError(parsed.error)}`);
  const { display_information: display, features, oauth_config: oauth, settings } = parsed.data;
  const agent = features?.agent_view ?? features?.assistant_view;
  return {
    name: display.name,
    botName: features?.bot_user?.display_name ?? display.name,
    description: display.description ?? agent?.agent_description ?? agent?.assistant_description ?? '',
    longDescription: display.long_description ?? agent?.agent_description ?? '',
    color: display.background_color ?? '#4a154b',
    commands: (features?.slash_commands ?? []).map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint ?? '',
    })),
    // Slack shows at most four.
    prompts: (agent?.suggested_prompts ?? []).slice(0, 4),
    scopes: oauth?.scopes?.bot ?? [],
    events: settings?.event_subscriptions?.bot_events ?? [],
    homeTab: features?.app_home?.home_tab_enabled ?? false,
    messagesTab: features?.app_home?.messages_tab_enabled ?? true,
  };
}
