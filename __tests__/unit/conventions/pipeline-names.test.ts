import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ordersPipeline, stages } from '../../helpers/pipeline-stack';

const root = resolve(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => join('docs', name))].filter((name) =>
  name.endsWith('.md'),
);

/** Each stage and action of a pipeline whose environment `prod` asks for an approval, e.g. `Deploy-prod Approval`. */
const actions = stages(ordersPipeline()).flatMap(({ name, action }) => action.map((each) => `${name} ${each.name}`));

describe('the stages and actions of a pipeline are called in the docs as in AWS', () => {
  it('in the table of docs/pipeline.md, which has them all', () => {
    const rows = [...read('docs/pipeline.md').matchAll(/^\|(?: (Source|Build|Deploy-`<env>`))? \| (\w+) \|/gm)];
    let last = '';
    const named = rows.map(([, stage = '', action = '']) => {
      last = stage === '' ? last : stage.replace('`<env>`', 'prod');
      return `${last} ${action}`;
    });
    expect(named).toEqual(actions.filter((each) => !each.startsWith('Deploy-dev ')));
  });

  it('in the commands that people copy', () => {
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/--stage-name (\S+) --action-name (\S+)/g)].map(
        ([, stage, action]) => `${stage} ${action}`,
      ),
    );
    expect(named).toContain('Deploy-prod Approval');
    expect(actions).toEqual(expect.arrayContaining(named));
  });
});
