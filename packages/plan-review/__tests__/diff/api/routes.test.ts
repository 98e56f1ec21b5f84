import { differencesOf } from 'plan-review/diff/differences-of';
import { UNKNOWN, type ValueObject } from 'plan-review/plan/value';
import { linesOf } from '../../helpers/difference-lines';
import { changeOf } from '../../helpers/review-change';

const open = {
  http_method: 'GET',
  authorization: 'NONE',
  authorizer_id: null,
  authorization_scopes: null,
  api_key_required: false,
};
const closed = {
  ...open,
  authorization: 'COGNITO_USER_POOLS',
  authorizer_id: 'a1',
  authorization_scopes: ['orders/read'],
};

describe('a route of an API', () => {
  const cases: [string, ValueObject | null, ValueObject | null, string[]][] = [
    [
      'that is opened',
      closed,
      open,
      ['~ authorizer removed: authorized by COGNITO_USER_POOLS → open to everybody', '- scope orders/read'],
    ],
    [
      'that is closed',
      open,
      closed,
      ['~ authorizer added: open to everybody → authorized by COGNITO_USER_POOLS', '+ scope orders/read'],
    ],
    ['with another authorizer', closed, { ...closed, authorizer_id: 'a2' }, ['~ authorizer: a1 → a2']],
    [
      'with another kind of authorization',
      closed,
      { ...closed, authorization: 'AWS_IAM' },
      ['~ access: authorized by COGNITO_USER_POOLS → authorized by AWS_IAM'],
    ],
    [
      'that needs a key',
      closed,
      { ...closed, api_key_required: true },
      ['~ access: authorized by COGNITO_USER_POOLS → authorized by COGNITO_USER_POOLS, with an API key'],
    ],
    [
      'whose scopes are not known yet',
      closed,
      { ...closed, authorization_scopes: UNKNOWN },
      ['- scope orders/read', '+ scopes (known after apply)'],
    ],
    ['that is new', null, closed, ['+ authorized by COGNITO_USER_POOLS', '+ scope orders/read']],
    ['that goes', open, null, ['- open to everybody']],
  ];
  it.each(cases)('%s', (_, before, after, lines) => {
    expect(linesOf(changeOf('aws_api_gateway_method', before, after))).toEqual(lines);
  });

  it('of an HTTP API has its path', () => {
    const [before, after] = [
      { route_key: 'GET /orders', authorization_type: 'JWT' },
      { route_key: 'GET /orders', authorization_type: 'NONE' },
    ];
    expect(differencesOf(changeOf('aws_apigatewayv2_route', before, after))).toEqual([
      {
        subject: 'route GET /orders',
        lines: [{ kind: 'changed', text: 'authorizer removed: authorized by JWT → open to everybody' }],
      },
    ]);
  });

  it('of a REST API has the path that other resources of the plan tell', () => {
    const others = [
      changeOf('aws_api_gateway_rest_api', null, { root_resource_id: 'r0' }),
      changeOf('aws_api_gateway_resource', null, { id: 'r1', path: '/orders' }),
    ];
    const subjectOf = (resource_id: string) =>
      differencesOf(changeOf('aws_api_gateway_method', { ...closed, resource_id }, { ...open, resource_id }), others)[0]
        ?.subject;
    expect(['r0', 'r1', 'r2'].map(subjectOf)).toEqual(['route GET /', 'route GET /orders', 'route GET']);
  });
});
