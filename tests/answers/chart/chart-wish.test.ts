import { describe, expect, it } from 'vitest';
import { chartWishReader } from '../../../src/answers/chart/chart-wish.ts';

const read = chartWishReader();

describe('a picture is asked for', () => {
  it.each([
    ['grafico dei costi per settore', 'costi per settore'],
    ['Mostrami un grafico dei costi per settore.', 'costi per settore'],
    ['mi fai un grafico a barre del costo di personale?', 'costo di personale'],
    ['potresti disegnarmi il diagramma degli obiettivi per goal, per favore?', 'obiettivi per goal'],
    ['ciao, mi serve un istogramma dell’impegnato per U.O.', 'impegnato per U.O'],
    ['Grafico: obiettivi per peso', 'obiettivi per peso'],
    ['costi per settore in un grafico', 'costi per settore'],
    ['mostrami i costi per settore come grafico a barre', 'mostrami i costi per settore'],
    [
      'vorrei vedere la raccolta differenziata sotto forma di grafico',
      'vorrei vedere la raccolta differenziata',
    ],
    ['show me a chart of costs by department', 'costs by department'],
    ['can you draw me a bar chart of objectives by goal?', 'objectives by goal'],
    ['me lo fai vedere in un grafico?', ''],
    ['mi fai vedere in un grafico a che punto sono i settori?', 'a che punto sono i settori'],
    ['puoi rappresentare con un grafico gli obiettivi più costosi?', 'gli obiettivi più costosi'],
    ['potresti visualizzare graficamente i costi del settore 9?', 'i costi del settore 9'],
    ['i 10 obiettivi più costosi, a barre', 'i 10 obiettivi più costosi'],
    ['i costi per settore, graficamente, grazie', 'i costi per settore'],
    ['come si distribuisce il peso? fammi un grafico', 'come si distribuisce il peso'],
    ['confronto grafico tra settore 5 e settore 9', 'confronto tra settore 5 e settore 9'],
    ['una torta dei costi per settore', 'costi per settore'],
    ['plotta il liquidato per U.O.', 'il liquidato per U.O'],
    ['grafico', ''],
    ['e il grafico?', ''],
    ['fammi un grafico', ''],
  ])('%s', (text, question) => {
    expect(read(text)?.question).toBe(question);
  });

  it.each(['gantt', 'fammi il gantt delle fasi', 'cronoprogramma dell’obiettivo 2'])(
    'as a Gantt: %s',
    (text) => {
      expect(read(text)?.spans).toBe(true);
    },
  );

  it.each([
    'costi per settore',
    'chi segue il progetto grafico del sito?',
    'l’obiettivo sul piano cartografico',
    'quali dati sono solo in un grafico della relazione?',
    'che cosa è riportato soltanto come grafico?',
    'quali dati sono solo in grafici?',
    'obiettivo 24 raggiunto',
    'chi si occupa delle barre di accesso alla ZTL?',
    'quanto costa il progetto grafico?',
  ])('and not in: %s', (text) => {
    expect(read(text)).toBeNull();
  });
});
