import { describeImportIssue, type ImportIssue } from '../../src/store/plan/import/issues.ts';
import { readCsv } from '../../src/store/plan/import/read-csv.ts';
import { type ReadOptions, type ReadResult, readSource } from '../../src/store/plan/import/read-plan.ts';

/** The files of a small Unione's plan, by name: nothing in them is suspicious. */
export const UNIONE: Readonly<Record<string, string>> = {
  'plan.csv':
    'body,body_name,year,document,approval_act,approved_on,controller_unit,patron_day,timezone\n' +
    'alta-valle,Unione Alta Valle,2026,Piano della performance 2026,Giunta 3/2026,2026-01-30,A1.2,11-11,Europe/Rome\n',
  'departments.csv':
    'code,name,aliases\nA1,Area affari generali,segreteria generale\nA2,Area tecnica,lavori pubblici\n',
  'units.csv':
    'code,department,name,aliases,note\nA1.1,A1,Servizio demografico,anagrafe,\nA1.2,A1,Servizio controllo,,\nA2.1,A2,Servizio manutenzioni,,\n',
  'items.csv':
    'kind,number,code,title,short_title,summary,keywords,scope,horizon_start,horizon_end,weight,attainment_pct,sdg_goals,sdg_targets\n' +
    'objective,1,8.2.1,Rinnovare l’anagrafe,Anagrafe nuova,Passare alla nuova anagrafe.,anpr;residenza,unit,2026,2026,60,,16,\n' +
    'objective,2,8.2.2,Asfaltare la strada del passo,Strada del passo,Asfaltare dodici chilometri.,asfalto,transversal,2026,2027,40,,,\n' +
    'process,1,,Rilascio dei certificati,Certificati,Rilasciare certificati.,certificato,unit,2026,2026,,,,\n',
  'assignments.csv':
    'kind,number,department,unit,lead,source\nobjective,1,A1,A1.1,yes,pag. 4\nobjective,2,A2,A2.1,yes,pag. 5\nprocess,1,A1,A1.1,yes,pag. 6\n',
  'cost_lines.csv':
    'kind,number,department,unit,scope_as_printed,personnel_eur,committed_eur,settled_eur,assessed_eur,collected_eur,note\n' +
    'objective,1,A1,A1.1,Obiettivo,12000.50,3000.00,1500,,,\nobjective,2,A2,A2.1,Obiettivo,,90000.00,,,,\n',
  'declared.csv': 'table,kind,measure,value,section\nTabella 1,objective,committed_eur,93000.00,3\n',
  'notes.csv': 'subject_type,subject,note,source\nitem,objective:1,Letta da poco.,pag. 4\n',
  'phases.csv':
    'code,name,kinds,opens_on,due_on,closes_on,source\ngiugno,Monitoraggio di giugno,objective;process,2026-06-01,2026-06-30,,\n',
  'monitoring_summary.csv': 'phase,kind,state,count,source\ngiugno,objective,in_progress,2,pag. 9\n',
  'facts.csv':
    'code,topic,subject,measure,period,value,unit,keywords,source\nabitanti,territorio,Unione,abitanti,2025,4210,persons,popolazione,pag. 1\n',
  'glossary.csv': 'term,aliases,definition,source\nnivometro,,Misura la neve.,pag. 2\n',
  'people.csv':
    'code,name,email\nref-a11,Referente anagrafe,anagrafe@unione.example\ndir-a1,Dirigente A1,a1@unione.example\ndir-a2,Dirigente A2,a2@unione.example\ncontrollo,Controllo,controllo@unione.example\n',
  'roles.csv':
    'person,role,department,unit\nref-a11,contact,A1,A1.1\ndir-a1,head,A1,\ndir-a2,head,A2,\ncontrollo,controller,A1,A1.2\n',
};

/** One change of a file: its text replaced where it must be found, rows added (`+`), the file itself renamed or taken away. */
export type Change =
  | readonly [file: string, from: string | RegExp, to: string]
  | readonly [file: string, '+', rows: string]
  | readonly [file: string, 'as', name: string | null];

/** The Unione's files with changes made. */
export function unioneWith(...changes: readonly Change[]): Record<string, string> {
  const files: Record<string, string> = { ...UNIONE };
  for (const [file, from, to] of changes) {
    const content = files[file] ?? '';
    if (from === '+') files[file] = content + to;
    else if (from === 'as') {
      delete files[file];
      if (to !== null) files[to] = content;
    } else {
      const changed = content.replace(from, () => to ?? '');
      if (changed === content) throw new Error(`${file} has no ${from}`);
      files[file] = changed;
    }
  }
  return files;
}

/** Reads files as a plan folder. */
export function readFiles(
  files: Readonly<Record<string, string | Buffer>>,
  options?: ReadOptions,
): ReadResult {
  const issues: ImportIssue[] = [];
  const sheets = Object.entries(files).map(([name, content]) =>
    readCsv(name, name.replace(/\.\w+$/, ''), Buffer.from(content as string), issues),
  );
  return readSource({ name: 'alta-valle-2026', isFolder: true, sheets, issues }, options);
}

/** Reads one file as a plan. */
export function readFile(name: string, content: string | Buffer, options?: ReadOptions): ReadResult {
  const issues: ImportIssue[] = [];
  const sheet = readCsv(name, name.replace(/\.\w+$/, ''), Buffer.from(content as string), issues);
  return readSource({ name, isFolder: false, sheets: [sheet], issues }, options);
}

/** What is said of a plan, a sentence each. */
export const said = ({ issues }: ReadResult): readonly string[] => issues.map(describeImportIssue);
