import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { reviewDirectories } from 'plan-review/terraform/review-directories';
import type { Review } from 'plan-review/report/review';
import { gitProject, type GitProject } from '../helpers/git-project';
import { temporaryFolder } from '../helpers/temporary-folder';
import { quietStep } from './helpers/quiet-step';

/** Milliseconds for a few terraforms on a busy machine. */
jest.setTimeout(300_000);

const temporary = temporaryFolder();
let project: GitProject;

beforeEach(() => {
  project = gitProject(join(realpathSync(temporary.path()), 'project'));
  project.write('modules/box/main.tf', 'resource "terraform_data" "it" { input = "first" }');
  project.write('live/one/main.tf', 'module "box" { source = "../../modules/box" }');
  project.write('live/two/main.tf', 'resource "terraform_data" "two" {}');
  project.commit('first');
});

function review(head?: string, places: readonly string[] = ['live/one', 'live/two']): Promise<Review> {
  const folders = places.map((folder) => join(project.root, folder));
  const options = { folders, env: process.env, base: 'main', work: join(temporary.path(), 'work'), step: quietStep };
  return reviewDirectories(head === undefined ? options : { ...options, head });
}

describe('the review of Terraform directories', () => {
  it('finds no changes where nothing was changed, and plans nothing', async () => {
    expect(await review()).toMatchObject({ verdict: 'no changes', stacks: [], unchangedStackCount: 2 });
  });

  it('takes a directory that is named twice once', async () => {
    expect(await review(undefined, ['live/one', 'live/one'])).toMatchObject({ unchangedStackCount: 1 });
  });

  it.each([
    ['live/three', 'There is no'],
    ['live/two/main.tf', 'is no directory'],
    ['live', 'holds no Terraform files'],
  ])('refuses %s instead of reporting no changes', async (place, says) => {
    await expect(review(undefined, [place])).rejects.toThrow(says);
  });

  it('plans a directory when a module that it uses was changed, and leaves the working tree as it was', async () => {
    project.write('modules/box/main.tf', 'resource "terraform_data" "it" { input = "second" }');
    const { stacks, verdict, unchangedStackCount } = await review();
    expect(verdict).toBe('safe');
    expect(unchangedStackCount).toBe(1);
    expect(stacks.map(({ stack }) => stack)).toEqual(['live/one']);
    expect(stacks[0]?.changes.map(({ change }) => change.address)).toEqual(['module.box.terraform_data.it']);
    expect(['.terraform', '.terraform.lock.hcl', 'review.tfplan'].filter((name) => inOne(name))).toEqual([]);
  });

  it('reviews a commit that is not checked out', async () => {
    project.git('switch', '--create', 'feature');
    project.write('live/two/main.tf', 'resource "terraform_data" "renamed" {}');
    project.commit('second');
    project.git('switch', 'main');
    const { stacks } = await review('feature');
    expect(stacks.map(({ stack }) => stack)).toEqual(['live/two']);
    expect(stacks[0]?.changes.map(({ change }) => change.address)).toEqual(['terraform_data.renamed']);
  });

  it('is dangerous where Terraform cannot plan, and shows its error', async () => {
    project.write('live/two/main.tf', 'resource "terraform_data" "two" { input = local.missing }');
    const { verdict, stacks, findings } = await review();
    expect(verdict).toBe('dangerous');
    expect(findings.map(({ rule }) => rule)).toEqual(['stack-not-planned']);
    expect(stacks[0]?.outcome).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('undeclared local value') as string,
    });
  });
});

function inOne(name: string): boolean {
  return existsSync(join(project.root, 'live/one', name));
}
