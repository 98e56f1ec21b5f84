import { readsOf } from '../../../../../cli/review/placeholders/reads';
import { readingStack } from '../../../../helpers/reading-stack';

describe('what a stack reads of others', () => {
  it('is every output that it refers to, once, in both notations, and by the state that holds it', () => {
    const { json } = readingStack('dev-hello', 'dev-network', {
      first: '${data.terraform_remote_state.dev-network-state.outputs.vpc_id}',
      again: 'vpc ${data.terraform_remote_state.dev-network-state.outputs.vpc_id}',
      quoted: '${data.terraform_remote_state.dev-network-state.outputs["listener_arn"]}',
    });
    expect(readsOf(json)).toEqual([
      {
        data: 'dev-network-state',
        stack: 'dev-network',
        bucket: 'states',
        key: 'shop/dev-network.tfstate',
        region: 'eu-central-1',
        outputs: ['listener_arn', 'vpc_id'],
      },
    ]);
  });

  it('is nothing if it uses no output of a state', () => {
    const { json } = readingStack('dev-hello', 'dev-network', { other: '${aws_vpc.dev-network-state.id}' });
    expect(readsOf(json)).toMatchObject([{ outputs: [] }]);
  });
});
