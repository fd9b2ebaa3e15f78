import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/answers/conversation.ts';
import { luccaEngine } from '../../support/engine.ts';

const engine = luccaEngine();

const ask = (question: string, conversation: Conversation | null = null) =>
  engine.ask({ question, conversation, asker: null, now: new Date('2021-09-09T08:00:00Z') });

/** The topic of talk, "absence" for how to record one, or the kind of query. */
async function topicOf(message: string): Promise<string> {
  const { query } = (await ask(message)).answer;
  if (query?.type === 'about') return query.topic;
  return query?.type === 'use' && query.topic === 'registrare-assenza' ? 'absence' : (query?.type ?? 'none');
}

const TALK: Readonly<Record<string, readonly string[]>> = {
  thanks: [
    'grazie!',
    'grazie mille Marta',
    'a posto così',
    'ok va bene, per ora basta',
    'perfetto, tutto chiaro',
  ],
  bye: ['buon Natale a tutti', 'buona serata e a domani', 'buon weekend!'],
  greeting: ['ciao', 'Buongiorno a tutti', 'ciao Traguardo'],
  help: [
    'che cosa mi puoi dire?',
    'buongiorno, mi aiuti?',
    'salve, avrei una domanda',
    'che informazioni mi sai dare?',
    'cosa sai fare?',
    '?',
    'aiuto',
  ],
  mistake: [
    'scusa messaggio sbagliato',
    'ops, ho sbagliato chat',
    'non era per te, scusa',
    'come non detto',
    'ho sbagliato finestra, perdonami',
  ],
  test: ['test', 'prova 1 2 3', 'ci sei?', 'sto facendo una prova'],
  chatter: ['ahahah', 'oggi piove', 'boh'],
  wordless: ['👍', ':wave:', '😂😂😂'],
  link: ['https://x.example/obiettivi/24', '<https://x.example/24>'],
  elsewhere: [
    '@Marco ci vediamo alle 15 in sala riunioni',
    'Giulia, mi passi il verbale di ieri?',
    'ti richiamo io alle 11',
  ],
  insult: [
    'sei un incapace',
    'fai proprio pena',
    'che palle sto bot',
    'non funziona nulla',
    'ma non hai capito niente',
    'VAFFANCULO',
  ],
  absence: [
    'sono in ferie fino al 22 agosto',
    'da lunedì sono in malattia',
    'la prossima settimana sarò assente',
    'sono in malattia dal 3 al 9 settembre',
  ],
  order: [
    'cancella l’obiettivo 12',
    'puoi cancellare il processo 38?',
    'cambia il costo dell’obiettivo 24',
    'per favore modifica la scadenza del 24',
    'manda una mail al dirigente del settore 5',
    'approva l’obiettivo 24',
    'potresti cambiare il peso del 12?',
    'ok, e cancella l’obiettivo 12',
  ],
};

describe.each(Object.entries(TALK))('%s', (topic, messages) => {
  it.each(messages)('«%s»', async (message) => {
    expect(await topicOf(message)).toBe(topic);
  });
});

it('answers talk in one line without figures', async () => {
  for (const [topic, messages] of Object.entries(TALK)) {
    if (/help|greeting|absence/.test(topic)) continue;
    const { answer } = await ask(messages[0] ?? '');
    expect(answer.table).toBeNull();
    expect(answer.headline.replaceAll(/U\.O\.[\w.]+/g, '')).not.toMatch(/\d/);
    expect(answer.headline).not.toMatch(/\{|undefined|null/);
  }
});

describe('what only looks like talk', () => {
  it.each([
    'grazie, quanto costa l’obiettivo 24?',
    'quanto costa l’obiettivo 24? grazie mille',
    'vorrei una prova di quanto costa l’obiettivo 24',
    'non hai capito, quanto costa l’obiettivo 24?',
    'mi hai rotto: quanto costa l’obiettivo 24?',
    'chi risponde se sono in ferie?',
    'modifica della scadenza dell’obiettivo 24',
    'si possono cambiare gli obiettivi in corso d’anno?',
    'posso modificare un aggiornamento già inviato?',
    'chi approva la relazione?',
    'dove si pubblica il piano della performance?',
    'come sono cambiate le entrate accertate tra il 2019 e il 2021?',
    'quando sono state modificate le scadenze?',
    'quanto aumentate i costi?',
  ])('«%s» is a question', async (message) => {
    expect(Object.keys(TALK)).not.toContain(await topicOf(message));
  });

  it('goes on with the conversation', async () => {
    const { conversation } = await ask('quanto ha impegnato il settore 5?');
    expect((await ask('no, il 6', conversation)).answer.headline).toContain('1.477.341,33');
    expect((await ask('togli i processi', conversation)).answer.query).not.toMatchObject({ topic: 'order' });
  });
});

describe('a letter', () => {
  const circular = `Gentili colleghe e colleghi, si comunica che l’incontro sul ciclo della performance è fissato per il 14
    alle ore 10 nella sala del Consiglio. Quanto sopra previsto verrà illustrato dal Segretario; chi non potesse partecipare è
    pregato di avvisare la segreteria entro il 12. Si ricorda inoltre che i materiali sono nella cartella condivisa e che la
    presenza dei referenti è gradita. Si ringrazia per la consueta collaborazione e si porgono cordiali saluti.`;

  it('that asks nothing is said to ask nothing', async () => {
    expect(await topicOf(circular)).toBe('no_question');
    expect(await topicOf(`${circular} `.repeat(20))).toBe('no_question');
  });

  it('that asks something at its very end is answered, however long it is', async () => {
    const { answer } = await ask(
      [...Array<string>(20).fill(circular), 'Quanto costa il personale dell’obiettivo 24?'].join(' '),
    );
    expect(answer.headline).toContain('26.039,41');
    expect(answer.assumed).not.toBeNull();
  });
});

describe('numbers that name no item', () => {
  it.each([
    ['riunione alle 15: quanto ha liquidato il settore 6?', '473.070,51'],
    ['il 14 ho il nucleo, mi dai il costo del personale del settore 7?', '1.883.391,46'],
    ['per la giunta del 24: quanto ha liquidato il settore 6?', '473.070,51'],
    ['vedi https://x.example/obiettivi/24: quanto ha liquidato il settore 6?', '473.070,51'],
    ['quanto costa il personale dell’obiettivo n. 24/2021?', '26.039,41'],
  ])('«%s»', async (question, figure) => {
    expect((await ask(question)).answer.headline).toContain(figure);
  });
});

it('answers how far an item is, where a percentage is held against it', async () => {
  const { query } = (await ask('è vero che l’obiettivo 24 è al 60 %?')).answer;
  expect(query).toMatchObject({ type: 'item', items: ['objective:24'], attributes: ['state'] });
});

describe('one’s own update', () => {
  it.each([
    'l’obiettivo 24 l’ho già aggiornato?',
    'ho già mandato l’aggiornamento dell’obiettivo 24?',
    'è arrivato il mio aggiornamento sull’obiettivo 24?',
    'ti risulta inviato l’obiettivo 24?',
  ])('«%s» is answered yes or no', async (question) => {
    expect((await ask(question)).answer.headline).toMatch(
      /^No\. .*Bicipolitana.*non è arrivato nessun aggiornamento/,
    );
  });
});
