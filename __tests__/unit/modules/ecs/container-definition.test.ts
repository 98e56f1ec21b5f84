import { containerDefinitions, type ContainerSettings } from '../../../../modules/ecs/container-definition';

const settings: ContainerSettings = {
  name: 'orders',
  image: 'registry.example.com/orders:1',
  port: 8080,
  variables: {},
  secrets: {},
  logGroupName: '/shop/dev/orders',
  region: 'eu-central-1',
};

function container(changes: Partial<ContainerSettings> = {}): Record<string, unknown> {
  const definitions = JSON.parse(containerDefinitions({ ...settings, ...changes })) as Record<string, unknown>[];
  expect(definitions).toHaveLength(1);
  return definitions[0] ?? {};
}

describe('the container definitions of a task', () => {
  it('have every value that AWS fills in, and no other', () => {
    expect(container()).toStrictEqual({
      name: 'orders',
      image: 'registry.example.com/orders:1',
      cpu: 0,
      essential: true,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
      environment: [{ name: 'PORT', value: '8080' }],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': '/shop/dev/orders',
          'awslogs-region': 'eu-central-1',
          'awslogs-stream-prefix': 'orders',
        },
      },
    });
  });

  it('list the variables by name, PORT among them', () => {
    expect(container({ variables: { b: '1', Z: '2', A: '' } }).environment).toEqual([
      { name: 'A', value: '' },
      { name: 'PORT', value: '8080' },
      { name: 'Z', value: '2' },
      { name: 'b', value: '1' },
    ]);
  });

  it('keep PORT at the port the load balancer sends requests to', () => {
    expect(container({ variables: { PORT: '1' } }).environment).toEqual([{ name: 'PORT', value: '8080' }]);
  });

  it('list the secrets by name', () => {
    const secrets = { TOKEN: 'arn:aws:ssm:eu-central-1:123456789012:parameter/token', DATABASE: 'arn:database:url::' };
    expect(container({ secrets }).secrets).toEqual([
      { name: 'DATABASE', valueFrom: 'arn:database:url::' },
      { name: 'TOKEN', valueFrom: 'arn:aws:ssm:eu-central-1:123456789012:parameter/token' },
    ]);
  });

  it('are the same bytes in any order of the variables and secrets', () => {
    const one = { variables: { A: '1', B: '2' }, secrets: { C: '3', D: '4' } };
    const other = { variables: { B: '2', A: '1' }, secrets: { D: '4', C: '3' } };
    expect(containerDefinitions({ ...settings, ...one })).toBe(containerDefinitions({ ...settings, ...other }));
  });

  it('hand over values that look like Terraform expressions as they are', () => {
    const changes = { variables: { A: 'say "${HOME}" and %{ if }' }, secrets: { B: 'arn:secret:${key}::' } };
    expect(container(changes)).toMatchObject({
      environment: [{ value: 'say "$${HOME}" and %%{ if }' }, { name: 'PORT' }],
      secrets: [{ valueFrom: 'arn:secret:$${key}::' }],
    });
  });
});
