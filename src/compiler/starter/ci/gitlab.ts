import type { Starter } from '../files/starter.js';

/** A pipeline of GitLab CI: the findings as SARIF and JUnit, the impact as a note of the merge request. */
export const gitlabPipeline = ({
  floeVersion,
}: Starter): string => `# FLOE_CATALOG_URL, FLOE_TOKEN and GITLAB_TOKEN (api) are variables of the project.
floe:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  before_script:
    - npm install --global floe-catalog@${floeVersion}
  script:
    - floe compile . --format junit > floe.xml || failed=1
    - floe compile . --format sarif > floe.sarif || failed=1
    - floe contracts check . --format markdown > impact.md || failed=1
    - test -z "$failed"
  after_script:
    - >-
      test -z "$CI_MERGE_REQUEST_IID" || test ! -s impact.md ||
      curl --fail --silent --show-error --output /dev/null --header "PRIVATE-TOKEN: $GITLAB_TOKEN" --form "body=<impact.md"
      "$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
  artifacts:
    when: always
    paths: [floe.sarif, impact.md]
    reports:
      junit: floe.xml
`;
