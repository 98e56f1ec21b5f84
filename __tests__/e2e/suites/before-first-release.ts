import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { ListRolesCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import { containerOf } from '../helpers/placeholder-container';
import type { RehearsedPlatform } from '../helpers/rehearsed-platform';
import type { RunningService } from '../helpers/running-service';

const KEY = 'arn:aws:ssm:eu-central-1:123456789012:parameter/hello/key';
const ORIGIN_SECRET = '/shop/dev/hello/origin-secret';
const READING_ROLE = 'arn:aws:iam::123456789012:role/shop-dev-hello-execution';

/** A service with a secret and a variable. */
export const SECRETIVE = { repository: 'hello', variables: { GREETING: 'Hello' }, secrets: { API_KEY: KEY } } as const;

/** Calls that an attacker makes who has the container's credentials. */
const ATTEMPTS: Readonly<Record<string, (settings: AwsSettings) => Promise<unknown>>> = {
  'reads its secret': (settings) =>
    new SSMClient(settings).send(new GetParametersCommand({ Names: [KEY], WithDecryption: true })),
  'reads what opens it past the API': (settings) =>
    new SSMClient(settings).send(new GetParametersCommand({ Names: [ORIGIN_SECRET], WithDecryption: true })),
  'reads a secret of Secrets Manager': (settings) =>
    new SecretsManagerClient(settings).send(new GetSecretValueCommand({ SecretId: 'hello' })),
  'looks for states': (settings) => new S3Client(settings).send(new ListBucketsCommand({})),
  'looks for images': (settings) => new ECRClient(settings).send(new DescribeRepositoriesCommand({})),
  'looks for services': (settings) =>
    new ECSClient(settings).send(new DescribeServicesCommand({ cluster: 'shop-dev', services: ['shop-dev-hello'] })),
  'looks for roles': (settings) => new IAMClient(settings).send(new ListRolesCommand({})),
  'takes the role that reads the secret': (settings) =>
    new STSClient(settings).send(new AssumeRoleCommand({ RoleArn: READING_ROLE, RoleSessionName: 'x' })),
};

/** What an attacker gets who controls the placeholder. Comes before the first push. */
export function beforeFirstRelease(
  deployed: RehearsedPlatform,
  running: (environment: string) => Promise<RunningService>,
): void {
  describe('before its first release a service', () => {
    it.each(['dev', 'prod'])('runs a placeholder with its port and nothing else of it in %s', async (environment) => {
      const { family, container } = await containerOf(deployed, await running(environment));
      expect(family).toBe(`shop-${environment}-hello_placeholder`);
      expect(container.image).toMatch(/^us-docker\.pkg\.dev\/cloudrun\/container\/hello@sha256:[0-9a-f]{64}$/);
      expect(container.environment).toEqual([{ name: 'PORT', value: '80' }]);
      expect(container.secrets ?? []).toEqual([]);
      expect([...(container.command ?? []), ...(container.entryPoint ?? [])]).toEqual([]);
    });

    it.each(Object.entries(ATTEMPTS))('is refused when its container %s', async (_what, attempt) => {
      const { as } = await containerOf(deployed, await running('dev'));
      await expect(attempt(await as('task'))).rejects.toThrow(/is not authorized to perform|Access ?Denied/);
    });

    it('would have read the secret with the role by which ECS starts it, which no container has', async () => {
      const { as } = await containerOf(deployed, await running('dev'));
      await expect(ATTEMPTS['reads its secret']?.(await as('execution'))).resolves.toMatchObject({
        Parameters: [{ Value: expect.stringMatching(/./) as string }],
      });
    });
  });
}
