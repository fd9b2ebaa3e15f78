/**
 * Requests in Italian: several templates for each, as staff would write them. The words were chosen without looking
 * at what the engine knows.
 */

import { everydayCore } from './everyday.ts';
import type { Core } from './phrases.ts';
import { type Request, yearOf } from './request.ts';
import { betweenScopes, gapCore, perPointCore, rateCore, ratioCore, shareCore } from './say-arithmetic.ts';
import { figureCore, listCore } from './say-figures.ts';
import { groupsCore, rankGroupsCore } from './say-groups.ts';
import { joinCore } from './say-joins.ts';
import { bestCore, nestedCore, rankCore } from './say-rankings.ts';
import {
  compareCore,
  distanceCore,
  goalsCore,
  groupsBeyondCore,
  groupsWithoutCore,
  meanOfGroupsCore,
  multipleCore,
  nearestCore,
  ownerCore,
  rankRatesCore,
  shareGroupsCore,
  shareOfFirstCore,
  sliceCore,
} from './say-wider.ts';
import type { Voice } from './voice.ts';

const coreOf = (voice: Voice, request: Request): Core => {
  switch (request.ask) {
    case 'figure':
      return figureCore(voice, request.figure, request.scope);
    case 'list':
      return listCore(voice, request.scope);
    case 'rank':
      return rankCore(voice, request.scope, request.by, request.direction, request.place);
    case 'groups':
      return groupsCore(voice, request);
    case 'rank-groups':
      return rankGroupsCore(voice, request);
    case 'best-per-group':
      return bestCore(voice, request);
    case 'gap':
      return gapCore(voice, request);
    case 'gap-scopes':
      return betweenScopes(voice, request);
    case 'ratio':
      return ratioCore(voice, request);
    case 'rate':
      return rateCore(voice, request);
    case 'share':
      return shareCore(voice, request);
    case 'per-point':
      return perPointCore(voice, request);
    case 'nested':
      return nestedCore(voice, request);
    case 'share-of-first':
      return shareOfFirstCore(voice, request);
    case 'slice':
      return sliceCore(voice, request);
    case 'nearest':
      return nearestCore(voice, request);
    case 'groups-beyond':
      return groupsBeyondCore(voice, request);
    case 'groups-without':
      return groupsWithoutCore(voice, request);
    case 'share-groups':
      return shareGroupsCore(voice, request);
    case 'rank-rates':
      return rankRatesCore(voice, request);
    case 'goals':
      return goalsCore(voice, request);
    case 'owner':
      return ownerCore(voice, request);
    case 'mean-of-groups':
      return meanOfGroupsCore(voice, request);
    case 'distance':
      return distanceCore(voice, request);
    case 'multiple':
      return multipleCore(voice, request);
    case 'which':
    case 'whether':
      return compareCore(voice, request);
    case 'join':
      return joinCore(voice, request);
  }
};

/** A request as a sentence without courtesy; its year, when it has one, is said at one end. */
export const verbalise = (voice: Voice, request: Request): Core =>
  inYear(
    voice,
    (voice.everyday && voice.chance.happens(0.5) ? everydayCore(voice, request) : null) ??
      coreOf(voice, request),
    yearOf(request),
  );

/** A sentence with its year, said at one end. */
export const inYear = (voice: Voice, core: Core, year: number | null): Core => {
  if (year === null) return core;
  voice.marks.add('year');
  const { chance } = voice;
  const clear = !/\b(19|20)\d\d\b/.test(core.text);
  if (clear && chance.happens(0.75))
    return {
      ...core,
      text: `${core.text}${chance.pick([` nel ${year}`, ` nel ${year}`, `, anno ${year}`, ` (${year})`])}`,
    };
  return core.mood === 'order'
    ? { ...core, text: `per il ${year} ${core.text}` }
    : { ...core, text: `${chance.pick(['nel', 'per il'])} ${year}${chance.pick([' ', ', '])}${core.text}` };
};
