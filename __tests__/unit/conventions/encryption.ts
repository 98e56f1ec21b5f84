import { everyPlatform, everyResourceOf, exceptionsOf, type Resource } from '../../helpers/every-platform';

/** Attributes that name the key of what is encrypted, by type of resource. */
const KEY_OF: Readonly<Record<string, (attributes: Resource['attributes']) => unknown>> = {
  aws_cloudwatch_log_group: ({ kms_key_id: key }) => key,
  aws_codebuild_project: ({ encryption_key: key }) => key,
  aws_codepipeline: ({ artifact_store: stores }) => textBehind('id', (stores as object[])[0]),
  aws_ecr_repository: ({ encryption_configuration: blocks }) => textBehind('kms_key', blocks),
  aws_ecs_cluster: ({ configuration }) => textBehind('kms_key_id', configuration),
  aws_s3_bucket_server_side_encryption_configuration: ({ rule }) => textBehind('kms_master_key_id', rule),
  aws_ssm_parameter: ({ key_id: key }) => key,
};

/** Buckets that S3 delivers logs to take no key of the account's own, and the deployed image is no secret. */
function isExcepted({ type, name }: Resource): boolean {
  return name.startsWith('access-logs_') || (type === 'aws_ssm_parameter' && name.includes('deployed-image'));
}

/** The first text that stands behind a name, at any depth. */
function textBehind(name: string, value: unknown): string | undefined {
  return new RegExp(`"${name}":"([^"]+)"`).exec(JSON.stringify(value))?.[1];
}

/** Whether the stack of a resource uses keys of the account's own. */
function usesKeys({ place, stackId }: Resource): boolean {
  const { environments } = everyPlatform.find(({ label }) => place.startsWith(`${label}: `))?.platform ?? {
    environments: [],
  };
  const own = environments.find(({ name }) => stackId.startsWith(`${name}-`));
  const deciding = own === undefined ? environments : [own];
  return deciding.some(({ encryption }) => encryption === 'customerManaged');
}

describe.each(Object.entries(KEY_OF))('every %s', (type, keyOf) => {
  it('is encrypted with a key of the account where its environment, or any that shares it, has one', () => {
    const withKeys = everyResourceOf(type).filter((resource) => usesKeys(resource) && !isExcepted(resource));
    expect(withKeys).not.toEqual([]);
    const without = withKeys.filter(
      ({ attributes }) => !/^\$\{(data\.aws_kms_alias|aws_kms_key)\./.test(String(keyOf(attributes))),
    );
    expect(without.map(({ place }) => place)).toEqual([]);
  });

  it('names no key where keys of AWS are used', () => {
    expect(exceptionsOf(type, (resource) => usesKeys(resource) || !isKey(keyOf(resource.attributes)))).toEqual([]);
  });
});

function isKey(value: unknown): boolean {
  return /kms/.test(String(value));
}

describe('every key that encrypts', () => {
  it('is found by an alias that bootstrap makes', () => {
    for (const { app } of everyPlatform) {
      const made = Object.values(app.stacks.get('bootstrap')?.resource?.aws_kms_alias ?? {}).map(({ name }) => name);
      const found = [...app.stacks.values()].flatMap(({ data }) => Object.values(data?.aws_kms_alias ?? {}));
      expect(found.filter(({ name }) => !made.includes(name))).toEqual([]);
    }
  });
});
