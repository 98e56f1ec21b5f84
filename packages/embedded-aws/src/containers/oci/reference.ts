/** What an image is called. */
export interface ImageReference {
  /** Host of its registry, `docker.io` if the text names none. */
  readonly registry: string;
  /** Name in the registry, e.g. `shop/orders`. */
  readonly repository: string;
  /** @default latest, if there is no digest */
  readonly tag?: string;
  /** `sha256:...`, which wins over the tag. */
  readonly digest?: string;
}

/** Source: distribution/reference, "Grammar". */
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(${COMPONENT}(?:/${COMPONENT})*)(?::([\\w][\\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$`,
);

/**
 * Takes an image's name apart. As docker does, the first part is a registry only if it looks like a host.
 * @returns undefined if it is no name of an image
 */
export function parseReference(text: string): ImageReference | undefined {
  const first = text.split('/', 1)[0] ?? '';
  const isHost = text.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const [, repository, tag, digest] = REFERENCE.exec(isHost ? text.slice(first.length + 1) : text) ?? [];
  if (repository === undefined) return undefined;
  const registry = isHost ? first : 'docker.io';
  const isOfficial = registry === 'docker.io' && !repository.includes('/');
  return {
    registry,
    repository: isOfficial ? `library/${repository}` : repository,
    ...(tag === undefined && digest === undefined ? { tag: 'latest' } : {}),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** The whole name. */
export function formatReference({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** Where a private registry of ECR is. */
export interface EcrRegistry {
  /** AWS account, 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** Hosts of ECR's registries, `<account>.dkr.ecr.<region>.amazonaws.com` (Amazon ECR User Guide, "Private registry"). */
const ECR_HOST = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/** @returns undefined if the host is another one */
export function ecrRegistryOf(host: string): EcrRegistry | undefined {
  const [, account, region] = ECR_HOST.exec(host) ?? [];
  return account === undefined || region === undefined ? undefined : { account, region };
}
