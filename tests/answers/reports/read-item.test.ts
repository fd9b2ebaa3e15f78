import { describe, expect, it } from 'vitest';
import { readItem } from '../../../src/answers/reports/read-item.ts';
import { luccaEngine } from '../../support/engine.ts';

const { vocabulary } = luccaEngine();

const byNumber = (kind: 'objective' | 'process' | 'indicator' | null, number: number) => ({
  kind,
  number,
  code: null,
});
const byCode = (code: string) => ({ kind: null, number: null, code });

describe('an item as staff name it', () => {
  it.each([
    ['24', byNumber(null, 24)],
    [' 24 ', byNumber(null, 24)],
    ['024', byNumber(null, 24)],
    ['24.', byNumber(null, 24)],
    ['n. 24', byNumber(null, 24)],
    ['n.24', byNumber(null, 24)],
    ['n° 24', byNumber(null, 24)],
    ['numero 24', byNumber(null, 24)],
    ['obiettivo 24', byNumber('objective', 24)],
    ['Obiettivo 24', byNumber('objective', 24)],
    ['OBIETTIVO N. 24', byNumber('objective', 24)],
    ['l’obiettivo 24', byNumber('objective', 24)],
    ["l'obiettivo 24", byNumber('objective', 24)],
    ['dell’obiettivo n.24', byNumber('objective', 24)],
    ['ob. 24', byNumber('objective', 24)],
    ['ob.24', byNumber('objective', 24)],
    ['ob24', byNumber('objective', 24)],
    ['o24', byNumber('objective', 24)],
    ['24 obiettivo', byNumber('objective', 24)],
    ['processo 38', byNumber('process', 38)],
    ['il processo 38', byNumber('process', 38)],
    ['proc. n. 38', byNumber('process', 38)],
    ['proc 38', byNumber('process', 38)],
    ['processo n° 38', byNumber('process', 38)],
    ['processo n°38', byNumber('process', 38)],
    ['processo nº 38', byNumber('process', 38)],
    ['processo: 38', byNumber('process', 38)],
    ['p38', byNumber('process', 38)],
    ['p. 38', byNumber('process', 38)],
    ['indicatore 1', byNumber('indicator', 1)],
    ['la bicipolitana', byNumber('objective', 24)],
    ['Contratto del TPL', byNumber('process', 38)],
    ['<https://x.example|processo 38> :eyes:', byNumber('process', 38)],
    ['28.4', byCode('28.4')],
    ['12.1.1', byCode('12.1.1')],
    ['obiettivo 28.4', { kind: 'objective', number: null, code: '28.4' }],
  ])('«%s»', (text, wanted) => {
    expect(readItem(text, vocabulary)?.wanted).toEqual(wanted);
  });
});

describe('what names no item', () => {
  it.each([
    '',
    '   ',
    'obiettivo',
    'ciao',
    '24 25',
    'obiettivo 24 processo 38',
    'settore 5',
    'anticorruzione e trasparenza',
    '-24',
    '24,5',
    '1234567',
    'objective:24; drop table item',
    '<@U1>',
    '٢٤',
  ])('«%s»', (text) => {
    expect(readItem(text, vocabulary)).toBeNull();
  });
});
