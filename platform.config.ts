import { definePlatform } from 'fargate-delivery';

export default definePlatform({
  name: 'shop',
  account: '123456789012',
  region: 'eu-central-1',
  github: { owner: 'example-org' },
  tags: { 'cost-centre': 'retail' },
  environments: {
    dev: {},
    prod: {
      network: { cidr: '10.1.0.0/16', natGateways: 2 },
      approval: true,
      protect: true,
      users: {
        callbackUrls: ['https://shop.example.org/callback'],
        logoutUrls: ['https://shop.example.org/'],
      },
      alarmTopicArns: ['arn:aws:sns:eu-central-1:123456789012:alarms'],
    },
  },
  services: {
    hello: { repository: 'hello' },
    orders: {
      repository: 'orders',
      branch: 'main',
      dockerfile: 'docker/Dockerfile',
      context: '.',
      cpu: 256,
      memory: 512,
      port: 8080,
      healthCheck: {
        path: '/health',
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
        successCodes: '200-299',
      },
      tasks: { min: 1, desired: 1, max: 2 },
      scaling: { cpu: 50, scaleOutCooldown: 30, scaleInCooldown: 120, disableScaleIn: false },
      variables: { LOG_LEVEL: 'debug' },
      secrets: {
        DATABASE_URL: 'arn:aws:ssm:eu-central-1:123456789012:parameter/shop/orders/database-url',
        PAYMENT_TOKEN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/payment-AbCdEf:token::',
      },
      secretKeys: ['arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
      executeCommand: true,
      logRetentionDays: 14,
      api: { path: 'shop/orders', auth: 'cognito' },
      environments: {
        prod: {
          cpu: 1024,
          memory: 2048,
          tasks: { min: 2, desired: 2, max: 10 },
          scaling: { scaleInCooldown: 600 },
          variables: { LOG_LEVEL: 'info' },
          executeCommand: false,
          logRetentionDays: 365,
        },
      },
    },
  },
});
