import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { forMany, overHttp } from '../../src/app/app-manifest.ts';

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));

it.each([
  ['https://traguardo.comune.example', 'https://traguardo.comune.example/slack/events'],
  ['https://www.comune.example/bot/', 'https://www.comune.example/bot/slack/events'],
  ['https://comune.example/slack/events', 'https://comune.example/slack/events'],
])('an app at %s gets every request at one address, and Socket Mode is off', (url, address) => {
  const { features, settings } = overHttp(manifest, new URL(url));
  expect(features.slash_commands).toHaveLength(manifest.features.slash_commands.length);
  for (const command of features.slash_commands) expect(command.url).toBe(address);
  expect(settings.event_subscriptions).toEqual({
    request_url: address,
    bot_events: manifest.settings.event_subscriptions.bot_events,
  });
  expect(settings.interactivity).toEqual({
    is_enabled: true,
    request_url: address,
    message_menu_options_url: address,
  });
  expect(settings.socket_mode_enabled).toBe(false);
});

it('nothing else of the manifest changes', () => {
  const { features, settings, ...others } = overHttp(manifest, new URL('https://x.example'));
  const { features: before, settings: set, ...kept } = manifest;
  expect(others).toEqual(kept);
  expect({ ...features, slash_commands: null }).toEqual({ ...before, slash_commands: null });
});

it('an app of many bodies is installed by OAuth, comes back to the program, and has tokens that are renewed', () => {
  const many = forMany(manifest, new URL('https://www.in-house.example/bot/'));
  const { oauth_config, settings, ...others } = many;
  expect(oauth_config).toEqual({
    redirect_urls: ['https://www.in-house.example/bot/slack/oauth_redirect'],
    ...manifest.oauth_config,
  });
  const one = overHttp(manifest, new URL('https://www.in-house.example/bot/'));
  expect(settings).toEqual({ ...one.settings, token_rotation_enabled: true });
  expect({ ...one, ...others }).toEqual(one);
});
