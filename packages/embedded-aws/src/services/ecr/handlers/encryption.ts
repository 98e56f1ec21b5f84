import { describeKey, isAliasOfAws } from '../../../gateway/authorization/kms-keys';
import { AwsError } from '../../../gateway/aws-error';
import { withInput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asObject, asText, jsonOf } from '../../../gateway/json';

/**
 * Names the KMS key of a new repository by its ARN, and refuses one that cannot encrypt (Amazon ECR API Reference,
 * "EncryptionConfiguration", kmsKey, and "CreateRepository", KmsException).
 */
export const repositoryEncryption: Handler = {
  service: 'ecr',
  operations: ['CreateRepository'],
  handle: async (request, next, { moto }) => {
    const input = jsonOf(request);
    const encryptionConfiguration = asObject(input['encryptionConfiguration']);
    const named = asText(encryptionConfiguration['kmsKey']);
    if (encryptionConfiguration['encryptionType'] !== 'KMS' || named === '' || isAliasOfAws(named)) {
      return next(request);
    }
    const key = await describeKey(request, moto, named);
    if (key?.['KeyState'] !== 'Enabled' || key['KeySpec'] !== 'SYMMETRIC_DEFAULT') {
      const found =
        key === undefined ? 'does not exist' : `is a ${asText(key['KeySpec'])} key, ${asText(key['KeyState'])}`;
      throw new AwsError('KmsException', `The KMS key '${named}' ${found}: an enabled symmetric key is needed`);
    }
    return next(
      withInput(request, { ...input, encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key['Arn'] } }),
    );
  },
};
