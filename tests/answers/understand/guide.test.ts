import { describe, expect, it } from 'vitest';
import { loadCases } from '../../../eval/cases.ts';
import { readGuide } from '../../../src/answers/knowledge/guide.ts';
import { converse, luccaEngine, NOW } from '../lucca.ts';

const guide = readGuide();
const engine = luccaEngine();
const queryOf = async (question: string) =>
  (await engine.ask({ question, conversation: null, asker: null, now: NOW })).answer.query;

describe('how Traguardo works', () => {
  /** Several ways of asking for each topic. */
  const ASKED: Readonly<Record<string, readonly string[]>> = {
    assenza: ['chi riceve i solleciti se sono in ferie?', 'se manca il referente ed è malato chi risponde?'],
    'registrare-assenza': ['come registro un’assenza?', 'posso delegare un collega?'],
    'fine-promemoria': ['quando smettono i promemoria?', 'come faccio a non ricevere più solleciti?'],
    'scala-solleciti': ['ogni quanto arrivano i solleciti?', 'con che frequenza mandi i promemoria?'],
    'orari-promemoria': ['i promemoria arrivano anche di domenica?', 'a che ora partono i solleciti?'],
    escalation: ['cosa succede se non rispondo?', 'dopo quanti giorni viene avvisato il dirigente?'],
    rinviare: ['posso rimandare il promemoria a lunedì?', 'come si usa Ricordamelo?'],
    'ricordamelo-o-carico': [
      'è meglio Ricordamelo o Preso in carico?',
      'quando conviene Ricordamelo e quando Preso in carico?',
    ],
    documenti: ['come ottengo il verbale in PDF?', 'dove scarico il rapporto in word?'],
    'preso-in-carico': [
      'a che serve il pulsante preso in carico',
      'come dico che ho preso in carico una voce?',
    ],
    'apre-chiude': ['chi apre la fase di monitoraggio?', 'come si chiude una fase?'],
    'chiusura-fase': ['che succede quando la fase è chiusa?', 'il verbale della chiusura che cosa è'],
    proroga: ['si può prorogare la scadenza della fase?', 'mi serve più tempo, posso chiedere una proroga?'],
    pausa: ['chi mette in pausa i promemoria?', 'si può sospendere la fase?'],
    riaprire: ['come si riapre una fase?', 'chi può riaprire una voce?'],
    correggere: ['come correggo un aggiornamento?', 'ho sbagliato la percentuale inviata'],
    'dopo-invio': ['che succede dopo che ho inviato?', 'una volta inviato l’aggiornamento cosa succede?'],
    'dopo-scadenza': ['si può inviare dopo la scadenza?', 'scadenza passata: posso ancora aggiornare?'],
    'nessuna-novita': ['non ci sono novità, devo rispondere?', 'se non è cambiato niente cosa devo fare?'],
    restituito: ['il dirigente ha respinto l’aggiornamento, cosa succede?', 'voce restituita: cosa faccio?'],
    'chi-aggiorna': ['chi può aggiornare un obiettivo?', 'posso aggiornare l’obiettivo di un collega?'],
    'come-aggiornare': ['come aggiorno un obiettivo?', 'dove compilo l’aggiornamento?'],
    'piu-voci': ['posso confermare più voci insieme?', 'come aggiorno tutte le voci in una volta?'],
    'campi-modulo': [
      'che cosa serve per dichiarare raggiunto un obiettivo?',
      'quali stati posso scegliere nel modulo?',
    ],
    bozza: ['se chiudo il modulo perdo quello che ho scritto?', 'il modulo lasciato a metà si salva?'],
    'stessa-voce': [
      'e se due colleghi aggiornano la stessa voce?',
      'un collega ha aggiornato la stessa voce',
    ],
    allegati: ['come allego un documento?', 'posso caricare un file pdf?'],
    'azioni-correttive': ['come si scrivono le azioni correttive?', 'dove indico le azioni correttive?'],
    trasversali: ['un obiettivo trasversale chi lo aggiorna?', 'voce di più strutture: chi risponde?'],
    'chi-vede': ['chi vede le mie risposte?', 'le mie domande sono private?'],
    fonte: ['da dove prendi questi numeri?', 'quali fonti usi?'],
    fiducia: ['posso fidarmi dei numeri?', 'come verifico una risposta?'],
    'come-ho-calcolato': ['dove vedo il calcolo?', 'come hai ottenuto il conto?'],
    'intelligenza-artificiale': ['usi l’intelligenza artificiale?', 'dietro c’è chatgpt?'],
    'che-cosa-fa': ['quali domande posso farti?', 'che funzioni hai?'],
    comandi: ['quali comandi esistono?', 'elenco dei comandi'],
    storia: ['dove vedo la storia di un obiettivo?', 'le versioni precedenti restano?'],
    riepilogo: ['quando arriva il riepilogo della fase?', 'chi riceve il riepilogo settimanale?'],
    copertura: ['dove vedo la copertura?', 'come controllo la situazione della fase?'],
    'sollecita-ora': ['come posso sollecitare subito tutti?', 'chi può mandare un sollecito ora?'],
    'senza-account': ['se un dirigente non ha un account?', 'chi non ha slack riceve i promemoria?'],
    esportare: ['posso esportare gli aggiornamenti in csv?', 'come scarico i dati del monitoraggio?'],
    'parere-atto': ['chi registra il parere del Nucleo?', 'dove si inserisce l’atto della Giunta?'],
    'nuovo-obiettivo': ['come aggiungo un nuovo obiettivo?', 'si può inserire una voce nuova?'],
    'piu-fasi': ['possono esserci più fasi aperte?', 'due fasi insieme, come faccio?'],
    inglese: ['parli inglese?', 'can you speak english?'],
    'approvare-tutto': ['come approvo gli aggiornamenti?', 'posso approvare tutto insieme?'],
    incongruenze: [
      'con che comando vedo ciò che non torna?',
      'dove si vedono le incongruenze che non tornano',
    ],
    'dove-scrivere': ['posso scriverti in un canale?', 'come ti invito in un canale?'],
  };

  it('knows several wordings of every topic', () => {
    expect(guide.uses.map(({ topic }) => topic).sort()).toEqual(Object.keys(ASKED).sort());
  });

  for (const [topic, questions] of Object.entries(ASKED))
    it(`finds "${topic}"`, async () => {
      for (const question of questions)
        expect([question, await queryOf(question)]).toEqual([question, { type: 'use', topic }]);
    });

  // All of them are graded by `npm run eval`.
  const SAMPLE = 12;

  it('takes no question away from the plan', async () => {
    const plan = loadCases()
      .filter(({ cat }) => !['usage', 'rule', 'contradiction'].includes(cat))
      .filter((_, at) => at % SAMPLE === 0);
    const taken: string[] = [];
    for (const { turns } of plan) {
      const query = turns.length === 1 ? await queryOf(turns[0] ?? '') : null;
      if (query?.type === 'use' || query?.type === 'remark') taken.push(turns[0] ?? '');
    }
    expect(taken).toEqual([]);
  });
});

describe('a doubted figure', () => {
  it('is checked against the rows, with the arithmetic', async () => {
    const { text } = await converse(
      engine,
      'la quota dei costi diretti degli obiettivi è 21,88 %, è giusto?',
    );
    expect(text).toContain('No, non torna');
    expect(text).toContain('1.068.897,87 € ÷ (3.813.838,42 € + 1.068.897,87 €) = 21,89 %');
  });

  it('is confirmed where it is right', async () => {
    const { text } = await converse(engine, 'il liquidato dei processi è 6.687.356,57: torna?');
    expect(text).toContain('Sì, torna');
  });

  it('leads to the remark that names both values', async () => {
    const { text } = await converse(engine, 'i dipendenti sono 511 o 533?');
    expect(text).toContain('I 511 dipendenti dell');
  });
});
