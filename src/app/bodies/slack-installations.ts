import type { Installation, InstallationStore } from '@slack/bolt';
import type { BodyRegister } from '../../store/bodies/index.ts';
import type { Seal } from './sealing.ts';

/** Slack gave the app to a workspace that is no body's. */
export class WorkspaceRefused extends Error {
  override readonly name = 'WorkspaceRefused';
  /** Slack's id of it. */
  readonly workspace: string;

  constructor(workspace: string) {
    super(`${workspace} is no body's`);
    this.workspace = workspace;
  }
}

/** Where an installation is asked for: by the organisation, where it is for all of it. */
export const idOf = (of: {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall?: boolean;
}): string => (of.isEnterpriseInstall === true ? of.enterpriseId : of.teamId) ?? '';

/** The workspace or organisation that an installation is for. */
export const installedIn = ({ team, enterprise, isEnterpriseInstall = false }: Installation): string =>
  idOf({ teamId: team?.id, enterpriseId: enterprise?.id, isEnterpriseInstall });

/** What Slack gave for each workspace, sealed as soon as it comes; of a workspace that is no body's nothing is kept. */
export function createSlackInstallations(
  register: Pick<BodyRegister, 'list' | 'keepInstallation' | 'installationOf' | 'dropInstallation'>,
  seal: Seal,
  now: () => Date,
) {
  async function keep(installation: Installation): Promise<void> {
    const id = installedIn(installation);
    const known = (await register.list()).flatMap(({ workspaces }) => workspaces);
    if (!known.some((workspace) => workspace.id === id)) throw new WorkspaceRefused(id);
    // What somebody gave for themselves is not the bot's.
    const { user, ...kept } = installation;
    const whole = { ...kept, user: { id: user.id, token: undefined, scopes: undefined } };
    await register.keepInstallation(id, seal.close(JSON.stringify(whole), id), now());
  }

  async function find(id: string): Promise<Installation | null> {
    const sealed = await register.installationOf(id);
    return sealed === null ? null : (JSON.parse(seal.open(sealed, id)) as Installation);
  }

  return {
    store: {
      storeInstallation: keep as InstallationStore['storeInstallation'],
      async fetchInstallation(query) {
        const found = await find(idOf(query));
        if (found === null) throw new WorkspaceRefused(idOf(query));
        return found;
      },
      deleteInstallation: (query) => register.dropInstallation(idOf(query), 'deleted', now()),
    } satisfies InstallationStore,

    /** Seals with the present key whatever was sealed with the one before, which then serves no more. */
    async sealAnew(): Promise<number> {
      let count = 0;
      for (const { workspaces } of await register.list())
        for (const { id, isInstalled } of workspaces) {
          const sealed = isInstalled ? await register.installationOf(id) : null;
          if (sealed === null || !seal.isOld(sealed)) continue;
          await register.keepInstallation(id, seal.close(seal.open(sealed, id), id), now());
          count += 1;
        }
      return count;
    },
  };
}
