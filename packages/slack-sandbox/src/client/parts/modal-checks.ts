import { asArray, asObject, asString, isObject, type Json } from '../../json.ts';
import type { Form } from '../form.ts';

/** What Slack's own client refuses before it asks the app. */

const REQUIRED = 'Compila questo campo obbligatorio.';

function isEmpty(state: Json | undefined): boolean {
  if (!state) return true;
  return Object.entries(state).every(([name, value]) => {
    if (name === 'type') return true;
    if (Array.isArray(value)) return value.length === 0;
    if (isObject(value) && value.type === 'rich_text') return JSON.stringify(value).indexOf('"text":') < 0;
    return value === null || value === undefined || value === '';
  });
}

function lengthProblem(element: Json, text: string): string {
  const length = Array.from(text).length;
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && length < min) return `Servono almeno ${min} caratteri.`;
  return typeof max === 'number' && length > max ? `Al massimo ${max} caratteri.` : '';
}

/** Slack takes a decimal point only; people here type a comma, which its Italian client also refuses. */
function numberProblem(element: Json, text: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'Scrivi un numero.';
  if (element.is_decimal_allowed !== true && text.includes('.')) return 'Scrivi un numero intero.';
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && Number(text) < Number(min))
    return `Il numero deve essere almeno ${asString(min)}.`;
  return max !== undefined && Number(text) > Number(max)
    ? `Il numero può essere al massimo ${asString(max)}.`
    : '';
}

function valueProblem(element: Json, text: string): string {
  switch (element.type) {
    case 'number_input':
      return numberProblem(element, text);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? '' : 'Scrivi un indirizzo e-mail valido.';
    case 'url_text_input':
      return /^https?:\/\/\S+$/.test(text) ? '' : 'Scrivi un indirizzo web che inizi con http:// o https://.';
    default:
      return lengthProblem(element, text);
  }
}

/** The problems of a filled form, by block id; none when it may be sent. */
export function missingFields(blocks: readonly unknown[], form: Form): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const all = blocks
    .filter(isObject)
    .flatMap((block) => [block, ...asArray(block.child_blocks).filter(isObject)]);
  for (const block of all) {
    if (block.type !== 'input') continue;
    const element = asObject(block.element);
    const blockId = asString(block.block_id);
    const state = form.get(blockId, asString(element.action_id));
    const text = asString(state?.value);
    if (isEmpty(state)) {
      if (block.optional !== true) problems[blockId] = REQUIRED;
      continue;
    }
    const problem = text === '' ? '' : valueProblem(element, text);
    if (problem !== '') problems[blockId] = problem;
  }
  return problems;
}
