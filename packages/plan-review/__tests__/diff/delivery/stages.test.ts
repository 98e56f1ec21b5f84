import { differencesOf } from 'plan-review/diff/differences-of';
import { Sensitive } from 'plan-review/plan/value';
import { linesOf } from '../../helpers/difference-lines';
import { changeOf } from '../../helpers/review-change';

const build = {
  name: 'Build',
  category: 'Build',
  owner: 'AWS',
  provider: 'CodeBuild',
  version: '1',
  configuration: { ProjectName: 'hello' },
  input_artifacts: [],
};
const approval = {
  name: 'Approve',
  category: 'Approval',
  owner: 'AWS',
  provider: 'Manual',
  version: '1',
  configuration: null,
};
const stage = (name: string, ...action: object[]) => ({ name, action, on_failure: [] });
const pipeline = (...all: object[]) => ({ stage: all }) as never;

describe('a pipeline', () => {
  const [first, second] = [stage('Build', build), stage('Deploy', { ...build, name: 'Deploy' })];

  it('shows a new stage, its position and its actions', () => {
    const change = changeOf(
      'aws_codepipeline',
      pipeline(first, second),
      pipeline(first, stage('Prod', approval), second),
    );
    expect(differencesOf(change)).toEqual([
      {
        subject: 'stages',
        lines: [
          { kind: 'removed', text: 'Build → Deploy' },
          { kind: 'added', text: 'Build → Prod → Deploy' },
        ],
      },
      { subject: 'stage Prod', lines: [{ kind: 'added', text: 'action Approve: Approval by Manual' }] },
    ]);
  });

  it('shows a changed order of stages', () => {
    expect(linesOf(changeOf('aws_codepipeline', pipeline(first, second), pipeline(second, first)))).toEqual([
      '- Build → Deploy',
      '+ Deploy → Build',
    ]);
  });

  it('shows actions by name, and their configuration by key', () => {
    const changed = { ...build, configuration: { ProjectName: 'other', Batch: 'true' }, version: '2' };
    expect(
      linesOf(
        changeOf('aws_codepipeline', pipeline(stage('Build', build, approval)), pipeline(stage('Build', changed))),
      ),
    ).toEqual([
      '~ action Build.version: 1 → 2',
      '~ action Build.configuration.ProjectName: hello → other',
      '+ action Build.configuration.Batch: true',
      '- action Approve: Approval by Manual',
    ]);
  });

  it('hides a token, even if the plan does not mark it as a secret', () => {
    const source = (OAuthToken: string) => pipeline(stage('Source', { ...build, configuration: { OAuthToken } }));
    expect(linesOf(changeOf('aws_codepipeline', source('1'), source('2')))).toEqual([
      '~ action Build.configuration.OAuthToken: (sensitive), another one',
    ]);
  });

  it('hides secrets of a configuration', () => {
    const source = (token: string) =>
      pipeline(stage('Source', { ...build, configuration: { OAuthToken: new Sensitive(token) } }));
    expect(linesOf(changeOf('aws_codepipeline', source('1'), source('2')))).toEqual([
      '~ action Build.configuration.OAuthToken: (sensitive), another one',
    ]);
  });
});

describe('what starts', () => {
  it('a build is shown as its filters', () => {
    const group = (pattern: string) => ({
      filter: [
        { type: 'EVENT', pattern: 'PUSH' },
        { type: 'HEAD_REF', pattern, exclude_matched_pattern: true },
      ],
    });
    const change = changeOf('aws_codebuild_webhook', { filter_group: [group('a')] }, { filter_group: [group('b')] });
    expect(linesOf(change)).toEqual([
      '- EVENT matches PUSH and HEAD_REF does not match a',
      '+ EVENT matches PUSH and HEAD_REF does not match b',
    ]);
  });

  it('a pipeline is shown as its filters', () => {
    const webhook = (branch: string) => ({ filter: [{ json_path: '$.ref', match_equals: `refs/heads/${branch}` }] });
    expect(linesOf(changeOf('aws_codepipeline_webhook', webhook('main'), webhook('next')))).toEqual([
      '- $.ref = refs/heads/main',
      '+ $.ref = refs/heads/next',
    ]);
  });
});
