import { apiUrl, called, DOMAIN, type Refused } from './refused/reasons';
import { namedByKey, notCreated, notTaken, notYetAtEdge, onceInAll } from './refused/surroundings';
import { networkOfService, otherParts, otherWays } from './refused/tasks';
import { refuse, type Refusal } from './option';

/** What people expect of a service, and of what differs in an environment. */
export const notInService: Refused = {
  ...notCreated,
  ...notTaken,
  ...onceInAll,
  ...refuse([...DOMAIN, 'host'], apiUrl),
  network: networkOfService,
  ...namedByKey('services'),
  ...otherWays,
  ...otherParts,
};

/** What people expect of an environment. */
export const notInEnvironment: Refused = {
  ...notCreated,
  ...notTaken,
  ...onceInAll,
  ...otherWays,
  ...otherParts,
  ...notYetAtEdge,
  ...namedByKey('environments'),
  ...refuse(['alarmEmail', 'email', 'notifications'], {
    found: 'an option that is not available yet',
    fix: 'create an SNS topic outside of the platform, subscribe the address to it, and give its ARN in alarmTopicArns',
  }),
};

const credential: Refusal = {
  found: 'a credential, which no config may hold',
  fix: 'export TF_VAR_github_token where npm run deploy runs; if a token stood here, replace it, since it is in the history of this file',
};

/** What people expect at the top of a config. */
export const notAtTop: Refused = {
  ...notCreated,
  ...notTaken,
  ...otherWays,
  ...otherParts,
  ...notYetAtEdge,
  ...refuse(['githubToken', 'token', 'accessToken'], credential),
  ...refuse(['backend', 'stateBucket'], {
    found: 'a place for the states, which the platform makes itself',
    fix: 'leave it out: npm run bootstrap creates the bucket of the states',
  }),
  profile: {
    found: 'credentials of AWS, which no config may hold',
    fix: (value) => `remove it, and set AWS_PROFILE to ${called(value, 'its name')}`,
  },
  ...refuse(['removal', 'removalPolicy', 'retain'], {
    found: 'what becomes of resources that are destroyed, which each environment says',
    fix: 'leave it out; protect: true in an environment keeps what is in it from being destroyed',
  }),
};
