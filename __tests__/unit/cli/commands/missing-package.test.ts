import { missingPackage } from '../../../../cli/commands/missing-package';
import { UserError } from '../../../../cli/errors';

/** As Node.js throws it. */
function notFound(module: string): Error {
  const message = `Cannot find module '${module}'\nRequire stack:\n- /project/node_modules/fargate-delivery/dist/cli/main.js`;
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' });
}

describe('a module that cannot be loaded', () => {
  it.each([
    ['embedded-aws/start', 'embedded-aws', '"embedded-aws@0.2.0"'],
    ['embedded-aws', 'embedded-aws', '"embedded-aws@0.2.0"'],
    ['@aws-sdk/client-ecs', '@aws-sdk/client-ecs', '"@aws-sdk/client-ecs@>=3.1000.0 <4"'],
  ])('%s is told with the command that installs its package', (module, name, installed) => {
    const cause = notFound(module);
    const error = missingPackage(cause);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: `This command needs packages that are not installed in this project: ${name}.`,
      hint: `Install them beside fargate-delivery, in these versions: npm install --save-dev ${installed}`,
      cause,
    });
  });

  it.each(['@aws-sdk/client-s3', 'zod', './start', '/project/start', '@aws-sdk/client-ecs-of-another'])(
    '%s is no package that a project may do without',
    (module) => {
      expect(missingPackage(notFound(module))).toBeUndefined();
    },
  );

  it('is not what another error is about', () => {
    expect(missingPackage(new Error("Cannot find module 'embedded-aws'"))).toBeUndefined();
  });
});
