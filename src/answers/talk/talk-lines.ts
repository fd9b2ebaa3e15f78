import type { InBoth } from '../../words/language.ts';

/** Messages that ask nothing of the plan, with what is answered: one line that fits, and no figures. */
export const TALK_TOPICS = [
  'insult',
  'unclear',
  'mistake',
  'test',
  'elsewhere',
  'bye',
  'chatter',
  'order',
  'no_question',
  'wordless',
  'link',
] as const;

/** `{controllo}` is the office that runs the cycle. */
export const TALK_LINES: Readonly<Record<(typeof TALK_TOPICS)[number], InBoth>> = {
  insult: {
    it: 'Mi dispiace, non ti sono stato d’aiuto. Se una risposta è sbagliata, segnalala con 👎 qui sotto; per parlare con una persona c’è {controllo}.',
    en: 'I am sorry I was of no help. If an answer is wrong, report it with 👎 below; to talk to a person, turn to {controllo}.',
  },
  unclear: {
    it: 'Che cosa non è chiaro? Chiedimi «da dove viene questa cifra?» o «come l’hai calcolata?», oppure riscrivi la domanda con altre parole; per parlare con una persona c’è {controllo}.',
    en: 'What is unclear? Ask me “where does this figure come from?” or “how did you work it out?”, or put the question in other words; to talk to a person, turn to {controllo}.',
  },
  mistake: {
    it: 'Nessun problema: non ho registrato niente.',
    en: 'No problem: nothing was recorded.',
  },
  test: { it: 'Ci sono e ti leggo: chiedimi pure del piano.', en: 'I am here: ask me about the plan.' },
  elsewhere: {
    it: 'Mi sembra che questo messaggio sia per qualcun altro: io rispondo sul piano della performance.',
    en: 'This message seems to be for somebody else: I answer about the performance plan.',
  },
  bye: { it: 'Grazie, altrettanto!', en: 'Thank you, same to you!' },
  chatter: {
    it: 'Sono qui: se ti serve un dato del piano, chiedi pure.',
    en: 'I am here: ask me anything about the plan.',
  },
  order: {
    it: 'Questo non lo posso fare: rispondo sul piano e raccolgo gli aggiornamenti, ma non cambio né cancello i dati e non mando messaggi per te. Lo stato di un obiettivo si comunica con /aggiorna; per correggere un dato c’è {controllo}.',
    en: 'I cannot do that: I answer about the plan and collect updates, but I neither change nor delete its data, nor send messages for you. Report an objective’s state with /aggiorna; to correct a figure turn to {controllo}.',
  },
  no_question: {
    it: 'Ho letto tutto il messaggio, ma non ci ho trovato una domanda per me: scrivila in una riga.',
    en: 'I read the whole message, but found no question for me in it: please write it in one line.',
  },
  wordless: {
    it: 'Ricevuto! Se ti serve un dato del piano, scrivimi.',
    en: 'Got it! Write to me whenever you need something of the plan.',
  },
  link: {
    it: 'Non apro i collegamenti: scrivi qui la domanda.',
    en: 'I do not open links: please write the question here.',
  },
};
