import { beforeAll, describe, expect, it } from 'vitest';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { createDocumentService } from '../../src/documents/document-service.ts';
import { createPrinter } from '../../src/documents/write/printer.ts';
import type { DocumentWanted, PlanDocuments } from '../../src/domain/closing/index.ts';
import { createPhaseService } from '../../src/domain/phases/index.ts';
import { createCalendar, sumOf } from '../../src/domain/plan/index.ts';
import { createAuditReader, createIssuedDocuments, createPhaseStore } from '../../src/store/cycle/index.ts';
import type { Db } from '../../src/store/engine/open-store.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { formatEuro } from '../../src/words/formats.ts';
import { fixedClock } from '../support/clock.ts';
import { memoryDatabase } from '../support/database.ts';
import { LUCCA, luccaPlan } from '../support/plan.ts';
import { smallPlan } from '../support/small-plan.ts';
import { aDraft } from '../support/updates.ts';
import { type DocxText, docxText } from './docx-text.ts';
import { pdfTexts } from './pdf-text.ts';

const PHASE = 'monitoraggio-2021';
const HOSTILE = 'ritardo <b>&amp;\u0000\u000b «fornitori»';

const ALL: readonly DocumentWanted[] = [
  { kind: 'minutes', phase: PHASE },
  { kind: 'monitoring_report', phase: PHASE },
  { kind: 'control_report', phase: PHASE },
  { kind: 'performance_report', phase: PHASE },
  { kind: 'dossier', item: { kind: 'objective', number: 24 } },
  { kind: 'unit_sheet', structure: 'uo 5.7', phase: PHASE },
];
/** In this process: what is tested is what is written. The process of its own is tried once. */
const print = createPrinter();
const REPORT: DocumentWanted = { kind: 'monitoring_report', phase: PHASE };

let db: Db;
let documents: PlanDocuments;
let record: (act: { readonly day: string; readonly reference: string }) => Promise<unknown>;
let report: (number: number, draft: Parameters<typeof aDraft>[0], person?: string) => Promise<unknown>;

beforeAll(async () => {
  db = await memoryDatabase();
  const plans = createPlanSource(db, LUCCA);
  const { dayOf } = createCalendar(luccaPlan().head);
  const clock = fixedClock('2021-09-20T10:00+02:00');
  const monitoring = createMonitoring({ db, key: LUCCA, plans, clock, dayOf });
  documents = createDocumentService({
    ...monitoring,
    plans,
    updates: monitoring.updateStore,
    issued: createIssuedDocuments(db, LUCCA),
    clock,
    print,
  });
  record = (act) => monitoring.closing.recordAct('controllo', PHASE, act);
  report = (number, draft, person = 'controllo') =>
    monitoring.updates.submit(person, { kind: 'objective', number }, PHASE, 0, aDraft(draft));
  await report(24, {
    state: 'in_progress',
    percent: '34,5',
    criticalPoints: HOSTILE,
    correctiveActions: 'nuova gara; Dirigente; 30/11/2021',
  });
  await report(1, { state: 'achieved', achievedOn: '2021-09-01' });
  await report(2, {
    state: 'amended',
    changeField: 'deadline',
    newValue: '2022-06-30',
    reason: 'gara deserta',
    act: 'G.C. 167/2021',
  });
  await report(43, { state: 'in_progress', percent: '50', note: 'riservato agli uffici' }, 'ref-uo-8-1');
  await monitoring.closing.recordOpinion('nucleo', PHASE, {
    day: '2021-09-20',
    favourable: true,
    remarks: null,
  });
  await createPhaseService({ plans, phases: createPhaseStore(db, LUCCA), clock, dayOf }).close(
    'controllo',
    PHASE,
  );
  await monitoring.closing.finish('controllo', PHASE);
});

async function asDocx(wanted: DocumentWanted, reader: string | null = null): Promise<DocxText> {
  const { files } = await documents.write(wanted, ['docx'], reader);
  return docxText(files[0]?.content ?? new Uint8Array());
}

/** "1.234,50 €", "12": a figure as it is printed, in hundredths; null for what is not declared. */
const figure = (text: string): number | null =>
  /^-?[\d.]+(,\d+)?(\s€)?$/.test(text)
    ? Math.round(Number(text.replace(/\s€/, '').replaceAll('.', '').replace(',', '.')) * 100)
    : null;

/** The columns of a table whose last row gives a sum, each with what its rows give. */
function sumsIn(rows: readonly (readonly string[])[]): readonly { printed: number; added: number }[] {
  const last = rows.at(-1) ?? [];
  if (last[0] !== 'Totale') return [];
  return last.flatMap((text, column) => {
    const printed = figure(text);
    if (column === 0 || printed === null) return [];
    const added = rows.slice(1, -1).reduce((sum, row) => sum + (figure(row[column] ?? '') ?? 0), 0);
    return [{ printed, added }];
  });
}

describe('every document', () => {
  it.each(ALL.map((wanted) => [wanted.kind, wanted] as const))(
    '%s is in the body’s name, adds up when read back, names its sources and leaves room to sign',
    async (_, wanted) => {
      const { title, hash, files } = await documents.write(wanted, ['docx'], null);
      const read = docxText(files[0]?.content ?? new Uint8Array());
      expect(read.body).toContain('Comune di Lucca');
      expect(read.body).toContain(title);
      expect(read.header).toContain(title);
      expect(read.body).toContain('Relazione sulla performance 2021 (Delibera di Giunta n. 124');
      expect(read.body).toContain(hash);
      expect(read.body).toContain('Per la struttura del controllo di gestione (U.O.1.5)');
      expect(read.footer).toMatch(/PAGE[\s\S]*NUMPAGES/);
      const sums = read.tables.flatMap(sumsIn);
      for (const { printed, added } of sums) expect(printed).toBe(added);
      if (wanted.kind !== 'dossier') expect(sums.length).toBeGreaterThan(0);
      expect(read.body).not.toMatch(/\d{4}-\d{2}-\d{2}|undefined|\bnull\b|NaN/);
    },
  );

  it('says what is not declared, and nothing of it as zero', async () => {
    const { body, tables } = await asDocx({ kind: 'dossier', item: { kind: 'objective', number: 24 } });
    expect(tables[0]).toContainEqual(['Risultato atteso', 'non dichiarato']);
    expect(body).toContain('n.d. = non dichiarato');
  });

  it('prints what was typed as it was, and days the Italian way', async () => {
    const { body } = await asDocx({ kind: 'dossier', item: { kind: 'objective', number: 24 } });
    expect(body).toContain('Criticità: ritardo <b>&amp; «fornitori»');
    expect(body).toContain('Azione: nuova gara; Dirigente; entro il 30/11/2021');
  });

  it('has the pictures of its own tables', async () => {
    expect((await asDocx({ kind: 'performance_report', phase: PHASE })).pictures).toBeGreaterThan(1);
  });
});

describe('the figures', () => {
  it('of the costs are those of the plan’s rows, in the PDF too', async () => {
    const plan = luccaPlan();
    const { files } = await documents.write({ kind: 'control_report', phase: PHASE }, ['pdf'], null);
    const pdf = files[0]?.content ?? Buffer.alloc(0);
    const lines = linesOf(pdf);
    const heads = lines.flatMap((line, at) =>
      line[0]?.startsWith('Struttura') && line.join(' ').includes('Riscosso') ? [at] : [],
    );
    const table = lines.slice(
      heads[0],
      lines.findIndex((line, at) => at > (heads[0] ?? 0) && line[0] === 'Totale') + 1,
    );
    const money = table.map((line) => line.filter((text) => text.endsWith('€') || text === 'n.d.'));
    const rows = money.slice(1, -1).filter((line) => line.length === 5);
    expect(rows).toHaveLength(new Set(plan.costLines.map(({ department }) => department)).size);
    for (const [column, measure] of (
      ['personnel', 'committed', 'settled', 'assessed', 'collected'] as const
    ).entries()) {
      const added = rows.reduce((sum, row) => sum + (figure(row[column] ?? '') ?? 0), 0);
      expect(added).toBe(sumOf(plan.costLines, measure));
      expect(money.at(-1)?.[column]).toBe(formatEuro(added));
    }
  });

  it('of a phase are its reports’, beside the document’s own, named as such', async () => {
    const { tables, body } = await asDocx(REPORT);
    expect(tables).toContainEqual([
      ['Tipo', 'Raggiunti', 'In fase', 'Modificati', 'Ritirati', 'Nuovi', 'Mancanti', 'In tutto'],
      ['Obiettivi', '1', '2', '1', '0', '0', '65', '69'],
      ['Processi', '0', '0', '0', '0', '0', '61', '61'],
      ['Totale', '1', '2', '1', '0', '0', '126', '130'],
    ]);
    expect(tables).toContainEqual(expect.arrayContaining([['Obiettivi', '3', '43', '22', '2', '1', '71']]));
    expect(body).toContain('Il documento «Relazione sulla performance 2021» stampa di questa fase');
  });
});

it('is written in a process that ends with it, in both formats at once', async () => {
  const plans = createPlanSource(db, LUCCA);
  const clock = fixedClock('2021-09-20T10:00+02:00');
  const { dayOf } = createCalendar(luccaPlan().head);
  const { documents: apart } = createMonitoring({ db, key: LUCCA, plans, clock, dayOf });
  const { files, hash } = await apart.write(
    { kind: 'dossier', item: { kind: 'objective', number: 1 } },
    ['pdf', 'docx'],
    null,
  );
  expect(files.map(({ name }) => name)).toEqual([
    'fascicolo-obiettivo-1-2021.pdf',
    'fascicolo-obiettivo-1-2021.docx',
  ]);
  expect(textOf(files[0]?.content ?? Buffer.alloc(0))).toContain(hash);
  const docx = docxText(files[1]?.content ?? new Uint8Array());
  expect(docx.body).toContain(hash);
  // Whoever signs has the sources before their eyes: no signature stands on a page by itself.
  const end = docx.paragraphs.slice(docx.paragraphs.findIndex(({ text }) => text === 'Fonti') + 1);
  expect(end.length).toBeGreaterThan(5);
  expect(end.slice(0, -1).filter(({ withNext }) => !withNext)).toEqual([]);
});

describe('the PDF', () => {
  it('is PDF/A with its fonts in it, numbered pages and the whole text to be read', async () => {
    const { files } = await documents.write(
      { kind: 'dossier', item: { kind: 'objective', number: 24 } },
      ['pdf'],
      null,
    );
    const pdf = files[0]?.content ?? Buffer.alloc(0);
    const raw = pdf.toString('latin1');
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
    expect(raw).toContain('/OutputIntent');
    expect(raw).toContain('/FontFile2');
    expect(raw).not.toMatch(/\/Encrypt|\/JavaScript|\/URI/);
    const pages = Math.max(...pdfTexts(pdf).map(({ page }) => page)) + 1;
    for (let page = 0; page < pages; page++)
      expect(textOf(pdf, page)).toContain(`Pagina ${page + 1} di ${pages}`);
    expect(textOf(pdf)).not.toContain('\ufffd');
  });
});

describe('the hash', () => {
  it('is the same for the same data, is found again, and tells when they changed', async () => {
    const first = await documents.write(REPORT, ['docx'], null);
    expect((await documents.write(REPORT, ['docx'], null)).hash).toBe(first.hash);
    expect(await documents.check(first.hash.slice(0, 16))).toMatchObject({
      title: first.title,
      reader: null,
      isSame: true,
    });
    expect(await documents.check('0'.repeat(16))).toBeNull();
    await record({ day: '2021-09-20', reference: 'Deliberazione G.C. n. 167' });
    expect(await documents.check(first.hash)).toMatchObject({ hash: first.hash, isSame: false });
    expect((await documents.write(REPORT, ['docx'], null)).hash).not.toBe(first.hash);
  });

  it('is kept in the audit, whose chain stays whole', async () => {
    const { hash } = await documents.write(REPORT, ['docx'], null);
    const audit = createAuditReader(db);
    expect((await audit.rows()).at(-1)).toMatchObject({ action: 'document.issued', actor: 'terminale' });
    expect((await audit.rows()).at(-1)?.detail).toContain(hash);
    expect((await audit.verify()).breaks).toEqual([]);
  });
});

describe('a reader', () => {
  it.each(['minutes', 'control_report', 'performance_report'] as const)(
    'who neither controls nor evaluates gets no %s',
    async (kind) => {
      const wanted = ALL.find((one) => one.kind === kind) as DocumentWanted;
      await expect(documents.write(wanted, ['docx'], 'ref-uo-3-2')).rejects.toMatchObject({
        problem: 'role_missing',
      });
    },
  );

  it('who does not work on an item is told that its report came, and not what it says', async () => {
    const { body, tables } = await asDocx(REPORT, 'ref-uo-3-2');
    expect(body).not.toContain('riservato agli uffici');
    expect(body).toContain('Contiene quello che è approvato');
    const summary = tables.find((table) => table[0]?.includes('Arrivati, non approvati'));
    expect(summary?.[1]).toEqual(['Obiettivi', '1', '1', '1', '0', '0', '1', '65', '69']);
    expect((await asDocx(REPORT, 'ref-uo-8-1')).body).toContain('riservato agli uffici');
  });

  it('who asks for a structure that is not there is told so', async () => {
    await expect(
      documents.write({ kind: 'unit_sheet', structure: 'U.O.99', phase: null }, ['docx'], null),
    ).rejects.toMatchObject({ problem: 'structure_unknown' });
  });
});

it('a plan that declares no costs, no weights and no phase has its documents all the same', async () => {
  const plan = smallPlan({ phases: [], costLines: [] });
  const key = { body: plan.head.body, year: plan.head.year };
  const own = await memoryDatabase(plan);
  const plans = createPlanSource(own, key);
  const clock = fixedClock('2026-09-20T10:00+02:00');
  const { dayOf } = createCalendar(plan.head);
  const monitoring = createMonitoring({ db: own, key, plans, clock, dayOf });
  const of = createDocumentService({
    ...monitoring,
    plans,
    updates: monitoring.updateStore,
    issued: createIssuedDocuments(own, key),
    clock,
    print,
  });
  const wanted: readonly DocumentWanted[] = [
    { kind: 'control_report', phase: null },
    { kind: 'performance_report', phase: null },
    { kind: 'unit_sheet', structure: 'U.1.1', phase: null },
    { kind: 'dossier', item: { kind: 'objective', number: 1 } },
  ];
  for (const one of wanted) {
    const { files } = await of.write(one, ['docx'], null);
    expect(docxText(files[0]?.content ?? new Uint8Array()).body).toContain('non dichiara costi né entrate');
  }
  await expect(of.write({ kind: 'minutes', phase: 'x' }, ['docx'], null)).rejects.toMatchObject({
    problem: 'phase_unknown',
  });
});

/** What is written of a page, or of all of them. */
const textOf = (pdf: Buffer, page?: number): string =>
  pdfTexts(pdf)
    .filter((one) => page === undefined || one.page === page)
    .map(({ text }) => text)
    .join('');

/** The words of a PDF line by line, those of one cell together, from the left. */
function linesOf(pdf: Buffer): readonly (readonly string[])[] {
  const lines = Map.groupBy(pdfTexts(pdf), ({ page, y }) => `${page}|${y.toFixed(2)}`);
  return [...lines.values()].map((line) => line.toSorted((a, b) => a.x - b.x).map(({ text }) => text.trim()));
}
