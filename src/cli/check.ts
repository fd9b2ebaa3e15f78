import { readConfig } from '../app/config.ts';
import { openProductStore } from '../app/product-store.ts';
import { type Comparison, type Finding, isDiscrepancy, reconcile } from '../domain/plan/index.ts';
import { type ItemKey, type Plan, readItemRef } from '../domain/types.ts';
import { formatCount, formatEuro, formatPercent } from '../words/formats.ts';
import { itemName, KIND_NAMES } from '../words/kinds.ts';
import { declaredName, MEASURE_NAMES } from '../words/measures.ts';
import { joinedName } from '../words/proper-names.ts';
import { capital, listed } from '../words/sentences.ts';
import { planOfYear } from './plan-of-year.ts';
import { type CommandLine, runCli } from './run-cli.ts';

const HELP = `Uso: npm run check [-- --anno ANNO] [--json]

Quadratura del piano: i totali dichiarati dal documento a confronto con le righe, con ogni discordanza.

  --anno   anno del piano (quello corrente, se non detto)
  --json   un solo oggetto JSON {"comparisons", "findings"}; importi in centesimi, quote in centesimi di punto`;

const OPTIONS = { anno: { type: 'string' }, json: { type: 'boolean' } } as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const { db, register, ...known } = await openProductStore(readConfig(process.env), new Date());
  try {
    const plan = await register.of(planOfYear(known, values.anno).year).current();
    const reconciliation = reconcile(plan);
    if (values.json) return console.log(JSON.stringify(reconciliation));
    console.log(report(plan, reconciliation.comparisons, reconciliation.findings));
  } finally {
    await db.destroy();
  }
}

function report(plan: Plan, comparisons: readonly Comparison[], findings: readonly Finding[]): string {
  const agreeing = comparisons.filter(({ declared, computed }) => declared === computed);
  const notes = findings.filter((finding) => !isDiscrepancy(finding));
  const discrepancies = findings.filter(isDiscrepancy);
  return [
    `Quadratura ${joinedName('di', plan.head.bodyName)}, ${plan.head.year} (${plan.head.document})`,
    '',
    `Totali che tornano: ${agreeing.length} su ${comparisons.length}`,
    ...agreeing.map((comparison) => `  ${label(comparison)}: ${amount(comparison, comparison.declared)}`),
    '',
    `Discordanze: ${discrepancies.length}`,
    ...discrepancies.map((finding, index) => `  ${index + 1}. ${capital(describe(finding))}`),
    '',
    `Avvertenze sul documento: ${notes.length}`,
    ...notes.map((finding) => `  - ${describe(finding)}`),
  ].join('\n');
}

const label = ({ kind, measure }: Comparison): string =>
  `${KIND_NAMES[kind].it.many}, ${declaredName(measure, 'it')}`;

const amount = ({ unit }: Comparison, value: number): string =>
  unit === 'eur' ? formatEuro(value) : unit === 'percent' ? formatPercent(value / 100) : formatCount(value);

/** `process:5` in words; whatever is no item stays as it is. */
function subject(text: string): string {
  const item = readItemRef(text);
  return item ? itemName(item) : text;
}

const names = (items: readonly ItemKey[]): string => listed(items.map((item) => itemName(item)));

function describe(finding: Finding): string {
  switch (finding.type) {
    case 'difference': {
      const { comparison, withoutLine } = finding;
      const basis = comparison.basis === 'rows' ? 'le righe danno' : 'dai suoi stessi addendi risulta';
      const difference = amount(comparison, Math.abs(comparison.declared - comparison.computed));
      const missing = withoutLine.length > 0 ? `; senza riga di costo: ${names(withoutLine)}` : '';
      return `${label(comparison)}: il documento dichiara ${amount(comparison, comparison.declared)}, ${basis} ${amount(comparison, comparison.computed)} (differenza ${difference}${missing}). Sezione ${comparison.section}.`;
    }
    case 'shared_code':
      return `Il codice ${finding.code} è di più elementi: ${names(finding.items)}.`;
    case 'shared_item':
      return `${itemName(finding.item)}: assegnato a ${finding.structures.join(', ')}, con ${finding.lines === 1 ? 'una sola riga di costo' : `${finding.lines} righe di costo`}.`;
    case 'same_money':
      return `${names(finding.items)}: stessi importi al centesimo (${finding.measures.map((measure) => MEASURE_NAMES[measure].it).join(', ')}), forse lo stesso denaro dichiarato due volte.`;
    case 'collected_over_assessed':
      return `${itemName(finding.line)}: riscosso ${formatEuro(finding.collected)}, più dell’accertato ${formatEuro(finding.assessed)}.`;
    case 'monitored_total':
      return `Il monitoraggio (${finding.phase}) conta ${formatCount(finding.monitored)} ${KIND_NAMES[finding.kind].it.many}, il piano finale ne ha ${formatCount(finding.inPlan)}${isDiscrepancy(finding) ? '' : `: ${formatCount(finding.monitored)} − ${formatCount(finding.withdrawn)} ritirati = ${formatCount(finding.inPlan)}`}.`;
    case 'contradiction':
    case 'note':
      return `${subject(finding.subject)}: ${finding.note} (${finding.source})`;
  }
}

await runCli({ help: HELP, options: OPTIONS }, main);
