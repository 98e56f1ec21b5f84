import { PassThrough } from 'node:stream';
import { decideBy, type Terminal } from '../../../../cli/rehearse/approvals';

const APPROVAL = { stageName: 'Deploy-prod', actionName: 'Approval', token: 't' };

/** A terminal at which somebody types a line. */
function terminal(line: string): Terminal & { readonly output: PassThrough } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.write(`${line}\n`);
  return { input, output: new PassThrough() };
}

describe('an approval', () => {
  test.each([
    ['yes', 'Approved'],
    [' yes ', 'Approved'],
    ['y', 'Rejected'],
    ['', 'Rejected'],
  ])('to which a person at the terminal says "%s" is %s', async (line, status) => {
    const asked = terminal(line);
    expect(await decideBy('ask', asked)(APPROVAL)).toBe(status);
    expect(String(asked.output.read())).toContain('Deploy-prod/Approval: approve? Only "yes" is taken for a yes: ');
  });

  test.each([
    ['approve', 'Approved'],
    ['reject', 'Rejected'],
  ] as const)('that was decided beforehand, with --%s, is %s', async (approver, status) => {
    expect(await decideBy(approver, terminal('anything'))(APPROVAL)).toBe(status);
  });

  test('without a terminal ends the command', async () => {
    const noTerminal = { input: new PassThrough(), output: new PassThrough() };
    await expect(decideBy('ask', noTerminal)(APPROVAL)).rejects.toMatchObject({
      message: 'Deploy-prod/Approval waits for an approval, and there is no terminal to ask at.',
      hint: 'Decide beforehand: npm run rehearse -- --approve, or --reject.',
    });
  });
});
