import { type Policy, parsePolicy } from '../../iam/policy';
import { accountOfArn } from '../../iam/principals';
import type { Next } from '../handler';
import { asList, asObject, asText, type JsonObject } from '../json';
import { callIam } from './call-iam';

/** A role as IAM stores it. */
export interface StoredRole {
  readonly arn: string;
  /** `AROA…`. */
  readonly id: string;
  readonly trustPolicy: Policy;
  /** Inline and attached ones. */
  readonly policies: readonly Policy[];
  /** @default it has none */
  readonly permissionsBoundary?: Policy;
  readonly tags: Readonly<Record<string, string>>;
}

/** Reads roles, and remembers them until IAM is written to. */
export class RoleStore {
  #roles = new Map<string, Promise<StoredRole | undefined>>();

  constructor(private readonly moto: Next) {}

  /**
   * @param region in the partition of the role: each partition has an IAM of its own
   * @returns undefined if there is no such role
   * @throws PolicyError if a policy of it cannot be read
   */
  find(arn: string, region: string): Promise<StoredRole | undefined> {
    const key = `${region} ${arn}`;
    const found = this.#roles.get(key) ?? this.#read(arn, region);
    this.#roles.set(key, found);
    return found;
  }

  /** Forgets everything: IAM may have changed. */
  clear(): void {
    this.#roles = new Map();
  }

  async #read(arn: string, region: string): Promise<StoredRole | undefined> {
    const name = arn.replace(/^.*\//, '');
    const place = { account: accountOfArn(arn), scope: { region } };
    const iam = (operation: string, input: Readonly<Record<string, string>>): Promise<JsonObject | undefined> =>
      callIam(this.moto, place, operation, { RoleName: name, ...input });
    const role = asObject((await iam('GetRole', {}))?.['Role']);
    if (role['Arn'] !== arn) return undefined;
    const boundary = asText(asObject(role['PermissionsBoundary'])['PermissionsBoundaryArn']);
    return {
      arn,
      id: asText(role['RoleId']),
      trustPolicy: document(role['AssumeRolePolicyDocument']),
      policies: [...(await inlinePolicies(iam)), ...(await attachedPolicies(iam))],
      ...(boundary !== '' && { permissionsBoundary: await managedPolicy(iam, boundary) }),
      tags: Object.fromEntries(
        asList(role['Tags'])
          .map(asObject)
          .map(({ Key, Value }) => [asText(Key), asText(Value)]),
      ),
    };
  }
}

/** Calls IAM about one role. */
type RoleCall = (operation: string, input: Readonly<Record<string, string>>) => Promise<JsonObject | undefined>;

async function inlinePolicies(iam: RoleCall): Promise<Policy[]> {
  const names = asList((await iam('ListRolePolicies', {}))?.['PolicyNames']).map(asText);
  return Promise.all(
    names.map(async (PolicyName) => document((await iam('GetRolePolicy', { PolicyName }))?.['PolicyDocument'])),
  );
}

async function attachedPolicies(iam: RoleCall): Promise<Policy[]> {
  const attached = asList((await iam('ListAttachedRolePolicies', {}))?.['AttachedPolicies']).map(asObject);
  return Promise.all(attached.map(({ PolicyArn }) => managedPolicy(iam, asText(PolicyArn))));
}

async function managedPolicy(iam: RoleCall, PolicyArn: string): Promise<Policy> {
  const policy = asObject((await iam('GetPolicy', { PolicyArn }))?.['Policy']);
  const VersionId = asText(policy['DefaultVersionId']);
  const version = asObject((await iam('GetPolicyVersion', { PolicyArn, VersionId }))?.['PolicyVersion']);
  return document(version['Document']);
}

/** IAM gives documents in percent-encoding (IAM API Reference, "RoleDetail"). */
function document(encoded: unknown): Policy {
  return parsePolicy(decodeURIComponent(asText(encoded)));
}
