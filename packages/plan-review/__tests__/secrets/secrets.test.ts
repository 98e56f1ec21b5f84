import { changeJson, planJson, resourceJson } from '../helpers/plan-json';
import { HARMLESS, SECRET_FORMS, type Form } from './forms';
import { DOCUMENTS, PLACES, WAYS } from './places';
import { leaksOf, writtenOf } from './what-is-written';

const places = Object.entries(PLACES);
const ways = Object.entries(WAYS);

const updated = (type: string, before: object, after: object): object =>
  planJson({
    resource_changes: [resourceJson({ type, change: changeJson({ actions: ['update'], before, after }) })],
  });
const outputs = (change: object): object =>
  planJson({ output_changes: { it: { actions: ['create'], after_unknown: false, ...change } } });

describe('a secret that is not marked as one', () => {
  describe.each(places)('in %s', (_, { type, attributesOf }) => {
    it.each(ways)('that is %s is never shown', (_way, planOf) => {
      const leaks = SECRET_FORMS.flatMap((form) => leaksOf(planOf(type, attributesOf([form])), [form]));
      expect(leaks).toEqual([]);
    });

    it.each(SECRET_FORMS)('is not shown when it changes: $name', (form) => {
      const other = { ...form, value: `${form.value}${form.value.slice(-1)}` };
      const plan = updated(type, attributesOf([form]), attributesOf([other]));
      expect(leaksOf(plan, [form, other])).toEqual([]);
    });
  });

  describe.each(Object.entries(DOCUMENTS))('in %s', (_, { type, attributesOf }) => {
    it.each(ways)('that is %s is never shown', (_way, planOf) => {
      expect(leaksOf(planOf(type, attributesOf(SECRET_FORMS)), SECRET_FORMS)).toEqual([]);
    });
  });

  it.each(SECRET_FORMS)('is not shown in an output: $name', (form) => {
    const { name, value } = form;
    const plan = planJson({ output_changes: { [name]: { actions: ['create'], before: null, after: value } } });
    expect(leaksOf(plan, [form])).toEqual([]);
    expect(leaksOf(outputs({ after: { nested: [{ [name]: value }] } }), [form])).toEqual([]);
    expect(leaksOf(outputs({ actions: ['delete'], before: { [name]: value } }), [form])).toEqual([]);
  });
});

describe('a secret outside of variables', () => {
  const secret = 'Sup3rSecretPw99';
  it.each<[string, string, object]>([
    ['a password without its mark', 'aws_rds_cluster', { master_username: 'root', master_password: secret }],
    ['a token in a nested block', 'aws_thing', { auth: [{ api_token: secret }] }],
    ['options of a log driver', 'aws_ecs_task_definition', logOptions({ 'splunk-token': secret })],
    ['an apikey', 'aws_ecs_task_definition', logOptions({ apikey: secret })],
    ['a connection string', 'aws_thing', { connection: `Server=x;User Id=sa;Password=${secret};` }],
    ['a short password in an address', 'aws_thing', { url: `postgres://u:${secret.slice(0, 4)}@h/db` }],
    ['a header', 'null_resource', { triggers: { cmd: `curl -H "Authorization: Bearer ${secret}" https://x` } }],
    ['a script', 'aws_ssm_document', { content: JSON.stringify({ run: [`export API_KEY=${secret}`] }) }],
    ['an option of a command', 'null_resource', { triggers: { cmd: `login --password ${secret} --user app` } }],
    ['the words of a command', 'aws_ecs_task_definition', commandOf('--password', secret)],
    ['a header of CloudFront', 'aws_cloudfront_distribution', { custom_header: [{ name: 'x-token', value: secret }] }],
    ['a generated password', 'random_password', { length: 20, result: secret }],
    ['a secret of Kubernetes', 'kubernetes_secret', { data: { it: secret } }],
    ['a configuration of Kubernetes', 'kubernetes_config_map', { data: { DB_PASS: secret } }],
    ['a script in base64', 'aws_thing', { rendered: Buffer.from(`export DB_PW="${secret}"\n`).toString('base64') }],
  ])('is not shown: %s', (_, type, attributes) => {
    const form: Form = { name: 'it', value: secret.slice(0, 4) };
    for (const planOf of Object.values(WAYS)) {
      expect(leaksOf(planOf(type, attributes as Readonly<Record<string, unknown>>), [form])).toEqual([]);
    }
  });

  it('is not shown in the message of a check', () => {
    const address = { to_display: 'check.it' };
    const problems = [{ message: `postgres://u:${secret}@h refused` }];
    const plan = planJson({
      checks: [{ address, status: 'fail', instances: [{ address, status: 'fail', problems }] }],
    });
    expect(leaksOf(plan, [{ name: 'it', value: secret }])).toEqual([]);
  });
});

function logOptions(options: object): object {
  return { container_definitions: JSON.stringify([{ name: 'app', logConfiguration: { options } }]) };
}

function commandOf(...command: readonly string[]): object {
  return { container_definitions: JSON.stringify([{ name: 'app', command }]) };
}

describe('a value that reviewers need', () => {
  it.each(HARMLESS)('is shown: $name=$value', (form) => {
    const attributes = PLACES['a container']?.attributesOf([form]) ?? {};
    const { comment = '', 'review.json': json = '' } = writtenOf(updated('aws_ecs_task_definition', {}, attributes));
    expect(comment).toContain(`environment ${form.name}: ${form.value}`);
    expect(json).toContain(`environment ${form.name}: ${JSON.stringify(form.value).slice(1, -1)}`);
  });

  it('is shown in JSON', () => {
    const attributes = PLACES['a container']?.attributesOf([{ name: 'CONFIG', value: '{"level":"debug"}' }]) ?? {};
    expect(writtenOf(updated('aws_ecs_task_definition', {}, attributes))['comment']).toContain('CONFIG.level: debug');
  });

  it.each(HARMLESS)('is shown in an output: $name=$value', ({ value }) => {
    expect(writtenOf(outputs({ before: null, after: value }))['review.json']).toContain(
      `"after": ${JSON.stringify(value)}`,
    );
  });
});

describe('a value that is not shown', () => {
  const lines = (before: string, after: string): string => {
    const attributes = (value: string): object =>
      PLACES['a container']?.attributesOf([{ name: 'GREETING', value }]) ?? {};
    return writtenOf(updated('aws_ecs_task_definition', attributes(before), attributes(after)))['comment'] ?? '';
  };

  it('is told as changed, with its length', () => {
    expect(lines('Hello to all', 'Hello to the world')).toContain('environment GREETING: changed, 18 characters');
  });

  it('is told beside one that is shown', () => {
    expect(lines('Hello', 'Hello to all')).toContain('environment GREETING: Hello → (not shown, 12 characters)');
  });

  it('is told as changed in an output', () => {
    const plan = outputs({ actions: ['update'], before: 'Hello to all', after: 'Hello to the world' });
    expect(writtenOf(plan)['comment']).toContain('changed, 18 characters');
  });
});
