import { App, HTTPReceiver } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { GALLERY_MESSAGE, GALLERY_MODAL } from './gallery.ts';
import { QUIET } from './quiet-logger.ts';

/** A small Bolt app that uses a bit of everything, to try the workspace with. */

export const SAMPLE_MANIFEST = {
  display_information: {
    name: 'Prova',
    description: 'Un’app di prova che risponde, chiede e mostra tabelle',
    background_color: '#1264a3',
  },
  features: {
    bot_user: { display_name: 'Prova', always_online: true },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    agent_view: {
      agent_description: 'Risponde a tutto',
      suggested_prompts: [
        { title: 'Mostra una tabella', message: 'tabella' },
        { title: 'Apri un modulo', message: 'modulo' },
      ],
    },
    slash_commands: [
      { command: '/chiedi', description: 'Fa una domanda', usage_hint: '[domanda]', should_escape: false },
      {
        command: '/costi',
        description: 'Mostra i costi di un progetto',
        usage_hint: '[progetto]',
        should_escape: false,
      },
      { command: '/modulo', description: 'Apre un modulo', should_escape: false },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'assistant:write',
        'channels:history',
        'channels:read',
        'chat:write',
        'commands',
        'files:write',
        'im:history',
        'im:read',
        'im:write',
        'reactions:write',
        'users:read',
        'users:read.email',
      ],
    },
  },
  settings: { event_subscriptions: { bot_events: ['app_home_opened', 'app_mention', 'message.im'] } },
} as const;

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const option = (value: string, text: string) => ({ text: plain(text), value });

/** A form with one field of each kind that matters. */
function sampleForm(): ModalView {
  return {
    type: 'modal',
    callback_id: 'modulo',
    title: plain('Stato dell’attività'),
    submit: plain('Invia'),
    close: plain('Annulla'),
    notify_on_close: true,
    blocks: [
      { type: 'alert', level: 'info', text: { type: 'mrkdwn', text: 'Riguarda *Attività 24*.' } },
      {
        type: 'input',
        block_id: 'stato',
        label: plain('Stato'),
        element: {
          type: 'static_select',
          action_id: 'stato',
          placeholder: plain('Scegli lo stato'),
          options: [option('in_progress', 'In fase'), option('achieved', 'Raggiunto')],
        },
      },
      {
        type: 'input',
        block_id: 'percentuale',
        label: plain('Percentuale'),
        hint: plain('Da 0 a 100'),
        element: { type: 'number_input', action_id: 'percentuale', is_decimal_allowed: false },
      },
      {
        type: 'input',
        block_id: 'note',
        optional: true,
        dispatch_action: true,
        label: plain('Criticità'),
        element: {
          type: 'plain_text_input',
          action_id: 'note',
          multiline: true,
          max_length: 200,
          dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
        },
      },
      {
        type: 'input',
        block_id: 'collega',
        optional: true,
        label: plain('Collega'),
        element: {
          type: 'external_select',
          action_id: 'collega',
          min_query_length: 0,
          placeholder: plain('Cerca'),
        },
      },
    ],
  };
}

function sampleTable(): readonly KnownBlock[] {
  const cell = (text: string) => ({ type: 'raw_text', text }) as const;
  const figure = (value: number, text: string) => ({ type: 'raw_number', value, text }) as const;
  return [
    { type: 'header', text: plain('Costi per voce') },
    {
      type: 'data_table',
      caption: 'Cantiere',
      page_size: 3,
      rows: [
        [cell('Voce'), cell('Costo')],
        [cell('Biblioteca'), figure(1200.5, '1.200,50 €')],
        [cell('Asili'), figure(98000, '98.000,00 €')],
        [cell('Mensa'), figure(300, '300,00 €')],
        [cell('Sport'), figure(4500, '4.500,00 €')],
      ],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'Fonte: bilancio, pag. 12' }] },
  ];
}

function sampleHome(clicks: number): { readonly type: 'home'; readonly blocks: KnownBlock[] } {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('La tua pagina') },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `Hai premuto *${clicks}* volte.` },
        accessory: { type: 'button', action_id: 'conta', text: plain('Premi') },
      },
    ],
  };
}

function registerMessages(app: App): void {
  app.event('message', async ({ event, client }) => {
    if (event.subtype !== undefined || !('user' in event) || event.channel_type !== 'im') return;
    const { channel, text = '', thread_ts } = event;
    const thread = thread_ts ? { thread_ts } : {};
    if (text === 'tabella')
      await client.chat.postMessage({ channel, text: 'Costi', blocks: [...sampleTable()], ...thread });
    else if (text === 'modulo')
      await client.chat.postMessage({ channel, text: 'Apri il modulo', blocks: formButton(), ...thread });
    else if (text === 'galleria')
      await client.chat.postMessage({ channel, text: 'Galleria', blocks: GALLERY_MESSAGE as KnownBlock[] });
    else await client.chat.postMessage({ channel, text: `Hai scritto: ${text}`, ...thread });
  });
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: `Eccomi, <@${event.user}>`,
    });
  });
}

function formButton(): KnownBlock[] {
  return [
    { type: 'section', text: { type: 'mrkdwn', text: 'Manca lo stato di *Attività 24*' } },
    {
      type: 'actions',
      block_id: 'azioni',
      elements: [
        { type: 'button', action_id: 'apri', style: 'primary', text: plain('Aggiorna'), value: '24' },
        {
          type: 'button',
          action_id: 'rimanda',
          text: plain('Più tardi'),
          confirm: {
            title: plain('Rimandare?'),
            text: plain('Te lo ricorderò domani.'),
            confirm: plain('Rimanda'),
            deny: plain('No'),
          },
        },
      ],
    },
  ];
}

function registerActions(app: App): void {
  const clicks = new Map<string, number>();
  const publish = async (client: WebClient, user_id: string) =>
    client.views.publish({ user_id, view: sampleHome(clicks.get(user_id) ?? 0) });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await publish(client, event.user);
  });
  app.action('conta', async ({ ack, body, client }) => {
    await ack();
    clicks.set(body.user.id, (clicks.get(body.user.id) ?? 0) + 1);
    await publish(client, body.user.id);
  });
  app.action('apri', async ({ ack, body, client }) => {
    await ack();
    if (body.type === 'block_actions')
      await client.views.open({ trigger_id: body.trigger_id, view: sampleForm() });
  });
  app.action('primo', async ({ ack, body, client }) => {
    await ack();
    if (body.type === 'block_actions')
      await client.views.open({ trigger_id: body.trigger_id, view: GALLERY_MODAL as ModalView });
  });
  app.action('rimanda', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Rimandato a domani.', replace_original: true });
  });
  app.action('note', ({ ack }) => ack());
  app.options('collega', async ({ ack, options }) => {
    const names = ['Anna', 'Bruno', 'Carla'].filter((name) =>
      name.toLowerCase().includes(options.value.toLowerCase()),
    );
    await ack({ options: names.map((name) => option(name, name)) });
  });
  app.view('modulo', async ({ ack, body, view, client }) => {
    const percent = Number(view.state.values.percentuale?.percentuale?.value);
    if (percent > 100)
      return ack({ response_action: 'errors', errors: { percentuale: 'La percentuale va da 0 a 100.' } });
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Registrato: ${percent}%` });
  });
}

function registerCommands(app: App): void {
  app.command('/chiedi', async ({ ack, respond, command }) => {
    await ack();
    await respond(`Risposta a «${command.text}»`);
  });
  app.command('/costi', async ({ ack, command }) =>
    ack({ response_type: 'in_channel', text: `Costi di ${command.text}` }),
  );
  app.command('/modulo', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: sampleForm() });
  });
}

export interface SampleApp {
  readonly app: App;
  stop(): Promise<void>;
}

/** Starts the app on `port`, talking to the workspace at `slackApiUrl`. */
export async function startSampleApp(options: {
  readonly port: number;
  readonly slackApiUrl: string;
  readonly botToken: string;
  readonly signingSecret: string;
}): Promise<SampleApp> {
  const receiver = new HTTPReceiver({ signingSecret: options.signingSecret, logger: QUIET });
  const app = new App({
    token: options.botToken,
    receiver,
    logger: QUIET,
    clientOptions: { slackApiUrl: options.slackApiUrl, retryConfig: { retries: 0 } },
  });
  registerMessages(app);
  registerActions(app);
  registerCommands(app);
  await app.start({ port: options.port, host: '127.0.0.1' });
  return { app, stop: async () => void (await app.stop()) };
}
