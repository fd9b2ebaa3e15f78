import type { Json } from '../json.ts';
import type { View } from '../model.ts';
import type { Team } from '../team.ts';

/** A view as Slack returns it and puts it into payloads. `values` is the state of its inputs. */
export function slackView(team: Team, view: View, values: Json = {}): Json {
  const { bot, teamId } = team.directory;
  const { content } = view;
  return {
    id: view.id,
    team_id: teamId,
    app_id: bot.appId,
    app_installed_team_id: teamId,
    bot_id: bot.botId,
    title: { type: 'plain_text', text: team.app.name, emoji: true },
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    callback_id: '',
    external_id: '',
    private_metadata: '',
    ...content,
    state: { values },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
  };
}
