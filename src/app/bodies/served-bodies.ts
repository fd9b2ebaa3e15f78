import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { createClient } from '../../bot/kit/slack-app.ts';
import type { Origin, Workspace, Workspaces } from '../../bot/kit/workspaces.ts';
import { Problem } from '../../domain/errors.ts';
import type { BodyRegister, ServedBody, ServedWorkspace } from '../../store/bodies/index.ts';
import { DatabaseRefused } from '../../store/migrations/migrate.ts';
import { type BodyAtWork, type BodyParts, type Machine, type Site, serveBody } from '../serve-body.ts';
import type { Installer } from './installer.ts';
import { idOf } from './slack-installations.ts';

/** What a body is served out of, and how that ends. */
export interface OpenBody {
  readonly parts: BodyParts;
  /** What is let go of by time goes, also while nobody is served. */
  pruneDaily(): Promise<void>;
  close(): Promise<void>;
}

/** A body whose database is open. */
interface Held {
  readonly open: OpenBody;
  /** Its workspaces, as they are served now. */
  sites: string;
  work: BodyAtWork | null;
}

/** All the bodies of an installation at work. */
export interface ServedBodies extends Workspaces {
  /** Serves what the register says from now on: bodies and workspaces come and go while the program runs. */
  follow(): Promise<void>;
  /** Does now what is done every few moments, body after body. */
  tick(): Promise<void>;
  /** How many bodies are at work. */
  count(): number;
  /** @param drained when what was asked before has been answered */
  stop(drained: Promise<void>): Promise<void>;
}

/**
 * Each body has its own store, services, outbox and rounds; nothing that is made for one is given to another. A request is
 * the body's whose workspace it came from.
 */
export function createServedBodies({
  register,
  installer,
  open,
  machineOf,
  forget,
  slackApiUrl,
  outboxTimeoutMs,
  now,
  logger,
}: {
  readonly register: Pick<BodyRegister, 'list' | 'dropInstallation'>;
  readonly installer: Pick<Installer, 'authorize'>;
  /** @returns null for a body that has no plan yet */
  readonly open: (code: string) => Promise<OpenBody | null>;
  readonly machineOf: (code: string) => Machine;
  /** Hears of a body that is served no longer. */
  readonly forget: (code: string) => void;
  readonly slackApiUrl: string | null;
  readonly outboxTimeoutMs: number;
  readonly now: () => Date;
  readonly logger: Logger;
}): ServedBodies {
  const held = new Map<string, Held>();
  /** Those that are served, by Slack's id of each workspace or organisation. */
  const workspaces = new Map<string, Workspace>();
  /** Whose each workspace is, served or not. */
  let bodyOf = new Map<string, string>();
  const told = new Set<string>();
  let following: Promise<void> = Promise.resolve();
  let isOver = false;

  /** The token of a workspace: its own, else that of the organisation that it is in. */
  function originOf({ id, organisation }: ServedWorkspace, installed: ReadonlySet<string>): Origin {
    if (id.startsWith('E')) return { isEnterpriseInstall: true, enterpriseId: id };
    return organisation !== null && !installed.has(id)
      ? { isEnterpriseInstall: true, enterpriseId: organisation, teamId: id }
      : { isEnterpriseInstall: false, teamId: id };
  }

  /** The way to where an installation is, with its token as it is at each call. */
  const clientOf = (origin: Origin, timeoutMs?: number): WebClient =>
    createClient(
      async () => (await installer.authorize(origin)).botToken ?? '',
      slackApiUrl,
      logger,
      timeoutMs,
    );

  function siteOf(workspace: ServedWorkspace, origin: Origin): Site {
    return { id: workspace.id, client: clientOf(origin), outbox: clientOf(origin, outboxTimeoutMs) };
  }

  async function hold(code: string): Promise<Held | null> {
    const known = held.get(code);
    if (known) return known;
    const opened = await open(code).catch((error: unknown) => {
      // One body's trouble is not the others'.
      if (!(error instanceof DatabaseRefused)) throw error;
      tell(code, error.message);
      return null;
    });
    if (opened === null) return null;
    told.delete(code);
    const made: Held = { open: opened, sites: '', work: null };
    held.set(code, made);
    return made;
  }

  function tell(code: string, why: string): void {
    if (!told.has(code)) logger.warn({ body: code, why }, 'a body is not served');
    told.add(code);
  }

  async function serve({ code, workspaces: its }: ServedBody, installed: ReadonlySet<string>): Promise<void> {
    const active = its.filter(
      ({ id, organisation }) => installed.has(id) || installed.has(organisation ?? ''),
    );
    const body = await hold(code);
    if (body === null) return tell(code, 'no plan yet');
    if (body.work === null) await body.open.pruneDaily();
    const origins = active.map((workspace) => originOf(workspace, installed));
    const sites = JSON.stringify(origins);
    if (sites === body.sites && (body.work !== null || active.length === 0)) return;
    await rest(code, body);
    body.sites = sites;
    const ways = active.map((workspace, index) => siteOf(workspace, origins[index] as Origin));
    const [first, ...others] = ways;
    if (first === undefined) return;
    const work = await serveBody(body.open.parts, [first, ...others], machineOf(code));
    body.work = work;
    for (const [index, { id, client }] of ways.entries())
      workspaces.set(id, {
        years: work.years[index] as (typeof work.years)[number],
        client,
        refused: work.refused,
        authorization: async () => installer.authorize(origins[index] as Origin),
      });
    await work.start();
    void work.tick();
    logger.info({ body: code, workspaces: active.map(({ id }) => id) }, 'a body is served');
  }

  /** Sends nothing more for a body; its data stay. */
  async function rest(code: string, body: Held, drained: Promise<void> = Promise.resolve()): Promise<void> {
    for (const [id, of] of bodyOf) if (of === code) workspaces.delete(id);
    const { work } = body;
    body.work = null;
    if (work === null) return;
    forget(code);
    await work.stop(drained);
  }

  async function follow(): Promise<void> {
    if (isOver) return;
    const listed = await register.list();
    const all = listed.flatMap(({ workspaces: its }) => its);
    const installed = new Set(all.filter(({ isInstalled }) => isInstalled).map(({ id }) => id));
    for (const [code, body] of held)
      if (!listed.some((one) => one.code === code)) {
        await rest(code, body);
        held.delete(code);
        await body.open.close();
      }
    for (const [id, code] of bodyOf)
      if (!all.some((one) => one.id === id && one.body === code)) workspaces.delete(id);
    bodyOf = new Map(all.map(({ id, body }) => [id, body]));
    for (const body of listed)
      await serve(body, installed).catch((error: unknown) =>
        logger.error({ err: error, body: body.code }, 'a body could not be served; it is tried again'),
      );
  }

  /** One after another: of two that follow at once each would serve the same body. */
  function followInTurn(): Promise<void> {
    following = following.then(follow, follow);
    return following;
  }

  const found = ({ teamId, enterpriseId }: Origin): Workspace | undefined =>
    workspaces.get(teamId ?? '') ??
    // A workspace that is another body's is never taken for its organisation's.
    (bodyOf.has(teamId ?? '') ? undefined : workspaces.get(enterpriseId ?? ''));

  return {
    async of(origin) {
      const known = found(origin);
      if (known) return known;
      const body = bodyOf.get(origin.teamId ?? '') ?? bodyOf.get(origin.enterpriseId ?? '');
      if (body !== undefined && !held.has(body)) throw new Problem('plan_missing');
      throw new Problem('workspace_unknown', { workspace: origin.teamId ?? origin.enterpriseId ?? '' });
    },

    async left(origin, reason) {
      const id = idOf(origin);
      // Slack may tell it late, or twice: after the app was installed again its token is taken.
      const works = await clientOf(origin)
        .auth.test()
        .then(
          () => true,
          () => false,
        );
      if (works) return logger.info({ workspace: id, reason }, 'Slack told late that the app had gone');
      await register.dropInstallation(id, reason, now());
      logger.warn({ workspace: id, reason }, 'the app is in a workspace no longer');
      await followInTurn();
    },

    ready: followInTurn,
    follow: followInTurn,

    async tick() {
      await Promise.all([...held.values()].map((body) => body.work?.tick()));
    },

    count: () => [...held.values()].filter(({ work }) => work !== null).length,

    async stop(drained) {
      isOver = true;
      await following.catch(() => undefined);
      await Promise.all([...held].map(([code, body]) => rest(code, body, drained)));
      for (const body of held.values()) await body.open.close();
    },
  };
}
