import { Sensitive, type Value } from '../../../plan/value';
import { isHidden } from '../../reading/values';
import type { Comparison } from '../settings';
import { added, becomes, leaves, lowered, removed, settingsRule, turnedOff } from '../settings';

/** Authentication or authorization of callers is removed or weakened. */
export const authenticationRemoved = settingsRule({
  id: 'authentication-removed',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning: 'A route, listener, function or user pool requires less from those who call or sign in.',
  detail: 'Anybody may call what only known users could. Keep it, or make sure that the backend asks instead.',
  settings: [
    {
      types: ['aws_api_gateway_method'],
      path: 'authorization',
      isWorse: opens('NONE'),
      fact: 'can be called by anybody',
    },
    {
      types: ['aws_lambda_function_url', 'aws_apigatewayv2_route'],
      path: 'authorization_type',
      isWorse: opens('NONE'),
      fact: 'can be called by anybody',
    },
    {
      types: ['aws_api_gateway_method', 'aws_apigatewayv2_route'],
      path: 'authorization_scopes',
      isWorse: removed,
      fact: 'takes tokens of any scope',
    },
    {
      types: ['aws_api_gateway_method', 'aws_apigatewayv2_route'],
      path: 'authorization_scopes',
      isWorse: addsTo,
      fact: 'takes tokens of another scope, too',
      severity: 'attention',
    },
    {
      types: ['aws_api_gateway_method', 'aws_apigatewayv2_route'],
      path: 'api_key_required',
      isWorse: turnedOff,
      fact: 'no longer asks for an API key',
      severity: 'attention',
    },
    {
      types: ['aws_lb_listener', 'aws_alb_listener'],
      path: 'default_action.type',
      isWorse: (before, after) => leaves('fixed-response')(before, after) && becomes('forward')(before, after),
      fact: 'lets through what it refused',
    },
    {
      types: ['aws_lb_listener_rule', 'aws_alb_listener_rule'],
      path: 'condition.http_header.values',
      isWorse: (before, after) => before.some(isSecret) && !after.some(isHidden),
      fact: 'no longer asks for a secret header',
    },
    {
      types: ['aws_api_gateway_authorizer'],
      path: 'provider_arns',
      isWorse: addsTo,
      fact: 'takes tokens of another user pool, too',
    },
    {
      types: ['aws_api_gateway_authorizer', 'aws_apigatewayv2_authorizer'],
      path: 'authorizer_uri',
      isWorse: addsTo,
      fact: 'asks another function who calls',
      severity: 'attention',
    },
    {
      types: ['aws_lb_listener', 'aws_alb_listener'],
      path: 'default_action.type',
      isWorse: leaves('authenticate-cognito', 'authenticate-oidc'),
      fact: 'no longer asks users to sign in',
    },
    {
      types: ['aws_lb_listener_rule', 'aws_alb_listener_rule'],
      path: 'action.type',
      isWorse: leaves('authenticate-cognito', 'authenticate-oidc'),
      fact: 'no longer asks users to sign in',
    },
    {
      types: ['aws_lb_listener'],
      path: 'mutual_authentication.mode',
      isWorse: leaves('verify'),
      fact: 'no longer checks the certificates of its clients',
    },
    {
      types: ['aws_cognito_user_pool'],
      path: 'mfa_configuration',
      isWorse: becomes('OFF'),
      fact: 'asks for no second factor',
    },
    {
      types: ['aws_cognito_user_pool'],
      path: 'mfa_configuration',
      isWorse: (before, after) => before.includes('ON') && after.includes('OPTIONAL'),
      fact: 'leaves the second factor to its users',
      severity: 'attention',
    },
    {
      types: ['aws_cognito_user_pool'],
      path: 'password_policy.minimum_length',
      isWorse: lowered(8),
      fact: 'accepts shorter passwords',
      severity: 'attention',
    },
    {
      types: ['aws_cognito_user_pool_client'],
      path: 'explicit_auth_flows',
      isWorse: addsOf(
        'ALLOW_USER_PASSWORD_AUTH',
        'USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ADMIN_NO_SRP_AUTH',
      ),
      fact: 'lets users sign in by sending their password',
      severity: 'attention',
    },
    {
      types: ['aws_cognito_user_pool_client'],
      path: 'allowed_oauth_flows',
      isWorse: addsOf('implicit'),
      fact: 'hands tokens out in URLs',
      severity: 'attention',
    },
    {
      types: ['aws_cognito_user_pool_client'],
      path: 'callback_urls',
      isWorse: addsTo,
      fact: 'sends tokens to another address',
      severity: 'attention',
    },
    {
      types: ['aws_codepipeline_webhook'],
      path: 'authentication',
      isWorse: becomes('UNAUTHENTICATED'),
      fact: 'is started by anybody',
    },
    {
      types: ['aws_db_instance', 'aws_rds_cluster'],
      path: 'iam_database_authentication_enabled',
      isWorse: turnedOff,
      fact: 'no longer takes IAM for sign-in',
      severity: 'attention',
    },
  ],
});

/** Whether the value becomes this one; new resources have a rule of their own. */
function opens(value: string): Comparison {
  return (before, after) => before.length > 0 && becomes(value)(before, after);
}

function addsOf(...values: readonly string[]): Comparison {
  return (before, after) =>
    values.some((value) => after.includes(value) && !before.includes(value)) && before.length > 0;
}

/** Whether a list that had elements gets another one. */
function addsTo(...[before, after]: Parameters<Comparison>): boolean {
  return before.length > 0 && added(before, after);
}

function isSecret(value: Value): boolean {
  return value instanceof Sensitive;
}
