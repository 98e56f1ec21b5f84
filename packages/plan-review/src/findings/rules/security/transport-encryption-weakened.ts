import { isHidden } from '../../reading/values';
import { becomes, leaves, settingsRule, turnedOff, turnedOn, type Comparison } from '../settings';

/** Policies of load balancers that allow TLS 1.0 or 1.1. Source: ELB User Guide, "Security policies". */
const OLD_TLS = /^ELBSecurityPolicy-(2015-05|2016-08|TLS-1-[01]-|FS-2018-06|FS-1-1-|TLS13-1-[01]-|TLS-1-0)/;

/** Protocol versions that browsers refuse. */
const OLD_VERSION = /^(TLS_1_0|TLSv1(\.1)?(_20\d\d)?|SSLv3|TLS-1-0)/;

function matches(pattern: RegExp): Comparison {
  const isMatch = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
  return (before, after) => after.some(isMatch) && !before.some((value) => isMatch(value) || isHidden(value));
}

/** Data is protected less in transit. */
export const transportEncryptionWeakened = settingsRule({
  id: 'transport-encryption-weakened',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning: 'Requests travel without TLS, with an old version of it, or certificates are no longer checked.',
  detail: 'Anybody on the network path can read or change what is sent, sign-in tokens included.',
  settings: [
    {
      types: ['aws_lb_listener', 'aws_alb_listener'],
      path: 'protocol',
      isWorse: leaves('HTTPS', 'TLS'),
      fact: 'no longer uses TLS',
    },
    {
      types: ['aws_lb_listener', 'aws_alb_listener'],
      path: 'ssl_policy',
      isWorse: matches(OLD_TLS),
      fact: 'allows old versions of TLS',
    },
    {
      types: ['aws_lb_target_group', 'aws_alb_target_group'],
      path: 'protocol',
      isWorse: leaves('HTTPS', 'TLS'),
      fact: 'is reached without TLS',
      severity: 'attention',
    },
    {
      types: ['aws_api_gateway_domain_name'],
      path: 'security_policy',
      isWorse: matches(OLD_VERSION),
      fact: 'allows old versions of TLS',
    },
    {
      types: ['aws_api_gateway_integration'],
      path: 'uri',
      isWorse: (before, after) => startsWith(before, 'https:') && startsWith(after, 'http:'),
      fact: 'calls its backend without TLS',
      severity: 'attention',
    },
    {
      types: ['aws_cloudfront_distribution'],
      path: 'viewer_certificate.minimum_protocol_version',
      isWorse: matches(OLD_VERSION),
      fact: 'allows old versions of TLS',
    },
    {
      types: ['aws_cloudfront_distribution'],
      path: 'default_cache_behavior.viewer_protocol_policy',
      isWorse: becomes('allow-all'),
      fact: 'answers without TLS',
    },
    {
      types: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
      path: 'domain_endpoint_options.enforce_https',
      isWorse: turnedOff,
      fact: 'answers without TLS',
    },
    {
      types: ['aws_elasticache_replication_group'],
      path: 'transit_encryption_enabled',
      isWorse: turnedOff,
      fact: 'no longer uses TLS',
    },
    {
      types: ['github_repository_webhook', 'github_organization_webhook'],
      path: 'configuration.insecure_ssl',
      isWorse: turnedOn,
      fact: 'no longer checks the certificate of its receiver',
    },
  ],
});

function startsWith(values: readonly unknown[], text: string): boolean {
  return values.some((value) => typeof value === 'string' && value.startsWith(text));
}
