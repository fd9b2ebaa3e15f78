import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { suggestedPrompts } from '../src/bot/ask/suggested-prompts.ts';
import {
  ACTIONS,
  CHART_ACTIONS,
  CHOICE_ACTIONS,
  FOLLOW_UP_ACTIONS,
  FORM_ACTIONS,
  SUGGESTED_ACTIONS,
  VIEWS,
} from '../src/bot/kit/ids.ts';
import type { Years } from '../src/bot/kit/services.ts';
import { buildEvidenceForm } from '../src/bot/record/evidence-form.ts';
import { registerListeners } from '../src/bot/register-listeners.ts';
import { COMMANDS, registerCommands } from '../src/commands/index.ts';
import { ROLES } from '../src/words/roles.ts';
import { luccaPlan } from './support/plan.ts';
import { luccaItem } from './support/reminders.ts';
import { phase as aPhase } from './support/small-plan.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}manifest.json`, 'utf8'));

const noYears = () => ({}) as Years;

/** Everything the program registers, by kind, in order. */
function registered(): Record<'event' | 'action' | 'view' | 'command', string[]> {
  const closings: string[] = [];
  const kept = { event: [], action: [], view: [], command: [] } as ReturnType<typeof registered>;
  // A form that also tells when it is closed is registered once more, by its type.
  const keep = (kind: keyof typeof kept) => (id: string | { type: string }) =>
    typeof id === 'string' ? kept[kind].push(id) : closings.push(id.type);
  const app = { event: keep('event'), action: keep('action'), view: keep('view'), command: keep('command') };
  registerCommands(app as unknown as App, noYears);
  registerListeners(app as unknown as App, noYears, { left: async () => undefined });
  return kept;
}

/** The Web API methods that the program calls, read from its source. */
function calledMethods(): readonly string[] {
  const files = ['src/app', 'src/bot', 'src/commands'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')),
  );
  const code = files.join('\n').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const calls = [
    ...code.matchAll(/\bclient\.((?:[a-z]\w*\.)+[a-z]\w*)/g),
    ...code.matchAll(/\bapiCall\('([\w.]+)'/g),
  ];
  return [...new Set(calls.map(([, method]) => method ?? ''))].sort();
}

/** The scope that each method wants, for a bot's own token. Source: docs.slack.dev/reference/methods. */
const SCOPE_OF_METHOD: Readonly<Record<string, string | null>> = {
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'auth.test': null,
  'chat.delete': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  // Of a public channel; of a private one `groups:read`.
  'conversations.info': 'channels:read',
  'conversations.history': 'im:history',
  'conversations.open': 'im:write',
  'conversations.replies': 'im:history',
  'files.info': 'files:read',
  'files.uploadV2': 'files:write',
  'users.info': 'users:read',
  'users.lookupByEmail': 'users:read.email',
  'views.open': null,
  'views.publish': null,
  'views.push': null,
  'views.update': null,
};
const SCOPE_OF_EVENT: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
};

describe('the manifest', () => {
  it('names the commands of the program, each with a description', () => {
    const commands = manifest.features.slash_commands as readonly Record<string, unknown>[];
    expect(commands.map(({ command }) => command).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
    for (const { description } of commands) expect(String(description).length).toBeGreaterThan(10);
  });

  it('subscribes to the events that the program listens to, and to no other', () => {
    const events = (manifest.settings.event_subscriptions.bot_events as string[]).map((name) =>
      name.startsWith('message.') ? 'message' : name,
    );
    expect(events.sort()).toEqual([...new Set(registered().event)].sort());
  });

  it('asks for every scope that is used, and for none that is not', () => {
    const scopes = [
      ...calledMethods().map((method) => SCOPE_OF_METHOD[method]),
      ...(manifest.settings.event_subscriptions.bot_events as string[]).map((name) => SCOPE_OF_EVENT[name]),
      calledMethods().includes('conversations.info') ? 'groups:read' : null,
      // Slack adds these two with the features themselves.
      manifest.features.slash_commands.length > 0 ? 'commands' : null,
      manifest.features.agent_view ? 'assistant:write' : null,
      // A form with a file input: docs.slack.dev/reference/block-kit/block-elements/file-input-element.
      JSON.stringify(buildEvidenceForm(luccaItem('objective:24'), aPhase())).includes('file_input')
        ? 'files:read'
        : null,
    ].filter((scope) => typeof scope === 'string');
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...new Set(scopes)].sort());
    expect(manifest.oauth_config.scopes.user).toBeUndefined();
  });

  it('turns on what the program needs: buttons and forms, the Home, messages that can be written', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.features.app_home).toMatchObject({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('suggests at most four questions', () => {
    const prompts = manifest.features.agent_view.suggested_prompts;
    expect(prompts.length).toBeGreaterThan(0);
    expect(prompts.length).toBeLessThanOrEqual(4);
  });

  it('keeps to Slack’s lengths', () => {
    const { name, description, long_description: long } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long.length).toBeGreaterThanOrEqual(174);
    expect(long.length).toBeLessThanOrEqual(4_000);
  });
});

describe('the program', () => {
  it('calls no method whose scope this test does not know', () => {
    expect(calledMethods().filter((method) => !(method in SCOPE_OF_METHOD))).toEqual([]);
    expect(calledMethods()).toContain('chat.postMessage');
  });

  it('registers every action of its views exactly once, and no other', () => {
    const ids = [
      ...Object.values(ACTIONS),
      ...CHART_ACTIONS,
      ...CHOICE_ACTIONS,
      ...FOLLOW_UP_ACTIONS,
      ...SUGGESTED_ACTIONS,
      ...FORM_ACTIONS.reshape,
      ...FORM_ACTIONS.typed,
    ];
    expect(registered().action.sort()).toEqual([...ids].sort());
  });

  it('registers every form exactly once, and no other', () => {
    expect(registered().view.sort()).toEqual(Object.values(VIEWS).sort());
  });

  it('registers every command exactly once', () => {
    expect(registered().command).toEqual(COMMANDS.map(({ name }) => name));
  });

  it('suggests at most four questions to everybody', () => {
    const roles = ROLES.map((role) => ({ person: 'p', role, department: 'Settore 1', unit: 'U.O.1.5' }));
    for (const some of [[], ...roles.map((role) => [role]), roles])
      expect(suggestedPrompts(some, luccaPlan()).length).toBeLessThanOrEqual(4);
  });
});
