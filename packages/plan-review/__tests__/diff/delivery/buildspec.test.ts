import { differencesOf } from 'plan-review/diff/differences-of';
import { Sensitive, UNKNOWN, type Value, type ValueObject } from 'plan-review/plan/value';
import { linesOf } from '../../helpers/difference-lines';
import { changeOf } from '../../helpers/review-change';

const spec = `version: 0.2
env:
  variables:
    MODE: fast
phases:
  build:
    commands:
      - docker build .
      - docker push
`;
const project = (buildspec: Value): ValueObject => ({ source: [{ type: 'CODEPIPELINE', location: '', buildspec }] });
const lines = (after: Value) => linesOf(changeOf('aws_codebuild_project', project(spec), project(after)));

describe('a buildspec', () => {
  it('shows commands by phase', () => {
    expect(lines(spec.replace('docker push', 'docker push --quiet'))).toEqual([
      '  phases.build.commands:',
      '  docker build .',
      '- docker push',
      '+ docker push --quiet',
    ]);
  });

  it('shows a new phase', () => {
    expect(lines(`${spec}  post_build:\n    commands: echo done\n`)).toEqual([
      '  phases.post_build.commands:',
      '+ echo done',
    ]);
  });

  it('shows variables by name', () => {
    expect(lines(spec.replace('MODE: fast', 'MODE: slow\n    NEW: 1'))).toEqual([
      '~ env.variables.MODE: fast → slow',
      '+ env.variables.NEW: 1',
    ]);
  });

  it('that is only written differently says so', () => {
    expect(lines(`# builds\n${spec}`)).toEqual(['  the same, only written differently']);
  });

  it('that is not YAML is compared as text', () => {
    expect(lines('a: [\nb')).toEqual(expect.arrayContaining(['  buildspec:', '- version: 0.2', '+ a: [']));
  });

  it('that is a path is compared as text', () => {
    expect(linesOf(changeOf('aws_codebuild_project', project('a.yml'), project('b.yml')))).toEqual([
      '~ buildspec: a.yml → b.yml',
    ]);
  });

  it.each<[Value, RegExp]>([
    [UNKNOWN, /→ \(known after apply\)$/],
    [new Sensitive('1'), /→ \(sensitive\)$/],
  ])('that is hidden says so', (after, text) => {
    expect(lines(after)).toEqual([expect.stringMatching(text)]);
  });
});

describe('a build project', () => {
  it('shows its source separately from the buildspec, and no empty values', () => {
    const change = changeOf('aws_codebuild_project', null, {
      name: 'hello',
      ...project('version: 0.2\n\nphases: {}\n'),
    });
    expect(differencesOf(change)).toEqual([
      { subject: 'buildspec', lines: [{ kind: 'added', text: 'version: 0.2' }] },
      { subject: 'source', lines: [{ kind: 'added', text: 'source.type: CODEPIPELINE' }] },
      { subject: 'attributes', lines: [{ kind: 'added', text: 'name: hello' }] },
    ]);
  });
});
