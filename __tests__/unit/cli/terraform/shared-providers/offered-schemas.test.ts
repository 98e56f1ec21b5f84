import { Writer } from 'protobufjs/minimal';
import { onlySchemasOf } from '../../../../../cli/terraform/shared-providers/offered-schemas';

/** Field of GetProviderSchema.Response that holds the schemas of resources, of data sources and of functions. */
const [RESOURCES, DATA_SOURCES, CAPABILITIES, FUNCTIONS] = [2, 3, 6, 7];

/** Appends an entry of a map from a name to a schema. */
function addEntry(writer: Writer, field: number, key: string, schema: string): void {
  writer.uint32((field << 3) | 2).fork();
  writer.uint32((1 << 3) | 2).string(key);
  writer.uint32((2 << 3) | 2).string(schema);
  writer.ldelim();
}

/** A message with these entries. */
function answerOf(...entries: readonly [field: number, key: string][]): Buffer {
  const writer = Writer.create();
  for (const [field, key] of entries) addEntry(writer, field, key, `schema of ${key} ${'x'.repeat(300)}`);
  writer.uint32((CAPABILITIES << 3) | 2).bytes(Uint8Array.of(8, 1));
  return Buffer.from(writer.finish());
}

describe('the schemas that Terraform is offered', () => {
  const answer = answerOf(
    [RESOURCES, 'aws_ecs_service'],
    [RESOURCES, 'aws_sqs_queue'],
    [DATA_SOURCES, 'aws_kms_alias'],
    [DATA_SOURCES, 'aws_ami'],
    [FUNCTIONS, 'arn_parse'],
  );

  it('are those of the types that are needed, with everything that is no schema of a type', () => {
    const types = new Set(['aws_ecs_service', 'aws_kms_alias']);
    expect(onlySchemasOf(types, answer)).toEqual(
      answerOf([RESOURCES, 'aws_ecs_service'], [DATA_SOURCES, 'aws_kms_alias'], [FUNCTIONS, 'arn_parse']),
    );
  });

  it('are the same bytes as all, where all are needed', () => {
    const types = new Set(['aws_ecs_service', 'aws_sqs_queue', 'aws_kms_alias', 'aws_ami']);
    expect(onlySchemasOf(types, answer)).toEqual(answer);
  });
});
