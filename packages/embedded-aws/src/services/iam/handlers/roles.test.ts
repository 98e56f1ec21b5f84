import { CreateRoleCommand, GetRoleCommand, IAMClient, type Role, UpdateRoleCommand } from '@aws-sdk/client-iam';

import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let iam: IAMClient;

beforeAll(async () => {
  iam = fixture.client(IAMClient);
  const role = { RoleName: 'task', Description: 'Runs "it" & more', MaxSessionDuration: 7200 };
  await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: '{"Version":"2012-10-17"}' }));
});

async function read(): Promise<Role | undefined> {
  return (await iam.send(new GetRoleCommand({ RoleName: 'task' }))).Role;
}

test('an update of the length of sessions keeps the description', async () => {
  await iam.send(new UpdateRoleCommand({ RoleName: 'task', MaxSessionDuration: 3600 }));
  expect(await read()).toMatchObject({ Description: 'Runs "it" & more', MaxSessionDuration: 3600 });
});

test('an update of the description keeps the length of sessions', async () => {
  await iam.send(new UpdateRoleCommand({ RoleName: 'task', MaxSessionDuration: 7200 }));
  await iam.send(new UpdateRoleCommand({ RoleName: 'task', Description: 'Other' }));
  expect(await read()).toMatchObject({ Description: 'Other', MaxSessionDuration: 7200 });
});

test('an update of a role that is not there is refused', async () => {
  await expect(iam.send(new UpdateRoleCommand({ RoleName: 'missing' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});
