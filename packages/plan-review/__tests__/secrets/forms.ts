/** A secret that somebody wrote into a variable without marking it: the variable, its value, and what no report may show. */
export interface Form {
  readonly name: string;
  readonly value: string;
  /** @default - the whole value */
  readonly secret?: string;
}

const HEX = '0123456789abcdef';
const MIXED = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6';

/** Values that only their form gives away. Each is made up; prefixes stand apart so that no scanner takes them for real. */
const BY_VALUE: readonly Form[] = [
  { name: 'V_SLACK', value: `https://hooks.slack.com/services/T01ABCDEF/B01ABCDEFGH/${'k3'.repeat(12)}` },
  { name: 'V_DISCORD', value: `https://discord.com/api/webhooks/112233445566778899/${'Zz9_'.repeat(17)}` },
  { name: 'V_TEAMS', value: `https://shop.webhook.office.com/webhookb2/${HEX}@${HEX}/IncomingWebhook/${HEX}` },
  { name: 'V_HOOK', value: `https://hooks.example.com/in/${MIXED}` },
  { name: 'V_GHP', value: `ghp_${'a1B2'.repeat(9)}` },
  { name: 'V_GHPAT', value: `github_pat_11ABCDEFG0${'a1B2c3'.repeat(10)}` },
  { name: 'V_GLPAT', value: `glpat-${'x1Y2z3'.repeat(4)}` },
  { name: 'V_AKIA', value: ['AKIA', 'IOSFODNN7EXAMPLF'].join('') },
  { name: 'V_AWS', value: ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/') },
  { name: 'V_STRIPE', value: `sk_live_${'a1B2c3'.repeat(5)}` },
  { name: 'V_STRIPE_TEST', value: `sk_test_${'a1B2c3'.repeat(5)}` },
  { name: 'V_JWT', value: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlc2lnbmF0dXJl' },
  { name: 'V_PEM', value: '-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----', secret: 'MIIabc' },
  { name: 'V_PGP', value: '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQdGBGabc=\n', secret: 'lQdGBGabc' },
  { name: 'V_REDIS', value: 'redis://:hunter2x@cache.example.com:6379', secret: 'hunter2x' },
  { name: 'V_AMQP', value: 'amqp://app:hunter3x@mq.example.com', secret: 'hunter3x' },
  { name: 'V_MONGO', value: 'mongodb+srv://app:hunter4x@c.example.net/db', secret: 'hunter4x' },
  { name: 'V_SLASH', value: 'postgres://app:hun/ter@44@db.example.net/db', secret: 'ter@44' },
  { name: 'V_SHORT', value: 'postgres://app:pw12@db.example.net/db', secret: 'pw12' },
  { name: 'V_USER', value: 'https://a1b2c3d4e5f6a1b2c3d4@o1.ingest.example.com/7', secret: 'a1b2c3d4e5f6a1b2c3d4' },
  { name: 'V_QUERY', value: 'https://api.example.com/v1?sig=Qm9vbQ', secret: 'Qm9vbQ' },
  { name: 'V_MSSQL', value: 'Server=db;Database=a;User Id=sa;Password=hunter5x;', secret: 'hunter5x' },
  {
    name: 'V_AZURE',
    value: `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${'aGVsbG8g'.repeat(3)}aGVsbG8=;EndpointSuffix=core.windows.net`,
    secret: 'aGVsbG8gaGVsbG8g',
  },
  { name: 'V_XOXB', value: ['xoxb', '123456789012', '123456789012', 'a1B2c3D4e5F6g7H8i9J0k1L2'].join('-') },
  {
    name: 'V_SENDGRID',
    value: ['SG', 'a1B2c3D4e5F6g7H8i9J0k1', 'L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6a7B8c9D0e1F2g'].join('.'),
  },
  { name: 'V_OPENAI', value: `sk-proj-${'a1B2c3D4'.repeat(6)}` },
  { name: 'V_ANTH', value: `sk-ant-api03-${'a1B2c3D4'.repeat(6)}` },
  { name: 'V_NPM', value: `npm_${'a1B2c3'.repeat(6)}` },
  { name: 'V_PYPI', value: `pypi-AgEIcHlwaS5vcmc${'a1B2'.repeat(9)}` },
  { name: 'V_WHSEC', value: `whsec_${'a1B2c3D4'.repeat(4)}` },
  { name: 'V_GOOG', value: `AIzaSy${'a1B2c3D4e'.repeat(3)}f2345` },
  { name: 'V_HF', value: `hf_${'aBcD'.repeat(9)}` },
  { name: 'V_DOP', value: `dp.st.prd.${MIXED}` },
  { name: 'V_VAULT', value: `hvs.${MIXED}` },
  { name: 'V_TG', value: `123456789:AA${MIXED}q` },
  { name: 'V_TWILIO', value: `SK${HEX.repeat(2)}` },
  { name: 'V_DDHEX', value: HEX.repeat(2) },
  { name: 'V_RANDOM', value: 'S3cr3tValue-ABCDEF-42' },
  { name: 'V_MIXED', value: 'hunter7x' },
  { name: 'V_SENTENCE', value: 'the password is swordfish' },
  { name: 'V_MAIL', value: 'abcd efgh ijkl mnop' },
  { name: 'V_JSON', value: '{"user":"app","password":"hunter11"}', secret: 'hunter11' },
  { name: 'V_BEARER', value: 'Authorization: Bearer q1w2e3r4', secret: 'q1w2e3r4' },
  { name: 'V_FLAGS', value: 'debug,a1B2c3D4e5F6g7H8', secret: 'a1B2c3D4e5F6g7H8' },
  { name: 'V_BASE64', value: Buffer.from('password=hunter12').toString('base64') },
  { name: 'LD_SDK', value: 'sdk-0a1b2c3d-1234-5678-9abc-def012345678' },
];

/** Values that only the name of the variable gives away. */
const BY_NAME: readonly Form[] = [
  { name: 'SLACK_WEBHOOK_URL', value: 'https://hooks.example.org/services/shop' },
  { name: 'DD_API_KEY', value: `${HEX}0123456789abcde0` },
  { name: 'APP_KEY', value: `base64:${MIXED}q7R8s9T0u1U=` },
  { name: 'SECRET_KEY_BASE', value: 'deadbeef'.repeat(8) },
  { name: 'RAILS_MASTER_KEY', value: `${HEX}0123456789abcde1` },
  { name: 'ENCRYPTION_SALT', value: 'saltsaltsalt0001' },
  { name: 'BASIC_AUTH', value: 'admin:hunter6x' },
  { name: 'SMTP_PASS', value: 'hunter7' },
  { name: 'PGPASSWORD', value: 'hunter8' },
  { name: 'DB_PW', value: 'hunter9' },
  { name: 'MYSQL_PWD', value: 'hunter10' },
  { name: 'SENTRY_AUTH', value: 'aa11bb22cc33' },
  { name: 'NEW_RELIC_LICENSE_KEY', value: `eu01xx${'0'.repeat(30)}NRAL` },
  { name: 'SLACK_TOKEN', value: 'swordfish' },
  { name: 'dbPassword', value: 'open-sesame' },
  { name: 'auth.adminPassword', value: 'open/sesame' },
  { name: 'DB_PASSWORD_PROD', value: '20261129' },
  { name: 'CLIENTSECRET', value: 'correct-horse' },
  { name: 'PASSPHRASE', value: '/open/sesame' },
  { name: 'LAUNCH_PIN', value: '4711' },
];

/** Secrets in every form that people write into variables. */
export const SECRET_FORMS: readonly Form[] = [...BY_VALUE, ...BY_NAME];

/** Values that a reviewer needs to see. */
export const HARMLESS: readonly Omit<Form, 'secret'>[] = [
  { name: 'IMAGE_TAG', value: '1.4.2' },
  { name: 'IMAGE_TAG', value: 'v1.4.2-rc.1' },
  { name: 'IMAGE_TAG', value: 'main-3f9c2d1' },
  { name: 'IMAGE', value: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/hello:1.4.2' },
  { name: 'IMAGE', value: 'public.ecr.aws/docker/library/node:22-alpine' },
  { name: 'LOG_LEVEL', value: 'debug' },
  { name: 'NODE_ENV', value: 'production' },
  { name: 'PORT', value: '8080' },
  { name: 'TIMEOUT', value: '2.5' },
  { name: 'TIMEOUT', value: '30s' },
  { name: 'MEMORY', value: '512Mi' },
  { name: 'MAX_TOKENS', value: '4096' },
  { name: 'TOKEN_TTL', value: '3600' },
  { name: 'FEATURE_NEW_CHECKOUT', value: 'true' },
  { name: 'FEATURES', value: 'new-checkout,dark-mode,beta_search' },
  { name: 'AWS_REGION', value: 'eu-central-1' },
  { name: 'ZONES', value: 'eu-central-1a,eu-central-1b' },
  { name: 'LC_ALL', value: 'en_US.UTF-8' },
  { name: 'TZ', value: 'Europe/Berlin' },
  { name: 'DB_HOST', value: 'shop.c1abcdefghij.eu-central-1.rds.amazonaws.com' },
  { name: 'DB_HOST', value: 'orders.internal:5432' },
  { name: 'CACHE', value: 'redis://cache.internal:6379/0' },
  { name: 'API_URL', value: 'https://api.example.com/v1' },
  { name: 'SITE', value: 'https://example.com' },
  { name: 'QUEUE_URL', value: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders' },
  { name: 'TOPIC', value: 'arn:aws:sns:eu-central-1:111122223333:orders' },
  { name: 'ROLE', value: 'arn:aws-us-gov:iam::111122223333:role/shop/Reader' },
  { name: 'DB_SECRET_ARN', value: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf' },
  { name: 'DB_PASSWORD_FILE', value: '/run/secrets/db' },
  { name: 'DATA', value: '/var/lib/shop' },
  { name: 'HEALTH', value: '/health' },
  { name: 'CORS_ORIGIN', value: '*' },
  { name: 'ALLOWED', value: '10.0.0.0/16' },
  { name: 'MODE', value: 'blueGreen' },
  { name: 'VPC', value: 'vpc-0a1b2c3d4e5f67890' },
];
