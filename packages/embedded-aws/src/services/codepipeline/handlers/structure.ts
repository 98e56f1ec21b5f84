import { AwsError } from '../../../gateway/aws-error';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';

/**
 * Checks what CodePipeline demands of stages and actions (CodePipeline User Guide, "Pipeline structure reference").
 * @throws AwsError InvalidStructureException
 */
export function checkStructure(pipeline: JsonObject): void {
  const stages = asList(pipeline['stages']).map(asObject);
  checkUnique('stage', stages.map(nameOf));
  for (const [index, stage] of stages.entries()) {
    checkUnique(`action in stage ${nameOf(stage)}`, actionsOf(stage).map(nameOf));
    for (const action of actionsOf(stage)) checkCategory(action, index === 0);
  }
  checkArtifacts(stages);
}

function checkUnique(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`There is more than one ${what} with the name ${twice}`);
}

/** The first stage has sources only, and only it has them. */
function checkCategory(action: JsonObject, isFirstStage: boolean): void {
  const isSource = asObject(action['actionTypeId'])['category'] === 'Source';
  if (isFirstStage && !isSource) {
    throw invalid(`Action ${nameOf(action)} is in the first stage, which can have Source actions only`);
  }
  if (!isFirstStage && isSource) {
    throw invalid(`Action ${nameOf(action)} is a Source action, which only the first stage can have`);
  }
}

/** Every artifact is made once, before it is used: by a stage before, or by an action of a lower run order. */
function checkArtifacts(stages: readonly JsonObject[]): void {
  const made: string[] = [];
  for (const action of stages.flatMap((stage) => inRunOrder(actionsOf(stage)))) {
    const missing = artifactsOf(action, 'inputArtifacts').find((name) => !made.includes(name));
    if (missing !== undefined) {
      throw invalid(
        `Input Artifact Bundle ${missing} in action ${nameOf(action)} is not declared as Output Artifact Bundle in any of the preceding actions`,
      );
    }
    made.push(...artifactsOf(action, 'outputArtifacts'));
  }
  checkUnique('output artifact', made);
}

function inRunOrder(actions: readonly JsonObject[]): readonly JsonObject[] {
  const runOrder = (action: JsonObject): number => Number(action['runOrder'] ?? 1);
  return [...actions].sort((a, b) => runOrder(a) - runOrder(b));
}

function actionsOf(stage: JsonObject): readonly JsonObject[] {
  return asList(stage['actions']).map(asObject);
}

function artifactsOf(action: JsonObject, direction: 'inputArtifacts' | 'outputArtifacts'): string[] {
  return asList(action[direction]).map((artifact) => nameOf(asObject(artifact)));
}

function nameOf(record: JsonObject): string {
  return asText(record['name']);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidStructureException', message);
}
