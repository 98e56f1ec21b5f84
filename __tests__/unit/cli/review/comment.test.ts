import { upsertComment, type Upserted } from '../../../../cli/review/comment';
import { serveComments, type FakeGithubComments } from '../../../helpers/fake-github-comments';

const marker = '<!-- fargate-delivery: plan review -->';
let github: FakeGithubComments | undefined;

async function withComments(...existing: Parameters<typeof serveComments>[0]): Promise<FakeGithubComments> {
  return (github = await serveComments(existing));
}

function upsert({ url }: FakeGithubComments, body: string): Promise<Upserted> {
  return upsertComment({ apiUrl: url, token: 'secret', repository: 'example-org/platform', number: 7 }, body);
}

afterEach(async () => {
  await github?.close();
  github = undefined;
});

describe('the comment of a review', () => {
  it('is created the first time, and other comments stay', async () => {
    const served = await withComments('looks good');
    expect(await upsert(served, `${marker}\nsafe`)).toBe('created');
    expect(served.comments.map(({ body }) => body)).toEqual(['looks good', `${marker}\nsafe`]);
  });

  it('is updated later, also to say that nothing changes any more', async () => {
    const served = await withComments('looks good', `${marker}\ndangerous`, 'really?');
    expect(await upsert(served, `${marker}\nno changes`)).toBe('updated');
    expect(served.comments.map(({ body }) => body)).toEqual(['looks good', `${marker}\nno changes`, 'really?']);
  });

  it('is not written again if it says the same, so that no user is notified without a reason', async () => {
    const served = await withComments(`${marker}\nsafe`);
    expect(await upsert(served, `${marker}\nsafe\n`)).toBe('unchanged');
    expect(served.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
  });

  it('is found among hundreds', async () => {
    const talk = Array.from({ length: 150 }, (_, index) => `comment ${index}`);
    const served = await withComments(...talk, `${marker}\nold`);
    expect(await upsert(served, `${marker}\nnew`)).toBe('updated');
  });

  it('is not a comment that quotes it', async () => {
    const served = await withComments(`> ${marker}\n> safe\n\nI doubt it`);
    expect(await upsert(served, `${marker}\nsafe`)).toBe('created');
  });

  it('is not a comment of a person without write access, who could change it afterwards', async () => {
    const forged = { body: `${marker}\nsafe`, user: { type: 'User' }, author_association: 'CONTRIBUTOR' } as const;
    const served = await withComments(forged);
    expect(await upsert(served, `${marker}\ndangerous`)).toBe('created');
    expect(served.comments.map(({ body }) => body)).toEqual([forged.body, `${marker}\ndangerous`]);
  });

  it('may be of a member, whose token another CI may use', async () => {
    const own = { body: `${marker}\nold`, user: { type: 'User' }, author_association: 'MEMBER' } as const;
    expect(await upsert(await withComments(own), `${marker}\nnew`)).toBe('updated');
  });

  it('needs a first line by which it is found again', async () => {
    const served = await withComments();
    await expect(upsert(served, 'safe')).rejects.toThrow('is no marker');
    expect(served.requests).toEqual([]);
  });

  it('that GitHub refuses says which permission is missing, and not the token', async () => {
    const served = await withComments();
    served.refuse(403);
    const refusal = upsert(served, `${marker}\nsafe`);
    await expect(refusal).rejects.toMatchObject({
      message: expect.stringContaining('pull request 7 of example-org/platform: 403') as string,
      hint: expect.stringContaining('pull-requests: write') as string,
    });
    await expect(refusal).rejects.not.toThrow('secret');
  });
});
