import { describeProblems } from '../blocks/checks.ts';
import { completeBlocks } from '../blocks/complete.ts';
import { checkView } from '../blocks/validate.ts';
import { slackView } from '../formats/views.ts';
import { randomId } from '../ids.ts';
import { asObject, asString, type Json } from '../json.ts';
import { newHash } from '../modals.ts';
import type { View } from '../model.ts';
import type { Trigger } from '../triggers.ts';
import { findPerson } from './lookup.ts';
import { ApiError, type Call, explained, type Method } from './method.ts';

/** https://docs.slack.dev/reference/methods?family=views */

function readView({ args }: Call, surface: 'modal' | 'home'): Json {
  const view = args.json('view');
  if (view === undefined) args.required('view');
  const problems = describeProblems(checkView(view, surface));
  if (problems.length > 0) throw explained('invalid_arguments', problems);
  const content = asObject(view);
  return { ...content, blocks: completeBlocks(content.blocks) };
}

function redeem(call: Call): Trigger {
  const id = call.args.text('trigger_id') || call.args.text('interactivity_pointer');
  if (id === '') call.args.required('trigger_id');
  const redeemed = call.team.triggers.redeem(id);
  if (typeof redeemed === 'string') throw new ApiError(redeemed);
  return redeemed;
}

function requireNewExternalId({ team }: Call, content: Json, itself?: View): void {
  const externalId = asString(content.external_id);
  const other = externalId === '' ? undefined : team.modals.findByExternalId(externalId);
  if (other && other.id !== itself?.id) throw new ApiError('duplicate_external_id');
}

const open: Method = {
  scopes: [],
  run(call) {
    const content = readView(call, 'modal');
    requireNewExternalId(call, content);
    const trigger = redeem(call);
    return { view: slackView(call.team, call.team.modals.open(trigger, content)) };
  },
};

const push: Method = {
  scopes: [],
  run(call) {
    const content = readView(call, 'modal');
    requireNewExternalId(call, content);
    const trigger = redeem(call);
    if (!trigger.viewId) throw new ApiError('not_found');
    const view = call.team.modals.push(trigger, content);
    if (!view)
      throw new ApiError(
        call.team.modals.stack(trigger.pageId).length === 0 ? 'not_found' : 'push_limit_reached',
      );
    return { view: slackView(call.team, view) };
  },
};

function requireHash({ args }: Call, view: View | undefined): void {
  const hash = args.text('hash');
  if (hash !== '' && view && hash !== view.hash) throw new ApiError('hash_conflict');
}

const update: Method = {
  scopes: [],
  run(call) {
    const { args, team } = call;
    const view = args.text('view_id')
      ? team.modals.find(args.text('view_id'))
      : team.modals.findByExternalId(args.required('external_id'));
    if (!view) throw new ApiError('not_found');
    const content = readView(call, 'modal');
    requireHash(call, view);
    requireNewExternalId(call, content, view);
    return { view: slackView(team, team.modals.update(view, content)) };
  },
};

const publish: Method = {
  scopes: [],
  run(call) {
    const { args, team } = call;
    const person = findPerson(call, args.required('user_id'));
    if (!team.app.homeTab) throw new ApiError('not_enabled');
    const content = readView(call, 'home');
    const before = team.store.home(person.id);
    requireHash(call, before);
    const id = before?.id ?? randomId('V');
    const view: View = {
      id,
      userId: person.id,
      pageId: '',
      hash: newHash(team.clock.now()),
      rootId: id,
      content,
    };
    team.store.saveHome(view);
    team.hub.publish({ type: 'home', view }, new Set([person.id]));
    return { view: slackView(team, view) };
  },
};

export const VIEWS: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
