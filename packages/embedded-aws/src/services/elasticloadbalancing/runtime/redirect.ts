import type { RedirectActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2';

import { factsOf, splitTarget } from './conditions';
import type { Exchange } from './exchange';

/**
 * Where a redirect leads. What the action leaves out stays as it was requested; `#{host}` and so on stand for what was.
 * Source: Elastic Load Balancing API reference, "RedirectActionConfig".
 */
export function locationOf(
  { incoming, listener }: Pick<Exchange, 'incoming' | 'listener'>,
  { Protocol, Host, Port, Path, Query }: RedirectActionConfig,
): string {
  const { pathname, search } = splitTarget(incoming.url ?? '/');
  const requested: Readonly<Record<string, string>> = {
    protocol: (listener.Protocol ?? 'HTTP').toLowerCase(),
    host: factsOf(incoming).host,
    port: String(listener.Port),
    path: pathname.slice(1),
    query: search.slice(1),
  };
  const fill = (template: string): string =>
    template.replace(/#\{(\w+)\}/g, (keyword, name: string) => requested[name] ?? keyword);
  const query = fill(Query ?? '#{query}');
  const origin = `${fill(Protocol ?? '#{protocol}').toLowerCase()}://${fill(Host ?? '#{host}')}:${fill(Port ?? '#{port}')}`;
  return `${origin}${fill(Path ?? '/#{path}')}${query === '' ? '' : `?${query}`}`;
}
