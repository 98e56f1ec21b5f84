import { ServiceTarget } from '../../../../modules/ecs/service-target';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const stack = synthesizeScope((scope) => {
  new ServiceTarget(scope, 'target', {
    targetGroupName: 'shop-dev-orders-12345678',
    vpcId: 'vpc-1',
    port: 8080,
    healthCheck: {
      path: '/${ok}',
      interval: 10,
      timeout: 3,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      matcher: '200-299',
    },
    listenerArn: 'listener',
    priority: 200,
    path: 'shop/orders',
    originSecretParameterName: '/shop/dev/origin-secret',
  });
});

describe('the target group', () => {
  it('takes IP addresses on the port of the containers', () => {
    expect(onlyResource(stack, 'aws_lb_target_group')).toMatchObject({
      name: 'shop-dev-orders-12345678',
      vpc_id: 'vpc-1',
      target_type: 'ip',
      protocol: 'HTTP',
      port: 8080,
    });
  });

  it('checks the health over HTTP on the port of the traffic, as configured', () => {
    expect(onlyResource(stack, 'aws_lb_target_group').health_check).toEqual({
      enabled: true,
      protocol: 'HTTP',
      port: 'traffic-port',
      path: '/$${ok}',
      interval: 10,
      timeout: 3,
      healthy_threshold: 2,
      unhealthy_threshold: 3,
      matcher: '200-299',
    });
  });

  it('lets requests end for as long as API Gateway waits for them', () => {
    expect(onlyResource(stack, 'aws_lb_target_group')).toMatchObject({ deregistration_delay: '30' });
  });

  it('is replaced before the old one is gone, since the rule uses it', () => {
    expect(onlyResource(stack, 'aws_lb_target_group').lifecycle).toEqual({ create_before_destroy: true });
  });
});

describe('the listener rule', () => {
  it('forwards at its own priority to the target group', () => {
    expect(onlyResource(stack, 'aws_lb_listener_rule')).toMatchObject({
      listener_arn: 'listener',
      priority: 200,
      action: [
        { type: 'forward', target_group_arn: expect.stringMatching(/^\$\{aws_lb_target_group\..+\.arn\}$/) as string },
      ],
    });
  });

  it('takes the path and everything below it, and only with the origin header', () => {
    const [name] = Object.keys(stack.data?.aws_ssm_parameter ?? {});
    expect(onlyResource(stack, 'aws_lb_listener_rule').condition).toEqual([
      { path_pattern: { values: ['/shop/orders', '/shop/orders/*'] } },
      {
        http_header: {
          http_header_name: 'X-Origin-Verify',
          values: [`\${data.aws_ssm_parameter.${name ?? ''}.value}`],
        },
      },
    ]);
  });

  it('reads the secret from its parameter, decrypted', () => {
    expect(Object.values(stack.data?.aws_ssm_parameter ?? {})).toEqual([
      { name: '/shop/dev/origin-secret', with_decryption: true },
    ]);
  });
});
