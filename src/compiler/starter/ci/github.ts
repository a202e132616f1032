import type { Starter } from '../files/starter.js';

/** A workflow of GitHub Actions: the findings go to code scanning, the impact becomes one comment, kept up to date. */
export const githubWorkflow = ({ answers, floeVersion }: Starter): string => `name: ${answers.name}

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read
  pull-requests: write
  security-events: write

jobs:
  floe:
    runs-on: ubuntu-latest
    env:
      FLOE_CATALOG_URL: \${{ vars.FLOE_CATALOG_URL }}
      FLOE_TOKEN: \${{ secrets.FLOE_TOKEN }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install --global floe-catalog@${floeVersion}
      - name: Compile
        run: floe compile . --format sarif > floe.sarif
      - name: Report the findings
        if: \${{ !cancelled() }}
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: floe.sarif
      - name: Check the contracts
        if: \${{ !cancelled() }}
        run: floe contracts check . --format markdown > impact.md
      - name: Comment the impact
        if: \${{ !cancelled() && github.event_name == 'pull_request' }}
        env:
          GH_TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.pull_request.number }}
        run: test ! -s impact.md || gh pr comment "$NUMBER" --edit-last --create-if-none --body-file impact.md
`;
