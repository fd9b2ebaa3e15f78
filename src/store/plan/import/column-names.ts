import type { TableName } from './tables.ts';

/*
 * How offices call the files, the sheets and the columns of a plan. The first name is the one that exports and the
 * template print; the column's own name in the CSV of a plan folder is always known. Compared by `normalised`.
 */

/** The name of each table's sheet in a workbook, and what its file or sheet may be called besides. */
export const TABLE_NAMES: Readonly<Record<TableName, string>> = {
  plan: 'Ente|piano|plan|testata|dati generali|anagrafica ente',
  departments: 'Settori|departments|aree|direzioni|dipartimenti|strutture di primo livello|macrostrutture',
  units: 'Unità|units|u o|uo|unita organizzative|servizi|uffici|strutture di secondo livello',
  items:
    'Obiettivi|items|elementi|voci|obiettivi e processi|peg|pdo|piano degli obiettivi|schede|schede obiettivo|azioni|progetti|interventi|misure',
  assignments: 'Assegnazioni|assignments|attribuzioni|responsabilita|strutture assegnatarie',
  indicators: 'Indicatori|indicators|kpi',
  milestones: 'Tappe|milestones|cronoprogramma|scadenze intermedie|gantt',
  budgetLines: 'Bilancio|budget lines|budget|risorse|stanziamenti|capitoli|risorse finanziarie',
  itemRoles: 'Incarichi|item roles|ruoli per obiettivo',
  costLines: 'Costi|cost lines|righe di costo|controllo di gestione|spese e entrate|costi ed entrate',
  declared: 'Totali dichiarati|declared|totali',
  notes: 'Note|notes|avvertenze',
  phases: 'Monitoraggi|phases|fasi|fasi di monitoraggio|monitoraggio',
  closures: 'Chiusure|closures|giorni di chiusura',
  monitoringCounts: 'Sintesi monitoraggio|monitoring summary',
  acts: 'Atti|acts|delibere|atti e sedute',
  legalDeadlines: 'Scadenze di legge|legal deadlines|termini di legge',
  goals: 'Goal|goals|agenda 2030|sdg',
  facts: 'Dati di contesto|facts|contesto|dati',
  factNotes: 'Note sui dati|fact notes',
  statements: 'Affermazioni|statements',
  glossary: 'Glossario|glossary|definizioni',
  people: 'Persone|people|account|referenti|utenti|personale',
  roles: 'Ruoli|roles|ruoli e strutture',
};

const KIND = 'Tipo di voce|tipo voce|tipo elemento|tipo|categoria';
const NUMBER = 'Numero|n|n°|nr|num|progressivo|n progr|id|ob|n ob|n obiettivo|numero obiettivo';
const DEPARTMENT =
  'Settore|direzione|dipartimento|area|staff|struttura|struttura responsabile|centro di responsabilita|cdr|codice settore|settore area';
const UNIT =
  'U.O.|uo|uoc|uos|unita|unita organizzativa|unita operativa|unita operativa complessa|struttura complessa|struttura semplice|servizio|ufficio|servizio responsabile|ufficio responsabile|codice uo|codice unita';
const ALIASES = 'Altri nomi|alias|sinonimi|detto anche';
const KEYWORDS = 'Parole chiave|keyword|tag|parole';
const SOURCE = 'Fonte|riferimento nel documento|origine';
const NOTE = 'Nota|note|annotazioni|osservazioni';
const CONTRADICTS = 'Si contraddice|contraddizione';
const CODE = 'Codice|cod|codifica';

/** The columns of each table. */
export const COLUMN_NAMES: { readonly [N in TableName]: Readonly<Record<string, string>> } = {
  plan: {
    body: 'Codice ente|sigla ente|sigla',
    body_name: 'Ente|nome ente|denominazione|denominazione ente|amministrazione',
    year: 'Anno|esercizio|anno del piano|anno di riferimento',
    document: 'Documento|titolo|titolo del documento|nome del piano',
    approval_act: 'Atto di approvazione|delibera|approvato con|atto',
    approved_on: 'Data di approvazione|approvato il|data approvazione|data atto',
    controller_unit: 'U.O. di controllo|ufficio controllo|controllo di gestione|unita di controllo',
    patron_day: 'Santo patrono|patrono|festa patronale|giorno del patrono',
    timezone: 'Fuso orario',
    weight_sum: 'Somma dei pesi|totale pesi',
    weight_per: 'Pesi per|somma dei pesi per',
    colours: 'Colori|colori dell ente|colori dei grafici',
    objective_noun: 'Nome degli obiettivi|gli obiettivi si chiamano',
    process_noun: 'Nome dei processi|i processi si chiamano',
    personnel_name: 'Nome del costo del personale',
    committed_name: 'Nome dell’impegnato|l impegnato si chiama',
    settled_name: 'Nome del liquidato|il liquidato si chiama',
    assessed_name: 'Nome dell’accertato|l accertato si chiama',
    collected_name: 'Nome del riscosso|il riscosso si chiama',
    evaluator_name: 'Nome del Nucleo|il nucleo si chiama|nome dell oiv|organo di valutazione',
  },
  departments: {
    code: `${CODE}|codice settore|settore|area|direzione|dipartimento|struttura`,
    name: 'Nome|denominazione|descrizione|nome settore|denominazione settore',
    aliases: ALIASES,
    level: 'Livello|nome del livello|tipo di struttura',
  },
  units: {
    code: `${CODE}|codice uo|codice unita|uo|u o|unita|servizio|ufficio`,
    department: `${DEPARTMENT}|struttura superiore|appartiene a`,
    name: 'Nome|denominazione|descrizione|nome uo|denominazione uo|nome servizio',
    aliases: ALIASES,
    note: NOTE,
    level: 'Livello|nome del livello|tipo di struttura',
    parent: 'Unità superiore|uo superiore|servizio superiore',
  },
  items: {
    kind: KIND,
    number: NUMBER,
    code: `${CODE}|codice obiettivo|cod obiettivo|codice ob|codice azione|codice progetto|codice misura`,
    title:
      'Titolo|obiettivo|titolo obiettivo|denominazione|denominazione obiettivo|oggetto|azione|progetto|intervento|misura|nome obiettivo|processo|descrizione obiettivo|obiettivo operativo|obiettivo gestionale|nome',
    short_title: 'Titolo breve|titolo sintetico|nome breve',
    summary: 'Descrizione|sintesi|descrizione sintetica|contenuto|finalita',
    keywords: KEYWORDS,
    scope: 'Ambito|trasversale|trasversalita',
    horizon_start: 'Anno di inizio|dal|inizio|anno inizio',
    horizon_end: 'Anno di fine|al|fine|anno fine|anno di scadenza',
    weight: 'Pesatura|peso|peso obiettivo|peso percentuale|punteggio|peso strategico',
    attainment_pct:
      'Raggiungimento|grado di raggiungimento|percentuale di raggiungimento|percentuale raggiungimento|raggiungimento percentuale|attuazione|stato di attuazione|realizzazione|risultato percentuale',
    sdg_goals: 'Goal Agenda 2030|goal|sdg|agenda 2030|obiettivi agenda 2030|obiettivi sviluppo sostenibile',
    sdg_targets: 'Target Agenda 2030|target sdg|traguardi agenda 2030',
    key: 'Chiave|chiave stabile|identificativo|id stabile',
    starts_on: 'Data di inizio|inizio previsto|avvio|data avvio',
    due_on: 'Scadenza|data di scadenza|termine|entro il|data fine|termine previsto|data prevista',
    parent:
      'Deriva da|obiettivo strategico|linea di mandato|obiettivo superiore|collegato a|linea strategica',
    mission: 'Missione|missione di bilancio',
    programme: 'Programma|programma di bilancio',
    type: 'Tipologia|tipologia obiettivo|natura',
    priority: 'Priorità',
    stakeholders: 'Portatori di interesse|stakeholder|destinatari|beneficiari',
    expected_result: 'Risultato atteso|risultati attesi|output atteso|esito atteso',
  },
  assignments: {
    kind: KIND,
    number: NUMBER,
    department: DEPARTMENT,
    unit: UNIT,
    lead: 'Capofila|coordina|coordinatore|responsabile principale',
    source: SOURCE,
    share_pct: 'Quota|quota percentuale|partecipazione',
  },
  indicators: {
    kind: KIND,
    number: NUMBER,
    code: `${CODE}|codice indicatore`,
    name: 'Indicatore|nome|descrizione indicatore|denominazione indicatore|titolo',
    formula: 'Formula|modalita di calcolo|metodo di calcolo',
    unit: 'Unità di misura|um|u m',
    direction: 'Verso|direzione|andamento atteso|polarita',
    weight: 'Peso|peso indicatore|pesatura',
    baseline: 'Valore di partenza|baseline|valore iniziale|base',
    baseline_year: 'Anno di partenza|anno baseline|anno base',
    targets: 'Valori attesi|target|valore atteso|valore target',
    result: 'Risultato|valore raggiunto|consuntivo|valore a consuntivo|valore conseguito',
    source: `${SOURCE}|fonte dei dati|fonte dati`,
  },
  milestones: {
    kind: KIND,
    number: NUMBER,
    code: `${CODE}|codice fase|codice tappa`,
    name: 'Fase|tappa|nome|descrizione|attivita|milestone',
    expected_from: 'Inizio previsto|dal|inizio|previsto dal',
    expected_to: 'Fine prevista|al|fine|scadenza|entro il|previsto al|termine',
    done_on: 'Conclusa il|fatta il|data effettiva|conclusione effettiva|fine effettiva',
    weight: 'Peso|pesatura',
    responsible: 'Responsabile|referente|a cura di',
  },
  budgetLines: {
    kind: KIND,
    number: NUMBER,
    entry: 'Voce|tipo di importo|natura|voce di bilancio',
    amount_eur: 'Importo|euro|importo euro|valore|stanziamento',
    department: DEPARTMENT,
    unit: UNIT,
    year: 'Anno|esercizio|annualita',
    fund: 'Fondo|fonte di finanziamento|fonte finanziamento',
    chapter: 'Capitolo|cap|capitolo di bilancio|n capitolo',
    mission: 'Missione',
    programme: 'Programma',
    cup: 'CUP|codice cup',
    note: NOTE,
  },
  itemRoles: {
    kind: KIND,
    number: NUMBER,
    role: 'Ruolo|incarico|funzione',
    person: 'Persona|account|codice persona|nome',
  },
  costLines: {
    kind: KIND,
    number: NUMBER,
    department: DEPARTMENT,
    unit: UNIT,
    scope_as_printed: 'Tipologia stampata|tipologia|ambito',
    personnel_eur: 'Costo del personale|personale|costo personale|spesa di personale|costi di personale',
    committed_eur: 'Impegnato|impegni|impegno|somme impegnate|spesa impegnata',
    settled_eur: 'Liquidato|liquidazioni|somme liquidate|spesa liquidata',
    assessed_eur: 'Accertato|accertamenti|accertamento|entrate accertate',
    collected_eur: 'Riscosso|riscossioni|incassato|entrate riscosse|incassi',
    note: NOTE,
  },
  declared: {
    table: 'Tabella',
    kind: KIND,
    measure: 'Misura|grandezza|totale di',
    value: 'Valore|totale|importo',
    section: 'Sezione|pagina|paragrafo',
  },
  notes: {
    subject_type: 'Su che cosa|tipo di oggetto|tipo',
    subject: 'Oggetto|riferito a',
    note: NOTE,
    source: SOURCE,
    contradicts: CONTRADICTS,
  },
  phases: {
    code: `${CODE}|codice fase`,
    name: 'Nome|fase|monitoraggio|denominazione',
    kinds: 'Tipi di voce|riguarda|tipi',
    opens_on: 'Apre il|apertura|dal|inizio|data di apertura|data inizio',
    due_on: 'Scade il|scadenza|entro il|termine|data di scadenza',
    closes_on: 'Chiude il|chiusura|al|data di chiusura|chiusa il',
    source: SOURCE,
  },
  closures: { day: 'Giorno|data', name: 'Nome|motivo|descrizione' },
  monitoringCounts: {
    phase: 'Fase|codice fase|monitoraggio',
    kind: KIND,
    state: 'Stato',
    count: 'Quanti|numero|conteggio',
    source: SOURCE,
  },
  acts: {
    code: CODE,
    date: 'Data|giorno|del',
    end_date: 'Fino al|data fine|fine',
    kind: 'Tipo|tipo di atto',
    title: 'Titolo|oggetto',
    authority: 'Organo|autorita|chi',
    reference: 'Estremi|numero|riferimento|numero e data',
    summary: 'Sintesi|descrizione',
    keywords: KEYWORDS,
    source: SOURCE,
  },
  legalDeadlines: {
    code: CODE,
    title: 'Titolo|adempimento',
    due: 'Scadenza|giorno|entro il',
    applies_to: 'Anno di riferimento|si riferisce a',
    law: 'Legge|norma',
    article: 'Articolo|art',
    rule: 'Regola|testo|disposizione',
    keywords: KEYWORDS,
    source: SOURCE,
  },
  goals: { number: 'Numero|goal', name: 'Nome', short_name: 'Nome breve', keywords: KEYWORDS },
  facts: {
    code: CODE,
    topic: 'Tabella|argomento|tema',
    subject: 'Riga|soggetto|voce',
    measure: 'Colonna|misura|grandezza|descrizione',
    period: 'Periodo|anno',
    value: 'Valore|dato',
    unit: 'Unità di misura|unita|um',
    keywords: KEYWORDS,
    source: SOURCE,
  },
  factNotes: { topic: 'Tabella|argomento', note: NOTE, source: SOURCE, contradicts: CONTRADICTS },
  statements: {
    code: CODE,
    subject: 'Argomento|soggetto',
    asked: 'Modi di chiedere|domande',
    text: 'Testo|affermazione',
    source: SOURCE,
    answers: 'Risponde a|domande a cui risponde',
  },
  glossary: {
    term: 'Termine|voce|parola',
    aliases: ALIASES,
    definition: 'Definizione|significato|spiegazione',
    source: SOURCE,
  },
  people: {
    code: `${CODE}|account|utente|matricola|codice persona`,
    name: 'Nome|nome e cognome|nominativo|persona|cognome e nome',
    email: 'E-mail|email|mail|posta elettronica|indirizzo e mail|indirizzo email',
  },
  roles: {
    person: 'Persona|account|codice persona|utente|e mail|nominativo',
    role: 'Ruolo|funzione|qualifica',
    department: DEPARTMENT,
    unit: UNIT,
  },
};

/** Columns that a sheet of items may have besides its own, and the table that each goes to. */
export const ITEM_SHEET_COLUMNS: Readonly<
  Record<string, { readonly names: string; readonly table: TableName }>
> = {
  department: { names: DEPARTMENT, table: 'assignments' },
  department_name: { names: 'Nome settore|denominazione settore|descrizione settore', table: 'departments' },
  unit: { names: UNIT, table: 'assignments' },
  unit_name: {
    names: 'Nome U.O.|nome uo|denominazione uo|nome servizio|denominazione servizio',
    table: 'units',
  },
  lead: { names: COLUMN_NAMES.assignments.lead ?? '', table: 'assignments' },
  personnel_eur: { names: COLUMN_NAMES.costLines.personnel_eur ?? '', table: 'costLines' },
  committed_eur: { names: COLUMN_NAMES.costLines.committed_eur ?? '', table: 'costLines' },
  settled_eur: { names: COLUMN_NAMES.costLines.settled_eur ?? '', table: 'costLines' },
  assessed_eur: { names: COLUMN_NAMES.costLines.assessed_eur ?? '', table: 'costLines' },
  collected_eur: { names: COLUMN_NAMES.costLines.collected_eur ?? '', table: 'costLines' },
  indicator: {
    names:
      'Indicatore|indicatori|indicatore di risultato|indicatore di performance|kpi|descrizione indicatore',
    table: 'indicators',
  },
  formula: { names: COLUMN_NAMES.indicators.formula ?? '', table: 'indicators' },
  indicator_unit: { names: COLUMN_NAMES.indicators.unit ?? '', table: 'indicators' },
  baseline: { names: COLUMN_NAMES.indicators.baseline ?? '', table: 'indicators' },
  targets: { names: COLUMN_NAMES.indicators.targets ?? '', table: 'indicators' },
  result: { names: COLUMN_NAMES.indicators.result ?? '', table: 'indicators' },
  amount_eur: {
    names:
      'Stanziamento|stanziato|importo stanziato|somma stanziata|stanziamento di bilancio|stanziamento iniziale|stanziamento assestato|risorse assegnate|risorse finanziarie|risorse finanziarie assegnate|dotazione finanziaria|budget|budget assegnato',
    table: 'budgetLines',
  },
  chapter: { names: COLUMN_NAMES.budgetLines.chapter ?? '', table: 'budgetLines' },
  fund: { names: COLUMN_NAMES.budgetLines.fund ?? '', table: 'budgetLines' },
  cup: { names: COLUMN_NAMES.budgetLines.cup ?? '', table: 'budgetLines' },
};

/** Whether a column beside items is an indicator's. */
export const isOfIndicator = (column: string | null): boolean => besideItems(column) === 'indicators';

/** The table that a column beside items belongs to; null for the items' own. */
export const besideItems = (column: string | null): TableName | null =>
  column === null || column in COLUMN_NAMES.items ? null : (ITEM_SHEET_COLUMNS[column]?.table ?? null);

/** Columns that a sheet of people may have besides its own: what each answers for. */
export const PEOPLE_SHEET_COLUMNS: Readonly<Record<string, string>> = {
  role: COLUMN_NAMES.roles.role ?? '',
  department: DEPARTMENT,
  unit: UNIT,
};

/** By what an item is named where a table does not give its number. */
export const ITEM_REFERENCES: Readonly<Record<string, string>> = {
  item_code: 'Codice obiettivo|codice voce|codice elemento|cod obiettivo|codice progetto|codice azione',
  item_title: 'Obiettivo|titolo obiettivo|titolo|azione|progetto|processo',
};

/** A heading as it is compared: small letters, no accents, no punctuation, no unit in brackets. */
export const normalised = (heading: string): string =>
  heading
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[([][^)\]]*[)\]]/g, ' ')
    .replace(/%/g, ' percentuale ')
    .replace(/€|\beuro\b|\beur\b/g, (found, offset: number) =>
      offset === 0 && heading.trim().length === found.length ? 'euro' : ' ',
    )
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The first of a list of names: what is printed. */
export const printedName = (names: string): string => names.split('|')[0] ?? names;

/** The heading that exports and the template print above a column. */
export const columnLabel = (table: TableName, column: string): string =>
  printedName(COLUMN_NAMES[table][column] ?? column);

/** The sheet that holds a table in a workbook. */
export const sheetName = (table: TableName): string => printedName(TABLE_NAMES[table]);
