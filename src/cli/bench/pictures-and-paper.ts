import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../../answers/engine.ts';
import { createPainter } from '../../charts/painter.ts';
import { composePerformanceReport } from '../../documents/compose/performance-report.ts';
import { asReported } from '../../documents/compose/result-tables.ts';
import { print } from '../../documents/press.ts';
import { hashOfDocument } from '../../documents/seal.ts';
import type { Plan } from '../../domain/types.ts';
import { quantile } from './quantile.ts';

/** So many items make a report of well over forty pages. */
export const ITEMS_OF_LONG_REPORT = 468;

export interface PictureTimes {
  /** The first chart begins the thread that draws. */
  readonly firstMs: number;
  readonly ms: number;
}

/** Draws every standard chart of a plan twice: the first time with what is loaded for it. */
export async function timePictures(engine: Engine, year: number, now: Date): Promise<PictureTimes> {
  const painter = createPainter();
  const measured: number[] = [];
  try {
    for (const query of [...engine.standardCharts.values(), ...engine.standardCharts.values()]) {
      const chart = await engine.chart(query, year, { asker: null, now });
      if (chart === null) continue;
      const start = performance.now();
      await painter.paint(chart);
      measured.push(performance.now() - start);
    }
  } finally {
    await painter.close();
  }
  const [firstMs = 0, ...others] = measured;
  return { firstMs, ms: quantile(others, 0.5) };
}

export interface PaperTimes {
  readonly pages: number;
  readonly pdfMs: number;
  readonly docxMs: number;
  /** Resident memory in MB: before, while the documents are there, and a moment after. */
  readonly memory: readonly [before: number, after: number, later: number];
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 1_048_576);

/** Writes the Relazione of a plan in both formats, each in the process that ends with it. */
export async function timePaper(plan: Plan, now: Date): Promise<PaperTimes> {
  const document = composePerformanceReport({
    plan: asReported(plan, null),
    phase: null,
    register: [],
    isPartial: false,
  });
  const sealed = { document, hash: hashOfDocument(document), writtenAt: now.toISOString(), writtenOn: now };
  const before = megabytes();
  const timed = async (format: 'pdf' | 'docx') => {
    const start = performance.now();
    const [printed] = await print({ sealed, formats: [format] });
    return { ms: performance.now() - start, content: Buffer.from(printed?.content ?? []) };
  };
  const pdf = await timed('pdf');
  const docx = await timed('docx');
  const after = megabytes();
  await pause(2_000);
  return {
    pages: pdf.content.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0,
    pdfMs: pdf.ms,
    docxMs: docx.ms,
    memory: [before, after, megabytes()],
  };
}
