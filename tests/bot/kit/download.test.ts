import { expect, it } from 'vitest';
import { download } from '../../../src/bot/kit/download.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { closing } from '../../support/closing.ts';
import { type Reply, startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

const AWAY =
  'non lo trovo tra i file di Slack: è stato tolto, o sta altrove (per esempio in Google Drive). Scaricalo e mandamelo qui.';
const LOCKED = 'Slack non me lo lascia leggere: mandamelo di nuovo.';

/** What comes of a file of which Slack says this, and whose bytes come like this. */
async function downloaded(said: Reply, bytes: Reply) {
  const slack = closing(await startFakeSlack(luccaPlan()));
  slack.answer('files.info', () => said);
  slack.answer('/files/F1', () => bytes);
  const client = createClient('xoxb-of-the-tests', slack.url, recordingLogger().logger);
  return download(client, 'F1', 50);
}
const there = (slack: string): Reply => ({
  ok: true,
  file: { id: 'F1', name: 'piano.xlsx', size: 3, url_private: slack },
});

it.each<[string, Reply, string, string]>([
  ['that was removed', { ok: false, error: 'file_not_found' }, 'Il file', AWAY],
  ['of which only a mark is left', { ok: true, file: { id: 'F1', mode: 'tombstone' } }, 'Il file', AWAY],
  [
    'that stands elsewhere',
    {
      ok: true,
      file: { id: 'F1', name: 'piano.xlsx', mode: 'external', url_private: 'https://docs.example/x' },
    },
    'piano.xlsx',
    AWAY,
  ],
  ['whose place takes no calls', there('http://127.0.0.1:1/piano.xlsx'), 'piano.xlsx', LOCKED],
])('a file %s is told so', async (_, said, name, problem) => {
  expect(await downloaded(said, {})).toEqual({ id: 'F1', name, bytes: null, problem });
});

it('a file that does not come is given up, so that whoever sent it is answered', async () => {
  const slack = closing(await startFakeSlack(luccaPlan()));
  slack.answer('files.info', () => there(new URL('/files/F1', slack.url).href));
  slack.answer('/files/F1', () => 'silence');
  const client = createClient('xoxb-of-the-tests', slack.url, recordingLogger().logger);
  expect(await download(client, 'F1', 50)).toMatchObject({ bytes: null, problem: LOCKED });
});

it('a file of which Slack says nothing is asked about again', async () => {
  await expect(downloaded('cut', {})).rejects.toThrow();
});
