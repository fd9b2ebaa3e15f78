import type { Json } from '../json.ts';
import type { StoredFile } from '../model.ts';
import type { Team } from '../team.ts';

export function slackFile(team: Team, file: StoredFile): Json {
  const address = `${team.url()}/files/${file.id}/${encodeURIComponent(file.name)}`;
  const extension = file.name.includes('.') ? (file.name.split('.').at(-1) ?? '') : '';
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: extension.toUpperCase(),
    user: file.user,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: address,
  };
}
