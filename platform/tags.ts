/** Which part of the platform a resource belongs to. */
export interface TaggedPart {
  /** Name of the platform. */
  readonly platform: string;
  /** Name of the environment. @default - it serves every environment */
  readonly environment?: string | undefined;
  /** Name of the service. @default - it serves every service */
  readonly service?: string | undefined;
}

/** Keys of the tags that the platform sets on every resource, or on those of a part. */
export const ownTagKeys = ['platform', 'environment', 'service', 'managed-by'] as const;

/** Most tags of a resource. Source: AWS General Reference, "Tagging your AWS resources". */
export const MOST_TAGS_OF_A_RESOURCE = 50;

/** The tags that the platform sets on the resources of a part. */
export function ownTags({ platform, environment, service }: TaggedPart): Record<string, string> {
  const values: Record<(typeof ownTagKeys)[number], string | undefined> = {
    platform,
    environment,
    service,
    'managed-by': 'fargate-delivery',
  };
  return Object.fromEntries(
    ownTagKeys.flatMap((key) => {
      const value = values[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
