import { slackFile } from '../formats/files.ts';
import { asArray, asString, isObject } from '../json.ts';
import { postMessage } from '../messages.ts';
import { mimetypeOf } from '../mimetypes.ts';
import type { StoredFile } from '../model.ts';
import { joinedConversation } from './lookup.ts';
import { ApiError, type Method } from './method.ts';

/** https://docs.slack.dev/messaging/working-with-files#upload */

const getUploadURLExternal: Method = {
  scopes: ['files:write'],
  run({ args, team }) {
    const name = args.required('filename');
    if (args.integer('length', 0) < 1) throw new ApiError('invalid_arguments');
    const { fileId, secret } = team.uploads.announce(name);
    return { upload_url: `${team.url()}/upload/${secret}`, file_id: fileId };
  },
};

const completeUploadExternal: Method = {
  scopes: ['files:write'],
  run(call) {
    const { args, team } = call;
    const wanted = asArray(args.json('files')).filter(isObject);
    if (wanted.length === 0) throw new ApiError('invalid_arguments');
    const reference = args.text('channel_id') || args.text('channels');
    const conversation = reference ? joinedConversation(call, reference) : undefined;
    const files = wanted.map(({ id, title }): StoredFile => {
      const upload = team.uploads.take(asString(id));
      if (!upload) throw new ApiError('file_not_found');
      const file: StoredFile = {
        id: asString(id),
        name: upload.name,
        title: asString(title) || upload.name,
        size: upload.bytes.length,
        mimetype: mimetypeOf(upload.name),
        user: team.directory.bot.userId,
        created: Math.floor(team.clock.now().getTime() / 1000),
      };
      team.store.saveFile(file, upload.bytes);
      return file;
    });
    if (conversation) {
      const threadTs = args.text('thread_ts');
      postMessage(team, {
        channel: conversation.id,
        user: team.directory.bot.userId,
        text: args.text('initial_comment'),
        files: files.map(({ id }) => id),
        ...(threadTs ? { threadTs } : {}),
      });
    }
    return { files: files.map((file) => slackFile(team, file)) };
  },
};

const info: Method = {
  scopes: ['files:read'],
  run({ args, team }) {
    const file = team.store.file(args.required('file'));
    if (!file) throw new ApiError('file_not_found');
    return { file: slackFile(team, file) };
  },
};

export const FILES: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
  'files.info': info,
};
