/** The values of options that are one of a list; each list is both the type and the check at run time. */

/**
 * Days that CloudWatch Logs can keep events.
 * Source: Amazon CloudWatch Logs API Reference, PutRetentionPolicy: retentionInDays.
 */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** One of the retention times of CloudWatch Logs, in days. */
export type LogRetentionDays = (typeof logRetentionDays)[number];

/** Where the load balancer of an environment can be reached from. */
export const edges = ['public'] as const;

/** Where the load balancer of an environment can be reached from. */
export type Edge = (typeof edges)[number];

/** Whether bootstrap makes the account's OIDC provider of GitHub Actions. */
export const oidcProviders = ['create', 'existing'] as const;

/** Whether bootstrap makes the account's OIDC provider of GitHub Actions. */
export type OidcProvider = (typeof oidcProviders)[number];

/** Who may call a service through the API. */
export const auths = ['cognito', 'none'] as const;

/** Who may call a service through the API. */
export type Auth = (typeof auths)[number];
