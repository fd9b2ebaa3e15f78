/** One of every block and element the workspace draws, all of them valid. */

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(`Voce ${value}`), value });
const options = [option('uno'), option('due'), option('tre')];
const IMAGE = 'https://images.example/panorama.jpg';
const image = { type: 'image', image_url: IMAGE, alt_text: 'Un panorama' };
const button = (action_id: string, text: string, extra: object = {}) => ({
  type: 'button',
  action_id,
  text: plain(text),
  ...extra,
});

const richText = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'Testo ' },
        { type: 'text', text: 'grassetto', style: { bold: true } },
        { type: 'text', text: ', ' },
        { type: 'text', text: 'corsivo', style: { italic: true } },
        { type: 'text', text: ' e ' },
        { type: 'link', url: 'https://www.example.org', text: 'un collegamento' },
        { type: 'emoji', name: 'tada' },
      ],
    },
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'Primo' }] },
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'Secondo' }] },
      ],
    },
    { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Una citazione' }] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'codice = 24.1' }] },
  ],
};

const TEXT_BLOCKS = [
  { type: 'header', text: plain('Tutti i blocchi :bar_chart:') },
  {
    type: 'section',
    text: mrkdwn(
      '*Grassetto*, _corsivo_, ~barrato~, `codice`, <https://example.org|collegamento>, :white_check_mark: e `*non grassetto*`\n> una citazione\nScade <!date^1631689200^{date_long} alle {time}|il 15 settembre>',
    ),
    accessory: { type: 'overflow', action_id: 'altro', options },
  },
  {
    type: 'section',
    fields: [
      mrkdwn('*Cantiere*\n3 — Tetto e facciata'),
      mrkdwn('*Costo*\n1.234,50 €'),
      mrkdwn('*Stato*\n:large_yellow_circle: in fase'),
      mrkdwn('*Scadenza*\n30 settembre'),
    ],
  },
  { type: 'divider' },
  richText,
  {
    type: 'markdown',
    text: '## Titolo\n\nTesto **forte** e [link](https://example.org)\n\n1. uno\n2. due\n\n| A | B |\n|---|---|\n| 1 | 2 |',
  },
  { type: 'context', elements: [image, mrkdwn('Fonte: *bilancio 2021*, pag. 12')] },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'giudizio',
        positive_button: { text: plain('Utile'), value: 'si' },
        negative_button: { text: plain('Non utile'), value: 'no' },
      },
      { type: 'icon_button', action_id: 'cestina', icon: 'trash', text: plain('Elimina') },
    ],
  },
];

const TABLE_BLOCKS = [
  {
    type: 'table',
    column_settings: [{ is_wrapped: true }, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'Attività' },
        { type: 'raw_text', text: 'Peso' },
      ],
      [
        { type: 'raw_text', text: 'Biblioteca di quartiere' },
        { type: 'raw_number', value: 30, text: '30' },
      ],
    ],
  },
  {
    type: 'data_table',
    caption: 'Costi',
    rows: [
      [
        { type: 'raw_text', text: 'Voce' },
        { type: 'raw_text', text: 'Euro' },
      ],
      ...Array.from({ length: 7 }, (_, index) => [
        { type: 'raw_text', text: `Attività ${index + 1} con un titolo piuttosto lungo da leggere` },
        { type: 'raw_number', value: (index * 7919) % 1000, text: `${(index * 7919) % 1000},00 €` },
      ]),
    ],
  },
];

const CONTAINER_BLOCKS = [
  {
    type: 'card',
    icon: image,
    title: mrkdwn('*Attività 24*'),
    subtitle: mrkdwn('Cantiere'),
    body: mrkdwn('Apertura della biblioteca'),
    actions: [button('scheda', 'Apri')],
  },
  {
    type: 'container',
    title: plain('Da aggiornare'),
    subtitle: plain('2 attività'),
    is_collapsible: true,
    child_blocks: [{ type: 'section', text: mrkdwn('Attività 24') }, { type: 'divider' }],
  },
  {
    type: 'actions',
    elements: [
      button('primo', 'Conferma', { style: 'primary' }),
      button('secondo', 'Elimina', { style: 'danger' }),
      button('terzo', 'Apri il sito', { url: 'https://example.org' }),
      { type: 'static_select', action_id: 'menu', placeholder: plain('Filtra'), options },
      { type: 'datepicker', action_id: 'giorno', initial_date: '2021-09-30' },
      { type: 'timepicker', action_id: 'ora', initial_time: '09:00' },
    ],
  },
];

const input = (block_id: string, label: string, element: object, extra: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: block_id, ...element },
  ...extra,
});

export const INPUT_BLOCKS = [
  input('testo', 'Testo', { type: 'plain_text_input', placeholder: plain('Scrivi qui') }),
  input(
    'righe',
    'Più righe',
    { type: 'plain_text_input', multiline: true, max_length: 100 },
    { hint: plain('Al massimo 100 caratteri') },
  ),
  input('numero', 'Numero', {
    type: 'number_input',
    is_decimal_allowed: true,
    min_value: '0',
    max_value: '100',
  }),
  input('posta', 'E-mail', { type: 'email_text_input' }, { optional: true }),
  input('sito', 'Sito', { type: 'url_text_input' }, { optional: true }),
  input('scelta', 'Una scelta', { type: 'static_select', options }),
  input(
    'gruppi',
    'Con gruppi',
    { type: 'static_select', option_groups: [{ label: plain('Primo gruppo'), options }] },
    { optional: true },
  ),
  input('molte', 'Più scelte', { type: 'multi_static_select', options, initial_options: [options[0]] }),
  input('persona', 'Persona', { type: 'users_select' }, { optional: true }),
  input('persone', 'Persone', { type: 'multi_users_select', max_selected_items: 2 }, { optional: true }),
  input('canale', 'Canale', { type: 'channels_select' }, { optional: true }),
  input('conversazione', 'Conversazione', { type: 'conversations_select' }, { optional: true }),
  input('esterno', 'Cerca', { type: 'external_select', min_query_length: 1 }, { optional: true }),
  input('tondi', 'Una sola', { type: 'radio_buttons', options, initial_option: options[1] }),
  input('quadrati', 'Quante vuoi', { type: 'checkboxes', options }, { optional: true }),
  input('data', 'Data', { type: 'datepicker' }, { optional: true }),
  input('orario', 'Ora', { type: 'timepicker' }, { optional: true }),
  input(
    'quando',
    'Data e ora',
    { type: 'datetimepicker', initial_date_time: 1631689200 },
    { optional: true },
  ),
  input(
    'documento',
    'Documento',
    { type: 'file_input', filetypes: ['pdf', 'csv'], max_files: 2 },
    { optional: true },
  ),
  input('ricco', 'Testo ricco', { type: 'rich_text_input' }, { optional: true }),
];

export const GALLERY_MESSAGE = [...TEXT_BLOCKS, ...TABLE_BLOCKS, ...CONTAINER_BLOCKS];

export const GALLERY_MODAL = {
  type: 'modal',
  callback_id: 'galleria',
  title: plain('Tutti i campi'),
  submit: plain('Invia'),
  blocks: [
    ...['default', 'info', 'warning', 'error', 'success'].map((level) => ({
      type: 'alert',
      level,
      text: mrkdwn(`Avviso di tipo *${level}*`),
    })),
    ...INPUT_BLOCKS,
  ],
};
