import type { CheckFailure } from 'plan-review/checkov/failure';
import { newFailures } from 'plan-review/checkov/new-failures';
import { readReport, type ScannedFile } from 'plan-review/checkov/read-report';
import { addressAt, scannedText } from 'plan-review/checkov/scanned-file';

function failure(check: string, address: string, stack = 'dev-web'): CheckFailure {
  return { check, address, stack, guideline: `Ensure ${check}` };
}

describe('what a change brings', () => {
  it('is what fails only after it', () => {
    const base = [failure('CKV_AWS_1', 'aws_lb.a')];
    const { findings } = newFailures({ base, head: [...base, failure('CKV_AWS_2', 'aws_lb.a')] });
    expect(findings).toMatchObject([
      {
        rule: 'checkov',
        severity: 'attention',
        stack: 'dev-web',
        address: 'aws_lb.a',
        title: 'Ensure CKV_AWS_2 (CKV_AWS_2)',
      },
    ]);
  });

  it('is a note where others fail the same check already', () => {
    const base = [failure('CKV_AWS_1', 'aws_lb.a')];
    const { findings } = newFailures({ base, head: [...base, failure('CKV_AWS_1', 'aws_lb.b')] });
    expect(findings).toMatchObject([{ severity: 'note', address: 'aws_lb.b' }]);
  });

  it('is a note where there can be a reason not to follow the check', () => {
    const { findings } = newFailures({ base: [], head: [failure('CKV_AWS_144', 'aws_s3_bucket.a')] });
    expect(findings).toMatchObject([{ severity: 'note' }]);
  });

  it('counts what no longer fails', () => {
    const base = [failure('CKV_AWS_1', 'aws_lb.a'), failure('CKV_AWS_2', 'aws_lb.a')];
    expect(newFailures({ base, head: [base[0] as CheckFailure] })).toEqual({ findings: [], fixedCount: 1 });
  });

  it('distinguishes resources of two stacks with the same address', () => {
    const { findings } = newFailures({
      base: [failure('CKV_AWS_1', 'aws_lb.a', 'dev-web')],
      head: [failure('CKV_AWS_1', 'aws_lb.a', 'prod-web')],
    });
    expect(findings).toMatchObject([{ stack: 'prod-web' }]);
  });
});

describe('a line that checkov names', () => {
  const text = scannedText({
    terraform: { required_version: '>= 1' },
    data: { aws_region: { here: { name: 'x' } } },
    resource: { aws_lb: { edge: { name: 'a' } }, aws_sqs_queue: { edge: { tags: { aws_lb: 'no' } }, other: {} } },
  });
  const lineOf = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;

  it('is mapped to the address of its resource', () => {
    expect(addressAt(text, lineOf('"name": "a"'))).toBe('aws_lb.edge');
    expect(addressAt(text, lineOf('"aws_lb": "no"'))).toBe('aws_sqs_queue.edge');
    expect(addressAt(text, lineOf('"name": "x"'))).toBe('data.aws_region.here');
  });

  it('belongs to no resource if it is above all of them', () => {
    expect(addressAt(text, 1)).toBeUndefined();
  });

  it('is counted in the reduced text that checkov reads', () => {
    expect(text).not.toContain('required_version');
  });
});

describe('a report of checkov', () => {
  const files: readonly ScannedFile[] = [
    { path: '/head/a/cdk.tf.json', side: 'head', stack: 'a', text: scannedText({}) },
  ];

  it('that there is nothing to check is no failure', () => {
    expect(readReport('{"passed": 0, "failed": 0}', files)).toEqual({ base: [], head: [] });
  });

  it('lists failures in the order of the stacks, then by address, in any order of reading', () => {
    const text = scannedText({ resource: { aws_lb: { b: {}, c: {} } } });
    const [one, two] = ['one', 'two'].map((stack): ScannedFile => ({
      path: `/head/${stack}`,
      side: 'head',
      stack,
      text,
    }));
    const failed = ([path, line]: [string, number]): object => ({
      check_id: 'CKV_1',
      check_name: '',
      file_path: path,
      file_line_range: [line, line],
    });
    const report = (...lines: [string, number][]): string =>
      JSON.stringify({ results: { failed_checks: lines.map(failed) }, summary: { parsing_errors: 0 } });
    const mixed = report(['/head/two', 4], ['/head/one', 5], ['/head/one', 4], ['/head/two', 5]);
    const sorted = report(['/head/one', 4], ['/head/one', 5], ['/head/two', 4], ['/head/two', 5]);
    const files = [one, two].filter((file) => file !== undefined);
    expect(readReport(mixed, files)).toEqual(readReport(sorted, files));
    expect(readReport(mixed, files).head.map(({ stack, address }) => [stack, address])).toEqual([
      ['one', 'aws_lb.b'],
      ['one', 'aws_lb.c'],
      ['two', 'aws_lb.b'],
      ['two', 'aws_lb.c'],
    ]);
  });

  it('with unread files is refused: they were not checked', () => {
    const report = { results: { failed_checks: [] }, summary: { parsing_errors: 1 } };
    expect(() => readReport(JSON.stringify(report), files)).toThrow('checkov could not read 1 of 1 files');
  });

  it('that is something else is refused', () => {
    expect(() => readReport('null', files)).toThrow('checkov printed no report');
    expect(() => readReport('Traceback', files)).toThrow(SyntaxError);
  });
});
