/**
 * What runs until the pipeline has delivered for the first time, which it starts by itself as soon as it is created. A
 * sample of Google's that answers 200 on every path, on the port that `PORT` names: healthy with every port and health
 * check, without a command that later images would keep. It needs no permission to pull, runs as root, so that it may
 * listen on port 80, and shows no header and no variable but `COLOR`. The digest names the content, so that it cannot change.
 * Sources: GoogleCloudPlatform/cloud-run-hello, `hello.go` and `Dockerfile`; for the digest, Cloud Deploy documentation,
 * "Quickstart: Automate pipeline tasks"; for the port, aws/containers-roadmap#1721. Decision 0022 has the alternatives.
 */
export const bootstrapImage =
  'us-docker.pkg.dev/cloudrun/container/hello@sha256:95ade4b17adcd07623b0a0c68359e344fe54e65d0cb01b989e24c39f2fcd296a';

/**
 * What this release or an earlier one has given as a placeholder: a service whose recorded image is one of these was never
 * released. A digest that takes the place of `bootstrapImage` comes before it here, and none is ever taken out.
 */
export const placeholderImages: readonly string[] = [bootstrapImage, 'public.ecr.aws/nginx/nginx:stable'];
