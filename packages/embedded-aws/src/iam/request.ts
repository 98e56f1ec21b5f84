/** The principal that makes a request (IAM User Guide, "AWS JSON policy elements: Principal"). */
export type Principal = RoleSession | AwsService | WebIdentity;

/** A session of a role. */
export interface RoleSession {
  readonly type: 'session';
  /** `arn:aws:iam::<account>:role/<path><name>`. */
  readonly roleArn: string;
  /** `arn:aws:sts::<account>:assumed-role/<name>/<session>`. */
  readonly sessionArn: string;
}

/** An AWS service. */
export interface AwsService {
  readonly type: 'service';
  /** E.g. `codebuild.amazonaws.com`. */
  readonly name: string;
}

/** The holder of a token of an identity provider; what the token says are condition keys. */
export interface WebIdentity {
  readonly type: 'webIdentity';
  /** ARN of the identity provider. */
  readonly provider: string;
}

/** Condition keys and their values; the case of keys does not matter. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** What IAM is asked. */
export interface Request {
  readonly principal: Principal;
  /** `<service>:<action>`. */
  readonly action: string;
  /** ARN, or `*` where the action knows no resources. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** Values of condition keys, by any case of the key. */
export class ContextValues {
  readonly #values = new Map<string, readonly string[]>();

  constructor(context: RequestContext) {
    for (const [key, value] of Object.entries(context)) {
      this.#values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
    }
  }

  /** @returns undefined if the request lacks the key or has no value of it */
  of(key: string): readonly string[] | undefined {
    const values = this.#values.get(key.toLowerCase());
    return values?.length === 0 ? undefined : values;
  }

  /** @returns undefined also if there are several: variables stand for a single value */
  single(key: string): string | undefined {
    const values = this.of(key);
    return values?.length === 1 ? values[0] : undefined;
  }
}
