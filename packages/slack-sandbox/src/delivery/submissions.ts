import { describeProblems } from '../blocks/checks.ts';
import { completeBlocks } from '../blocks/complete.ts';
import { checkView } from '../blocks/validate.ts';
import { slackView } from '../formats/views.ts';
import { asArray, asObject, asString, isObject, type Json, parseJson } from '../json.ts';
import type { Person, View } from '../model.ts';
import type { Team } from '../team.ts';
import { commonPayload } from './interactions.ts';
import { sendPayload } from './send.ts';

export type Submitted =
  | { readonly outcome: 'accepted' }
  /** Messages by block id. */
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'failed'; readonly reason: string };

const failed = (reason: string): Submitted => ({ outcome: 'failed', reason });

/** URLs at which the app may answer, for menus with `response_url_enabled`. */
function responseUrls(team: Team, person: Person, view: View, values: Json): readonly Json[] {
  return asArray(view.content.blocks)
    .filter(isObject)
    .flatMap((block) => {
      const element = asObject(block.element);
      if (element.response_url_enabled !== true) return [];
      const state = asObject(asObject(values[asString(block.block_id)])[asString(element.action_id)]);
      const channel = asString(state.selected_conversation) || asString(state.selected_channel);
      if (!channel) return [];
      const id = team.responseUrls.issue({ channel, userId: person.id });
      return [
        {
          block_id: block.block_id,
          action_id: element.action_id,
          channel_id: channel,
          response_url: `${team.url()}/response/${id}`,
        },
      ];
    });
}

/** Applies a `response_action`: https://docs.slack.dev/surfaces/modals#response_actions */
function applyResponse(team: Team, view: View, response: Json): Submitted {
  switch (response.response_action) {
    case undefined:
      team.modals.close(view);
      return { outcome: 'accepted' };
    case 'clear':
      team.modals.clear(view.pageId);
      return { outcome: 'accepted' };
    case 'errors': {
      const errors = asObject(response.errors);
      const known = new Set(
        asArray(view.content.blocks)
          .filter(isObject)
          .map(({ block_id }) => block_id),
      );
      const unknown = Object.keys(errors).filter((id) => !known.has(id));
      if (unknown.length > 0)
        return failed(`invalid_arguments: errors for unknown block ids ${unknown.join(', ')}`);
      return {
        outcome: 'errors',
        errors: Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)])),
      };
    }
    case 'update':
    case 'push': {
      const problems = describeProblems(checkView(response.view, 'modal'));
      if (problems.length > 0) return failed(`invalid view: ${problems.join(' ')}`);
      const content = asObject(response.view);
      const complete = { ...content, blocks: completeBlocks(content.blocks) };
      if (response.response_action === 'update') team.modals.update(view, complete);
      else if (!team.modals.push(view, complete)) return failed('push_limit_reached');
      return { outcome: 'accepted' };
    }
    default:
      return failed(`unknown response_action: ${String(response.response_action)}`);
  }
}

/** Sends `view_submission` and does what the acknowledgement asks. */
export async function submitView(team: Team, person: Person, view: View, values: Json): Promise<Submitted> {
  const payload = {
    type: 'view_submission',
    ...commonPayload(team, person),
    trigger_id: team.triggers.issue({ userId: person.id, pageId: view.pageId, viewId: view.id }),
    view: slackView(team, view, values),
    response_urls: responseUrls(team, person, view, values),
  };
  const name = `view_submission ${asString(view.content.callback_id)}`.trim();
  const answer = await sendPayload(team, name, payload);
  if (answer.failure) return failed(answer.failure);
  const body = answer.body.trim() === '' ? {} : parseJson(answer.body);
  if (!isObject(body)) return failed('the acknowledgement is neither empty nor a JSON object');
  // The app may have updated the view before acknowledging: act on the newest version.
  const submitted = applyResponse(team, team.modals.find(view.id) ?? view, body);
  if (submitted.outcome === 'failed') {
    team.log.add({
      direction: 'to_app',
      name,
      ms: answer.ms,
      status: answer.status,
      request: payload,
      response: body,
      violations: [submitted.reason],
    });
  }
  return submitted;
}

/** Closes a modal at the person's wish; views that asked for it report `view_closed`. */
export async function closeView(team: Team, person: Person, view: View): Promise<void> {
  const cleared = view.content.clear_on_close === true;
  const removed = cleared ? team.modals.clear(view.pageId) : team.modals.close(view);
  for (const closed of removed) {
    if (closed.content.notify_on_close !== true) continue;
    const payload = {
      type: 'view_closed',
      ...commonPayload(team, person),
      view: slackView(team, closed),
      is_cleared: cleared,
    };
    await sendPayload(team, `view_closed ${asString(closed.content.callback_id)}`.trim(), payload);
  }
}
