import { changeJson, planJson, resourceJson } from '../helpers/plan-json';
import type { Form } from './forms';

type Attributes = Readonly<Record<string, unknown>>;

/** Where a plan holds values of variables, and the attributes that hold them there. */
export interface Place {
  readonly type: string;
  readonly attributesOf: (forms: readonly Form[]) => Attributes;
}

const pairs = (forms: readonly Form[]): readonly object[] => forms.map(({ name, value }) => ({ name, value }));
const map = (forms: readonly Form[]): Attributes => Object.fromEntries(forms.map(({ name, value }) => [name, value]));
const task = (forms: readonly Form[]): Attributes => ({
  family: 'app',
  container_definitions: JSON.stringify([{ name: 'app', image: 'app:1', environment: pairs(forms) }]),
});

/** Places by what they are. */
export const PLACES: Readonly<Record<string, Place>> = {
  'a container': { type: 'aws_ecs_task_definition', attributesOf: task },
  'a build': {
    type: 'aws_codebuild_project',
    attributesOf: (forms) => ({
      environment: [{ environment_variable: forms.map(({ name, value }) => ({ name, value, type: 'PLAINTEXT' })) }],
    }),
  },
  'a function': {
    type: 'aws_lambda_function',
    attributesOf: (forms) => ({ environment: [{ variables: map(forms) }] }),
  },
  'an action of a pipeline': {
    type: 'aws_codepipeline',
    attributesOf: (forms) => ({
      stage: [
        {
          name: 'Build',
          action: [{ name: 'Build', configuration: { EnvironmentVariables: JSON.stringify(pairs(forms)) } }],
        },
      ],
    }),
  },
  'a batch job': {
    type: 'aws_batch_job_definition',
    attributesOf: (forms) => ({ container_properties: JSON.stringify({ environment: pairs(forms) }) }),
  },
  'App Runner': {
    type: 'aws_apprunner_service',
    attributesOf: (forms) => ({
      source_configuration: [
        { image_repository: [{ image_configuration: [{ runtime_environment_variables: map(forms) }] }] },
      ],
    }),
  },
  'Elastic Beanstalk': {
    type: 'aws_elastic_beanstalk_environment',
    attributesOf: (forms) => ({
      setting: forms.map(({ name, value }) => ({ namespace: 'environment', name, value })),
    }),
  },
  Kubernetes: {
    type: 'kubernetes_deployment',
    attributesOf: (forms) => ({ spec: [{ template: [{ spec: [{ container: [{ env: pairs(forms) }] }] }] }] }),
  },
  'set of Helm': { type: 'helm_release', attributesOf: (forms) => ({ name: 'app', set: pairs(forms) }) },
  'parameters of CloudFormation': {
    type: 'aws_cloudformation_stack',
    attributesOf: (forms) => ({ name: 'app', parameters: map(forms) }),
  },
  'a parameter of SSM': {
    type: 'aws_ssm_parameter',
    attributesOf: (forms) => ({
      name: `/shop/${forms[0]?.name ?? ''}`,
      type: 'String',
      insecure_value: forms[0]?.value,
    }),
  },
};

/** Documents in which every form stands as a line. */
export const DOCUMENTS: Readonly<Record<string, Place>> = {
  'user data': { type: 'aws_instance', attributesOf: (forms) => ({ user_data: scriptOf(forms) }) },
  'user data in base64': {
    type: 'aws_launch_template',
    attributesOf: (forms) => ({ user_data: Buffer.from(scriptOf(forms)).toString('base64') }),
  },
  'values of Helm': {
    type: 'helm_release',
    attributesOf: (forms) => ({
      values: [forms.map(({ name, value }) => `${name}: ${JSON.stringify(value)}`).join('\n')],
    }),
  },
};

function scriptOf(forms: readonly Form[]): string {
  return ['#!/bin/bash', ...forms.map(({ name, value }) => `export ${name}=${JSON.stringify(value)}`)].join('\n');
}

/** Ways in which a plan tells of attributes. */
export const WAYS: Readonly<Record<string, (type: string, attributes: Attributes) => object>> = {
  created: (type, after) => planOf(type, { actions: ['create'], before: null, after }),
  destroyed: (type, before) => planOf(type, { actions: ['delete'], before, after: null }),
  'taken away': (type, before) => planOf(type, { actions: ['update'], before, after: {} }),
  replaced: (type, attributes) =>
    planOf(type, {
      actions: ['delete', 'create'],
      before: attributes,
      after: {},
      replace_paths: Object.keys(attributes).map((name) => [name]),
    }),
  moved: (type, attributes) =>
    planJson({
      resource_changes: [
        {
          ...resourceJson({ type, address: `${type}.new`, previous_address: `${type}.old` }),
          change: changeJson({ actions: ['no-op'], before: attributes, after: attributes }),
        },
      ],
    }),
  'changed outside Terraform': (type, before) =>
    planJson({
      resource_drift: [
        resourceJson({ type, address: `${type}.it`, change: changeJson({ actions: ['update'], before, after: {} }) }),
      ],
    }),
};

function planOf(type: string, change: object): object {
  return planJson({ resource_changes: [resourceJson({ type, address: `${type}.it`, change: changeJson(change) })] });
}
