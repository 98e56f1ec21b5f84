import { AwsError } from '../../../gateway/aws-error';
import { callOperation, withInput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asObject, jsonOf } from '../../../gateway/json';
import { checkStructure } from './structure';

/** What CodePipeline takes for granted (CodePipeline API Reference, "PipelineDeclaration"). */
const DEFAULTS = { pipelineType: 'V1', executionMode: 'SUPERSEDED' };

/** Refuses the pipelines that CodePipeline refuses and moto takes, and fills in what it takes for granted. */
export const pipelines: Handler = {
  service: 'codepipeline',
  operations: ['CreatePipeline', 'UpdatePipeline'],
  handle: async (request, next, { moto }) => {
    const input = jsonOf(request);
    const pipeline = { ...DEFAULTS, ...asObject(input['pipeline']) };
    checkStructure(pipeline);
    const { name } = asObject(input['pipeline']);
    const existing = await callOperation(request, moto, 'GetPipeline', { name });
    if (request.operation === 'CreatePipeline' && existing !== undefined) {
      throw new AwsError('PipelineNameInUseException', `A pipeline with the name '${String(name)}' already exists`);
    }
    if (request.operation === 'UpdatePipeline' && existing === undefined) {
      throw new AwsError('PipelineNotFoundException', `There is no pipeline with the name '${String(name)}'`);
    }
    return next(withInput(request, { ...input, pipeline }));
  },
};
