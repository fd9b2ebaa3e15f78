import { asArray, asObject, type Json } from '../json.ts';
import type { PlaceReference } from '../page/requests.ts';
import type { PageOption } from '../page/shapes.ts';
import type { BlockContext, OptionGroup } from './context.ts';
import type { Form } from './form.ts';
import { type Model, namesOf } from './model.ts';
import { ask, uploadFile } from './server-calls.ts';

const FAILED = 'Qualcosa non ha funzionato: l’app non ha risposto in tempo. Riprova.';
const GONE = 'Questo comando non è più disponibile.';

async function act(
  model: Model,
  place: PlaceReference,
  form: Form,
  action: Json,
): Promise<string | undefined> {
  try {
    const { outcome } = await ask('action', { user: model.userId, place, action, values: form.values() });
    return outcome === 'ok' ? undefined : outcome === 'not_found' ? GONE : FAILED;
  } catch (error) {
    return error instanceof Error ? error.message : FAILED;
  }
}

function groupsOf(answer: Json): readonly OptionGroup[] | undefined {
  if (answer.failed === true) return undefined;
  if (Array.isArray(answer.option_groups)) {
    return answer.option_groups.map(asObject).map((group) => ({
      label: String(asObject(group.label).text ?? ''),
      options: asArray(group.options) as readonly PageOption[],
    }));
  }
  return [{ label: '', options: asArray(answer.options) as readonly PageOption[] }];
}

/** The context of the blocks of a message or a view. */
export function placeContext(
  model: Model,
  surface: BlockContext['surface'],
  place: PlaceReference,
  form: Form,
): BlockContext {
  const { team, userId } = model;
  return {
    surface,
    place,
    form,
    names: namesOf(model),
    people: team.people.filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
    channels: team.channels.map(({ id, name }) => ({ id, name: `#${name}` })),
    currentConversation: model.channel,
    act: (action) => act(model, place, form, action),
    options: async (blockId, actionId, typed) => {
      try {
        return groupsOf(await ask('options', { user: userId, place, blockId, actionId, typed }));
      } catch {
        return undefined;
      }
    },
    upload: async (file) => ({ ...(await uploadFile(userId, file)) }),
  };
}
