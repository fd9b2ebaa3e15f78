import { slackFile } from '../formats/files.ts';
import { asArray, asObject, asString, type Json } from '../json.ts';
import type { Team } from '../team.ts';

type Values = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A form's values as Slack sends them: the files a person chose, in full. */
export function withSlackFiles(team: Team, values: Values): Values {
  const complete = (state: Json): Json => {
    if (!Array.isArray(state.files)) return state;
    const files = asArray(state.files).flatMap((one) => team.store.file(asString(asObject(one).id)) ?? []);
    return { ...state, files: files.map((file) => slackFile(team, file)) };
  };
  return Object.fromEntries(
    Object.entries(values).map(([block, actions]) => [
      block,
      Object.fromEntries(Object.entries(actions).map(([action, state]) => [action, complete(state)])),
    ]),
  );
}
