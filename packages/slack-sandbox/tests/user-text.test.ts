import { describe, expect, it } from 'vitest';
import { createDirectory } from '../src/directory.ts';
import { parseManifest } from '../src/manifest.ts';
import { encodeUserText, richTextOf } from '../src/user-text.ts';
import { SAMPLE_MANIFEST } from './sample-app.ts';
import { SAMPLE_USERS } from './sample-workspace.ts';

const directory = createDirectory(
  {
    teamName: 'Prova',
    users: SAMPLE_USERS,
    channels: [{ name: 'generale', topic: '', members: 'all' }],
  },
  parseManifest(SAMPLE_MANIFEST),
);

describe('what a person types', () => {
  it('is escaped as Slack escapes it', () => {
    expect(encodeUserText('a < b & c > d', directory)).toBe('a &lt; b &amp; c &gt; d');
  });

  it('carries mentions and channels as references', () => {
    const channel = directory.channelByName('generale')?.id;
    expect(encodeUserText('@Prova vedi #generale', directory)).toBe(
      `<@${directory.bot.userId}> vedi <#${channel}|generale>`,
    );
  });

  it('reaches the app as rich text too', () => {
    const text = encodeUserText('@Prova 1 < 2', directory);
    expect(richTextOf(text)[0]?.elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'user', user_id: directory.bot.userId },
          { type: 'text', text: ' 1 < 2' },
        ],
      },
    ]);
  });
});

describe('the directory', () => {
  it('refuses a member who is not a user, naming channel and handle', () => {
    const options = {
      teamName: 'Prova',
      users: SAMPLE_USERS,
      channels: [{ name: 'generale', topic: '', members: ['nessuno'] }],
    };
    expect(() => createDirectory(options, parseManifest(SAMPLE_MANIFEST))).toThrow(
      'Workspace channel "generale": member "nessuno" is not a user handle',
    );
  });
});
