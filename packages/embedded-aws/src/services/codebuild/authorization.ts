import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS CodeBuild". */
export function codebuild(call: Call): Question[] {
  const passes = ['CreateProject', 'UpdateProject'].includes(call.operation);
  return [
    ...ask(`codebuild:${call.operation}`, resourcesOf(call), call.tags),
    ...(passes ? askToPass([call.text('serviceRole')], 'codebuild.amazonaws.com') : []),
  ];
}

function resourcesOf(call: Call): string[] {
  const projects = projectsOf(call);
  if (projects.length > 0) return projects.map((name) => call.arnNamed('codebuild', name, `project/${name}`));
  const reports = reportGroupsOf(call);
  return reports.length > 0 ? reports.map((name) => call.arnNamed('codebuild', name, `report-group/${name}`)) : ['*'];
}

/** A build's id is `<project>:<uuid>`, and it is the project that policies name. */
function projectsOf(call: Call): string[] {
  switch (call.operation) {
    case 'BatchGetProjects':
      return call.texts('names');
    case 'CreateProject':
    case 'UpdateProject':
    case 'DeleteProject':
      return [call.text('name')];
    case 'BatchGetBuilds':
    case 'BatchDeleteBuilds':
    case 'BatchGetBuildBatches':
      return [...new Set(call.texts('ids').map(projectOfBuild))];
    case 'StopBuild':
    case 'RetryBuild':
    case 'StopBuildBatch':
    case 'RetryBuildBatch':
      return [projectOfBuild(call.text('id'))];
    default:
      return [call.text('projectName')].filter((name) => name !== '');
  }
}

function projectOfBuild(id: string): string {
  const name = id.startsWith('arn:') ? id.split(':build/').at(-1) : id;
  return (name ?? '').replace(/:[^:]*$/, '');
}

function reportGroupsOf(call: Call): string[] {
  const { operation } = call;
  if (operation === 'CreateReportGroup') return [call.text('name')];
  if (operation === 'CreateReport') return [call.text('reportGroupName')];
  const reports = [...call.texts('reportArns'), call.text('reportArn')].filter((arn) => arn !== '');
  const groups = [...call.texts('reportGroupArns'), call.text('reportGroupArn')].filter((arn) => arn !== '');
  return [...groups, ...reports.map((arn) => arn.replace(/:report\/(.*):[^:]*$/, ':report-group/$1'))];
}
