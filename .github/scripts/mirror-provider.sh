#!/usr/bin/env bash
# Makes the provider hashicorp/aws of the version $AWS_PROVIDER the only one that Terraform finds on this machine. Source:
# Terraform documentation, "CLI Configuration File", implied local mirror directories, and "terraform providers mirror".
set -euo pipefail

folder=$(mktemp -d)
jq --null-input --arg version "$AWS_PROVIDER" \
  '{terraform: {required_providers: {aws: {source: "hashicorp/aws", version: $version}}}}' > "$folder/main.tf.json"
mkdir -p "$HOME/.terraform.d/plugins"
terraform -chdir="$folder" providers mirror "$HOME/.terraform.d/plugins"
