import { firstSuccess } from '../domain/first-success.ts';

type Method = (...given: never[]) => Promise<unknown>;

/**
 * A service whose code is loaded when something is first asked of it, and not while the program starts. A load that fails is
 * tried again by whoever asks next.
 * @param methods all of the service's
 */
export function onDemand<S extends { readonly [K in keyof S]: Method }>(
  load: () => Promise<S>,
  methods: { readonly [K in keyof S]: true },
): S {
  const service = firstSuccess(load);
  const names = Object.keys(methods) as (keyof S)[];
  return Object.fromEntries(
    names.map((name) => [name, async (...given: never[]) => (await service())[name](...given)]),
  ) as S;
}
