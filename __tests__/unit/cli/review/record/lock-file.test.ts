import { readLockFile, writeLockFile } from '../../../../../cli/review/record/lock-file';

/** As Terraform 1.11.4 writes it. */
const TEXT = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
  hashes = [
    "h1:Ijt7pOlB7Tr7maGQIqtsLFbl7pSMIj06TVdkoSBcYOw=",
    "zh:054b8dd49f0549c9a7cc27d159e45327b7b65cf404da5e5a20da154b90b8a644",
  ]
}

provider "registry.terraform.io/hashicorp/random" {
  version = "3.7.2"
  hashes = [
    "h1:356j/3XnXEKr9nyicLUufzoF4Yr6hRy481KIxRVpK0c=",
  ]
}
`;

describe('the lock file of a stack', () => {
  it('is written with the versions and hashes that were read', () => {
    const providers = readLockFile(TEXT, 'dev-hello');
    expect(providers).toMatchObject([
      { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0', constraints: '>= 5.100.0, < 7.0.0' },
      { source: 'registry.terraform.io/hashicorp/random', version: '3.7.2' },
    ]);
    const withoutComments = (text: string): string => text.replaceAll(/^#.*\n/gm, '').trim();
    expect(withoutComments(writeLockFile(providers))).toBe(withoutComments(TEXT));
    expect(readLockFile(writeLockFile(providers), 'dev-hello')).toEqual(providers);
  });

  it('may be empty: a stack without providers has none', () => {
    expect(readLockFile('', 'dev-hello')).toEqual([]);
  });

  it('is refused if it has what Terraform does not write', () => {
    expect(() => readLockFile(TEXT.replace('"5.100.0"', '"5.100.0;evil"'), 'dev-hello')).toThrow(
      '.terraform.lock.hcl of dev-hello is not as Terraform writes it',
    );
  });
});
